"""The second save of one meeting: refused, and nothing of either text is lost."""

import threading

import pytest
from django.db import connections
from django.urls import reverse

from party import meetings
from party.desk.meetings.typed import stored
from party.enums import AttendanceStatus, MeetingState
from party.meetings import MeetingsError
from party.models import Meeting
from tests.factories import PartyOfficerFactory
from tests.party.factories import (
    MeetingFactory,
    MemberFactory,
    OrganizationFactory,
)

PRESENT = AttendanceStatus.PRESENT


def opened(meeting, **typed):
    """The form as it was opened, and what was typed since."""
    saved = stored(meeting)
    base = {"version": str(meeting.version), "base": saved.encode()}
    return dict(saved.data().items()) | base | typed


@pytest.fixture
def officer():
    return PartyOfficerFactory()


def url(meeting):
    return reverse("admin:party_meeting_change", args=[meeting.pk])


@pytest.mark.django_db
def test_the_second_save_is_a_409_with_both_texts(client, officer):
    client.force_login(officer)
    colleague = PartyOfficerFactory(full_name="Lê Thị Đồng Nghiệp")
    meeting = MeetingFactory(place="Phòng 1", theme="Chuyên đề")
    mine = opened(meeting, place="Phòng 2", conclusion="Kết luận của tôi")
    meetings.save(
        meeting, fields={"place": "Phòng 3", "theme": "Chuyên đề mới"}, by=colleague
    )

    response = client.post(url(meeting), mine)

    assert response.status_code == 409
    assert [(it.label, it.mine, it.theirs) for it in response.context["clashes"]] == [
        ("Địa điểm", "Phòng 2", "Phòng 3")
    ]
    assert "Lê Thị Đồng Nghiệp đã lưu lúc" in response.text
    shown = response.context["form"]
    assert [shown[name].value() for name in ("place", "theme", "conclusion")] == [
        "Phòng 2",
        "Chuyên đề mới",
        "Kết luận của tôi",
    ]
    meeting.refresh_from_db()
    assert (meeting.place, meeting.theme) == ("Phòng 3", "Chuyên đề mới")


@pytest.mark.django_db
def test_the_form_that_came_back_is_saved_the_next_time(client, officer):
    client.force_login(officer)
    meeting = MeetingFactory(place="Phòng 1")
    mine = opened(meeting, conclusion="Kết luận của tôi")
    meetings.save(meeting, fields={"place": "Phòng 3"}, by=None)
    came_back = client.post(url(meeting), mine)
    meeting.refresh_from_db()
    again = dict(came_back.context["editing"].typed.data().items())

    response = client.post(
        url(meeting),
        again | {"version": str(meeting.version), "base": came_back.context["base"]},
    )

    assert response.status_code == 302
    meeting.refresh_from_db()
    assert (meeting.place, meeting.conclusion) == ("Phòng 3", "Kết luận của tôi")


@pytest.mark.django_db
@pytest.mark.parametrize("version", ["", "x", "0", "999999999999", "-1"])
def test_a_form_without_a_version_saves_nothing(client, officer, version):
    client.force_login(officer)
    meeting = MeetingFactory(place="Phòng 1")

    response = client.post(
        url(meeting), opened(meeting, place="Phòng 2", version=version)
    )

    assert response.status_code == 409
    meeting.refresh_from_db()
    assert meeting.place == "Phòng 1"


@pytest.mark.django_db
def test_a_meeting_closed_meanwhile_keeps_its_snapshot_and_my_words(client, officer):
    client.force_login(officer)
    meeting = MeetingFactory(state=MeetingState.CLOSED)
    mine = opened(meeting, conclusion="Viết thêm sau khi chốt")
    snapshot = meeting.snapshot

    response = client.post(url(meeting), mine)

    assert "Viết thêm sau khi chốt" in response.text
    meeting.refresh_from_db()
    assert (meeting.conclusion, meeting.snapshot) == ("", snapshot)


def both(*calls):
    """Run at once, each in a thread and connection of its own; what each raised."""
    gate, raised = threading.Barrier(len(calls)), [None] * len(calls)

    def run(number, call):
        try:
            gate.wait(10)
            call()
        except MeetingsError as error:
            raised[number] = error
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=run, args=(number, call))
        for number, call in enumerate(calls)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return raised


@pytest.mark.django_db(transaction=True)
def test_of_two_saves_at_once_one_is_refused(officer):
    pk = MeetingFactory().pk

    def save(place):
        meeting = Meeting.objects.get(pk=pk)
        return lambda: meetings.save(meeting, fields={"place": place}, by=officer)

    raised = both(save("Phòng 1"), save("Phòng 2"))

    assert sorted(error is None for error in raised) == [False, True]
    assert next(error for error in raised if error).is_taken
    winner = "Phòng 1" if raised[0] is None else "Phòng 2"
    assert Meeting.objects.get(pk=pk).place == winner


@pytest.mark.django_db(transaction=True)
def test_of_two_regular_meetings_planned_at_once_one_is_refused(officer):
    branch = OrganizationFactory()

    def plan():
        MeetingFactory(organization=branch, by=officer)

    raised = both(plan, plan)

    assert sorted(error is None for error in raised) == [False, True]
    loser = next(error for error in raised if error)
    assert [(f.rule, f.field) for f in loser.findings] == [(7, "month")]
    assert branch.meetings.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_meeting_closed_while_somebody_saves_is_one_or_the_other(officer):
    branch = OrganizationFactory()
    MemberFactory.create_batch(2, organization=branch)
    made = MeetingFactory(organization=branch, state=MeetingState.MINUTES)
    from tests.party.factories import full_points

    meetings.save(made, points=full_points(made), by=officer)
    closer, writer = (Meeting.objects.get(pk=made.pk) for _ in range(2))

    raised = both(
        lambda: meetings.close(closer, by=officer),
        lambda: meetings.save(writer, fields={"place": "Phòng 9"}, by=officer),
    )

    assert sorted(error is None for error in raised) == [False, True]
    after = Meeting.objects.get(pk=made.pk)
    assert meetings.verify(after) == []
    closed = raised[0] is None
    assert (after.state == MeetingState.CLOSED, after.place) == (
        closed,
        "" if closed else "Phòng 9",
    )
