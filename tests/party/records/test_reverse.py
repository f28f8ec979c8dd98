"""A record made by mistake is undone by another one, or not at all."""

from datetime import date

import pytest

from party import records
from party.enums import MovementKind, OfficeRole
from party.models import Member, Membership, Movement, Office
from tests.party.factories import (
    MeetingFactory,
    MemberFactory,
    OfficeFactory,
    OrganizationFactory,
    TermFactory,
)
from tests.party.records.refused import refused

pytestmark = pytest.mark.django_db
DAY = date(2022, 3, 1)


@pytest.fixture
def member():
    return MemberFactory(organization=OrganizationFactory(name="Chi bộ A"))


def last():
    return Movement.objects.order_by("-pk").first()


def test_a_transfer_is_undone_and_both_records_stay(member, officer):
    records.transfer(member, to=OrganizationFactory(), on=DAY, by=None)
    movement = last()

    undo = records.reverse(movement, by=officer, note="Ghi nhầm người")

    [row] = Membership.objects.filter(member=member)
    assert (row.organization.name, row.ends_on, row.end_reason) == (
        "Chi bộ A",
        None,
        "",
    )
    assert (undo.kind, undo.reverses) == (MovementKind.REVERSE, movement)
    assert (undo.note, undo.by) == ("Ghi nhầm người", officer)
    assert Membership.recorded.filter(member=member).count() == 2


def test_nothing_is_undone_twice_nor_an_undoing(member):
    records.transfer(member, to=OrganizationFactory(), on=DAY, by=None)
    movement = last()
    undo = records.reverse(movement, by=None, note="Nhầm")

    assert refused(records.reverse, movement, by=None, note="Nhầm") == [
        (0, "", "Biến động này đã bị hủy.")
    ]
    assert [row[0] for row in refused(records.reverse, undo, by=None, note="Nhầm")] == [
        0
    ]
    assert refused(records.reverse, movement, by=None, note=" ") == [
        (0, "note", "Ghi lý do hủy.")
    ]


def test_what_a_later_record_builds_upon_is_undone_after_it(member):
    records.transfer(member, to=OrganizationFactory(), on=DAY, by=None)
    first = last()
    records.transfer(member, to=OrganizationFactory(), on=date(2023, 1, 1), by=None)
    second = last()

    message = (
        "Sau đó đã ghi “Chuyển sinh hoạt chính thức” từ 01/01/2023: "
        "hủy biến động đó trước."
    )
    assert refused(records.reverse, first, by=None, note="Nhầm") == [(0, "", message)]
    records.reverse(second, by=None, note="Nhầm")
    records.reverse(first, by=None, note="Nhầm")
    assert Membership.objects.filter(member=member).count() == 1


def test_attendance_keeps_the_record_that_it_rests_on(member):
    there = OrganizationFactory(name="Chi bộ B")
    records.transfer(member, to=there, on=DAY, by=None)
    movement = last()
    MemberFactory(organization=there)
    MeetingFactory(organization=there, state="da-hop")

    [(rule, field, message)] = refused(records.reverse, movement, by=None, note="Nhầm")

    assert (rule, field) == (13, "on")
    assert message.startswith(f"{member} có điểm danh ở Chi bộ B")
    assert Membership.objects.filter(member=member).count() == 2


def test_an_office_keeps_the_membership_that_it_rests_on(member):
    there = OrganizationFactory()
    records.transfer(member, to=there, on=DAY, by=None)
    movement = last()
    OfficeFactory(term=TermFactory(organization=there), member=member, on=DAY)

    assert [
        row[0] for row in refused(records.reverse, movement, by=None, note="Nhầm")
    ] == [4]


def test_an_office_that_was_ended_by_mistake_is_held_again_unless_another_holds_it():
    term = TermFactory()
    first = OfficeFactory(term=term)
    movement = records.end_office(first, on=DAY, by=None)
    second = OfficeFactory(term=term, on=DAY)
    appointed = last()

    assert [
        row[0] for row in refused(records.reverse, movement, by=None, note="Nhầm")
    ] == [1]
    records.reverse(appointed, by=None, note="Nhầm")
    records.reverse(movement, by=None, note="Nhầm")

    first.refresh_from_db()
    assert (first.ends_on, first.end_reason) == (None, "")
    assert list(Office.objects.all()) == [first]
    assert list(Office.recorded.filter(is_mistake=True)) == [second]
    assert first.role == OfficeRole.SECRETARY


def test_a_member_who_was_entered_by_mistake_is_found_by_nobody(member):
    branch = member.memberships.get().organization
    [movement] = Movement.objects.filter(member=member)

    records.reverse(movement, by=None, note="Nhầm người")

    assert not Member.objects.real().exists()
    assert not Member.objects.on_roster(branch, DAY).exists()
    assert Member.objects.count() == 1
