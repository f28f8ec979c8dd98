"""What the page of one organization tells, of a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q

from party import acknowledging
from party.access import Scope
from party.acknowledging import Noted
from party.enums import (
    MembershipKind,
    MovementKind,
    OfficeRole,
    OrganizationKind,
    OrganizationState,
)
from party.models import (
    Exemption,
    Meeting,
    Membership,
    Movement,
    Office,
    Organization,
    OrganizationVersion,
    Succession,
    Term,
)
from party.rules import Finding
from party.rules.organizations import rule_5
from party.rules.terms import rule_2, rule_3

FEW = 8
RANK = {role: place for place, role in enumerate(OfficeRole)}


def warnings_of(organization: Organization, day: date) -> list[Finding]:
    """What the rules of organizations and terms warn of today."""
    if organization.state != OrganizationState.ACTIVE:
        return []
    found = [*rule_3(organization, day), *rule_5(organization, day)]
    term = current_term(organization, day)
    return found + (rule_2(term) if term else [])


def current_term(organization: Organization, day: date) -> Term | None:
    """The newest that has begun, over or not."""
    rows = Term.objects.filter(organization=organization, starts_on__lte=day)
    return rows.select_related("organization").order_by("-starts_on").first()


def context(organization: Organization, day: date, scope: Scope) -> dict[str, Any]:
    """For templates/admin/party/organization/page.html."""
    people = roster(organization, day)
    return {
        "organization": organization,
        "is_active": organization.state == OrganizationState.ACTIVE,
        "is_branch": OrganizationKind(organization.kind).is_branch,
        "units": list(organization.units.all()),
        "parent": organization.parent,
        "may_see_parent": scope.may_see(organization.parent_id),
        "term": current_term(organization, day),
        "offices": offices(organization, day),
        "past_terms": past_terms(organization),
        "people": people,
        "counts": _counts(people),
        "below": list(scope.organizations().filter(parent=organization).in_order()),
        "versions": _versions(organization),
        "origins": _succession(organization, "successor", "predecessor"),
        "successors": _succession(organization, "predecessor", "successor"),
        "meetings": list(
            Meeting.objects.filter(organization=organization).newest()[:6]
        ),
        "movements": movements(_movements(organization)),
        "warnings": warnings(organization, day),
    }


def warnings(organization: Organization, day: date) -> list[Noted]:
    return acknowledging.noted(warnings_of(organization, day))


def roster(organization: Organization, day: date) -> list[dict[str, Any]]:
    """Everybody who belongs to it, by given name, and what holds of each that day."""
    rows = Membership.objects.on(day).filter(organization=organization)
    stays = list(rows.select_related("member"))
    away = {row.member_id: row for row in stays if row.kind == MembershipKind.AWAY}
    shown = [row for row in stays if row.kind != MembershipKind.AWAY]
    exempt = set(
        Exemption.objects.on(day)
        .filter(member__in=[row.member_id for row in shown])
        .values_list("member_id", flat=True)
    )
    held: dict[int, list[str]] = {}
    for office in offices(organization, day):
        held.setdefault(office.member_id, []).append(office.label)
    shown.sort(key=lambda row: (row.member.sort_key, row.member_id))
    return [
        {
            "member": row.member,
            "since": row.starts_on,
            "standing": standing(row, day),
            "offices": held.get(row.member_id, []),
            "is_exempt": row.member_id in exempt,
            "away": away.get(row.member_id),
        }
        for row in shown
    ]


def standing(row: Membership, day: date) -> tuple[str, str]:
    """(key, words) of a badge."""
    if row.kind == MembershipKind.HOSTED:
        return "tam-thoi", "Sinh hoạt tạm thời"
    if row.member.is_official_on(day):
        return "chinh-thuc", "Chính thức"
    return "du-bi", "Dự bị"


def _counts(people: list[dict[str, Any]]) -> dict[str, int]:
    keys = [person["standing"][0] for person in people]
    return {
        "official": keys.count("chinh-thuc"),
        "probationary": keys.count("du-bi"),
        "hosted": keys.count("tam-thoi"),
        "exempt": sum(person["is_exempt"] for person in people),
        "away": sum(person["away"] is not None for person in people),
    }


def offices(organization: Organization, day: date) -> list[Office]:
    """Those held that day, the secretary first."""
    rows = Office.objects.of(organization).on(day).select_related("member", "term")
    return sorted(rows, key=lambda row: (RANK[OfficeRole(row.role)], row.starts_on))


def past_terms(organization: Organization) -> list[tuple[Term, list[Office]]]:
    """Every term, the newest first, with everybody who held an office in it."""
    terms = Term.objects.filter(organization=organization).order_by("-starts_on")
    rows = Office.objects.of(organization).select_related("member")
    of_term: dict[int, list[Office]] = {}
    for office in sorted(rows, key=lambda row: (RANK[OfficeRole(row.role)], row.pk)):
        of_term.setdefault(office.term_id, []).append(office)
    return [(term, of_term.get(term.pk, [])) for term in terms]


def _movements(organization: Organization) -> Any:
    """Its own, and the merger in which it ended, which is its successor's."""
    own = Q(organization=organization)
    if organization.state == OrganizationState.MERGED:
        after = Succession.objects.filter(predecessor=organization)
        own |= Q(
            kind=MovementKind.MERGE,
            organization__in=after.values("successor"),
            happened_on__in=after.values("happened_on"),
        )
    return Movement.objects.filter(own)


def movements(rows: Any) -> list[Movement]:
    """The newest few of these."""
    shown = rows.select_related("member", "organization", "by", "reversed_by")
    return list(shown.newest()[:FEW])


def _versions(organization: Organization) -> list[OrganizationVersion]:
    rows = OrganizationVersion.objects.filter(organization=organization)
    return list(rows.select_related("parent").order_by("-starts_on"))


def _succession(organization: Organization, own: str, other: str) -> list[Succession]:
    rows = Succession.objects.filter(**{own: organization}).select_related(other)
    return list(rows.order_by("happened_on", "pk"))
