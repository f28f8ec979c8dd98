"""Pages by the last story shown: whatever happens, nothing is lost or twice."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from news import publishing
from news.models import Article
from news.site import blocks, caching, moment, parts
from tests.factories import ArticleFactory, CategoryFactory, EditionFactory

MINUTE = timedelta(minutes=1)
STEPS = st.lists(st.sampled_from(["publish", "withdraw", "old"]), max_size=6)


def forget():
    for module in (moment, parts, caching):
        module.forget()


def ids(page):
    return [edition.article_id for edition in page]


class WhileOthersPublish(TestCase):
    @settings(max_examples=8)
    @given(st.lists(STEPS, min_size=3, max_size=3), st.integers(0, 3))
    def test_what_stays_is_shown_once_and_in_order(self, rounds, same_moments):
        """Between two pages stories come, go, and come with an old date."""
        forget()
        category = CategoryFactory()
        start = timezone.now() - timedelta(days=2)
        editions = [
            EditionFactory(
                category=category,
                published_at=start + MINUTE * (number // (same_moments + 1)),
                starts_at=start,
            )
            for number in range(26)
        ]
        gone, seen = set(), []
        url = path = category.get_absolute_url()

        while url:
            page = Client().get(url).context["page"]
            seen += ids(page)
            for step in rounds.pop() if rounds else []:
                if step == "withdraw":
                    edition = editions[len(gone)]
                    article = Article.objects.get(pk=edition.article_id)
                    publishing.withdraw(article, by=None, reason="Nhầm bài")
                    gone.add(edition.article_id)
                else:
                    age = timedelta(days=1) if step == "old" else timedelta()
                    publishing.publish(
                        ArticleFactory(category=category),
                        by=None,
                        published_at=timezone.now() - age,
                    )
            url = page.next_url and path + page.next_url

        stayed = [e.article_id for e in reversed(editions) if e.article_id not in gone]
        old = {edition.article_id for edition in editions}
        shown = [pk for pk in seen if pk in old]
        assert len(seen) == len(set(seen))
        assert [pk for pk in shown if pk not in gone] == stayed


@pytest.mark.django_db
def test_other_stories_of_an_article_go_on_without_repeating_its_page(client):
    category = CategoryFactory()
    others = [publishing.publish(ArticleFactory(), by=None) for _ in range(24)]
    pinned = ArticleFactory(category=category, pins=[others[3].article_id])
    edition = publishing.publish(pinned, by=None)
    first = client.get(edition.get_absolute_url()).context
    shown = [
        *ids(first["pins"]),
        *ids(first["interesting"]),
        *ids(first["others"]),
    ]

    response = client.get(first["others_more_url"])

    rest = ids(response.context["page"])
    assert response.status_code == 200
    assert "noindex" in response.text
    assert len(first["others"]) == blocks.OTHERS
    wanted = sorted(other.article_id for other in others)
    assert sorted(pk for pk in [*shown, *rest] if pk in wanted) == wanted


@pytest.mark.django_db
def test_a_cursor_of_a_story_that_was_withdrawn_still_leads_on(client):
    category = CategoryFactory()
    editions = [
        publishing.publish(ArticleFactory(category=category), by=None)
        for _ in range(14)
    ]
    path = category.get_absolute_url()
    page = client.get(path).context["page"]
    last = Article.objects.get(pk=page.editions[-1].article_id)

    publishing.withdraw(last, by=None, reason="Nhầm bài")

    following = client.get(path + page.next_url).context["page"]
    assert list(following) == editions[1::-1]


@pytest.mark.django_db
def test_stories_dated_before_1970_follow_each_other_too(client):
    category = CategoryFactory()
    first = datetime(1969, 5, 19, tzinfo=UTC)
    editions = [
        EditionFactory(category=category, published_at=first + MINUTE * number)
        for number in range(14)
    ]
    path = category.get_absolute_url()

    page = client.get(path).context["page"]

    following = client.get(path + page.next_url).context["page"]
    assert [*page, *following] == editions[::-1]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "abc",
        "-",
        "1-",
        "1_000-1",
        "-5-1",
        "--5-1",
        "-99999999999999999-1",
        "-62135596800000000-1",
        "٣-٤",
        "1-1\x00",
        "999999999999-999999999999999999",
        "99999999999999999-1",
        "9223372036854775808-9223372036854775808",
        "9" * 7000 + "-1",
        "1-1&truoc=2-2",
    ],
)
def test_a36_forged_cursors_are_a_page_or_not_found(client, cursor):
    edition = EditionFactory()
    for path in ("/", edition.category.get_absolute_url(), edition.get_absolute_url()):
        response = client.get(f"{path}?truoc={cursor}")
        assert response.status_code in {200, 404, 414}
