"""The box in which an editor looks for what to link to."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse, reverse_lazy
from django.utils import timezone

from news import publishing
from news.models import Article
from tests.factories import (
    ArticleFactory,
    CategoryFactory,
    EditionFactory,
    PartyOfficerFactory,
    ReporterFactory,
)
from tests.hostile import LINES
from tests.news.desk.conftest import signed_in
from tests.news.desk.sending import filled_in

LINKS = reverse_lazy("admin:news_article_links")
# SQLite asks what the last word may become.
ENDINGS = {"sqlite": 1, "postgresql": 0}


def found(client, asked):
    response = client.get(LINKS, {"q": asked})
    assert response.headers["Content-Type"] == "application/json"
    return [(row["title"], row["url"]) for row in response.json()["results"]]


@pytest.mark.parametrize("asked", ["dang uy", "Đảng ủy", "Đảng uỷ", "ĐẢNG  UỶ"])
def test_a_story_is_found_with_and_without_marks(reporter, asked):
    edition = EditionFactory(title="Đảng ủy Chi cục họp")
    EditionFactory(title="Đăng ký kinh doanh")

    assert found(reporter, asked) == [
        ("Đảng ủy Chi cục họp", edition.get_absolute_url())
    ]


def test_what_readers_see_is_shown_and_linked_not_the_newer_working_text(editor):
    edition = EditionFactory(title="Tạm giữ giày")
    edition.article.title = "Tạm giữ giày dép"
    edition.article.save()

    assert found(editor, "tam giu") == [("Tạm giữ giày", edition.get_absolute_url())]


def test_a_story_that_is_not_live_has_no_address(editor):
    now = timezone.now()
    ArticleFactory(title="Hàng giả nháp")
    EditionFactory(title="Hàng giả hẹn giờ", starts_at=now + timedelta(hours=1))
    EditionFactory(
        title="Hàng giả đã gỡ",
        starts_at=now - timedelta(hours=2),
        ends_at=now - timedelta(hours=1),
    )
    live = EditionFactory(title="Hàng giả trên trang")

    answer = editor.get(LINKS, {"q": "hang gia"}).json()["results"]

    assert [(row["title"], row["url"], row["note"]) for row in answer] == [
        (
            "Hàng giả trên trang",
            live.get_absolute_url(),
            f"{timezone.localdate():%d/%m/%Y}",
        ),
        ("Hàng giả đã gỡ", None, "chưa đăng"),
        ("Hàng giả hẹn giờ", None, "chưa đăng"),
        ("Hàng giả nháp", None, "chưa đăng"),
    ]


def test_a6_a_reporter_does_not_learn_of_drafts_of_others(reporter):
    ArticleFactory(title="Hàng giả của tôi", by=reporter.user)
    ArticleFactory(title="Hàng giả của người khác", by=ReporterFactory())
    EditionFactory(
        title="Hàng giả hẹn giờ", starts_at=timezone.now() + timedelta(hours=1)
    )

    assert found(reporter, "hang gia") == [("Hàng giả của tôi", None)]


def test_a6_who_may_not_see_stories_is_told_nothing(db):
    EditionFactory(title="Hàng giả")
    officer = signed_in(PartyOfficerFactory())

    assert officer.get(LINKS, {"q": "hang gia"}).status_code == 403
    assert Client().get(LINKS, {"q": "hang gia"}).status_code == 302


def test_titles_come_before_texts_and_phrases_and_exclusions_work(reporter):
    by_text = EditionFactory(title="Tin chợ", body="<p>Có hàng giả.</p>")
    by_title = EditionFactory(title="Hàng giả ở chợ", sapo="Chợ.", body="<p>Chợ.</p>")
    EditionFactory(title="Giả làm hàng xóm", body="<p>Không có gì.</p>")

    def stories(asked):
        return [title for title, _ in found(reporter, asked)]

    assert stories('"hàng giả"') == [by_title.title, by_text.title]
    assert stories('"hàng giả" -chợ') == []
    assert stories('"hàng giả" -tin') == [by_title.title]


def test_a6_words_of_a_working_text_find_only_what_one_may_see(reporter, editor):
    """A newer text of a colleague's live story, of which readers know nothing."""
    edition = EditionFactory(title="Tạm giữ giày", by=ReporterFactory())
    article = edition.article
    article.title, article.body = "Tạm giữ giày", "<p>Bí mật điều tra.</p>"
    publishing.save(article, by=None)
    own = ArticleFactory(title="Tin của tôi", body="<p>Điều tra.</p>", by=reporter.user)

    assert found(reporter, "dieu tra") == [(own.title, None)]
    assert found(editor, "dieu tra") == [
        (edition.title, edition.get_absolute_url()),
        (own.title, None),
    ]
    assert found(reporter, "tam giu") == [(edition.title, edition.get_absolute_url())]


def test_sections_and_tags_of_readers_are_found_and_tags_of_drafts_are_not(reporter):
    CategoryFactory(name="Hàng giả, hàng nhái")
    edition = EditionFactory(title="Tin", tags=["hàng giả"])
    ArticleFactory(title="Tin khác", tags=["hàng giả Trung thu"], by=reporter.user)

    assert found(reporter, "hang gia") == [
        ("Tin", edition.get_absolute_url()),
        ("Tin khác", None),
        ("Hàng giả, hàng nhái", "/hang-gia-hang-nhai/"),
        ("hàng giả", edition.tags.get().get_absolute_url()),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_looking_for_links_costs_the_same_however_many_there_are(
    reporter, django_assert_num_queries, count
):
    for number in range(count):
        EditionFactory(title=f"Hàng giả số {number}", tags=[f"hàng giả {number}"])

    # Kept pages, session, user, own and group's rights, clock; pages; synonyms twice;
    # own titles, what readers find, own texts; the stories.
    with django_assert_num_queries(23 + ENDINGS[connection.vendor]):
        answer = found(reporter, "hang gia")

    assert len(answer) == count * 2


def test_no_more_than_ten_are_shown_and_nothing_typed_shows_the_newest(reporter):
    editions = [
        EditionFactory(title=f"Hàng giả {n}", tags=[f"hàng giả {n}"]) for n in range(12)
    ]

    assert len(found(reporter, "hang gia")) == 10
    newest = [
        (edition.title, edition.get_absolute_url()) for edition in editions[:1:-1]
    ]
    assert found(reporter, "") == newest


@pytest.mark.parametrize("line", LINES)
def test_a16_a_hostile_question_is_only_a_question(reporter, line):
    EditionFactory(title="Hàng giả")

    response = reporter.get(LINKS, {"q": line.replace("\x00", "")})

    assert response.status_code == 200
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_a16_a_hostile_title_is_data(reporter):
    for line in LINES[:8]:
        EditionFactory(title=f"Hàng giả {line}")

    titles = {title for title, _ in found(reporter, "hang gia")}

    assert titles == {f"Hàng giả {line}" for line in LINES[:8]}
    assert reverse("admin:news_article_links").startswith("/quan-tri/")


def test_a_link_to_our_own_site_is_stored_without_the_host(reporter, settings):
    own = settings.SITE_URL.rstrip("/")
    body = (
        f'<p><a href="{own}/tin-1.html" target="_blank">a</a>'
        f' <a href="{own}.x/">b</a></p>'
    )

    reporter.post(reverse("admin:news_article_add"), filled_in(title="Tin", body=body))

    assert Article.objects.get().body == (
        '<p><a href="/tin-1.html" target="_blank">a</a>'
        f' <a href="{own}.x/" rel="noopener nofollow">b</a></p>'
    )
