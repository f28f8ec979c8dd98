"""The preview shows the form as it was sent, and leaves nothing of it behind."""

import re
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from news import attachments, publishing
from news.models import Article, ArticleAttachment, UnsavedPreview
from news.models.unsaved_preview import KEPT_FOR, MOST_OF_ONE
from tests.document_files import pdf
from tests.factories import (
    ArticleFactory,
    CategoryFactory,
    EditionFactory,
    PhotoFactory,
    TagFactory,
)
from tests.news.desk.sending import change, filled_in

ADD_PREVIEW = reverse("admin:news_article_add_preview")
HOUR = timedelta(hours=1)


def preview(article: Article) -> str:
    return reverse("admin:news_article_preview", args=[article.pk])


def framed(article: Article) -> str:
    return f"{preview(article)}trang/"


def sent(client, url, form):
    """The address that the sent form leads to: the bar; its frame is below it."""
    response = client.post(url, form)
    assert response.status_code == 302
    return response.url


def without_token(page) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page.text)


def row_counts() -> dict[str, int]:
    counts = {
        model._meta.label: model._base_manager.count() for model in apps.get_models()
    }
    return counts | {"news.UnsavedPreview": 0}


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

    bar = sent(editor, preview(article), form)
    page = editor.get(f"{bar}trang/")

    assert page.status_code == 200
    for text in ("Tiêu đề đang gõ", "Chữ đang gõ", "từ khóa chưa có", "Tin được ghim"):
        assert text in page.text
    assert row_counts() == before
    article.refresh_from_db()
    assert article.version == version
    assert article.title != "Tiêu đề đang gõ"


def test_loaded_again_or_opened_twice_it_stays_what_it_was(editor):
    one, other = ArticleFactory(title="Bài một"), ArticleFactory(title="Bài hai")

    bars = [
        sent(editor, preview(article), filled_in(article, title=f"{article} đang gõ"))
        for article in (one, other, one)
    ]
    publishing.save(one, by=None)
    Article.objects.filter(pk=one.pk).update(title="Đã sửa sau đó")

    for _ in range(2):
        titles = [editor.get(f"{bar}trang/").text.count("đang gõ</h1>") for bar in bars]
        assert titles == [1, 1, 1]
    assert "Bài hai đang gõ" in editor.get(f"{bars[1]}trang/").text
    assert "Bài một đang gõ" in editor.get(f"{bars[2]}trang/").text
    assert len(set(bars)) == 3


def test_a_story_that_was_never_saved_can_be_previewed(editor):
    before = row_counts()

    bar = sent(editor, ADD_PREVIEW, filled_in(title="Tiêu đề đang gõ"))

    assert "Tiêu đề đang gõ" in editor.get(f"{bar}trang/").text
    assert "Lưu bài để tạo liên kết chia sẻ" in editor.get(bar).text
    assert row_counts() == before


def test_a_colleagues_save_in_between_does_not_stop_a_preview(editor):
    article = ArticleFactory()
    form = filled_in(article, title="Tiêu đề đang gõ")
    publishing.save(article, by=None)

    bar = sent(editor, preview(article), form)

    assert "Tiêu đề đang gõ" in editor.get(f"{bar}trang/").text


def test_other_buttons_in_a_forged_preview_do_nothing(editor, reporter):
    article = ArticleFactory(by=reporter.user)
    form = filled_in(article, _publish="1", _save="1", _submit="1", _schedule="1")
    before = row_counts()

    for client in (editor, reporter):
        sent(client, preview(article), form)

    assert row_counts() == before


def test_a_preview_tells_no_browser_that_its_kept_text_was_saved(editor):
    article = ArticleFactory()

    previewed = editor.post(preview(article), filled_in(article, draft="a" * 16))
    assert not previewed.cookies

    saved = editor.post(change(article), filled_in(article, draft="a" * 16))
    assert saved.cookies


def test_what_cannot_be_saved_cannot_be_previewed(editor):
    response = editor.post(ADD_PREVIEW, filled_in(title=""))

    assert "Bài viết phải có tiêu đề." in response.text
    assert not Article.objects.exists()
    assert not UnsavedPreview.objects.exists()


def test_a9_the_preview_is_kept_found_framed_and_counted_by_nobody(editor):
    live = EditionFactory(title="Tin đang đăng")
    bar = sent(editor, preview(live.article), filled_in(live.article))

    for url in (f"{bar}trang/", framed(live.article)):
        page = editor.get(url)
        assert "no-store" in page.headers["Cache-Control"]
        assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert page.headers["X-Frame-Options"] == "SAMEORIGIN"
        policy = page.headers["Content-Security-Policy"]
        assert "frame-ancestors 'self'" in policy
        assert "unsafe" not in policy
        assert '<meta name="robots" content="noindex, nofollow">' in page.text
        assert 'class="draft-mark"' in page.text
        for telling in ("ld+json", "canonical", 'data-reading="', "reading-count"):
            assert telling not in page.text
            assert telling in editor.get(live.get_absolute_url()).text


def test_the_bar_frames_its_own_page_and_nobody_frames_the_bar(editor):
    article = ArticleFactory()

    bar = editor.get(preview(article))

    assert f'src="{framed(article)}"' in bar.text
    assert "frame-src 'self'" in bar.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in bar.headers["Content-Security-Policy"]
    assert "unsafe" not in bar.headers["Content-Security-Policy"]
    assert bar.headers["X-Frame-Options"] == "DENY"


def test_the_bar_says_what_differs_from_the_page_that_readers_see(editor):
    list_of_two = "<ul>{0}<li>một</li>{0}<li>hai</li>{0}</ul>"
    live = EditionFactory(body=list_of_two.format("")).article
    draft = ArticleFactory()
    as_sent = filled_in(live, body=list_of_two.format("\n\t"))
    changed = filled_in(live, title="Tiêu đề khác", tags="hàng giả")

    def said(article, form):
        return editor.get(sent(editor, preview(article), form)).context["changes"]

    assert said(draft, filled_in(draft)) is None
    assert said(live, as_sent) == []
    assert said(live, changed) == ["Tiêu đề", "Từ khóa"]


def test_a_scheduled_story_is_shown_with_its_time(editor):
    at = timezone.now().replace(microsecond=0) + 30 * HOUR
    article = ArticleFactory()
    publishing.schedule(article, at=at, by=editor.user)
    local = timezone.localtime(at)

    page, bar = editor.get(framed(article)), editor.get(preview(article))

    assert f"{local:%d/%m/%Y %H:%M}" in page.text
    assert "Cập nhật lúc" not in page.text
    assert f"{local:%H:%M %d/%m/%Y}" in bar.text


def test_a8_lists_around_a_scheduled_story_name_others_to_editors_alone(
    editor, reporter
):
    """The editor sees the page as at that time; a reporter learns nothing of others."""
    category = CategoryFactory()
    at = timezone.now() + HOUR
    other = ArticleFactory(title="Tin hẹn giờ của người khác", category=category)
    own = ArticleFactory(by=reporter.user, category=category, pins=[other.pk])
    publishing.schedule(other, at=at, by=editor.user)
    publishing.schedule(own, at=at + HOUR, by=editor.user)

    assert other.title in editor.get(framed(own)).text
    shown = reporter.get(framed(own))
    assert shown.status_code == 200
    assert other.title not in shown.text


def test_a8_a_preview_of_what_is_to_come_shows_readers_nothing(client, editor):
    category = CategoryFactory(on_home=True)
    at = timezone.now() + HOUR
    for title in ("Tin hẹn một", "Tin hẹn hai"):
        article = ArticleFactory(title=title, category=category)
        publishing.schedule(article, at=at, by=editor.user)
    live = publishing.publish(ArticleFactory(category=category), by=None)

    assert "Tin hẹn một" in editor.get(framed(article)).text

    for url in ("/", live.get_absolute_url(), category.get_absolute_url()):
        assert "Tin hẹn" not in client.get(url).text


def test_files_and_photos_of_a_draft_are_shown_to_staff(editor):
    photo = PhotoFactory(caption="Kho hàng")
    article = ArticleFactory(lead_photo=photo)
    file = attachments.store(pdf(), name="Quyết định.pdf", by=None)
    ArticleAttachment.objects.create(article=article, attachment=file)

    page = editor.get(framed(article))

    link = reverse("admin:news_article_file", args=[file.pk])
    assert f'href="{link}"' in page.text
    assert editor.get(link).status_code == 200
    assert photo.file.name.rpartition(".")[0] in page.text


# --- Who may look ---------------------------------------------------------------------


def test_a6_a_reporter_previews_only_stories_that_she_may_see(reporter):
    own = ArticleFactory(by=reporter.user)
    other = ArticleFactory(title="Tin mật")
    nowhere = Article(pk=other.pk + 1000)

    def answers(article):
        form = filled_in(other)
        responses = [
            *(reporter.get(url) for url in (preview(article), framed(article))),
            reporter.post(preview(article), form),
        ]
        return [(answer.status_code, answer.get("Location")) for answer in responses]

    assert [reporter.get(url).status_code for url in (preview(own), framed(own))] == [
        200,
        200,
    ]
    assert answers(other) == answers(nowhere)
    assert not UnsavedPreview.objects.exists()


def test_a6_what_was_typed_is_its_writers_alone(editor, reporter, administrator):
    article = ArticleFactory(by=reporter.user)
    bar = sent(reporter, preview(article), filled_in(article, title="Chữ riêng"))
    nowhere = reverse("admin:news_article_unsaved", args=[uuid4()])

    for client in (editor, administrator):
        for part in ("", "trang/"):
            refused, unknown = client.get(bar + part), client.get(nowhere + part)
            assert refused.status_code == 404
            assert without_token(refused) == without_token(unknown)
            assert "Chữ riêng" not in refused.text
    assert "Chữ riêng" in reporter.get(f"{bar}trang/").text


def test_a6_who_may_no_longer_see_the_story_sees_no_old_preview_of_it(reporter):
    article = ArticleFactory(by=reporter.user)
    bar = sent(reporter, preview(article), filled_in(article))
    Article.objects.filter(pk=article.pk).update(created_by=None)

    assert [reporter.get(bar + part).status_code for part in ("", "trang/")] == [
        404,
        404,
    ]


def test_a_preview_of_what_was_typed_is_forgotten(editor, reporter):
    article = ArticleFactory()
    bar = sent(editor, preview(article), filled_in(article))
    others = UnsavedPreview.objects.create(
        made_by=reporter.user, made_at=timezone.now(), data="{}", page=""
    )
    UnsavedPreview.objects.filter(made_by=editor.user).update(
        made_at=timezone.now() - KEPT_FOR
    )

    assert editor.get(bar).status_code == 404
    assert "giữ 12 giờ" in editor.get(bar).text

    for _ in range(MOST_OF_ONE + 2):
        sent(editor, preview(article), filled_in(article))
    own = UnsavedPreview.objects.filter(made_by=editor.user)
    assert own.count() == MOST_OF_ONE
    assert UnsavedPreview.objects.filter(pk=others.pk).exists()


def test_every_hour_previews_that_are_too_old_are_deleted(editor, capsys):
    article = ArticleFactory()
    sent(editor, preview(article), filled_in(article))
    UnsavedPreview.objects.update(made_at=timezone.now() - KEPT_FOR)
    sent_later = UnsavedPreview.objects.create(
        made_by=editor.user, made_at=timezone.now(), data="{}", page=""
    )

    call_command("purge_previews")

    assert list(UnsavedPreview.objects.all()) == [sent_later]
    assert capsys.readouterr().out == "Đã xóa 1 bản xem trước chưa lưu.\n"
    timer = Path(settings.BASE_DIR, "deploy", "portal-hourly.service").read_text()
    assert "manage.py purge_previews" in timer


def test_a_published_story_of_hers_is_looked_at_and_not_sent(reporter):
    live = EditionFactory(by=reporter.user).article

    assert reporter.get(preview(live)).status_code == 200
    assert reporter.post(preview(live), filled_in(live)).status_code == 403
