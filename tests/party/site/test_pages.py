"""The public pages of the Party organization: what is flagged, and nothing else."""

import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from news import effects, publishing
from party.enums import OfficeRole, OrganizationKind, OrganizationState, SuccessionKind
from party.models import Meeting, Office, Organization, OrganizationVersion, Succession
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    CategoryFactory,
    EditionFactory,
    UnitFactory,
)
from tests.party.told import meeting, member, office, organization, term

pytestmark = pytest.mark.django_db

TREE = "/to-chuc-dang/"
# Every column that a public page may name, in conditions too; id is everywhere.
WHITELIST = {
    "party_organization": {
        *("id", "name", "kind", "slug", "state", "position", "is_public"),
        *("founded_on", "ended_on"),
    },
    "party_organizationversion": {
        *("id", "organization_id", "name", "parent_id", "starts_on", "ends_on"),
        "is_mistake",
    },
    "party_organization_units": {"organization_id", "unit_id"},
    "party_succession": {"id", "predecessor_id", "successor_id"},
    "party_term": {
        *("id", "organization_id", "label", "starts_on", "closed_on", "is_mistake"),
    },
    "party_office": {
        *("id", "term_id", "member_id", "role", "title", "is_public"),
        *("starts_on", "ends_on", "is_mistake"),
    },
    "party_member": {"id", "full_name", "anonymized_at"},
    "party_meeting": {"organization_id", "article_id"},
}


def whole_tree():
    """A committee with two branches; a group whose branch has no page."""
    top = organization(
        "Đảng bộ Chi cục", kind=OrganizationKind.BASE_COMMITTEE, position=1
    )
    first = organization("Chi bộ Đội số 1", parent=top, position=1)
    second = organization("Chi bộ Đội số 2", parent=top, position=2)
    hidden = organization("Chi bộ kín", parent=top, is_public=False)
    organization("Tổ đảng số 1", parent=hidden, kind=OrganizationKind.GROUP)
    return top, first, second


def names(listed):
    return {row.name: names(row.children) for row in listed}


def test_the_tree_shows_public_organizations_below_their_public_parents(client):
    whole_tree()

    response = client.get(TREE)

    assert names(response.context["roots"]) == {
        "Tổ đảng số 1": {},
        "Đảng bộ Chi cục": {"Chi bộ Đội số 1": {}, "Chi bộ Đội số 2": {}},
    }
    assert "Chi bộ kín" not in response.text


@pytest.mark.parametrize("count", [1, 3])
def test_pages_ask_as_many_questions_for_three_organizations_as_for_one(
    client, django_assert_num_queries, count
):
    for number in range(count):
        branch = organization(f"Chi bộ Đội số {number}", position=number)
        office(term(branch), member(f"Nguyễn Văn {number}"))
        meeting(branch, article=EditionFactory().article)
    CategoryFactory(name="Thời sự")

    with django_assert_num_queries(13):
        tree = client.get(TREE)
    with django_assert_num_queries(2):
        page = client.get("/to-chuc-dang/chi-bo-doi-so-0/")

    assert tree.text.count("party-tree__root") == count
    assert len(page.context["page"]) == 1


def test_what_is_not_public_answers_like_what_is_not_there(client):
    organization("Chi bộ kín", is_public=False)
    organization("Chi bộ sau này", founded_on=timezone.localdate() + timedelta(days=1))

    answers = [
        client.get(f"/to-chuc-dang/{slug}/")
        for slug in ("chi-bo-kin", "chi-bo-sau-nay", "khong-co")
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert len({len(answer.content) for answer in answers}) == 1


def test_officers_are_named_when_their_office_is_current_and_announced(client):
    branch = organization()
    now, old = (
        term(branch),
        term(
            branch,
            label="2020–2022",
            starts_on="2020-01-01",
            ends_on="2022-04-30",
            closed_on="2022-04-30",
        ),
    )
    office(now, member("Trần Thị Phó"), OfficeRole.DEPUTY)
    head = member("Lê Văn Bí Thư")
    office(now, head)
    office(now, head, OfficeRole.COMMITTEE)
    office(now, member("Phạm Văn Ủy Viên"), OfficeRole.COMMITTEE)
    office(now, member("Vũ Thị Kín"), OfficeRole.COMMITTEE, is_public=False)
    office(
        now,
        member("Đỗ Văn Thôi"),
        OfficeRole.COMMITTEE,
        ends_on="2023-01-01",
        end_reason="thoi-giu-chuc",
    )
    office(old, member("Ngô Văn Cũ"))
    office(now, member("Hồ Văn Ẩn", anonymized_at=timezone.now()))

    response = client.get("/to-chuc-dang/chi-bo-nghiep-vu-tong-hop/")

    shown = response.context["organization"]
    assert shown.term == "2022–2027"
    assert [(person.name, person.post) for person in shown.officers] == [
        ("Lê Văn Bí Thư", "Bí thư"),
        ("Trần Thị Phó", "Phó bí thư"),
        ("Phạm Văn Ủy Viên", "Chi ủy viên"),
    ]
    for name in ("Kín", "Thôi", "Cũ", "Ẩn"):
        assert f"{name}<" not in response.text


def test_stories_are_those_of_its_meetings_its_tag_and_its_rooms_newest_first(client):
    section = CategoryFactory(name="Xây dựng Đảng")
    room, other = UnitFactory(), UnitFactory()
    branch = organization("Chi bộ Đội số 1")
    branch.units.add(room)
    elsewhere = organization("Chi bộ Đội số 2")
    now = timezone.now()

    def story(days, unit=None, **fields):
        author = AuthorFactory(unit=unit)
        at = now - timedelta(days=days)
        bylines = [(author, unit)]
        return EditionFactory(starts_at=at, bylines=bylines, **fields)

    of_meeting = story(3, title="Từ buổi sinh hoạt")
    meeting(branch, article=of_meeting.article)
    tagged = story(2, title="Có từ khóa", tags=["chi bộ đội số 1"])
    of_room = story(1, room, title="Của đội, về Đảng", category=section)
    story(1, room, title="Của đội, về thị trường")
    story(1, other, title="Của đội khác", category=section)
    meeting(elsewhere, article=story(1, title="Của chi bộ khác").article)
    meeting(branch, year=2024, article=ArticleFactory(title="Chưa đăng"))

    response = client.get("/to-chuc-dang/chi-bo-doi-so-1/")

    shown = [edition.article_id for edition in response.context["page"]]
    assert shown == [of_room.article_id, tagged.article_id, of_meeting.article_id]


def test_older_stories_follow_on_the_next_page(client):
    branch = organization("Chi bộ Đội số 1")
    now = timezone.now()
    for number in range(14):
        edition = EditionFactory(starts_at=now - timedelta(days=number))
        meeting(branch, year=2000 + number, article=edition.article)

    first = client.get("/to-chuc-dang/chi-bo-doi-so-1/").context["page"]
    second = client.get(f"/to-chuc-dang/chi-bo-doi-so-1/{first.next_url}").context[
        "page"
    ]

    assert (len(first), len(second)) == (12, 2)
    assert second.next_url == ""


def test_an_ended_organization_says_what_became_of_it(client):
    old = organization(
        "Chi bộ Đội số 3",
        state=OrganizationState.MERGED,
        ended_on=timezone.localdate() - timedelta(days=1),
    )
    new = organization("Chi bộ Đội số 4")
    Succession.objects.create(
        predecessor=old,
        successor=new,
        kind=SuccessionKind.MERGER,
        happened_on=timezone.localdate(),
    )
    office(term(old), member("Nguyễn Văn Cũ"))

    tree, page = client.get(TREE), client.get("/to-chuc-dang/chi-bo-doi-so-3/")

    assert names(tree.context["roots"]) == {"Chi bộ Đội số 4": {}}
    assert [row.name for row in tree.context["ended"]] == ["Chi bộ Đội số 3"]
    for response in (tree, page):
        words = re.sub(r"<[^>]+>", "", response.text)
        assert "đã sáp nhập, nay là Chi bộ Đội số 4." in words
    assert "Nguyễn Văn Cũ" not in page.text


def test_an_end_that_is_still_to_come_is_not_told(client):
    organization(
        state=OrganizationState.DISSOLVED,
        ended_on=timezone.localdate() + timedelta(days=1),
    )

    response = client.get("/to-chuc-dang/chi-bo-nghiep-vu-tong-hop/")

    assert response.context["organization"].state == ""
    assert "giải thể" not in response.text


def test_a_name_holds_from_its_day(client):
    branch = organization("Chi bộ Đội số 1")
    tomorrow = timezone.localdate() + timedelta(days=1)
    OrganizationVersion.objects.filter(organization=branch).update(
        ends_on=timezone.localdate()
    )
    OrganizationVersion.objects.create(
        organization=branch, name="Chi bộ Đội Cơ động", starts_on=tomorrow
    )
    Organization.objects.filter(pk=branch.pk).update(name="Chi bộ Đội Cơ động")

    response = client.get("/to-chuc-dang/chi-bo-doi-so-1/")

    assert response.context["organization"].name == "Chi bộ Đội số 1"
    assert "Cơ động" not in response.text


def test_pages_change_at_once_when_a_flag_does(client):
    branch = organization()
    held = office(term(branch), member("Lê Văn Bí Thư"))
    address = "/to-chuc-dang/chi-bo-nghiep-vu-tong-hop/"
    assert "Lê Văn Bí Thư" in client.get(address).text

    Office.objects.filter(pk=held.pk).update(is_public=False)
    effects.public_changed()
    without = client.get(address)
    Organization.objects.filter(pk=branch.pk).update(is_public=False)
    effects.public_changed()

    assert "Lê Văn Bí Thư" not in without.text
    assert client.get(address).status_code == 404


def test_the_index_of_sitemaps_leads_to_the_pages(client):
    whole_tree()

    index, file = client.get("/sitemap.xml"), client.get("/to-chuc-dang/sitemap.xml")

    assert "<loc>http://testserver/to-chuc-dang/sitemap.xml</loc>" in index.text
    assert re.findall("<loc>(.*?)</loc>", file.text) == [
        "http://testserver/to-chuc-dang/",
        "http://testserver/to-chuc-dang/to-dang-so-1/",
        "http://testserver/to-chuc-dang/chi-bo-doi-so-1/",
        "http://testserver/to-chuc-dang/dang-bo-chi-cuc/",
        "http://testserver/to-chuc-dang/chi-bo-doi-so-2/",
    ]


def test_every_page_of_the_site_leads_to_the_tree(client):
    CategoryFactory(name="Thời sự")

    assert f'href="{reverse("party:organizations")}"' in client.get("/").text
    assert "Chưa có tổ chức nào được công bố." in client.get(TREE).text


def test_a42_public_pages_read_only_columns_that_are_public(client):
    top, first, _ = whole_tree()
    office(term(first), member("Lê Văn Bí Thư"))
    meeting(first, article=EditionFactory().article)

    with CaptureQueriesContext(connection) as asked:
        for path in (TREE, first.get_absolute_url(), top.get_absolute_url()):
            assert client.get(path).status_code == 200
        assert client.get("/to-chuc-dang/sitemap.xml").status_code == 200

    said = " ".join(query["sql"] for query in asked.captured_queries)
    private = {
        field.column
        for model in apps.get_app_config("party").get_models()
        for field in model._meta.fields
    } - {column for columns in WHITELIST.values() for column in columns}
    private -= {
        field.column
        for model in apps.get_app_config("news").get_models()
        for field in model._meta.fields
    }
    read: dict[str, set[str]] = {}
    for table, column in re.findall(r'"(party_\w+)"\."(\w+)"', said):
        read.setdefault(table, set()).add(column)
    assert {t: columns - WHITELIST[t] for t, columns in read.items()} == {
        table: set() for table in read
    }
    assert set(re.findall(r'"(party_\w+)"', said)) <= WHITELIST.keys()
    assert {"sealed_card_number", "sealed_born_on", "official_on", "minutes"} <= private
    assert set(re.findall(r'\."(\w+)"', said)) & private == set()


def test_a_story_of_a_meeting_is_shown_once_it_is_published(client):
    branch = organization()
    article = ArticleFactory(title="Chi bộ họp")
    meeting(branch, article=article)
    address = branch.get_absolute_url()
    before = client.get(address)

    publishing.publish(article, by=None)

    assert "Chi bộ họp" not in before.text
    assert "Chi bộ họp" in client.get(address).text
    assert Meeting.objects.get().article == article
