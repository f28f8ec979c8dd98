"""Ways to say the same, for search: QLTT = quản lý thị trường."""

from __future__ import annotations

from django.db import models

from news import vietnamese

EQUALS = " = "


class Synonym(models.Model):
    """Two or more words or phrases; who searches for one finds the others."""

    phrases = models.CharField(
        "các cách gọi",
        max_length=400,
        unique=True,
        help_text="Cách nhau bằng dấu bằng: QLTT = quản lý thị trường. Bạn đọc tìm một "
        "cách gọi thì thấy cả những bài viết theo cách kia.",
        error_messages={"unique": "Đã có đúng nhóm từ này."},
    )
    note = models.CharField(
        "ghi chú",
        max_length=200,
        blank=True,
        help_text="Vì sao, từ bao giờ; bạn đọc không thấy.",
    )

    class Meta:
        verbose_name = "từ đồng nghĩa"
        verbose_name_plural = "từ đồng nghĩa"

    def __str__(self) -> str:
        return self.phrases

    def ways(self) -> list[str]:
        """The phrases, in the order in which they were written."""
        return split_by_equals(self.phrases)


def split_by_equals(text: str) -> list[str]:
    parts = (vietnamese.clean_line(part) for part in text.split("="))
    return [part for part in parts if part]
