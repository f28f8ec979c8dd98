"""The door over time: random steps, and each rule by name."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from news import publishing
from news.models import Article, Edition, PageGeneration
from news.publishing import proof
from tests.factories import ArticleFactory, UserFactory

START = datetime(2026, 11, 23, 6, 38, tzinfo=UTC)
HOUR = timedelta(hours=1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(monkeypatch):
    """Sets the system clock: at(START)."""

    def set_clock(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)
        return moment

    set_clock(START)
    return set_clock


@pytest.fixture
def article(at):
    return ArticleFactory(title="Bản một")


def edit(article, title):
    article.title = title
    publishing.save(article, by=None)


def seen(article, moment):
    """The titles that readers see of the story at that moment."""
    return [edition.title for edition in article.editions.live(moment)]


def times(article):
    return list(article.editions.order_by("number").values_list("starts_at", "ends_at"))


# --- Random steps ---------------------------------------------------------------------

MINUTES = st.integers(-120, 600)
STEPS = st.one_of(
    st.tuples(st.just("wait"), MINUTES),
    st.tuples(st.just("save"), st.just(0)),
    st.tuples(st.just("publish"), st.just(0)),
    st.tuples(st.just("schedule"), MINUTES),
    st.tuples(st.just("cancel"), st.just(0)),
    st.tuples(st.just("move"), MINUTES),
    st.tuples(st.just("withdraw"), st.just(0)),
    st.tuples(st.just("expire"), st.one_of(st.none(), MINUTES)),
    st.tuples(st.just("restore"), st.just(0)),
)


def take(name, minutes, article, now):
    """One step; a refused one raises PublishingError and changes nothing."""
    at = None if minutes is None else now + timedelta(minutes=minutes)
    if name == "save":
        edit(article, f"{article.title[:20]} +")
    elif name == "publish":
        publishing.publish(article, by=None)
    elif name == "schedule":
        publishing.schedule(article, at=at, by=None)
    elif name == "cancel":
        publishing.cancel(article, by=None)
    elif name == "move":
        publishing.move(article, at=at, by=None)
    elif name == "withdraw":
        publishing.withdraw(article, by=None, reason="Sai thông tin")
    elif name == "expire":
        publishing.expire(article, at=at, by=None)
    elif name == "restore":
        first = article.revisions.order_by("number").first()
        restored = publishing.restore(first, by=None, version=article.version)
        article.version, article.title = restored.version, restored.title


@hypothesis_settings(max_examples=60)
@given(steps=st.lists(STEPS, max_size=14))
def test_no_steps_ever_show_two_editions_or_change_what_readers_saw(steps):
    with pytest.MonkeyPatch.context() as patch, transaction.atomic():
        now, readers_saw = START, {}
        patch.setattr(timezone, "now", lambda: now)
        article = ArticleFactory()
        for name, minutes in steps:
            if name == "wait":
                now += timedelta(minutes=minutes)
            else:
                rows = times(article)
                try:
                    take(name, minutes, article, now)
                except publishing.PublishingError:
                    assert times(article) == rows
            _, changed_at = PageGeneration.objects.current()
            moment = max(filter(None, [now, changed_at, *readers_saw]))
            visible = list(
                article.editions.live(moment).values_list("number", flat=True)
            )
            assert len(visible) <= 1
            assert article.editions.scheduled(moment).count() <= 1
            assert list(proof.faults(Edition.objects.all())) == []
            readers_saw[moment] = visible
        for moment, visible in readers_saw.items():
            numbers = article.editions.live(moment).values_list("number", flat=True)
            assert list(numbers) == visible
        transaction.set_rollback(True)


# --- Publish --------------------------------------------------------------------------


def test_publish_shows_the_text_from_now_on(article):
    edition = publishing.publish(article, by=UserFactory())

    assert times(article) == [(START, None)]
    assert (edition.number, edition.published_at, edition.slug) == (1, START, "ban-mot")
    assert seen(article, START) == ["Bản một"]


def test_publish_again_ends_the_current_edition_and_keeps_the_first_date(article, at):
    publishing.publish(article, by=None)
    at(START + HOUR)
    edit(article, "Bản hai")

    second = publishing.publish(article, by=None)

    assert times(article) == [(START, START + HOUR), (START + HOUR, None)]
    assert second.published_at == START
    assert second.updated_text == "Thứ hai, 23/11/2026 14:38"


def test_publish_twice_in_the_same_moment_keeps_the_order(article):
    publishing.publish(article, by=None)
    edit(article, "Bản hai")

    publishing.publish(article, by=None)

    tick = START + timedelta(microseconds=1)
    assert times(article) == [(START, tick), (tick, None)]


def test_publish_refuses_the_text_that_is_on_the_site_already(article, at):
    publishing.publish(article, by=None)
    at(START + HOUR)
    publishing.save(article, by=None)

    with pytest.raises(publishing.PublishingError, match="đã là bản này"):
        publishing.publish(article, by=None)

    assert times(article) == [(START, None)]


def test_publish_with_a_clock_set_back_goes_on_from_the_last_change(article, at):
    publishing.publish(article, by=None)
    at(START - HOUR)
    edit(article, "Bản hai")

    publishing.publish(article, by=None)

    tick = START + timedelta(microseconds=1)
    assert times(article) == [(START, tick), (tick, None)]


def test_editing_a_live_article_changes_nothing_for_readers(article):
    publishing.publish(article, by=None)

    edit(article, "Đang sửa dở")

    assert seen(article, START) == ["Bản một"]


def test_publish_takes_the_old_date_of_an_import(article):
    old = datetime(2023, 12, 8, 2, 15, tzinfo=UTC)

    edition = publishing.publish(article, by=None, published_at=old)

    assert (edition.published_at, edition.starts_at) == (old, START)


def test_publish_drops_the_appointment(article, at):
    publishing.schedule(article, at=START + HOUR, by=None)

    publishing.publish(article, by=None)

    assert times(article) == [(START, None)]


# --- Schedule, cancel, move -----------------------------------------------------------


def test_a_scheduled_text_is_frozen_and_appears_at_its_time(article):
    publishing.schedule(article, at=START + HOUR, by=None)
    edit(article, "Sửa sau khi hẹn")

    assert seen(article, START + HOUR - timedelta(microseconds=1)) == []
    assert seen(article, START + HOUR) == ["Bản một"]


def test_a_scheduled_replacement_ends_the_current_edition_at_its_time(article):
    publishing.publish(article, by=None)
    edit(article, "Bản hai")

    publishing.schedule(article, at=START + HOUR, by=None)

    assert times(article) == [(START, START + HOUR), (START + HOUR, None)]
    assert seen(article, START) == ["Bản một"]
    assert seen(article, START + HOUR) == ["Bản hai"]


def test_schedule_replaces_the_appointment(article):
    publishing.schedule(article, at=START + HOUR, by=None)

    publishing.schedule(article, at=START + 2 * HOUR, by=None)

    assert times(article) == [(START + 2 * HOUR, None)]


def test_schedule_refuses_a_time_that_has_passed(article):
    with pytest.raises(publishing.PublishingError, match="Giờ hẹn đã qua"):
        publishing.schedule(article, at=START, by=None)


def test_cancel_reopens_the_current_edition(article):
    publishing.publish(article, by=None)
    publishing.schedule(article, at=START + HOUR, by=None)

    publishing.cancel(article, by=None)

    assert times(article) == [(START, None)]


def test_cancel_after_the_time_says_that_the_story_is_live(article, at):
    publishing.schedule(article, at=START + HOUR, by=None)
    at(START + HOUR)

    with pytest.raises(publishing.PublishingError, match="Bài đã lên trang"):
        publishing.cancel(article, by=None)

    assert times(article) == [(START + HOUR, None)]


def test_move_takes_the_same_frozen_text_to_another_time(article):
    publishing.schedule(article, at=START + HOUR, by=None)
    edit(article, "Sửa sau khi hẹn")

    publishing.move(article, at=START + 2 * HOUR, by=None)

    assert seen(article, START + HOUR) == []
    assert seen(article, START + 2 * HOUR) == ["Bản một"]


# --- Withdraw, expire -----------------------------------------------------------------


def test_withdraw_ends_the_story_now_and_drops_its_appointment(article, at):
    publishing.publish(article, by=None)
    publishing.schedule(article, at=START + 3 * HOUR, by=None)
    at(START + HOUR)
    editor = UserFactory()

    publishing.withdraw(article, by=editor, reason="Ảnh chưa được phép")

    edition = article.editions.get()
    assert (edition.ends_at, edition.withdrawn_by) == (START + HOUR, editor)
    assert edition.withdrawn_reason == "Ảnh chưa được phép"
    assert seen(article, START + 3 * HOUR) == []


def test_withdraw_needs_a_reason_and_a_story_on_the_site(article):
    with pytest.raises(publishing.PublishingError, match="không ở trên trang"):
        publishing.withdraw(article, by=None, reason="Vì sao")
    publishing.publish(article, by=None)
    with pytest.raises(publishing.PublishingError, match="lý do"):
        publishing.withdraw(article, by=None, reason="  ")


def test_publishing_after_withdrawal_keeps_the_gap(article, at):
    publishing.publish(article, by=None)
    at(START + HOUR)
    publishing.withdraw(article, by=None, reason="Kiểm tra lại")
    at(START + 2 * HOUR)

    publishing.publish(article, by=None)

    assert seen(article, START + HOUR) == []
    assert times(article) == [(START, START + HOUR), (START + 2 * HOUR, None)]


def test_an_expiry_ends_the_story_and_can_be_taken_back(article):
    publishing.publish(article, by=None)

    publishing.expire(article, at=START + HOUR, by=None)
    assert times(article) == [(START, START + HOUR)]

    publishing.expire(article, at=None, by=None)
    assert times(article) == [(START, None)]


def test_an_expiry_before_the_appointment_leaves_a_gap(article):
    publishing.publish(article, by=None)
    publishing.schedule(article, at=START + 2 * HOUR, by=None)

    publishing.expire(article, at=START + HOUR, by=None)

    assert times(article) == [(START, START + HOUR), (START + 2 * HOUR, None)]


def test_a_new_edition_keeps_the_wish_to_expire(article, at):
    publishing.publish(article, by=None)
    publishing.expire(article, at=START + 5 * HOUR, by=None)
    at(START + HOUR)
    edit(article, "Bản hai")

    publishing.publish(article, by=None)

    assert times(article)[1] == (START + HOUR, START + 5 * HOUR)


# --- The gate, the log, failed steps --------------------------------------------------


def test_publish_refuses_a_story_with_problems_and_leaves_no_trace(at):
    article = ArticleFactory(sapo="", category=None)
    version = article.version

    with pytest.raises(publishing.Blocked) as caught:
        publishing.publish(article, by=None)

    assert [problem.field for problem in caught.value.problems] == ["category", "sapo"]
    assert not article.editions.exists()
    assert article.version == Article.objects.get(pk=article.pk).version == version


def test_a_step_on_an_old_version_is_refused(article):
    colleague = Article.objects.get(pk=article.pk)
    edit(colleague, "Của đồng nghiệp")

    with pytest.raises(publishing.PublishingError, match="người khác sửa"):
        publishing.publish(article, by=None)

    assert not article.editions.exists()


def test_every_step_is_logged_with_person_and_time(article, at):
    editor = UserFactory()
    publishing.publish(article, by=editor)
    at(START + HOUR)
    publishing.withdraw(article, by=editor, reason="Sai tên")

    steps = article.steps.order_by("pk").values_list("kind", "by", "at", "note")
    assert list(steps)[1:] == [
        ("dang", editor.pk, START, "Bản 1"),
        ("go", editor.pk, START + HOUR, "Sai tên"),
    ]


def test_every_step_advances_the_generation(article):
    before, _ = PageGeneration.objects.current()

    publishing.publish(article, by=None)

    assert PageGeneration.objects.current() == (before + 1, START)
