"""Planning a meeting, and whatever is written of it until it is closed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from news import vietnamese
from news.models.generation import clock
from party import log
from party.enums import LogKind, MeetingKind, MeetingMode, MeetingState
from party.meetings import rows
from party.meetings.attendance import Marks, write_attendance
from party.meetings.steps import claim, refuse, refused, require_state, step
from party.meetings.warnings import texts_of
from party.models import Meeting, Organization
from party.rules import Finding, secrecy
from party.rules import attendance as attendance_rules
from party.rules import meetings as rules
from party.rules import votes as vote_rules
from party.rules.sheet import Sheet

if TYPE_CHECKING:
    from portal.models import User

OPEN = [
    state
    for state in MeetingState
    if state not in {MeetingState.CLOSED, MeetingState.CANCELLED}
]
# What save() writes of the meeting itself; states and files have steps of their own.
LINES = (
    "place",
    "theme",
    "tale_title",
    "superior_present",
)
TEXTS = ("last_result", "next_plan", "tale_conclusion", "conclusion", "minutes")
FACTS = (
    *("kind", "year", "month", "starts_at", "ends_at", "mode", "papers_at"),
    *("announced_at", "chair", "secretary", "tale_member", "tale_guest"),
)
FIELDS = (*FACTS, *LINES, *TEXTS)
Rows = Sequence[Mapping[str, Any]]


def plan(
    organization: Organization,
    *,
    by: User | None,
    starts_at: datetime,
    kind: MeetingKind | str = MeetingKind.REGULAR,
    year: int | None = None,
    month: int | None = None,
    place: str = "",
    mode: MeetingMode | str = MeetingMode.IN_PERSON,
    **fields: Any,
) -> Meeting:
    """A new meeting, “Dự kiến”. Year and month are those of the day unless given.

    Raises MeetingsError. More `fields`: those of save().
    """
    day = timezone.localdate(starts_at)
    meeting = Meeting(organization=organization)
    fields |= {
        "kind": kind,
        "year": year or day.year,
        "month": month or day.month,
        "starts_at": starts_at,
        "place": place,
        "mode": mode,
    }
    _set(meeting, fields)
    with transaction.atomic():
        _write(meeting)
        refuse(blocking_of(Sheet(meeting)))
        _declare(meeting, [], declared=False, by=by)
        _log(meeting, "Lập kế hoạch", by=by)
    return meeting


@step
def save(
    meeting: Meeting,
    *,
    by: User | None,
    fields: Mapping[str, Any] | None = None,
    attendance: Marks | None = None,
    rest: str = "",
    points: Mapping[str, str] | None = None,
    declared: bool = False,
    **lists: Rows | None,
) -> None:
    """Write what is given; what is None stays as it is.

    `fields`: of FIELDS. `lists`: agenda, guests, opinions, tasks, resolutions: rows of
    their fields, members as Member, and `id` when it is stored already; stored
    rows that are not given are deleted. `attendance`: {member id: (status, reason)};
    `rest`: the status of whoever has none yet. `points`: {criterion id: as typed}, of
    the rubric of that day. `declared`: this person says that nothing in it is secret.
    Raises MeetingsError when a rule blocks or a colleague was faster; then nothing is
    written.
    """
    claim(meeting)
    require_state(meeting, OPEN)
    stamps = secrecy.stamps(texts_of(meeting))
    _set(meeting, fields or {})
    _write(meeting)
    for name, wanted in lists.items():
        if wanted is not None:
            rows.write(meeting, name, wanted)
    write_attendance(meeting, attendance, rest=rest)
    if points is not None:
        rows.write_score(meeting, points, by=by)
    refuse(blocking_of(Sheet(meeting)))
    _declare(meeting, stamps, declared=declared, by=by)
    _log(meeting, "Sửa", by=by)


def take_attendance(
    meeting: Meeting, marks: Marks, *, by: User | None, rest: str = ""
) -> None:
    """Attendance alone; see save()."""
    save(meeting, by=by, attendance=marks, rest=rest)


def blocking_of(sheet: Sheet) -> list[Finding]:
    """What no meeting may be saved with, in any state."""
    return [
        *rules.rule_16_times(sheet.meeting, clock()),
        *rules.rule_4(sheet),
        *attendance_rules.rule_8(sheet),
        *vote_rules.rule_9(sheet),
        *rules.rule_16_present(sheet),
    ]


def _set(meeting: Meeting, fields: Mapping[str, Any]) -> None:
    for name, value in fields.items():
        if name not in FIELDS:
            raise TypeError(f"save() does not write {name}")
        if name in LINES:
            value = vietnamese.clean_line(value)
        elif name in TEXTS:
            value = vietnamese.nfc(value).strip()
        setattr(meeting, name, value)


def _write(meeting: Meeting) -> None:
    """The row itself, once what the database would refuse has been said in words."""
    refuse(before_writing(meeting))
    try:
        with transaction.atomic():  # On PostgreSQL a refused row ends the transaction.
            meeting.save(update_fields=FIELDS if meeting.pk else None)
    except IntegrityError:
        # Two at once: the other one's is the regular meeting of this month.
        refuse(before_writing(meeting))
        raise


def before_writing(meeting: Meeting) -> Iterable[Finding]:
    found = [*rules.rule_7(meeting), *rules.rule_16_times(meeting, clock())]
    day = timezone.localdate(meeting.starts_at)
    if not meeting.organization.exists_on(day):
        message = f"Tổ chức không hoạt động vào ngày {day:%d/%m/%Y}."
        found.append(Finding(6, message, "starts_at"))
    return found


def _declare(
    meeting: Meeting, before: list[str], *, declared: bool, by: User | None
) -> None:
    """A stamp that was not there before wants somebody to answer for it."""
    if declared:
        meeting.declared_at, meeting.declared_by = clock(), by
        meeting.save(update_fields=["declared_at", "declared_by"])
        _log(meeting, "Khai không chứa nội dung Mật:", by=by)
    elif new := [s for s in secrecy.stamps(texts_of(meeting)) if s not in before]:
        stamps = ", ".join(f"“{stamp}”" for stamp in new)
        message = (
            f"Nội dung có dấu {stamps}. Nội dung Mật không được đưa vào hệ thống này; "
            "nếu không phải nội dung Mật, hãy đánh dấu khai rồi lưu lại."
        )
        raise refused(message, field="declared")


def _log(meeting: Meeting, done: str, *, by: User | None) -> None:
    what = f"{done} buổi sinh hoạt {meeting.pk}"
    log.record(LogKind.CHANGE, what, by=by, meeting=meeting)
