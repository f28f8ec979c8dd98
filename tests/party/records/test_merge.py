"""Merging and splitting: old meetings stay, members move with their dates."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from party import records
from party.enums import (
    MeetingState,
    MembershipEnd,
    MembershipKind,
    OfficeEnd,
    OfficeRole,
    OrganizationKind,
    OrganizationState,
    SuccessionKind,
)
from party.models import Meeting, Member, Membership, Movement, Office, Succession
from tests.factories import PartyOfficerFactory
from tests.party.factories import (
    CommitteeFactory,
    MeetingFactory,
    MemberFactory,
    OfficeFactory,
    OrganizationFactory,
    TermFactory,
)
from tests.party.records.refused import refused

pytestmark = pytest.mark.django_db
DAY = date(2024, 3, 1)
EVE = date(2024, 2, 29)
BEGINNING = date(2020, 1, 1)


@pytest.fixture
def top():
    return CommitteeFactory(name="Đảng bộ")


@pytest.fixture
def one(top):
    return OrganizationFactory(name="Chi bộ Một", parent=top)


@pytest.fixture
def two(top):
    return OrganizationFactory(name="Chi bộ Hai", parent=top)


@pytest.fixture
def new(top):
    return OrganizationFactory(name="Chi bộ Chung", parent=top, on=DAY)


def rows(member):
    found = Membership.objects.filter(member=member).order_by("starts_on", "pk")
    return [
        (r.organization.name, r.kind, r.starts_on, r.ends_on, r.end_reason)
        for r in found
    ]


def test_merging_two_branches_keeps_every_old_meeting_readable_under_its_old_name(
    client, one, two, new
):
    for branch in (one, two):
        for month in (1, 2):
            MeetingFactory(
                organization=branch,
                state=MeetingState.CLOSED,
                starts_at=datetime(2024, month, 5, 1, tzinfo=UTC),
                year=2024,
                month=month,
            )
    kept = {m.pk: (m.organization_id, m.snapshot) for m in Meeting.objects.all()}

    records.merge([one, two], into=new, on=DAY, by=None)

    assert {
        m.pk: (m.organization_id, m.snapshot) for m in Meeting.objects.all()
    } == kept
    client.force_login(PartyOfficerFactory())
    for meeting in Meeting.objects.select_related("organization"):
        page = client.get(reverse("admin:party_meeting_change", args=[meeting.pk]))
        assert page.status_code == 200
        assert meeting.organization.name in page.text
        assert "Chi bộ Chung" not in page.text
        assert (
            "đã sáp nhập"
            in client.get(
                reverse(
                    "admin:party_organization_change", args=[meeting.organization_id]
                )
            ).text.lower()
        )


def test_merging_moves_current_members_with_their_dates(one, two, new):
    first = MemberFactory(organization=one)
    second = MemberFactory(organization=two, on=date(2023, 5, 5))
    gone = MemberFactory(organization=one)
    records.transfer(gone, to=None, place="Nơi khác", on=date(2022, 1, 1), by=None)

    records.merge([one, two], into=new, on=DAY, by=None, decision="7-QĐ/ĐU")

    official, why = MembershipKind.OFFICIAL, MembershipEnd.REORGANIZED
    assert rows(first) == [
        ("Chi bộ Một", official, BEGINNING, EVE, why),
        ("Chi bộ Chung", official, DAY, None, ""),
    ]
    assert rows(second) == [
        ("Chi bộ Hai", official, date(2023, 5, 5), EVE, why),
        ("Chi bộ Chung", official, DAY, None, ""),
    ]
    assert [row[0] for row in rows(gone)] == ["Chi bộ Một"]
    assert set(Member.objects.on_roster(new, DAY)) == {first, second}
    assert set(Member.objects.on_roster(one, EVE)) == {first}


def test_merging_ends_organizations_terms_and_offices_and_opens_no_office(
    one, two, new
):
    term = TermFactory(organization=one)
    office = OfficeFactory(term=term)
    in_committee = OfficeFactory(
        term=TermFactory(organization=one.parent),
        member=office.member,
        role=OfficeRole.COMMITTEE,
    )

    movement = records.merge([one, two], into=new, on=DAY, by=None, decision="7-QĐ")

    for branch in (one, two):
        branch.refresh_from_db()
        assert (branch.state, branch.ended_on) == (OrganizationState.MERGED, EVE)
        assert branch.ended_by_decision == "7-QĐ"
    term.refresh_from_db()
    office.refresh_from_db()
    in_committee.refresh_from_db()
    assert term.closed_on == EVE
    assert (office.ends_on, office.end_reason) == (EVE, OfficeEnd.REORGANIZED)
    assert in_committee.ends_on is None  # The committee goes on, and so do its people.
    assert not Office.objects.of(new).exists()
    assert set(Succession.objects.values_list("predecessor", "successor", "kind")) == {
        (row.pk, new.pk, SuccessionKind.MERGER) for row in (one, two)
    }
    assert Movement.objects.filter(kind="sap-nhap").get() == movement


def test_stays_elsewhere_go_on_until_the_day_they_had(one, two, new):
    member = MemberFactory(organization=one)
    until = date(2024, 12, 31)
    records.send_away(
        member, place="Đảng bộ khác", on=date(2024, 1, 1), until=until, by=None
    )

    records.merge([one], into=new, on=DAY, by=None)

    assert rows(member)[-1] == (
        "Chi bộ Chung",
        MembershipKind.AWAY,
        DAY,
        until,
        MembershipEnd.RETURNED,
    )


def test_a_guest_of_the_other_branch_is_at_home_from_then_on(one, two, new):
    member = MemberFactory(organization=one)
    records.send_away(member, to=two, on=date(2024, 1, 1), by=None)

    records.merge([one, two], into=new, on=DAY, by=None)

    after = [row[:3] for row in rows(member) if row[3] is None]
    assert after == [("Chi bộ Chung", MembershipKind.OFFICIAL, DAY)]
    assert list(Member.objects.on_roster(new, DAY)) == [member]


def test_one_of_them_may_take_in_the_other(one, two):
    mine, theirs = MemberFactory(organization=one), MemberFactory(organization=two)
    secretary = OfficeFactory(term=TermFactory(organization=one), member=mine)

    records.merge([two], into=one, on=DAY, by=None)

    secretary.refresh_from_db()
    assert secretary.ends_on is None
    assert set(Member.objects.on_roster(one, DAY)) == {mine, theirs}


def test_groups_under_a_merged_branch_go_on_under_the_new_one(one, new):
    group = OrganizationFactory(kind=OrganizationKind.GROUP, parent=one)

    records.merge([one], into=new, on=DAY, by=None)

    group.refresh_from_db()
    assert group.parent == new
    assert group.versions.on(EVE).get().parent == one


def test_a_branch_does_not_merge_into_a_committee_nor_into_itself(one, top):
    assert refused(records.merge, [one], into=top, on=DAY, by=None) == [
        (0, "into", "Chi bộ Một và Đảng bộ không cùng loại hình.")
    ]
    assert refused(records.merge, [one], into=one, on=DAY, by=None) == [
        (0, "into", "Chi bộ Một không thể sáp nhập vào chính nó.")
    ]
    one.refresh_from_db()
    assert one.state == OrganizationState.ACTIVE


def test_a_split_sends_everybody_where_it_says(one, two, new):
    stays, goes = MemberFactory(organization=one), MemberFactory(organization=one)

    records.split(one, into={two: [stays], new: [goes]}, on=DAY, by=None)

    one.refresh_from_db()
    assert one.state == OrganizationState.SPLIT
    assert [rows(member)[-1][0] for member in (stays, goes)] == [
        "Chi bộ Hai",
        "Chi bộ Chung",
    ]


def test_a_split_that_forgets_somebody_or_names_somebody_twice_is_refused(
    one, two, new
):
    first = MemberFactory(organization=one, full_name="Lê Hoa")
    second = MemberFactory(organization=one, full_name="Lê Mai")

    forgotten = refused(records.split, one, into={new: [first]}, on=DAY, by=None)
    twice = refused(
        records.split, one, into={new: [first, second], two: [first]}, on=DAY, by=None
    )

    assert forgotten == [(0, "into", "Chọn nơi sinh hoạt mới cho Lê Mai.")]
    assert twice == [(0, "into", "Lê Hoa được chọn hai nơi.")]
    assert [row[0] for row in rows(first)] == ["Chi bộ Một"]


def test_a_merger_by_mistake_is_undone_as_a_whole(one, two, new):
    member = MemberFactory(organization=one)
    office = OfficeFactory(term=TermFactory(organization=one), member=member)
    movement = records.merge([one, two], into=new, on=DAY, by=None)

    records.reverse(movement, by=None, note="Nhầm quyết định")

    for branch in (one, two):
        branch.refresh_from_db()
        assert (branch.state, branch.ended_on) == (OrganizationState.ACTIVE, None)
        assert branch.ended_by_decision == ""
    office.refresh_from_db()
    assert (office.ends_on, office.term.closed_on) == (None, None)
    assert [(row[0], row[3]) for row in rows(member)] == [("Chi bộ Một", None)]
    assert not Succession.objects.exists()
    assert Membership.recorded.filter(member=member, is_mistake=True).count() == 1
    records.merge([one, two], into=new, on=DAY, by=None)
