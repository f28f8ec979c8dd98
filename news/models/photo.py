"""The photo library. The row owns the file; a story that uses it owns its caption."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage, storages
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q

from news import renditions
from news.models.people import Unit

PERCENT = [MinValueValidator(0), MaxValueValidator(100)]
DEFAULT_FOCUS = (50, 40)


class PhotoQuerySet(models.QuerySet["Photo"]):
    def by_name(self, names: set[str]) -> dict[str, Photo]:
        """Photos by the storage name of their file."""
        return {str(photo.file.name): photo for photo in self.filter(file__in=names)}

    def in_library(self) -> Self:
        """Those that a story may show."""
        return self.filter(withdrawn_at__isnull=True)

    def used(self) -> Self:
        """Those that a working text or an edition shows."""
        return self.filter(self._shown())

    def unused(self) -> Self:
        return self.exclude(self._shown())

    def held(self) -> Self:
        """Locked until the transaction ends, so that nobody withdraws them meanwhile.

        On SQLite the transaction itself is that lock.
        """
        return self.order_by("pk").select_for_update()

    def _shown(self) -> Q:
        uses = ("ArticlePhoto", "EditionPhoto")
        models_of_uses = (self.model._meta.apps.get_model("news", use) for use in uses)
        shown = Q()
        for model in models_of_uses:
            shown |= Q(Exists(model._default_manager.filter(photo=OuterRef("pk"))))
        return shown


class Photo(models.Model):
    """`file` is the small copy that the desk shows, and the name by which texts know
    the photo; the original stands under the same name in the private storage."""

    file = models.ImageField("tệp ảnh", max_length=120, unique=True)
    width = models.PositiveIntegerField("rộng", editable=False)
    height = models.PositiveIntegerField("cao", editable=False)
    alt = models.CharField(
        "mô tả ảnh (alt)",
        max_length=300,
        blank=True,
        help_text="Trong ảnh có gì, cho người không nhìn thấy ảnh.",
    )
    caption = models.CharField("chú thích", max_length=500, blank=True)
    credit = models.CharField(
        "nguồn ảnh",
        max_length=120,
        blank=True,
        help_text="Tên người chụp hoặc nơi cho ảnh; trang web tự thêm chữ “Ảnh:”.",
    )
    focal_x = models.PositiveSmallIntegerField(
        "điểm nhấn ngang (%)", default=DEFAULT_FOCUS[0], validators=PERCENT
    )
    focal_y = models.PositiveSmallIntegerField(
        "điểm nhấn dọc (%)", default=DEFAULT_FOCUS[1], validators=PERCENT
    )
    taken_on = models.DateField("ngày chụp", blank=True, null=True)
    consent_note = models.CharField(
        "ghi chú đồng ý",
        max_length=300,
        blank=True,
        help_text="Người trong ảnh đã đồng ý thế nào; bạn đọc không nhìn thấy.",
    )
    unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="đơn vị",
        blank=True,
        null=True,
    )
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
    withdrawn_at = models.DateTimeField("gỡ lúc", blank=True, null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="người gỡ",
        blank=True,
        null=True,
        editable=False,
    )
    withdrawn_reason = models.CharField(
        "lý do gỡ", max_length=300, blank=True, editable=False
    )

    objects = PhotoQuerySet.as_manager()

    class Meta:
        verbose_name = "ảnh"
        verbose_name_plural = "ảnh"
        permissions = [("withdraw_photo", "Được gỡ ảnh khỏi mọi trang")]
        indexes = [
            models.Index(fields=["-uploaded_at", "-id"], name="news_photo_uploaded")
        ]

    def __str__(self) -> str:
        return self.caption or self.alt or f"Ảnh {self.pk}"

    @property
    def focus(self) -> tuple[int, int]:
        """The focal point, in percent of width and height."""
        return self.focal_x, self.focal_y

    @property
    def card(self) -> renditions.Picture:
        """The crop that a card shows."""
        return renditions.card(
            str(self.file.name), (self.width, self.height), self.focus
        )

    @property
    def desk_size(self) -> tuple[int, int]:
        """The sides of `file`."""
        sizes = renditions.whole("", (self.width, self.height)).sizes
        return max(size for size in sizes if size[0] <= renditions.DESK_WIDTH)

    @property
    def thumbnail_url(self) -> str:
        """The address of the small crop that the desk lists."""
        width = max(w for w, _ in self.card.sizes if w <= renditions.CARD_WIDTHS[1])
        return default_storage.url(self.card.file(width, "jpg"))

    def original(self) -> File:
        """The file that the office keeps, opened. Raises FileNotFoundError."""
        return storages["private"].open(str(self.file.name))
