"""While a reader types: titles and tags of live stories, and nothing else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from news import publishing, search
from news.models import Tag
from news.search.query import parse
from news.search.suggestions import SuggestionKind
from tests.factories import ArticleFactory, EditionFactory

pytestmark = pytest.mark.django_db


def suggested(typed, moment=None, **options):
    found = search.suggest(parse(typed), moment or timezone.now(), **options)
    return [suggestion.text for suggestion in found]


def test_tags_come_first_then_titles_the_newest_before():
    now = timezone.now()
    for days, title in enumerate(["Xăng dầu hôm nay", "Giá xăng dầu tăng"]):
        EditionFactory(
            title=title,
            starts_at=now - timedelta(days=days + 1),
            tags=["xăng dầu", "giá xăng"],
        )
    EditionFactory(title="Tin khác", sapo="Về xăng dầu.", tags=["dầu ăn"])

    assert suggested("xang da") == ["xăng dầu", "Xăng dầu hôm nay", "Giá xăng dầu tăng"]
    assert suggested("xăng") == [
        *("giá xăng", "xăng dầu"),
        *("Xăng dầu hôm nay", "Giá xăng dầu tăng"),
    ]
    assert suggested("xăng", limit=3) == ["giá xăng", "xăng dầu", "Xăng dầu hôm nay"]
    assert suggested("ang") == []
    assert suggested("") == []


def test_a_suggestion_leads_to_its_page():
    edition = EditionFactory(title="Tin một", tags=["tin nhanh"])

    found = search.suggest(parse("tin"), timezone.now())

    assert [(one.url, one.kind) for one in found] == [
        (Tag.objects.get().get_absolute_url(), SuggestionKind.TAG),
        (edition.get_absolute_url(), SuggestionKind.STORY),
    ]


def test_a7_nothing_is_suggested_that_readers_do_not_see():
    now = timezone.now()
    article = ArticleFactory(title="Ngầm một", tags=["ngầm"])
    assert suggested("ngam") == []
    publishing.schedule(article, at=now + timedelta(hours=1), by=None)
    assert suggested("ngam", now) == []
    assert suggested("ngam", now + timedelta(hours=1)) == ["ngầm", "Ngầm một"]
    publishing.publish(article, by=None)
    assert suggested("ngam") == ["ngầm", "Ngầm một"]
    publishing.withdraw(article, by=None, reason="Nhầm.")
    assert suggested("ngam") == []
    assert suggested("ngam", now + timedelta(hours=2)) == []


@pytest.mark.parametrize("stories", [1, 3])
def test_suggestions_ask_as_often_for_one_as_for_three(
    django_assert_num_queries, stories
):
    for number in range(stories):
        EditionFactory(title=f"Hàng {number}", tags=[f"hàng {number}"])

    # Tags, endings of the last word, titles (PostgreSQL: in two steps), editions.
    with django_assert_num_queries(4):
        found = search.suggest(parse("hang"), timezone.now())

    assert len(found) == 2 * stories
