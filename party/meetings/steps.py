"""What every step of a meeting begins and ends with."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.db import transaction
from django.db.models import F

from party.enums import MeetingState
from party.models import Meeting
from party.rules import Finding, blocking

Params = ParamSpec("Params")
Result = TypeVar("Result")

TAKEN = "Buổi họp vừa được người khác sửa."
CLOSED = "Buổi họp đã chốt; chỉ sửa được bằng đính chính có ký."


class MeetingsError(Exception):
    """The meeting cannot take this step; each finding names the field it belongs to.

    The text of the exception is that of our own messages only when they name nobody:
    it may stand in a log. What is shown is `findings`.
    """

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = list(findings)
        super().__init__(", ".join(f"rule {found.rule}" for found in self.findings))

    @property
    def is_taken(self) -> bool:
        """Whether a colleague was faster."""
        return any(found.message == TAKEN for found in self.findings)


def refused(message: str, *, field: str = "", rule: int = 0) -> MeetingsError:
    """Rule 0: what is none of DOMAIN 4.5; a wrong state, a wrong password."""
    return MeetingsError([Finding(rule, message, field)])


def step(
    function: Callable[Concatenate[Meeting, Params], Result],
) -> Callable[Concatenate[Meeting, Params], Result]:
    """All of the step or nothing: in the database, and in the row in memory."""

    @wraps(function)
    def taken(meeting: Meeting, *args: Params.args, **kwargs: Params.kwargs) -> Result:
        before = dict(meeting.__dict__)
        try:
            with transaction.atomic():
                return function(meeting, *args, **kwargs)
        except BaseException:
            meeting.__dict__.clear()
            meeting.__dict__.update(before)
            raise

    return taken


def claim(meeting: Meeting) -> None:
    """Take the meeting's next version, or say that a colleague was faster.

    The first statement of every step, as at the door of the newsroom: whoever holds
    the row goes first, on both databases.
    """
    seen = Meeting.objects.filter(pk=meeting.pk, version=meeting.version)
    if not seen.update(version=F("version") + 1):
        raise refused(TAKEN)
    meeting.version += 1


def require_state(meeting: Meeting, states: Iterable[MeetingState]) -> None:
    """Raises MeetingsError when the meeting, as stored, is in none of them."""
    stored = Meeting.objects.values_list("state", flat=True).get(pk=meeting.pk)
    if stored in set(states):
        return
    if stored == MeetingState.CLOSED:
        raise refused(CLOSED)
    label = MeetingState(stored).label.lower()
    raise refused(f"Buổi họp đang ở tình trạng “{label}”, không làm được bước này.")


def refuse(findings: Iterable[Finding]) -> None:
    """Raises MeetingsError with those that block, if there are any."""
    if found := blocking(findings):
        raise MeetingsError(found)
