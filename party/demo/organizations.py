"""The demo's committee and branches, with members, terms and offices."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from news.models import Unit
from party import records
from party.demo.cast import (
    BRANCHES,
    COMMITTEE,
    COMMITTEE_BEFORE,
    LEADERS,
    SUPERIOR,
    SUPERIOR_BEFORE,
    Branch,
)
from party.enums import Gender, OfficeRole, OrganizationKind
from party.models import Member, Organization, Term
from party.rules.months import add_months

if TYPE_CHECKING:
    from portal.models import User

FOUNDED = date(2018, 10, 12)
RENAMED = date(2025, 6, 1)
SLUG = "dang-bo-chi-cuc"
FIVE_YEARS, BRANCH_TERM = 60, 30  # Months.
CONGRESS_AGO = 71  # Days since the branch "doi-2" held its congress, first of all.
NEXT_CONGRESSES = 64  # Days until the terms of the other branches begin to end.


@dataclass
class Office:
    """The demo's organizations, members in the order of the cast; `by` wrote it all."""

    by: User
    committee: Organization
    branches: dict[str, Organization] = field(default_factory=dict)
    members: dict[str, list[Member]] = field(default_factory=dict)


def found(today: date, by: User) -> Office:
    top = records.found(
        COMMITTEE_BEFORE,
        kind=OrganizationKind.BASE_COMMITTEE,
        on=FOUNDED,
        by=by,
        external_superior=SUPERIOR_BEFORE,
        decision="12-QĐ/ĐUK",
        units=[Unit.objects.named("Đảng ủy Chi cục")],
        position=1,
        is_public=True,
    )
    office = Office(by, top)
    dice = Random(2018)  # noqa: S311 - the demo is the same every time.
    for place, branch in enumerate(BRANCHES, 1):
        _branch(office, branch, place, dice, today)
    for place, branch in enumerate(BRANCHES):
        _lead(office, branch, place, today)
    if today >= RENAMED:
        records.rename(
            top,
            name=COMMITTEE,
            parent=None,
            external_superior=SUPERIOR,
            on=RENAMED,
            by=office.by,
            decision="45-QĐ/ĐU",
        )
    # The address is that of today's name.
    Organization.objects.filter(pk=top.pk).update(slug=SLUG)
    _lead_committee(office, today)
    return office


def _branch(
    office: Office, branch: Branch, place: int, dice: Random, today: date
) -> None:
    made = records.found(
        branch.name,
        kind=OrganizationKind.BRANCH,
        on=FOUNDED,
        by=office.by,
        parent=office.committee,
        decision=f"{place:02}-QĐ/ĐU",
        units=[Unit.objects.named(name) for name in branch.units],
        position=place,
        is_public=True,
    )
    people = [_registered(name, made, dice, office.by) for name in branch.members]
    for name, days in branch.joined:
        day = today - timedelta(days=days)
        people.append(
            records.admit(
                name,
                organization=made,
                on=day,
                by=office.by,
                decision=f"{dice.randint(10, 99)}-QĐ/ĐU",
                gender=_gender(name),
                born_on=date(1998, dice.randint(1, 12), dice.randint(1, 28)),
            )
        )
    office.branches[branch.key], office.members[branch.key] = made, people


def _registered(name: str, branch: Organization, dice: Random, by: User) -> Member:
    admitted = date(dice.randint(1998, 2016), dice.randint(1, 12), dice.randint(1, 28))
    return records.register(
        name,
        organization=branch,
        on=FOUNDED,
        admitted_on=admitted,
        official_on=add_months(admitted, 12),
        by=by,
        card_number=f"{dice.randint(10**7, 10**8 - 1)}",
        register_code=f"STDV-{dice.randint(10**5, 10**6 - 1)}",
        gender=_gender(name),
        born_on=date(admitted.year - dice.randint(22, 30), dice.randint(1, 12), 15),
    )


def _lead(office: Office, branch: Branch, place: int, today: date) -> None:
    """Two terms where a congress has been held; else one that is about to end."""
    of, people = office.branches[branch.key], office.members[branch.key]
    by = office.by
    if branch.key == "doi-2":
        begins = today - timedelta(days=CONGRESS_AGO)
        before = add_months(begins, -BRANCH_TERM)
        then = [people[0], *people[4:1:-1]]
        _appoint(_term(of, before, BRANCH_TERM, by), then, before, by)
        term = _term(of, begins, BRANCH_TERM, by, ends_previous=True)
        _appoint(term, people[:4], begins, by)
        return
    ends = today + timedelta(days=NEXT_CONGRESSES + 7 * place)
    begins = add_months(ends, -BRANCH_TERM) + timedelta(days=1)
    _appoint(_term(of, begins, BRANCH_TERM, by), people[:4], begins, by)


def _lead_committee(office: Office, today: date) -> None:
    begins = min(date(2025, 5, 20), today - timedelta(days=400))
    term = _term(office.committee, begins, FIVE_YEARS, office.by)
    leaders = [office.members[key][place] for key, place in LEADERS]
    _appoint(term, leaders, begins, office.by)


def _term(
    of: Organization,
    begins: date,
    months: int,
    by: User,
    *,
    ends_previous: bool = False,
) -> Term:
    ends = add_months(begins, months) - timedelta(days=1)
    return records.open_term(
        of,
        label=f"{begins.year}–{ends.year}",
        on=begins,
        ends_on=ends,
        by=by,
        congress_on=begins,
        ends_previous=ends_previous,
    )


def _appoint(term: Term, people: list[Member], on: date, by: User) -> None:
    """All of them to the committee, then the first secretary, the second deputy."""
    roles = [(member, OfficeRole.COMMITTEE) for member in people]
    roles += [(people[0], OfficeRole.SECRETARY), (people[1], OfficeRole.DEPUTY)]
    for member, role in roles:
        records.appoint(member, term=term, role=role, on=on, by=by, is_public=True)


def _gender(name: str) -> Gender:
    women = {"Thị", "Thu", "Bích", "Hải", "Ngọc", "Diệu", "Khánh"}
    return Gender.FEMALE if women & set(name.split()[1:]) else Gender.MALE
