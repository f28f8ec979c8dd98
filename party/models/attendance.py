"""Who of the roster came, who spoke, what was to be done and what was resolved."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from party.enums import (
    AttendanceStatus,
    MemberStanding,
    ResolutionState,
    TaskState,
)
from party.models.meeting import Meeting
from party.models.member import Member


class Attendance(models.Model):
    """One row for everybody on the roster of the day; empty status: not asked yet."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="attendance"
    )
    member = models.ForeignKey(
        Member,
        on_delete=models.PROTECT,
        related_name="attendance",
        verbose_name="đảng viên",
    )
    status = models.CharField(
        "điểm danh", max_length=20, choices=AttendanceStatus, blank=True
    )
    # May tell of somebody's health: never leaves the record of the meeting.
    reason = models.CharField("lý do vắng", max_length=200, blank=True)
    standing = models.CharField("tư cách", max_length=20, choices=MemberStanding)
    may_vote = models.BooleanField("được biểu quyết", default=False)

    class Meta:
        verbose_name = "điểm danh"
        verbose_name_plural = "điểm danh"
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "member"],
                name="party_attendance_once",
                violation_error_message="Đảng viên đã có trong danh sách.",
            ),
            models.CheckConstraint(
                condition=Q(may_vote=False) | Q(standing=MemberStanding.OFFICIAL),
                name="party_attendance_official_vote",
                violation_error_message="Chỉ đảng viên chính thức được biểu quyết.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.get_status_display()}"


class Opinion(models.Model):
    """Who said what."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="opinions"
    )
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    member = models.ForeignKey(
        Member, on_delete=models.PROTECT, related_name="+", verbose_name="đảng viên"
    )
    text = models.TextField("ý kiến")

    class Meta:
        verbose_name = "ý kiến"
        verbose_name_plural = "ý kiến"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.member}: {self.text}"


class TaskQuerySet(models.QuerySet["Task"]):
    def overdue(self, day: date) -> Self:
        return self.filter(state=TaskState.OPEN, due_on__lt=day)


class Task(models.Model):
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="tasks")
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    text = models.CharField("nhiệm vụ", max_length=500)
    assignee = models.ForeignKey(
        Member,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="người thực hiện",
        blank=True,
        null=True,
    )
    due_on = models.DateField("hạn", blank=True, null=True)
    state = models.CharField(
        "tình trạng", max_length=20, choices=TaskState, default=TaskState.OPEN
    )
    done_on = models.DateField("hoàn thành ngày", blank=True, null=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = "nhiệm vụ"
        verbose_name_plural = "nhiệm vụ"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text


class Resolution(models.Model):
    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="resolutions"
    )
    number = models.CharField(
        "số", max_length=40, blank=True, help_text="Ví dụ: 01-NQ/CB."
    )
    resolved_on = models.DateField("ngày", blank=True, null=True)
    summary = models.CharField("trích yếu", max_length=500)
    text = models.TextField("toàn văn", blank=True)
    votes_for = models.PositiveSmallIntegerField("tán thành", default=0)
    votes_against = models.PositiveSmallIntegerField("không tán thành", default=0)
    votes_other = models.PositiveSmallIntegerField("ý kiến khác", default=0)
    state = models.CharField(
        "tình trạng",
        max_length=20,
        choices=ResolutionState,
        default=ResolutionState.DRAFT,
    )
    replaced_by = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="được thay bằng",
        blank=True,
        null=True,
    )
    is_public = models.BooleanField("được nêu trong tin", default=False)

    class Meta:
        verbose_name = "nghị quyết"
        verbose_name_plural = "nghị quyết"

    def __str__(self) -> str:
        return f"{self.number} {self.summary}".strip()

    @property
    def votes(self) -> int:
        return self.votes_for + self.votes_against + self.votes_other
