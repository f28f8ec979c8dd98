"""A meeting with everything that may and may not be told, as rows."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from news import vietnamese
from party.enums import (
    MeetingKind,
    MeetingState,
    OfficeBasis,
    OfficeRole,
    OrganizationKind,
    TermOrigin,
)
from party.models import (
    AgendaItem,
    Guest,
    Meeting,
    Member,
    Office,
    Organization,
    OrganizationVersion,
    Term,
)

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def organization(name: str = "Chi bộ Nghiệp vụ – Tổng hợp", **fields: Any):
    values = {
        "kind": OrganizationKind.BRANCH,
        "founded_on": date(2020, 1, 1),
        "slug": vietnamese.slug(name),
        "is_public": True,
    }
    made = Organization.objects.create(name=name, **{**values, **fields})
    OrganizationVersion.objects.create(
        organization=made, name=name, parent=made.parent, starts_on=made.founded_on
    )
    return made


def member(name: str, **fields: Any) -> Member:
    return Member.objects.create(
        full_name=name,
        sort_key=vietnamese.person_sort_key(name),
        search_text=vietnamese.fold(name),
        **{"admitted_on": date(2010, 1, 1), "official_on": date(2011, 1, 1), **fields},
    )


def term(of: Organization, **fields: Any) -> Term:
    values = {
        "label": "2022–2027",
        "starts_on": date(2022, 5, 1),
        "ends_on": date(2027, 5, 1),
        "origin": TermOrigin.ELECTED,
    }
    return Term.objects.create(organization=of, **{**values, **fields})


def office(of: Term, holder: Member, role: str = OfficeRole.SECRETARY, **fields: Any):
    values = {
        "starts_on": of.starts_on,  # The first day of the term.
        "basis": OfficeBasis.ELECTION,
        "is_public": True,
    }
    return Office.objects.create(
        term=of, member=holder, role=role, **{**values, **fields}
    )


def meeting(of: Organization, **fields: Any) -> Meeting:
    values = {
        "kind": MeetingKind.REGULAR,
        "year": 2023,
        "month": 12,
        "starts_at": datetime(2023, 12, 5, 8, tzinfo=HANOI),
        "ends_at": datetime(2023, 12, 5, 10, tzinfo=HANOI),
        "state": MeetingState.HELD,
    }
    return Meeting.objects.create(organization=of, **{**values, **fields})


def guest(of: Meeting, name: str, post: str = "", **fields: Any) -> Guest:
    place = of.guests.count()
    return Guest.objects.create(
        meeting=of, full_name=name, post=post, position=place, **fields
    )


def agenda(of: Meeting, *texts: str) -> list[AgendaItem]:
    return [
        AgendaItem.objects.create(meeting=of, text=text, position=place)
        for place, text in enumerate(texts)
    ]
