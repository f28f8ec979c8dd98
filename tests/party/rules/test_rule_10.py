"""Rule 10: too few came, somebody without a reason, somebody too often."""

import pytest

from party.enums import AttendanceStatus, MeetingKind, MeetingState
from party.rules.attendance import rule_10
from party.rules.sheet import Sheet
from tests.party.factories import (
    MEETING,
    MeetingFactory,
    MemberFactory,
    OrganizationFactory,
)

pytestmark = pytest.mark.django_db
EXCUSED = (AttendanceStatus.EXCUSED, "ốm")
UNEXCUSED = (AttendanceStatus.UNEXCUSED, "")


@pytest.fixture
def branch():
    return OrganizationFactory()


@pytest.fixture
def members(branch):
    """Twenty, of whom the first two chair and keep the minutes."""
    return MemberFactory.create_batch(20, organization=branch)


def held(branch, attendance=None, *, month=12, **fields):
    return MeetingFactory(
        organization=branch,
        starts_at=MEETING.replace(month=month),
        attendance=attendance or {},
        state=MeetingState.HELD,
        **fields,
    )


def keys(meeting):
    return [found.key.split(":", 1)[1] for found in rule_10(Sheet(meeting))]


@pytest.mark.parametrize(("absent", "warns"), [(2, False), (3, True), (4, True)])
def test_exactly_85_percent_is_too_few_and_more_is_enough(
    branch, members, absent, warns
):
    meeting = held(branch, {member.pk: EXCUSED for member in members[-absent:]})

    assert keys(meeting) == ([f"rate:meeting-{meeting.pk}"] if warns else [])


def test_the_rate_waits_until_everybody_was_asked(branch, members):
    meeting = held(branch, {member.pk: EXCUSED for member in members[-3:]})
    meeting.attendance.filter(member=members[5]).update(status="")

    assert keys(meeting) == []


def test_nobody_is_warned_of_a_meeting_that_was_not_held(branch, members):
    marks = {member.pk: UNEXCUSED for member in members}
    meeting = MeetingFactory(organization=branch, attendance=marks)

    assert meeting.attendance.count() == 20
    assert keys(meeting) == []


def test_every_absence_without_a_reason_warns(branch, members):
    meeting = held(branch, {members[7].pk: UNEXCUSED, members[9].pk: EXCUSED})

    assert keys(meeting) == [f"unexcused:meeting-{meeting.pk}:member-{members[7].pk}"]


def test_the_second_and_third_month_say_how_near_removal_is(branch, members):
    absent = {members[7].pk: UNEXCUSED}
    meetings = [held(branch, absent, month=month) for month in (3, 6, 11)]

    said = [rule_10(Sheet(meeting))[0].message for meeting in meetings]

    of_year = "Đã 3 tháng trong năm"
    assert all(of_year in text and "xem xét xóa tên" in text for text in said)


def test_one_month_of_the_year_says_nothing_of_removal(branch, members):
    absent = {members[7].pk: UNEXCUSED}
    held(branch, absent, month=3, year=2022)
    held(branch, absent, month=4, kind=MeetingKind.THEMATIC)
    meeting = held(branch, absent, month=6)

    assert "xóa tên" not in rule_10(Sheet(meeting))[0].message


def test_the_second_month_warns_and_the_meetings_of_one_month_are_one(branch, members):
    absent = {members[7].pk: UNEXCUSED}
    held(branch, absent, month=5)
    meeting = held(branch, absent, month=6)

    assert "Đã 2 tháng trong năm; 3 tháng" in rule_10(Sheet(meeting))[0].message


def test_the_third_excused_absence_running_is_allowed_and_the_fourth_warns(
    branch, members
):
    absent = {members[7].pk: EXCUSED}
    runs = [held(branch, absent, month=month) for month in (2, 3, 4, 5)]

    assert keys(runs[2]) == []
    assert keys(runs[3]) == [f"excused:meeting-{runs[3].pk}:member-{members[7].pk}"]


def test_one_attendance_breaks_the_run(branch, members):
    absent = {members[7].pk: EXCUSED}
    for month in (2, 3):
        held(branch, absent, month=month)
    held(branch, month=4)
    held(branch, absent, month=5)

    assert keys(held(branch, absent, month=6)) == []


def test_a_new_year_begins_a_new_run(branch, members):
    absent = {members[7].pk: EXCUSED}
    for month in (10, 11, 12):
        held(branch, absent, month=month)
    january = MeetingFactory(
        organization=branch,
        starts_at=MEETING.replace(year=2024, month=1),
        attendance=absent,
        state=MeetingState.HELD,
    )

    assert keys(january) == []
