"""One row of every kind that the desk has pages of, for the table of access."""

from __future__ import annotations

from datetime import date
from typing import Any

from party.enums import RequestKind
from party.models import (
    DataRequest,
    Grading,
    Movement,
    PartyLogEntry,
    Regulation,
    Rubric,
)
from tests.party.factories import AccessFactory, OfficeFactory


def party_rows() -> dict[str, Any]:
    """{"party_member": …}: the secretary of a branch, and what stands around."""
    office = OfficeFactory()
    organization = office.term.organization
    day = date(2025, 12, 20)
    return {
        "party_datarequest": DataRequest.objects.create(
            member=office.member,
            kind=RequestKind.COPY,
            received_on=day,
            answer_by=day,
            due_on=day,
        ),
        "party_grading": Grading.objects.create(
            organization=organization, member=office.member, year=2025
        ),
        "party_rubric": Rubric.objects.order_by("pk").first(),
        "party_member": office.member,
        "party_movement": Movement.objects.filter(member=office.member).last(),
        "party_organization": organization,
        "party_organizationaccess": AccessFactory(organization=organization),
        "party_partylogentry": PartyLogEntry.objects.newest().first(),
        "party_regulation": Regulation.objects.order_by("valid_from").first(),
    }
