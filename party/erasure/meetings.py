"""Meetings without somebody: rows, texts, and the frozen snapshots of closed ones.

A snapshot that changes gets a new digest, and so does each amendment behind it; a last
amendment says so, names the digest before, and is signed: the chain holds again.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from party.enums import MeetingState
from party.erasure.texts import SAID_NO_MORE, Replace, forgotten
from party.meetings.closing import add_amendment, last_digest
from party.meetings.snapshot import digest_of, encode
from party.meetings.steps import claim
from party.models import (
    AgendaItem,
    Amendment,
    Attendance,
    Meeting,
    MeetingPhoto,
    Member,
    Membership,
    Opinion,
    Resolution,
    Task,
)

if TYPE_CHECKING:
    from portal.models import User

# Free texts in which a name may stand.
TEXTS: dict[type[Any], tuple[str, ...]] = {
    AgendaItem: ("text",),
    Opinion: ("text",),
    Task: ("text",),
    Resolution: ("summary", "text"),
    MeetingPhoto: ("caption", "alt"),
}
OF_MEETING = (
    *("minutes", "last_result", "next_plan", "conclusion", "tale_conclusion"),
    *("theme", "tale_title", "superior_present", "state_reason"),
)


def meetings_of(member: Member) -> QuerySet[Meeting]:
    """Where he or she was called, and all of the organizations once belonged to."""
    places = Membership.recorded.filter(member=member).values("organization")
    called = Attendance.objects.filter(member=member).values("meeting")
    rows = Meeting.objects.filter(Q(organization__in=places) | Q(pk__in=called))
    return rows.order_by("pk")


def forget_in_rows(
    member: Member, meetings: QuerySet[Meeting], replace: Replace
) -> None:
    """The rows behind the meetings; those of closed ones, too."""
    Attendance.objects.filter(member=member).update(reason="")
    Opinion.objects.filter(member=member).update(text=SAID_NO_MORE)
    for model, fields in TEXTS.items():
        for row in model.objects.filter(meeting__in=meetings):
            _replace(row, fields, replace)
    for meeting in meetings:
        _replace(meeting, OF_MEETING, replace)


def forget_in_snapshot(
    meeting: Meeting,
    member: Member,
    alias: str,
    replace: Replace,
    *,
    reason: str,
    at: datetime,
    by: User,
) -> Amendment | None:
    """Rewrite the snapshot and its chain; None when the member is not in them."""
    if meeting.state != MeetingState.CLOSED:
        return None
    amendments = list(meeting.amendments.order_by("pk"))
    texts = [meeting.snapshot, *(row.data for row in amendments)]
    changed = [
        encode(forgotten(json.loads(text), member.pk, alias, replace)) for text in texts
    ]
    if changed == texts:
        return None
    claim(meeting)
    before = last_digest(meeting)
    meeting.snapshot, digest = changed[0], digest_of(changed[0])
    meeting.digest = digest
    meeting.save(update_fields=["snapshot", "digest"])
    for row, data in zip(amendments, changed[1:], strict=True):
        digest = digest_of(data, digest)
        row.data, row.digest = data, digest
        row.text, row.reason = replace(row.text), replace(row.reason)
        row.save(update_fields=["data", "digest", "text", "reason"])
    said = {
        "meeting": meeting.pk,
        "text": f"Ẩn danh đảng viên số {member.pk} trong bản chốt và các đính chính; "
        f"mã kiểm tra trước đó: {before}.",
        "reason": reason,
        "digest_before": before,
        "signed_at": timezone.localtime(at).isoformat(),
        "signed_by": {"id": by.pk, "name": str(by)},
    }
    return add_amendment(meeting, said, at=at, by=by)


def _replace(row: Any, fields: tuple[str, ...], replace: Replace) -> None:
    changed = []
    for name in fields:
        text = getattr(row, name)
        if (new := replace(text)) != text:
            longest = row._meta.get_field(name).max_length
            setattr(row, name, new[:longest])
            changed.append(name)
    if changed:
        row.save(update_fields=changed)
