"""Sitemaps of a large or odd database: bounded files, and none for what is unseen."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from news import publishing
from news.site import sitemaps
from tests.factories import ArticleFactory, AuthorFactory, EditionFactory, UnitFactory

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def addresses(client, url):
    root = ElementTree.fromstring(client.get(url).content)
    return [element.text for element in root.iter(f"{MAP}loc")]


@pytest.mark.parametrize(
    "number",
    ["7777777", "4611686018427387", "9223372036854775", "9" * 18, "9" * 7000, "٣"],
)
def test_a36_files_of_no_stories_are_not_found(client, number):
    EditionFactory()

    assert client.get(f"/sitemap-bai-{number}.xml").status_code == 404


def test_a8_the_index_names_no_file_before_its_first_story_starts(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "STORIES", 1)
    shown = publishing.publish(ArticleFactory(), by=None)
    later = ArticleFactory()
    publishing.schedule(later, at=timezone.now() + HOUR, by=None)

    files = addresses(client, "/sitemap.xml")

    assert files == [
        "http://testserver/sitemap-muc.xml",
        "http://testserver/to-chuc-dang/sitemap.xml",  # Of an app above the newsroom.
        f"http://testserver/sitemap-bai-{shown.article_id}.xml",
    ]
    assert client.get(f"/sitemap-bai-{later.pk}.xml").status_code == 404


def test_a_file_tells_when_its_stories_last_changed(client):
    EditionFactory(starts_at=timezone.now() - 3 * HOUR)
    changed = EditionFactory(starts_at=timezone.now() - HOUR)

    text = client.get("/sitemap.xml").text

    moment = timezone.localtime(changed.starts_at).isoformat()
    assert f"<lastmod>{moment}</lastmod>" in text


def test_a7_authors_and_units_without_a_live_story_are_not_listed(client):
    shown, gone = (AuthorFactory(unit=UnitFactory()) for _ in range(2))
    AuthorFactory(unit=UnitFactory())
    publishing.publish(ArticleFactory(bylines=[(shown, None)]), by=None)
    edition = publishing.publish(ArticleFactory(bylines=[(gone, None)]), by=None)
    publishing.withdraw(edition.article, by=None, reason="Nhầm bài")

    listed = addresses(client, "/sitemap-muc.xml")

    people = [url for url in listed if "/tac-gia/" in url or "/don-vi/" in url]
    assert people == [
        f"http://testserver{shown.get_absolute_url()}",
        f"http://testserver{shown.unit.get_absolute_url()}",
    ]


def test_the_news_sitemap_holds_no_more_than_is_read(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "MOST_NEWS", 2)
    editions = [publishing.publish(ArticleFactory(), by=None) for _ in range(3)]

    assert addresses(client, "/sitemap-news.xml") == [
        f"http://testserver{edition.get_absolute_url()}" for edition in editions[:0:-1]
    ]
