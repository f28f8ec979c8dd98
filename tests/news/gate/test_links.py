"""Links to our own pages: what readers would get at that moment, in few queries."""

import re
from datetime import timedelta

import pytest
from django.contrib.staticfiles import finders
from django.utils import timezone

from news import attachments, gate, publishing
from news.models import ArticleAttachment, LegacyAddress, Unit
from tests.document_files import pdf
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    CategoryFactory,
    EditionFactory,
    PhotoFactory,
    TagFactory,
    UnitFactory,
)
from tests.news.gate.stories import every_kind_of_link, story

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def broken(*hrefs, at=None, article_id=0, **changes):
    """Those of these addresses that lead nowhere, as the gate says."""
    body = "".join(f'<p>Chữ <a href="{href}">tên trang</a></p>' for href in hrefs)
    found = gate.problems(
        story(body=body, **changes), at=at or timezone.now(), article_id=article_id
    )
    blocks = [problem for problem in found if problem.blocks]
    assert {problem.field for problem in blocks} <= {"body"}
    return [problem.spot.value for problem in blocks]


@pytest.fixture
def edition():
    author = AuthorFactory(name="Minh Anh", unit=UnitFactory(name="Đội 2"))
    parent = CategoryFactory(name="Thời sự")
    return EditionFactory(
        article=ArticleFactory(
            title="Tin đang đăng",
            tags=["hàng giả"],
            bylines=[(author, None)],
            category=CategoryFactory(name="Trong nước", parent=parent),
        )
    )


def test_what_readers_get_is_sound(edition, client):
    sound = [
        edition.get_absolute_url(),
        f"/ten-cu-{edition.article_id}.html",
        *("/thoi-su/", "/thoi-su/trong-nuoc/", "/thoi-su", "/thoi-su/?a=1#tin"),
        *("/tu-khoa/hang-gia/", "/tac-gia/minh-anh-doi-2/", "/tac-gia/minh-anh/"),
        *("/don-vi/doi-2/", "/rss/", "/rss/thoi-su.rss", "/", "/sitemap.xml"),
        f"/ngay/{timezone.localdate():%Y/%m/%d}/",
        "/static/css/base.css",
    ]
    answers = {path for path in sound if client.get(path).status_code in {200, 301}}
    known = [path for path in sound if path in answers or path.startswith("/static/")]

    assert len(known) == len(sound) - 1  # One of the author's two possible addresses.
    assert broken(*known) == []
    assert broken(*(f"http://testserver{path}" for path in known)) == []


def test_what_readers_do_not_get_is_broken_and_the_site_says_the_same(edition, client):
    CategoryFactory(name="Mục trống")
    TagFactory(name="từ khóa của bản nháp")
    AuthorFactory(name="Chưa có bài")
    Unit.objects.named("Đội chưa có bài")
    draft = ArticleFactory(title="Bản nháp")
    tomorrow = timezone.localdate() + timedelta(days=1)
    nowhere = [
        *("/khong-co/", "/khong-co.html", "/thoi-su/khong-co/", "/khong-co"),
        *(f"/ban-nhap-{draft.pk}.html", "/bai-999999.html"),
        *("/tu-khoa/tu-khoa-cua-ban-nhap/", "/tu-khoa/khong-co/"),
        *("/tac-gia/chua-co-bai/", "/don-vi/doi-chua-co-bai/", "/rss/khong-co.rss"),
        *("/media/photos/khong-co.jpg", "/tep-dinh-kem/1/1/ten.pdf"),
        *(f"/ngay/{tomorrow:%Y/%m/%d}/", "/ngay/2026/13/45/", "/%00/", "/a%E1%BB%81"),
    ]

    assert {client.get(path).status_code for path in nowhere} == {404}
    assert broken("/muc-trong/", *nowhere) == nowhere


def test_what_only_the_desk_opens_is_broken_for_readers(edition):
    desk = [
        *(
            "/quan-tri",
            "/quan-tri/",
            "/ban-nhap/mot-lien-ket/",
            f"/quan-tri/news/article/{edition.article_id}/change/",
        ),
        f"/luot-doc/{edition.article_id}/",
    ]

    assert broken(*desk) == desk


def test_links_elsewhere_are_no_affair_of_the_gate():
    elsewhere = [
        *("https://bao.example/khong-co/", "http://testserver.example/khong-co/"),
        *("mailto:a@b.vn", "tel:0912345678", "http://testserverr/khong-co/"),
    ]

    assert broken(*elsewhere) == []


def test_our_host_with_www_and_in_capitals_is_our_host():
    ours = ["http://www.testserver/khong-co/", "https://TESTSERVER/khong-co/"]

    assert broken(*ours) == ours


def test_a_link_is_judged_at_the_moment_of_publication(edition):
    path = edition.get_absolute_url()
    before = edition.starts_at - HOUR
    later = EditionFactory(starts_at=timezone.now() + HOUR)

    assert broken(path, at=before) == [path]
    assert broken(later.get_absolute_url()) == [later.get_absolute_url()]
    assert broken(later.get_absolute_url(), at=later.starts_at) == []


def test_a_withdrawn_story_is_no_goal(edition, client):
    path = edition.get_absolute_url()
    publishing.withdraw(edition.article, by=None, reason="Sai")

    assert client.get(path).status_code == 410
    assert broken(path) == [path]


def test_old_addresses_lead_where_their_goals_are_live(edition):
    tag = edition.tags.get()
    draft = ArticleFactory()
    point = LegacyAddress.objects.point
    point("/cu/tin.html", article_id=edition.article_id)
    point("/cu/muc/", category=edition.category)
    point("/cu/the", tag=tag)
    point("/cu/nhap.html", article_id=draft.pk)
    point("/cu/the-nhap", tag=TagFactory())
    point("/tin-1001.html", article_id=edition.article_id)

    assert broken(
        *("/cu/tin.html", "/cu/muc/", "/cu/muc", "/cu/the", "/tin-1001.html"),
        *("/cu/nhap.html", "/cu/the-nhap", "/cu/khac.html"),
    ) == ["/cu/nhap.html", "/cu/the-nhap", "/cu/khac.html"]


def test_a_story_may_link_to_itself_before_it_is_live():
    article = ArticleFactory(title="Bài mới")
    path = f"/bai-moi-{article.pk}.html"

    assert broken(path, article_id=article.pk) == []
    assert broken(path) == [path]


def test_a_file_is_a_goal_where_the_story_that_offers_it_is_live():
    file = attachments.store(pdf(), name="Quyết định.pdf", by=None)
    article = ArticleFactory()
    ArticleAttachment.objects.create(article=article, attachment=file)
    publishing.save(article, by=None)
    edition = publishing.publish(article, by=None)
    path = re.search('href="(/tep-dinh-kem/[^"]+)"', edition.html)[1]
    own = f"/tep-dinh-kem/77/{file.pk}/quyet-dinh.pdf"
    rows = [{"id": file.pk}]

    assert broken(path) == []
    assert broken(own, article_id=77, attachments=rows) == []
    assert broken(own, article_id=78, attachments=rows) == [own]


def test_a_photo_s_files_are_goals_until_it_is_withdrawn():
    photo = PhotoFactory()
    small = photo.file.url.replace(".jpg", "-48.avif")
    card = photo.file.url.replace(".jpg", "-3x2-50-50-48.webp")

    assert broken(photo.file.url, small, card) == []

    publishing.withdraw_photo(photo, by=None, reason="Bản quyền")
    assert broken(photo.file.url, small) == [photo.file.url, small]


def test_static_files_are_goals():
    assert finders.find("css/base.css")
    assert broken("/static/css/base.css", "/static/css/khong-co.css") == [
        "/static/css/khong-co.css"
    ]


def test_a_place_on_the_page_that_is_not_there_is_advice():
    (problem,) = gate.problems(
        story(body='<p>Chữ <a href="#_ftn1">chú giải</a></p>'), at=timezone.now()
    )

    assert (problem.severity, problem.key) == ("advise", "link-fragment:#_ftn1")


def test_a_broken_link_is_known_by_its_address_and_found_by_its_place():
    outside = '<a href="https://bao.example">báo</a>'
    body = f'<p>{outside} <a href="/khong-co/?a=b">trang</a></p>'

    (problem,) = gate.problems(story(body=body), at=timezone.now())

    assert problem.key == "link-broken:/khong-co/?a=b"
    assert problem.spot == gate.Spot("a", "/khong-co/?a=b", 1)
    assert "“trang”" in problem.message
    assert "(/khong-co/?a=b)" in problem.message


@pytest.mark.parametrize("count", [1, 30])
def test_links_of_all_kinds_cost_one_query_however_many(
    count, edition, django_assert_num_queries
):
    hrefs = [href for n in range(1001, 1001 + count) for href in every_kind_of_link(n)]
    at = timezone.now()

    with django_assert_num_queries(1):
        found = broken(*hrefs, at=at)

    assert found == hrefs
