"""What happened to the records: movements, the log, who may see what, what was known.

Rows are added here; none is changed but the end of an access.
"""

from __future__ import annotations

from datetime import date
from typing import Any, NoReturn, Self

from django.conf import settings
from django.db import models

from party.enums import LogKind, MovementKind, RequestKind
from party.models.days import Dated, DatedQuerySet, ends_after_start
from party.models.member import Member
from party.models.organization import Organization


class AppendOnlyQuerySet(models.QuerySet[Any]):
    def newest(self) -> Self:
        return self.order_by("-at", "-pk")

    def update(self, **values: Any) -> NoReturn:
        raise TypeError("this log is only added to")

    def delete(self) -> NoReturn:
        raise TypeError("this log is only added to")

    delete.queryset_only = True  # type: ignore[attr-defined]


class Movement(models.Model):
    """A change of history, made by party.records; undone only by another one."""

    at = models.DateTimeField("ghi lúc")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="người ghi",
        blank=True,
        null=True,
    )
    kind = models.CharField("biến động", max_length=20, choices=MovementKind)
    happened_on = models.DateField("từ ngày")
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        related_name="movements",
        verbose_name="tổ chức",
        blank=True,
        null=True,
    )
    member = models.ForeignKey(
        Member,
        on_delete=models.PROTECT,
        related_name="movements",
        verbose_name="đảng viên",
        blank=True,
        null=True,
    )
    decision = models.CharField("văn bản", max_length=120, blank=True)
    note = models.CharField("ghi chú", max_length=300, blank=True)
    # Ids and days of the rows that were made and ended: what a reversal needs.
    data: Any = models.JSONField(default=dict, editable=False)
    reverses = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        related_name="reversed_by",
        verbose_name="hủy biến động",
        blank=True,
        null=True,
    )

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = "biến động"
        verbose_name_plural = "biến động"
        default_permissions = ("view",)
        indexes = [models.Index(fields=["-at", "-id"], name="party_movement_newest")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.happened_on:%d/%m/%Y}"


class PartyLogEntry(models.Model):
    """Who saw, took away or changed what. Written by party.log.record() alone."""

    at = models.DateTimeField("lúc")
    kind = models.CharField("việc", max_length=20, choices=LogKind)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="người làm",
        blank=True,
        null=True,
    )
    actor_name = models.CharField("tên lúc đó", max_length=150, blank=True)
    # What it was about, by ids: somebody who was made anonymous is so here, too.
    what = models.CharField("nội dung", max_length=200)
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="tổ chức",
        blank=True,
        null=True,
    )
    member = models.ForeignKey(
        Member,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="đảng viên",
        blank=True,
        null=True,
    )
    # Not a foreign key: a meeting that was planned by mistake may be deleted.
    meeting_id = models.BigIntegerField("buổi sinh hoạt số", blank=True, null=True)
    address = models.CharField("địa chỉ mạng", max_length=50, blank=True)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = "dòng nhật ký công tác Đảng"
        verbose_name_plural = "nhật ký công tác Đảng"
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["-at", "-id"], name="party_log_newest"),
            models.Index(fields=["member", "-at"], name="party_log_of_member"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.what}"


class OrganizationAccess(Dated):
    """A named officer of an organization: sees, and if so set records, its records."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="tài khoản",
    )
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        related_name="accesses",
        verbose_name="tổ chức",
    )
    with_subordinates = models.BooleanField("gồm cả tổ chức trực thuộc", default=False)
    may_record = models.BooleanField(
        "được ghi hồ sơ",
        default=True,
        help_text="Bỏ chọn: chỉ xem.",
    )
    note = models.CharField("ghi chú", max_length=200, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "phân công phụ trách hồ sơ"
        verbose_name_plural = "phân công phụ trách hồ sơ"
        constraints = [
            ends_after_start("party_access_ends_after_start"),
            models.UniqueConstraint(
                fields=["user", "organization"],
                condition=models.Q(ends_on__isnull=True),
                name="party_access_one_open",
                violation_error_message="Người này đang phụ trách tổ chức.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.organization}"


class Acknowledgement(models.Model):
    """Somebody has read a warning and says why it stands."""

    rule = models.PositiveSmallIntegerField("quy tắc số")
    key = models.CharField("cảnh báo", max_length=120)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="acknowledgements"
    )
    reason = models.CharField("lý do", max_length=300)
    at = models.DateTimeField("lúc")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="người ghi nhận",
    )

    class Meta:
        verbose_name = "cảnh báo đã ghi nhận"
        verbose_name_plural = "cảnh báo đã ghi nhận"
        constraints = [
            models.UniqueConstraint(fields=["key"], name="party_acknowledgement_once")
        ]

    def __str__(self) -> str:
        return self.reason


class DataRequestQuerySet(models.QuerySet["DataRequest"]):
    def waiting(self) -> Self:
        """Those that have not been done."""
        return self.filter(done_on__isnull=True)


class DataRequest(models.Model):
    """What a member asked for about the own data, and by when it must be done.

    Days of Nghị định 356/2025/NĐ-CP; party.erasure.clocks sets them.
    """

    member = models.ForeignKey(
        Member, on_delete=models.PROTECT, related_name="requests", verbose_name="của"
    )
    kind = models.CharField("yêu cầu", max_length=20, choices=RequestKind)
    received_on = models.DateField("nhận ngày")
    with_others = models.BooleanField(
        "phải yêu cầu bên khác cùng thực hiện",
        default=False,
        help_text="Khi dữ liệu đã chuyển cho bên xử lý hoặc bên thứ ba.",
    )
    answer_by = models.DateField("trả lời chậm nhất", editable=False)
    due_on = models.DateField("thực hiện chậm nhất", editable=False)
    extended_to = models.DateField("gia hạn đến", blank=True, null=True)
    extension_reason = models.CharField("lý do gia hạn", max_length=300, blank=True)
    answered_on = models.DateField("trả lời ngày", blank=True, null=True)
    done_on = models.DateField("thực hiện ngày", blank=True, null=True)
    note = models.CharField("ghi chú", max_length=300, blank=True)

    objects = DataRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "yêu cầu về dữ liệu cá nhân"
        verbose_name_plural = "yêu cầu về dữ liệu cá nhân"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(extended_to__isnull=True)
                | ~models.Q(extension_reason=""),
                name="party_request_extension_has_reason",
                violation_error_message="Nhập lý do gia hạn.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} – {self.member}"

    @property
    def last_day(self) -> date:
        """By when it must be done, the extension counted."""
        return self.extended_to or self.due_on

    def is_late(self, day: date) -> bool:
        """Whether an answer or the deed itself is overdue on that day."""
        unanswered = self.answered_on is None and self.answer_by < day
        return self.done_on is None and (unanswered or self.last_day < day)
