"""The tree of organizations, the page of one, and what is recorded of it."""

from datetime import date

import pytest
from django.urls import reverse

from party import records
from party.enums import LogKind, OfficeRole, OrganizationKind
from party.models import Acknowledgement, Office, Organization, PartyLogEntry, Term
from tests.factories import PartyOfficerFactory, UnitFactory
from tests.party.factories import (
    AccessFactory,
    CommitteeFactory,
    MeetingFactory,
    MemberFactory,
    OfficeFactory,
    OrganizationFactory,
    TermFactory,
)

pytestmark = pytest.mark.django_db
TREE = "/quan-tri/party/organization/"


@pytest.fixture
def officer(client):
    user = PartyOfficerFactory()
    client.force_login(user)
    return user


def url(name, row):
    return reverse(f"admin:party_organization_{name}", args=[row.pk])


def errors(response):
    return dict(response.context["form"].errors)


def test_the_tree_shows_each_under_its_superior_with_its_members(client, officer):
    top = CommitteeFactory(name="Đảng bộ A")
    two = OrganizationFactory(name="Chi bộ Hai", parent=top, position=2)
    one = OrganizationFactory(name="Chi bộ Một", parent=top, position=1)
    group = OrganizationFactory(name="Tổ đảng", parent=one, kind=OrganizationKind.GROUP)
    secretary = OfficeFactory(term=TermFactory(organization=one))
    MemberFactory(organization=one, official_on=None)
    MemberFactory(organization=two)
    old = OrganizationFactory(name="Chi bộ cũ", parent=top)
    records.dissolve(old, on=date(2021, 1, 1), by=None)

    page = client.get(TREE)

    lines = [
        (line.organization, line.level, line.official, line.probationary)
        for line in page.context["lines"]
    ]
    assert lines == [(top, 1, 2, 1), (one, 2, 1, 1), (group, 3, 0, 0), (two, 2, 1, 0)]
    heads = [line.head for line in page.context["lines"]]
    assert heads == [None, secretary, None, None]
    assert page.context["ended"] == [old]


@pytest.mark.parametrize("count", [1, 3])
def test_the_tree_costs_the_same_queries(
    client, officer, django_assert_num_queries, count
):
    top = CommitteeFactory()
    for _ in range(count):
        OfficeFactory(term=TermFactory(organization=OrganizationFactory(parent=top)))

    # Session, user, rights; organizations, members, heads, terms; the line of the log
    # in its savepoint; what the frame of every page asks.
    with django_assert_num_queries(15):
        client.get(TREE)


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_costs_the_same_queries(
    client, officer, django_assert_num_queries, count
):
    term = TermFactory()
    branch = term.organization
    for member in MemberFactory.create_batch(count, organization=branch):
        OfficeFactory(term=term, member=member, role=OfficeRole.COMMITTEE)
    for _ in range(count):
        OrganizationFactory(parent=branch, kind=OrganizationKind.GROUP)

    with django_assert_num_queries(35):
        client.get(url("change", branch))


def test_the_page_tells_who_belongs_who_leads_and_how_it_was_called(client, officer):
    term = TermFactory(organization=OrganizationFactory(name="Chi bộ Cũ"))
    branch = term.organization
    office = OfficeFactory(term=term)
    probationer = MemberFactory(organization=branch, official_on=None)
    gone = MemberFactory(organization=branch)
    records.transfer(gone, to=None, place="Nơi khác", on=date(2021, 1, 1), by=None)
    records.rename(
        branch,
        name="Chi bộ Mới",
        parent=None,
        external_superior="Đảng bộ Sở",
        on=date(2022, 1, 1),
        by=None,
    )
    meeting = MeetingFactory(organization=branch)

    page = client.get(url("change", branch))

    people = {row["member"]: row["standing"][0] for row in page.context["people"]}
    assert people == {office.member: "chinh-thuc", probationer: "du-bi"}
    assert page.context["offices"] == [office]
    names = [version.name for version in page.context["versions"]]
    assert names == ["Chi bộ Mới", "Chi bộ Cũ"]
    assert page.context["meetings"] == [meeting]
    assert ">Thường kỳ tháng 12/2023</a>" in page.text
    assert "Chi bộ Cũ" in page.text


def test_looking_at_it_is_logged(client, officer):
    branch = OrganizationFactory()

    client.get(TREE)
    client.get(url("change", branch))

    rows = PartyLogEntry.objects.filter(kind=LogKind.VIEW).order_by("pk")
    assert list(rows.values_list("actor", "what", "organization")) == [
        (officer.pk, "Xem cây tổ chức Đảng", None),
        (officer.pk, "Xem tổ chức và danh sách đảng viên", branch.pk),
    ]


def test_an_organization_is_founded_in_one_form(client, officer):
    top, unit = CommitteeFactory(), UnitFactory()
    form = {
        "name": " Chi bộ  Mới ",
        "kind": OrganizationKind.BRANCH,
        "parent": top.pk,
        "on": "05/03/2024",
        "decision": "12-QĐ/ĐU",
        "units": [unit.pk],
    }

    answer = client.post(f"{TREE}add/", form)

    made = Organization.objects.get(name="Chi bộ Mới")
    assert answer["Location"] == url("change", made)
    assert (made.parent, made.founded_on) == (top, date(2024, 3, 5))
    assert list(made.units.all()) == [unit]


def test_what_a_rule_refuses_stands_at_its_field_and_nothing_typed_is_lost(
    client, officer
):
    before = Organization.objects.count()
    form = {"name": "Tổ đảng Một", "kind": OrganizationKind.GROUP, "on": "5/3/2024"}

    answer = client.post(f"{TREE}add/", form)

    assert errors(answer) == {"parent": ["Chọn chi bộ mà tổ đảng trực thuộc."]}
    assert 'value="Tổ đảng Một"' in answer.text
    assert 'value="5/3/2024"' in answer.text
    assert Organization.objects.count() == before


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("31/02/2024", "Nhập một ngày hợp lệ."),
        ("", "Trường này là bắt buộc."),
        ("01/01/2199", "Ngày chưa đến: chỉ ghi biến động khi đã có hiệu lực."),
    ],
)
def test_a_wrong_day_is_told_at_its_field(client, officer, typed, message):
    branch = OrganizationFactory()

    answer = client.post(
        url("ket_nap", branch), {"full_name": "Lê Thị Mới", "on": typed}
    )

    assert errors(answer)["on"] == [message]
    assert 'value="Lê Thị Mới"' in answer.text


def test_a_term_is_opened_and_an_office_given_in_two_small_forms(client, officer):
    member = MemberFactory()
    branch = member.memberships.get().organization
    term_form = {
        "label": "2024–2026",
        "on": "01/02/2024",
        "ends_on": "31/07/2026",
        "origin": "bau",
    }
    client.post(url("nhiem_ky", branch), term_form)
    term = Term.objects.get(organization=branch)
    page = client.get(url("giao_chuc_vu", branch), {"member": member.pk})
    assert f'<option value="{member.pk}" selected>' in page.text

    answer = client.post(
        url("giao_chuc_vu", branch),
        {
            "member": member.pk,
            "role": OfficeRole.SECRETARY,
            "term": term.pk,
            "on": "01/02/2024",
            "basis": "bau-cu",
            "chuc_danh": "Bí thư lâm thời",
        },
    )

    assert answer["Location"] == url("change", branch)
    office = Office.objects.get()
    assert (office.member, office.label) == (member, "Bí thư lâm thời")


def test_two_branches_are_merged_in_one_form(client, officer):
    into, merged = OrganizationFactory(), OrganizationFactory()
    member = MemberFactory(organization=merged)

    client.post(url("sap_nhap", into), {"merged": [merged.pk], "on": "01/03/2024"})

    merged.refresh_from_db()
    assert merged.get_state_display() == "Đã sáp nhập"
    assert member.memberships.open().get().organization == into


def test_a_branch_is_split_by_choosing_for_each_member(client, officer):
    branch, one, two = (OrganizationFactory() for _ in range(3))
    first, second = MemberFactory.create_batch(2, organization=branch)

    answer = client.post(
        url("chia_tach", branch),
        {"on": "01/03/2024", f"into_{first.pk}": one.pk, f"into_{second.pk}": ""},
    )
    assert list(errors(answer)) == [f"into_{second.pk}"]
    client.post(
        url("chia_tach", branch),
        {"on": "01/03/2024", f"into_{first.pk}": one.pk, f"into_{second.pk}": two.pk},
    )

    where = [row.memberships.open().get().organization for row in (first, second)]
    assert where == [one, two]


def test_of_what_has_ended_nothing_is_recorded(client, officer):
    branch = OrganizationFactory()
    records.dissolve(branch, on=date(2021, 1, 1), by=None)

    page = client.get(url("change", branch))
    answers = [
        client.get(url(name, branch)).status_code
        for name in ("ket_nap", "tiep_nhan", "doi_ten", "sap_nhap", "chia_tach")
    ]

    assert "Hồ sơ chỉ để xem, như vào ngày cuối." in page.text
    assert url("ket_nap", branch) not in page.text
    assert answers == [302] * 5


def test_what_was_merged_shows_its_last_day_and_the_merger(client, officer):
    old, into = OrganizationFactory(), OrganizationFactory()
    office = OfficeFactory(term=TermFactory(organization=old))
    merger = records.merge([old], into=into, on=date(2024, 3, 1), by=officer)

    page = client.get(url("change", old))

    assert [person["member"] for person in page.context["people"]] == [office.member]
    assert page.context["offices"] == [office]
    assert page.context["movements"][0] == merger
    assert [row.successor for row in page.context["successors"]] == [into]


def test_a_warning_is_acknowledged_with_its_reason(client, officer):
    branch = OrganizationFactory()
    page = client.get(url("change", branch))
    [one] = page.context["warnings"]
    form = {"key": one.finding.key, "reason": "Mới thành lập"}

    client.post(url("acknowledge", branch), form)
    client.post(url("acknowledge", branch), {"key": "5:khac", "reason": "Không có"})

    row = Acknowledgement.objects.get()
    assert (row.reason, row.by, row.organization) == ("Mới thành lập", officer, branch)
    page = client.get(url("change", branch))
    assert "Mới thành lập" in page.text
    assert one.finding.message in page.text


@pytest.mark.parametrize("may_record", [True, False])
def test_a_named_officer_reads_and_records_no_history(client, may_record):
    branch = OrganizationFactory()
    access = AccessFactory(organization=branch, may_record=may_record)
    client.force_login(access.user)

    page = client.get(url("change", branch))

    assert page.status_code == 200
    assert url("ket_nap", branch) not in page.text
    assert client.get(url("ket_nap", branch)).status_code == 403
    assert client.get(f"{TREE}add/").status_code == 403
    key = page.context["warnings"][0].finding.key
    answer = client.post(url("acknowledge", branch), {"key": key, "reason": "Ít người"})
    assert answer.status_code == (302 if may_record else 403)
    assert Acknowledgement.objects.count() == int(may_record)
