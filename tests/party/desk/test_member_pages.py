"""The list of members, the page of one, and what is recorded of him or her."""

from datetime import date

import pytest
from django.urls import reverse

from party import records
from party.enums import LogKind, MembershipEnd, MembershipKind
from party.models import Member, Membership, Movement, PartyLogEntry
from tests.factories import PartyOfficerFactory
from tests.party.factories import (
    AccessFactory,
    MemberFactory,
    OfficeFactory,
    OrganizationFactory,
    TermFactory,
)

pytestmark = pytest.mark.django_db
LIST = "/quan-tri/party/member/"


@pytest.fixture
def officer(client):
    user = PartyOfficerFactory()
    client.force_login(user)
    return user


@pytest.fixture
def branch():
    return OrganizationFactory(name="Chi bộ A")


def url(name, row):
    return reverse(f"admin:party_member_{name}", args=[row.pk])


def listed(response):
    return list(response.context["cl"].result_list)


def events(response):
    """(days, title) of the line of time."""
    return [
        (event.starts_on, event.ends_on, event.title)
        for event in response.context["timeline"]
    ]


def test_the_list_is_in_the_order_of_given_names_and_holds_who_is_there(
    client, officer, branch
):
    names = ["Nguyễn Văn Đức", "Trần Thị An", "Lê Văn Dũng"]
    third, first, second = (
        MemberFactory(organization=branch, full_name=name) for name in names
    )
    gone = MemberFactory(organization=branch)
    records.leave(gone, on=date(2021, 1, 1), by=None, reason=MembershipEnd.LEFT)

    assert listed(client.get(LIST)) == [first, second, third]
    assert listed(client.get(LIST, {"tu-cach": "da-thoi"})) == [gone]


def test_the_list_is_narrowed_by_branch_and_standing(client, officer, branch):
    official = MemberFactory(organization=branch)
    probationer = MemberFactory(organization=branch, official_on=None)
    guest = MemberFactory(organization=branch, kind=MembershipKind.HOSTED)
    other = MemberFactory()
    records.exempt(other, on=date(2021, 1, 1), by=None)

    def found(**chosen):
        return set(
            listed(
                client.get(LIST, {k.replace("_", "-"): v for k, v in chosen.items()})
            )
        )

    assert found() == {official, probationer, guest, other}
    assert found(to_chuc=branch.pk) == {official, probationer, guest}
    assert found(tu_cach="chinh-thuc") == {official, other}
    assert found(tu_cach="du-bi", to_chuc=branch.pk) == {probationer}
    assert found(tu_cach="tam-thoi") == {guest}
    assert found(tu_cach="mien") == {other}
    assert found(to_chuc="1 OR 1=1") == set()


def test_names_are_found_with_and_without_marks(client, officer):
    found = MemberFactory(full_name="Đặng Thị Huệ")
    MemberFactory(full_name="Đặng Văn Huy")

    for typed in ("dang hue", "Đặng  Huệ", "huệ"):
        assert listed(client.get(LIST, {"q": typed})) == [found]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_queries(
    client, officer, branch, django_assert_num_queries, count
):
    term = TermFactory(organization=branch)
    for member in MemberFactory.create_batch(count, organization=branch):
        OfficeFactory(term=term, member=member, role="uy-vien")

    with django_assert_num_queries(16):
        client.get(LIST)


def test_a_list_of_a_thousand_stays_under_twenty_queries(
    client, officer, branch, django_assert_max_num_queries
):
    made = Member.objects.bulk_create(
        Member(
            full_name=f"Nguyễn Văn {n}",
            sort_key=f"{n:04}",
            search_text=f"nguyen van {n}",
            admitted_on=date(2010, 1, 1),
            official_on=date(2011, 1, 1),
        )
        for n in range(1000)
    )
    Membership.objects.bulk_create(
        Membership(
            member=member,
            organization=branch,
            kind=MembershipKind.OFFICIAL,
            starts_on=date(2020, 1, 1),
        )
        for member in made
    )

    with django_assert_max_num_queries(19):
        page = client.get(LIST)

    assert page.context["cl"].result_count == 1000
    assert listed(page) == made[:50]


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_costs_the_same_queries(
    client, officer, django_assert_num_queries, count
):
    member = MemberFactory()
    for n in range(count):
        records.transfer(
            member, to=OrganizationFactory(), on=date(2021 + n, 1, 1), by=None
        )

    with django_assert_num_queries(24):
        client.get(url("change", member))


def test_the_page_is_a_line_of_time_under_the_names_of_then(client, officer, branch):
    member = MemberFactory(organization=branch)
    records.rename(
        branch,
        name="Chi bộ Mới",
        parent=None,
        external_superior="Đảng bộ Sở",
        on=date(2021, 1, 1),
        by=None,
    )
    there = OrganizationFactory(name="Chi bộ B")
    records.transfer(member, to=there, on=date(2022, 1, 1), by=None)
    OfficeFactory(
        term=TermFactory(organization=there), member=member, on=date(2023, 1, 1)
    )

    page = client.get(url("change", member))

    assert events(page) == [
        (date(2023, 1, 1), None, "Bí thư, Chi bộ B"),
        (date(2022, 1, 1), None, "Sinh hoạt chính thức: Chi bộ B"),
        (date(2020, 1, 1), date(2021, 12, 31), "Sinh hoạt chính thức: Chi bộ A"),
        (date(2016, 5, 19), date(2016, 5, 19), "Được công nhận chính thức"),
        (date(2015, 5, 19), date(2015, 5, 19), "Vào Đảng"),
    ]
    assert "nay là Chi bộ Mới" in page.text


def test_a42_the_card_number_is_masked_until_somebody_asks_and_that_is_logged(
    client, officer, branch
):
    member = MemberFactory(organization=branch, card_number="087012345678")
    before = PartyLogEntry.objects.count()

    page = client.get(url("change", member))
    assert "087012345678" not in page.text
    assert "•••••••••678" in page.text
    assert client.get(url("card", member)).status_code == 405
    shown = client.post(url("card", member))

    assert "087012345678" in shown.text
    assert "no-store" in shown["Cache-Control"]
    lines = PartyLogEntry.objects.order_by("pk")[before:]
    assert [(row.kind, row.what, row.member, row.actor) for row in lines] == [
        (LogKind.VIEW, "Xem hồ sơ đảng viên", member, officer),
        (LogKind.VIEW, "Xem số thẻ đảng viên", member, officer),
    ]
    assert "087012345678" not in str(list(PartyLogEntry.objects.values()))


def test_a_wrong_key_shows_no_number_and_no_error_page(
    client, officer, branch, settings
):
    member = MemberFactory(organization=branch, card_number="087012345678")
    settings.PARTY_KEYS = ["MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="]

    page = client.get(url("change", member))
    answer = client.post(url("card", member), follow=True)

    assert "không mở được" in page.text
    assert "khóa PARTY_KEY trên máy chủ không đúng" in answer.text


STEPS = {
    "chuyen_sinh_hoat": {"place": "Đảng bộ khác", "on": "01/03/2024"},
    "tam_thoi": {
        "place": "Trường Chính trị",
        "on": "01/03/2024",
        "until": "01/06/2024",
    },
    "mien": {"on": "01/03/2024"},
    "thoi_la_dang_vien": {"on": "01/03/2024", "reason": "xin-ra"},
    "dinh_chinh": {"admitted_on": "19/05/2014", "official_on": "19/05/2015"},
}


@pytest.mark.parametrize("name", STEPS)
def test_each_step_is_one_small_form_and_one_movement(client, officer, name):
    member = MemberFactory()
    before = Movement.objects.count()

    page = client.get(url(name, member))
    empty = client.post(url(name, member), {})
    answer = client.post(url(name, member), STEPS[name])

    assert (page.status_code, empty.status_code) == (200, 200)
    assert empty.context["form"].errors
    assert answer["Location"] == url("change", member)
    assert Movement.objects.count() == before + 1
    assert Movement.objects.order_by("-pk").first().by == officer


def test_steps_that_follow_another_end_what_it_began(client, officer):
    member = MemberFactory(official_on=None, admitted_on=date(2019, 1, 1))
    office_term = TermFactory(organization=member.memberships.get().organization)
    client.post(url("chinh_thuc", member), {"on": "01/02/2020"})
    OfficeFactory(term=office_term, member=member, on=date(2020, 2, 1))
    records.exempt(member, on=date(2021, 1, 1), by=None)
    records.send_away(member, place="Nơi khác", on=date(2021, 1, 1), by=None)

    office = client.get(url("thoi_chuc", member)).context["form"]["office"].initial
    client.post(
        url("thoi_chuc", member),
        {"office": office, "on": "01/03/2021", "reason": "thoi-giu-chuc"},
    )
    client.post(url("het_mien", member), {"on": "01/03/2021"})
    client.post(url("het_tam_thoi", member), {"on": "01/03/2021"})

    eve = date(2021, 2, 28)
    member.refresh_from_db()
    assert member.official_on == date(2020, 2, 1)
    assert member.offices.get().ends_on == eve
    assert member.exemptions.get().ends_on == eve
    assert member.memberships.get(kind=MembershipKind.AWAY).ends_on == eve
    for name in ("thoi_chuc", "het_mien", "het_tam_thoi", "chinh_thuc"):
        assert client.get(url(name, member)).status_code == 302


def test_only_what_was_changed_is_written(client, officer, branch):
    member = MemberFactory(organization=branch, card_number="087012345678")
    form = {
        "full_name": "Lê Thị Huệ",
        "gender": "nu",
        "born_on": "2/3/1980",
        "card_number": "",
        "register_code": "",
    }

    client.post(url("sua", member), form)

    member.refresh_from_db()
    assert (member.full_name, member.born_on) == ("Lê Thị Huệ", date(1980, 3, 2))
    assert member.card_number == "087012345678"


def test_a_movement_is_undone_on_its_page(client, officer):
    member = MemberFactory()
    records.transfer(member, to=OrganizationFactory(), on=date(2022, 1, 1), by=None)
    movement = Movement.objects.order_by("-pk").first()
    page = reverse("admin:party_movement_change", args=[movement.pk])
    undo = reverse("admin:party_movement_huy", args=[movement.pk])
    assert undo in client.get(page).text

    empty = client.post(undo, {"note": " "})
    client.post(undo, {"note": "Ghi nhầm người"})

    assert list(empty.context["form"].errors) == ["note"]
    assert Movement.objects.get(reverses=movement).note == "Ghi nhầm người"
    assert undo not in client.get(page).text
    assert member.memberships.count() == 1


def test_messages_after_a_step_name_nobody(client, officer):
    """They travel in a cookie."""
    member = MemberFactory(full_name="Nguyễn Văn Kín")

    answer = client.post(url("mien", member), {"on": "01/03/2024"})

    assert "Kín" not in str(answer.cookies)


def test_a_named_officer_reads_of_a_member_what_happened_there(client, branch):
    member = MemberFactory(organization=branch)
    there = OrganizationFactory(name="Chi bộ Khác")
    records.transfer(member, to=there, on=date(2022, 1, 1), by=None)
    OfficeFactory(
        term=TermFactory(organization=there), member=member, on=date(2022, 1, 1)
    )
    client.force_login(AccessFactory(organization=branch).user)

    page = client.get(url("change", member))

    assert next(title for _, _, title in events(page)) == (
        "Sinh hoạt chính thức: Chi bộ A"
    )
    assert "Chi bộ Khác" not in page.text
    assert "Bí thư" not in page.text
