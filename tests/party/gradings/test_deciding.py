"""Grading: who may be graded, what a decision needs, and two people at once."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from party import gradings, records
from party.enums import GradeLevel, LogKind, RubricKind
from party.gradings import GradingsError, scoring
from party.gradings.deciding import period_of
from party.models import Grading, PartyLogEntry, Rubric
from tests.factories import PartyOfficerFactory
from tests.party.factories import MemberFactory, OrganizationFactory

pytestmark = pytest.mark.django_db
DECIDED = {"decided_level": GradeLevel.GOOD, "decided_on": date(2026, 1, 15)}


@pytest.fixture
def officer():
    return PartyOfficerFactory()


def a_grading(**fields) -> Grading:
    """Of a member in a branch for 2025; not saved."""
    if "organization" not in fields:
        fields["organization"] = OrganizationFactory()
    if "member" not in fields:
        fields["member"] = MemberFactory(organization=fields["organization"])
    return Grading(year=fields.pop("year", 2025), **fields)


def points(kind: RubricKind, least: str = "") -> dict[str, str]:
    """All points of the rubric in force, the last criterion with `least` instead."""
    rubric = Rubric.objects.on(kind, date(2025, 12, 31))
    criteria = scoring.measure_of(rubric).criteria
    full = {str(it.pk): str(it.most) for it in criteria}
    return full | ({str(criteria[-1].pk): least} if least else {})


def refused(grading: Grading, typed=None, *, by) -> dict[str, str]:
    with pytest.raises(GradingsError) as error:
        gradings.grade(grading, typed, by=by)
    return {it.field: it.message for it in error.value.findings}


def test_a_quarter_is_counted_in_roman_numbers():
    assert a_grading(quarter=4).period == "quý IV/2025"
    assert a_grading().period == "năm 2025"


def test_points_give_the_score_by_the_rubric_at_the_end_of_the_period(officer):
    grading = a_grading()

    gradings.grade(grading, points(RubricKind.MEMBER, least="4,5"), by=officer)

    stored = Grading.objects.get()
    assert stored.score == Decimal("94.5")
    assert stored.rubric == Rubric.objects.get(kind=RubricKind.MEMBER)


def test_an_organization_is_scored_by_its_own_rubric(officer):
    grading = a_grading(member=None, quarter=4)

    gradings.grade(grading, points(RubricKind.ORGANIZATION), by=officer)

    assert (grading.score, grading.rubric.kind) == (100, RubricKind.ORGANIZATION)


def test_without_points_there_is_no_score(officer):
    grading = a_grading(**DECIDED)

    gradings.grade(grading, {}, by=officer)

    assert (grading.score, grading.points) == (None, {})


def test_half_of_the_points_are_refused_at_the_empty_field(officer):
    typed = points(RubricKind.MEMBER)
    last = list(typed)[-1]
    typed[last] = ""

    assert list(refused(a_grading(), typed, by=officer)) == [f"points-{last}"]


def test_a_decision_against_the_points_needs_a_note(officer):
    grading = a_grading(**DECIDED)

    assert list(refused(grading, points(RubricKind.MEMBER), by=officer)) == ["note"]
    grading.note = "Chưa hoàn thành một chỉ tiêu"
    gradings.grade(grading, points(RubricKind.MEMBER), by=officer)
    assert Grading.objects.get().decided_level == GradeLevel.GOOD


def test_too_many_excellent_ones_are_warned_of_and_saved(officer):
    grading = a_grading(decided_level=GradeLevel.EXCELLENT, decided_on=date(2026, 1, 1))

    found = gradings.grade(grading, by=officer)

    assert [(it.rule, it.blocks) for it in found] == [(15, False)]
    assert Grading.objects.get() == grading


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"decided_level": GradeLevel.GOOD}, "decided_on"),
        ({"decided_on": date(2026, 1, 15)}, "decided_level"),
        (DECIDED | {"is_announced": True}, "is_announced"),
    ],
)
def test_a_decision_is_whole_and_that_of_a_member_is_never_announced(
    officer, fields, wrong
):
    assert list(refused(a_grading(**fields), by=officer)) == [wrong]


def test_a_decision_is_not_in_the_future(officer):
    tomorrow = timezone.localdate() + timedelta(days=1)
    grading = a_grading(decided_level=GradeLevel.GOOD, decided_on=tomorrow)

    assert refused(grading, by=officer) == {
        "decided_on": "Ngày quyết định ở tương lai."
    }


def test_an_announcement_needs_a_decision(officer):
    grading = a_grading(member=None, is_announced=True)

    assert list(refused(grading, by=officer)) == ["is_announced"]


def test_only_who_belonged_to_the_branch_in_the_period_is_graded_in_it(officer):
    old, new = OrganizationFactory(), OrganizationFactory()
    member = MemberFactory(organization=old)
    records.transfer(member, to=new, on=date(2025, 7, 1), by=None)

    for quarter in (1, 2):
        gradings.grade(
            a_grading(organization=old, member=member, quarter=quarter), by=officer
        )
    for quarter in (3, 4):
        stranger = a_grading(organization=old, member=member, quarter=quarter)
        assert list(refused(stranger, by=officer)) == ["member"]


def test_an_organization_that_has_ended_is_not_graded(officer):
    branch = OrganizationFactory()
    records.dissolve(branch, on=date(2025, 7, 1), by=None, decision="01-QĐ/ĐU")

    ended = a_grading(organization=branch, member=None)
    assert list(refused(ended, by=officer)) == ["organization"]
    gradings.grade(a_grading(organization=branch, member=None, quarter=1), by=officer)


def test_two_people_do_not_overwrite_each_other(officer):
    grading = a_grading()
    gradings.grade(grading, by=officer)
    mine, theirs = Grading.objects.get(), Grading.objects.get()
    theirs.self_level = GradeLevel.GOOD
    gradings.grade(theirs, by=officer)

    mine.self_level = GradeLevel.DONE
    assert refused(mine, by=officer) == {
        "": "Xếp loại vừa được người khác sửa. Hãy mở lại trang."
    }
    assert Grading.objects.get().self_level == GradeLevel.GOOD


def test_a_second_grading_of_the_same_period_is_refused(officer):
    first = a_grading(member=None)
    gradings.grade(first, by=officer)

    second = a_grading(organization=first.organization, member=None)
    assert refused(second, by=officer) == {
        "": "Kỳ này đã có xếp loại, vừa được người khác ghi."
    }


def test_a_refused_change_leaves_the_version_as_it_was(officer):
    grading = a_grading()
    gradings.grade(grading, by=officer)
    wrong = Grading.objects.get()
    wrong.is_announced = True

    refused(wrong, by=officer)

    assert Grading.objects.get().version == 1


def test_every_grading_is_logged_by_ids(officer):
    grading = a_grading(note="điều không ghi vào nhật ký")
    gradings.grade(grading, by=officer)

    rows = PartyLogEntry.objects.filter(kind=LogKind.CHANGE, member=grading.member)
    assert list(rows.values_list("what", "actor", "organization")) == [
        (f"Xếp loại số {grading.pk}", officer.pk, grading.organization_id)
    ]


@pytest.mark.parametrize(
    ("quarter", "days"),
    [
        (None, (date(2024, 1, 1), date(2024, 12, 31))),
        (1, (date(2024, 1, 1), date(2024, 3, 31))),
        (2, (date(2024, 4, 1), date(2024, 6, 30))),
        (4, (date(2024, 10, 1), date(2024, 12, 31))),
    ],
)
def test_a_period_has_its_first_and_last_day(quarter, days):
    assert period_of(2024, quarter) == days
