"""Rule 3: deputies sit in the committee, of seven at most; when there is one."""

from datetime import date

import pytest

from party import records
from party.enums import OfficeRole
from party.models import Regulation
from party.rules import blocking
from party.rules.terms import rule_3
from tests.party.factories import MemberFactory, TermFactory

pytestmark = pytest.mark.django_db
DAY = date(2024, 1, 1)


@pytest.fixture
def term():
    return TermFactory()


def members(term, count):
    return [MemberFactory(organization=term.organization) for _ in range(count)]


def appoint(member, term, role):
    return records.appoint(member, term=term, role=role, on=DAY, by=None)


def test_a_deputy_outside_the_committee_is_refused(term):
    inside, outside = members(term, 2)
    appoint(inside, term, OfficeRole.COMMITTEE)

    with pytest.raises(records.RecordsError) as error:
        appoint(outside, term, OfficeRole.DEPUTY)

    assert [f.rule for f in error.value.findings] == [3]
    assert error.value.messages == [f"{outside}: phó bí thư phải là chi ủy viên."]


def test_a_deputy_of_the_committee_is_welcome(term):
    [inside] = members(term, 1)
    appoint(inside, term, OfficeRole.COMMITTEE)

    assert appoint(inside, term, OfficeRole.DEPUTY).role == OfficeRole.DEPUTY


def test_without_a_committee_a_deputy_needs_no_seat(term):
    [member] = members(term, 1)

    assert appoint(member, term, OfficeRole.DEPUTY).role == OfficeRole.DEPUTY


def test_a_deputy_does_not_leave_the_committee_first(term):
    inside, other = members(term, 2)
    seat = appoint(inside, term, OfficeRole.COMMITTEE)
    appoint(other, term, OfficeRole.COMMITTEE)
    appoint(inside, term, OfficeRole.DEPUTY)

    with pytest.raises(records.RecordsError) as error:
        records.end_office(seat, on=date(2024, 6, 1), by=None)

    assert [f.rule for f in error.value.findings] == [3]


def test_a_committee_has_seven_people_and_no_eighth(term):
    *seven, eighth = members(term, 8)
    for member in seven:
        appoint(member, term, OfficeRole.COMMITTEE)
    assert blocking(rule_3(term.organization, DAY)) == []

    with pytest.raises(records.RecordsError) as error:
        appoint(eighth, term, OfficeRole.COMMITTEE)

    assert error.value.messages == ["Chi ủy có nhiều nhất 7 người."]


def test_how_many_is_a_regulation_of_the_day(term):
    Regulation.objects.create(valid_from=date(2023, 1, 1), largest_committee=1)
    first, second = members(term, 2)
    appoint(first, term, OfficeRole.COMMITTEE)

    with pytest.raises(records.RecordsError) as error:
        appoint(second, term, OfficeRole.COMMITTEE)

    assert error.value.messages == ["Chi ủy có nhiều nhất 1 người."]


@pytest.mark.parametrize(
    ("official", "has_committee", "expected"),
    [
        (8, True, "Chi bộ A có chi ủy nhưng chỉ 8 đảng viên chính thức."),
        (9, True, None),
        (8, False, None),
        (9, False, "Chi bộ A có 9 đảng viên chính thức, chưa có chi ủy."),
    ],
)
def test_a_committee_fits_the_number_of_official_members(
    term, official, has_committee, expected
):
    branch = term.organization
    branch.name = "Chi bộ A"
    first = members(term, official)[0]
    MemberFactory(organization=branch, official_on=None)
    if has_committee:
        appoint(first, term, OfficeRole.COMMITTEE)

    found = [(f.blocks, f.message, f.key) for f in rule_3(branch, DAY)]

    key = f"3:committee:organization-{branch.pk}"
    assert found == ([(False, expected, key)] if expected else [])
