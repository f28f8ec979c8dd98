"""Rule 8: the rows are the roster of the day, and present + absent = expected."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from party import meetings, records, roster
from party.enums import AttendanceStatus, MeetingKind, MeetingState, MemberStanding
from party.meetings import MeetingsError
from party.meetings.closing import in_the_way
from party.rules.sheet import Sheet
from tests.party.factories import (
    MEETING,
    CommitteeFactory,
    MeetingFactory,
    MemberFactory,
    OfficeFactory,
    OrganizationFactory,
    ProbationaryFactory,
    TermFactory,
)

pytestmark = pytest.mark.django_db
DAY = MEETING.date()


@pytest.fixture
def branch():
    return OrganizationFactory()


def standings(organization, day=DAY, kind=MeetingKind.REGULAR):
    return {
        line.member: (line.standing, line.status)
        for line in roster.roster(organization, day, kind)
    }


def test_the_roster_is_official_and_probationary_and_hosted_members(branch):
    official = MemberFactory(organization=branch)
    probationary = ProbationaryFactory(organization=branch)
    hosted, stranger = MemberFactory(), MemberFactory()
    records.send_away(hosted, to=branch, on=date(2023, 6, 1), by=None)

    assert standings(branch) == {
        official: (MemberStanding.OFFICIAL, ""),
        probationary: (MemberStanding.PROBATIONARY, ""),
        hosted: (MemberStanding.HOSTED, ""),
    }
    assert standings(stranger.memberships.get().organization).keys() == {stranger}


def test_the_exempt_and_those_elsewhere_are_on_the_roster_and_not_expected(branch):
    exempt, away = MemberFactory.create_batch(2, organization=branch)
    records.exempt(exempt, on=date(2023, 1, 1), by=None)
    records.send_away(away, place="Trường Chính trị", on=date(2023, 1, 1), by=None)

    meeting = MeetingFactory(organization=branch, state=MeetingState.HELD)

    totals = Sheet(meeting).totals
    assert (totals.roster, totals.exempt, totals.elsewhere) == (
        totals.expected + 2,
        1,
        1,
    )
    assert standings(branch)[exempt][1] == AttendanceStatus.EXEMPT
    assert standings(branch)[away][1] == AttendanceStatus.ELSEWHERE


@pytest.mark.parametrize(("days", "is_there"), [(0, True), (-1, True), (1, False)])
def test_membership_counts_from_its_first_day(branch, days, is_there):
    member = MemberFactory(organization=branch, on=DAY + timedelta(days=days))

    assert (member in standings(branch)) == is_there


def test_the_old_branch_has_a_member_through_the_day_before_the_transfer(branch):
    other = OrganizationFactory()
    member = MemberFactory(organization=branch)
    records.transfer(member, to=other, on=DAY, by=None)

    assert member in standings(branch, DAY - timedelta(days=1))
    assert member not in standings(branch, DAY)
    assert member in standings(other, DAY)


def test_a_committee_meets_with_its_officers_alone(branch):
    term = TermFactory(organization=branch)
    secretary = OfficeFactory(term=term).member
    MemberFactory(organization=branch)

    assert standings(branch, kind=MeetingKind.COMMITTEE).keys() == {secretary}


def test_a_whole_committee_meets_with_the_members_of_all_its_branches():
    committee = CommitteeFactory()
    branches = OrganizationFactory.create_batch(2, parent=committee)
    members = {MemberFactory(organization=branch) for branch in branches}
    visitor = MemberFactory(organization=branches[0])
    records.send_away(visitor, to=branches[1], on=date(2023, 1, 1), by=None)
    MemberFactory()

    found = standings(committee)

    assert found.keys() == {*members, visitor}
    assert found[visitor] == (MemberStanding.OFFICIAL, "")


STATUSES = st.sampled_from(
    [AttendanceStatus.PRESENT, AttendanceStatus.EXCUSED, AttendanceStatus.UNEXCUSED]
)
KINDS = st.sampled_from(["official", "probationary", "hosted", "exempt", "away"])


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(KINDS, STATUSES), min_size=1, max_size=9))
def test_the_stored_totals_of_a_random_roster_agree_with_the_rule(people):
    branch = OrganizationFactory()
    home = OrganizationFactory()
    wanted, marks = {}, {}
    for kind, status in people:
        if kind == "probationary":
            member = ProbationaryFactory(organization=branch)
        elif kind == "hosted":
            member = MemberFactory(organization=home)
            records.send_away(member, to=branch, on=date(2023, 1, 1), by=None)
        else:
            member = MemberFactory(organization=branch)
        if kind == "exempt":
            records.exempt(member, on=date(2023, 1, 1), by=None)
        elif kind == "away":
            records.send_away(member, place="Nơi khác", on=date(2023, 1, 1), by=None)
        else:
            marks[member.pk] = (status, "")
        wanted[member.pk] = kind
    meeting = MeetingFactory(organization=branch, attendance=marks)

    rows = list(meeting.attendance.values_list("member", "status"))
    totals = Sheet(meeting).totals

    kinds = list(wanted.values())
    assert dict(rows).keys() == wanted.keys() or not marks
    if marks:
        assert totals.roster == len(people)
        assert totals.hosted == kinds.count("hosted")
        assert totals.probationary == kinds.count("probationary")
        assert totals.exempt == kinds.count("exempt")
        assert totals.elsewhere == kinds.count("away")
        assert totals.expected == len(marks)
        given_statuses = [status for status, _ in marks.values()]
        assert (totals.present, totals.excused, totals.unexcused) == (
            given_statuses.count(AttendanceStatus.PRESENT),
            given_statuses.count(AttendanceStatus.EXCUSED),
            given_statuses.count(AttendanceStatus.UNEXCUSED),
        )
        assert totals.present + totals.absent == totals.expected


@pytest.mark.parametrize(
    "status", [AttendanceStatus.EXEMPT, AttendanceStatus.ELSEWHERE]
)
def test_nobody_is_exempt_or_elsewhere_without_a_record_of_it(branch, status):
    member = MemberFactory(organization=branch)
    meeting = MeetingFactory(organization=branch)

    with pytest.raises(MeetingsError) as refused:
        meetings.take_attendance(meeting, {member.pk: (status, "")}, by=None)

    assert [(f.rule, f.field) for f in refused.value.findings] == [
        (8, f"attendance-{member.pk}")
    ]
    assert not meeting.attendance.exists()


def test_whoever_is_exempt_may_come_all_the_same(branch):
    member = MemberFactory(organization=branch)
    records.exempt(member, on=date(2023, 1, 1), by=None)

    meeting = MeetingFactory(
        organization=branch, attendance={member.pk: (AttendanceStatus.PRESENT, "")}
    )

    assert Sheet(meeting).totals.present == 1


def test_nobody_unasked_is_left_when_it_closes(branch):
    asked, forgotten = MemberFactory.create_batch(2, organization=branch)
    present = (AttendanceStatus.PRESENT, "")
    meeting = MeetingFactory(organization=branch, attendance={asked.pk: present})
    incomplete = [f.rule for f in in_the_way(meeting)]

    meetings.take_attendance(meeting, {forgotten.pk: present}, by=None)

    assert incomplete.count(8) == 1
    assert [f.rule for f in in_the_way(meeting)].count(8) == 0


def test_a_member_recorded_late_is_missed_when_it_closes(branch):
    meeting = MeetingFactory(organization=branch, state=MeetingState.HELD)
    late = MemberFactory(organization=branch, full_name="Trần Thị Muộn")

    found = [f for f in in_the_way(meeting) if f.rule == 8]
    meetings.take_attendance(meeting, {}, by=None, rest=AttendanceStatus.PRESENT)

    assert [f.field for f in found] == ["attendance"]
    assert str(late) in found[0].message
    assert [f for f in in_the_way(meeting) if f.rule == 8] == []


def test_a_reason_is_kept_beside_an_absence_only(branch):
    one, two = MemberFactory.create_batch(2, organization=branch)

    meeting = MeetingFactory(
        organization=branch,
        attendance={
            one.pk: (AttendanceStatus.EXCUSED, "  đi công tác "),
            two.pk: (AttendanceStatus.PRESENT, "ốm"),
        },
    )

    assert dict(meeting.attendance.values_list("member", "reason")) == {
        one.pk: "đi công tác",
        two.pk: "",
    }


def test_an_empty_roster_closes_nothing(branch):
    meeting = MeetingFactory(organization=branch)

    assert [f.field for f in in_the_way(meeting) if f.rule == 8] == ["attendance"]


def test_nobody_of_another_branch_is_marked(branch):
    stranger = MemberFactory()
    meeting = MeetingFactory(organization=branch)

    with pytest.raises(MeetingsError) as refused:
        meetings.take_attendance(
            meeting, {stranger.pk: (AttendanceStatus.PRESENT, "")}, by=None
        )

    assert [f.rule for f in refused.value.findings] == [13]
