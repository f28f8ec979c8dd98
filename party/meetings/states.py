"""The way of a meeting: planned, announced, held, minutes written; put off, called off.

Closing and what follows it: party.meetings.closing.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from news import vietnamese
from news.models.generation import clock
from party import log
from party.enums import LogKind, MeetingState
from party.meetings.attendance import write_attendance
from party.meetings.saving import before_writing, blocking_of
from party.meetings.steps import claim, refuse, refused, require_state, step
from party.models import Meeting
from party.rules import meetings as rules
from party.rules.sheet import Sheet

if TYPE_CHECKING:
    from portal.models import User

AHEAD = (MeetingState.PLANNED, MeetingState.ANNOUNCED, MeetingState.POSTPONED)
STATE = [
    *("state", "state_reason", "moved_to"),
    *("announced_at", "starts_at", "ends_at"),
]
NO_REASON = "Hãy ghi lý do."


@step
def announce(meeting: Meeting, *, by: User | None, at: datetime | None = None) -> None:
    """Members were told (`at` when that was not now) of its hour, or of its new one."""
    claim(meeting)
    require_state(meeting, [MeetingState.PLANNED, MeetingState.POSTPONED])
    _take_new_hour(meeting)
    meeting.announced_at = at or meeting.announced_at or clock()
    _to(meeting, MeetingState.ANNOUNCED, by=by)


@step
def hold(meeting: Meeting, *, by: User | None) -> None:
    """It has taken place: from here on its roster stands in its rows.

    Also from “Dự kiến”, for meetings that are written down afterwards; that nobody was
    told in time is then a warning of rule 11.
    """
    claim(meeting)
    require_state(meeting, AHEAD)
    _take_new_hour(meeting)
    meeting.state = MeetingState.HELD
    refuse(before_writing(meeting))
    write_attendance(meeting, None)
    refuse(blocking_of(Sheet(meeting)))
    _to(meeting, MeetingState.HELD, by=by)


@step
def unhold(meeting: Meeting, *, by: User | None) -> None:
    """“Đã họp” was pressed too early; not once a story was made of it."""
    claim(meeting)
    require_state(meeting, [MeetingState.HELD])
    if meeting.article_id is not None:
        raise refused("Đã soạn tin từ buổi sinh hoạt này.")
    announced = meeting.announced_at is not None
    _to(
        meeting,
        MeetingState.ANNOUNCED if announced else MeetingState.PLANNED,
        by=by,
    )


@step
def submit_minutes(meeting: Meeting, *, by: User | None) -> None:
    """The minutes are written and wait for approval."""
    claim(meeting)
    require_state(meeting, [MeetingState.HELD])
    refuse(rules.rule_18_minutes(meeting))
    _to(meeting, MeetingState.MINUTES, by=by)


@step
def return_minutes(meeting: Meeting, *, by: User | None) -> None:
    """Something is missing: back to “Đã họp”."""
    claim(meeting)
    require_state(meeting, [MeetingState.MINUTES])
    _to(meeting, MeetingState.HELD, by=by)


@step
def postpone(meeting: Meeting, *, to: datetime, reason: str, by: User | None) -> None:
    """Put it off to a later hour; announce() or hold() give it that hour."""
    claim(meeting)
    require_state(meeting, AHEAD)
    if to <= max(meeting.starts_at, meeting.moved_to or meeting.starts_at):
        raise refused("Giờ mới phải sau giờ cũ.", field="to")
    meeting.moved_to = to
    meeting.state_reason = _reason(reason)
    _to(meeting, MeetingState.POSTPONED, by=by)


@step
def cancel(meeting: Meeting, *, reason: str, by: User | None) -> None:
    """It will not take place; another regular one may have its month."""
    claim(meeting)
    require_state(meeting, AHEAD)
    meeting.state_reason = _reason(reason)
    _to(meeting, MeetingState.CANCELLED, by=by)


def _reason(typed: str) -> str:
    reason = vietnamese.clean_line(typed)[:300]
    if not reason:
        raise refused(NO_REASON, field="reason")
    return reason


def _take_new_hour(meeting: Meeting) -> None:
    if meeting.moved_to is not None:
        meeting.starts_at, meeting.moved_to = meeting.moved_to, None
        if meeting.ends_at is not None and meeting.ends_at <= meeting.starts_at:
            meeting.ends_at = None


def _to(meeting: Meeting, state: MeetingState, *, by: User | None) -> None:
    meeting.state = state
    meeting.save(update_fields=STATE)
    what = f"Buổi sinh hoạt {meeting.pk}: {state.label.lower()}"
    log.record(LogKind.CHANGE, what, by=by, meeting=meeting)
