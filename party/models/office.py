"""Terms of an organization, and who held which office in them."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from party.enums import OfficeBasis, OfficeEnd, OfficeRole, TermOrigin
from party.models.days import (
    DatedQuerySet,
    Recorded,
    WithoutMistakes,
    ends_after_start,
)
from party.models.member import Member
from party.models.organization import Organization

TermManager = WithoutMistakes.from_queryset(DatedQuerySet)


class Term(Recorded):
    """`ends_on` is the last day that the term is meant to have; see closed_on."""

    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        related_name="terms",
        verbose_name="tổ chức",
    )
    label = models.CharField("nhiệm kỳ", max_length=20, help_text="Ví dụ: 2025–2027.")
    ends_on = models.DateField("đến hết ngày")
    closed_on = models.DateField(
        "kết thúc thực tế ngày",
        blank=True,
        null=True,
        help_text="Khi đại hội sớm, muộn hoặc tổ chức kết thúc.",
    )
    congress_on = models.DateField("ngày đại hội", blank=True, null=True)
    origin = models.CharField("do", max_length=20, choices=TermOrigin)

    objects = TermManager()
    recorded = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "nhiệm kỳ"
        verbose_name_plural = "nhiệm kỳ"
        constraints = [
            ends_after_start("party_term_ends_after_start"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("starts_on")),
                name="party_term_closed_after_start",
                violation_error_message="Ngày kết thúc phải sau ngày bắt đầu.",
            ),
        ]

    def __str__(self) -> str:
        return f"Nhiệm kỳ {self.label}"

    @property
    def last_day(self) -> date:
        """The last day that it really has, as far as is known."""
        return self.closed_on or self.ends_on


class OfficeQuerySet(DatedQuerySet):
    def of(self, organization: Organization) -> Self:
        return self.filter(term__organization=organization)

    def public(self) -> Self:
        """What has been announced and may stand on the organization's page."""
        return self.filter(is_public=True)


OfficeManager = WithoutMistakes.from_queryset(OfficeQuerySet)


class Office(Recorded):
    """Written by party.records alone, but for is_public and title."""

    term = models.ForeignKey(
        Term, on_delete=models.PROTECT, related_name="offices", verbose_name="nhiệm kỳ"
    )
    member = models.ForeignKey(
        Member,
        on_delete=models.PROTECT,
        related_name="offices",
        verbose_name="đảng viên",
    )
    role = models.CharField("chức vụ", max_length=20, choices=OfficeRole)
    title = models.CharField(
        "chức danh ghi kèm",
        max_length=150,
        blank=True,
        help_text="Ví dụ: Chi ủy viên; Phó bí thư Thường trực. Để trống thì ghi theo "
        "chức vụ.",
    )
    basis = models.CharField("hình thức", max_length=20, choices=OfficeBasis)
    decision = models.CharField("quyết định", max_length=120, blank=True)
    end_reason = models.CharField(
        "lý do thôi", max_length=20, choices=OfficeEnd, blank=True
    )
    is_public = models.BooleanField(
        "công khai họ tên và chức vụ",
        default=False,
        help_text="Chỉ chọn khi đã được công bố chính thức.",
    )

    objects = OfficeManager()
    recorded = OfficeQuerySet.as_manager()

    class Meta:
        verbose_name = "chức vụ"
        verbose_name_plural = "chức vụ"
        constraints = [
            ends_after_start("party_office_ends_after_start"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | ~Q(end_reason=""),
                name="party_office_end_has_reason",
                violation_error_message="Nhập lý do thôi giữ chức vụ.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.member}"

    @property
    def label(self) -> str:
        return self.title or self.get_role_display()
