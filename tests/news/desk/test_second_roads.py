"""Roads to a story beside its own form tell no more of it than that form (A6, A8)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from news import publishing
from news.models import Article
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    CategoryFactory,
    EditorFactory,
    PhotoFactory,
)
from tests.news.desk.sending import change, filled_in

PIN = {"app_label": "news", "model_name": "pin", "field_name": "target", "term": ""}
AUTOCOMPLETE = reverse("admin:autocomplete")


@pytest.fixture
def scheduled(db):
    article = ArticleFactory(title="Kiểm tra đột xuất chợ đầu mối")
    at = timezone.now() + timedelta(days=1)
    publishing.schedule(article, at=at, by=None)
    return article


@pytest.fixture
def rewritten(db):
    """A live story of somebody else's, with another title in work."""
    article = ArticleFactory(title="Tên bạn đọc thấy")
    publishing.publish(article, by=None)
    article.title = "Tên chưa ai được biết"
    publishing.save(article, by=EditorFactory())
    return article


def test_a8_what_only_is_scheduled_is_not_offered_to_a_reporter(reporter, scheduled):
    offered = reporter.get(AUTOCOMPLETE, PIN).json()["results"]

    assert offered == []


def test_a8_the_past_names_no_scheduled_story(reporter, scheduled):
    own = ArticleFactory(by=reporter.user, pins=[scheduled.pk])

    page = reporter.get(reverse("admin:news_article_revision", args=[own.pk, 1]))

    assert f"Bài số {scheduled.pk}" in page.text
    assert scheduled.title not in page.text


def test_a6_what_is_offered_has_a_title_that_one_may_know(reporter, editor, rewritten):
    offered = reporter.get(AUTOCOMPLETE, PIN).json()["results"]
    to_editors = editor.get(AUTOCOMPLETE, PIN).json()["results"]

    assert offered == []
    assert [row["text"] for row in to_editors] == ["Tên chưa ai được biết"]


def test_a6_nothing_is_found_by_a_title_that_only_others_know(reporter, rewritten):
    offered = reporter.get(AUTOCOMPLETE, {**PIN, "term": "chưa ai"}).json()["results"]
    links = reporter.get(reverse("admin:news_article_links"), {"q": "chưa ai"})

    assert offered == []
    assert links.json()["results"] == []


@pytest.mark.parametrize("name", ["scheduled", "rewritten", "draft"])
def test_a6_pins_of_ones_own_story_show_no_title_that_one_may_not_see(
    reporter, request, name
):
    hidden = (
        ArticleFactory(title="Tin mật")
        if name == "draft"
        else request.getfixturevalue(name)
    )
    own = ArticleFactory(by=reporter.user, pins=[hidden.pk])

    page = reporter.get(change(own)).text
    refused = reporter.post(change(own), filled_in(own, title="")).text

    title = Article.objects.get(pk=hidden.pk).title
    known = "Tên bạn đọc thấy" if name == "rewritten" else f"Bài số {hidden.pk}"
    for text in (page, refused):
        assert title not in text
        assert known in text


@pytest.mark.parametrize(
    "address",
    [
        "/quan-tri/news/tag/?tagged_articles={pk}",
        "/quan-tri/news/tag/?on_articles__content_object={pk}",
        "/quan-tri/news/tag/?articletag__content_object={pk}",
        "/quan-tri/news/tag/?article={pk}",
        "/quan-tri/news/photo/?article={pk}",
        "/quan-tri/news/photo/?article__id={pk}",
        "/quan-tri/news/photo/?galleryphoto__article={pk}",
        "/quan-tri/news/author/?byline__article={pk}",
        "/quan-tri/news/unit/?byline__article={pk}",
    ],
)
def test_a6_no_list_is_narrowed_by_a_story_that_one_may_not_see(reporter, address):
    photo = PhotoFactory()
    author = AuthorFactory()
    hidden = ArticleFactory(
        lead_photo=photo,
        bylines=[(author, None)],
        tags=["hàng giả"],
        category=CategoryFactory(),
    )

    answers = [reporter.get(address.format(pk=pk)) for pk in (hidden.pk, 10**9)]

    assert len({(a.status_code, a.get("Location")) for a in answers}) == 1
    assert {a.status_code for a in answers} <= {302, 400}
