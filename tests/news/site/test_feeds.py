"""RSS, sitemaps and the archive by day: all that is live, and nothing else."""

from datetime import datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from news import publishing
from news.site import caching, sitemaps
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    CategoryFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
MARKER = "xwqzmarker"
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


def published(**fields):
    fields.setdefault("bylines", [(AuthorFactory(unit=UnitFactory()), None)])
    return publishing.publish(ArticleFactory(**fields), by=None)


def on(day, hour=9, **fields):
    """A story that is dated on that day in Vietnam."""
    moment = timezone.make_aware(datetime.combine(day, datetime.min.time()))
    article = ArticleFactory(**fields)
    published_at = moment + timedelta(hours=hour)
    return publishing.publish(article, by=None, published_at=published_at)


def hidden_stories():
    """A draft, an appointment, a withdrawn and an expired story, all marked."""
    ArticleFactory(title=f"Nháp {MARKER}", tags=[f"nháp {MARKER}"])
    later = ArticleFactory(title=f"Hẹn {MARKER}", tags=[f"hẹn {MARKER}"])
    publishing.schedule(later, at=timezone.now() + HOUR, by=None)
    gone = published(title=f"Gỡ {MARKER}", tags=[f"gỡ {MARKER}"])
    publishing.withdraw(gone.article, by=None, reason="Nhầm bài")


def parsed(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return ElementTree.fromstring(response.content)


def addresses(root):
    return [element.text for element in root.iter(f"{MAP}loc")]


# --- RSS ------------------------------------------------------------------------------


@pytest.mark.parametrize("story_count", [1, 3])
def test_the_feed_has_the_newest_stories(
    client, django_assert_num_queries, story_count
):
    shown = [published(tags=["hàng giả"]) for _ in range(story_count)]
    client.get("/")

    with django_assert_num_queries(2):  # + generation
        root = parsed(client, "/rss/")

    items = root.findall("channel/item")
    assert [item.findtext("title") for item in items] == [
        edition.title for edition in reversed(shown)
    ]
    newest = shown[-1]
    assert items[0].findtext("link") == "http://testserver" + newest.get_absolute_url()
    assert items[0].findtext("description") == newest.sapo
    assert items[0].findtext("category") == "hàng giả"
    guid = items[0].find("guid")
    assert guid.attrib == {"isPermaLink": "false"}
    assert guid.text.endswith(f"/{newest.article_id}")


def test_a_section_has_a_feed_of_its_own_and_of_its_subsections(client):
    parent = CategoryFactory(name="Tin tức")
    child = CategoryFactory(name="Trong tỉnh", parent=parent)
    own, inner, other = (
        published(category=parent),
        published(category=child),
        published(),
    )

    def titles(url):
        return {item.findtext("title") for item in parsed(client, url).iter("item")}

    assert titles("/rss/tin-tuc.rss") == {own.title, inner.title}
    assert titles("/rss/tin-tuc/trong-tinh.rss") == {inner.title}
    assert titles("/rss/") == {own.title, inner.title, other.title}
    assert client.get("/rss/khong-co.rss").status_code == 404


def test_the_guid_outlives_a_new_headline(client):
    edition = published(title="Trước")
    before = parsed(client, "/rss/").findtext("channel/item/guid")
    article = edition.article
    article.title = "Sau"
    publishing.begin_save(article, by=None)
    article.save()
    publishing.finish_save(article, by=None)
    publishing.publish(article, by=None)

    root = parsed(client, "/rss/")

    assert root.findtext("channel/item/title") == "Sau"
    assert root.findtext("channel/item/guid") == before


def test_pages_name_their_feeds(client):
    edition = published(category=CategoryFactory(name="Tin tức"))

    assert 'href="/rss/"' in client.get("/").text
    assert 'href="/rss/tin-tuc.rss"' in client.get("/tin-tuc/").text
    assert edition.category.name in client.get("/rss/tin-tuc.rss").text


# --- Sitemaps -------------------------------------------------------------------------


def test_sitemaps_hold_every_live_story_once(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "STORIES", 4)
    editions = [published(tags=["hàng giả"]) for _ in range(9)]
    files = addresses(parsed(client, "/sitemap.xml"))
    pages = [
        address
        for file in files
        for address in addresses(parsed(client, file.removeprefix("http://testserver")))
    ]

    stories = ["http://testserver" + e.get_absolute_url() for e in editions]
    assert [page for page in pages if page.endswith(".html")] == stories
    assert len(pages) == len(set(pages))
    for page in pages:
        assert client.get(page.removeprefix("http://testserver")).status_code == 200
    author = editions[0].bylines.get().author
    for listed in (author, author.unit, editions[0].tags.get(), editions[0].category):
        assert "http://testserver" + listed.get_absolute_url() in pages


@pytest.mark.parametrize("story_count", [1, 3])
def test_a_sitemap_costs_the_same_queries(
    client, django_assert_num_queries, story_count
):
    for _ in range(story_count):
        published(tags=["hàng giả"])
    client.get("/")
    first = addresses(parsed(client, "/sitemap.xml"))[1]
    caching.forget()

    for url, queries in [
        ("/sitemap.xml", 2),
        (first.removeprefix("http://testserver"), 2),
        ("/sitemap-muc.xml", 5),
        ("/sitemap-news.xml", 2),
    ]:
        with django_assert_num_queries(queries):  # + generation
            client.get(url)


def test_the_news_sitemap_holds_two_days(client):
    edition = published(title="Mới & nóng")
    on(timezone.localdate() - 3 * DAY, title="Cũ")

    root = parsed(client, "/sitemap-news.xml")

    assert [title.text for title in root.iter(f"{NEWS}title")] == ["Mới & nóng"]
    assert addresses(root) == ["http://testserver" + edition.get_absolute_url()]


def test_robots_are_told_where_the_sitemaps_are(client):
    text = client.get("/robots.txt").text

    assert "Sitemap: http://testserver/sitemap.xml\n" in text
    assert "Sitemap: http://testserver/sitemap-news.xml\n" in text


def test_a33_no_address_is_made_of_the_requests_host(client, settings):
    settings.SITE_URL = "https://portal.example.vn"
    edition = published()

    for url in ("/rss/", "/sitemap.xml", "/sitemap-muc.xml", "/sitemap-news.xml"):
        text = client.get(url, headers={"Host": "localhost"}).text
        assert "https://portal.example.vn/" in text
        assert "localhost" not in text
        assert "testserver" not in text
    assert edition.get_absolute_url() in client.get("/rss/").text


# --- By day ---------------------------------------------------------------------------


@pytest.mark.parametrize("story_count", [1, 3])
def test_a_day_has_its_stories(client, django_assert_num_queries, story_count):
    day = timezone.localdate() - 5 * DAY
    shown = [on(day, hour) for hour in range(story_count)]
    on(day - DAY, 23)
    on(day + DAY, 0)
    client.get("/")

    with django_assert_num_queries(4):  # + generation
        response = client.get(f"/ngay/{day:%Y/%m/%d}/")

    assert list(response.context["page"]) == shown[::-1]
    assert response.context["earlier"]["url"] == f"/ngay/{day - DAY:%Y/%m/%d}/"
    assert response.context["later"]["url"] == f"/ngay/{day + DAY:%Y/%m/%d}/"


def test_neighbours_skip_days_without_stories(client):
    day = timezone.localdate() - 30 * DAY
    on(day - 9 * DAY)
    on(day)

    response = client.get(f"/ngay/{day - 3 * DAY:%Y/%m/%d}/")

    assert "Không có bài viết nào trong ngày này." in response.text
    assert "noindex" in response.text
    assert response.context["earlier"]["url"] == f"/ngay/{day - 9 * DAY:%Y/%m/%d}/"
    assert response.context["later"]["url"] == f"/ngay/{day:%Y/%m/%d}/"


def test_the_first_and_the_last_day_have_one_neighbour(client):
    on(timezone.localdate() - 2 * DAY)

    response = client.get(f"/ngay/{timezone.localdate() - 2 * DAY:%Y/%m/%d}/")

    assert response.context["earlier"] is None
    assert response.context["later"] is None


@pytest.mark.parametrize(
    "path", ["2026/02/30", "2026/13/01", "0000/01/01", "2999/01/01", "26/1/1"]
)
def test_a36_days_that_are_none_are_not_found(client, path):
    assert client.get(f"/ngay/{path}/").status_code == 404


@pytest.mark.parametrize("path", ["0001/01/01", "1970/01/01", "9999/12/31"])
def test_a36_days_at_the_ends_of_time_are_no_error(client, path):
    published()

    assert client.get(f"/ngay/{path}/").status_code in {200, 404}


def test_the_form_leads_to_the_day(client):
    day = timezone.localdate() - 4 * DAY
    on(day)

    assert client.get("/ngay/", {"ngay": "2026-01-02"})["Location"] == (
        "/ngay/2026/01/02/"
    )
    assert client.get("/ngay/")["Location"] == f"/ngay/{day:%Y/%m/%d}/"


@pytest.mark.parametrize("typed", ["hôm qua", "2026-02-30", "2999-01-01", "1\x00", "9"])
def test_a_day_that_cannot_be_is_told_in_the_form(client, typed):
    response = client.get("/ngay/", {"ngay": typed})

    assert response.status_code == 400
    assert "không ở tương lai" in response.text


# --- Nothing leaks --------------------------------------------------------------------


def test_a7_a8_no_feed_sitemap_or_archive_names_what_is_not_live(client):
    hidden_stories()
    expiring = published(title=f"Hết hạn {MARKER}")
    publishing.expire(expiring.article, at=timezone.now() + HOUR / 3600, by=None)
    published(title="Bài thường")
    today = timezone.localdate()
    real = timezone.now

    def read(url):
        timezone.now = lambda: real() + HOUR / 60
        try:
            return client.get(url)
        finally:
            timezone.now = real

    for url in (
        "/rss/",
        "/sitemap-bai-0.xml",
        "/sitemap-news.xml",
        f"/ngay/{today:%Y/%m/%d}/",
    ):
        response = read(url)
        assert response.status_code == 200
        assert MARKER not in response.text
    lists = read("/sitemap-muc.xml").text
    assert "/tu-khoa/" not in lists
