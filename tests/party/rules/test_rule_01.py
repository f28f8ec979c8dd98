"""Rule 1: one secretary at any date; periods of a role apart; within the term."""

from datetime import date

import pytest

from party import records
from party.enums import OfficeRole
from party.models import Office
from tests.party.factories import MemberFactory, OfficeFactory, TermFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def term():
    return TermFactory(on=date(2023, 1, 1), ends_on=date(2025, 6, 30))


@pytest.fixture
def member(term):
    return MemberFactory(organization=term.organization, full_name="Lê Thị Hoa")


def appoint(member, term, role=OfficeRole.SECRETARY, on=date(2024, 1, 1)):
    return records.appoint(member, term=term, role=role, on=on, by=None)


def refused(function, *arguments, **named):
    """The findings with which it is refused."""
    with pytest.raises(records.RecordsError) as error:
        function(*arguments, **named)
    return [(f.rule, f.field, f.message) for f in error.value.findings]


def test_a_second_secretary_is_refused_on_the_last_day_of_the_first(term, member):
    first = OfficeFactory(term=term, on=date(2023, 1, 1))
    records.end_office(first, on=date(2024, 1, 2), by=None)

    findings = refused(appoint, member, term, on=date(2024, 1, 1))

    assert findings == [(1, "on", f"{first.member} đang là Bí thư thời gian này.")]
    assert list(Office.objects.all()) == [first]


def test_the_next_secretary_begins_the_day_after_the_first(term, member):
    first = OfficeFactory(term=term, on=date(2023, 1, 1))
    records.end_office(first, on=date(2024, 1, 2), by=None)

    second = appoint(member, term, on=date(2024, 1, 2))

    first.refresh_from_db()
    assert (first.ends_on, second.starts_on) == (date(2024, 1, 1), date(2024, 1, 2))


def test_a_secretary_of_another_organization_is_in_nobodys_way(term, member):
    OfficeFactory(on=date(2023, 1, 1))

    assert appoint(member, term).role == OfficeRole.SECRETARY


def test_nobody_holds_the_same_office_twice_at_a_time(term, member):
    appoint(member, term, OfficeRole.COMMITTEE)

    findings = refused(appoint, member, term, OfficeRole.COMMITTEE, date(2024, 5, 1))

    message = "Lê Thị Hoa đã giữ chức Ủy viên thời gian này."
    assert findings == [(1, "on", message)]


def test_there_may_be_several_deputies(term, member):
    other = MemberFactory(organization=term.organization)
    made = [appoint(row, term, OfficeRole.DEPUTY) for row in (member, other)]

    assert list(Office.objects.order_by("pk")) == made


@pytest.mark.parametrize(
    ("day", "message"),
    [
        (date(2022, 12, 31), "Nhiệm kỳ 2020–2039 bắt đầu ngày 01/01/2023."),
        (date(2025, 7, 1), "Nhiệm kỳ 2020–2039 hết ngày 30/06/2025."),
    ],
)
def test_an_office_outside_its_term_is_refused(term, member, day, message):
    assert refused(appoint, member, term, on=day) == [(1, "on", message)]


@pytest.mark.parametrize("day", [date(2023, 1, 1), date(2025, 6, 30)])
def test_an_office_may_begin_on_the_first_and_the_last_day(term, member, day):
    assert appoint(member, term, on=day).starts_on == day
