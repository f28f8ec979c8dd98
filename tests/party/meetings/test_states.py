"""The way of a meeting: which step is open in which state."""

from datetime import timedelta

import pytest

from party import meetings
from party.enums import AttendanceStatus, MeetingState
from party.meetings import MeetingsError
from party.models import Meeting, PartyLogEntry
from tests.factories import ArticleFactory, UserFactory
from tests.party.factories import (
    MEETING,
    MeetingFactory,
    MemberFactory,
    OrganizationFactory,
)

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)
STEPS = {
    "announce": lambda meeting: meetings.announce(meeting, by=None),
    "hold": lambda meeting: meetings.hold(meeting, by=None),
    "unhold": lambda meeting: meetings.unhold(meeting, by=None),
    "submit": lambda meeting: meetings.submit_minutes(meeting, by=None),
    "return": lambda meeting: meetings.return_minutes(meeting, by=None),
    "postpone": lambda meeting: meetings.postpone(
        meeting, to=MEETING + WEEK, reason="Bão", by=None
    ),
    "cancel": lambda meeting: meetings.cancel(meeting, reason="Bão", by=None),
}
ALLOWED = {
    MeetingState.PLANNED: {"announce", "hold", "postpone", "cancel"},
    MeetingState.ANNOUNCED: {"hold", "postpone", "cancel"},
    MeetingState.HELD: {"unhold", "submit"},
    MeetingState.MINUTES: {"return"},
    MeetingState.CLOSED: set(),
}


@pytest.mark.parametrize("state", ALLOWED)
def test_every_state_takes_its_own_steps_and_no_other(state):
    taken = set()
    for name, step in STEPS.items():
        meeting = MeetingFactory(state=state)
        try:
            step(meeting)
        except MeetingsError:
            meeting.refresh_from_db()
            assert meeting.state == state
        else:
            taken.add(name)

    assert taken == ALLOWED[state]


def test_a_meeting_that_was_put_off_gets_its_new_hour_when_it_is_announced():
    meeting = MeetingFactory(ends_at=MEETING + timedelta(hours=2))
    meetings.postpone(meeting, to=MEETING + WEEK, reason="Bão số 9", by=None)
    waiting = (meeting.starts_at, meeting.moved_to)

    meetings.announce(meeting, by=None)

    meeting.refresh_from_db()
    assert waiting == (MEETING, MEETING + WEEK)
    assert (meeting.starts_at, meeting.moved_to) == (MEETING + WEEK, None)
    assert (meeting.ends_at, meeting.month) == (None, 12)
    assert meeting.state == MeetingState.ANNOUNCED


@pytest.mark.parametrize("to", [MEETING, MEETING - WEEK])
def test_it_is_put_off_to_a_later_hour(to):
    meeting = MeetingFactory()

    with pytest.raises(MeetingsError) as refused:
        meetings.postpone(meeting, to=to, reason="Bão", by=None)

    assert [found.field for found in refused.value.findings] == ["to"]


def test_a_cancelled_meeting_stays_cancelled():
    meeting = MeetingFactory()
    meetings.cancel(meeting, reason="Bão", by=None)

    for step in STEPS.values():
        with pytest.raises(MeetingsError):
            step(meeting)

    assert Meeting.objects.get().state == MeetingState.CANCELLED


def test_a_meeting_with_a_story_was_held():
    meeting = MeetingFactory(state=MeetingState.HELD)
    meeting.article = ArticleFactory()
    meeting.save(update_fields=["article"])

    with pytest.raises(MeetingsError):
        meetings.unhold(meeting, by=None)

    assert Meeting.objects.get().state == MeetingState.HELD


def test_once_held_the_roster_of_the_day_stands_in_the_rows():
    branch = OrganizationFactory()
    members = MemberFactory.create_batch(3, organization=branch)
    meeting = MeetingFactory(organization=branch)
    before = meeting.attendance.count()

    meetings.hold(meeting, by=None)

    assert before == 0
    assert set(meeting.attendance.values_list("member", "status")) == {
        (member.pk, "") for member in members
    }


def test_a_new_day_brings_the_roster_of_that_day_and_keeps_the_marks():
    branch = OrganizationFactory()
    old = MemberFactory(organization=branch)
    present = {old.pk: (AttendanceStatus.PRESENT, "")}
    meeting = MeetingFactory(organization=branch, attendance=present)
    new = MemberFactory(organization=branch, on=(MEETING + WEEK).date())

    meetings.save(meeting, fields={"starts_at": MEETING + WEEK}, by=None)

    assert dict(meeting.attendance.values_list("member", "status")) == {
        old.pk: AttendanceStatus.PRESENT,
        new.pk: "",
    }


@pytest.mark.parametrize(("days", "fits"), [(0, True), (-1, False)])
def test_no_meeting_is_older_than_its_branch(days, fits):
    branch = OrganizationFactory(on=MEETING.date())
    meeting = MeetingFactory(organization=branch)
    fields = {"starts_at": MEETING + timedelta(days=days)}

    if fits:
        meetings.save(meeting, fields=fields, by=None)
    else:
        with pytest.raises(MeetingsError) as refused:
            meetings.save(meeting, fields=fields, by=None)
        assert [f.field for f in refused.value.findings] == ["starts_at"]


def test_a_refused_step_leaves_the_row_in_memory_as_it_was():
    meeting = MeetingFactory(state=MeetingState.HELD)
    version = meeting.version
    with pytest.raises(MeetingsError):
        meetings.save(
            meeting,
            fields={"place": "Phòng 9", "minutes": "", "ends_at": MEETING},
            by=None,
        )

    assert (meeting.version, meeting.place) == (version, "")


def test_every_step_is_logged_with_who_took_it_and_names_no_member():
    officer = UserFactory(full_name="Trần Thị Hồ Sơ")
    member_names = {"Nguyễn Văn Thử"}

    meeting = MeetingFactory(state=MeetingState.CLOSED, by=officer)

    rows = PartyLogEntry.objects.filter(meeting_id=meeting.pk)
    said = list(rows.order_by("pk").values_list("what", flat=True))
    assert said == [
        f"Lập kế hoạch buổi sinh hoạt {meeting.pk}",
        f"Sửa buổi sinh hoạt {meeting.pk}",
        f"Buổi sinh hoạt {meeting.pk}: đã họp",
        f"Buổi sinh hoạt {meeting.pk}: chờ duyệt biên bản",
        f"Sửa buổi sinh hoạt {meeting.pk}",
        f"Chốt buổi sinh hoạt {meeting.pk}",
    ]
    assert {row.actor for row in rows} == {officer}
    assert not any(name in what for what in said for name in member_names)


def test_the_text_of_an_error_names_nobody():
    branch = OrganizationFactory()
    member = MemberFactory(organization=branch, full_name="Ngô Thị Riêng Tư")
    away = {member.pk: (AttendanceStatus.EXCUSED, "ốm")}

    with pytest.raises(MeetingsError) as refused:
        MeetingFactory(organization=branch, chair=member, attendance=away)

    assert "Riêng Tư" in refused.value.findings[0].message
    assert "Riêng Tư" not in f"{refused.value!r} {refused.value}"
