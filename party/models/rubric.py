"""By what meetings, organizations and members are measured; each from a day on."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from party.enums import RubricKind
from party.models.meeting import Meeting

PERCENT = [MinValueValidator(0), MaxValueValidator(100)]


class RegulationQuerySet(models.QuerySet["Regulation"]):
    def on(self, day: date) -> Regulation:
        """The numbers in force on that day; the earliest ones before any."""
        found = self.filter(valid_from__lte=day).order_by("-valid_from").first()
        return found or self.order_by("valid_from").first() or Regulation()


class Regulation(models.Model):
    """The numbers of the Party's rules. Defaults: what held on 01/11/2025.

    Điều lệ Đảng (3, 9, 30), Hướng dẫn 42-HD/BTCTW (90, 120 phút, 1 ngày),
    24-QĐ/TW 8.1 (3 tháng), 366-QĐ/TW và NĐ 335/2025 (20 %).
    """

    valid_from = models.DateField("có hiệu lực từ ngày", unique=True)
    source = models.CharField("căn cứ", max_length=300, blank=True)
    fewest_official = models.PositiveSmallIntegerField(
        "chi bộ có ít nhất (đảng viên chính thức)", default=3
    )
    committee_threshold = models.PositiveSmallIntegerField(
        "bầu chi ủy từ (đảng viên chính thức)", default=9
    )
    largest_committee = models.PositiveSmallIntegerField(
        "chi ủy có nhiều nhất (người)", default=7
    )
    base_threshold = models.PositiveSmallIntegerField(
        "lập đảng bộ cơ sở từ (đảng viên)", default=30
    )
    attendance_percent = models.DecimalField(
        "tỷ lệ dự họp phải trên (%)",
        max_digits=5,
        decimal_places=2,
        default=Decimal(85),
        validators=PERCENT,
    )
    regular_minutes = models.PositiveSmallIntegerField(
        "sinh hoạt thường kỳ ít nhất (phút)", default=90
    )
    combined_minutes = models.PositiveSmallIntegerField(
        "thường kỳ kết hợp chuyên đề ít nhất (phút)", default=120
    )
    notice_days = models.PositiveSmallIntegerField(
        "gửi tài liệu trước ít nhất (ngày)", default=1
    )
    excused_run = models.PositiveSmallIntegerField(
        "vắng có lý do liên tiếp nhiều nhất (lần)", default=3
    )
    unexcused_warning = models.PositiveSmallIntegerField(
        "cảnh báo vắng không lý do từ (tháng trong năm)", default=2
    )
    unexcused_removal = models.PositiveSmallIntegerField(
        "xem xét xóa tên từ (tháng trong năm)", default=3
    )
    probation_months = models.PositiveSmallIntegerField(
        "thời gian dự bị (tháng)", default=12
    )
    probation_grace_months = models.PositiveSmallIntegerField(
        "xét chính thức chậm nhất sau đó (tháng)", default=1
    )
    admission_age = models.PositiveSmallIntegerField("tuổi kết nạp từ", default=18)
    branch_term_months = models.PositiveSmallIntegerField(
        "nhiệm kỳ chi bộ trực thuộc (tháng)", default=30
    )
    base_term_months = models.PositiveSmallIntegerField(
        "nhiệm kỳ tổ chức cơ sở (tháng)", default=60
    )
    term_slack_months = models.PositiveSmallIntegerField(
        "đại hội sớm, muộn được (tháng)", default=6
    )
    term_warning_days = models.PositiveSmallIntegerField(
        "báo nhiệm kỳ sắp hết trước (ngày)", default=90
    )
    excellent_percent = models.DecimalField(
        "xuất sắc nhiều nhất (% số hoàn thành tốt)",
        max_digits=5,
        decimal_places=2,
        default=Decimal(20),
        validators=PERCENT,
    )
    excellent_includes_excellent = models.BooleanField(
        "tính cả số xuất sắc vào số hoàn thành tốt",
        default=False,
        help_text="Cơ sở để tính tỷ lệ: chỉ số “hoàn thành tốt”, hay cả số xuất sắc.",
    )
    retention_years = models.PositiveSmallIntegerField(
        "xem xét ẩn danh hồ sơ sau khi thôi sinh hoạt (năm)",
        default=10,
        help_text="Do cơ quan đặt; chỉ để nhắc, không tự xóa gì.",
    )

    objects = RegulationQuerySet.as_manager()

    class Meta:
        verbose_name = "quy định"
        verbose_name_plural = "quy định (các con số)"

    def __str__(self) -> str:
        return f"Quy định từ {self.valid_from:%d/%m/%Y}"


class RubricQuerySet(models.QuerySet["Rubric"]):
    def on(self, kind: RubricKind, day: date) -> Rubric | None:
        """The rubric in force on that day, or none."""
        rows = self.filter(kind=kind, valid_from__lte=day)
        return rows.order_by("-valid_from", "-pk").first()


class Rubric(models.Model):
    """Criteria with points, and the level that each total gives."""

    kind = models.CharField("dùng cho", max_length=20, choices=RubricKind)
    name = models.CharField("tên", max_length=200)
    valid_from = models.DateField("có hiệu lực từ ngày")
    decision = models.CharField("văn bản", max_length=120, blank=True)
    # The level above which nobody comes when a criterion with `must_be_full` is not.
    cap_below = models.DecimalField(
        "mức trần (điểm)",
        max_digits=5,
        decimal_places=2,
        blank=True,
        null=True,
        help_text="Khi một tiêu chí bắt buộc không đạt điểm tối đa, mức xếp loại chỉ "
        "lấy như khi tổng điểm thấp hơn số này. Để trống: không áp trần.",
    )

    objects = RubricQuerySet.as_manager()

    class Meta:
        verbose_name = "bộ tiêu chí"
        verbose_name_plural = "bộ tiêu chí"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "valid_from"],
                name="party_rubric_from",
                violation_error_message="Đã có bộ tiêu chí từ ngày này.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} (từ {self.valid_from:%d/%m/%Y})"


class Criterion(models.Model):
    rubric = models.ForeignKey(
        Rubric, on_delete=models.CASCADE, related_name="criteria"
    )
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    text = models.CharField("tiêu chí", max_length=300)
    most = models.DecimalField("điểm tối đa", max_digits=5, decimal_places=2)
    must_be_full = models.BooleanField("bắt buộc đạt tối đa", default=False)

    class Meta:
        verbose_name = "tiêu chí"
        verbose_name_plural = "tiêu chí"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text


class Band(models.Model):
    """A level, and the least total that gives it."""

    rubric = models.ForeignKey(Rubric, on_delete=models.CASCADE, related_name="bands")
    # A GradeLevel for organizations and members; for meetings Tốt, Khá, …
    level = models.CharField("mức", max_length=60)
    least = models.DecimalField("từ (điểm)", max_digits=5, decimal_places=2)

    class Meta:
        verbose_name = "mức xếp loại"
        verbose_name_plural = "mức xếp loại"
        ordering = ["-least"]
        constraints = [
            models.UniqueConstraint(
                fields=["rubric", "least"],
                name="party_band_least",
                violation_error_message="Hai mức không thể bắt đầu từ cùng số điểm.",
            )
        ]

    def __str__(self) -> str:
        return self.level


class MeetingScore(models.Model):
    meeting = models.OneToOneField(
        Meeting, on_delete=models.CASCADE, related_name="score"
    )
    rubric = models.ForeignKey(Rubric, on_delete=models.PROTECT, related_name="+")
    # {criterion id: points}, as text; total and level are computed from them.
    points: Any = models.JSONField("điểm từng tiêu chí", default=dict)
    total = models.DecimalField("tổng điểm", max_digits=6, decimal_places=2, default=0)
    level = models.CharField("xếp loại", max_length=60, blank=True)
    proposed_by = models.CharField("người chấm", max_length=150, blank=True)
    confirmed_by = models.CharField("người xác nhận", max_length=150, blank=True)
    note = models.CharField("ghi chú", max_length=300, blank=True)

    class Meta:
        verbose_name = "điểm buổi sinh hoạt"
        verbose_name_plural = "điểm buổi sinh hoạt"

    def __str__(self) -> str:
        return f"{self.total} điểm, {self.level}"
