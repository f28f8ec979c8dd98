"""Facts of the Party organization. party.records and party.meetings write them."""

from party.models.attendance import Attendance, Opinion, Resolution, Task
from party.models.grading import Grading
from party.models.ledger import (
    Acknowledgement,
    DataRequest,
    Movement,
    OrganizationAccess,
    PartyLogEntry,
)
from party.models.meeting import Meeting
from party.models.meeting_parts import AgendaItem, Amendment, Guest, MeetingPhoto
from party.models.member import Exemption, Member, Membership
from party.models.office import Office, Term
from party.models.organization import (
    Organization,
    OrganizationVersion,
    Succession,
)
from party.models.rubric import Band, Criterion, MeetingScore, Regulation, Rubric

__all__ = [
    "Acknowledgement",
    "AgendaItem",
    "Amendment",
    "Attendance",
    "Band",
    "Criterion",
    "DataRequest",
    "Exemption",
    "Grading",
    "Guest",
    "Meeting",
    "MeetingPhoto",
    "MeetingScore",
    "Member",
    "Membership",
    "Movement",
    "Office",
    "Opinion",
    "Organization",
    "OrganizationAccess",
    "OrganizationVersion",
    "PartyLogEntry",
    "Regulation",
    "Resolution",
    "Rubric",
    "Succession",
    "Task",
    "Term",
]
