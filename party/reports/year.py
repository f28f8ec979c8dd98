"""The year of every organization: what it met, who came, how it was graded.

Six queries, whatever their number. Only counts: no name of a member stands here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal

from django.db.models import Count, Q, QuerySet

from party.access import Scope
from party.enums import (
    AttendanceStatus,
    GradeLevel,
    MeetingKind,
    OrganizationKind,
)
from party.models import (
    Attendance,
    Grading,
    Meeting,
    MeetingScore,
    Organization,
    OrganizationVersion,
)

CENT = Decimal("0.01")
MONTHS = range(1, 13)


@dataclass
class Presence:
    """How many were expected, and how many of them came; of one meeting or many."""

    present: int = 0
    excused: int = 0
    unexcused: int = 0
    unasked: int = 0  # Of a meeting that is not closed yet.

    @property
    def expected(self) -> int:
        return self.present + self.excused + self.unexcused + self.unasked

    @property
    def percent(self) -> Decimal | None:
        """Cut to two places, as the meeting's own page does; None: nobody expected."""
        if not self.expected:
            return None
        exact = Decimal(100) * self.present / self.expected
        return exact.quantize(CENT, rounding=ROUND_DOWN)

    def add(self, other: Presence) -> None:
        self.present += other.present
        self.excused += other.excused
        self.unexcused += other.unexcused
        self.unasked += other.unasked


@dataclass
class Duty:
    """How often it had to meet, and how many of these times it did."""

    required: int = 0
    met: int = 0


@dataclass
class Line:
    """One organization's year. No duties: it need not meet every month."""

    pk: int
    name: str
    kind: OrganizationKind
    monthly: Duty | None = None
    quarterly: Duty | None = None
    meetings: Counter[str] = field(default_factory=Counter)  # By kind.
    levels: Counter[str] = field(default_factory=Counter)  # Of meetings; "": none.
    presence: Presence = field(default_factory=Presence)
    by_month: dict[int, Presence] = field(default_factory=dict)
    own_level: str = ""
    member_levels: Counter[str] = field(default_factory=Counter)

    @property
    def held(self) -> int:
        return self.meetings.total()


def of(scope: Scope, year: int, today: date) -> list[Line]:
    """The organizations of the scope that existed in that year, in their order.

    A month is required when it is over by `today` and the branch existed on its last
    day, or when the branch met for it; a quarter likewise, by thematic meetings.
    Meetings count for the month that they are of. Attendance is that of meetings of
    the whole organization: those of a committee are left out.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    organizations = list(_existing(scope, first, last))
    lines = {
        it.pk: Line(it.pk, it.name, OrganizationKind(it.kind)) for it in organizations
    }
    for pk, name in _names(lines, first, last):
        lines[pk].name = name
    meetings = list(_held(lines, year))
    _count_attendance(lines, meetings)
    _count_levels(lines, meetings)
    _count_gradings(lines, year)
    for organization in organizations:
        line = lines[organization.pk]
        own = [it for it in meetings if it.organization_id == organization.pk]
        line.meetings = Counter(it.kind for it in own)
        if line.kind.is_branch:
            _require(line, organization, own, year, today)
    return list(lines.values())


def total(lines: Iterable[Line]) -> Line:
    """The sum over branches: a meeting of all is not added to those of its parts."""
    branches = [line for line in lines if line.kind.is_branch]
    whole = Line(0, "Cộng các chi bộ", OrganizationKind.BRANCH)
    whole.monthly = _sum(line.monthly for line in branches)
    whole.quarterly = _sum(line.quarterly for line in branches)
    for line in branches:
        whole.meetings += line.meetings
        whole.levels += line.levels
        whole.member_levels += line.member_levels
        whole.presence.add(line.presence)
        for month, presence in line.by_month.items():
            whole.by_month.setdefault(month, Presence()).add(presence)
    return whole


def _sum(duties: Iterable[Duty | None]) -> Duty:
    known = [duty for duty in duties if duty is not None]
    return Duty(sum(it.required for it in known), sum(it.met for it in known))


def _existing(scope: Scope, first: date, last: date) -> QuerySet[Organization]:
    rows = scope.organizations().real().filter(founded_on__lte=last)
    return rows.exclude(ended_on__lt=first).in_order()


def _names(
    lines: dict[int, Line], first: date, last: date
) -> QuerySet[OrganizationVersion, tuple[int, str]]:
    """What each was called at the end of the year, or of its own days."""
    versions = OrganizationVersion.objects.between(first, last)
    rows = versions.filter(organization__in=lines).order_by("starts_on", "pk")
    return rows.values_list("organization_id", "name")


def _held(lines: dict[int, Line], year: int) -> QuerySet[Meeting]:
    rows = Meeting.objects.held().filter(organization__in=lines, year=year)
    return rows.only("pk", "organization_id", "kind", "month", "year").order_by("pk")


def _count_attendance(lines: dict[int, Line], meetings: list[Meeting]) -> None:
    of_all = {it.pk: it for it in meetings if it.kind != MeetingKind.COMMITTEE}
    rows = (
        Attendance.objects.filter(meeting__in=of_all)
        .values("meeting")
        .annotate(
            present=Count("pk", filter=Q(status=AttendanceStatus.PRESENT)),
            excused=Count("pk", filter=Q(status=AttendanceStatus.EXCUSED)),
            unexcused=Count("pk", filter=Q(status=AttendanceStatus.UNEXCUSED)),
            unasked=Count("pk", filter=Q(status="")),
        )
    )
    for row in rows:
        meeting = of_all[row["meeting"]]
        line = lines[meeting.organization_id]
        counts = (row[name] for name in ("present", "excused", "unexcused", "unasked"))
        presence = Presence(*counts)
        line.presence.add(presence)
        line.by_month.setdefault(meeting.month, Presence()).add(presence)


def _count_levels(lines: dict[int, Line], meetings: list[Meeting]) -> None:
    levels = MeetingScore.objects.filter(meeting__in=[it.pk for it in meetings])
    level_of = dict(levels.values_list("meeting_id", "level"))
    for meeting in meetings:
        level = level_of.get(meeting.pk, "")
        lines[meeting.organization_id].levels[level] += 1


def _count_gradings(lines: dict[int, Line], year: int) -> None:
    """Levels decided for the whole year: the organization's, and how many members'."""
    rows = Grading.objects.of_period(year, None).filter(organization__in=lines)
    decided = rows.exclude(decided_level="")
    for pk, member, level in decided.values_list(
        "organization_id", "member_id", "decided_level"
    ):
        if member is None:
            lines[pk].own_level = GradeLevel(level).label
        else:
            lines[pk].member_levels[level] += 1


def _require(
    line: Line, organization: Organization, own: list[Meeting], year: int, today: date
) -> None:
    regular = {it.month for it in own if MeetingKind(it.kind).is_regular}
    thematic = {it.quarter for it in own if MeetingKind(it.kind).is_thematic}
    due = {
        month
        for month in MONTHS
        if (end := _month_end(year, month)) < today and organization.exists_on(end)
    }
    quarters = {month // 3 for month in due if month % 3 == 0}
    line.monthly = Duty(len(due | regular), len(regular))
    line.quarterly = Duty(len(quarters | thematic), len(thematic))


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
