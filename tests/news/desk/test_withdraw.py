"""“Gỡ” asks for a reason first; the door does the rest."""

from news import publishing
from news.models import Edition
from tests.factories import ArticleFactory, EditionFactory
from tests.news.desk.sending import change, withdraw

TAKEN = "Bài viết vừa được người khác sửa."


def test_withdraw_asks_for_a_reason(editor):
    article = EditionFactory().article
    form = {"version": article.version, "reason": "  "}

    response = editor.post(withdraw(article), form)

    assert response.context["form"].errors == {"reason": ["Gỡ bài phải có lý do."]}
    assert Edition.objects.get().withdrawn_at is None


def test_withdraw_takes_the_story_off_the_site(editor):
    article = EditionFactory().article
    form = {"version": article.version, "reason": "Sai số liệu"}

    response = editor.post(withdraw(article), form)

    edition = Edition.objects.get()
    assert response.url == change(article)
    assert (edition.withdrawn_by, edition.withdrawn_reason) == (
        editor.user,
        "Sai số liệu",
    )


def test_withdraw_of_an_older_version_is_refused(editor):
    article = EditionFactory().article
    form = {"version": article.version - 1 or 99, "reason": "Sai số liệu"}

    response = editor.post(withdraw(article), form)

    assert response.context["form"].non_field_errors()[0] == TAKEN
    assert Edition.objects.get().withdrawn_at is None


def test_the_buttons_fit_where_the_story_stands(editor):
    draft, live = ArticleFactory(), EditionFactory().article

    assert withdraw(draft) not in editor.get(change(draft)).text
    assert withdraw(live) in editor.get(change(live)).text


def test_the_desk_says_where_a_withdrawn_story_was_pinned(editor):
    gone = publishing.publish(ArticleFactory(title="Bài bị gỡ"), by=None)
    pinning = ArticleFactory(title="Bài có ghim", pins=[gone.article_id])
    edition = publishing.publish(pinning, by=None)
    ArticleFactory(title="Bài nháp có ghim", pins=[gone.article_id])
    url = f"/quan-tri/news/article/{gone.article_id}/change/"
    assert "bạn đọc không thấy ở đó nữa" not in editor.get(url).text

    publishing.withdraw(gone.article, by=None, reason="Nhầm bài")

    text = editor.get(url).text
    said = text[text.index("Được ghim ở") :].partition("</span>")[0]
    assert f'href="{edition.get_absolute_url()}"' in said
    assert "Bài có ghim" in said
    assert "nháp" not in said
    assert "bạn đọc không thấy ở đó nữa" in said
