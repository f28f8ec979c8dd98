"""Rule 9: votes against voters, and the half of the branch behind a resolution."""

import pytest

from party import meetings
from party.enums import AttendanceStatus, MeetingState, ResolutionState
from party.meetings import MeetingsError
from party.rules.sheet import Sheet
from party.rules.votes import rule_9, rule_9_majority
from tests.party.factories import (
    MeetingFactory,
    MemberFactory,
    OrganizationFactory,
    ProbationaryFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    """Four official members, of whom one is away, and one probationary member."""
    branch = OrganizationFactory()
    members = MemberFactory.create_batch(4, organization=branch)
    ProbationaryFactory(organization=branch)
    away = {members[3].pk: (AttendanceStatus.EXCUSED, "ốm")}
    return MeetingFactory(organization=branch, attendance=away, state=MeetingState.HELD)


def resolve(meeting, votes_for, votes_against=0, votes_other=0, **fields):
    row = {"summary": "Nghị quyết tháng 12", "votes_for": votes_for}
    row |= {"votes_against": votes_against, "votes_other": votes_other, **fields}
    meetings.save(meeting, resolutions=[{"summary": "Khác"}, row], by=None)


@pytest.mark.parametrize("votes", [(3, 0, 0), (1, 1, 1), (0, 0, 0)])
def test_as_many_votes_as_official_members_present_keep_the_rule(meeting, votes):
    resolve(meeting, *votes)

    assert rule_9(Sheet(meeting)) == []


@pytest.mark.parametrize("votes", [(4, 0, 0), (2, 1, 1), (0, 0, 4)])
def test_one_vote_more_is_refused(meeting, votes):
    with pytest.raises(MeetingsError) as refused:
        resolve(meeting, *votes)

    assert [(f.rule, f.field) for f in refused.value.findings] == [
        (9, "resolutions-1-votes_for")
    ]
    assert not meeting.resolutions.exists()


def test_the_vote_of_a_probationary_member_is_none(meeting):
    assert Sheet(meeting).totals.present == 4

    with pytest.raises(MeetingsError):
        resolve(meeting, 4)


@pytest.mark.parametrize(("votes_for", "count"), [(2, 1), (3, 0)])
def test_passed_with_half_of_the_official_members_warns(meeting, votes_for, count):
    resolve(meeting, votes_for, state=ResolutionState.PASSED)

    found = rule_9_majority(Sheet(meeting))

    assert [f.blocks for f in found] == [False] * count


def test_a_draft_is_not_asked_for_its_majority(meeting):
    resolve(meeting, 0)

    assert rule_9_majority(Sheet(meeting)) == []
