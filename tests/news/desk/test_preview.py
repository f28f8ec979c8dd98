"""The preview shows the form as it was sent, and leaves nothing behind."""

import pytest
from django.apps import apps
from django.urls import reverse

from news.models import Article
from tests.factories import ArticleFactory, EditionFactory, TagFactory
from tests.news.desk.sending import change, filled_in

ADD_PREVIEW = reverse("admin:news_article_add_preview")


def preview(article: Article) -> str:
    return reverse("admin:news_article_preview", args=[article.pk])


def row_counts() -> dict[str, int]:
    return {
        model._meta.label: model._base_manager.count() for model in apps.get_models()
    }


@pytest.mark.parametrize("published", [False, True])
def test_the_preview_shows_what_was_typed_and_writes_nothing(editor, published):
    pin = EditionFactory(title="Tin được ghim").article
    article = EditionFactory().article if published else ArticleFactory()
    TagFactory(name="thuế")
    before, version = row_counts(), article.version
    form = filled_in(
        article,
        title="Tiêu đề đang gõ",
        body="<p>Chữ đang gõ</p>",
        tags="thuế, từ khóa chưa có",
        pins=[{"target": pin.pk}],
        _preview="1",
    )

    response = editor.post(preview(article), form)

    assert response.status_code == 200
    for text in ("Tiêu đề đang gõ", "Chữ đang gõ", "từ khóa chưa có", "Tin được ghim"):
        assert text in response.text
    assert row_counts() == before
    article.refresh_from_db()
    assert article.version == version
    assert article.title != "Tiêu đề đang gõ"


def test_a_story_that_was_never_saved_can_be_previewed(editor):
    before = row_counts()

    response = editor.post(ADD_PREVIEW, filled_in(title="Tiêu đề đang gõ"))

    assert response.status_code == 200
    assert "Tiêu đề đang gõ" in response.text
    assert row_counts() == before


def test_the_preview_is_kept_by_nobody(editor):
    response = editor.post(ADD_PREVIEW, filled_in(title="Tiêu đề"))

    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "unsafe-inline" not in response.headers["Content-Security-Policy"]


def test_what_cannot_be_saved_cannot_be_previewed(editor):
    response = editor.post(ADD_PREVIEW, filled_in(title=""))

    assert "Bài viết phải có tiêu đề." in response.text
    assert not Article.objects.exists()


def test_a_reporter_previews_her_own_stories_only(reporter):
    own, other = ArticleFactory(by=reporter.user), ArticleFactory(title="Tin mật")

    shown = reporter.post(preview(own), filled_in(own))
    refused = reporter.post(preview(other), filled_in(other))

    assert shown.status_code == 200
    assert refused.status_code == 302
    assert reporter.get(preview(own)).url == change(own)  # The tab was loaded again.
