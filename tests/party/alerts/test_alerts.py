"""Early warnings: each kind warns in time, is quiet before, and asks one query."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from party import alerts, records
from party.access import Scope
from party.enums import (
    AttendanceStatus,
    MeetingKind,
    MeetingState,
    MembershipEnd,
    OrganizationKind,
    RequestKind,
    TaskState,
)
from party.models import DataRequest, Meeting, Regulation, Task
from tests.party.factories import (
    CommitteeFactory,
    MeetingFactory,
    MemberFactory,
    OrganizationFactory,
    TermFactory,
)

pytestmark = pytest.mark.django_db
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
OFFICER = Scope(is_officer=True)
DAY = date(2023, 12, 20)
UNEXCUSED = AttendanceStatus.UNEXCUSED


def at(month: int, day: int = 5, year: int = 2023) -> datetime:
    return datetime(year, month, day, 14, tzinfo=HANOI)


def found(kind: str, day: date = DAY, scope: Scope = OFFICER) -> list[tuple[str, bool]]:
    """Title and lateness of each warning of one kind."""
    rows = alerts.KINDS[kind].find(scope, day, Regulation.objects.on(day))
    return [(row.title, row.is_late) for row in rows]


def facts(kind: str, day: date = DAY, scope: Scope = OFFICER) -> list[list[str]]:
    rows = alerts.KINDS[kind].find(scope, day, Regulation.objects.on(day))
    return [list(row.facts) for row in rows]


def of_one(organization) -> Scope:
    return Scope(seen=frozenset({organization.pk}))


# --- Regular and thematic meetings ----------------------------------------------------


def test_a_branch_without_a_regular_meeting_this_month_is_warned_of():
    branch = OrganizationFactory(name="Chi bộ Một")
    MeetingFactory(organization=branch, starts_at=at(11), state=MeetingState.HELD)
    held = OrganizationFactory(name="Chi bộ Hai")
    MeetingFactory(organization=held, starts_at=at(12), state=MeetingState.HELD)

    assert found("thuong-ky") == [("Chi bộ Một", True)]
    assert facts("thuong-ky") == [["chưa lên lịch, còn 12 ngày"]]


def test_a_planned_meeting_is_told_and_is_not_late_until_its_day_has_passed():
    branch = OrganizationFactory(name="Chi bộ Một")
    MeetingFactory(organization=branch, starts_at=at(12, 20))

    assert found("thuong-ky", date(2023, 12, 20)) == [("Chi bộ Một", False)]
    assert facts("thuong-ky") == [["dự kiến 14:00 20/12/2023"]]
    assert found("thuong-ky", date(2023, 12, 21)) == [("Chi bộ Một", True)]


def test_what_was_called_off_is_no_plan_and_a_special_meeting_no_regular_one():
    branch = OrganizationFactory(name="Chi bộ Một")
    kinds = [MeetingKind.SPECIAL, MeetingKind.THEMATIC]
    for kind in kinds:
        MeetingFactory(
            organization=branch, starts_at=at(12), kind=kind, state=MeetingState.HELD
        )
    meeting = MeetingFactory(organization=branch, starts_at=at(12, 28))
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.CANCELLED)

    assert found("thuong-ky") == [("Chi bộ Một", True)]


def test_a_combined_meeting_is_both():
    branch = OrganizationFactory()
    MeetingFactory(
        organization=branch,
        starts_at=at(12),
        kind=MeetingKind.COMBINED,
        state=MeetingState.HELD,
    )

    assert found("thuong-ky") == []
    assert found("chuyen-de") == []


def test_only_branches_of_that_day_must_meet():
    branch = OrganizationFactory()
    CommitteeFactory()
    OrganizationFactory(kind=OrganizationKind.GROUP, parent=branch)
    MeetingFactory(organization=branch, starts_at=at(12), state=MeetingState.HELD)
    gone = OrganizationFactory()
    records.dissolve(gone, on=date(2023, 12, 19), by=None, decision="01-QĐ/ĐU")
    OrganizationFactory(on=date(2024, 1, 1))

    assert found("thuong-ky") == []


def test_a_quarter_without_a_thematic_meeting_is_late_in_its_last_month():
    branch = OrganizationFactory(name="Chi bộ Một")
    MeetingFactory(
        organization=branch,
        starts_at=at(9, 30),
        kind=MeetingKind.THEMATIC,
        state=MeetingState.HELD,
    )

    assert found("chuyen-de", date(2023, 9, 30)) == []
    assert found("chuyen-de", date(2023, 10, 1)) == [("Chi bộ Một", False)]
    assert facts("chuyen-de", date(2023, 10, 1)) == [
        ["quý IV", "chưa lên lịch, còn 92 ngày"]
    ]
    assert found("chuyen-de", date(2023, 12, 1)) == [("Chi bộ Một", True)]


# --- Members --------------------------------------------------------------------------


def absent(member, *months: int) -> None:
    """A regular meeting of the branch in each month, missed without a reason."""
    for month in months:
        held_without(member, starts_at=at(month))


def held_without(member, **fields) -> None:
    """A meeting of the branch that two others hold, and that the member misses."""
    organization = member.memberships.get().organization
    chair, secretary = MemberFactory.create_batch(2, organization=organization)
    MeetingFactory(
        organization=organization,
        chair=chair,
        secretary=secretary,
        state=MeetingState.HELD,
        attendance={member.pk: (UNEXCUSED, "")},
        **fields,
    )


def test_the_second_month_of_absence_without_reason_is_warned_of():
    member = MemberFactory(full_name="Trần Văn Vắng")
    absent(member, 3)
    assert found("vang") == []

    absent(member, 11)

    assert found("vang") == [("Trần Văn Vắng", False)]
    assert facts("vang")[0][1:] == [
        "2 tháng vắng không lý do trong năm 2023",
        "xem xét xóa tên từ 3 tháng",
    ]


def test_the_third_month_is_late_and_another_year_begins_anew():
    member = MemberFactory(full_name="Trần Văn Vắng")
    absent(member, 3, 7, 11)

    assert found("vang") == [("Trần Văn Vắng", True)]
    assert found("vang", date(2024, 1, 1)) == []


def test_two_absences_in_one_month_are_one_month():
    member = MemberFactory()
    absent(member, 3)
    held_without(member, starts_at=at(3, 20), kind=MeetingKind.SPECIAL)

    assert found("vang") == []


def test_whoever_has_left_is_not_warned_of():
    member = MemberFactory()
    absent(member, 3, 7)
    records.leave(
        member, on=date(2023, 12, 1), by=None, reason=MembershipEnd.LEFT, decision="1"
    )

    assert found("vang") == []


def test_probation_is_warned_of_in_the_month_in_which_it_is_up():
    MemberFactory(
        full_name="Lê Dự Bị",
        on=date(2022, 12, 31),
        admitted_on=date(2022, 12, 31),
        official_on=None,
    )
    MemberFactory(full_name="Lê Chính Thức")

    assert found("du-bi", date(2023, 11, 30)) == []
    assert found("du-bi", date(2023, 12, 1)) == [("Lê Dự Bị", False)]
    assert facts("du-bi", date(2023, 12, 1))[0][1:] == [
        "đủ 12 tháng dự bị ngày 31/12/2023",
        "xét chậm nhất 31/01/2024",
    ]


def test_probation_is_late_after_the_month_of_grace():
    MemberFactory(on=date(2022, 12, 5), admitted_on=date(2022, 12, 5), official_on=None)

    assert [late for _, late in found("du-bi", date(2024, 1, 5))] == [False]
    assert [late for _, late in found("du-bi", date(2024, 1, 6))] == [True]


# --- Terms, tasks, requests, records --------------------------------------------------


def test_a_term_is_warned_of_so_many_days_before_its_end():
    term = TermFactory(
        organization__name="Chi bộ Một", label="2020–2024", ends_on=date(2024, 3, 31)
    )
    first = term.ends_on - timedelta(days=90)

    assert found("nhiem-ky", first - timedelta(days=1)) == []
    assert found("nhiem-ky", first) == [("Chi bộ Một", False)]
    assert facts("nhiem-ky", first) == [
        ["nhiệm kỳ 2020–2024", "hết hạn 31/03/2024", "còn 90 ngày"]
    ]
    assert found("nhiem-ky", date(2024, 4, 1)) == [("Chi bộ Một", True)]


def test_a_newer_term_settles_the_one_before():
    term = TermFactory(ends_on=date(2023, 6, 30))
    TermFactory(
        organization=term.organization, on=date(2023, 7, 1), ends_on=date(2030, 1, 1)
    )

    assert found("nhiem-ky") == []


def test_overdue_tasks_are_the_oldest_first_and_done_ones_are_none():
    meeting = MeetingFactory(state=MeetingState.HELD)
    for text, due, state in [
        ("Việc mới quá hạn", date(2023, 12, 19), TaskState.OPEN),
        ("Việc cũ", date(2023, 12, 1), TaskState.OPEN),
        ("Việc hôm nay", DAY, TaskState.OPEN),
        ("Việc xong", date(2023, 12, 1), TaskState.DONE),
        ("Việc thôi", date(2023, 12, 1), TaskState.DROPPED),
    ]:
        Task.objects.create(meeting=meeting, text=text, due_on=due, state=state)

    assert found("nhiem-vu") == [("Việc cũ", True), ("Việc mới quá hạn", True)]
    assert facts("nhiem-vu")[0][1:] == ["chưa giao ai", "hạn 01/12/2023", "quá 19 ngày"]


def test_requests_wait_until_they_are_done():
    member = MemberFactory()
    request = DataRequest.objects.create(
        member=member,
        kind=RequestKind.COPY,
        received_on=date(2023, 12, 18),
        answer_by=date(2023, 12, 20),
        due_on=date(2023, 12, 28),
    )

    assert found("du-lieu") == [("Cung cấp dữ liệu", False)]
    assert found("du-lieu", date(2023, 12, 21)) == [("Cung cấp dữ liệu", True)]
    DataRequest.objects.update(answered_on=date(2023, 12, 20))
    assert found("du-lieu", date(2023, 12, 28)) == [("Cung cấp dữ liệu", False)]
    assert found("du-lieu", date(2023, 12, 29)) == [("Cung cấp dữ liệu", True)]
    DataRequest.objects.filter(pk=request.pk).update(done_on=date(2023, 12, 28))
    assert found("du-lieu", date(2023, 12, 29)) == []


def test_records_of_people_who_left_long_ago_are_to_be_thought_about():
    member = MemberFactory(full_name="Trần Đã Đi")
    records.leave(
        member, on=date(2021, 5, 1), by=None, reason=MembershipEnd.LEFT, decision="1"
    )
    MemberFactory()

    assert found("luu-giu", date(2031, 4, 30)) == []
    assert found("luu-giu", date(2031, 5, 1)) == [("Trần Đã Đi", False)]
    member.anonymized_at = timezone.now()
    member.save()
    assert found("luu-giu", date(2031, 5, 1)) == []


# --- Who sees which -------------------------------------------------------------------


def full_branch(name: str):
    """A branch with a warning of every kind that concerns a branch."""
    branch = OrganizationFactory(name=name)
    TermFactory(organization=branch, ends_on=date(2023, 12, 31))
    member = MemberFactory(organization=branch)
    MemberFactory(
        organization=branch,
        on=date(2022, 12, 5),
        admitted_on=date(2022, 12, 5),
        official_on=None,
    )
    absent(member, 3, 7)
    Task.objects.create(
        meeting=branch.meetings.first(), text=f"Việc {name}", due_on=date(2023, 9, 1)
    )
    return branch


BRANCH_KINDS = ["thuong-ky", "chuyen-de", "vang", "du-bi", "nhiem-ky", "nhiem-vu"]


def test_a43_a_named_officer_is_warned_of_the_own_branch_alone():
    own, other = full_branch("Chi bộ Một"), full_branch("Chi bộ Hai")
    DataRequest.objects.create(
        member=MemberFactory(organization=own),
        kind=RequestKind.COPY,
        received_on=DAY,
        answer_by=DAY,
        due_on=DAY,
    )

    seen = alerts.of(of_one(own), DAY)

    assert {key: len(rows) for key, rows in seen.items()} == {
        **dict.fromkeys(BRANCH_KINDS, 1),
        "du-lieu": 0,
        "luu-giu": 0,
    }
    assert {row.organization_id for rows in seen.values() for row in rows} == {own.pk}
    assert len(alerts.of(OFFICER, DAY)["vang"]) == 2
    assert other.pk != own.pk


def test_a43_nobody_else_is_warned_of_anything():
    full_branch("Chi bộ Một")

    assert set(map(len, alerts.of(Scope(), DAY).values())) == {0}


@pytest.mark.parametrize("count", [1, 3])
def test_every_kind_asks_one_query(django_assert_num_queries, count):
    for number in range(count):
        full_branch(f"Chi bộ {number}")

    with django_assert_num_queries(9):  # The regulation, and eight kinds.
        rows = alerts.of(OFFICER, DAY)

    assert [len(rows[kind]) for kind in BRANCH_KINDS] == 6 * [count]
