"""Kept pages: exact, the same for everybody, bounded, and there in an outage."""

import gzip
import threading
import time
from datetime import timedelta

import brotli
import pytest
from django.db import DatabaseError, OperationalError, connection
from django.test import Client
from django.utils import timezone

from news import effects, publishing
from news.models import Category, HourlyReading
from news.models.generation import PageGeneration, PageGenerationQuerySet
from news.site import caching, moment, parts, views
from news.site.kept_pages import choose_encoding
from tests.factories import (
    ArticleFactory,
    CategoryFactory,
    EditorFactory,
)

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def published(**fields):
    return publishing.publish(ArticleFactory(**fields), by=None)


@pytest.fixture
def at(monkeypatch):
    """at(moment): from now on the clock of the portal says that."""

    def set_clock(wanted):
        monkeypatch.setattr(timezone, "now", lambda: wanted)

    return set_clock


@pytest.fixture
def renders(monkeypatch):
    """The paths of the article pages that were really made."""
    made = []
    real = views.article_page

    def counted(request, edition):
        made.append(request.path)
        return real(request, edition)

    monkeypatch.setattr(views, "article_page", counted)
    return made


# --- What is kept ---------------------------------------------------------------------


def test_a_page_is_made_once_and_then_served_without_asking_for_anything(
    client, renders, django_assert_num_queries
):
    url = published().get_absolute_url()
    first = client.get(url)

    with django_assert_num_queries(1):  # The generation.
        second = client.get(url)

    assert renders == [url]
    assert second.content == first.content
    assert second.headers == first.headers
    assert second["Content-Length"] == str(len(first.content))


def test_a_change_makes_every_page_old(client):
    edition = published(title="Tạm giữ 20 bao đường")
    url = edition.get_absolute_url()
    for path in ("/", url, edition.category.get_absolute_url()):
        assert "Tạm giữ 20 bao đường" in client.get(path).text

    publishing.withdraw(edition.article, by=None, reason="Nhầm bài")

    assert client.get(url).status_code == 410
    for path in ("/", edition.category.get_absolute_url()):
        assert "Tạm giữ 20 bao đường" not in client.get(path).text


def test_a_page_is_kept_a_minute_at_most(client, renders, at):
    now = timezone.now()
    url = published().get_absolute_url()
    for passed in (0, 59, 61):
        at(now + passed * SECOND)
        client.get(url)

    assert renders == [url, url]


def test_a_page_of_an_older_generation_is_not_kept_under_a_newer_one(
    client, monkeypatch
):
    """Between the generation and the data of a page, somebody publishes."""
    edition = published(title="Trước")
    article = edition.article
    url = edition.category.get_absolute_url()
    listed = views.IN_TOP_SECTION
    real = listed.page

    def meanwhile(*args, **kwargs):
        page = real(*args, **kwargs)
        monkeypatch.setattr(listed, "page", real)
        publishing.withdraw(article, by=None, reason="Nhầm bài")
        return page

    monkeypatch.setattr(listed, "page", meanwhile)

    assert "Trước" in client.get(url).text
    assert "Trước" not in client.get(url).text


@pytest.mark.parametrize(
    "path", ["/quan-tri/", "/healthz", "/khong-co.html", "/khong-co-1.html"]
)
def test_only_marked_pages_are_kept(client, path):
    client.get(path)

    assert caching.pages.get(path) is None


def test_a34_errors_and_previews_are_never_kept(client, monkeypatch):
    url = published().get_absolute_url()
    with monkeypatch.context() as broken:
        broken.setattr(views.blocks, "around", lambda *_: 1 / 0)
        client.raise_request_exception = False
        failed = client.get(url)

    assert failed.status_code == 500
    assert "no-store" in failed["Cache-Control"]
    assert client.get(url).status_code == 200


def test_an_error_never_replaces_a_good_page(client, monkeypatch, at, caplog):
    now = timezone.now()
    url = published().get_absolute_url()
    good = client.get(url)
    client.raise_request_exception = False
    monkeypatch.setattr(views.blocks, "around", lambda *_: 1 / 0)

    at(now + 5 * MINUTE)
    later = client.get(url)

    assert later.content == good.content
    assert later["Warning"].startswith("110")
    assert "dùng trang cũ" in caplog.text


# --- For everybody --------------------------------------------------------------------


def test_a31_nobody_gets_what_was_made_for_a_colleague(client):
    editor = EditorFactory()
    colleague = Client()
    colleague.force_login(editor)
    url = published().get_absolute_url()

    for_colleague = colleague.get(url)
    for_visitor = client.get(url)

    assert for_colleague.content == for_visitor.content
    assert for_visitor["Vary"] == "Accept-Encoding"
    for response in (for_colleague, for_visitor):
        assert not response.cookies
        assert "Set-Cookie" not in response.headers
    assert editor.full_name not in for_visitor.text


def test_a31_a_page_never_sees_who_asks(client, monkeypatch):
    seen = []
    real = views.article_page

    def watch(request, edition):
        seen.append((request.COOKIES, request.headers.get("Authorization")))
        return real(request, edition)

    monkeypatch.setattr(views, "article_page", watch)
    client.cookies["phien"] = "x" * 32

    client.get(
        published().get_absolute_url(),
        headers={"Authorization": "Basic eA==", "Accept-Language": "en"},
    )

    assert seen == [({}, None)]


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Forwarded-Host": "xau.example"},
        {"X-Original-URL": "/quan-tri/"},
        {"X-Rewrite-URL": "/quan-tri/"},
        {"X-HTTP-Method-Override": "POST"},
        {"Accept-Language": "en, zz;q=0.1, " + "x" * 3000},
        {"Range": "bytes=0-10"},
        {"Authorization": "Bearer x"},
        {"X-Forwarded-Proto": "https"},
    ],
)
def test_a32_odd_headers_neither_change_nor_poison_a_page(client, headers):
    url = published().get_absolute_url()
    odd = client.get(url, headers=headers)

    plain = client.get(url)

    assert odd.status_code == plain.status_code == 200
    assert odd.content == plain.content
    assert "xau.example" not in plain.text


def test_a32_unknown_parameters_make_no_new_pages(client, renders):
    url = published().get_absolute_url()
    for query in ("", "?fbclid=1", "?utm_source=x&gclid=2", "?a=1&a=2", "?TRUOC=1-1"):
        assert client.get(url + query).status_code == 200

    assert renders == [url]
    assert list(caching.pages._pages) == [url]


def test_allowed_parameters_count_once_in_one_order(client):
    path = published().category.get_absolute_url()
    for query in ("truoc=9999999999999999-1", "x=1&truoc=9999999999999999-1&y=2"):
        assert client.get(f"{path}?{query}").status_code == 200

    assert list(caching.pages._pages) == [f"{path}?truoc=9999999999999999-1"]


def test_a33_a_foreign_host_gets_no_kept_page(client):
    url = published().get_absolute_url()
    client.get(url)

    assert client.get(url, headers={"Host": "xau.example"}).status_code == 400


def test_an_https_site_sends_http_on_its_way_even_for_kept_pages(client, settings):
    url = published().get_absolute_url()
    client.get(url)
    settings.SECURE_SSL_REDIRECT = True

    assert Client().get(url).status_code == 301
    assert Client().get(url, secure=True).status_code == 200


def test_kept_pages_carry_the_security_headers(client):
    url = published().get_absolute_url()
    for _ in range(2):
        response = client.get(url)

        assert "default-src 'none'" in response["Content-Security-Policy"]
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Cache-Control"] == caching.CACHE_CONTROL


# --- How they are sent ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("GZIP;q=0.5", "gzip"),
        ("br;q=0, gzip;q=1.0", "gzip"),
        ("br ; q=0.0", ""),
        ("identity", ""),
        ("", ""),
    ],
)
def test_the_best_encoding_that_the_browser_takes(accepted, encoding):
    assert choose_encoding(accepted) == encoding


def test_a_page_is_kept_compressed_and_is_the_same_in_every_encoding(client):
    url = published().get_absolute_url()
    plain = client.get(url)
    unpack = {"gzip": gzip.decompress, "br": brotli.decompress}

    for encoding, open_it in unpack.items():
        packed = client.get(url, headers={"Accept-Encoding": encoding})
        assert packed["Content-Encoding"] == encoding
        assert packed["Content-Length"] == str(len(packed.content))
        assert open_it(packed.content) == plain.content
        assert packed["ETag"] == plain["ETag"]
    assert "Content-Encoding" not in plain.headers


def test_who_has_the_page_gets_304_without_a_body(client):
    url = published().get_absolute_url()
    first = client.get(url)

    again = client.get(url, headers={"If-None-Match": f'"x", {first["ETag"]}'})
    other = client.get(url, headers={"If-None-Match": 'W/"x"'})

    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert "Content-Length" not in again.headers
    assert other.status_code == 200


@pytest.mark.parametrize("is_kept", [False, True])
def test_head_has_the_headers_of_get(client, is_kept):
    url = published().get_absolute_url()
    get = Client().get(url)
    if not is_kept:
        caching.forget()

    head = client.head(url)

    assert (head.status_code, head.content) == (200, b"")
    assert head.headers == get.headers


# --- Bounded --------------------------------------------------------------------------


def test_the_memory_of_pages_is_bounded_and_the_least_used_leave(client, settings):
    settings.PAGE_CACHE_MEGABYTES = 1
    urls = [published().get_absolute_url() for _ in range(50)]
    for url in urls:
        client.get(urls[0])
        client.get(url)

    assert caching.pages._size <= 1024 * 1024
    assert 5 < len(caching.pages._pages) < 50
    assert caching.pages.get(urls[0]) is not None
    assert caching.pages.get(urls[1]) is None


def test_without_memory_nothing_is_kept(client, settings, renders):
    settings.PAGE_CACHE_MEGABYTES = 0
    url = published().get_absolute_url()
    responses = [client.get(url) for _ in range(2)]

    assert renders == [url, url]
    assert responses[1]["Cache-Control"] == caching.CACHE_CONTROL


# --- Time -----------------------------------------------------------------------------


def every_list(edition):
    return ["/", edition.category.get_absolute_url(), "/tu-khoa/hang-gia/"]


def test_a8_r8_a_scheduled_story_is_everywhere_at_its_minute(client, at):
    now = timezone.now()
    category = CategoryFactory(on_home=True)
    live = published(category=category, tags=["hàng giả"])
    article = ArticleFactory(title="Bài hẹn giờ", category=category, tags=["hàng giả"])
    scheduled = publishing.schedule(article, at=now + 10 * MINUTE, by=None)
    own = scheduled.get_absolute_url()

    def shown():
        return [
            "Bài hẹn giờ" in client.get(url).text
            for url in [*every_list(live), live.get_absolute_url()]
        ]

    for passed in (9 * MINUTE, 10 * MINUTE - SECOND / 1000):
        at(now + passed)
        assert shown() == [False] * 4
        assert client.get(own).status_code == 404
    at(now + 10 * MINUTE)

    assert shown() == [True] * 4
    assert client.get(own).status_code == 200


def test_a11_an_expired_story_leaves_at_its_minute(client, at):
    now = timezone.now()
    edition = published(title="Có hạn", tags=["hàng giả"])
    publishing.expire(edition.article, at=now + 10 * MINUTE, by=None)
    at(now + 10 * MINUTE - SECOND)
    assert "Có hạn" in client.get(edition.get_absolute_url()).text

    at(now + 10 * MINUTE)

    assert client.get(edition.get_absolute_url()).status_code == 410
    assert "Có hạn" not in client.get("/").text


def test_r8_a_clock_that_was_set_back_takes_nothing_away(client, at):
    now = timezone.now()
    edition = published()
    url = edition.get_absolute_url()
    client.get(url)
    moment.forget()  # Another process, started after the clock was set back.
    parts.forget()
    caching.forget()

    at(now - HOUR)

    assert client.get(url).status_code == 200


def test_the_date_on_the_page_changes_at_midnight(client, at):
    published()
    midnight = timezone.localtime().replace(
        hour=0, minute=0, second=0, microsecond=0
    ) + timedelta(days=2)
    at(midnight - SECOND)
    before = client.get("/").context["today_text"]

    at(midnight)

    assert client.get("/").context["today_text"] != before
    assert parts.next_boundary(midnight - SECOND) == midnight


# --- One render for all ---------------------------------------------------------------


def ask_at_once(url, count):
    barrier, answers = threading.Barrier(count), []

    def ask():
        barrier.wait()
        try:
            answers.append(Client().get(url).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.fixture
def slow_renders(monkeypatch, renders):
    """Pages take long enough for everybody to ask meanwhile."""
    real = views.article_page

    def slow(request, edition):
        time.sleep(0.3)
        return real(request, edition)

    monkeypatch.setattr(views, "article_page", slow)
    return renders


@pytest.mark.django_db(transaction=True)
def test_r15_fifty_visitors_of_a_new_page_cause_one_render(slow_renders):
    url = published().get_absolute_url()

    answers = ask_at_once(url, 50)

    assert answers == [200] * 50
    assert slow_renders == [url]


@pytest.mark.django_db(transaction=True)
def test_r15_fifty_visitors_of_a_page_a_minute_old_cause_one_render(slow_renders, at):
    now = timezone.now()
    url = published().get_absolute_url()
    Client().get(url)
    at(now + 61 * SECOND)

    answers = ask_at_once(url, 50)

    assert answers == [200] * 50
    assert slow_renders == [url, url]


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_for_ever_for_what_is_no_page():
    edition = published()
    publishing.withdraw(edition.article, by=None, reason="Nhầm bài")

    assert ask_at_once(edition.get_absolute_url(), 10) == [410] * 10


# --- An outage ------------------------------------------------------------------------


@pytest.fixture
def outage(monkeypatch):
    """outage(): the database does not answer any more."""

    def fail(*args, **kwargs):
        raise OperationalError("gone")

    def begin():
        monkeypatch.setattr(PageGenerationQuerySet, "_read", fail)
        monkeypatch.setattr(views, "STORY", fail)
        monkeypatch.setattr(parts, "next_boundary", fail)
        PageGeneration.objects.forget()

    return begin


def test_r1_kept_pages_outlive_the_database(client, outage, at, caplog):
    now = timezone.now()
    url = published().get_absolute_url()
    good = client.get(url)
    outage()
    client.raise_request_exception = False

    at(now + 23 * HOUR)
    stale = client.get(url)
    at(now + 25 * HOUR)
    too_old = client.get(url)

    assert stale.content == good.content
    assert stale["Warning"].startswith("110")
    assert too_old.status_code == 503
    assert too_old["Retry-After"] == "30"
    assert "Cơ sở dữ liệu không trả lời" in caplog.text


def test_r1_a_page_that_nobody_read_says_when_to_come_back(client, outage):
    url = published().get_absolute_url()
    outage()
    client.raise_request_exception = False

    response = client.get(url)

    assert response.status_code == 503
    assert "no-store" in response["Cache-Control"]


def test_r1_the_database_is_not_asked_by_every_request_of_an_outage(monkeypatch):
    asked = []

    def fail(self):
        asked.append(1)
        raise DatabaseError

    monkeypatch.setattr(PageGenerationQuerySet, "_read", fail)
    PageGeneration.objects.forget()

    assert [moment.instant().generation for _ in range(5)] == [None] * 5
    assert asked == [1]


def test_most_read_is_made_once_a_minute_not_once_a_page(client, at):
    now = timezone.now()
    first, second = published(), published()
    hour = now.replace(minute=0, second=0, microsecond=0) - HOUR
    HourlyReading.objects.add(first.article_id, hour, 2)
    client.get(first.get_absolute_url())
    HourlyReading.objects.add(second.article_id, hour, 5)

    def leading():
        context = Client().get("/").context
        return context["most_read"][0].editions[0]

    assert leading() == first
    at(now + 61 * SECOND)
    assert leading() == second


def test_a_renamed_section_shows_on_pages_kept_before(client):
    edition = published(category=CategoryFactory(name="Tin cũ"))
    client.get(edition.get_absolute_url())
    Category.objects.filter(pk=edition.category_id).update(name="Tin mới")

    effects.public_changed()

    assert "Tin mới" in client.get(edition.get_absolute_url()).text
