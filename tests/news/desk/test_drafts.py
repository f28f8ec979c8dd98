"""Texts kept in the browser: when the server says that it has one of them."""

import pytest
from django.urls import reverse

from news import publishing
from tests.factories import ArticleFactory
from tests.news.desk.sending import ADD, change, filled_in

pytestmark = pytest.mark.django_db
COOKIE = "ban-da-luu"
DRAFT, OTHER = "0123456789abcdef", "f" * 24


def told(answer):
    """The names that this answer says are saved."""
    return answer.cookies[COOKIE].value if COOKIE in answer.cookies else None


@pytest.fixture
def article(editor):
    return ArticleFactory(by=editor.user)


def test_a_saved_form_gives_its_draft_back(editor, article):
    answer = editor.post(change(article), filled_in(article, draft=DRAFT))

    assert answer.status_code == 302
    assert told(answer) == DRAFT
    cookie = answer.cookies[COOKIE]
    assert cookie["samesite"] == "Lax"
    assert cookie["path"] == reverse("admin:index")
    assert not cookie["httponly"]  # The form's script reads it.


def test_a_new_story_and_a_published_one_give_it_back_too(editor, article):
    added = editor.post(ADD, filled_in(title="Tin mới", draft=DRAFT))
    published = editor.post(
        change(article), filled_in(article, draft=OTHER, _publish="1")
    )

    assert told(added) == DRAFT
    assert article.editions.count() == 1
    assert told(published) == f"{DRAFT}.{OTHER}"  # The first was not read yet.


def test_what_was_saved_but_not_published_is_saved(editor, article):
    form = filled_in(article, sapo="", draft=DRAFT, _publish="1")

    answer = editor.post(change(article), form)

    assert not article.editions.exists()
    assert told(answer) == DRAFT


def test_a_form_that_came_back_says_nothing_and_keeps_the_name(editor, article):
    publishing.save(article, by=editor.user)
    stale = filled_in(article, version=1, title="Của tôi", draft=DRAFT)
    empty = filled_in(article, title="", draft=DRAFT)

    for form, status in ((stale, 409), (empty, 200)):
        answer = editor.post(change(article), form)
        assert answer.status_code == status
        assert told(answer) is None
        assert f'name="draft" value="{DRAFT}"' in answer.text
        assert "data-unsaved" in answer.text
    assert "data-unsaved" not in editor.get(change(article)).text


@pytest.mark.parametrize("name", ["preview", "check"])
def test_what_is_taken_back_saves_no_draft(editor, article, name):
    address = reverse(f"admin:news_article_{name}", args=[article.pk])

    answer = editor.post(address, filled_in(article, title="Khác", draft=DRAFT))

    article.refresh_from_db()
    assert article.title != "Khác"
    assert told(answer) is None


def test_a_late_form_that_says_what_is_saved_already_gives_its_draft_back(
    editor, article
):
    late = filled_in(article, draft=DRAFT)
    publishing.save(article, by=None)

    answer = editor.post(change(article), late)

    assert answer.status_code == 302
    assert told(answer) == DRAFT


@pytest.mark.parametrize("name", ["", "abc", "x" * 16, "a" * 33, f"{DRAFT};a=b", "\n"])
def test_a_forged_name_is_never_given_back(editor, article, name):
    answer = editor.post(change(article), filled_in(article, draft=name))

    assert answer.status_code == 302
    assert told(answer) is None


def test_only_the_last_eight_untold_names_are_kept(editor, article):
    names = [f"{number:016x}" for number in range(10)]
    editor.cookies[COOKIE] = ".".join([*names[:9], "<b>", "not-a-name"])

    answer = editor.post(change(article), filled_in(article, draft=names[9]))

    assert told(answer) == ".".join(names[2:])


def test_a_story_not_to_be_seen_saves_no_draft(reporter):
    other = ArticleFactory()

    answer = reporter.post(change(other), filled_in(other, draft=DRAFT))

    assert answer.status_code == 302
    assert told(answer) is None
