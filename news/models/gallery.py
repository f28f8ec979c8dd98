"""The photos of a story of kind “Ảnh”, in order; each use owns its texts."""

from __future__ import annotations

from django.db import models

from news.models.article import Article
from news.models.photo import Photo


class GalleryPhoto(models.Model):
    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="gallery"
    )
    photo = models.ForeignKey(
        Photo, on_delete=models.PROTECT, related_name="+", verbose_name="ảnh"
    )
    caption = models.CharField("chú thích", max_length=500, blank=True)
    alt = models.CharField("mô tả ảnh (alt)", max_length=300, blank=True)
    position = models.PositiveIntegerField("thứ tự", default=0)

    class Meta:
        verbose_name = "ảnh của bộ ảnh"
        verbose_name_plural = "bộ ảnh"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "photo"],
                name="news_galleryphoto_once",
                violation_error_message="Ảnh này đã có trong bộ ảnh.",
            )
        ]

    def __str__(self) -> str:
        return self.caption or str(self.photo)
