"""The numbers of a meeting, over rosters of every make."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from party import totals
from party.enums import AttendanceStatus, MemberStanding


@dataclass(frozen=True)
class Row:
    standing: str
    status: str


STANDINGS = st.sampled_from(list(MemberStanding))
STATUSES = st.sampled_from([*AttendanceStatus, ""])
ROSTERS = st.lists(st.builds(Row, STANDINGS, STATUSES), max_size=80)


@given(ROSTERS)
def test_the_roster_is_official_and_probationary_and_hosted(rows):
    counted = totals.count(rows)

    by_standing = Counter(row.standing for row in rows)
    assert (counted.official, counted.probationary, counted.hosted) == (
        by_standing[MemberStanding.OFFICIAL],
        by_standing[MemberStanding.PROBATIONARY],
        by_standing[MemberStanding.HOSTED],
    )
    assert counted.roster == len(rows)


@given(ROSTERS)
def test_expected_is_the_roster_without_the_exempt_and_those_elsewhere(rows):
    counted = totals.count(rows)

    not_called = {AttendanceStatus.EXEMPT, AttendanceStatus.ELSEWHERE}
    called = [row for row in rows if row.status not in not_called]
    assert counted.expected == len(called)
    assert counted.expected == counted.present + counted.absent + counted.unasked


@given(ROSTERS)
def test_once_everybody_was_asked_present_and_absent_are_the_expected(rows):
    asked = [row for row in rows if row.status]

    counted = totals.count(asked)

    assert counted.present + counted.excused + counted.unexcused == counted.expected
    assert counted.is_complete == bool(asked)


@given(ROSTERS)
def test_those_present_are_split_as_the_roster_is(rows):
    counted = totals.count(rows)

    present = [row for row in rows if row.status == AttendanceStatus.PRESENT]
    by_standing = Counter(row.standing for row in present)
    assert counted.present == len(present)
    assert counted.present_official == by_standing[MemberStanding.OFFICIAL]
    assert counted.present_hosted == by_standing[MemberStanding.HOSTED]


@given(ROSTERS, st.integers(0, 100))
def test_a_rate_is_exceeded_only_by_more_than_it(rows, percent):
    counted = totals.count(rows)

    if counted.expected:
        exact = Decimal(100 * counted.present) / Decimal(counted.expected)
        assert counted.exceeds(Decimal(percent)) == (
            counted.present * 100 > percent * counted.expected
        )
        assert counted.percent is not None
        assert counted.percent <= exact < counted.percent + Decimal("0.01")


@pytest.mark.parametrize(
    ("present", "expected", "shown"),
    [(17, 20, "85.00"), (1699, 2000, "84.95"), (16999, 20000, "84.99"), (3, 3, "100")],
)
def test_a_percent_is_cut_and_never_rounded_up(present, expected, shown):
    rows = [Row(MemberStanding.OFFICIAL, AttendanceStatus.PRESENT)] * present
    rows += [Row(MemberStanding.OFFICIAL, AttendanceStatus.EXCUSED)] * (
        expected - present
    )

    assert totals.count(rows).percent == Decimal(shown)


def test_nobody_expected_has_no_percent():
    counted = totals.count([Row(MemberStanding.OFFICIAL, AttendanceStatus.EXEMPT)])

    assert counted.percent is None
    assert not totals.count([]).is_complete
