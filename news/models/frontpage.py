"""Which stories lead the home page, from when to when."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from news.enums import SlotPlace

HIGHLIGHTS = 4  # So many stand beside the lead.

# Databases hold years that Python's time zones can't compute with.
YEARS = "Hãy nhập một ngày trong các năm từ 1990 đến 2099."
PLAUSIBLE = [
    MinValueValidator(datetime(1990, 1, 1, tzinfo=UTC), YEARS),
    MaxValueValidator(datetime(2099, 12, 31, tzinfo=UTC), YEARS),
]


class FrontPageSlotQuerySet(models.QuerySet["FrontPageSlot"]):
    def current(self, moment: datetime) -> Self:
        """Slots in force at that moment: the lead first, then by position."""
        open_now = Q(ends_at__isnull=True) | Q(ends_at__gt=moment)
        in_force = self.filter(open_now, starts_at__lte=moment)
        lead_first = models.Case(models.When(place=SlotPlace.LEAD, then=0), default=1)
        return in_force.order_by(lead_first, "position", "-starts_at", "pk")

    def not_ended(self, moment: datetime) -> Self:
        """Slots in force or yet to come, as editors arrange them."""
        ahead = self.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=moment))
        return ahead.order_by("position", "starts_at", "pk")

    def ended(self, moment: datetime) -> Self:
        return self.filter(ends_at__lte=moment)

    def token(self) -> str:
        """The same as long as nobody changes the arrangement."""
        names = ("pk", "place", "article", "position", "starts_at", "ends_at")
        rows = [tuple(map(str, row)) for row in self.order_by("pk").values_list(*names)]
        return hashlib.sha256(repr(rows).encode()).hexdigest()[:32]

    def changing_after(self, moment: datetime) -> Self:
        """Slots that begin or end after that moment."""
        return self.filter(Q(starts_at__gt=moment) | Q(ends_at__gt=moment))


class FrontPageSlot(models.Model):
    place = models.CharField(
        "vị trí", max_length=20, choices=SlotPlace, default=SlotPlace.HIGHLIGHT
    )
    article = models.ForeignKey(
        "news.Article",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="bài viết",
    )
    position = models.PositiveIntegerField("thứ tự", default=0)
    starts_at = models.DateTimeField(
        "từ lúc", default=timezone.now, validators=PLAUSIBLE
    )
    ends_at = models.DateTimeField(
        "đến lúc", blank=True, null=True, validators=PLAUSIBLE
    )

    objects = FrontPageSlotQuerySet.as_manager()

    class Meta:
        verbose_name = "tin trang chủ"
        verbose_name_plural = "sắp xếp trang chủ"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="news_frontpageslot_ends_after_start",
                violation_error_message="Giờ kết thúc phải sau giờ bắt đầu.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_place_display()}: {self.article}"

    def is_in_force(self, moment: datetime) -> bool:
        return self.starts_at <= moment and not self.has_ended(moment)

    def has_ended(self, moment: datetime) -> bool:
        return self.ends_at is not None and self.ends_at <= moment


def in_force(slots: Iterable[FrontPageSlot], moment: datetime) -> list[FrontPageSlot]:
    """As FrontPageSlotQuerySet.current(), of slots that need not be stored."""
    found = [slot for slot in slots if slot.is_in_force(moment)]
    return sorted(found, key=lambda s: (s.place != SlotPlace.LEAD, s.position))
