"""The year report against totals that are worked out here from the raw rows."""

import calendar
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from party import demo, records
from party.access import Scope
from party.enums import (
    AttendanceStatus,
    GradeLevel,
    MeetingKind,
    MeetingState,
)
from party.models import Attendance, Grading, Meeting, MeetingScore, Organization
from party.reports import year
from tests.factories import PartyOfficerFactory
from tests.party.factories import (
    CommitteeFactory,
    MeetingFactory,
    MemberFactory,
    OrganizationFactory,
    full_points,
)

pytestmark = pytest.mark.django_db
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
OFFICER = Scope(is_officer=True)
TODAY = date(2024, 1, 10)
EXCUSED, UNEXCUSED = AttendanceStatus.EXCUSED, AttendanceStatus.UNEXCUSED


def at(month: int, day: int = 5) -> datetime:
    return datetime(2023, month, day, 14, tzinfo=HANOI)


def hold(
    branch, month: int, kind=MeetingKind.REGULAR, absent=None, **fields
) -> Meeting:
    """A held meeting; `absent`: {place among the members but the first two: status}."""
    members = list(branch.memberships.order_by("pk").values_list("member", flat=True))
    marks = {members[place]: (it, "") for place, it in (absent or {}).items()}
    fields = {"state": MeetingState.HELD, "starts_at": at(month)} | fields
    return MeetingFactory(organization=branch, kind=kind, attendance=marks, **fields)


def branch_of(size: int, **fields):
    branch = OrganizationFactory(**fields)
    for number in range(size):
        MemberFactory(organization=branch, full_name=f"Đảng viên {chr(65 + number)}")
    return branch


def report(scope: Scope = OFFICER, today: date = TODAY) -> list[year.Line]:
    return year.of(scope, 2023, today)


def duty(line: year.Line) -> tuple:
    return line.monthly.required, line.monthly.met


# --- An independent count over raw rows -----------------------------------------------


def counted(organization: Organization, of_year: int, today: date) -> dict:
    """The same numbers, by plain loops over single rows."""
    held, taken = {"da-hop", "cho-duyet", "da-chot"}, []
    for meeting in Meeting.objects.all():
        is_own = meeting.organization_id == organization.pk
        if is_own and meeting.year == of_year and meeting.state in held:
            taken.append(meeting)
    months, quarters = set(), set()
    came = expected = 0
    levels: dict[str, int] = {}
    for meeting in taken:
        if meeting.kind in ("thuong-ky", "ket-hop"):
            months.add(meeting.month)
        if meeting.kind in ("chuyen-de", "ket-hop"):
            quarters.add((meeting.month - 1) // 3 + 1)
        score = MeetingScore.objects.filter(meeting=meeting).first()
        level = score.level if score else ""
        levels[level] = levels.get(level, 0) + 1
        if meeting.kind == "chi-uy":
            continue
        for row in Attendance.objects.filter(meeting=meeting):
            came += row.status == "co-mat"
            expected += row.status not in ("mien", "noi-khac")
    due = set()
    for month in range(1, 13):
        last = date(of_year, month, calendar.monthrange(of_year, month)[1])
        ended = organization.ended_on
        exists = organization.founded_on <= last and (ended is None or last <= ended)
        if exists and last < today:
            due.add(month)
    percent = None
    if expected:
        percent = Decimal(came * 10_000 // expected) / 100
    return {
        "held": len(taken),
        "months": (len(due | months), len(months)),
        "quarters": (
            len({month // 3 for month in due if month % 3 == 0} | quarters),
            len(quarters),
        ),
        "present": came,
        "expected": expected,
        "percent": percent,
        "levels": levels,
    }


def reported(line: year.Line) -> dict:
    return {
        "held": line.held,
        "months": (line.monthly.required, line.monthly.met),
        "quarters": (line.quarterly.required, line.quarterly.met),
        "present": line.presence.present,
        "expected": line.presence.expected,
        "percent": line.presence.percent,
        "levels": dict(line.levels),
    }


def a_year_of_two_branches() -> None:
    parent = CommitteeFactory()
    first, second = branch_of(6, parent=parent), branch_of(4, parent=parent)
    for month in (1, 2, 4, 5, 6, 8, 9, 11, 12):
        hold(first, month, absent={3: EXCUSED, 4: UNEXCUSED} if month % 2 else {})
    hold(first, 3, MeetingKind.COMBINED, absent={5: EXCUSED})
    closed = hold(first, 10, MeetingKind.COMBINED, state=MeetingState.CLOSED)
    hold(first, 6, MeetingKind.THEMATIC, starts_at=at(6, 20))
    hold(first, 7, MeetingKind.SPECIAL, absent={2: UNEXCUSED})
    assert full_points(closed)
    for month in (1, 3, 12):
        hold(second, month, absent={2: UNEXCUSED, 3: EXCUSED})
    MeetingFactory(organization=second, starts_at=at(5))  # Planned only.


def test_the_report_equals_a_count_over_the_raw_rows():
    a_year_of_two_branches()

    lines = [line for line in report() if line.kind.is_branch]

    assert len(lines) == 2
    for line in lines:
        organization = Organization.objects.get(pk=line.pk)
        assert reported(line) == counted(organization, 2023, TODAY)


@pytest.mark.parametrize("back", [0, 1])
def test_the_demos_year_report_equals_a_count_over_its_raw_rows(back):
    today = timezone.localdate()
    demo.fill({}, by=PartyOfficerFactory(), today=today)
    of_year = today.year - back

    lines = [it for it in year.of(OFFICER, of_year, today) if it.kind.is_branch]

    assert len(lines) == 5
    assert sum(line.held for line in lines) > 0
    for line in lines:
        organization = Organization.objects.get(pk=line.pk)
        assert reported(line) == counted(organization, of_year, today)


def test_the_total_is_the_sum_of_the_branches():
    a_year_of_two_branches()
    branches = Organization.objects.branches()
    rows = [counted(it, 2023, TODAY) for it in branches]

    whole = reported(year.total(report()))

    for name in ("held", "present", "expected"):
        assert whole[name] == sum(row[name] for row in rows)
    assert whole["months"] == (24, 11 + 3)
    assert whole["levels"] == {"": 15, "Tốt": 1}


def test_by_month_the_report_counts_what_the_months_meetings_had():
    branch = branch_of(6)
    hold(branch, 3, absent={3: EXCUSED})
    hold(branch, 3, MeetingKind.THEMATIC, absent={3: UNEXCUSED, 4: EXCUSED})
    hold(branch, 4, state=MeetingState.HELD)

    (line,) = report()

    assert {
        month: (it.present, it.expected, it.percent)
        for month, it in line.by_month.items()
    } == {3: (9, 12, Decimal(75)), 4: (6, 6, Decimal(100))}


# --- What is required -----------------------------------------------------------------


def test_a_month_is_required_once_it_is_over():
    branch_of(3)

    assert duty(report(today=date(2023, 5, 31))[0]) == (4, 0)
    assert duty(report(today=date(2023, 6, 1))[0]) == (5, 0)
    assert duty(report(today=date(2024, 6, 1))[0]) == (12, 0)


def test_a_month_that_is_not_over_counts_once_the_branch_has_met():
    branch = branch_of(3)
    hold(branch, 5)

    assert duty(report(today=date(2023, 5, 6))[0]) == (5, 1)


def test_a_branch_is_asked_for_the_months_at_whose_end_it_existed():
    founded = branch_of(0, on=date(2023, 3, 31))
    ended = branch_of(0)
    records.dissolve(ended, on=date(2023, 6, 15), by=None, decision="01-QĐ/ĐU")

    lines = {line.pk: duty(line) for line in report()}

    assert lines == {founded.pk: (10, 0), ended.pk: (5, 0)}


def test_who_did_not_exist_in_the_year_is_not_in_the_report():
    OrganizationFactory(on=date(2024, 1, 1))
    ended = OrganizationFactory()
    records.dissolve(ended, on=date(2022, 12, 31), by=None, decision="01-QĐ/ĐU")

    assert report() == []


def test_a_committee_need_not_meet_every_month():
    CommitteeFactory()

    (line,) = report()

    assert (line.monthly, line.quarterly) == (None, None)


def test_meetings_of_the_committee_are_held_and_are_not_in_the_attendance():
    branch = branch_of(4)
    hold(branch, 2)
    meeting = hold(branch, 3)
    Meeting.objects.filter(pk=meeting.pk).update(kind=MeetingKind.COMMITTEE)

    (line,) = report()

    assert (line.held, line.presence.expected, duty(line)) == (2, 4, (12, 1))


def test_an_organization_is_called_as_it_was_at_the_end_of_the_year():
    branch = branch_of(3, name="Chi bộ Cũ")
    place = {"parent": None, "external_superior": "Đảng bộ cấp trên"}
    records.rename(branch, name="Chi bộ Mới", on=date(2024, 1, 1), by=None, **place)

    assert [line.name for line in report()] == ["Chi bộ Cũ"]
    assert [line.name for line in year.of(OFFICER, 2024, date(2024, 2, 1))] == [
        "Chi bộ Mới"
    ]


# --- Levels and rights ----------------------------------------------------------------


def test_levels_are_those_decided_for_the_whole_year():
    branch = branch_of(3)
    members = [row.member for row in branch.memberships.all()]
    own = {"organization": branch, "year": 2023, "decided_on": date(2023, 12, 31)}
    Grading.objects.create(**own, decided_level=GradeLevel.EXCELLENT)
    Grading.objects.create(**own, quarter=4, decided_level=GradeLevel.FAILED)
    for member in members[:2]:
        Grading.objects.create(**own, member=member, decided_level=GradeLevel.GOOD)
    proposed = {"organization": branch, "year": 2023, "member": members[2]}
    Grading.objects.create(**proposed, proposed_level=GradeLevel.DONE)

    (line,) = report()

    assert line.own_level == "Hoàn thành xuất sắc nhiệm vụ"
    assert dict(line.member_levels) == {GradeLevel.GOOD: 2}


def test_a43_a_named_officer_reports_the_own_branch_alone():
    a_year_of_two_branches()
    own = Organization.objects.branches().first()

    lines = report(Scope(seen=frozenset({own.pk})))

    assert [line.pk for line in lines] == [own.pk]
    assert report(Scope()) == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_report_asks_six_queries(django_assert_num_queries, count):
    for _ in range(count):
        hold(branch_of(3), 2)

    with django_assert_num_queries(6):
        assert len(report()) == count
