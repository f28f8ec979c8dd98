"""Rules 12 and 13: the dates of a member, and where he or she belongs."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from party.enums import MembershipKind, OrganizationKind
from party.models import Attendance, Member, Membership, Regulation
from party.rules.finding import Finding
from party.rules.months import add_months

FAR = date.max


def rule_12(member: Member, day: date) -> list[Finding]:
    """B: admitted before official. W: too soon, too late, too young.

    `day`: up to when a probation has lasted that has no outcome.
    """
    admitted, official = member.admitted_on, member.official_on
    if official is not None and official < admitted:
        message = "Ngày chính thức phải từ ngày vào Đảng trở đi."
        return [Finding(12, message, field="official_on")]
    numbers, found = Regulation.objects.on(admitted), []
    whole = add_months(admitted, numbers.probation_months)
    late = add_months(whole, numbers.probation_grace_months)
    if official is not None and official < whole:
        text = f"{member} được công nhận chính thức trước {numbers.probation_months} "
        found.append(("early", text + "tháng.", "official_on"))
    if official is None and day > late and _belongs(member, day):
        text = f"{member} hết thời gian dự bị từ {whole:%d/%m/%Y}, chưa có kết quả."
        found.append(("late", text, ""))
    grown = member.born_on and add_months(member.born_on, 12 * numbers.admission_age)
    if grown and admitted < grown:
        text = f"{member} chưa đủ {numbers.admission_age} tuổi khi vào Đảng."
        found.append(("young", text, "born_on"))
    return [
        Finding(12, text, field, blocks=False, key=f"12:{what}:member-{member.pk}")
        for what, text, field in found
    ]


def rule_13(membership: Membership) -> list[Finding]:
    """B: one official membership on any date; an end has a reason; only in branches."""
    found = []
    if not OrganizationKind(membership.organization.kind).is_branch:
        message = "Đảng viên sinh hoạt ở chi bộ: hãy chọn một chi bộ."
        found.append(Finding(13, message, field="organization"))
    if membership.ends_on is not None and not membership.end_reason:
        message = "Nhập lý do kết thúc sinh hoạt."
        found.append(Finding(13, message, field="reason"))
    if membership.kind == MembershipKind.OFFICIAL:
        found += [_twice(other) for other in _others(membership)]
    return found


def rule_13_attendance(member: Member) -> list[Finding]:
    """B: nobody's attendance stands outside the own memberships."""
    rows = Membership.objects.filter(member=member).exclude(kind=MembershipKind.AWAY)
    spans = list(rows.values_list("organization_id", "starts_on", "ends_on"))
    listed = Attendance.objects.filter(member=member).exclude(status="")
    meetings = listed.values_list(
        "meeting__organization_id", "meeting__starts_at", "meeting__organization__name"
    )
    for organization, moment, name in meetings:
        day = timezone.localtime(moment).date()
        if not any(
            organization == where and first <= day <= (last or FAR)
            for where, first, last in spans
        ):
            message = f"{member} có điểm danh ở {name} ngày {day:%d/%m/%Y}."
            return [Finding(13, message, field="on")]
    return []


def _others(membership: Membership) -> list[Membership]:
    """At most one of the other official memberships at the same time."""
    rows = Membership.objects.filter(
        member=membership.member_id, kind=MembershipKind.OFFICIAL
    ).between(membership.starts_on, membership.ends_on or FAR)
    rows = rows.exclude(pk=membership.pk).select_related("organization")
    return list(rows.order_by("starts_on")[:1])


def _twice(other: Membership) -> Finding:
    until = "nay" if other.ends_on is None else f"{other.ends_on:%d/%m/%Y}"
    message = (
        f"Đảng viên đã sinh hoạt chính thức ở {other.organization} "
        f"từ {other.starts_on:%d/%m/%Y} đến {until}."
    )
    return Finding(13, message, field="on")


def _belongs(member: Member, day: date) -> bool:
    return Membership.objects.on(day).filter(member=member.pk).exists()
