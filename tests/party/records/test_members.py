"""Joining, becoming official, moving, staying elsewhere, leaving."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from party import records
from party.enums import (
    LogKind,
    MembershipEnd,
    MembershipKind,
    MovementKind,
    OfficeEnd,
    OfficeRole,
)
from party.models import (
    Exemption,
    Member,
    Membership,
    Movement,
    Office,
    PartyLogEntry,
)
from tests.party.factories import (
    CommitteeFactory,
    MemberFactory,
    OfficeFactory,
    OrganizationFactory,
    TermFactory,
)
from tests.party.records.refused import refused

pytestmark = pytest.mark.django_db
DAY = date(2024, 3, 1)
EVE = date(2024, 2, 29)


@pytest.fixture
def branch():
    return OrganizationFactory(name="Chi bộ A")


@pytest.fixture
def member(branch):
    return MemberFactory(organization=branch, full_name="Lê Thị Hoa")


def stays(member):
    """(organization, kind, first day, last day, reason) of each, in order."""
    rows = Membership.objects.filter(member=member).order_by("starts_on", "pk")
    return [
        (row.organization.name, row.kind, row.starts_on, row.ends_on, row.end_reason)
        for row in rows
    ]


def test_admission_makes_a_member_on_probation(branch, officer):
    member = records.admit(
        "  nguyễn  Thị\u00a0Mới ", organization=branch, on=DAY, by=officer, gender="nu"
    )

    member.refresh_from_db()
    assert (member.full_name, member.gender) == ("nguyễn Thị Mới", "nu")
    assert (member.admitted_on, member.official_on) == (DAY, None)
    assert stays(member) == [("Chi bộ A", MembershipKind.OFFICIAL, DAY, None, "")]
    assert list(Member.objects.on_roster(branch, DAY)) == [member]
    assert list(Member.objects.on_roster(branch, EVE)) == []


def test_every_change_leaves_one_movement_and_one_line_of_the_log(branch, officer):
    Movement.objects.filter(organization=branch).count()
    member = records.admit("Lê Mới", organization=branch, on=DAY, by=officer)

    [movement] = Movement.objects.filter(member=member)
    assert (movement.kind, movement.by) == (MovementKind.ADMIT, officer)
    assert (movement.happened_on, movement.organization) == (DAY, branch)
    membership = member.memberships.get()
    assert movement.data == {
        "made": [["member", member.pk], ["membership", membership.pk]],
        "changed": [],
    }
    [line] = PartyLogEntry.objects.filter(member=member)
    assert (line.kind, line.actor) == (LogKind.HISTORY, officer)
    assert line.what == f"Kết nạp, biến động {movement.pk}"


def test_a42_card_number_and_day_of_birth_are_sealed_in_the_database(branch):
    member = MemberFactory(
        organization=branch, card_number="087012345678", born_on=date(1987, 6, 5)
    )

    [row] = Member.objects.filter(pk=member.pk).values()
    assert "087012345678" not in str(row)
    assert "1987" not in str(row)
    stored = Member.objects.get(pk=member.pk)
    assert stored.card_number == "087012345678"
    assert stored.born_on == date(1987, 6, 5)


def test_what_has_not_come_is_refused(branch):
    tomorrow = timezone.localdate() + timedelta(days=1)

    findings = refused(
        records.admit, "Lê Mới", organization=branch, on=tomorrow, by=None
    )

    message = "Ngày chưa đến: chỉ ghi biến động khi đã có hiệu lực."
    assert findings == [(0, "on", message)]
    assert not Member.objects.exists()
    today = timezone.localdate()
    assert records.admit("Lê Mới", organization=branch, on=today, by=None).pk


def test_nobody_joins_what_is_not_there_yet(branch):
    early = date(2019, 12, 31)

    findings = refused(records.admit, "Lê Mới", organization=branch, on=early, by=None)

    assert findings == [(0, "on", "Ngày này Chi bộ A không hoạt động.")]


def test_a_name_is_needed_and_a_long_one_is_refused(branch):
    for name in ("  ", "Lê " * 60):
        [(rule, field, _)] = refused(
            records.admit, name, organization=branch, on=DAY, by=None
        )
        assert (rule, field) == (0, "full_name")
    assert not Member.objects.exists()


def test_officialization_is_written_once(branch, officer):
    member = MemberFactory(
        organization=branch,
        admitted_on=date(2023, 3, 1),
        official_on=None,
        on=date(2023, 3, 1),
    )

    records.officialize(member, on=DAY, by=officer)

    member.refresh_from_db()
    assert member.official_on == DAY
    message = "Đã được công nhận chính thức ngày 01/03/2024."
    assert refused(records.officialize, member, on=DAY, by=None) == [(0, "on", message)]


def test_a_transfer_ends_on_the_eve_and_begins_on_the_day(member):
    other = OrganizationFactory(name="Chi bộ B")

    records.transfer(member, to=other, on=DAY, by=None, decision="12-QĐ/ĐU")

    official, gone = MembershipKind.OFFICIAL, MembershipEnd.TRANSFERRED
    assert stays(member) == [
        ("Chi bộ A", official, date(2020, 1, 1), EVE, gone),
        ("Chi bộ B", official, DAY, None, ""),
    ]


def test_a_transfer_ends_offices_where_the_member_is_no_more_and_no_others():
    top = CommitteeFactory()
    here, there = (OrganizationFactory(parent=top) for _ in range(2))
    member = MemberFactory(organization=here)
    term = TermFactory(organization=here)
    below = OfficeFactory(term=term, member=member)
    above = OfficeFactory(
        term=TermFactory(organization=top), member=member, role=OfficeRole.COMMITTEE
    )

    records.transfer(member, to=there, on=DAY, by=None)

    below.refresh_from_db()
    above.refresh_from_db()
    assert (below.ends_on, below.end_reason) == (EVE, OfficeEnd.TRANSFERRED)
    assert (above.ends_on, above.end_reason) == (None, "")


def test_somebody_who_left_for_another_place_comes_back(member, branch):
    records.transfer(member, to=None, place="Đảng bộ khác", on=DAY, by=None)
    assert refused(records.transfer, member, to=None, on=DAY, by=None) == [
        (0, "on", "Ngày này đảng viên không sinh hoạt ở tổ chức nào.")
    ]

    records.transfer(member, to=branch, on=date(2025, 1, 1), by=None)

    assert [(row[0], row[2], row[3]) for row in stays(member)] == [
        ("Chi bộ A", date(2020, 1, 1), EVE),
        ("Chi bộ A", date(2025, 1, 1), None),
    ]


def test_whoever_left_the_party_is_not_transferred(member):
    records.leave(member, on=DAY, by=None, reason=MembershipEnd.REMOVED)

    findings = refused(
        records.transfer, member, to=OrganizationFactory(), on=DAY, by=None
    )

    assert findings == [(0, "on", "Đã thôi là đảng viên (xóa tên).")]


@pytest.mark.parametrize(
    ("named", "field", "message"),
    [
        (
            {"on": date(2020, 1, 1)},
            "on",
            "Lê Thị Hoa về Chi bộ A ngày 01/01/2020: chọn ngày sau đó.",
        ),
        ({"to": None}, "place", "Ghi nơi chuyển đến, hoặc chọn chi bộ."),
    ],
)
def test_a_transfer_that_makes_no_sense_is_refused(member, named, field, message):
    other = OrganizationFactory()
    values = {"to": other, "on": DAY, "by": None, **named}

    assert refused(records.transfer, member, **values) == [(0, field, message)]
    assert stays(member) == [
        ("Chi bộ A", MembershipKind.OFFICIAL, date(2020, 1, 1), None, "")
    ]


def test_a_refused_change_leaves_nothing_behind(member, branch):
    term = TermFactory(organization=branch)
    OfficeFactory(term=term, member=member, on=date(2024, 6, 1))
    before = (Movement.objects.count(), PartyLogEntry.objects.count(), stays(member))

    # The office begins after the day: it cannot end on its eve.
    [(rule, field, _)] = refused(
        records.transfer, member, to=OrganizationFactory(), on=DAY, by=None
    )

    assert (rule, field) == (0, "on")
    assert (Movement.objects.count() - 1, PartyLogEntry.objects.count() - 1) == (
        before[:2]
    )  # The other branch was founded.
    assert stays(member) == before[2]


def test_a_stay_elsewhere_keeps_the_home_and_makes_a_guest(member, branch):
    host = OrganizationFactory(name="Chi bộ B")
    until = date(2024, 8, 31)

    records.send_away(member, to=host, on=DAY, until=until, by=None)

    returned = MembershipEnd.RETURNED
    assert stays(member) == [
        ("Chi bộ A", MembershipKind.OFFICIAL, date(2020, 1, 1), None, ""),
        ("Chi bộ A", MembershipKind.AWAY, DAY, until, returned),
        ("Chi bộ B", MembershipKind.HOSTED, DAY, until, returned),
    ]
    assert list(Member.objects.on_roster(host, until)) == [member]
    assert list(Member.objects.on_roster(host, date(2024, 9, 1))) == []
    assert [
        row[1]
        for row in refused(
            records.send_away, member, place="Nơi khác", on=until, by=None
        )
    ] == ["on"]


def test_return_ends_the_stay_before_its_day(member):
    host = OrganizationFactory(name="Chi bộ B")
    records.send_away(member, to=host, on=DAY, until=date(2025, 8, 31), by=None)

    records.return_(member, on=date(2024, 6, 1), by=None)

    assert [row[3] for row in stays(member)] == [
        None,
        date(2024, 5, 31),
        date(2024, 5, 31),
    ]


def test_a_guest_from_outside_belongs_nowhere_after_return(branch):
    guest = MemberFactory(
        organization=branch, kind=MembershipKind.HOSTED, place="Đảng bộ khác"
    )
    assert list(Member.objects.on_roster(branch, DAY)) == [guest]

    records.return_(guest, on=DAY, by=None)

    assert list(Member.objects.on_roster(branch, DAY)) == []


def test_leaving_ends_everything(member, branch):
    office = OfficeFactory(term=TermFactory(organization=branch), member=member)
    exemption = records.exempt(member, on=date(2023, 1, 1), by=None)
    records.send_away(member, place="Nơi khác", on=date(2023, 1, 1), by=None)

    records.leave(member, on=DAY, by=None, reason=MembershipEnd.EXPELLED)

    office.refresh_from_db()
    exemption.refresh_from_db()
    assert [row[3:] for row in stays(member)] == [
        (EVE, MembershipEnd.EXPELLED),
        (EVE, MembershipEnd.EXPELLED),
    ]
    assert (office.ends_on, office.end_reason) == (EVE, OfficeEnd.DISMISSED)
    assert exemption.ends_on == EVE


def test_exemptions_of_one_member_stay_apart(member):
    first = records.exempt(member, on=DAY, until=date(2024, 5, 31), by=None)

    assert refused(records.exempt, member, on=date(2024, 5, 31), by=None) == [
        (0, "on", "Đảng viên đã được miễn trong thời gian này.")
    ]
    second = records.exempt(member, on=date(2024, 6, 1), by=None)
    records.end_exemption(second, on=date(2024, 7, 1), by=None)
    assert list(
        Exemption.objects.order_by("starts_on").values_list("pk", "ends_on")
    ) == [(first.pk, date(2024, 5, 31)), (second.pk, date(2024, 6, 30))]


def test_details_are_changed_without_a_movement_and_the_log_keeps_no_name(
    member, officer
):
    before = Movement.objects.count()

    records.describe(member, by=officer, full_name="Lê Thị Huệ", card_number="0871")

    member.refresh_from_db()
    assert (member.full_name, member.card_number) == ("Lê Thị Huệ", "0871")
    assert member.search_text == "le thi hue"
    assert Movement.objects.count() == before
    line = PartyLogEntry.objects.newest().first()
    assert line.what == f"Sửa thông tin đảng viên {member.pk}"
    with pytest.raises(TypeError):
        records.describe(member, by=officer, official_on=DAY)


def test_corrected_dates_are_a_movement_and_may_not_contradict_an_office(
    member, branch
):
    OfficeFactory(term=TermFactory(organization=branch), member=member)
    days = {"admitted_on": date(2015, 5, 19), "by": None}

    [(rule, _, _)] = refused(
        records.correct_dates, member, official_on=date(2020, 1, 2), **days
    )
    records.correct_dates(member, official_on=date(2019, 1, 2), **days)

    member.refresh_from_db()
    assert (rule, member.official_on) == (4, date(2019, 1, 2))
    assert Movement.objects.filter(kind=MovementKind.CORRECT).count() == 1
    assert Office.objects.count() == 1


def test_an_error_as_text_names_nobody(member):
    with pytest.raises(records.RecordsError) as error:
        records.transfer(member, to=None, on=date(2019, 1, 1), by=None)

    assert str(error.value) == "blocked by rules 0"
    assert "Lê Thị Hoa" not in repr(error.value)
