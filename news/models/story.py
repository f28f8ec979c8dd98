"""What a working text and a published edition have in common."""

from __future__ import annotations

from django.db import models

from news.enums import StoryKind
from news.models.category import Category
from news.models.photo import Photo


class Story(models.Model):
    """The content fields. All may be empty here: a draft may be anything."""

    title = models.CharField("tiêu đề", max_length=250)
    sapo = models.TextField("sapo", max_length=1500, blank=True)
    body = models.TextField("nội dung", blank=True)
    kind = models.CharField(
        "thể loại", max_length=20, choices=StoryKind, default=StoryKind.NEWS
    )
    category = models.ForeignKey(
        Category,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="chuyên mục",
        blank=True,
        null=True,
    )
    lead_photo = models.ForeignKey(
        Photo,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="ảnh đại diện",
        blank=True,
        null=True,
    )
    lead_alt = models.CharField(
        "mô tả ảnh đại diện (alt)",
        max_length=300,
        blank=True,
        help_text="Để trống thì dùng mô tả trong thư viện.",
    )
    lead_caption = models.CharField(
        "chú thích ảnh đại diện",
        max_length=500,
        blank=True,
        help_text="Để trống thì dùng chú thích trong thư viện.",
    )
    source_name = models.CharField("nguồn", max_length=200, blank=True)
    source_url = models.URLField("địa chỉ nguồn", max_length=500, blank=True)
    source_at = models.DateTimeField("nguồn đăng lúc", blank=True, null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title
