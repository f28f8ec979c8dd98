"""Attendance rows: always those of the roster of the day."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone

from news import vietnamese
from party.enums import AttendanceStatus, MeetingState
from party.meetings.steps import MeetingsError
from party.models import Attendance, Meeting
from party.roster import Line, roster
from party.rules import Finding
from party.rules.attendance import field_of

Marks = Mapping[int, tuple[str, str]]  # By member: status and reason.
ABSENT = {AttendanceStatus.EXCUSED, AttendanceStatus.UNEXCUSED}
FIELDS = ["status", "reason", "standing", "may_vote"]


def write_attendance(meeting: Meeting, marks: Marks | None, *, rest: str = "") -> None:
    """Make the rows those of the roster, with these marks over what is stored.

    A meeting that is only planned has no rows until somebody marks one.
    """
    stored = {row.member_id: row for row in meeting.attendance.all()}
    is_wanted = bool(stored or rest) or MeetingState(meeting.state).has_taken_place
    marked = any(status or reason for status, reason in (marks or {}).values())
    if not (is_wanted or marked):
        return
    day = timezone.localdate(meeting.starts_at)
    lines = roster(meeting.organization, day, meeting.kind)
    _refuse_strangers(marks or {}, lines)
    new, changed = [], []
    for line in lines:
        row = stored.pop(line.member.pk, None)
        known = row.status if row is not None and row.status else line.status
        reason = row.reason if row is not None else ""
        status, reason = (marks or {}).get(line.member.pk, (known, reason))
        values = _values(line, status or line.status or rest, reason)
        if row is None:
            new.append(Attendance(meeting=meeting, member=line.member, **values))
        elif any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            changed.append(row)
    gone = [row.pk for row in stored.values()]
    meeting.attendance.filter(pk__in=gone).delete()
    Attendance.objects.bulk_update(changed, FIELDS)
    Attendance.objects.bulk_create(new)


def _values(line: Line, status: str, reason: str) -> dict[str, object]:
    """A reason belongs to an absence: it is not kept beside anything else."""
    kept = vietnamese.clean_line(reason) if status in ABSENT else ""
    return {
        "status": AttendanceStatus(status) if status else "",
        "reason": kept[:200],
        "standing": line.standing,
        "may_vote": line.may_vote,
    }


def _refuse_strangers(marks: Marks, lines: list[Line]) -> None:
    """Rule 13: no attendance outside membership."""
    known = {line.member.pk for line in lines}
    message = "Người này không sinh hoạt ở đây vào ngày họp."
    found = [
        Finding(13, message, field_of(member))
        for member, (status, _) in marks.items()
        if status and member not in known
    ]
    if found:
        raise MeetingsError(found)
