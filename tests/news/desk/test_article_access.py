"""What each group may do with stories, by button and by forged request."""

import pytest
from django.contrib.admin import site
from django.urls import reverse

from news import publishing
from news.models import Article, Edition
from tests.factories import ArticleFactory, EditionFactory, EditorFactory
from tests.news.desk.sending import ADD, change, filled_in, in_bulk, withdraw

LIST = reverse("admin:news_article_changelist")
AUTOCOMPLETE = reverse("admin:autocomplete")
PIN = {"app_label": "news", "model_name": "pin", "field_name": "target"}


@pytest.fixture
def own(reporter):
    return ArticleFactory(by=reporter.user)


def test_a_reporter_writes_a_story(reporter):
    reporter.post(ADD, filled_in(title="Tin của tôi"))

    assert Article.objects.get().created_by == reporter.user


def test_a_reporter_sees_only_her_own_stories(reporter, own):
    other = ArticleFactory(title="Của người khác")

    assert list(reporter.get(LIST).context["cl"].queryset) == [own]
    assert reporter.get(change(own)).status_code == 200
    assert reporter.get(change(other)).status_code == 302
    assert reporter.post(change(other), filled_in(other, title="x")).status_code == 302
    other.refresh_from_db()
    assert other.title == "Của người khác"


def test_a_reporter_has_no_button_to_publish(reporter, editor, own):
    button = 'name="_publish"'

    assert button not in reporter.get(change(own)).text
    assert button in editor.get(change(own)).text


def test_a_forged_publish_of_a_reporter_changes_nothing(reporter, own):
    form = filled_in(own, title="Lách luật", _publish="1")

    assert reporter.post(change(own), form).status_code == 403
    assert reporter.post(ADD, filled_in(title="Lách", _publish="1")).status_code == 403
    assert (
        reporter.post(withdraw(own), {"version": 1, "reason": "x"}).status_code == 403
    )
    assert not Edition.objects.exists()
    assert list(Article.objects.values_list("title", flat=True)) == [own.title]


def test_a_forged_action_of_a_reporter_publishes_nothing(reporter, own):
    reporter.post(LIST, in_bulk("publish_selected", own))

    assert not Edition.objects.exists()


def test_a_published_story_is_the_editors(reporter, own):
    publishing.publish(own, by=EditorFactory())
    Article.objects.filter(pk=own.pk).update(body="<h2>Mục</h2><script>1</script>")

    page = reporter.get(change(own))
    answer = reporter.post(change(own), filled_in(own, title="Sửa lén"))

    assert 'name="_save"' not in page.text
    assert "<h2>Mục</h2>" in page.text
    assert "<script>1" not in page.text
    assert answer.status_code == 403


def test_a15_a_body_too_wild_to_clean_is_shown_as_text(reporter, own):
    publishing.publish(own, by=EditorFactory())
    Article.objects.filter(pk=own.pk).update(body="<div>" * 20_000 + "Chữ")

    page = reporter.get(change(own))

    assert page.status_code == 200
    assert "&lt;div&gt;Chữ" in page.text


def test_forged_fields_and_pins_of_a_reporter_are_ignored(reporter, own):
    draft = ArticleFactory()
    form = filled_in(
        own, pins=[{"target": draft.pk}], state="cho-duyet", created_by=draft.pk
    )

    reporter.post(change(own), form)

    own.refresh_from_db()
    assert not own.pins.exists()
    assert (own.state, own.created_by) == ("nhap", reporter.user)


def test_a_reporter_is_offered_published_stories_and_her_own(reporter, own):
    ArticleFactory(title="Bản nháp của người khác")
    live = EditionFactory(title="Tin đã đăng").article

    response = reporter.get(AUTOCOMPLETE, {**PIN, "term": ""})

    found = {int(row["id"]) for row in response.json()["results"]}
    assert found == {own.pk, live.pk}


def test_a6_a_pin_of_a_draft_of_others_is_not_named_to_a_reporter(reporter, editor):
    hidden = ArticleFactory(title="Bản nháp của người khác")
    shown = publishing.publish(ArticleFactory(title="Tin đã đăng"), by=None)
    pins = [hidden.pk, shown.article_id]
    own = ArticleFactory(by=reporter.user, pins=pins)

    text = reporter.get(change(own)).text

    assert "Tin đã đăng" in text
    assert "Bản nháp của người khác" not in text
    assert "Bản nháp của người khác" in editor.get(change(own)).text
    # What the form does not show, it does not take away.
    reporter.post(change(own), filled_in(own, title="Tít mới"))
    assert list(own.pins.values_list("target_id", flat=True)) == pins


def test_the_action_answers_for_each_story(editor):
    good, bad = (
        ArticleFactory(title="Bài đủ"),
        ArticleFactory(title="Bài thiếu", sapo=""),
    )

    page = editor.post(LIST, in_bulk("publish_selected", good, bad), follow=True)

    assert [str(message) for message in page.context["messages"]] == [
        "“Bài thiếu”: Bài chưa có sapo.",
        "Đã đăng “Bài đủ”.",
    ]
    assert [edition.article for edition in Edition.objects.all()] == [good]


def test_only_what_nobody_read_is_deleted(editor, reporter, own):
    live = EditionFactory().article
    url = reverse("admin:news_article_delete", args=[own.pk])

    assert reporter.post(url, {"post": "yes"}).status_code == 403
    assert editor.post(url, {"post": "yes"}).status_code == 302
    url = reverse("admin:news_article_delete", args=[live.pk])
    assert editor.post(url, {"post": "yes"}).status_code == 403
    assert list(Article.objects.all()) == [live]


def test_stories_are_not_deleted_in_bulk(editor, rf):
    rf_request = rf.get(LIST)
    rf_request.user = editor.user

    actions = site.get_model_admin(Article).get_actions(rf_request)

    assert list(actions) == ["publish_selected", "submit_selected"]


@pytest.mark.parametrize(
    "query",
    ["category=x", "category=99999999999999999999", "lead_photo=x", "category=%D9%A3"],
)
def test_a36_an_odd_choice_in_the_address_is_no_choice(editor, query):
    assert editor.get(f"{ADD}?{query}").status_code == 200


@pytest.mark.parametrize("value", ["x", "9" * 30, "99999999999999999999", "-1", "\x00"])
@pytest.mark.parametrize("field", ["category", "lead_photo"])
def test_a36_a_forged_choice_is_an_error_at_its_field(editor, field, value):
    article = ArticleFactory()

    response = editor.post(change(article), filled_in(article, **{field: value}))

    assert response.status_code == 200
    assert field in response.context["adminform"].form.errors
    assert article.revisions.count() == 1
