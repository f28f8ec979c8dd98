"""Closing freezes a meeting; what was wrong is said beside it, signed."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils import timezone

from news import vietnamese
from news.models.generation import clock
from party import log
from party.enums import LogKind, MeetingState, ResolutionState, TaskState
from party.meetings.saving import blocking_of
from party.meetings.snapshot import digest_of, encode, record_of
from party.meetings.steps import claim, refuse, refused, require_state, step
from party.models import Amendment, Meeting, Resolution, Task
from party.rules import Finding
from party.rules import attendance as attendance_rules
from party.rules import meetings as rules
from party.rules.sheet import Sheet

if TYPE_CHECKING:
    from portal.models import User

WRONG_PASSWORD = "Mật khẩu không đúng; đính chính chưa được ký."  # noqa: S105
NOT_NEWER = "Hãy chọn một nghị quyết mà tổ chức đã thông qua ở buổi họp sau."
CLOSING = ["state", "snapshot", "digest", "closed_at", "closed_by"]


def in_the_way(meeting: Meeting) -> list[Finding]:
    """What must be mended before the meeting can be closed."""
    sheet = Sheet(meeting)
    return [
        *blocking_of(sheet),
        *attendance_rules.rule_8_complete(sheet),
        *rules.rule_18(sheet),
    ]


@step
def close(meeting: Meeting, *, by: User | None) -> None:
    """Freeze names, titles, attendance, minutes and votes as they are today.

    Raises MeetingsError with whatever is in_the_way().
    """
    claim(meeting)
    require_state(meeting, [MeetingState.MINUTES])
    refuse(in_the_way(meeting))
    meeting.closed_at, meeting.closed_by = clock(), by
    record = record_of(meeting)
    record["closed_at"] = timezone.localtime(meeting.closed_at).isoformat()
    record["closed_by"] = str(by) if by else ""
    meeting.snapshot = encode(record)
    meeting.digest = digest_of(meeting.snapshot)
    meeting.state = MeetingState.CLOSED
    meeting.save(update_fields=CLOSING)
    what = f"Chốt buổi sinh hoạt {meeting.pk}"
    log.record(LogKind.CLOSE, what, by=by, meeting=meeting)


@step
def amend(
    meeting: Meeting, *, text: str, reason: str, password: str, by: User
) -> Amendment:
    """Say, signed, what was wrong in a closed meeting; the snapshot stays as it is.

    The signature is the signer's own password, asked for again. Raises MeetingsError.
    """
    claim(meeting)
    require_state(meeting, [MeetingState.CLOSED])
    text, reason = vietnamese.nfc(text).strip(), vietnamese.clean_line(reason)[:300]
    missing = [
        Finding(0, message, field)
        for value, message, field in (
            (text, "Hãy ghi nội dung đính chính.", "text"),
            (reason, "Hãy ghi lý do.", "reason"),
        )
        if not value
    ]
    if not by.check_password(password):
        missing.append(Finding(0, WRONG_PASSWORD, "password"))
    refuse(missing)
    signed_at = clock()
    data = {
        "meeting": meeting.pk,
        "text": text,
        "reason": reason,
        "signed_at": timezone.localtime(signed_at).isoformat(),
        "signed_by": {"id": by.pk, "name": str(by)},
    }
    return add_amendment(meeting, data, at=signed_at, by=by)


def add_amendment(
    meeting: Meeting, data: dict[str, Any], *, at: datetime, by: User
) -> Amendment:
    """The next link of the chain; the caller has claimed the meeting."""
    encoded = encode(data)
    amendment = Amendment.objects.create(
        meeting=meeting,
        data=encoded,
        text=data["text"],
        reason=data["reason"],
        signed_at=at,
        signed_by=by,
        digest=digest_of(encoded, last_digest(meeting)),
    )
    what = f"Đính chính {amendment.pk} của buổi sinh hoạt {meeting.pk}"
    log.record(LogKind.AMEND, what, by=by, meeting=meeting)
    return amendment


def last_digest(meeting: Meeting) -> str:
    """Of the last amendment, or of the snapshot when there is none."""
    digests = meeting.amendments.order_by("-pk").values_list("digest", flat=True)
    return digests.first() or meeting.digest


def verify(meeting: Meeting) -> list[str]:
    """What does not fit in the chain of a closed meeting; nothing when all is well."""
    if meeting.state != MeetingState.CLOSED:
        return []
    found, before = [], digest_of(meeting.snapshot)
    if meeting.digest != before:
        found.append(f"Buổi sinh hoạt {meeting.pk}: bản chốt không khớp mã kiểm tra.")
    before = meeting.digest
    for amendment in meeting.amendments.order_by("pk"):
        if amendment.digest != digest_of(amendment.data, before):
            found.append(
                f"Buổi sinh hoạt {meeting.pk}: đính chính {amendment.pk} không khớp "
                "mã kiểm tra."
            )
        before = amendment.digest
    return found


@step
def finish_task(
    meeting: Meeting,
    task: Task,
    *,
    by: User | None,
    state: TaskState | str = TaskState.DONE,
    on: date | None = None,
) -> None:
    """What became of a task, also long after the meeting was closed."""
    claim(meeting)
    task.state = TaskState(state)
    task.done_on = (on or timezone.localdate()) if state == TaskState.DONE else None
    task.save(update_fields=["state", "done_on"])
    what = f"Nhiệm vụ {task.pk}: {task.state.label.lower()}"
    log.record(LogKind.CHANGE, what, by=by, meeting=meeting)


@step
def replace_resolution(
    meeting: Meeting, resolution: Resolution, *, new: Resolution, by: User | None
) -> None:
    """A later meeting passed another one in its place; the snapshot stays as it is."""
    claim(meeting)
    require_state(meeting, [MeetingState.CLOSED])
    if resolution.state != ResolutionState.PASSED or new not in newer_than(meeting):
        raise refused(NOT_NEWER, field="new")
    resolution.state, resolution.replaced_by = ResolutionState.REPLACED, new
    resolution.save(update_fields=["state", "replaced_by"])
    what = f"Nghị quyết {resolution.pk} được thay bằng nghị quyết {new.pk}"
    log.record(LogKind.CHANGE, what, by=by, meeting=meeting)


def newer_than(meeting: Meeting) -> QuerySet[Resolution]:
    """What the organization passed in later meetings that took place."""
    held = [state for state in MeetingState if state.has_taken_place]
    return Resolution.objects.filter(
        state=ResolutionState.PASSED,
        meeting__organization=meeting.organization_id,
        meeting__starts_at__gt=meeting.starts_at,
        meeting__state__in=held,
    ).order_by("meeting__starts_at", "pk")
