"""The only writer of meetings: rosters, states, votes, closing, amendments."""

from party.meetings.closing import (
    amend,
    close,
    finish_task,
    replace_resolution,
    verify,
)
from party.meetings.papers import remove_minutes, store_minutes
from party.meetings.saving import plan, save, take_attendance
from party.meetings.snapshot import record_of
from party.meetings.states import (
    announce,
    cancel,
    hold,
    postpone,
    return_minutes,
    submit_minutes,
    unhold,
)
from party.meetings.steps import MeetingsError

__all__ = [
    "MeetingsError",
    "amend",
    "announce",
    "cancel",
    "close",
    "finish_task",
    "hold",
    "plan",
    "postpone",
    "record_of",
    "remove_minutes",
    "replace_resolution",
    "return_minutes",
    "save",
    "store_minutes",
    "submit_minutes",
    "take_attendance",
    "unhold",
    "verify",
]
