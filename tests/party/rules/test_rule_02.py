"""Rule 2: terms of one organization stay apart; a long one is warned of."""

from datetime import date

import pytest

from party import records
from party.enums import OrganizationKind
from party.models import Term
from party.rules import warnings
from party.rules.terms import rule_2
from tests.party.factories import OrganizationFactory, TermFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def branch():
    return OrganizationFactory()


def test_a_term_that_begins_on_the_last_day_of_another_is_refused(branch):
    first = TermFactory(
        organization=branch, on=date(2020, 1, 1), ends_on=date(2022, 6, 30)
    )

    with pytest.raises(records.RecordsError) as error:
        TermFactory(organization=branch, on=date(2022, 6, 30))

    findings = [(f.rule, f.field, f.message) for f in error.value.findings]
    message = "Trùng với Nhiệm kỳ 2020–2039, đến 30/06/2022."
    assert findings == [(2, "on", message)]
    assert list(Term.objects.all()) == [first]


def test_a_term_may_begin_the_day_after_another(branch):
    TermFactory(organization=branch, on=date(2020, 1, 1), ends_on=date(2022, 6, 30))

    second = TermFactory(organization=branch, on=date(2022, 7, 1))

    assert second.starts_on == date(2022, 7, 1)


def test_a_term_that_ended_early_makes_room(branch):
    first = TermFactory(organization=branch, on=date(2020, 1, 1))
    records.end_term(first, on=date(2021, 5, 1), by=None)

    second = TermFactory(organization=branch, on=date(2021, 5, 1))

    assert second.pk is not None


@pytest.mark.parametrize(
    ("kind", "just_fits", "months"),
    [
        # 30 months and 6 of slack; 60 months and 6.
        (OrganizationKind.BRANCH, date(2022, 12, 31), 36),
        (OrganizationKind.BASE_BRANCH, date(2025, 6, 30), 66),
    ],
)
def test_a_term_longer_than_its_kind_allows_is_warned_of(kind, just_fits, months):
    branch = OrganizationFactory(kind=kind)
    term = TermFactory(organization=branch, on=date(2020, 1, 1), ends_on=just_fits)

    assert rule_2(term) == []
    term.ends_on = date.fromordinal(just_fits.toordinal() + 1)
    [warning] = warnings(rule_2(term))
    assert warning.message == f"Nhiệm kỳ 2020–2039 dài hơn {months} tháng."
    assert warning.key == f"2:long:term-{term.pk}"
