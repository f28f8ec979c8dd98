"""A meeting: what was planned, who came, what was said and decided.

Written by party.meetings alone. Closing freezes a snapshot: names, titles and rights to
vote as they were that day. Later changes are amendments beside it.
"""

from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from party.enums import MeetingKind, MeetingMode, MeetingState
from party.models.member import Member
from party.models.organization import Organization


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def newest(self) -> Self:
        return self.order_by("-year", "-month", "-starts_at", "-pk")

    def standing(self) -> Self:
        """Those that were not called off."""
        return self.exclude(state=MeetingState.CANCELLED)

    def held(self) -> Self:
        return self.filter(state__in=[s for s in MeetingState if s.has_taken_place])

    def regular(self) -> Self:
        return self.filter(kind__in=[k for k in MeetingKind if k.is_regular])

    def thematic(self) -> Self:
        return self.filter(kind__in=[k for k in MeetingKind if k.is_thematic])

    def in_month(self, year: int, month: int) -> Self:
        return self.filter(year=year, month=month)


class Meeting(models.Model):
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        related_name="meetings",
        verbose_name="tổ chức",
    )
    kind = models.CharField(
        "loại", max_length=20, choices=MeetingKind, default=MeetingKind.REGULAR
    )
    # The month that the meeting is of; it may sit in the first days of the next.
    year = models.PositiveSmallIntegerField(
        "năm", validators=[MinValueValidator(1930), MaxValueValidator(2200)]
    )
    month = models.PositiveSmallIntegerField(
        "tháng", validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    starts_at = models.DateTimeField("bắt đầu")
    ends_at = models.DateTimeField("kết thúc", blank=True, null=True)
    place = models.CharField("địa điểm", max_length=250, blank=True)
    mode = models.CharField(
        "hình thức họp",
        max_length=20,
        choices=MeetingMode,
        default=MeetingMode.IN_PERSON,
    )
    chair = models.ForeignKey(
        Member,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="chủ trì",
        blank=True,
        null=True,
    )
    secretary = models.ForeignKey(
        Member,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="thư ký",
        blank=True,
        null=True,
    )
    theme = models.CharField("chuyên đề", max_length=300, blank=True)
    last_result = models.TextField("kết quả tháng trước", blank=True)
    next_plan = models.TextField("phương hướng tháng tới", blank=True)
    # The item "kể chuyện Bác Hồ". Its presenter is a member, a guest, or a name.
    tale_title = models.CharField("mẩu chuyện về Bác", max_length=300, blank=True)
    tale_member = models.ForeignKey(
        Member,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="đảng viên kể chuyện",
        blank=True,
        null=True,
    )
    tale_guest = models.ForeignKey(
        "party.Guest",
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="đại biểu kể chuyện",
        blank=True,
        null=True,
    )
    tale_conclusion = models.TextField("bài học rút ra", blank=True)
    superior_present = models.CharField(
        "cấp trên dự", max_length=250, blank=True, help_text="Cấp ủy viên phụ trách."
    )
    conclusion = models.TextField("kết luận của chủ trì", blank=True)
    announced_at = models.DateTimeField("thông báo lúc", blank=True, null=True)
    papers_at = models.DateTimeField(
        "gửi tài liệu lúc",
        blank=True,
        null=True,
        help_text="Lúc tài liệu có trên Sổ tay đảng viên điện tử.",
    )
    minutes = models.TextField("biên bản", blank=True)
    # In the private storage; no address leads there but the desk's own.
    minutes_file = models.CharField(max_length=200, blank=True, editable=False)
    minutes_file_name = models.CharField(
        "tệp biên bản", max_length=200, blank=True, editable=False
    )
    # Somebody said of texts with stamps, or of the file: nothing in here is secret.
    declared_at = models.DateTimeField(
        "khai không chứa nội dung Mật lúc", blank=True, null=True, editable=False
    )
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="người khai",
        blank=True,
        null=True,
        editable=False,
    )
    state = models.CharField(
        "tình trạng",
        max_length=20,
        choices=MeetingState,
        default=MeetingState.PLANNED,
    )
    state_reason = models.CharField("lý do hoãn, hủy", max_length=300, blank=True)
    moved_to = models.DateTimeField("hoãn đến", blank=True, null=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    # The story made of it. party calls news; news knows nothing of it. Once the desk
    # has thrown the draft away, another can be made.
    article = models.ForeignKey(
        "news.Article",
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="tin bài",
        blank=True,
        null=True,
    )
    snapshot = models.TextField("bản chốt (JSON)", blank=True, editable=False)
    digest = models.CharField(max_length=64, blank=True, editable=False)
    closed_at = models.DateTimeField("chốt lúc", blank=True, null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="người chốt",
        blank=True,
        null=True,
    )
    created_at = models.DateTimeField("tạo lúc", auto_now_add=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "buổi sinh hoạt"
        verbose_name_plural = "buổi sinh hoạt"
        indexes = [
            models.Index(
                fields=["organization", "-year", "-month"], name="party_meeting_list"
            ),
            models.Index(fields=["-starts_at", "-id"], name="party_meeting_newest"),
        ]
        constraints = [
            # Rule 7: one regular meeting in a month that was not called off.
            models.UniqueConstraint(
                fields=["organization", "year", "month"],
                condition=Q(kind__in=[MeetingKind.REGULAR, MeetingKind.COMBINED])
                & ~Q(state=MeetingState.CANCELLED),
                name="party_meeting_one_regular_a_month",
                violation_error_message="Tháng này tổ chức đã có buổi sinh hoạt "
                "thường kỳ.",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="party_meeting_ends_after_start",
                violation_error_message="Giờ kết thúc phải sau giờ bắt đầu.",
            ),
            models.CheckConstraint(
                condition=Q(month__gte=1, month__lte=12),
                name="party_meeting_month",
                violation_error_message="Tháng từ 1 đến 12.",
            ),
            models.CheckConstraint(
                condition=Q(secretary__isnull=True) | ~Q(secretary=F("chair")),
                name="party_meeting_secretary_is_not_chair",
                violation_error_message="Thư ký và chủ trì phải là hai người.",
            ),
            models.CheckConstraint(
                condition=~Q(state=MeetingState.CLOSED)
                | (~Q(snapshot="") & Q(closed_at__isnull=False)),
                name="party_meeting_closed_has_snapshot",
                violation_error_message="Buổi đã chốt phải có bản chốt.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} tháng {self.month:02}/{self.year}"

    @property
    def quarter(self) -> int:
        return (self.month + 2) // 3

    @property
    def first_of_month(self) -> date:
        return date(self.year, self.month, 1)
