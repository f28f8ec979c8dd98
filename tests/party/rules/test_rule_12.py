"""Rule 12: the days of admission and of becoming official."""

from datetime import date

import pytest

from party import records
from party.models import Member, Regulation
from party.rules.members import rule_12
from tests.party.factories import MemberFactory

pytestmark = pytest.mark.django_db
TODAY = date(2024, 1, 1)


def found(member, day=TODAY):
    return [(f.blocks, f.key.split(":")[1], f.message) for f in rule_12(member, day)]


def test_official_before_admission_is_refused_and_on_the_same_day_not():
    with pytest.raises(records.RecordsError) as error:
        MemberFactory(admitted_on=date(2015, 5, 19), official_on=date(2015, 5, 18))

    [finding] = error.value.findings
    assert (finding.rule, finding.field) == (12, "official_on")
    assert not Member.objects.exists()
    assert MemberFactory(official_on=date(2015, 5, 19)).pk


@pytest.mark.parametrize(
    ("official_on", "expected"),
    [(date(2016, 5, 18), ["early"]), (date(2016, 5, 19), [])],
)
def test_official_before_twelve_months_is_warned_of(official_on, expected):
    member = MemberFactory(admitted_on=date(2015, 5, 19), official_on=official_on)

    assert [(blocks, what) for blocks, what, _ in found(member)] == [
        (False, what) for what in expected
    ]


@pytest.mark.parametrize(
    ("day", "expected"), [(date(2024, 6, 19), []), (date(2024, 6, 20), ["late"])]
)
def test_probation_without_outcome_is_warned_of_after_its_grace(day, expected):
    """Twelve months and one, counted from 19/5/2023."""
    member = MemberFactory(
        admitted_on=date(2023, 5, 19), on=date(2023, 5, 19), official_on=None
    )

    assert [what for _, what, _ in found(member, day)] == expected


def test_of_somebody_who_has_left_no_outcome_is_awaited():
    member = MemberFactory(
        admitted_on=date(2022, 5, 19), on=date(2022, 5, 19), official_on=None
    )
    assert [what for _, what, _ in found(member)] == ["late"]

    records.transfer(member, to=None, place="Nơi khác", on=date(2023, 1, 1), by=None)

    assert found(member) == []


@pytest.mark.parametrize(
    ("born_on", "expected"), [(date(1997, 5, 20), ["young"]), (date(1997, 5, 19), [])]
)
def test_younger_than_eighteen_at_admission_is_warned_of(born_on, expected):
    member = MemberFactory(admitted_on=date(2015, 5, 19), born_on=born_on)

    assert [what for _, what, _ in found(member)] == expected


def test_how_long_and_how_old_are_a_regulation_of_the_day():
    Regulation.objects.create(
        valid_from=date(2015, 1, 1), probation_months=6, admission_age=20
    )
    member = MemberFactory(
        admitted_on=date(2015, 5, 19),
        official_on=date(2015, 11, 19),
        born_on=date(1996, 1, 1),
    )

    assert [(what, text) for _, what, text in found(member)] == [
        ("young", f"{member} chưa đủ 20 tuổi khi vào Đảng.")
    ]
