"""Rule 16: hours that can be, and people who were there."""

from datetime import timedelta

import pytest

from news.models.generation import clock
from party import meetings
from party.enums import AttendanceStatus, MeetingState
from party.meetings import MeetingsError
from tests.party.factories import (
    MEETING,
    MeetingFactory,
    MemberFactory,
    OrganizationFactory,
)

pytestmark = pytest.mark.django_db
AWAY = (AttendanceStatus.EXCUSED, "ốm")


@pytest.fixture
def branch():
    return OrganizationFactory()


@pytest.fixture
def members(branch):
    return MemberFactory.create_batch(4, organization=branch)


def refused(call, *arguments, **fields):
    with pytest.raises(MeetingsError) as error:
        call(*arguments, **fields)
    return [(f.rule, f.field) for f in error.value.findings]


def test_a_meeting_ends_after_it_began():
    at = {"starts_at": MEETING}

    assert refused(MeetingFactory, ends_at=MEETING, **at) == [(16, "ends_at")]
    MeetingFactory(ends_at=MEETING + timedelta(minutes=1), **at)


def test_what_took_place_is_not_in_the_future(branch, members):
    now = clock()
    begun = MeetingFactory(organization=branch, starts_at=now - timedelta(minutes=1))
    other = OrganizationFactory()
    coming = MeetingFactory(organization=other, starts_at=now + timedelta(minutes=5))

    meetings.hold(begun, by=None)

    assert refused(meetings.hold, coming, by=None) == [(16, "starts_at")]
    assert coming.state == MeetingState.PLANNED


def test_a_meeting_that_still_goes_on_is_not_held_yet(branch, members):
    now = clock()
    meeting = MeetingFactory(
        organization=branch,
        starts_at=now - timedelta(minutes=60),
        ends_at=now + timedelta(minutes=30),
    )

    assert refused(meetings.hold, meeting, by=None) == [(16, "ends_at")]


def test_secretary_and_chair_are_two(branch, members):
    same = {"chair": members[0], "secretary": members[0]}

    assert refused(MeetingFactory, organization=branch, **same) == [(16, "secretary")]
    MeetingFactory(organization=branch, chair=members[0], secretary=members[1])


@pytest.mark.parametrize("role", ["chair", "secretary", "tale_member"])
def test_whoever_has_a_part_in_it_is_among_the_present(branch, members, role):
    meeting = MeetingFactory(organization=branch, **{role: members[2]})

    marks = {members[2].pk: AWAY}
    assert refused(meetings.take_attendance, meeting, marks, by=None) == [(16, role)]

    present = {members[2].pk: (AttendanceStatus.PRESENT, ""), members[3].pk: AWAY}
    meetings.take_attendance(meeting, present, by=None)


def test_a_presenter_is_among_the_present(branch, members):
    meeting = MeetingFactory(organization=branch, attendance={members[3].pk: AWAY})
    rows = [{"text": "Đọc báo cáo", "presenter": members[2]}]
    meetings.save(meeting, agenda=rows, by=None)

    rows.append({"text": "Dự thảo nghị quyết", "presenter": members[3]})

    assert refused(meetings.save, meeting, agenda=rows, by=None) == [
        (16, "agenda-1-presenter")
    ]
    assert meeting.agenda.count() == 1


def test_a_stranger_has_no_part_in_it(branch, members):
    stranger = MemberFactory()

    assert refused(MeetingFactory, organization=branch, secretary=stranger) == [
        (16, "secretary")
    ]
