"""All organizations on one page, each under its superior, with who leads it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from party.enums import MembershipKind, OfficeRole, OrganizationKind, OrganizationState
from party.models import Membership, Office, Organization, Term

HEADS = (OfficeRole.SECRETARY, OfficeRole.GROUP_HEAD)


@dataclass
class Line:
    """`official`, `probationary`: its members, with those of what stands under it."""

    organization: Organization
    level: int
    head: Office | None = None
    term: Term | None = None
    official: int = 0
    probationary: int = 0
    children: list[Line] = field(default_factory=list)

    @property
    def total(self) -> int:
        return self.official + self.probationary

    @property
    def counts_members(self) -> bool:
        """A Party group has no members of its own: they are its branch's."""
        return self.organization.kind != OrganizationKind.GROUP


def lines(rows: Iterable[Organization], day: date) -> list[Line]:
    """The active ones, each followed by what stands under it, as of that day."""
    active = [row for row in rows if row.state == OrganizationState.ACTIVE]
    shown = {row.pk for row in active}
    below: dict[int | None, list[Organization]] = defaultdict(list)
    for row in active:
        below[row.parent_id if row.parent_id in shown else None].append(row)
    tops = [_line(row, below, 1) for row in below[None]]
    _count(tops, shown, day)
    every = [line for top in tops for line in _flat(top)]
    heads, terms = _heads(shown, day), _terms(shown, day)
    for line in every:
        line.head = heads.get(line.organization.pk)
        line.term = terms.get(line.organization.pk)
    return every


def ended(rows: Iterable[Organization]) -> list[Organization]:
    """Those that are no more, the last to end first."""
    past = [row for row in rows if row.ended_on is not None]
    return sorted(past, key=lambda row: row.ended_on or date.min, reverse=True)


def _line(
    row: Organization, below: dict[int | None, list[Organization]], level: int
) -> Line:
    children = [_line(child, below, level + 1) for child in below.get(row.pk, ())]
    return Line(row, level, children=children)


def _flat(line: Line) -> Iterator[Line]:
    yield line
    for child in line.children:
        yield from _flat(child)


def _count(tops: Iterable[Line], shown: set[int], day: date) -> None:
    official: Counter[int] = Counter()
    probationary: Counter[int] = Counter()
    rows = Membership.objects.on(day).filter(
        kind=MembershipKind.OFFICIAL, organization__in=shown
    )
    for organization, since in rows.values_list(
        "organization_id", "member__official_on"
    ):
        is_official = since is not None and since <= day
        (official if is_official else probationary)[organization] += 1

    def sum_up(line: Line) -> None:
        line.official = official[line.organization.pk]
        line.probationary = probationary[line.organization.pk]
        for child in line.children:
            sum_up(child)
            line.official += child.official
            line.probationary += child.probationary

    for top in tops:
        sum_up(top)


def _heads(shown: set[int], day: date) -> dict[int, Office]:
    rows = Office.objects.on(day).filter(role__in=HEADS, term__organization__in=shown)
    return {
        row.term.organization_id: row for row in rows.select_related("member", "term")
    }


def _terms(shown: set[int], day: date) -> dict[int, Term]:
    """The newest term that has begun."""
    rows = Term.objects.filter(organization__in=shown, starts_on__lte=day)
    return {row.organization_id: row for row in rows.order_by("starts_on")}
