"""“Đính chính” goes where its edition goes, and is never lost in silence."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from news import publishing, rendering
from news.models import Edition, Revision, Step
from news.publishing import proof
from tests.factories import ArticleFactory, EditionFactory, EditorFactory

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def row(wrong="600 đôi giày", right="60 đôi giày", edition=1):
    return {
        "wrong": wrong,
        "right": right,
        "on": timezone.localdate().isoformat(),
        "signed_by": "Ban biên tập",
        "edition": edition,
    }


@pytest.fixture
def article():
    """Live for an hour, and wrong."""
    article = ArticleFactory()
    EditionFactory(article=article, starts_at=timezone.now() - HOUR)
    return article


def shown(article):
    """What each edition of the story shows, by its number."""
    editions = article.editions.order_by("number")
    return {e.number: [c.right for c in e.corrections.all()] for e in editions}


def notes(article):
    kept = Step.objects.filter(article=article, kind="dinh-chinh").order_by("pk")
    return list(kept.values_list("note", flat=True))


def faults():
    return list(proof.faults(Edition.objects.all()))


def test_a_story_without_corrections_keeps_its_bytes(article):
    assert "corrections" not in Revision.objects.get(article=article).story
    assert "corrections" not in article.editions.get().story


def test_a_correction_waits_at_the_desk_until_the_story_is_published(article):
    publishing.save(article, by=None, corrections=[row()])

    assert article.is_ahead
    assert shown(article) == {1: []}
    publishing.publish(article, by=None)
    assert shown(article) == {1: [], 2: ["60 đôi giày"]}
    assert article.editions.get(number=2).story["corrections"] == [row()]
    assert not article.is_ahead
    assert faults() == []


def test_a_moved_schedule_takes_the_correction_along(article):
    publishing.save(article, by=None, corrections=[row()])
    publishing.schedule(article, at=timezone.now() + HOUR, by=None)

    edition = publishing.move(article, at=timezone.now() + 2 * HOUR, by=None)

    assert shown(article) == {1: [], 2: ["60 đôi giày"]}
    assert edition.story["corrections"] == [row()]
    assert faults() == []


def test_a_cancelled_schedule_leaves_the_correction_pending(article):
    publishing.save(article, by=None, corrections=[row()])
    publishing.schedule(article, at=timezone.now() + HOUR, by=None)

    publishing.cancel(article, by=None)

    assert shown(article) == {1: []}
    assert [c.right for c in article.corrections.all()] == ["60 đôi giày"]
    publishing.publish(article, by=None)
    assert shown(article) == {1: [], 2: ["60 đôi giày"]}


def test_later_editions_keep_showing_it(article):
    publishing.save(article, by=None, corrections=[row()])
    publishing.publish(article, by=None)
    article.title = "Tiêu đề mới hơn"
    publishing.save(article, by=None)

    publishing.publish(article, by=None)

    assert shown(article) == {1: [], 2: ["60 đôi giày"], 3: ["60 đôi giày"]}


def test_restoring_an_older_text_does_not_drop_what_readers_saw(article):
    old = Revision.objects.get(article=article)
    publishing.save(article, by=None, corrections=[row()])
    publishing.publish(article, by=None)
    publishing.save(article, by=None, corrections=[row(), row("ở Đông Đô", "ở Hà Đô")])

    restored = publishing.restore(old, by=None, version=article.version)

    # The second one nobody had seen: it is in the history, like other unsent text.
    assert [c.wrong for c in restored.corrections.all()] == ["600 đôi giày"]
    assert restored.corrections.get().edition_number == 1
    article.title = "Khác"
    publishing.save(restored, by=None, note="x")
    assert Revision.objects.of(restored).first().story["corrections"] == [row()]


def test_restoring_brings_back_a_correction_that_waits_in_a_scheduled_edition(article):
    old = Revision.objects.get(article=article)
    publishing.save(article, by=None, corrections=[row()])
    publishing.schedule(article, at=timezone.now() + HOUR, by=None)

    restored = publishing.restore(old, by=None, version=article.version)

    assert [c.right for c in restored.corrections.all()] == ["60 đôi giày"]


def test_restoring_does_not_say_twice_what_was_mended_since(article):
    publishing.save(article, by=None, corrections=[row(right="60 đôi giầy")])
    first = Revision.objects.of(article).first()
    publishing.publish(article, by=None)
    publishing.save(article, by=None, corrections=[row()])
    publishing.publish(article, by=None)

    restored = publishing.restore(first, by=None, version=article.version)

    assert [c.right for c in restored.corrections.all()] == ["60 đôi giày"]


def test_a_save_that_says_nothing_of_corrections_keeps_them_and_who_made_them(article):
    editor = EditorFactory()
    publishing.save(article, by=editor, corrections=[row()])

    publishing.save(article, by=None, tags=["hàng giả"])
    publishing.save(article, by=None, corrections=[row(), row("2024", "2025")])

    made = [(c.wrong, c.made_by) for c in article.corrections.all()]
    assert made == [("600 đôi giày", editor), ("2024", None)]


def test_a47_adding_and_removing_a_correction_is_logged(article):
    editor = EditorFactory()
    publishing.save(article, by=editor, corrections=[row()])
    publishing.save(article, by=editor, corrections=[])
    publishing.save(article, by=editor, corrections=[row()])
    publishing.publish(article, by=editor)
    publishing.save(article, by=editor, corrections=[])
    said = "bản 1, “600 đôi giày” sửa lại là “60 đôi giày”"

    assert notes(article) == [
        f"Thêm: {said}",
        f"Bỏ: {said}",
        f"Thêm: {said}",
        f"Bỏ (đã đưa lên bản đăng): {said}",
    ]
    assert {s.by for s in Step.objects.filter(kind="dinh-chinh")} == {editor}


def test_an_ordinary_save_logs_no_correction(article):
    publishing.save(article, by=None, corrections=[row()])
    before = notes(article)

    publishing.save(article, by=None, tags=["hàng giả"])

    assert notes(article) == before


# --- Proof ----------------------------------------------------------------------------


@pytest.fixture
def corrected(article):
    publishing.save(article, by=None, corrections=[row()])
    return publishing.publish(article, by=None)


def test_verify_finds_a_lost_correction_and_render_mends_it(corrected):
    corrected.corrections.all().delete()

    assert "từ khóa, người viết hoặc đính chính khác bản ghi" in " ".join(faults())
    rendering.remake(Edition.objects.all())
    assert faults() == []
    assert shown(corrected.article) == {1: [], 2: ["60 đôi giày"]}


def test_verify_finds_a_correction_that_was_put_in_behind_the_door(corrected):
    corrected.corrections.update(right="6 đôi giày")

    assert "đính chính khác bản ghi" in " ".join(faults())


def test_verify_finds_a_correction_of_an_edition_that_was_not_there(corrected):
    story = corrected.story
    story["corrections"][0]["edition"] = 2
    data = json.dumps(story)
    Edition.objects.filter(pk=corrected.pk).update(data=data)

    assert "đính chính cho một bản chưa lên trang" in " ".join(faults())
