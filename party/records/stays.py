"""Where a member is for a time: a temporary stay elsewhere, an exemption.

`on` is the first day of what is new. See party.records.members.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from news import vietnamese
from party.enums import MembershipEnd, MembershipKind, MovementKind
from party.models import Exemption, Member, Membership, Movement, Organization
from party.records import endings, members
from party.records.changes import check, happened, one_after_another, refuse
from party.rules.members import rule_13_attendance

if TYPE_CHECKING:
    from portal.models import User

STAYS = (MembershipKind.AWAY, MembershipKind.HOSTED)


def send_away(
    member: Member,
    *,
    on: date,
    by: User | None,
    to: Organization | None = None,
    place: str = "",
    until: date | None = None,
    decision: str = "",
) -> Membership:
    """Temporarily elsewhere from that day, through `until`; the home branch stays.

    `to` hosts the member; without it `place` says where outside the office.
    """
    with one_after_another() as changes:
        happened(on)
        home = members.current(member, on)
        if home is None:
            raise refuse("Ngày này đảng viên không sinh hoạt ở tổ chức nào.", "on")
        if to is None and not vietnamese.clean_line(place):
            raise refuse("Ghi nơi chuyển đến, hoặc chọn chi bộ.", "place")
        if to == home.organization:
            raise refuse(f"Đảng viên đang sinh hoạt ở {to}.", "to")
        rows = Membership.objects.filter(member=member, kind__in=STAYS)
        if rows.between(on, until or date.max).exists():
            raise refuse("Thời gian này đã có nơi sinh hoạt tạm thời.", "on")
        stay: dict[str, Any] = {"on": on, "until": until, "decision": decision}
        where = str(to) if to is not None else place
        away = members.join(
            changes,
            member,
            home.organization,
            kind=MembershipKind.AWAY,
            place=where,
            **stay,
        )
        if to is not None:
            kind, origin = MembershipKind.HOSTED, str(home.organization)
            members.join(changes, member, to, kind=kind, place=origin, **stay)
        kind_of = MovementKind.SEND_AWAY
        organization = home.organization
        members.write_of(kind_of, changes, member, organization, on, by, decision)
    return away


def return_(
    member: Member, *, on: date, by: User | None, decision: str = ""
) -> Movement:
    """Back from that day, earlier than planned or because no end was known.

    Also for a guest from outside the office, who then belongs nowhere here.
    """
    with one_after_another() as changes:
        happened(on)
        rows = Membership.objects.filter(member=member, kind__in=STAYS)
        stays = list(
            rows.between(on, date.max).select_related("member", "organization")
        )
        if not stays:
            raise refuse("Ngày này đảng viên không ở nơi sinh hoạt tạm thời nào.", "on")
        for row in stays:
            endings.end_membership(changes, row, on, MembershipEnd.RETURNED)
        check(rule_13_attendance(member))
        kind, organization = MovementKind.RETURN, stays[0].organization
        return members.write_of(kind, changes, member, organization, on, by, decision)


def exempt(
    member: Member,
    *,
    on: date,
    by: User | None,
    until: date | None = None,
    decision: str = "",
) -> Exemption:
    """Excused from work and meetings from that day, through `until`."""
    with one_after_another() as changes:
        happened(on)
        row = members.current(member, on)
        if row is None:
            raise refuse("Ngày này đảng viên không sinh hoạt ở tổ chức nào.", "on")
        rows = Exemption.objects.filter(member=member)
        if rows.between(on, until or date.max).exists():
            raise refuse("Đảng viên đã được miễn trong thời gian này.", "on")
        exemption = changes.make(
            Exemption(
                member=member,
                starts_on=on,
                ends_on=until,
                decision=vietnamese.clean_line(decision),
            )
        )
        organization = row.organization
        kind = MovementKind.EXEMPT
        members.write_of(kind, changes, member, organization, on, by, decision)
    return exemption


def end_exemption(
    exemption: Exemption, *, on: date, by: User | None, decision: str = ""
) -> Movement:
    """Takes part again from that day."""
    with one_after_another() as changes:
        happened(on)
        exemption.refresh_from_db()
        if exemption.ends_on is not None and exemption.ends_on < on:
            raise refuse("Thời gian miễn đã hết trước ngày này.", "on")
        endings.close_exemption(changes, exemption, on)
        member = exemption.member
        row = members.current(member, on)
        organization = row.organization if row else None
        kind = MovementKind.END_EXEMPTION
        return members.write_of(kind, changes, member, organization, on, by, decision)
