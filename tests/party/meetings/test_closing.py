"""Closing freezes; transfers, new names and new offices rewrite no history."""

import json
from datetime import date, timedelta

import pytest

from party import meetings, records
from party.enums import AttendanceStatus, LogKind, MeetingState, OfficeRole
from party.meetings import MeetingsError
from party.models import Amendment, Meeting, PartyLogEntry
from party.roster import roster
from party.totals import count
from tests.factories import UserFactory
from tests.party.factories import (
    MEETING,
    MeetingFactory,
    MemberFactory,
    OfficeFactory,
    OrganizationFactory,
    TermFactory,
)

pytestmark = pytest.mark.django_db
RECORD_QUERIES = 12
LATER = date(2025, 3, 1)
PASSWORD = "mat-khau-cua-phep-thu"


@pytest.fixture
def officer():
    return UserFactory(full_name="Trần Thị Hồ Sơ", password=PASSWORD)


@pytest.fixture
def branch():
    return OrganizationFactory(name="Chi bộ Thanh tra")


@pytest.fixture
def chair(branch):
    term = TermFactory(organization=branch)
    member = MemberFactory(organization=branch, full_name="Lê Văn Chủ Trì")
    return OfficeFactory(term=term, member=member, role=OfficeRole.SECRETARY).member


@pytest.fixture
def closed(branch, chair, officer):
    absent = MemberFactory(organization=branch, full_name="Vũ Thị Vắng")
    return MeetingFactory(
        organization=branch,
        chair=chair,
        secretary=MemberFactory(organization=branch),
        attendance={absent.pk: (AttendanceStatus.EXCUSED, "đi công tác")},
        guests=[{"full_name": "Ngô Văn Khách", "post": "Phó Giám đốc Sở"}],
        agenda=[{"text": "Kiểm điểm tháng 11", "presenter": chair}],
        resolutions=[{"summary": "Nghị quyết tháng 12", "votes_for": 2}],
        state=MeetingState.CLOSED,
        by=officer,
    )


def rename(branch, officer):
    records.rename(
        branch,
        name="Chi bộ Mới",
        parent=None,
        external_superior="Đảng bộ cấp trên",
        on=LATER,
        by=officer,
    )


def test_a_snapshot_holds_names_titles_votes_and_numbers_of_the_day(closed, officer):
    record = json.loads(closed.snapshot)

    assert record["organization"]["name"] == "Chi bộ Thanh tra"
    assert record["chair"]["name"] == "Lê Văn Chủ Trì"
    assert record["chair"]["title"] == "Bí thư"
    assert [(row["name"], row["status_label"]) for row in record["attendance"]][-1] == (
        "Vũ Thị Vắng",
        "Vắng có lý do",
    )
    assert {row["may_vote"] for row in record["attendance"]} == {True}
    assert record["totals"]["expected"] == 3
    assert record["totals"]["percent"] == "66.66"
    assert record["resolutions"][0]["votes_for"] == 2
    assert record["closed_by"] == str(officer)
    assert record["meeting"]["starts_at"] == "2023-12-27T08:00:00+07:00"


def test_later_transfers_names_and_offices_change_nothing_of_it(
    closed, branch, chair, officer
):
    before = meetings.record_of(closed)

    other = OrganizationFactory()
    records.transfer(chair, to=other, on=LATER, by=officer)
    rename(branch, officer)
    type(chair).objects.filter(pk=chair.pk).update(full_name="Đã ẩn danh")
    closed.attendance.update(status=AttendanceStatus.UNEXCUSED)

    after = Meeting.objects.get(pk=closed.pk)
    assert meetings.record_of(after) == before
    assert meetings.verify(after) == []


def test_an_open_meeting_has_the_name_that_its_branch_had_on_its_day(branch, officer):
    meeting = MeetingFactory(organization=branch)
    rename(branch, officer)

    meeting.refresh_from_db()

    assert meetings.record_of(meeting)["organization"]["name"] == "Chi bộ Thanh tra"


def test_the_record_of_an_open_meeting_says_what_its_snapshot_will(branch, chair):
    meeting = MeetingFactory(
        organization=branch, chair=chair, state=MeetingState.MINUTES
    )
    from tests.party.factories import full_points

    meetings.save(meeting, points=full_points(meeting), by=None)
    before = meetings.record_of(meeting)

    meetings.close(meeting, by=None)

    frozen = meetings.record_of(meeting)
    assert {name: frozen[name] for name in before} == before


@pytest.mark.parametrize("people", [2, 6])
def test_a_record_asks_as_much_for_many_as_for_few(
    branch, people, django_assert_num_queries
):
    members = MemberFactory.create_batch(people, organization=branch)
    meeting = MeetingFactory(
        organization=branch,
        opinions=[{"member": member, "text": "Ý kiến"} for member in members],
        tasks=[{"text": "Việc", "assignee": member} for member in members],
        state=MeetingState.HELD,
    )
    meeting = Meeting.objects.select_related("organization").get(pk=meeting.pk)

    # versions (2), offices, chair, secretary; guests, rows of four lists, roll, score
    with django_assert_num_queries(RECORD_QUERIES):
        meetings.record_of(meeting)


def test_a_closed_meeting_takes_no_step_but_an_amendment(closed, officer):
    steps = [
        lambda: meetings.save(closed, fields={"place": "x"}, by=officer),
        lambda: meetings.take_attendance(closed, {}, by=officer),
        lambda: meetings.hold(closed, by=officer),
        lambda: meetings.return_minutes(closed, by=officer),
        lambda: meetings.close(closed, by=officer),
        lambda: meetings.cancel(closed, reason="x", by=officer),
        lambda: meetings.remove_minutes(closed, by=officer),
    ]
    version, snapshot = closed.version, closed.snapshot

    for step in steps:
        with pytest.raises(MeetingsError):
            step()

    closed.refresh_from_db()
    assert (closed.version, closed.snapshot) == (version, snapshot)


def amend(meeting, officer, text="Sai chức vụ của đại biểu.", password=PASSWORD):
    return meetings.amend(
        meeting, text=text, reason="Ghi nhầm", password=password, by=officer
    )


def test_amendments_are_a_chain_beside_the_snapshot(closed, officer):
    first, second = amend(closed, officer), amend(closed, officer, "Sai giờ.")

    assert meetings.verify(closed) == []
    assert first.digest != second.digest
    assert json.loads(second.data)["signed_by"] == {
        "id": officer.pk,
        "name": "Trần Thị Hồ Sơ",
    }
    kinds = PartyLogEntry.objects.filter(kind=LogKind.AMEND)
    assert kinds.count() == 2


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"password": "khac"}, "password"),
        ({"password": ""}, "password"),
        ({"text": "  "}, "text"),
    ],
)
def test_without_signature_or_words_there_is_no_amendment(
    closed, officer, given, field
):
    with pytest.raises(MeetingsError) as refused:
        amend(closed, officer, **given)

    assert [found.field for found in refused.value.findings] == [field]
    assert not closed.amendments.exists()


def test_an_open_meeting_is_not_amended(branch, officer):
    meeting = MeetingFactory(organization=branch)

    with pytest.raises(MeetingsError):
        amend(meeting, officer)


def test_a_snapshot_or_an_amendment_changed_behind_our_back_is_found(closed, officer):
    first = amend(closed, officer)
    amend(closed, officer, "Sai giờ.")
    Amendment.objects.filter(pk=first.pk).update(data=first.data.replace("Sai", "Đúng"))
    of_amendment = meetings.verify(closed)
    Amendment.objects.filter(pk=first.pk).update(data=first.data)
    snapshot = closed.snapshot.replace("Vũ Thị Vắng", "Vũ Thị Có Mặt")
    Meeting.objects.filter(pk=closed.pk).update(snapshot=snapshot)

    of_snapshot = meetings.verify(Meeting.objects.get(pk=closed.pk))

    assert len(of_amendment) == 1
    assert f"đính chính {first.pk}" in of_amendment[0]
    assert len(of_snapshot) == 1
    assert "bản chốt" in of_snapshot[0]


def test_an_amendment_taken_out_of_the_chain_is_found(closed, officer):
    first = amend(closed, officer)
    amend(closed, officer, "Sai giờ.")

    Amendment.objects.filter(pk=first.pk).delete()

    assert len(meetings.verify(closed)) == 1


def test_a_merged_branch_keeps_its_meetings_under_its_old_name(closed, branch, officer):
    other = OrganizationFactory(name="Chi bộ Tổng hợp")
    MemberFactory(organization=other)
    successor = OrganizationFactory(name="Chi bộ Hợp nhất", on=LATER)
    records.merge([branch, other], into=successor, on=LATER, by=officer)

    kept = Meeting.objects.get(pk=closed.pk)

    assert kept.organization == branch
    assert meetings.record_of(kept)["organization"]["name"] == "Chi bộ Thanh tra"
    day = LATER + timedelta(days=30)
    rows = roster(successor, day)
    assert len(rows) == 4
    assert count(rows).official == 4
    assert roster(branch, MEETING.date())
    assert roster(branch, day) == []
