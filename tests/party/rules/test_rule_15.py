"""Rule 15: a level against its points, and not too many “xuất sắc”."""

from datetime import date

import pytest

from party.enums import GradeLevel
from party.models import Grading, Regulation
from party.rules.gradings import level_of_score, share_of_excellent
from tests.party.factories import CommitteeFactory, MemberFactory, OrganizationFactory

pytestmark = pytest.mark.django_db
DAY = date(2025, 12, 20)
EXCELLENT, GOOD = GradeLevel.EXCELLENT, GradeLevel.GOOD


def grade(organization, level, *, member=None, year=2025, quarter=None) -> Grading:
    return Grading.objects.create(
        organization=organization,
        member=member,
        year=year,
        quarter=quarter,
        decided_level=level,
        decided_on=DAY,
    )


def graded_members(branch, levels) -> list[Grading]:
    """A member of the branch for each level, graded so."""
    return [
        grade(branch, it, member=MemberFactory(organization=branch)) for it in levels
    ]


def warned(grading: Grading) -> list[str]:
    found = share_of_excellent(grading, DAY)
    assert all(it.rule == 15 and not it.blocks for it in found)
    return [it.message for it in found]


def test_another_level_than_the_points_give_is_blocked_at_the_note():
    found = level_of_score(EXCELLENT, GOOD, note=" ")

    assert [(it.rule, it.field, it.blocks, it.message) for it in found] == [
        (
            15,
            "note",
            True,
            "Theo điểm là “Hoàn thành tốt nhiệm vụ”, quyết định “Hoàn thành xuất sắc "
            "nhiệm vụ”: ghi lý do ở ô Ghi chú.",
        )
    ]


def test_another_level_with_a_note_keeps_the_rule():
    assert level_of_score(EXCELLENT, GOOD, note="Thành tích đột xuất") == []


def test_the_level_of_the_points_keeps_the_rule():
    assert level_of_score(GOOD, GOOD, note="") == []


def test_without_points_or_without_a_decision_there_is_nothing_to_compare():
    assert level_of_score(GOOD, "", note="") == []
    assert level_of_score("", GOOD, note="") == []


def test_one_excellent_of_five_good_just_keeps_the_rule():
    branch = OrganizationFactory()
    best, *_ = graded_members(branch, [EXCELLENT] + 5 * [GOOD])

    assert warned(best) == []


def test_one_excellent_of_four_good_breaks_the_rule():
    branch = OrganizationFactory()
    best, *_ = graded_members(branch, [EXCELLENT] + 4 * [GOOD])

    found = share_of_excellent(best, DAY)

    assert [(it.message, it.key) for it in found] == [
        (
            "1 xuất sắc trên 4 hoàn thành tốt: vượt 20 %.",
            f"15:members:{branch.pk}:2025-nam",
        )
    ]


def test_the_base_may_count_the_excellent_ones_too():
    Regulation.objects.update(excellent_includes_excellent=True)
    branch = OrganizationFactory()
    best, *_ = graded_members(branch, [EXCELLENT] + 4 * [GOOD])

    assert warned(best) == []
    Grading.objects.filter(decided_level=GOOD).first().delete()
    assert warned(best) == [
        "1 xuất sắc trên 4 hoàn thành tốt (tính cả xuất sắc): vượt 20 %."
    ]


def test_the_percentage_is_the_one_of_the_day():
    Regulation.objects.update(excellent_percent=25)
    best, *_ = graded_members(OrganizationFactory(), [EXCELLENT] + 4 * [GOOD])

    assert warned(best) == []


def test_the_lower_levels_are_no_base():
    branch = OrganizationFactory()
    best, *_ = graded_members(branch, [EXCELLENT] + 5 * [GradeLevel.DONE])

    assert warned(best) == ["1 xuất sắc trên 0 hoàn thành tốt: vượt 20 %."]


def test_other_branches_and_other_periods_are_no_base():
    branch = OrganizationFactory()
    best, *_ = graded_members(branch, [EXCELLENT] + 4 * [GOOD])
    graded_members(OrganizationFactory(), [GOOD])
    member = MemberFactory(organization=branch)
    grade(branch, GOOD, member=member, year=2024)
    grade(branch, GOOD, member=member, quarter=4)

    assert warned(best) == ["1 xuất sắc trên 4 hoàn thành tốt: vượt 20 %."]


def test_a_grading_that_is_not_saved_yet_counts_as_it_is_to_be():
    branch = OrganizationFactory()
    graded_members(branch, 4 * [GOOD])
    new = Grading(
        organization=branch,
        member=MemberFactory(organization=branch),
        year=2025,
        decided_level=EXCELLENT,
    )

    assert warned(new) == ["1 xuất sắc trên 4 hoàn thành tốt: vượt 20 %."]


def test_organizations_are_counted_by_their_parent_and_kind():
    parent = CommitteeFactory()
    best = grade(OrganizationFactory(parent=parent), EXCELLENT)
    for _ in range(4):
        grade(OrganizationFactory(parent=parent), GOOD)
    grade(OrganizationFactory(), GOOD)  # Elsewhere.
    grade(parent, GOOD)  # Of another level.

    found = share_of_excellent(best, DAY)

    assert [(it.message, it.key) for it in found] == [
        (
            "1 xuất sắc trên 4 hoàn thành tốt: vượt 20 %.",
            f"15:organizations:{parent.pk}:chi-bo-truc-thuoc:2025-nam",
        )
    ]
    grade(OrganizationFactory(parent=parent), GOOD)
    assert warned(best) == []


def test_whoever_is_not_excellent_is_not_asked_about():
    good, *_ = graded_members(OrganizationFactory(), [GOOD, EXCELLENT])

    assert warned(good) == []
