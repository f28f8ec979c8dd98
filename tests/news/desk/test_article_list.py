"""The list of stories: found without marks, at a constant price."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from news import publishing
from news.models.synonym import Synonym
from news.search import synonyms
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    CategoryFactory,
    EditionFactory,
    ReporterFactory,
)
from tests.news.desk.sending import change, filled_in

LIST = reverse("admin:news_article_changelist")


def found(response) -> list:
    return list(response.context["cl"].result_list)


@pytest.mark.parametrize("story_count", [1, 3])
def test_the_list_costs_the_same_with_one_or_three_stories(
    editor, django_assert_num_queries, story_count
):
    category = CategoryFactory()
    EditionFactory.create_batch(story_count, category=category, by=editor.user)

    # moment, session, user, two for rights; filters: people, units, categories; count,
    # stories; clock, where they stand, what is to come; what of the Party's records the
    # menu shows (2); agency and the rest of the page
    with django_assert_num_queries(18):
        response = editor.get(LIST)

    assert len(found(response)) == story_count


@pytest.mark.parametrize("typed", ["dang uy", "Đảng ủy", "ĐẢNG UỶ", "uy dang"])
def test_search_ignores_marks_and_order(editor, typed):
    story = ArticleFactory(title="Đảng uỷ Chi cục họp")
    ArticleFactory(title="Công đoàn Chi cục họp")

    assert found(editor.get(LIST, {"q": typed})) == [story]


@pytest.mark.parametrize("story_count", [1, 3])
def test_a_search_of_the_list_costs_the_same_with_one_or_three_stories(
    editor, django_assert_num_queries, story_count
):
    ArticleFactory.create_batch(story_count, title="Kiểm tra kho")
    editor.get(LIST, {"q": "xyz"})

    # SQLite asks what the last word may become.
    asked = {"sqlite": 17, "postgresql": 16}[connection.vendor]
    with django_assert_num_queries(asked):
        response = editor.get(LIST, {"q": "kho"})

    assert len(found(response)) == story_count


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("dieu tra", ["Tin hai", "Tin một"]),
        ('"điều tra"', ["Tin một"]),
        ("dieu tra -hanh", ["Tin một"]),
        ("LLTT", ["Tin ba"]),
        ("Thợ Viết", ["Tin ba"]),
        ("!!!", ["Tin ba", "Tin hai", "Tin một"]),
        ("không có từ này", []),
    ],
)
def test_the_list_is_searched_in_the_language_of_readers(editor, typed, titles):
    Synonym.objects.create(phrases="LLTT = quản lý thị trường")
    synonyms.forget()
    ArticleFactory(title="Tin một", body="<p>Kết quả điều tra.</p>")
    ArticleFactory(title="Tin hai", body="<p>Điều hành, tra cứu.</p>")
    ArticleFactory(
        title="Tin ba",
        sapo="Lực lượng quản lý thị trường.",
        bylines=[(AuthorFactory(name="Thợ Viết"), None)],
    )

    assert [story.title for story in found(editor.get(LIST, {"q": typed}))] == titles


def test_a6_the_list_finds_no_text_that_one_may_not_see(reporter):
    own = ArticleFactory(title="Tin", body="<p>Điều tra.</p>", by=reporter.user)
    ArticleFactory(body="<p>Điều tra.</p>", by=ReporterFactory())
    shown = EditionFactory(body="<p>Điều tra.</p>", by=ReporterFactory())

    assert found(reporter.get(LIST, {"q": "dieu tra"})) == [own]
    assert found(reporter.get(LIST, {"q": shown.title})) == []


PIN = {"app_label": "news", "model_name": "pin", "field_name": "target"}


def offered(client, term):
    response = client.get(reverse("admin:autocomplete"), {**PIN, "term": term})
    return [row["text"] for row in response.json()["results"]]


def test_autocomplete_ignores_marks_and_puts_titles_first(editor):
    by_text = ArticleFactory(title="Tin khác", body="<p>Đảng ủy.</p>")
    by_title = ArticleFactory(title="Đảng uỷ Chi cục họp")
    ArticleFactory(title="Chi cục họp", body="<p>Đảng ủy.</p>")

    assert offered(editor, "dang uy") == [by_title.title, "Chi cục họp", by_text.title]
    assert offered(editor, '"đảng ủy" -"chi cục"') == [by_text.title]


def test_a6_autocomplete_finds_no_text_that_one_may_not_see(reporter):
    """Of others, what readers find; not their drafts, nor their newer working texts."""
    colleague = ReporterFactory()
    ArticleFactory(title="Nháp", body="<p>Điều tra.</p>", by=colleague)
    edition = EditionFactory(title="Tạm giữ giày", by=colleague)
    edition.article.body = "<p>Bí mật điều tra.</p>"
    publishing.save(edition.article, by=None)
    EditionFactory(title="Tin của bạn", body="<p>Điều tra xong.</p>", by=colleague)
    ArticleFactory(title="Tin của tôi", body="<p>Điều tra.</p>", by=reporter.user)

    assert offered(reporter, "dieu tra") == ["Tin của bạn", "Tin của tôi"]
    assert offered(reporter, "tam giu") == ["Tạm giữ giày"]


def test_the_list_shows_and_filters_where_stories_stand(editor):
    draft = ArticleFactory(title="Chưa đăng bao giờ")
    live = EditionFactory().article
    changed = EditionFactory().article
    changed.title = "Sửa sau khi đăng"
    publishing.save(changed, by=editor.user)
    gone = EditionFactory().article
    publishing.withdraw(gone, by=editor.user, reason="Sai")
    late = EditionFactory(starts_at=timezone.now() + timedelta(days=1)).article

    by_standing = {
        standing: found(editor.get(LIST, {"standing": standing}))
        for standing in (
            "chua-dang",
            "da-dang",
            "co-sua",
            "da-go",
            "hen-gio",
            "het-han",
        )
    }

    assert by_standing == {
        "chua-dang": [draft],
        "da-dang": [live],
        "co-sua": [changed],
        "da-go": [gone],
        "hen-gio": [late],
        "het-han": [],
    }


@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "standing=%00",
        "state__exact=%00",
        "title__contains=%00",
        "category__id__exact=99999999999999999999999",
        "id__exact=9223372036854775808",
        "p=abc",
        "p=99999999999999",
        "o=99.-1.x",
        "created_by__password__startswith=a",
    ],
)
def test_a36_odd_parameters_are_never_a_500(editor, query):
    ArticleFactory()

    response = editor.get(f"{LIST}?{query}")

    assert response.status_code in {200, 302, 400}


@pytest.mark.parametrize("pk", ["abc", "\x00", "9" * 30, "-1", ""])
def test_a36_an_action_on_a_forged_row_is_a_bad_request(editor, pk):
    sent = {"action": "publish_selected", "_selected_action": pk}

    assert editor.post(LIST, sent).status_code == 400


def test_a_search_of_thousands_of_words_is_answered(editor):
    ArticleFactory()

    assert editor.get(LIST, {"q": "a " * 3000}).status_code == 200


@pytest.mark.parametrize(
    "address",
    ["unit/add/?successors=abc", "tag/add/?name=x"],
)
def test_a36_new_forms_take_nothing_from_the_address(editor, address):
    assert editor.get(f"/quan-tri/news/{address}").status_code == 200


def test_texts_that_grow_when_cleaned_are_errors_at_their_fields(editor):
    article = ArticleFactory()
    grows = "\u0958" * 300  # Two letters each in NFC.

    response = editor.post(change(article), filled_in(article, lead_alt=grows))
    saved = editor.post(change(article), filled_in(article, tags="ß" * 100))

    assert "lead_alt" in response.context["adminform"].form.errors
    assert saved.status_code == 302
