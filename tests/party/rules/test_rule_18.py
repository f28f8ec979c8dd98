"""Rule 18: what a meeting needs before it is closed."""

import pytest

from party import meetings
from party.enums import AttendanceStatus, MeetingKind, MeetingState, RubricKind
from party.meetings import MeetingsError
from party.meetings.closing import in_the_way
from party.models import Rubric
from tests.party.factories import (
    MeetingFactory,
    MemberFactory,
    OfficeFactory,
    OrganizationFactory,
    TermFactory,
    full_points,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    """Whole but for what a test takes away."""
    meeting = MeetingFactory(state=MeetingState.MINUTES)
    meetings.save(meeting, points=full_points(meeting), by=None)
    return meeting


def refused(meeting):
    with pytest.raises(MeetingsError) as error:
        meetings.close(meeting, by=None)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.snapshot) == (MeetingState.MINUTES, "")
    return [(f.rule, f.field) for f in error.value.findings]


def test_a_whole_meeting_is_closed(meeting):
    meetings.close(meeting, by=None)

    assert meeting.state == MeetingState.CLOSED


@pytest.mark.parametrize(
    ("field", "nothing"),
    [("chair", None), ("secretary", None), ("ends_at", None), ("minutes", "")],
)
def test_without_one_thing_it_stays_open(meeting, field, nothing):
    meetings.save(meeting, fields={field: nothing}, by=None)

    assert refused(meeting) == [(18, field)]


def test_without_a_whole_attendance_it_stays_open(meeting):
    MemberFactory(organization=meeting.organization)
    meetings.take_attendance(meeting, {}, by=None)

    assert refused(meeting) == [(8, "attendance")]


def test_without_a_score_it_stays_open_when_there_is_a_rubric(meeting):
    meetings.save(meeting, points={}, by=None)

    assert Rubric.objects.exists()
    assert refused(meeting) == [(18, "score")]


def test_without_a_rubric_no_score_is_asked_for(meeting):
    meetings.save(meeting, points={}, by=None)
    of_meetings = Rubric.objects.filter(kind=RubricKind.MEETING)
    of_meetings.update(valid_from="2024-01-01")  # Not in force on the day.

    meetings.close(meeting, by=None)

    assert meeting.state == MeetingState.CLOSED


def test_a_meeting_of_the_committee_is_not_scored():
    branch = OrganizationFactory()
    term = TermFactory(organization=branch)
    OfficeFactory(term=term)
    OfficeFactory(term=term, role="pho-bi-thu")
    meeting = MeetingFactory(
        organization=branch, kind=MeetingKind.COMMITTEE, state=MeetingState.MINUTES
    )

    assert in_the_way(meeting) == []


def test_minutes_are_not_submitted_without_any():
    meeting = MeetingFactory(state=MeetingState.HELD)
    meetings.save(meeting, fields={"minutes": "  "}, by=None)

    with pytest.raises(MeetingsError) as error:
        meetings.submit_minutes(meeting, by=None)

    assert [(f.rule, f.field) for f in error.value.findings] == [(18, "minutes")]
    assert meeting.state == MeetingState.HELD


def test_nobody_unasked_is_counted_as_present():
    meeting = MeetingFactory(state=MeetingState.HELD)
    meeting.attendance.filter(status=AttendanceStatus.PRESENT).update(status="")

    assert (8, "attendance") in [(f.rule, f.field) for f in in_the_way(meeting)]
