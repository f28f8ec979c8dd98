"""By when a request about the own data is answered and done (Nghị định 356/2025)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from party import erasure
from party.enums import RequestKind


@pytest.mark.parametrize(
    ("received", "answered_by"),
    [
        (date(2026, 11, 23), date(2026, 11, 25)),  # Monday: Wednesday.
        (date(2026, 11, 26), date(2026, 11, 30)),  # Thursday: Monday.
        (date(2026, 11, 27), date(2026, 12, 1)),  # Friday: Tuesday.
        (date(2026, 11, 28), date(2026, 12, 1)),  # Saturday: Tuesday.
    ],
)
def test_an_answer_is_given_within_two_working_days(received, answered_by):
    assert erasure.answer_by(received) == answered_by


@pytest.mark.parametrize(
    ("kind", "with_others", "due"),
    [
        (RequestKind.COPY, False, date(2026, 11, 11)),
        (RequestKind.CORRECT, False, date(2026, 11, 11)),
        (RequestKind.RESTRICT, False, date(2026, 11, 16)),
        (RequestKind.RESTRICT, True, date(2026, 11, 21)),
        (RequestKind.ERASE, False, date(2026, 11, 21)),
    ],
)
def test_each_kind_has_its_days(kind, with_others, due):
    received = date(2026, 11, 1)

    assert erasure.due_on(kind, received, with_others=with_others) == due


def test_one_extension_is_of_fifteen_days_at_most():
    assert erasure.latest_extension(date(2026, 11, 11)) == date(2026, 11, 26)


@given(st.dates(date(2026, 1, 1), date(2030, 12, 31)))
def test_the_day_to_answer_is_a_working_day_soon_after(received):
    day = erasure.answer_by(received)

    assert day.weekday() < 5
    assert 2 <= (day - received).days <= 4
