"""Rule 4: who holds an office is an official member of that organization that day."""

from datetime import date

import pytest

from party import records
from party.enums import MembershipKind, OfficeRole, OrganizationKind
from tests.party.factories import (
    CommitteeFactory,
    MemberFactory,
    OrganizationFactory,
    TermFactory,
)

pytestmark = pytest.mark.django_db
DAY = date(2024, 3, 1)


@pytest.fixture
def term():
    return TermFactory(organization=OrganizationFactory(name="Chi bộ A"))


def appoint(member, term, role=OfficeRole.SECRETARY, on=DAY):
    return records.appoint(member, term=term, role=role, on=on, by=None)


def refusal(*arguments, **named):
    with pytest.raises(records.RecordsError) as error:
        appoint(*arguments, **named)
    return [(f.rule, f.field, f.message) for f in error.value.findings]


def test_somebody_on_probation_holds_no_office(term):
    member = MemberFactory(
        organization=term.organization, full_name="Trần Mới", official_on=None
    )

    message = "Ngày 01/03/2024, Trần Mới chưa là đảng viên chính thức."
    assert refusal(member, term) == [(4, "member", message)]


def test_an_office_may_begin_on_the_day_of_becoming_official(term):
    member = MemberFactory(organization=term.organization, official_on=None)
    records.officialize(member, on=DAY, by=None)

    assert appoint(member, term).starts_on == DAY


def test_a_member_of_another_branch_and_a_guest_hold_no_office(term):
    other = MemberFactory(full_name="Lê Khác")
    guest = MemberFactory(
        organization=term.organization,
        full_name="Phạm Khách",
        kind=MembershipKind.HOSTED,
    )

    assert [refusal(member, term) for member in (other, guest)] == [
        [(4, "member", f"Ngày 01/03/2024, {name} không sinh hoạt ở Chi bộ A.")]
        for name in ("Lê Khác", "Phạm Khách")
    ]


def test_a_committee_is_of_members_of_the_branches_below_it():
    top = CommitteeFactory()
    below = MemberFactory(organization=OrganizationFactory(parent=top))
    elsewhere = MemberFactory()
    term = TermFactory(organization=top)

    assert appoint(below, term).member == below
    assert [row[0] for row in refusal(elsewhere, term, OfficeRole.DEPUTY)] == [4]


def test_a_group_is_led_by_a_member_of_its_branch():
    branch = OrganizationFactory()
    group = OrganizationFactory(parent=branch, kind=OrganizationKind.GROUP)
    term = TermFactory(organization=group)

    office = appoint(MemberFactory(organization=branch), term, OfficeRole.GROUP_HEAD)

    assert office.role == OfficeRole.GROUP_HEAD
    assert [row[0] for row in refusal(MemberFactory(), term)] == [4]
