"""Rules 1 to 4 of terms and offices; who chairs and votes is another room's."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from party.enums import OfficeRole, OrganizationKind, OrganizationState
from party.models import Office, Organization, Regulation, Term
from party.rules import belonging
from party.rules.finding import Finding
from party.rules.months import add_months

# One at a time; of the other offices there may be several.
SINGLE = {OfficeRole.SECRETARY, OfficeRole.GROUP_HEAD}
COMMITTEE = {
    OfficeRole.SECRETARY,
    OfficeRole.DEPUTY,
    OfficeRole.STANDING,
    OfficeRole.COMMITTEE,
}
FAR = date.max


def rule_1(office: Office) -> list[Finding]:
    """B: one secretary at any date; periods of a role apart; dates within the term."""
    term, found = office.term, []
    last = office.ends_on or FAR
    rows = Office.objects.of(term.organization).filter(role=office.role)
    rows = rows.exclude(pk=office.pk).between(office.starts_on, last)
    role = office.get_role_display()
    if office.role in SINGLE:
        for other in rows.select_related("member")[:1]:
            found.append(_blocks(1, f"{other.member} đang là {role} thời gian này."))
    elif rows.filter(member=office.member_id).exists():
        found.append(_blocks(1, f"{office.member} đã giữ chức {role} thời gian này."))
    if office.starts_on < term.starts_on:
        found.append(_blocks(1, f"{term} bắt đầu ngày {term.starts_on:%d/%m/%Y}."))
    known = office.starts_on if office.ends_on is None else office.ends_on
    if known > term.last_day:
        found.append(_blocks(1, f"{term} hết ngày {term.last_day:%d/%m/%Y}."))
    return found


def rule_2(term: Term) -> list[Finding]:
    """B: terms of one organization stay apart. W: longer than its kind allows."""
    found = []
    for other in Term.objects.filter(organization=term.organization_id):
        apart = other.last_day < term.starts_on or term.last_day < other.starts_on
        if other.pk != term.pk and not apart:
            found.append(
                _blocks(2, f"Trùng với {other}, đến {other.last_day:%d/%m/%Y}.")
            )
    numbers = Regulation.objects.on(term.starts_on)
    months = _term_months(term.organization, numbers) + numbers.term_slack_months
    if term.last_day >= add_months(term.starts_on, months):
        message = f"{term} dài hơn {months} tháng."
        key = f"2:long:term-{term.pk or 'new'}"
        found.append(Finding(2, message, field="ends_on", blocks=False, key=key))
    return found


def rule_3(organization: Organization, day: date) -> list[Finding]:
    """B: deputies belong to the committee, which is not too large. W: its being there.

    Điều lệ Đảng, Điều 24: from nine official members on a branch elects a committee.
    """
    if not OrganizationKind(organization.kind).is_branch:
        return []
    numbers = Regulation.objects.on(day)
    rows = _offices(organization, day)
    members = {row.member_id for row in rows if row.role == OfficeRole.COMMITTEE}
    found = _deputies_outside(rows, members) if members else []
    everybody = {row.member_id for row in rows if row.role in COMMITTEE}
    if members and len(everybody) > numbers.largest_committee:
        message = f"Chi ủy có nhiều nhất {numbers.largest_committee} người."
        found.append(_blocks(3, message))
    return found + _whether_committee(organization, day, bool(members), numbers)


def rule_4(office: Office) -> list[Finding]:
    """B: who holds an office is an official member of that organization."""
    organization = office.term.organization
    if belonging.is_official_in(office.member, organization, office.starts_on):
        return []
    day = f"{office.starts_on:%d/%m/%Y}"
    if not office.member.is_official_on(office.starts_on):
        message = f"Ngày {day}, {office.member} chưa là đảng viên chính thức."
    else:
        message = f"Ngày {day}, {office.member} không sinh hoạt ở {organization}."
    return [_blocks(4, message, field="member")]


def _offices(organization: Organization, day: date) -> list[Office]:
    rows: QuerySet[Office] = Office.objects.of(organization).on(day)
    return list(rows.select_related("member"))


def _deputies_outside(rows: list[Office], members: set[int]) -> list[Finding]:
    return [
        _blocks(3, f"{row.member}: phó bí thư phải là chi ủy viên.")
        for row in rows
        if row.role == OfficeRole.DEPUTY and row.member_id not in members
    ]


def _whether_committee(
    organization: Organization, day: date, is_there: bool, numbers: Regulation
) -> list[Finding]:
    if organization.state != OrganizationState.ACTIVE:
        return []
    official = len(belonging.officials(organization, day))
    least = numbers.committee_threshold
    key = f"3:committee:organization-{organization.pk}"
    if is_there and official < least:
        message = f"{organization} có chi ủy nhưng chỉ {official} đảng viên chính thức."
    elif not is_there and official >= least:
        message = f"{organization} có {official} đảng viên chính thức, chưa có chi ủy."
    else:
        return []
    return [Finding(3, message, blocks=False, key=key)]


def _term_months(organization: Organization, numbers: Regulation) -> int:
    if organization.kind == OrganizationKind.BRANCH:
        return numbers.branch_term_months
    return numbers.base_term_months


def _blocks(rule: int, message: str, field: str = "on") -> Finding:
    return Finding(rule, message, field=field)
