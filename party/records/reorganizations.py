"""Organizations become one, or several: members move with their dates.

What was stays where it was: meetings, terms, offices and names of the old ones are
readable under the old name. See party.records.members for `on`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from news import vietnamese
from party.enums import (
    MembershipEnd,
    MembershipKind,
    MovementKind,
    OfficeEnd,
    OrganizationKind,
    OrganizationState,
    SuccessionKind,
)
from party.models import Member, Membership, Movement, Organization, Succession
from party.records import endings, organizations
from party.records.changes import (
    Changes,
    check,
    happened,
    one_after_another,
    refuse,
    write,
)
from party.rules.members import rule_13, rule_13_attendance

if TYPE_CHECKING:
    from portal.models import User


def merge(
    merged: Collection[Organization],
    *,
    into: Organization,
    on: date,
    by: User | None,
    decision: str = "",
) -> Movement:
    """They end the day before; from `on` everybody in them belongs to `into`.

    `into` exists already: found a new one on that day, or let one of them take in the
    others. Offices end; those of the successor are elected or appointed anew.
    """
    with one_after_another() as changes:
        happened(on)
        if not merged:
            raise refuse("Chọn tổ chức được sáp nhập.", "merged")
        if into in merged:
            raise refuse(f"{into} không thể sáp nhập vào chính nó.", "into")
        _ready(into, on)
        home = _come_home(changes, [*merged, into], on)
        for old in merged:
            old.refresh_from_db()
            _same_sort(old, into)
            rows = [row for row in _belonging(old, on) if row.pk not in home]
            _move(changes, rows, into, on, decision)
            _take_over_children(changes, old, into, on, decision)
            organizations.end(changes, old, on, OrganizationState.MERGED, decision)
            _succeed(changes, old, into, SuccessionKind.MERGER, on, decision)
        return write(
            MovementKind.MERGE,
            changes,
            by=by,
            on=on,
            organization=into,
            decision=decision,
        )


def split(
    organization: Organization,
    *,
    into: Mapping[Organization, Iterable[Member]],
    on: date,
    by: User | None,
    decision: str = "",
) -> Movement:
    """It ends the day before; each of its members goes to the successor named.

    Raises RecordsError when somebody is named twice, or nowhere.
    """
    with one_after_another() as changes:
        happened(on)
        organization.refresh_from_db()
        target = _targets(into)
        rows = _belonging(organization, on)
        if missing := [row for row in rows if row.member_id not in target]:
            name = missing[0].member
            raise refuse(f"Chọn nơi sinh hoạt mới cho {name}.", "into")
        for new in into:
            _ready(new, on)
            _same_sort(organization, new)
            own = [row for row in rows if target[row.member_id] == new]
            _move(changes, own, new, on, decision)
        organizations.end(changes, organization, on, OrganizationState.SPLIT, decision)
        for new in into:
            _succeed(changes, organization, new, SuccessionKind.SPLIT, on, decision)
        return write(
            MovementKind.SPLIT,
            changes,
            by=by,
            on=on,
            organization=organization,
            decision=decision,
        )


def _targets(into: Mapping[Organization, Iterable[Member]]) -> dict[int, Organization]:
    if not into:
        raise refuse("Chọn các tổ chức mới.", "into")
    target: dict[int, Organization] = {}
    for organization, members in into.items():
        for member in members:
            if target.setdefault(member.pk, organization) != organization:
                raise refuse(f"{member} được chọn hai nơi.", "into")
    return target


def _ready(into: Organization, on: date) -> None:
    into.refresh_from_db()
    if into.state != OrganizationState.ACTIVE or not into.exists_on(on):
        raise refuse(f"Ngày này {into} không hoạt động.", "into")


def _same_sort(old: Organization, into: Organization) -> None:
    """Branches become branches, committees committees: members need a branch."""
    if OrganizationKind(old.kind).is_branch != OrganizationKind(into.kind).is_branch:
        raise refuse(f"{old} và {into} không cùng loại hình.", "into")


def _belonging(organization: Organization, on: date) -> list[Membership]:
    """Everybody who would belong to it on that day: official, hosted, away."""
    rows = Membership.objects.filter(organization=organization)
    later = rows.filter(starts_on__gte=on).select_related("member").first()
    if later is not None:
        day = f"{later.starts_on:%d/%m/%Y}"
        raise refuse(f"{later.member} về {organization} ngày {day}.", "on")
    found = rows.on(on).select_related("member", "organization")
    return list(found.order_by("starts_on", "pk"))


def _move(
    changes: Changes,
    rows: Iterable[Membership],
    into: Organization,
    on: date,
    decision: str,
) -> None:
    """Each row ends, and goes on in the successor until the day it had."""
    moved = []
    for row in rows:
        until, reason = row.ends_on, row.end_reason
        endings.end_membership(changes, row, on, MembershipEnd.REORGANIZED)
        new = Membership(
            member=row.member,
            organization=into,
            kind=row.kind,
            starts_on=on,
            ends_on=until,
            end_reason=reason,
            place=row.place,
            decision=vietnamese.clean_line(decision),
        )
        check(rule_13(new))
        changes.make(new)
        moved.append(row.member)
    for member in moved:
        endings.end_offices_left_behind(changes, member, on, OfficeEnd.REORGANIZED)
        check(rule_13_attendance(member))


def _come_home(
    changes: Changes, joined: Collection[Organization], on: date
) -> set[int]:
    """End stays of one of them in another: host and home are the same from now on.

    Returns the ids of these rows.
    """
    stays = Membership.objects.on(on).exclude(kind=MembershipKind.OFFICIAL)
    found = stays.filter(organization__in=joined).order_by("starts_on", "pk")
    rows = list(found.select_related("member", "organization"))
    kinds: dict[int, set[str]] = defaultdict(set)
    for row in rows:
        kinds[row.member_id].add(row.kind)
    ended = [row for row in rows if len(kinds[row.member_id]) > 1]
    for row in ended:
        endings.end_membership(changes, row, on, MembershipEnd.REORGANIZED)
    return {row.pk for row in ended}


def _take_over_children(
    changes: Changes, old: Organization, into: Organization, on: date, decision: str
) -> None:
    active = old.children.filter(state=OrganizationState.ACTIVE)
    for child in active.order_by("pk"):
        child.parent = into
        organizations.new_version(changes, child, on, decision)


def _succeed(
    changes: Changes,
    old: Organization,
    new: Organization,
    kind: SuccessionKind,
    on: date,
    decision: str,
) -> None:
    changes.make(
        Succession(
            predecessor=old,
            successor=new,
            kind=kind,
            happened_on=on,
            decision=vietnamese.clean_line(decision),
        )
    )
