"""Members who stay away, or whose probation is up."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Min, Q

from party.access import Scope
from party.alerts.alert import Alert, month_end
from party.enums import AttendanceStatus, MembershipKind
from party.models import Attendance, Membership, Regulation
from party.rules.months import add_months


def unexcused(scope: Scope, day: date, rules: Regulation) -> list[Alert]:
    """Members with so many months of absence without reason in the year (rule 10).

    Months of regular meetings of organizations in the scope; late at the number from
    which a member may be removed. Whoever has left since is not among them.
    """
    stays = Membership.objects.on(day).exclude(kind=MembershipKind.AWAY)
    rows = (
        Attendance.objects.filter(
            meeting__in=scope.meetings().regular().held().filter(year=day.year),
            status=AttendanceStatus.UNEXCUSED,
            member__in=stays.values("member"),
        )
        .values("member", "member__full_name", "member__sort_key")
        .annotate(
            months=Count("meeting__month", distinct=True),
            organization=Min("meeting__organization"),
            place=Min("meeting__organization__name"),
        )
        .filter(months__gte=rules.unexcused_warning)
        .order_by("-months", "member__sort_key", "member")
    )
    return [
        Alert(
            key=f"10:unexcused:member-{row['member']}:{day.year}-{row['months']}",
            rule=10,
            title=row["member__full_name"],
            facts=[
                row["place"],
                f"{row['months']} tháng vắng không lý do trong năm {day.year}",
                f"xem xét xóa tên từ {rules.unexcused_removal} tháng",
            ],
            is_late=row["months"] >= rules.unexcused_removal,
            organization_id=row["organization"],
            member_id=row["member"],
        )
        for row in rows
    ]


def probation(scope: Scope, day: date, rules: Regulation) -> list[Alert]:
    """Probationary members whose time is up by the end of this month (rule 12)."""
    admitted_by = month_end(add_months(day, -rules.probation_months))
    stays = (
        Membership.objects.on(day)
        .filter(kind=MembershipKind.OFFICIAL)
        .filter(organization__in=scope.organizations())
        .filter(Q(member__official_on__isnull=True) | Q(member__official_on__gt=day))
        .filter(member__admitted_on__lte=admitted_by)
        .select_related("member", "organization")
        .order_by("member__admitted_on", "member")
    )
    found = []
    for stay in stays:
        ripe = add_months(stay.member.admitted_on, rules.probation_months)
        latest = add_months(
            stay.member.admitted_on,
            rules.probation_months + rules.probation_grace_months,
        )
        found.append(
            Alert(
                key=f"12:probation:member-{stay.member_id}",
                rule=12,
                title=stay.member.full_name,
                facts=[
                    stay.organization.name,
                    f"đủ {rules.probation_months} tháng dự bị ngày {ripe:%d/%m/%Y}",
                    f"xét chậm nhất {latest:%d/%m/%Y}",
                ],
                is_late=day > latest,
                organization_id=stay.organization_id,
                member_id=stay.member_id,
            )
        )
    return found
