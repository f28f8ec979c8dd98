"""“Đính chính” as readers find it: on the story, in the list, in feeds, to robots."""

import json
import re
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from django.utils import timezone

from news import publishing
from news.models import EditionCorrection
from news.site import caching, corrections
from tests.factories import ArticleFactory, CategoryFactory, EditionFactory

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MARKER = "xwqzmarker"


def row(wrong="600 đôi giày", right="60 đôi giày", on=None, edition=1):
    return {
        "wrong": wrong,
        "right": right,
        "on": (on or timezone.localdate()).isoformat(),
        "signed_by": "Ban biên tập",
        "edition": edition,
    }


def live_for_an_hour(**fields):
    article = ArticleFactory(**fields)
    EditionFactory(article=article, starts_at=timezone.now() - HOUR)
    return article


def corrected(*rows, **fields):
    """A story that readers saw, whose second edition shows these corrections."""
    article = live_for_an_hour(**fields)
    publishing.save(article, by=None, corrections=list(rows) or [row()])
    return publishing.publish(article, by=None)


def listed(client, address="/dinh-chinh/"):
    return [c.right for c in client.get(address).context["page"]]


# --- The story ------------------------------------------------------------------------


def test_the_story_shows_it_below_the_byline_and_above_the_tags(client):
    edition = corrected(row(wrong="600 <đôi>", right="60 & vài đôi"), tags=["hàng giả"])

    text = client.get(edition.get_absolute_url()).text

    places = [text.index(f'class="{name}"') for name in ("byline", "corrections")]
    assert places == sorted(places)
    assert places[1] < text.index('class="story-tags"')
    assert "<del>600 &lt;đôi&gt;</del>" in text
    assert "<ins>60 &amp; vài đôi</ins>" in text
    today = timezone.localdate()
    assert f'<time datetime="{today:%Y-%m-%d}">{today:%d/%m/%Y}</time>' in text
    assert text.count("Ban biên tập</p>") == 1
    assert "Cập nhật lúc" in text


def test_a_story_without_corrections_says_nothing_of_them(client):
    edition = publishing.publish(ArticleFactory(), by=None)

    text = client.get(edition.get_absolute_url()).text

    assert 'id="dinh-chinh"' not in text
    assert "CorrectionComment" not in text


def test_search_engines_are_told_of_it(client):
    edition = corrected(row(right="60 đôi </script>"))

    text = client.get(edition.get_absolute_url()).text

    facts = json.loads(re.search(r'ld\+json">(.*?)</script>', text)[1])
    assert facts["correction"] == [
        {
            "@type": "CorrectionComment",
            "text": "Đã viết: 600 đôi giày Sửa lại là: 60 đôi </script>",
            "datePublished": timezone.localdate().isoformat(),
            "author": {"@type": "Organization", "name": "Ban biên tập"},
        }
    ]
    modified = timezone.localtime(edition.starts_at).isoformat()
    assert facts["dateModified"] == modified
    assert facts["datePublished"] < modified


def test_the_story_with_corrections_costs_no_query_more(
    client, django_assert_num_queries
):
    category = CategoryFactory()
    plain = publishing.publish(ArticleFactory(category=category), by=None)
    rows = [row(wrong=f"{n} đôi", right="60 đôi") for n in range(3)]
    edition = corrected(*rows, category=category)
    client.get(plain.get_absolute_url())

    with django_assert_num_queries(4):  # Generation, edition, pins, kin.
        response = client.get(edition.get_absolute_url())

    assert response.text.count('class="correction"') == 3


# --- The list -------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_shows_every_live_correction(client, django_assert_num_queries, count):
    editions = [corrected(row(right=f"{n} đôi")) for n in range(count)]
    client.get("/")

    with django_assert_num_queries(2):  # Generation, corrections.
        response = client.get("/dinh-chinh/")

    assert [c.edition_id for c in response.context["page"]] == [
        edition.pk for edition in editions[::-1]
    ]
    for edition in editions:
        assert f'href="{edition.get_absolute_url()}#dinh-chinh"' in response.text
    caching_again = client.get("/dinh-chinh/")
    assert caching_again.headers["ETag"] == response.headers["ETag"]


def test_the_newest_day_comes_first_then_the_newest_of_a_story(client):
    today = timezone.localdate()
    at = timezone.now() - 9 * DAY
    article = ArticleFactory()
    EditionFactory(article=article, starts_at=at)
    rows = [
        row(right="một", on=today - 3 * DAY),
        row(right="hai", on=today - DAY),
        row(right="ba", on=today - DAY),
    ]
    publishing.save(article, by=None, corrections=rows)
    publishing.publish(article, by=None)
    corrected(row(right="bốn", on=today - 2 * DAY))

    assert listed(client) == ["ba", "hai", "bốn", "một"]


def test_more_pages_neither_skip_nor_repeat(client, monkeypatch):
    monkeypatch.setattr(corrections, "PAGE_SIZE", 2)
    today = timezone.localdate()
    corrected(*(row(wrong=f"sai {n}", right=f"a{n}") for n in range(3)))
    corrected(*(row(wrong=f"sai {n}", right=f"b{n}") for n in range(2)))
    corrected(row(right="c0", on=today - DAY), row(wrong="x", right="c1"))

    found, address = [], "/dinh-chinh/"
    while address:
        page = client.get(address).context["page"]
        found.append([c.right for c in page])
        # A new edition makes new rows: the place in the list stays the same.
        for edition in {c.edition for c in EditionCorrection.objects.all()}:
            EditionCorrection.objects.write(edition, edition.story["corrections"])
        caching.forget()
        address = page.next_url and f"/dinh-chinh/{page.next_url}"

    assert found == [["c1", "b1"], ["b0", "a2"], ["a1", "a0"], ["c0"]]


@pytest.mark.parametrize(
    "cursor", ["", "x", "2026-02-30-1-1", "0000-00-00-1-1", "2026-01-01-1", "9" * 40]
)
def test_a36_forged_cursors_are_404(client, cursor):
    corrected()

    assert client.get("/dinh-chinh/", {"truoc": cursor}).status_code == 404


def test_an_empty_list_says_so(client):
    response = client.get("/dinh-chinh/")

    assert response.status_code == 200
    assert "Chưa có đính chính nào." in response.text


def test_every_page_leads_to_it(client):
    CategoryFactory()

    assert '<a href="/dinh-chinh/">Đính chính</a>' in client.get("/").text


# --- Feeds and sitemap ----------------------------------------------------------------


def items(client, address):
    root = ET.fromstring(client.get(address).content)
    return [{part.tag: part.text for part in item} for item in root.iter("item")]


@pytest.mark.parametrize("count", [1, 3])
def test_the_feed_of_stories_tells_what_was_wrong(
    client, django_assert_num_queries, count
):
    category = CategoryFactory(name="Thời sự")
    for _ in range(count):
        edition = corrected(category=category)
    plain = publishing.publish(ArticleFactory(category=category), by=None)
    client.get("/")

    with django_assert_num_queries(2):  # Generation, stories.
        found = items(client, "/rss/")

    told = {item["link"]: item["description"] for item in found}
    today = f"{timezone.localdate():%d/%m/%Y}"
    sentence = f"Đính chính ngày {today}: “600 đôi giày” sửa lại là “60 đôi giày”."
    own = f"http://testserver{edition.get_absolute_url()}"
    assert told[own] == f"{edition.sapo} {sentence}"
    assert told[f"http://testserver{plain.get_absolute_url()}"] == plain.sapo
    assert f"{sentence}" in items(client, "/rss/thoi-su.rss")[1]["description"]


@pytest.mark.parametrize("count", [1, 3])
def test_corrections_have_a_feed_of_their_own(client, django_assert_num_queries, count):
    editions = [corrected() for _ in range(count)]
    client.get("/")

    with django_assert_num_queries(2):  # Generation, corrections.
        found = items(client, "/rss/dinh-chinh.rss")

    assert [item["title"] for item in found] == [
        f"Đính chính: {edition.title}" for edition in editions[::-1]
    ]
    last = editions[-1]
    address = f"http://testserver{last.get_absolute_url()}#dinh-chinh"
    assert found[0]["link"] == address
    guid = f"http://testserver/bai-viet/{last.article_id}/dinh-chinh/"
    assert found[0]["guid"] == f"{guid}{timezone.localdate():%Y-%m-%d}-0"
    assert "“600 đôi giày” sửa lại là “60 đôi giày”" in found[0]["description"]


def test_the_list_is_in_the_sitemap(client):
    text = client.get("/sitemap-muc.xml").text

    assert text.count("<loc>http://testserver/dinh-chinh/</loc>") == 1


# --- Nothing leaks --------------------------------------------------------------------


def test_a7_a8_corrections_of_what_is_not_live_are_told_nowhere(client):
    edition = corrected(row(right="đúng"))
    leaking = [row(wrong=f"sai {MARKER}", right=f"đúng {MARKER}")]
    withdrawn = corrected(*leaking, title="Bài bị gỡ").article
    publishing.withdraw(withdrawn, by=None, reason="Nhầm")
    scheduled = live_for_an_hour()
    publishing.save(scheduled, by=None, corrections=leaking)
    publishing.schedule(scheduled, at=timezone.now() + HOUR, by=None)
    pending = live_for_an_hour()
    publishing.save(pending, by=None, corrections=leaking)
    expired = live_for_an_hour()
    publishing.save(expired, by=None, corrections=leaking)
    EditionFactory(
        article=expired,
        starts_at=timezone.now() - HOUR / 2,
        ends_at=timezone.now() - HOUR / 4,
    )
    replaced = live_for_an_hour()
    publishing.save(replaced, by=None, corrections=leaking)
    publishing.publish(replaced, by=None)
    publishing.save(replaced, by=None, corrections=[])
    publishing.publish(replaced, by=None)
    told = EditionCorrection.objects.filter(right__contains=MARKER)
    stories = [scheduled, pending, replaced, withdrawn, expired]
    pages = [f"/x-{article.pk}.html" for article in stories]

    assert told.count() == 4
    assert listed(client) == ["đúng"]
    for address in [
        *("/", "/dinh-chinh/", "/rss/", "/rss/dinh-chinh.rss", "/sitemap-muc.xml"),
        *("/sitemap-news.xml", edition.get_absolute_url(), *pages),
    ]:
        response = client.get(address, follow=True)
        assert MARKER not in response.text, address


def test_a8_at_its_minute_the_correction_is_there(client, monkeypatch):
    article = live_for_an_hour()
    publishing.save(article, by=None, corrections=[row()])
    edition = publishing.schedule(article, at=timezone.now() + HOUR, by=None)

    assert listed(client) == []
    moment = edition.starts_at
    monkeypatch.setattr(timezone, "now", lambda: moment)
    assert listed(client) == ["60 đôi giày"]
    assert "60 đôi giày" in client.get(edition.get_absolute_url()).text
