"""Waivers: an editor lets one problem pass, with a reason; another one blocks anew."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from news import publishing
from news.models import Article, Revision, Waiver
from news.models.revision import snapshot
from news.publishing import proof
from tests.factories import ArticleFactory, EditorFactory, PhotoFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 6, 38, tzinfo=UTC)
UNSIGNED = "byline-missing"
TAKEN = "Bài viết vừa được người khác sửa."
CREDIT_ALONE = (
    '<figcaption class="figure__caption"> <span class="figure__credit">'
    "Ảnh: Đội QLTT số 1</span></figcaption>"
)


def figure(photo):
    return f'<figure class="image"><img src="{photo.file.url}" alt=""></figure>'


def without_caption(photo):
    return f"figure-caption-missing:{photo.file.name}"


@pytest.fixture
def photo():
    return PhotoFactory(caption="")


@pytest.fixture
def article(photo):
    return ArticleFactory(body=f"<p>Chữ.</p>{figure(photo)}")


@pytest.fixture
def editor():
    return EditorFactory(full_name="Biên Tập")


def blocks(article):
    story = Revision.objects.of(article).first().story
    return [p.key for p in publishing.judge(article, story, NOW).blocks]


def test_a_waived_problem_lets_the_story_through(article, photo, editor):
    with pytest.raises(publishing.Blocked):
        publishing.publish(article, by=editor)

    waiver = publishing.waive(
        article, without_caption(photo), reason=" Ảnh  minh họa ", by=editor
    )
    edition = publishing.publish(article, by=editor)

    assert (waiver.reason, waiver.by, waiver.article) == (
        "Ảnh minh họa",
        editor,
        article,
    )
    assert waiver.message == "Ảnh thứ 1 chưa có chú thích."
    assert '<figure class="figure' in edition.html
    assert CREDIT_ALONE in edition.html


def test_a_waiver_is_logged_with_person_problem_and_reason(article, photo, editor):
    publishing.waive(article, without_caption(photo), reason="Ảnh cũ", by=editor)
    publishing.unwaive(article, without_caption(photo), by=editor)

    steps = article.steps.order_by("pk").values_list("kind", "by", "note")
    assert list(steps)[-2:] == [
        ("bo-qua", editor.pk, "Ảnh thứ 1 chưa có chú thích. Lý do: Ảnh cũ"),
        ("thoi-bo-qua", editor.pk, "Ảnh thứ 1 chưa có chú thích."),
    ]


def test_a_waiver_is_bound_to_the_very_photo(article, photo, editor):
    publishing.waive(article, without_caption(photo), reason="Ảnh cũ", by=editor)
    other = PhotoFactory(caption="")
    article.body = f"{figure(other)}<p>Chữ.</p>{figure(photo)}"
    publishing.save(article, by=editor)

    with pytest.raises(publishing.Blocked) as caught:
        publishing.publish(article, by=editor)

    assert [p.key for p in caught.value.problems] == [without_caption(other)]


def test_a_waiver_holds_when_the_problem_comes_back(article, photo, editor):
    publishing.waive(article, without_caption(photo), reason="Ảnh cũ", by=editor)
    body, article.body = article.body, "<p>Chữ.</p>"
    publishing.save(article, by=editor)
    article.body = body
    publishing.save(article, by=editor)

    publishing.publish(article, by=editor)

    assert article.editions.count() == 1


def test_another_fault_of_the_same_photo_blocks(editor):
    photo = PhotoFactory(alt="")
    article = ArticleFactory(body=f"<p>Chữ.</p>{figure(photo)}")
    key = f"figure-alt-missing:{photo.file.name}"
    publishing.waive(article, key, reason="Ảnh trang trí", by=editor)
    article.body = article.body.replace('alt=""', 'alt="IMG_1234"')
    publishing.save(article, by=editor)

    assert blocks(article) == [f"figure-alt-file-name:{photo.file.name}"]


def test_a_waiver_taken_back_blocks_again_and_leaves_the_site_alone(
    article, photo, editor
):
    publishing.waive(article, without_caption(photo), reason="Ảnh cũ", by=editor)
    publishing.publish(article, by=editor)
    publishing.unwaive(article, without_caption(photo), by=editor)

    article.sapo = "Sapo mới."
    publishing.save(article, by=editor)

    assert blocks(article) == [without_caption(photo)]
    assert article.editions.live(article.editions.get().starts_at).exists()
    assert not Waiver.objects.exists()


def test_scheduling_stops_at_the_gate_and_passes_with_the_waiver(
    article, photo, editor
):
    at = datetime.now(UTC) + timedelta(days=1)
    with pytest.raises(publishing.Blocked):
        publishing.schedule(article, at=at, by=editor)

    publishing.waive(article, without_caption(photo), reason="Ảnh cũ", by=editor)
    publishing.schedule(article, at=at, by=editor)

    assert article.editions.get().starts_at == at


def test_a_republished_story_is_scheduled_an_hour_after_its_source(editor):
    source_at = datetime.now(UTC).replace(microsecond=0)
    article = ArticleFactory(
        kind="dan-nguon",
        source_name="Báo Nhân Dân",
        source_url="https://nhandan.vn/tin",
        source_at=source_at,
    )

    with pytest.raises(publishing.Blocked, match="ít nhất một giờ"):
        publishing.publish(article, by=editor)
    edition = publishing.schedule(article, at=source_at + timedelta(hours=1), by=editor)

    assert edition.source_at == source_at
    assert edition.story["source"]["at"] == source_at.isoformat()


# --- What is refused ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"sapo": ""}, "sapo-missing"),
        ({"category": None}, "category-missing"),
        ({"body": ""}, "body-missing"),
        ({"kind": "anh"}, "gallery-missing"),
    ],
)
def test_what_the_database_demands_is_never_waived(editor, changes, key):
    article = ArticleFactory(**changes)

    with pytest.raises(publishing.PublishingError, match="không bỏ qua được"):
        publishing.waive(article, key, reason="Gấp", by=editor)

    # Not even by a row from behind the door.
    Waiver.objects.create(article=article, problem=key, message="x", reason="x", at=NOW)
    with pytest.raises(publishing.Blocked):
        publishing.publish(article, by=editor)


def test_only_what_is_wrong_now_can_be_waived(editor):
    article = ArticleFactory(tags=[])

    for key in (UNSIGNED, "tags-missing", "khong-co", ""):
        with pytest.raises(publishing.PublishingError, match="không có việc này"):
            publishing.waive(article, key, reason="Gấp", by=editor)

    assert not Waiver.objects.exists()


@pytest.mark.parametrize("reason", ["", "  ", "\u200b"])
def test_a_waiver_needs_a_reason(editor, reason):
    article = ArticleFactory(bylines=[])
    version = article.version

    with pytest.raises(publishing.PublishingError, match="phải có lý do"):
        publishing.waive(article, UNSIGNED, reason=reason, by=editor)

    assert article.version == Article.objects.get(pk=article.pk).version == version
    assert [step.kind for step in article.steps.all()] == ["luu"]


def test_a_problem_is_waived_once(editor):
    article = ArticleFactory(bylines=[])
    publishing.waive(article, UNSIGNED, reason="Tin gửi", by=editor)

    with pytest.raises(publishing.PublishingError, match="đã được bỏ qua"):
        publishing.waive(article, UNSIGNED, reason="Lần nữa", by=editor)
    with pytest.raises(publishing.PublishingError, match="không được bỏ qua"):
        publishing.unwaive(article, "khong-co", by=editor)

    assert [waiver.reason for waiver in Waiver.objects.all()] == ["Tin gửi"]


def test_a_waiver_on_an_old_version_is_refused(editor):
    article = ArticleFactory(bylines=[])
    colleague = Article.objects.get(pk=article.pk)
    publishing.save(colleague, by=editor)

    for take in (
        lambda: publishing.waive(article, UNSIGNED, reason="Gấp", by=editor),
        lambda: publishing.unwaive(article, UNSIGNED, by=editor),
    ):
        with pytest.raises(publishing.PublishingError, match="người khác sửa"):
            take()


@pytest.mark.django_db(transaction=True)
def test_of_two_editors_at_once_one_waives():
    editors = [EditorFactory(), EditorFactory()]
    seen = ArticleFactory(bylines=[])
    barrier, results = threading.Barrier(2), []

    def take(editor):
        article = Article.objects.get(pk=seen.pk)
        barrier.wait()
        try:
            results.append(
                publishing.waive(article, UNSIGNED, reason="Gấp", by=editor).by_id
            )
        except publishing.PublishingError as error:
            results.append(str(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=[editor]) for editor in editors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    waiver = Waiver.objects.get()
    assert results.count(waiver.by_id) == 1
    assert TAKEN in results
    assert [step.kind for step in seen.steps.all()].count("bo-qua") == 1


# --- The source's time ----------------------------------------------------------------


def test_a_story_without_the_source_s_time_keeps_its_bytes():
    article = ArticleFactory(source_name="Báo", source_url="https://bao.example/tin")

    assert snapshot(article)["source"] == {
        "name": "Báo",
        "url": "https://bao.example/tin",
    }


def test_the_source_s_time_is_restored_and_proved(editor):
    article = ArticleFactory(source_at=NOW)
    revision = Revision.objects.of(article).get()
    article.source_at = None
    publishing.save(article, by=editor)

    restored = publishing.restore(revision, by=editor, version=article.version)
    edition = publishing.publish(restored, by=editor)

    assert Article.objects.get(pk=article.pk).source_at == NOW
    assert list(proof.faults(article.editions.all())) == []
    article.editions.filter(pk=edition.pk).update(source_at=None)
    assert list(proof.faults(article.editions.all())) == [
        f"Bài {article.pk}: bản 1: cột source_at khác bản ghi."
    ]
