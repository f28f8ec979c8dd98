"""Between writer and editor: who may take which step, and what is logged."""

from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from news import publishing
from news.models import Article, Edition
from portal import settings as portal_settings
from portal.models import User
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    EditorFactory,
    PhotoFactory,
    ReporterFactory,
)
from tests.news.publishing.test_races import at_once, read

pytestmark = pytest.mark.django_db

TAKEN = "Bài viết vừa được người khác sửa."
OWN = "không tự duyệt được"


def log(article):
    steps = article.steps.order_by("pk").values_list("kind", "by", "note")
    return list(steps)[1:]  # The first is the save of the factory.


def refused(step):
    with pytest.raises(publishing.PublishingError) as caught:
        step()
    return str(caught.value)


def tomorrow():
    return timezone.now() + timedelta(days=1)


# --- Submit, recall, send back --------------------------------------------------------


def test_a_story_goes_to_the_editors_and_back_and_every_step_is_logged():
    writer, editor = ReporterFactory(), EditorFactory()
    article = ArticleFactory(by=writer)

    publishing.submit(article, by=writer, note="Cần trước 17 giờ")
    publishing.send_back(article, by=editor, note="Thiếu số quyết định\nvà ngày")
    publishing.submit(article, by=writer)
    publishing.recall(article, by=writer)

    assert log(article) == [
        ("gui-duyet", writer.pk, "Cần trước 17 giờ"),
        ("tra-lai", editor.pk, "Thiếu số quyết định\nvà ngày"),
        ("gui-duyet", writer.pk, ""),
        ("rut-ve", writer.pk, ""),
    ]
    assert read(article).state == "nhap"


def test_a_story_is_submitted_once():
    article = ArticleFactory()
    publishing.submit(article, by=None)

    assert refused(lambda: publishing.submit(article, by=None)) == (
        "Bài viết đang chờ duyệt rồi."
    )
    assert [kind for kind, *_ in log(article)] == ["gui-duyet"]


@pytest.mark.parametrize("body", ["", "<p> </p>", "<p>&nbsp;</p>"])
def test_an_empty_story_is_not_submitted(body):
    article = ArticleFactory(body=body)

    assert "chưa có nội dung" in refused(lambda: publishing.submit(article, by=None))
    assert (read(article).state, read(article).version) == ("nhap", article.version)


def test_a_story_of_pictures_alone_is_not_empty():
    article, photo = ArticleFactory(body="", kind="anh"), PhotoFactory()
    rows = [{"photo": photo.pk, "alt": "", "caption": ""}]
    publishing.save(article, by=None, gallery=rows)

    publishing.submit(article, by=None)

    assert read(article).state == "cho-duyet"


def test_what_readers_have_already_is_not_submitted_again():
    article = ArticleFactory()
    publishing.publish(article, by=None)

    assert "đã được duyệt" in refused(lambda: publishing.submit(article, by=None))
    article.title = "Sửa sau khi đăng"
    publishing.save(article, by=None)
    publishing.submit(article, by=None)

    assert read(article).state == "cho-duyet"


def test_a_withdrawn_story_is_submitted_again():
    article = ArticleFactory()
    publishing.publish(article, by=None)
    publishing.withdraw(article, by=None, reason="Kiểm tra lại")

    publishing.submit(article, by=None)

    assert read(article).state == "cho-duyet"


@pytest.mark.parametrize("state", ["nhap", "tra-lai"])
def test_only_a_submitted_story_is_recalled_or_sent_back(state):
    article = ArticleFactory()
    if state == "tra-lai":
        publishing.submit(article, by=None)
        publishing.send_back(article, by=None, note="Xem lại")

    for step in (
        lambda: publishing.recall(article, by=None),
        lambda: publishing.send_back(article, by=None, note="Xem lại"),
    ):
        assert refused(step) == "Bài viết không chờ duyệt."
    assert read(article).state == state


@pytest.mark.parametrize("note", ["", "  \n ", "\u200b"])
def test_sending_back_needs_a_reason(note):
    article = ArticleFactory()
    publishing.submit(article, by=None)

    assert "ghi chú" in refused(
        lambda: publishing.send_back(article, by=None, note=note)
    )
    assert read(article).state == "cho-duyet"


def test_a_story_is_recalled_by_its_writer_or_by_who_submitted_it():
    writer, signer, editor, other = (
        ReporterFactory(),
        ReporterFactory(),
        EditorFactory(),
        EditorFactory(),
    )
    article = ArticleFactory(by=writer, bylines=[(AuthorFactory(user=signer), None)])
    for by, may in [(writer, True), (signer, True), (editor, True), (other, False)]:
        publishing.submit(article, by=editor)
        if may:
            publishing.recall(article, by=by)
        else:
            assert "người viết" in refused(partial(publishing.recall, article, by=by))

    assert read(article).state == "cho-duyet"


def test_saving_a_submitted_story_leaves_it_with_the_editors_and_the_log_says_so():
    writer = ReporterFactory()
    article = ArticleFactory(by=writer)
    publishing.submit(article, by=writer)

    publishing.save(article, by=writer)

    assert read(article).state == "cho-duyet"
    assert log(article)[-1] == ("luu", writer.pk, "Sửa trong lúc chờ duyệt")


def test_publishing_and_scheduling_end_the_workflow():
    for step in (
        lambda own: publishing.publish(own, by=None),
        lambda own: publishing.schedule(own, at=tomorrow(), by=None),
    ):
        article = ArticleFactory()
        publishing.submit(article, by=None)

        step(article)

        assert read(article).state == "nhap"


@pytest.mark.django_db(transaction=True)
def test_of_two_steps_at_once_one_is_taken():
    writer, editor = ReporterFactory(), EditorFactory()
    for _ in range(8):
        article = ArticleFactory(by=writer)
        publishing.submit(article, by=writer)
        before = article.steps.count()

        results = at_once(
            partial(publishing.recall, read(article), by=writer),
            partial(publishing.send_back, read(article), by=editor, note="Xem lại"),
            partial(publishing.publish, read(article), by=editor),
            partial(publishing.submit, read(article), by=writer),
        )

        errors = [str(e) for e in results if isinstance(e, Exception)]
        assert len(errors) in {3, 4}  # Who submits again may be first, and is refused.
        assert set(errors) <= {TAKEN, "Bài viết đang chờ duyệt rồi."}
        assert article.steps.count() - before == 4 - len(errors)


# --- Two pairs of eyes ----------------------------------------------------------------


@pytest.fixture
def _two_pairs(settings):
    """As the portal's own settings have it; the tests' differ."""
    settings.SELF_APPROVAL = portal_settings.SELF_APPROVAL


def by_creator():
    editor = EditorFactory()
    return editor, ArticleFactory(by=editor)


def by_signer():
    editor = EditorFactory()
    author = AuthorFactory(user=editor)
    return editor, ArticleFactory(by=ReporterFactory(), bylines=[(author, None)])


def approvals(article, by):
    """Every road on which a text comes before readers."""
    return [
        partial(publishing.publish, article, by=by),
        partial(publishing.schedule, article, at=tomorrow(), by=by),
    ]


def test_by_default_nobody_approves_her_own_story():
    assert portal_settings.SELF_APPROVAL is False


@pytest.mark.usefixtures("_two_pairs")
@pytest.mark.parametrize("written", [by_creator, by_signer])
def test_a2_a_writer_does_not_let_her_own_story_through(written):
    editor, article = written()

    for approve in approvals(article, editor):
        assert OWN in refused(approve)

    assert not Edition.objects.exists()
    assert publishing.publish(article, by=EditorFactory()).number == 1


@pytest.mark.usefixtures("_two_pairs")
@pytest.mark.parametrize("written", [by_creator, by_signer])
def test_a2_a_writer_does_not_move_her_story_that_a_colleague_scheduled(written):
    editor, article = written()
    edition = publishing.schedule(article, at=tomorrow(), by=EditorFactory())

    later = tomorrow() + timedelta(days=1)
    assert OWN in refused(partial(publishing.move, article, at=later, by=editor))

    assert Edition.objects.get() == edition
    publishing.move(article, at=later, by=EditorFactory())
    assert Edition.objects.get().starts_at == later


@pytest.mark.usefixtures("_two_pairs")
def test_a2_who_signs_the_scheduled_text_does_not_move_it_whatever_it_says_now():
    editor, article = by_signer()
    publishing.schedule(article, at=tomorrow(), by=EditorFactory())
    publishing.save(article, by=editor, bylines=[(AuthorFactory(), None)])

    move = partial(publishing.move, article, at=tomorrow(), by=editor)
    assert OWN in refused(move)


@pytest.mark.usefixtures("_two_pairs")
def test_a_writer_takes_her_own_story_off_the_site():
    editor, article = by_creator()
    publishing.schedule(article, at=tomorrow(), by=EditorFactory())
    publishing.cancel(article, by=editor)
    publishing.publish(article, by=EditorFactory())

    publishing.withdraw(article, by=editor, reason="Nhầm số liệu")

    assert not Edition.objects.live(timezone.now()).exists()


@pytest.mark.usefixtures("_two_pairs")
def test_what_has_no_writer_or_comes_from_outside_passes():
    chief = User.objects.create_superuser("chief", "mat-khau-dai-1")
    editor = EditorFactory()

    publishing.publish(ArticleFactory(by=None), by=editor)
    publishing.publish(ArticleFactory(by=chief), by=chief)
    publishing.publish(ArticleFactory(by=editor), by=None)
    publishing.publish(ArticleFactory(by=editor), by=editor, may_be_own=True)
    publishing.schedule(
        ArticleFactory(by=editor), at=tomorrow(), by=editor, may_be_own=True
    )

    assert Edition.objects.count() == 5


def test_the_office_may_let_its_editors_approve_their_own(settings):
    settings.SELF_APPROVAL = True
    editor, article = by_creator()

    assert publishing.publish(article, by=editor).published_by == editor


@pytest.mark.usefixtures("_two_pairs")
def test_a_refused_approval_leaves_no_trace():
    editor, article = by_creator()
    version, steps = article.version, article.steps.count()

    refused(partial(publishing.publish, article, by=editor))

    stored = Article.objects.get(pk=article.pk)
    assert (stored.version, stored.steps.count()) == (version, steps)
    assert stored.revisions.count() == 1
