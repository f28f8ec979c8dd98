"""Terms of an organization, and who takes and leaves an office in them.

`on` is the first day of what is new. See party.records.members.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from news import vietnamese
from party.enums import (
    MovementKind,
    OfficeBasis,
    OfficeEnd,
    OfficeRole,
    TermOrigin,
)
from party.models import Member, Movement, Office, Organization, Term
from party.records import endings
from party.records.changes import Changes, check, happened, one_after_another, refuse
from party.records.changes import write as write_movement
from party.rules.terms import rule_1, rule_2, rule_3, rule_4

if TYPE_CHECKING:
    from portal.models import User


def open_term(
    organization: Organization,
    *,
    label: str,
    on: date,
    ends_on: date,
    by: User | None,
    origin: TermOrigin = TermOrigin.ELECTED,
    congress_on: date | None = None,
    ends_previous: bool = False,
    decision: str = "",
) -> Term:
    """A term from that day through `ends_on`.

    `ends_previous`: the one before ends the day before, with the offices in it.
    """
    with one_after_another() as changes:
        happened(on)
        if not organization.exists_on(on):
            raise refuse(f"Ngày này {organization} không hoạt động.", "on")
        if ends_previous:
            _end_previous(changes, organization, on)
        term = Term(
            organization=organization,
            label=vietnamese.clean_line(label),
            starts_on=on,
            ends_on=ends_on,
            congress_on=congress_on,
            origin=origin,
        )
        if ends_on < on:
            raise refuse("Ngày kết thúc phải từ ngày bắt đầu trở đi.", "ends_on")
        check(rule_2(term))
        changes.make(term)
        write_movement(
            MovementKind.OPEN_TERM,
            changes,
            by=by,
            on=on,
            organization=organization,
            decision=decision,
        )
    return term


def end_term(term: Term, *, on: date, by: User | None, decision: str = "") -> Movement:
    """Over from that day, with the offices in it that are still held."""
    with one_after_another() as changes:
        happened(on)
        term.refresh_from_db()
        if term.closed_on is not None:
            raise refuse(f"Nhiệm kỳ đã kết thúc ngày {term.closed_on:%d/%m/%Y}.", "on")
        endings.close_term(changes, term, on, OfficeEnd.TERM)
        return write_movement(
            MovementKind.END_TERM,
            changes,
            by=by,
            on=on,
            organization=term.organization,
            decision=decision,
        )


def appoint(
    member: Member,
    *,
    term: Term,
    role: OfficeRole,
    on: date,
    by: User | None,
    basis: OfficeBasis = OfficeBasis.ELECTION,
    title: str = "",
    decision: str = "",
    is_public: bool = False,
) -> Office:
    """An office from that day. `is_public`: it has been announced officially."""
    with one_after_another() as changes:
        happened(on)
        member.refresh_from_db()
        term.refresh_from_db()
        office = Office(
            term=term,
            member=member,
            role=role,
            starts_on=on,
            basis=basis,
            title=vietnamese.clean_line(title),
            decision=vietnamese.clean_line(decision),
            is_public=is_public,
        )
        check([*rule_1(office), *rule_4(office)])
        changes.make(office)
        check(rule_3(term.organization, on))
        write_movement(
            MovementKind.APPOINT,
            changes,
            by=by,
            on=on,
            organization=term.organization,
            member=member,
            decision=decision,
        )
    return office


def end_office(
    office: Office,
    *,
    on: date,
    by: User | None,
    reason: OfficeEnd = OfficeEnd.RESIGNED,
    decision: str = "",
) -> Movement:
    """Over from that day."""
    with one_after_another() as changes:
        happened(on)
        office.refresh_from_db()
        if office.ends_on is not None:
            raise refuse(f"Đã thôi giữ chức vụ ngày {office.ends_on:%d/%m/%Y}.", "on")
        endings.close_office(changes, office, on, reason)
        check(rule_3(office.term.organization, on))
        return write_movement(
            MovementKind.END_OFFICE,
            changes,
            by=by,
            on=on,
            organization=office.term.organization,
            member=office.member,
            decision=decision,
        )


def _end_previous(changes: Changes, organization: Organization, on: date) -> None:
    """A term lasts until the congress, be it early or late."""
    rows = Term.objects.filter(organization=organization, starts_on__lt=on)
    previous = rows.order_by("-starts_on").first()
    if previous is not None and previous.closed_on is None:
        endings.close_term(changes, previous, on, OfficeEnd.TERM)
