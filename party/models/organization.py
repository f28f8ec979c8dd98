"""Party organizations: what they are called and where they stand, on any day."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.urls import reverse

from party.enums import OrganizationKind, OrganizationState, SuccessionKind
from party.models.days import (
    DatedQuerySet,
    Recorded,
    WithoutMistakes,
    ends_after_start,
)


def tag_of(name: str) -> str:
    """The tag of stories about an organization. A tag holds no comma."""
    return " – ".join(part.strip() for part in name.split(","))


class OrganizationQuerySet(models.QuerySet["Organization"]):
    def active_on(self, day: date) -> Self:
        """Those that exist on that day."""
        rows = self.exclude(state=OrganizationState.MISTAKE)
        return rows.filter(founded_on__lte=day).exclude(ended_on__lt=day)

    def real(self) -> Self:
        """Those that were not recorded by mistake."""
        return self.exclude(state=OrganizationState.MISTAKE)

    def branches(self) -> Self:
        """Those whose members meet every month."""
        return self.filter(kind__in=[k for k in OrganizationKind if k.is_branch])

    def public(self) -> Self:
        """Those that have a page for readers."""
        return self.filter(is_public=True)

    def in_order(self) -> Self:
        return self.order_by("position", "name", "pk")


class Organization(models.Model):
    """Name and parent are those of its newest OrganizationVersion.

    Written by party.records alone, but for position, units, slug and is_public.
    """

    name = models.CharField("tên tổ chức", max_length=250)
    kind = models.CharField("loại hình", max_length=20, choices=OrganizationKind)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="children",
        verbose_name="trực thuộc",
        blank=True,
        null=True,
    )
    external_superior = models.CharField(
        "cấp trên ngoài cơ quan",
        max_length=250,
        blank=True,
        help_text="Ví dụ: Đảng bộ Sở Công Thương.",
    )
    seat = models.CharField(
        "địa danh ghi trên biên bản",
        max_length=60,
        blank=True,
        help_text="Ví dụ: Hưng Yên. Để trống thì lấy của tổ chức cấp trên.",
    )
    units = models.ManyToManyField(
        "news.Unit", related_name="+", verbose_name="đơn vị chuyên môn", blank=True
    )
    founded_on = models.DateField("thành lập ngày")
    founded_by_decision = models.CharField(
        "quyết định thành lập", max_length=120, blank=True
    )
    ended_on = models.DateField("hoạt động đến hết ngày", blank=True, null=True)
    ended_by_decision = models.CharField(
        "quyết định kết thúc", max_length=120, blank=True
    )
    state = models.CharField(
        "tình trạng",
        max_length=20,
        choices=OrganizationState,
        default=OrganizationState.ACTIVE,
    )
    slug = models.SlugField("đường dẫn", max_length=100, unique=True)
    is_public = models.BooleanField(
        "có trang công khai",
        default=False,
        help_text="Trang công khai chỉ có tên, loại hình, nhiệm kỳ, chức vụ được công "
        "khai và tin bài.",
    )
    position = models.PositiveSmallIntegerField("thứ tự", default=0)

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = "tổ chức Đảng"
        verbose_name_plural = "tổ chức Đảng"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_on__isnull=True)
                | models.Q(ended_on__gte=models.F("founded_on")),
                name="party_organization_ends_after_founding",
                violation_error_message="Ngày kết thúc phải sau ngày thành lập.",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    ended_on__isnull=True, state=OrganizationState.ACTIVE
                )
                | (
                    models.Q(ended_on__isnull=False)
                    & ~models.Q(state=OrganizationState.ACTIVE)
                ),
                name="party_organization_ended_or_active",
                violation_error_message="Tổ chức đã kết thúc phải có ngày kết thúc.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("party:organization", args=[self.slug])

    def exists_on(self, day: date) -> bool:
        return self.founded_on <= day and (
            self.ended_on is None or day <= self.ended_on
        )


OrganizationVersionManager = WithoutMistakes.from_queryset(DatedQuerySet)


class OrganizationVersion(Recorded):
    """What an organization was called, and under what it stood, from day to day."""

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="versions"
    )
    name = models.CharField("tên tổ chức", max_length=250)
    parent = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="trực thuộc",
        blank=True,
        null=True,
    )
    external_superior = models.CharField(
        "cấp trên ngoài cơ quan", max_length=250, blank=True
    )
    decision = models.CharField("quyết định", max_length=120, blank=True)

    objects = OrganizationVersionManager()
    recorded = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "tên và cấp trên qua các thời kỳ"
        verbose_name_plural = "tên và cấp trên qua các thời kỳ"
        constraints = [
            ends_after_start("party_version_ends_after_start"),
            models.UniqueConstraint(
                fields=["organization"],
                condition=models.Q(ends_on__isnull=True, is_mistake=False),
                name="party_version_one_open",
                violation_error_message="Tổ chức đã có một tên đang dùng.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Succession(models.Model):
    """Which organization goes on in which."""

    predecessor = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="successions"
    )
    successor = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="origins"
    )
    kind = models.CharField("hình thức", max_length=20, choices=SuccessionKind)
    happened_on = models.DateField("từ ngày")
    decision = models.CharField("quyết định", max_length=120, blank=True)

    class Meta:
        verbose_name = "kế tục"
        verbose_name_plural = "kế tục"
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor"], name="party_succession_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(predecessor=models.F("successor")),
                name="party_succession_of_another",
                violation_error_message="Tổ chức không thể kế tục chính nó.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"
