"""The box “Đính chính” of the article form: who sees it, and what it takes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from news import publishing
from news.models import Article, Correction
from tests.factories import ArticleFactory, EditionFactory
from tests.news.desk.sending import change, filled_in

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
BOX = 'id="corrections-group"'


def row(**changes):
    filled = {
        "wrong": "600 đôi giày",
        "right": "60 đôi giày",
        "on": timezone.localdate().isoformat(),
        "signed_by": "Ban biên tập",
    }
    return filled | changes


def seen(by=None, **fields):
    """A story that readers have seen for an hour."""
    article = ArticleFactory(by=by, **fields)
    EditionFactory(article=article, starts_at=timezone.now() - HOUR)
    return Article.objects.get(pk=article.pk)


def send(client, article, rows, **changes):
    article.refresh_from_db()
    return client.post(change(article), filled_in(article, corrections=rows, **changes))


def test_an_editor_corrects_a_story_that_is_on_the_site(editor):
    article = seen()

    response = send(editor, article, [row(wrong="  600   đôi giày ")])

    assert response.status_code == 302
    kept = article.corrections.get()
    assert (kept.wrong, kept.right) == ("600 đôi giày", "60 đôi giày")
    assert (kept.on, kept.signed_by) == (timezone.localdate(), "Ban biên tập")
    assert (kept.edition_number, kept.made_by) == (1, editor.user)
    story = publishing.publish(Article.objects.get(pk=article.pk), by=None).story
    assert [c["right"] for c in story["corrections"]] == ["60 đôi giày"]


def test_the_new_row_comes_with_today_and_the_editorial_board(editor):
    text = editor.get(change(seen())).text

    assert f'value="{timezone.localdate():%d/%m/%Y}"' in text
    assert 'value="Ban biên tập"' in text


def test_a_second_correction_is_about_the_edition_that_readers_saw_last(editor):
    article = seen()
    send(editor, article, [row()])
    article.refresh_from_db()
    publishing.publish(article, by=None)
    first = article.corrections.get()

    send(editor, article, [row(id=first.pk), row(wrong="ở Đông Đô", right="ở Hà Đô")])

    found = article.corrections.values_list("wrong", "edition_number", "position")
    assert list(found) == [("600 đôi giày", 1, 0), ("ở Đông Đô", 2, 1)]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"wrong": " "}, "Hãy ghi chữ đã viết sai trên trang."),
        ({"right": ""}, "Hãy ghi chữ đúng."),
        ({"right": "600  đôi giày"}, "Chữ đúng phải khác chữ sai."),
        ({"on": ""}, "Hãy ghi ngày đính chính."),
        ({"on": "mai"}, "Ngày không đúng; hãy viết như 26/11/2026."),
        ({"on": "2099-01-01"}, "Ngày đính chính không thể ở tương lai."),
        ({"on": "2020-01-01"}, "Ngày đính chính không thể trước ngày đăng bài."),
        ({"signed_by": ""}, "Hãy ghi ai đính chính."),
        ({"wrong": "x" * 1001}, "1000"),
    ],
)
def test_a_wrong_row_comes_back_with_everything_typed(editor, changes, message):
    article = seen()

    response = send(editor, article, [row(**changes)], title="Tiêu đề đang gõ")

    assert response.status_code == 200
    assert message in response.text
    assert "Tiêu đề đang gõ" in response.text
    if "right" not in changes:
        assert "60 đôi giày" in response.text
    assert not Correction.objects.exists()


def test_a_row_that_was_added_and_left_empty_is_no_row(editor):
    article = seen()
    yesterday = timezone.localdate() - 24 * HOUR  # The form was opened before midnight.

    response = send(editor, article, [row(wrong="", right="", on=str(yesterday))])

    assert response.status_code == 302
    assert not Correction.objects.exists()


def test_a_date_is_taken_as_people_type_it(editor):
    article = seen()

    send(editor, article, [row(on=f"{timezone.localdate():%d/%m/%Y}")])

    assert article.corrections.get().on == timezone.localdate()


def test_a_published_correction_is_removed_on_purpose_alone_and_logged(editor):
    article = seen()
    send(editor, article, [row()])
    article.refresh_from_db()
    publishing.publish(article, by=None)
    first = article.corrections.get()

    send(editor, article, [row(id=first.pk, DELETE="on")])

    assert not article.corrections.exists()
    step = article.steps.filter(kind="dinh-chinh").order_by("-pk").first()
    assert step.note.startswith("Bỏ (đã đưa lên bản đăng): bản 1, “600 đôi giày”")
    assert step.by == editor.user


@pytest.mark.parametrize("stage", ["waiting", "scheduled", "live"])
def test_the_box_says_where_a_correction_stands(editor, stage):
    article = seen()
    send(editor, article, [row()])
    article.refresh_from_db()
    at = timezone.now() + HOUR
    if stage == "scheduled":
        publishing.schedule(article, at=at, by=None)
    if stage == "live":
        publishing.publish(article, by=None)
    local = timezone.localtime(at)
    said = {
        "waiting": "Sai ở bản 1; chưa đăng.",
        "scheduled": f"Sai ở bản 1; hẹn đăng {local:%H:%M %d/%m/%Y} (bản 2).",
        "live": "Sai ở bản 1; bạn đọc thấy đính chính từ bản 2.",
    }

    text = editor.get(change(article)).text

    assert [name for name, words in said.items() if words in text] == [stage]


@pytest.mark.parametrize("standing", ["draft", "scheduled", "withdrawn", "replaced"])
def test_the_box_is_there_only_when_readers_have_seen_the_story(editor, standing):
    article = ArticleFactory() if standing in ("draft", "scheduled") else seen()
    if standing in ("scheduled", "replaced"):
        publishing.schedule(article, at=timezone.now() + HOUR, by=None)
    if standing == "withdrawn":
        publishing.withdraw(article, by=None, reason="Nhầm")

    text = editor.get(change(article)).text

    assert (BOX in text) == (standing in ("withdrawn", "replaced"))


def test_a_forged_box_on_a_story_that_nobody_saw_is_ignored(editor):
    article = ArticleFactory()

    send(editor, article, [row()])

    assert not Correction.objects.exists()


def test_a2_a_reporter_reads_corrections_and_cannot_write_one(reporter, editor):
    article = seen(by=reporter.user)
    send(editor, article, [row()])
    kept = article.corrections.get()

    text = reporter.get(change(article)).text
    rows = [row(id=kept.pk, right="6 đôi giày"), row(wrong="chữ khác")]
    answer = send(reporter, article, rows)

    assert BOX in text
    assert "60 đôi giày" in text
    assert 'name="corrections-0-right"' not in text
    assert answer.status_code == 403
    assert [c.right for c in article.corrections.all()] == ["60 đôi giày"]


def test_a2_a_reporter_of_another_story_sees_none(reporter, editor):
    article = seen()
    send(editor, article, [row()])

    response = reporter.get(change(article), follow=True)

    assert "60 đôi giày" not in response.text


def test_an_administrator_corrects_too(administrator):
    article = seen()

    send(administrator, article, [row()])

    assert article.corrections.count() == 1


def test_a_preview_shows_the_correction_from_the_form(editor):
    article = seen()
    article.refresh_from_db()

    frame = editor.post(
        f"/quan-tri/news/article/{article.pk}/xem-truoc/",
        filled_in(article, corrections=[row()]),
    )
    response = editor.get(f"{frame.url}trang/")

    assert "<ins>60 đôi giày</ins>" in response.text
    assert not Correction.objects.exists()
