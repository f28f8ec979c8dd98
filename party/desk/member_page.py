"""What the page of one member tells: facts, offices, and a line of time.

A named officer of one organization reads of it what happened there, and nothing of what
happened to the member elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from party import acknowledging
from party.access import Scope
from party.enums import MembershipKind
from party.models import (
    Exemption,
    Member,
    Membership,
    Movement,
    Office,
    OrganizationVersion,
)
from party.records import LEAVING
from party.rules.members import rule_12


@dataclass(frozen=True)
class Event:
    """One line of time: from a day, to one if it is known, what and where."""

    kind: str
    starts_on: date
    ends_on: date | None
    title: str
    details: list[str]
    decision: str = ""

    @property
    def is_now(self) -> bool:
        today = timezone.localdate()
        return self.starts_on <= today and (
            self.ends_on is None or today <= self.ends_on
        )


def context(member: Member, day: date, scope: Scope) -> dict[str, Any]:
    """For templates/admin/party/member/page.html."""
    stays, offices = _stays(member, scope), _offices(member, scope)
    now = [row for row in stays if row.covers(day)]
    findings = rule_12(member, day)
    return {
        "member": member,
        "is_official": member.is_official_on(day),
        "home": next((r for r in now if r.kind == MembershipKind.OFFICIAL), None),
        "guest": next((r for r in now if r.kind == MembershipKind.HOSTED), None),
        "has_left": any(row.end_reason in LEAVING for row in stays),
        "away": next((r for r in now if r.kind == MembershipKind.AWAY), None),
        "offices": [row for row in offices if row.covers(day)],
        "exemption": Exemption.objects.on(day).filter(member=member).first(),
        "timeline": timeline(member, scope, stays, offices),
        "movements": _movements(member, scope),
        "warnings": acknowledging.noted(findings),
    }


def timeline(
    member: Member, scope: Scope, stays: list[Membership], offices: list[Office]
) -> list[Event]:
    """Everything with a day, the newest first."""
    names = _names([row.organization_id for row in stays])
    away = {row.starts_on for row in stays if row.kind == MembershipKind.AWAY}
    events = [
        _of_stay(row, names)
        for row in stays
        if row.kind != MembershipKind.HOSTED or row.starts_on not in away
    ]
    events += [_of_office(row) for row in offices]
    events += [
        Event(
            "mien",
            row.starts_on,
            row.ends_on,
            "Được miễn công tác, sinh hoạt",
            [],
            row.decision,
        )
        for row in Exemption.objects.filter(member=member)
    ]
    events.append(_day(member.admitted_on, "Vào Đảng"))
    if member.official_on is not None:
        events.append(_day(member.official_on, "Được công nhận chính thức"))
    return sorted(events, key=lambda event: event.starts_on, reverse=True)


def _day(day: date, title: str) -> Event:
    return Event("moc", day, day, title, [])


def _of_stay(row: Membership, names: dict[int, list[OrganizationVersion]]) -> Event:
    """Under the name that the organization had when it began."""
    versions = names.get(row.organization_id, [])
    then = next((v.name for v in versions if v.covers(row.starts_on)), "")
    where = then or row.organization.name
    details = [] if where == row.organization.name else [f"nay là {row.organization}"]
    title = f"Sinh hoạt chính thức: {where}"
    if row.kind == MembershipKind.HOSTED:
        title = f"Sinh hoạt tạm thời: {where}"
    elif row.kind == MembershipKind.AWAY:
        title, details = f"Sinh hoạt tạm thời: {row.place}", [f"vẫn thuộc {where}"]
    elif row.place:
        details.append(f"{'chuyển đến' if row.end_reason else 'từ'} {row.place}")
    if row.ends_on is not None and row.ends_on < timezone.localdate():
        details.append(f"kết thúc: {row.get_end_reason_display().lower()}")
    return Event("sinh-hoat", row.starts_on, row.ends_on, title, details, row.decision)


def _of_office(row: Office) -> Event:
    title = f"{row.label}, {row.term.organization}"
    details = [str(row.term)]
    if row.end_reason:
        details.append(f"thôi: {row.get_end_reason_display().lower()}")
    return Event("chuc-vu", row.starts_on, row.ends_on, title, details, row.decision)


def _names(ids: list[int]) -> dict[int, list[OrganizationVersion]]:
    found: dict[int, list[OrganizationVersion]] = {}
    for version in OrganizationVersion.objects.filter(organization__in=ids):
        found.setdefault(version.organization_id, []).append(version)
    return found


def _stays(member: Member, scope: Scope) -> list[Membership]:
    rows = Membership.objects.filter(member=member)
    if not scope.is_officer:
        rows = rows.filter(organization__in=scope.seen)
    return list(rows.select_related("organization", "member").order_by("-starts_on"))


def _offices(member: Member, scope: Scope) -> list[Office]:
    rows = Office.objects.filter(member=member)
    if not scope.is_officer:
        rows = rows.filter(term__organization__in=scope.seen)
    return list(rows.select_related("term__organization", "member"))


def _movements(member: Member, scope: Scope) -> list[Movement]:
    rows = Movement.objects.filter(member=member)
    if not scope.is_officer:
        rows = rows.filter(organization__in=scope.seen)
    shown = rows.select_related("organization", "by", "reversed_by")
    return list(shown.newest())
