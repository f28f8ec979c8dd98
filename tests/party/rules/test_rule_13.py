"""Rule 13: one official membership on any date; an end has a reason; attendance."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from party import records
from party.enums import (
    AttendanceStatus,
    MeetingKind,
    MembershipEnd,
    MembershipKind,
    MemberStanding,
)
from party.models import Attendance, Meeting, Membership
from party.rules.members import rule_13, rule_13_attendance
from tests.party.factories import CommitteeFactory, MemberFactory, OrganizationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    return MemberFactory(organization=OrganizationFactory(name="Chi bộ A"))


def beside(member, **fields):
    values = {
        "member": member,
        "organization": OrganizationFactory(),
        "kind": MembershipKind.OFFICIAL,
        "starts_on": date(2021, 1, 1),
    }
    return Membership(**values | fields)


def test_two_official_memberships_share_no_day(member):
    records.transfer(member, to=None, place="Nơi khác", on=date(2022, 1, 1), by=None)

    on_the_last_day = rule_13(beside(member, starts_on=date(2021, 12, 31)))
    the_day_after = rule_13(beside(member, starts_on=date(2022, 1, 1)))

    message = (
        "Đảng viên đã sinh hoạt chính thức ở Chi bộ A từ 01/01/2020 đến 31/12/2021."
    )
    assert [(f.field, f.message) for f in on_the_last_day] == [("on", message)]
    assert the_day_after == []


def test_a_temporary_stay_stands_beside_the_official_membership(member):
    assert rule_13(beside(member, kind=MembershipKind.HOSTED)) == []


def test_leaving_needs_a_reason(member):
    ended = beside(member, kind=MembershipKind.HOSTED, ends_on=date(2021, 2, 1))
    assert [(f.rule, f.field) for f in rule_13(ended)] == [(13, "reason")]
    with pytest.raises(ValidationError, match="Nhập lý do kết thúc sinh hoạt"):
        ended.full_clean()

    ended.end_reason = MembershipEnd.RETURNED

    assert rule_13(ended) == []
    ended.full_clean()


def test_leave_takes_no_reason_of_another_kind(member):
    with pytest.raises(records.RecordsError) as error:
        records.leave(
            member, on=date(2022, 1, 1), by=None, reason=MembershipEnd.TRANSFERRED
        )

    assert [(f.rule, f.field) for f in error.value.findings] == [(13, "reason")]


def test_members_belong_to_branches(member):
    [finding] = rule_13(
        beside(member, organization=CommitteeFactory(), kind=MembershipKind.HOSTED)
    )

    assert (finding.rule, finding.field) == (13, "organization")


def attended(member, organization, day):
    meeting = Meeting.objects.create(
        organization=organization,
        kind=MeetingKind.REGULAR,
        year=day.year,
        month=day.month,
        starts_at=datetime(day.year, day.month, day.day, 1, tzinfo=UTC),
    )
    return Attendance.objects.create(
        meeting=meeting,
        member=member,
        status=AttendanceStatus.PRESENT,
        standing=MemberStanding.OFFICIAL,
    )


def test_a_transfer_dated_before_somebodys_attendance_is_refused(member):
    home = member.memberships.get().organization
    attended(member, home, date(2022, 3, 5))
    other = OrganizationFactory()

    with pytest.raises(records.RecordsError) as error:
        records.transfer(member, to=other, on=date(2022, 3, 5), by=None)

    assert error.value.messages == [
        f"{member} có điểm danh ở Chi bộ A ngày 05/03/2022."
    ]
    assert member.memberships.get().organization == home
    records.transfer(member, to=other, on=date(2022, 3, 6), by=None)
    assert rule_13_attendance(member) == []


def test_attendance_elsewhere_is_found(member):
    attended(member, OrganizationFactory(name="Chi bộ B"), date(2022, 3, 5))

    [finding] = rule_13_attendance(member)

    assert (finding.rule, finding.blocks) == (13, True)
    assert finding.message == f"{member} có điểm danh ở Chi bộ B ngày 05/03/2022."
