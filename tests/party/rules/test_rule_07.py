"""Rule 7: one regular meeting a month, a thematic one a quarter."""

from datetime import date, timedelta

import pytest

from party import meetings
from party.enums import MeetingKind, MeetingState, OrganizationKind
from party.meetings import MeetingsError
from party.rules.meetings import rule_7_missing
from tests.party.factories import (
    MEETING,
    CommitteeFactory,
    MeetingFactory,
    OrganizationFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def branch():
    return OrganizationFactory()


@pytest.mark.parametrize("second", [MeetingKind.REGULAR, MeetingKind.COMBINED])
def test_a_second_regular_meeting_of_the_month_is_refused(branch, second):
    MeetingFactory(organization=branch)

    with pytest.raises(MeetingsError) as refused:
        MeetingFactory(
            organization=branch, kind=second, starts_at=MEETING - timedelta(days=9)
        )

    assert [(f.rule, f.field) for f in refused.value.findings] == [(7, "month")]


@pytest.mark.parametrize(
    "second", [MeetingKind.THEMATIC, MeetingKind.SPECIAL, MeetingKind.COMMITTEE]
)
def test_meetings_of_other_kinds_may_be_many(branch, second):
    MeetingFactory(organization=branch)
    MeetingFactory(organization=branch, kind=second)
    MeetingFactory(organization=branch, kind=second)

    assert branch.meetings.count() == 3


def test_a_called_off_one_leaves_its_month_to_another(branch):
    first = MeetingFactory(organization=branch)
    meetings.cancel(first, reason="Bão", by=None)

    MeetingFactory(organization=branch)

    assert branch.meetings.standing().count() == 1


def test_a_meeting_that_was_put_off_keeps_its_month(branch):
    first = MeetingFactory(organization=branch)
    meetings.postpone(first, to=MEETING + timedelta(days=6), reason="Bão", by=None)

    with pytest.raises(MeetingsError):
        MeetingFactory(organization=branch)


def test_the_month_of_a_meeting_is_not_that_of_its_day(branch):
    MeetingFactory(organization=branch)

    MeetingFactory(organization=branch, year=2024, month=1)

    assert branch.meetings.count() == 2


def test_another_branch_has_its_own_month(branch):
    MeetingFactory(organization=branch)

    MeetingFactory()

    assert branch.meetings.count() == 1


def test_a_meeting_does_not_become_a_second_regular_one(branch):
    MeetingFactory(organization=branch)
    special = MeetingFactory(organization=branch, kind=MeetingKind.SPECIAL)

    with pytest.raises(MeetingsError) as refused:
        meetings.save(special, fields={"kind": MeetingKind.REGULAR}, by=None)

    assert [f.rule for f in refused.value.findings] == [7]
    special.refresh_from_db()
    assert special.kind == MeetingKind.SPECIAL


def test_a_month_without_a_regular_meeting_warns(branch):
    MeetingFactory(organization=branch)  # Planned, and never held.
    thematic = MeetingKind.THEMATIC
    MeetingFactory(organization=branch, kind=thematic, state=MeetingState.HELD)

    found = rule_7_missing(branch, 2023, 12)

    assert [(f.blocks, f.key) for f in found] == [
        (False, f"7:regular:org-{branch.pk}:2023-12")
    ]


def test_a_quarter_without_a_thematic_meeting_warns_at_its_end(branch):
    MeetingFactory(organization=branch, state=MeetingState.HELD)
    november = MEETING - timedelta(days=30)
    MeetingFactory(organization=branch, state=MeetingState.HELD, starts_at=november)

    assert [f.key for f in rule_7_missing(branch, 2023, 12)] == [
        f"7:thematic:org-{branch.pk}:2023-q4"
    ]
    assert rule_7_missing(branch, 2023, 11) == []


def test_a_combined_meeting_counts_as_both(branch):
    MeetingFactory(
        organization=branch, kind=MeetingKind.COMBINED, state=MeetingState.HELD
    )

    assert rule_7_missing(branch, 2023, 12) == []


def test_no_meeting_is_missed_before_the_branch_was_there_or_of_a_committee():
    branch = OrganizationFactory(on=date(2023, 12, 31))
    committee = CommitteeFactory()

    assert committee.kind == OrganizationKind.BASE_COMMITTEE
    assert rule_7_missing(committee, 2023, 12) == []
    assert rule_7_missing(branch, 2023, 11) == []
    assert len(rule_7_missing(branch, 2023, 12)) == 2
