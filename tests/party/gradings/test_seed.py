"""What a new portal knows of the Party's numbers before anybody has set any."""

from datetime import date
from decimal import Decimal

import pytest

from party.enums import GradeLevel, RubricKind
from party.gradings import scoring
from party.models import Regulation, Rubric

pytestmark = pytest.mark.django_db


def numbers(day: date) -> tuple[Decimal, int, int, int]:
    rules = Regulation.objects.on(day)
    return (
        rules.attendance_percent,
        rules.regular_minutes,
        rules.combined_minutes,
        rules.notice_days,
    )


def test_the_numbers_change_on_the_day_of_the_new_guide():
    assert numbers(date(2025, 10, 27)) == (Decimal(85), 90, 90, 0)
    assert numbers(date(2025, 10, 28)) == (Decimal(85), 90, 120, 1)


def test_before_any_guide_the_earliest_numbers_hold():
    assert Regulation.objects.on(date(1999, 1, 1)).valid_from == date(2018, 7, 6)


@pytest.mark.parametrize("kind", RubricKind)
def test_every_rubric_gives_a_hundred_points_and_a_level_to_each_total(kind):
    measure = scoring.measure_of(Rubric.objects.on(kind, date(2026, 1, 1)))

    assert measure.most == 100
    assert [band.least for band in measure.bands] == [90, 70, 50, 0]


@pytest.mark.parametrize("kind", [RubricKind.ORGANIZATION, RubricKind.MEMBER])
def test_the_levels_of_people_and_organizations_are_those_of_the_regulation(kind):
    measure = scoring.measure_of(Rubric.objects.on(kind, date(2026, 1, 1)))

    assert [band.level for band in measure.bands] == [
        GradeLevel.EXCELLENT,
        GradeLevel.GOOD,
        GradeLevel.DONE,
        GradeLevel.FAILED,
    ]


def test_organizations_and_members_have_no_points_before_366():
    assert Rubric.objects.on(RubricKind.ORGANIZATION, date(2025, 8, 29)) is None
    assert Rubric.objects.on(RubricKind.MEMBER, date(2025, 8, 29)) is None


def test_a_meeting_is_capped_by_attendance_length_discussion_and_minutes():
    rubric = Rubric.objects.on(RubricKind.MEETING, date(2023, 12, 5))

    capping = rubric.criteria.filter(must_be_full=True)

    assert rubric.cap_below == 90
    assert [it.text for it in capping] == [
        "Tỷ lệ đảng viên dự sinh hoạt, không ai vắng không lý do",
        "Đủ thời gian sinh hoạt",
        "Đảng viên phát biểu, thảo luận",
        "Biên bản đầy đủ",
    ]
