"""Members of the Party: personal and political data, for Party officers alone.

No identity number, no telephone, no address: the register of authority is the Party's
own (Quy định 339-QĐ/TW); ours is a working one, with the code of that register.
"""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from party import sealing
from party.enums import Gender, MembershipEnd, MembershipKind
from party.models.days import (
    DatedQuerySet,
    Recorded,
    WithoutMistakes,
    ends_after_start,
)
from party.models.organization import Organization


class MemberQuerySet(models.QuerySet["Member"]):
    def in_order(self) -> MemberQuerySet:
        """By given name, as Vietnamese lists of people are."""
        return self.order_by("sort_key", "pk")

    def real(self) -> MemberQuerySet:
        """Those that were not recorded by mistake."""
        return self.filter(is_mistake=False)

    def on_roster(self, organization: Organization, day: date) -> MemberQuerySet:
        """Who belongs to it on that day: official, probationary or hosted."""
        rows = Membership.objects.on(day).filter(organization=organization)
        belonging = rows.exclude(kind=MembershipKind.AWAY)
        return self.filter(pk__in=belonging.values("member"))


class Member(models.Model):
    full_name = models.CharField("họ và tên", max_length=150)
    sort_key = models.CharField("khóa sắp xếp", max_length=900, editable=False)
    search_text = models.CharField("chữ để tìm", max_length=300, editable=False)
    gender = models.CharField("giới tính", max_length=3, choices=Gender, blank=True)
    admitted_on = models.DateField(
        "ngày vào Đảng", help_text="Ngày kết nạp, bắt đầu thời gian dự bị."
    )
    official_on = models.DateField(
        "ngày chính thức",
        blank=True,
        null=True,
        help_text="Để trống khi còn là đảng viên dự bị.",
    )
    sealed_card_number = models.TextField(
        "số thẻ đảng viên (đã niêm)", blank=True, editable=False
    )
    sealed_born_on = models.TextField("ngày sinh (đã niêm)", blank=True, editable=False)
    register_code = models.CharField(
        "mã trên Sổ tay đảng viên điện tử", max_length=60, blank=True
    )
    is_mistake = models.BooleanField("ghi nhầm", default=False, editable=False)
    anonymized_at = models.DateTimeField("ẩn danh lúc", blank=True, null=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = "đảng viên"
        verbose_name_plural = "đảng viên"
        indexes = [models.Index(fields=["sort_key", "id"], name="party_member_order")]
        constraints = [
            models.CheckConstraint(
                condition=Q(official_on__isnull=True)
                | Q(official_on__gte=F("admitted_on")),
                name="party_member_official_after_admission",
                violation_error_message="Ngày chính thức phải sau ngày vào Đảng.",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def card_number(self) -> str:
        """In clear: show it only where that is logged. ValueError for a wrong key."""
        return sealing.unseal(self.sealed_card_number)

    @card_number.setter
    def card_number(self, number: str) -> None:
        self.sealed_card_number = sealing.seal(number)

    @property
    def born_on(self) -> date | None:
        """In clear; None when it is not known. ValueError for a wrong key."""
        opened = sealing.unseal(self.sealed_born_on)
        return date.fromisoformat(opened) if opened else None

    @born_on.setter
    def born_on(self, day: date | None) -> None:
        self.sealed_born_on = sealing.seal(day.isoformat() if day else "")

    def is_official_on(self, day: date) -> bool:
        return self.official_on is not None and self.official_on <= day


MembershipManager = WithoutMistakes.from_queryset(DatedQuerySet)
ExemptionManager = WithoutMistakes.from_queryset(DatedQuerySet)


class Membership(Recorded):
    """Where somebody belongs, from a day to a day. Written by party.records alone."""

    member = models.ForeignKey(
        Member,
        on_delete=models.PROTECT,
        related_name="memberships",
        verbose_name="đảng viên",
    )
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        related_name="memberships",
        verbose_name="tổ chức",
    )
    kind = models.CharField("hình thức", max_length=20, choices=MembershipKind)
    end_reason = models.CharField(
        "lý do kết thúc", max_length=20, choices=MembershipEnd, blank=True
    )
    decision = models.CharField("văn bản", max_length=120, blank=True)
    place = models.CharField(
        "nơi đi hoặc nơi đến ngoài cơ quan", max_length=250, blank=True
    )

    objects = MembershipManager()
    recorded = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "quá trình sinh hoạt"
        verbose_name_plural = "quá trình sinh hoạt"
        indexes = [
            models.Index(
                fields=["organization", "starts_on"], name="party_membership_roster"
            )
        ]
        constraints = [
            ends_after_start("party_membership_ends_after_start"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | ~Q(end_reason=""),
                name="party_membership_end_has_reason",
                violation_error_message="Nhập lý do kết thúc sinh hoạt.",
            ),
            models.UniqueConstraint(
                fields=["member"],
                condition=Q(
                    kind=MembershipKind.OFFICIAL, ends_on__isnull=True, is_mistake=False
                ),
                name="party_membership_one_official",
                violation_error_message="Đảng viên đang sinh hoạt chính thức "
                "ở một nơi.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} – {self.organization}"


class Exemption(Recorded):
    """Somebody excused from work and meetings; not counted as expected."""

    member = models.ForeignKey(
        Member,
        on_delete=models.PROTECT,
        related_name="exemptions",
        verbose_name="đảng viên",
    )
    decision = models.CharField("quyết định", max_length=120, blank=True)

    objects = ExemptionManager()
    recorded = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "miễn công tác, sinh hoạt"
        verbose_name_plural = "miễn công tác, sinh hoạt"
        constraints = [ends_after_start("party_exemption_ends_after_start")]

    def __str__(self) -> str:
        return f"{self.member} từ {self.starts_on:%d/%m/%Y}"
