"""Branches that have not met, terms that end."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import Exists, F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from party.access import Scope
from party.alerts.alert import Alert, distance, month_end
from party.enums import QUARTERS, MeetingState
from party.models import Meeting, Regulation, Term
from party.models.meeting import MeetingQuerySet

AHEAD = [MeetingState.PLANNED, MeetingState.ANNOUNCED, MeetingState.POSTPONED]


def no_regular_meeting(scope: Scope, day: date, rules: Regulation) -> list[Alert]:
    """Branches that have not met this month; late when none is planned (rule 7)."""
    regular = Meeting.objects.regular().in_month(day.year, day.month)
    month, last = f"{day.year}-{day.month:02}", month_end(day)
    return [
        Alert(
            key=f"7:regular:org-{pk}:{month}",
            rule=7,
            title=name,
            facts=[_planned(planned_at, day, last)],
            is_late=planned_at is None,
            organization_id=pk,
        )
        for pk, name, planned_at in _branches_without(scope, day, regular)
    ]


def no_thematic_meeting(scope: Scope, day: date, rules: Regulation) -> list[Alert]:
    """Branches without a thematic meeting in this quarter (rule 7)."""
    last_month = (day.month + 2) // 3 * 3
    months = [last_month - 2, last_month - 1, last_month]
    thematic = Meeting.objects.thematic().filter(year=day.year, month__in=months)
    last = month_end(day.replace(month=last_month, day=1))
    return [
        Alert(
            key=f"7:thematic:org-{pk}:{day.year}-q{last_month // 3}",
            rule=7,
            title=name,
            facts=[
                f"quý {QUARTERS[last_month // 3 - 1]}",
                _planned(planned_at, day, last),
            ],
            is_late=planned_at is None and day.month == last_month,
            organization_id=pk,
        )
        for pk, name, planned_at in _branches_without(scope, day, thematic)
    ]


def term_ends(scope: Scope, day: date, rules: Regulation) -> list[Alert]:
    """Running terms that end soon or should have ended; a newer one settles it."""
    newer = Term.objects.filter(
        organization=OuterRef("organization"), starts_on__gt=OuterRef("starts_on")
    )
    terms = (
        Term.objects.filter(closed_on__isnull=True, starts_on__lte=day)
        .filter(ends_on__lte=day + timedelta(days=rules.term_warning_days))
        .filter(organization__in=scope.organizations().active_on(day))
        .exclude(Exists(newer))
        .select_related("organization")
        .order_by("ends_on", "pk")
    )
    return [
        Alert(
            key=f"2:ends:term-{term.pk}",
            rule=2,
            title=term.organization.name,
            facts=[
                str(term).lower(),
                f"hết hạn {term.ends_on:%d/%m/%Y}",
                distance(term.ends_on, day),
            ],
            is_late=term.ends_on < day,
            organization_id=term.organization_id,
        )
        for term in terms
    ]


def _branches_without(
    scope: Scope, day: date, meetings: MeetingQuerySet
) -> list[tuple[int, str, datetime | None]]:
    """Id, name and next date of branches with none of these meetings held.

    Those with nothing planned come first.
    """
    own = meetings.filter(organization=OuterRef("pk"))
    moved = own.filter(state__in=AHEAD).annotate(at=Coalesce("moved_to", "starts_at"))
    planned = moved.filter(at__date__gte=day).order_by("at").values("at")
    rows = (
        scope.organizations()
        .active_on(day)
        .branches()
        .exclude(Exists(own.held()))
        .annotate(planned_at=Subquery(planned[:1]))
    )
    rows = rows.order_by(F("planned_at").asc(nulls_first=True), "position", "pk")
    return list(rows.values_list("pk", "name", "planned_at"))


def _planned(moment: datetime | None, day: date, last: date) -> str:
    if moment is not None:
        return f"dự kiến {timezone.localtime(moment):%H:%M %d/%m/%Y}"
    return f"chưa lên lịch, còn {(last - day).days + 1} ngày"
