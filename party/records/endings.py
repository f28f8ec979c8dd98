"""What ends together: offices with a membership or a term, all with an organization."""

from __future__ import annotations

from datetime import date

from party.enums import MembershipEnd, MembershipKind, OfficeEnd
from party.models import Exemption, Member, Membership, Office, Organization, Term
from party.records.changes import Changes, eve, refuse
from party.rules import belonging


def end_membership(
    changes: Changes, row: Membership, on: date, reason: MembershipEnd, place: str = ""
) -> None:
    """From `on` it is over. RecordsError when it had not begun the day before."""
    if row.kind == MembershipKind.OFFICIAL and row.ends_on is not None:
        day = f"{row.ends_on:%d/%m/%Y}"
        raise refuse(f"{row.member} đã thôi sinh hoạt ở đó ngày {day}.", "on")
    _had_begun(row.starts_on, on, f"{row.member} về {row.organization}")
    values = {"place": place} if place else {}
    changes.change(row, ends_on=eve(on), end_reason=reason, **values)


def close_exemption(changes: Changes, exemption: Exemption, on: date) -> None:
    """Takes part again from `on`."""
    _had_begun(exemption.starts_on, on, "Được miễn từ")
    changes.change(exemption, ends_on=eve(on))


def close_office(changes: Changes, row: Office, on: date, reason: OfficeEnd) -> None:
    _had_begun(row.starts_on, on, f"{row.member} giữ chức vụ {row.label}")
    changes.change(row, ends_on=eve(on), end_reason=reason)


def close_term(changes: Changes, term: Term, on: date, reason: OfficeEnd) -> None:
    """With the offices in it that are still held."""
    _had_begun(term.starts_on, on, f"{term} bắt đầu")
    rows = Office.objects.filter(term=term).between(on, date.max)
    for office in rows.select_related("member"):
        close_office(changes, office, on, reason)
    changes.change(term, closed_on=eve(on))


def end_offices_left_behind(
    changes: Changes, member: Member, on: date, reason: OfficeEnd
) -> None:
    """Those in organizations to which the member does not belong from `on`."""
    rows = Office.objects.filter(member=member).between(on, date.max)
    for office in rows.select_related("member", "term__organization"):
        organization = office.term.organization
        if not belonging.is_official_in(member, organization, on):
            close_office(changes, office, on, reason)


def end_stays(
    changes: Changes, member: Member, on: date, reason: MembershipEnd
) -> None:
    """Temporary stays elsewhere: they end with the membership that they hang on."""
    rows = Membership.objects.filter(member=member).between(on, date.max)
    rows = rows.exclude(kind=MembershipKind.OFFICIAL)
    for row in rows.select_related("member", "organization"):
        end_membership(changes, row, on, reason)


def close_terms(changes: Changes, organization: Organization, on: date) -> None:
    """All that would go on after an organization that ends."""
    for term in Term.objects.filter(organization=organization, closed_on=None):
        if term.starts_on < on:
            close_term(changes, term, on, OfficeEnd.REORGANIZED)
        else:
            raise refuse(f"{term} bắt đầu sau ngày này.", "on")


def _had_begun(starts_on: date, on: date, what: str) -> None:
    if on <= starts_on:
        day = f"{starts_on:%d/%m/%Y}"
        raise refuse(f"{what} ngày {day}: chọn ngày sau đó.", "on")
