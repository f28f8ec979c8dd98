"""Organizations begin, are renamed, end; terms and offices in them; public pages."""

from datetime import date

import pytest

from news.models.generation import PageGeneration
from party import records
from party.enums import (
    MovementKind,
    OfficeEnd,
    OfficeRole,
    OrganizationKind,
    OrganizationState,
)
from party.models import Movement, Organization, OrganizationVersion
from tests.factories import UnitFactory
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


def versions(organization):
    rows = OrganizationVersion.objects.filter(organization=organization)
    return list(rows.order_by("starts_on").values_list("name", "starts_on", "ends_on"))


def test_founding_writes_the_first_name_and_a_slug_of_its_own():
    units = [UnitFactory(), UnitFactory()]
    first, second = (
        OrganizationFactory(name="Chi bộ Đội số 1", units=units) for _ in range(2)
    )

    assert (first.slug, second.slug) == ("chi-bo-doi-so-1", "chi-bo-doi-so-1-2")
    assert list(first.units.order_by("pk")) == units
    assert versions(first) == [("Chi bộ Đội số 1", date(2020, 1, 1), None)]
    assert (first.state, first.is_public) == (OrganizationState.ACTIVE, False)


def test_a_new_name_holds_from_its_day_and_the_old_one_before():
    old, new = CommitteeFactory(), CommitteeFactory()
    branch = OrganizationFactory(name="Chi bộ A", parent=old)

    records.rename(
        branch, name="Chi bộ B", parent=new, external_superior="", on=DAY, by=None
    )

    branch.refresh_from_db()
    assert (branch.name, branch.parent) == ("Chi bộ B", new)
    assert versions(branch) == [
        ("Chi bộ A", date(2020, 1, 1), EVE),
        ("Chi bộ B", DAY, None),
    ]
    of_day = OrganizationVersion.objects.on(EVE).get(organization=branch)
    assert (of_day.name, of_day.parent) == ("Chi bộ A", old)


def test_nothing_new_is_no_new_name():
    branch = OrganizationFactory(name="Chi bộ A")
    same = {"name": "Chi bộ A", "parent": None}
    same["external_superior"] = branch.external_superior

    assert refused(records.rename, branch, **same, on=DAY, by=None) == [
        (0, "name", "Tên và cấp trên không có gì thay đổi.")
    ]


def test_an_organization_with_members_is_not_dissolved():
    branch = OrganizationFactory()
    member = MemberFactory(organization=branch)
    assert refused(records.dissolve, branch, on=DAY, by=None) == [
        (0, "on", "Chuyển sinh hoạt hết đảng viên trước khi giải thể.")
    ]

    records.transfer(member, to=None, place="Nơi khác", on=DAY, by=None)
    term = TermFactory(organization=branch)
    records.dissolve(branch, on=DAY, by=None, decision="9-QĐ/ĐU")

    branch.refresh_from_db()
    term.refresh_from_db()
    assert (branch.state, branch.ended_on) == (OrganizationState.DISSOLVED, EVE)
    assert (branch.ended_by_decision, term.closed_on) == ("9-QĐ/ĐU", EVE)
    assert versions(branch) == [(branch.name, date(2020, 1, 1), EVE)]


def test_what_stands_under_it_and_what_is_planned_keeps_it():
    top = CommitteeFactory(name="Đảng bộ A")
    branch = OrganizationFactory(parent=top)
    assert refused(records.dissolve, top, on=DAY, by=None) == [
        (0, "on", "Đảng bộ A còn tổ chức trực thuộc đang hoạt động.")
    ]

    planned = MeetingFactory(organization=branch)
    [(_, field, message)] = refused(
        records.dissolve, branch, on=planned.starts_at.date(), by=None
    )
    assert field == "on"
    assert message.endswith("có buổi sinh hoạt từ ngày này trở đi: hủy buổi đó.")


def test_a_term_that_ends_ends_its_offices():
    term = TermFactory()
    office = OfficeFactory(term=term)

    records.end_term(term, on=DAY, by=None)

    office.refresh_from_db()
    assert (office.ends_on, office.end_reason) == (EVE, OfficeEnd.TERM)
    assert refused(records.end_term, term, on=DAY, by=None) == [
        (0, "on", "Nhiệm kỳ đã kết thúc ngày 29/02/2024.")
    ]


def test_the_next_term_ends_the_one_before_when_asked_to():
    first = TermFactory()
    office = OfficeFactory(term=first)

    second = TermFactory(organization=first.organization, on=DAY, ends_previous=True)

    first.refresh_from_db()
    office.refresh_from_db()
    assert (first.closed_on, second.starts_on) == (EVE, DAY)
    assert office.ends_on == EVE
    assert Movement.objects.filter(kind=MovementKind.OPEN_TERM).count() == 2


@pytest.mark.parametrize(
    "change",
    [
        lambda office: records.end_office(office, on=DAY, by=None),
        lambda office: records.announce(
            office.term.organization, public=[office], by=None
        ),
        lambda office: records.present(
            office.term.organization,
            by=None,
            units=[],
            seat="",
            position=1,
            is_public=True,
        ),
        lambda office: records.rename(
            office.term.organization,
            name="Chi bộ mới",
            parent=None,
            external_superior="Đảng bộ Sở",
            on=DAY,
            by=None,
        ),
    ],
)
def test_what_readers_may_see_makes_their_pages_old(change):
    office = OfficeFactory()
    before = PageGeneration.objects.get().number

    change(office)

    assert PageGeneration.objects.get().number > before


def test_only_the_offices_chosen_are_public():
    term = TermFactory()
    secretary = OfficeFactory(term=term, is_public=True)
    deputy = OfficeFactory(term=term, role=OfficeRole.DEPUTY)

    records.announce(term.organization, public=[deputy], by=None)

    secretary.refresh_from_db()
    deputy.refresh_from_db()
    assert (secretary.is_public, deputy.is_public) == (False, True)


def test_a_mistaken_organization_is_found_by_nobody():
    branch = OrganizationFactory(name="Chi bộ nhầm", is_public=True)
    movement = Movement.objects.get(organization=branch)

    records.reverse(movement, by=None, note="Ghi nhầm")

    branch.refresh_from_db()
    assert (branch.state, branch.is_public) == (OrganizationState.MISTAKE, False)
    assert not Organization.objects.active_on(branch.founded_on).exists()
    again = OrganizationFactory(name="Chi bộ nhầm")
    assert (again.slug, again.kind) == ("chi-bo-nham", OrganizationKind.BRANCH)
