"""Yearly or quarterly grading of organizations and members (366-QĐ/TW)."""

from __future__ import annotations

from typing import Any, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from party.enums import QUARTERS, GradeLevel
from party.models.member import Member
from party.models.organization import Organization
from party.models.rubric import Rubric


class GradingQuerySet(models.QuerySet["Grading"]):
    def of_period(self, year: int, quarter: int | None) -> Self:
        return self.filter(year=year, quarter=quarter)


class Grading(models.Model):
    """Of a member in an organization, or (member null) of the organization itself."""

    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        related_name="gradings",
        verbose_name="tổ chức",
    )
    member = models.ForeignKey(
        Member,
        on_delete=models.PROTECT,
        related_name="gradings",
        verbose_name="đảng viên",
        blank=True,
        null=True,
    )
    year = models.PositiveSmallIntegerField(
        "năm", validators=[MinValueValidator(1930), MaxValueValidator(2200)]
    )
    quarter = models.PositiveSmallIntegerField(
        "quý",
        blank=True,
        null=True,
        validators=[MinValueValidator(1), MaxValueValidator(4)],
        help_text="Để trống: cả năm.",
    )
    rubric = models.ForeignKey(
        Rubric,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="bộ tiêu chí",
        blank=True,
        null=True,
    )
    points: Any = models.JSONField("điểm từng tiêu chí", default=dict, blank=True)
    score = models.DecimalField(
        "điểm", max_digits=6, decimal_places=2, blank=True, null=True
    )
    self_level = models.CharField(
        "tự nhận", max_length=20, choices=GradeLevel, blank=True
    )
    proposed_level = models.CharField(
        "đề nghị", max_length=20, choices=GradeLevel, blank=True
    )
    decided_level = models.CharField(
        "quyết định", max_length=20, choices=GradeLevel, blank=True
    )
    decided_on = models.DateField("ngày quyết định", blank=True, null=True)
    decision = models.CharField("quyết định số", max_length=120, blank=True)
    note = models.CharField(
        "ghi chú",
        max_length=500,
        blank=True,
        help_text="Bắt buộc khi mức xếp loại khác mức theo điểm.",
    )
    is_announced = models.BooleanField("đã công bố", default=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = GradingQuerySet.as_manager()

    class Meta:
        verbose_name = "xếp loại"
        verbose_name_plural = "xếp loại"
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "member", "year", "quarter"],
                condition=Q(member__isnull=False, quarter__isnull=False),
                name="party_grading_member_quarter",
                violation_error_message="Kỳ này đảng viên đã có xếp loại.",
            ),
            models.UniqueConstraint(
                fields=["organization", "member", "year"],
                condition=Q(member__isnull=False, quarter__isnull=True),
                name="party_grading_member_year",
                violation_error_message="Năm này đảng viên đã có xếp loại.",
            ),
            models.UniqueConstraint(
                fields=["organization", "year", "quarter"],
                condition=Q(member__isnull=True, quarter__isnull=False),
                name="party_grading_quarter",
                violation_error_message="Kỳ này tổ chức đã có xếp loại.",
            ),
            models.UniqueConstraint(
                fields=["organization", "year"],
                condition=Q(member__isnull=True, quarter__isnull=True),
                name="party_grading_year",
                violation_error_message="Năm này tổ chức đã có xếp loại.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member or self.organization}, {self.period}"

    @property
    def period(self) -> str:
        """What it grades: “quý IV/2026” or “năm 2026”."""
        if self.quarter is None:
            return f"năm {self.year}"
        return f"quý {QUARTERS[self.quarter - 1]}/{self.year}"
