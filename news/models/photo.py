"""The photo library. The row owns the file; a story that uses it owns its caption."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

PERCENT = [MinValueValidator(0), MaxValueValidator(100)]
CARD_WIDTH = 800


def card_name(name: str) -> str:
    """The storage name of the small picture that stands beside a photo's file."""
    return f"{name.removesuffix('.jpg')}-{CARD_WIDTH}.jpg"


def card_size(width: int, height: int) -> tuple[int, int]:
    """The size of the small picture: never wider than the photo."""
    small = min(width, CARD_WIDTH)
    return small, max(1, round(height * small / width))


class PhotoQuerySet(models.QuerySet["Photo"]):
    def by_name(self, names: set[str]) -> dict[str, Photo]:
        """Photos by the storage name of their file."""
        return {str(photo.file.name): photo for photo in self.filter(file__in=names)}


class Photo(models.Model):
    file = models.ImageField("tệp ảnh", max_length=120, unique=True)
    width = models.PositiveIntegerField("rộng", editable=False)
    height = models.PositiveIntegerField("cao", editable=False)
    alt = models.CharField("mô tả ảnh (alt)", max_length=300, blank=True)
    caption = models.CharField("chú thích", max_length=500, blank=True)
    credit = models.CharField("nguồn ảnh", max_length=120, blank=True)
    focal_x = models.PositiveSmallIntegerField(
        "điểm nhấn ngang (%)", default=50, validators=PERCENT
    )
    focal_y = models.PositiveSmallIntegerField(
        "điểm nhấn dọc (%)", default=40, validators=PERCENT
    )
    taken_on = models.DateField("ngày chụp", blank=True, null=True)
    consent_note = models.CharField("ghi chú đồng ý", max_length=300, blank=True)
    sha256 = models.CharField(
        "SHA-256 của tệp tải lên", max_length=64, unique=True, editable=False
    )
    search_text = models.TextField("chữ để tìm", blank=True, editable=False)
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

    objects = PhotoQuerySet.as_manager()

    class Meta:
        verbose_name = "ảnh"
        verbose_name_plural = "ảnh"

    def __str__(self) -> str:
        return self.caption or self.alt or f"Ảnh {self.pk}"
