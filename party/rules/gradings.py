"""Rule 15: the level that was decided, against the points and against the others."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Q

from party.enums import GradeLevel
from party.models import Grading, Regulation
from party.models.grading import GradingQuerySet
from party.rules.finding import Finding

RULE = 15


def level_of_score(decided: str, due: str, note: str) -> list[Finding]:
    """Blocks a level other than the points give, unless a note says why.

    `due`: the level of the band; "" when there are no points.
    """
    if not decided or not due or decided == due or note.strip():
        return []
    message = (
        f"Theo điểm là “{GradeLevel(due).label}”, quyết định “"
        f"{GradeLevel(decided).label}”: ghi lý do ở ô Ghi chú."
    )
    return [Finding(RULE, message, "note")]


def share_of_excellent(grading: Grading, day: date) -> list[Finding]:
    """Warns of more “xuất sắc” than the Regulation of that day allows.

    Counted among those graded together for the same period, this one as it is now: the
    members of an organization, or the organizations of one kind under one parent.
    """
    if grading.decided_level != GradeLevel.EXCELLENT:
        return []
    levels = _others(grading).aggregate(
        excellent=Count("pk", filter=Q(decided_level=GradeLevel.EXCELLENT)),
        good=Count("pk", filter=Q(decided_level=GradeLevel.GOOD)),
    )
    excellent, good = levels["excellent"] + 1, levels["good"]
    rules = Regulation.objects.on(day)
    base = good + (excellent if rules.excellent_includes_excellent else 0)
    if excellent * 100 <= rules.excellent_percent * base:
        return []
    both = " (tính cả xuất sắc)" if rules.excellent_includes_excellent else ""
    message = (
        f"{excellent} xuất sắc trên {base} hoàn thành tốt{both}: "
        f"vượt {rules.excellent_percent.normalize():f} %."
    )
    return [
        Finding(
            RULE, message, "decided_level", blocks=False, key=f"15:{_group(grading)}"
        )
    ]


def _others(grading: Grading) -> GradingQuerySet:
    rows = Grading.objects.of_period(grading.year, grading.quarter)
    rows = rows.exclude(pk=grading.pk) if grading.pk else rows
    if grading.member_id is not None:
        return rows.filter(member__isnull=False, organization=grading.organization_id)
    organization = grading.organization
    return rows.filter(
        member__isnull=True,
        organization__kind=organization.kind,
        organization__parent=organization.parent_id,
    )


def _group(grading: Grading) -> str:
    period = f"{grading.year}-{grading.quarter or 'nam'}"
    if grading.member_id is not None:
        return f"members:{grading.organization_id}:{period}"
    organization = grading.organization
    return f"organizations:{organization.parent_id}:{organization.kind}:{period}"
