"""Whose members count as those of an organization, on a day. Asks, changes nothing.

Members belong to branches. A committee's are those of the branches below it; a Party
group's are those of the branch above it.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from party.enums import MembershipKind, OrganizationKind
from party.models import Member, Membership, Organization, OrganizationVersion
from party.models.days import DatedQuerySet


def bases(organization: Organization, day: date) -> set[int]:
    """Ids of the organizations whose members are its own on that day."""
    kind = OrganizationKind(organization.kind)
    if kind.is_branch:
        return {organization.pk}
    rows = OrganizationVersion.objects.on(day)
    if kind == OrganizationKind.GROUP:
        parents = rows.filter(organization=organization).values_list("parent")
        return {parent for (parent,) in parents if parent is not None}
    below: dict[int, set[int]] = defaultdict(set)
    for child, parent in rows.values_list("organization_id", "parent_id"):
        below[parent].add(child)
    reached, waiting = set(), [organization.pk]
    while waiting:
        current = waiting.pop()
        if current not in reached:
            reached.add(current)
            waiting.extend(below.get(current, ()))
    return reached


def officials(organization: Organization, day: date) -> set[int]:
    """Ids of its official members on that day: no probationary, no hosted ones."""
    rows = _own(organization, day).filter(member__official_on__lte=day)
    return set(rows.values_list("member_id", flat=True))


def member_count(organization: Organization, day: date) -> int:
    """How many belong to it on that day, official and probationary."""
    return _own(organization, day).values("member").distinct().count()


def is_official_in(member: Member, organization: Organization, day: date) -> bool:
    """Whether that person is an official member of it on that day."""
    if not member.is_official_on(day):
        return False
    return _own(organization, day).filter(member=member).exists()


def _own(organization: Organization, day: date) -> DatedQuerySet:
    rows = Membership.objects.on(day).filter(kind=MembershipKind.OFFICIAL)
    return rows.filter(organization__in=bases(organization, day))
