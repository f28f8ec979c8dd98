"""Who joins, becomes official, moves, stays elsewhere for a while, leaves.

`on` is the first day of what is new; what was before ends on the day before it. Each
function is one transaction and one Movement; RecordsError is raised when a rule blocks.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from news import vietnamese
from party.enums import MembershipEnd, MembershipKind, MovementKind, OfficeEnd
from party.models import Exemption, Member, Membership, Movement, Organization
from party.records import endings
from party.records.changes import (
    Changes,
    check,
    happened,
    one_after_another,
    refuse,
    write,
)
from party.rules.members import rule_12, rule_13, rule_13_attendance

if TYPE_CHECKING:
    from portal.models import User

OFFICES_END = {
    MembershipEnd.DIED: OfficeEnd.DIED,
    MembershipEnd.REMOVED: OfficeEnd.DISMISSED,
    MembershipEnd.EXPELLED: OfficeEnd.DISMISSED,
}
LEAVING = (
    MembershipEnd.REMOVED,
    MembershipEnd.EXPELLED,
    MembershipEnd.LEFT,
    MembershipEnd.DIED,
)


def admit(
    full_name: str,
    *,
    organization: Organization,
    on: date,
    by: User | None,
    decision: str = "",
    card_number: str = "",
    **fields: Any,
) -> Member:
    """A new member on probation, admitted on that day.

    `fields`: gender, born_on, register_code.
    """
    with one_after_another() as changes:
        happened(on)
        details = {**fields, "admitted_on": on, "official_on": None}
        member = _new(changes, full_name, card_number, on, details)
        join(changes, member, organization, on, decision=decision)
        write_of(MovementKind.ADMIT, changes, member, organization, on, by, decision)
    return member


def register(
    full_name: str,
    *,
    organization: Organization,
    on: date,
    admitted_on: date,
    by: User | None,
    official_on: date | None = None,
    kind: MembershipKind = MembershipKind.OFFICIAL,
    place: str = "",
    until: date | None = None,
    decision: str = "",
    card_number: str = "",
    **fields: Any,
) -> Member:
    """Take in somebody who is a member already: from another place, or an old file.

    `kind` HOSTED with `place`: a guest for a time from outside. `fields`: see admit.
    """
    with one_after_another() as changes:
        happened(on)
        details = {**fields, "admitted_on": admitted_on, "official_on": official_on}
        if on < admitted_on:
            raise refuse("Ngày về tổ chức phải từ ngày vào Đảng.", "on")
        member = _new(changes, full_name, card_number, on, details)
        stay: dict[str, Any] = {"place": place, "until": until, "decision": decision}
        join(changes, member, organization, on, kind=kind, **stay)
        write_of(MovementKind.REGISTER, changes, member, organization, on, by, decision)
    return member


def officialize(
    member: Member, *, on: date, by: User | None, decision: str = ""
) -> Movement:
    """Official from that day. Too early is a warning (rule 12), not a refusal."""
    with one_after_another() as changes:
        happened(on)
        member.refresh_from_db()
        if member.official_on is not None:
            day = f"{member.official_on:%d/%m/%Y}"
            raise refuse(f"Đã được công nhận chính thức ngày {day}.", "on")
        row = current(member, on)
        if row is None:
            raise refuse("Ngày này đảng viên không sinh hoạt ở tổ chức nào.", "on")
        changes.change(member, official_on=on)
        check(rule_12(member, on))
        kind = MovementKind.OFFICIALIZE
        return write_of(kind, changes, member, row.organization, on, by, decision)


def transfer(
    member: Member,
    *,
    to: Organization | None,
    on: date,
    by: User | None,
    place: str = "",
    decision: str = "",
) -> Membership | None:
    """Official membership in `to` from that day; None: `place`, outside the office.

    Also for somebody who had left for another place and comes back. Offices in
    organizations that the member no longer belongs to end, and so do temporary stays.
    """
    with one_after_another() as changes:
        happened(on)
        row, made = current(member, on), None
        if row is None and to is None:
            raise refuse("Ngày này đảng viên không sinh hoạt ở tổ chức nào.", "on")
        if row is None:
            _still_a_member(member)
        if row is not None and to == row.organization:
            raise refuse(f"Đảng viên đang sinh hoạt ở {to}.", "to")
        if row is not None:
            where = place if to is None else ""
            if to is None and not vietnamese.clean_line(where):
                raise refuse("Ghi nơi chuyển đến, hoặc chọn chi bộ.", "place")
            reason = MembershipEnd.TRANSFERRED
            endings.end_membership(changes, row, on, reason, place=where)
        endings.end_stays(changes, member, on, MembershipEnd.TRANSFERRED)
        if to is not None:
            came = place if row is None else ""
            made = join(changes, member, to, on, place=came, decision=decision)
        endings.end_offices_left_behind(changes, member, on, OfficeEnd.TRANSFERRED)
        check(rule_13_attendance(member))
        organization = row.organization if row and to is None else to
        kind = MovementKind.TRANSFER
        write_of(kind, changes, member, organization, on, by, decision)
    return made


def leave(
    member: Member,
    *,
    on: date,
    by: User | None,
    reason: MembershipEnd,
    decision: str = "",
) -> Movement:
    """No member any more from that day; `reason` is one of LEAVING."""
    with one_after_another() as changes:
        happened(on)
        row = current(member, on)
        if reason not in LEAVING:
            raise refuse("Chọn lý do thôi là đảng viên.", "reason", rule=13)
        if row is None:
            raise refuse("Ngày này đảng viên không sinh hoạt ở tổ chức nào.", "on")
        endings.end_membership(changes, row, on, reason)
        endings.end_stays(changes, member, on, reason)
        for exemption in Exemption.objects.filter(member=member).open():
            endings.close_exemption(changes, exemption, on)
        offices = OFFICES_END.get(reason, OfficeEnd.RESIGNED)
        endings.end_offices_left_behind(changes, member, on, offices)
        check(rule_13_attendance(member))
        kind, organization = MovementKind.LEAVE, row.organization
        return write_of(kind, changes, member, organization, on, by, decision)


def _still_a_member(member: Member) -> None:
    """Whoever left the Party is admitted anew, not transferred."""
    rows = Membership.objects.filter(member=member, kind=MembershipKind.OFFICIAL)
    last = rows.order_by("-starts_on").first()
    if last is not None and last.end_reason in LEAVING:
        reason = last.get_end_reason_display().lower()
        raise refuse(f"Đã thôi là đảng viên ({reason}).", "on")


def current(member: Member, on: date) -> Membership | None:
    """The official membership on that day."""
    rows = Membership.objects.on(on).filter(member=member)
    rows = rows.filter(kind=MembershipKind.OFFICIAL)
    return rows.select_related("member", "organization").first()


def _new(
    changes: Changes, name: str, card: str, on: date, details: dict[str, Any]
) -> Member:
    member = Member(**details)
    set_name(member, name)
    member.card_number = vietnamese.clean_line(card)
    check(rule_12(member, on))
    return changes.make(member)


def set_name(member: Member, name: str) -> None:
    """The name, and what lists are sorted and searched by."""
    member.full_name = vietnamese.clean_line(name)
    member.sort_key = vietnamese.person_sort_key(member.full_name)
    member.search_text = vietnamese.fold(member.full_name)


def join(
    changes: Changes,
    member: Member,
    organization: Organization,
    on: date,
    *,
    kind: MembershipKind = MembershipKind.OFFICIAL,
    place: str = "",
    until: date | None = None,
    decision: str = "",
) -> Membership:
    """Belong to a branch from that day, through `until`."""
    if not organization.exists_on(on):
        raise refuse(f"Ngày này {organization} không hoạt động.", "on")
    row = Membership(
        member=member,
        organization=organization,
        kind=kind,
        starts_on=on,
        ends_on=until,
        end_reason=MembershipEnd.RETURNED if until else "",
        place=vietnamese.clean_line(place),
        decision=vietnamese.clean_line(decision),
    )
    check(rule_13(row))
    return changes.make(row)


def write_of(
    kind: MovementKind,
    changes: Changes,
    member: Member,
    organization: Organization | None,
    on: date,
    by: User | None,
    decision: str,
) -> Movement:
    """The Movement of a member."""
    return write(
        kind,
        changes,
        by=by,
        on=on,
        organization=organization,
        member=member,
        decision=decision,
    )
