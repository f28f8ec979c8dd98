"""Rule 4 at a meeting: who chairs and who votes is an official member on that day."""

from datetime import date, timedelta

import pytest

from party import meetings, records
from party.enums import AttendanceStatus, MeetingState
from party.meetings import MeetingsError
from party.rules import meetings as rules
from party.rules.sheet import Sheet
from tests.party.factories import (
    MEETING,
    MeetingFactory,
    MemberFactory,
    OrganizationFactory,
    ProbationaryFactory,
)

pytestmark = pytest.mark.django_db
DAY = MEETING.date()


@pytest.fixture
def branch():
    return OrganizationFactory()


def test_an_official_member_of_the_day_itself_chairs(branch):
    member = MemberFactory(organization=branch, official_on=DAY)

    meeting = MeetingFactory(organization=branch, chair=member)

    assert rules.rule_4(Sheet(meeting)) == []


def test_whoever_becomes_official_the_day_after_does_not_chair(branch):
    member = ProbationaryFactory(
        organization=branch,
        official_on=DAY + timedelta(days=1),
    )

    with pytest.raises(MeetingsError) as refused:
        MeetingFactory(organization=branch, chair=member)

    assert [(f.rule, f.field) for f in refused.value.findings] == [(4, "chair")]


def test_a_member_of_another_branch_does_not_chair(branch):
    other = MemberFactory()

    with pytest.raises(MeetingsError) as refused:
        MeetingFactory(organization=branch, chair=other)

    assert [(f.rule, f.field) for f in refused.value.findings] == [
        (4, "chair"),
        (16, "chair"),
    ]


def test_whoever_is_hosted_for_a_time_neither_chairs_nor_votes(branch):
    guest = MemberFactory()
    records.send_away(guest, to=branch, on=date(2023, 1, 1), by=None)

    with pytest.raises(MeetingsError) as refused:
        MeetingFactory(organization=branch, chair=guest)

    assert [f.rule for f in refused.value.findings] == [4]


def test_only_official_members_get_a_vote(branch):
    official = MemberFactory(organization=branch)
    probationary = ProbationaryFactory(organization=branch)
    hosted = MemberFactory()
    records.send_away(hosted, to=branch, on=date(2023, 1, 1), by=None)

    meeting = MeetingFactory(organization=branch, state=MeetingState.HELD)

    may_vote = dict(meeting.attendance.values_list("member", "may_vote"))
    assert {pk for pk, may in may_vote.items() if may} >= {official.pk}
    assert not may_vote[probationary.pk]
    assert not may_vote[hosted.pk]


def test_a_right_to_vote_that_the_day_does_not_give_is_found(branch):
    member = MemberFactory(organization=branch)
    meeting = MeetingFactory(organization=branch)
    meetings.take_attendance(meeting, {}, rest=AttendanceStatus.PRESENT, by=None)
    assert rules.rule_4(Sheet(meeting)) == []

    type(member).objects.filter(pk=member.pk).update(official_on=None)

    assert [(f.rule, f.field) for f in rules.rule_4(Sheet(meeting))] == [
        (4, f"attendance-{member.pk}")
    ]
