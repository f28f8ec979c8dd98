"""One row of every kind that the desk has pages of, for the table of access."""

from __future__ import annotations

from typing import Any

from party.models import Movement, PartyLogEntry, Regulation
from tests.party.factories import AccessFactory, OfficeFactory


def party_rows() -> dict[str, Any]:
    """{"party_member": …}: the secretary of a branch, and what stands around."""
    office = OfficeFactory()
    organization = office.term.organization
    return {
        "party_member": office.member,
        "party_movement": Movement.objects.filter(member=office.member).last(),
        "party_organization": organization,
        "party_organizationaccess": AccessFactory(organization=organization),
        "party_partylogentry": PartyLogEntry.objects.newest().first(),
        "party_regulation": Regulation.objects.order_by("valid_from").first(),
    }
