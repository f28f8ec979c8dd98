"""What the rules of meetings look at: one meeting with its rows, read once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils import timezone

from party import roster, totals
from party.enums import AttendanceStatus, MeetingKind, MeetingState, RubricKind
from party.models import (
    AgendaItem,
    Attendance,
    Meeting,
    MeetingScore,
    Member,
    Regulation,
    Resolution,
    Rubric,
)
from party.roster import Line


@dataclass(frozen=True, eq=False)
class Sheet:
    """Rows are in the order of the form; a finding at “agenda-2” is of the third."""

    meeting: Meeting

    @property
    def day(self) -> date:
        """Of the meeting, in Vietnam."""
        return timezone.localdate(self.meeting.starts_at)

    @property
    def kind(self) -> MeetingKind:
        return MeetingKind(self.meeting.kind)

    @property
    def has_taken_place(self) -> bool:
        return MeetingState(self.meeting.state).has_taken_place

    @cached_property
    def regulation(self) -> Regulation:
        return Regulation.objects.on(self.day)

    @cached_property
    def lines(self) -> list[Line]:
        """The roster as the memberships give it now."""
        return roster.roster(self.meeting.organization, self.day, self.meeting.kind)

    @cached_property
    def line_of(self) -> dict[int, Line]:
        return {line.member.pk: line for line in self.lines}

    @cached_property
    def attendance(self) -> list[Attendance]:
        rows = self.meeting.attendance.select_related("member")
        return list(rows.order_by("member__sort_key", "member"))

    @cached_property
    def status_of(self) -> dict[int, str]:
        return {row.member_id: row.status for row in self.attendance}

    @cached_property
    def totals(self) -> totals.Totals:
        return totals.count(self.attendance)

    @cached_property
    def agenda(self) -> list[AgendaItem]:
        return list(self.meeting.agenda.select_related("presenter"))

    @cached_property
    def resolutions(self) -> list[Resolution]:
        return list(self.meeting.resolutions.order_by("pk"))

    @cached_property
    def rubric(self) -> Rubric | None:
        """By which it has to be scored; none for committees, congresses, …"""
        if not (self.kind.is_regular or self.kind.is_thematic):
            return None
        return Rubric.objects.on(RubricKind.MEETING, self.day)

    @cached_property
    def score(self) -> MeetingScore | None:
        rows = MeetingScore.objects.filter(meeting=self.meeting)
        return rows.select_related("rubric").first()

    def key(self, rule: int, about: str, member: Member | int | None = None) -> str:
        """Of a warning: “10:rate:meeting-12”, “10:unexcused:meeting-12:member-7”."""
        pk = member.pk if isinstance(member, Member) else member
        of = f":member-{pk}" if pk else ""
        return f"{rule}:{about}:meeting-{self.meeting.pk}{of}"

    def with_status(self, status: AttendanceStatus) -> list[Attendance]:
        return [row for row in self.attendance if row.status == status]
