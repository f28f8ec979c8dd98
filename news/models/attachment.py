"""Files that a story offers to download: “Tệp đính kèm”.

The row owns the file, in the private storage; the use owns its title. What readers may
fetch is decided by the edition that they see.
"""

from __future__ import annotations

from django.conf import settings
from django.core.files import File
from django.core.files.storage import storages
from django.db import models

from news.models.article import Article


class Attachment(models.Model):
    name = models.CharField("tên tệp", max_length=120, editable=False)
    title = models.CharField("tên hiển thị", max_length=200)
    extension = models.CharField("định dạng", max_length=8, editable=False)
    size = models.PositiveIntegerField("số byte", editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, editable=False)
    uploaded_at = models.DateTimeField("tải lên lúc", auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="người tải lên",
        blank=True,
        null=True,
        editable=False,
    )

    class Meta:
        verbose_name = "tệp đính kèm"
        verbose_name_plural = "tệp đính kèm"
        constraints = [
            # Two people may have the same file; neither sees the other's row.
            models.UniqueConstraint(
                fields=["sha256", "uploaded_by"],
                name="news_attachment_once",
                violation_error_message="Bạn đã tải tệp này lên.",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def open(self) -> File:
        """The file itself. Raises FileNotFoundError."""
        return storages["private"].open(self.name)


class ArticleAttachment(models.Model):
    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="attachments"
    )
    attachment = models.ForeignKey(
        Attachment, on_delete=models.PROTECT, related_name="+", verbose_name="tệp"
    )
    title = models.CharField(
        "tên hiển thị",
        max_length=200,
        blank=True,
        help_text="Để trống thì dùng tên của tệp.",
    )
    position = models.PositiveIntegerField("thứ tự", default=0)

    class Meta:
        verbose_name = "tệp đính kèm"
        verbose_name_plural = "tệp đính kèm"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "attachment"],
                name="news_articleattachment_once",
                violation_error_message="Tệp này đã được đính kèm.",
            )
        ]

    def __str__(self) -> str:
        return self.title or str(self.attachment)
