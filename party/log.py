"""The one function that writes the Party's own log.

Apart from news.audit: that one is read by people who may not know what stands here. No
names of members, no text of records: ids of rows, and words of our own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from news import audit, vietnamese
from news.models.generation import clock
from party.enums import LogKind
from party.models import Meeting, Member, Organization, PartyLogEntry

if TYPE_CHECKING:
    from portal.models import User

LONGEST = 200


def record(
    kind: LogKind,
    what: str,
    *,
    by: User | None,
    organization: Organization | int | None = None,
    member: Member | int | None = None,
    meeting: Meeting | None = None,
) -> None:
    """Add a row, in the caller's transaction. `what`: our words, no personal data."""
    if organization is None and meeting is not None:
        organization = meeting.organization_id
    PartyLogEntry.objects.create(
        at=clock(),
        kind=kind,
        actor=by,
        actor_name=str(by) if by else "",
        what=vietnamese.shorten(what, LONGEST),
        organization_id=_id(organization),
        member_id=_id(member),
        meeting_id=meeting.pk if meeting else None,
        address=audit.current_address(),
    )


def _id(row: Organization | Member | int | None) -> int | None:
    return row if row is None or isinstance(row, int) else row.pk
