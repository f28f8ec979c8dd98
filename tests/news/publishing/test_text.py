"""The working text: what a save keeps, restore, submit and send back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from news import publishing
from news.enums import ArticleState, Standing
from news.models import Article, Edition, Revision, Tag
from tests.factories import ArticleFactory, AuthorFactory, PhotoFactory, UserFactory

pytestmark = pytest.mark.django_db


def standing(article):
    return Article.objects.with_standing(timezone.now()).get(pk=article.pk).standing


def test_every_save_appends_the_whole_story():
    pin = ArticleFactory()
    photo = PhotoFactory(alt="Kho hàng", caption="Toàn cảnh", credit="Đội 2")
    author = AuthorFactory(name="Minh Anh")
    reporter = UserFactory()
    article = ArticleFactory(
        title="Một",
        tags=["hàng giả", "thuế"],
        pins=[pin.pk],
        bylines=[(author, None)],
        lead_photo=photo,
        by=reporter,
    )
    article.title = "Hai"

    publishing.save(article, by=reporter, note="Sửa tít")

    last, first = Revision.objects.of(article)
    assert (first.number, last.number) == (1, 2)
    assert (last.made_by, last.note) == (reporter, "Sửa tít")
    assert [r.story["title"] for r in (first, last)] == ["Một", "Hai"]
    story = last.story
    assert [tag["tag__name"] for tag in story["tags"]] == ["hàng giả", "thuế"]
    assert story["pins"] == [pin.pk]
    assert story["bylines"] == [
        {"author": author.pk, "name": "Minh Anh", "unit": None, "unit_name": ""}
    ]
    assert story["lead"] == {
        "photo": photo.pk,
        "alt": "Kho hàng",
        "caption": "Toàn cảnh",
    }
    assert story["photos"][photo.file.name]["sha256"] == photo.sha256


def test_a_save_cleans_text_on_the_way_in():
    article = ArticleFactory(
        title="  Chi  cu\u0323c\u00a0QLTT\u200b ",
        body='<p onclick="x()">Chữ<script>alert(1)</script></p>',
    )

    assert article.title == "Chi cục QLTT"
    assert article.body == "<p>Chữ</p>"


def test_a_save_on_an_old_version_writes_nothing():
    article = ArticleFactory(title="Ban đầu")
    old = Article.objects.get(pk=article.pk)
    publishing.save(article, by=None)
    old.title = "Đè lên"

    with pytest.raises(publishing.PublishingError, match="người khác sửa"):
        publishing.save(old, by=None)

    assert Article.objects.get(pk=article.pk).title == "Ban đầu"
    assert article.revisions.count() == 2


def test_restore_writes_a_new_working_text_and_publishes_nothing():
    pin = ArticleFactory()
    article = ArticleFactory(title="Cũ", tags=["thuế"], pins=[pin.pk])
    old = article.revisions.get()
    article.title = "Mới"
    publishing.save(article, by=None, tags=["thuê"], pins=[], bylines=[])
    publishing.publish(ArticleFactory(), by=None)

    restored = publishing.restore(old, by=None, version=article.version)

    last = Revision.objects.of(restored).first()
    assert restored.title == "Cũ"
    assert (last.number, last.note) == (3, "Khôi phục bản lưu 1")
    assert {**last.story, "tags": None} == {**old.story, "tags": None}
    assert [tag["tag__name"] for tag in last.story["tags"]] == ["thuế"]
    assert not Edition.objects.filter(article=article).exists()


def test_submit_and_send_back_need_their_order_and_a_note():
    article = ArticleFactory()

    with pytest.raises(publishing.PublishingError, match="không chờ duyệt"):
        publishing.send_back(article, by=None, note="Thiếu ảnh")
    publishing.submit(article, by=None)
    assert article.state == ArticleState.SUBMITTED
    with pytest.raises(publishing.PublishingError, match="ghi chú"):
        publishing.send_back(article, by=None, note=" ")
    publishing.send_back(article, by=None, note="Thiếu ảnh")

    assert Article.objects.get(pk=article.pk).state == ArticleState.RETURNED


def test_standing_is_derived_from_editions():
    article = ArticleFactory()
    assert standing(article) == Standing.NONE
    publishing.publish(article, by=None)
    assert standing(article) == Standing.LIVE
    article.title = "Sửa thêm"
    publishing.save(article, by=None)
    assert standing(article) == Standing.CHANGED
    at = timezone.now() + timedelta(hours=1)
    publishing.schedule(article, at=at, by=None)
    assert standing(article) == Standing.SCHEDULED
    publishing.withdraw(article, by=None, reason="Nhầm")
    assert standing(article) == Standing.WITHDRAWN


def test_a_save_without_changes_is_not_shown_as_changed():
    article = ArticleFactory()
    publishing.publish(article, by=None)

    publishing.save(article, by=None)

    assert standing(article) == Standing.LIVE


def test_a_caption_changed_in_the_library_is_published_with_the_next_step():
    photo = PhotoFactory(caption="Cũ")
    article = ArticleFactory(lead_photo=photo)
    publishing.publish(article, by=None)
    photo.caption = "Mới"
    photo.save()

    assert article.editions.get().lead_caption == "Cũ"
    assert publishing.publish(article, by=None).lead_caption == "Mới"


def test_tags_are_one_by_exact_key():
    first = ArticleFactory(tags=["Hòa Bình", "thuế"])
    second = ArticleFactory(tags=["hoà bình", "thuê", "HÒA BÌNH"])

    assert [tag.name for tag in first.tags.order_by("pk")] == ["Hòa Bình", "thuế"]
    assert [tag.name for tag in second.tags.order_by("pk")] == ["Hòa Bình", "thuê"]
    slugs = Tag.objects.order_by("pk").values_list("slug", flat=True)
    assert list(slugs) == ["hoa-binh", "thue", "thue-2"]


def test_a_revision_knows_how_many_words_came_and_went():
    article = ArticleFactory(
        title="Tin kho", sapo="Sapo", body="<p>Tạm giữ 600 đôi giày</p>", bylines=[]
    )
    article.body = "<p>Tạm giữ 650 đôi giày, dép</p>"

    publishing.save(article, by=None)
    publishing.save(article, by=None, tags=["hàng giả"])

    sizes = Revision.objects.of(article).values_list("words_added", "words_removed")
    assert list(sizes)[:2] == [(2, 0), (2, 1)]
    assert sizes.last()[1] == 0
