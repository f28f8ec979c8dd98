"""The library: a grid that is searched and filtered, photos that keep their file."""

import io
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.files.storage import default_storage, storages
from django.urls import reverse
from PIL import Image

from news import photos, publishing, renditions
from news.models import Photo
from tests.factories import ArticleFactory, PhotoFactory, UnitFactory, picture

LIST = reverse("admin:news_photo_changelist")
CHOOSE = reverse("admin:news_photo_choose")
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def change(photo):
    return reverse("admin:news_photo_change", args=[photo.pk])


def texts(**changes):
    """What the form of a photo sends."""
    said = {"alt": "Kiện hàng", "caption": " Kiểm  đếm ", "credit": "Đội số 1"}
    return {**said, "focal_x": 50, "focal_y": 40, "taken_on": "", **changes}


def listed(client, **query):
    return list(client.get(LIST, query).context["cl"].result_list)


def test_an_editor_mends_the_texts_and_never_the_file(editor):
    photo = PhotoFactory()

    response = editor.post(change(photo), texts(upload="x", sha256="x", file="x"))

    changed = Photo.objects.get()
    assert response.status_code == 302
    assert (changed.caption, changed.sha256) == ("Kiểm đếm", photo.sha256)
    assert changed.file.name == photo.file.name
    assert changed.search_text == "kiem dem kien hang doi so 1"


def test_a3_a_reporter_changes_own_photos_and_no_others(reporter):
    own, anothers = PhotoFactory(by=reporter.user), PhotoFactory()

    answers = [
        reporter.post(change(photo), texts()).status_code for photo in (own, anothers)
    ]

    assert answers == [302, 403]
    assert list(Photo.objects.filter(caption="Kiểm đếm")) == [own]


def test_a3_a_reporter_writes_below_own_photos_and_no_others(reporter):
    own, anothers = PhotoFactory(by=reporter.user), PhotoFactory()
    said = {"alt": "Kho", "caption": "Kho hàng", "credit": ""}

    answers = [
        reporter.post(reverse("admin:news_photo_texts", args=[photo.pk]), said)
        for photo in (own, anothers)
    ]

    assert [answer.status_code for answer in answers] == [200, 403]
    assert list(Photo.objects.filter(caption="Kho hàng")) == [own]


def test_a_photo_in_use_is_not_deleted_and_the_stories_are_named(editor):
    free, in_text, lead = PhotoFactory(), PhotoFactory(), PhotoFactory()
    ArticleFactory(title="Bài có ảnh", body=f'<p><img src="{in_text.file.url}"></p>')
    ArticleFactory(title="Bài có ảnh đại diện", lead_photo=lead)

    pages = [
        editor.post(
            reverse("admin:news_photo_delete", args=[photo.pk]), {"post": "yes"}
        )
        for photo in (free, in_text, lead)
    ]

    assert "Bài viết: Bài có ảnh<" in pages[1].text
    assert "Bài viết: Bài có ảnh đại diện" in pages[2].text
    assert set(Photo.objects.all()) == {in_text, lead}


@pytest.mark.django_db(transaction=True)
def test_the_files_of_a_deleted_photo_go_with_it(editor):
    photo = PhotoFactory()

    editor.post(reverse("admin:news_photo_delete", args=[photo.pk]), {"post": "yes"})

    assert photos.public_files(photo) == []
    assert not storages["private"].exists(photo.file.name)


def test_photos_are_found_without_marks(editor):
    wanted = PhotoFactory(caption="Đường phố ngày Tết")
    PhotoFactory()

    page = editor.get(LIST, {"q": "duong pho"})

    assert list(page.context["cl"].result_list) == [wanted]
    assert wanted.thumbnail_url in page.text


def test_photos_are_filtered_by_use_month_and_unit(editor):
    unit = UnitFactory()
    used = PhotoFactory(uploaded_at=datetime(2026, 10, 1, 0, 30, tzinfo=HANOI))
    ArticleFactory(lead_photo=used)
    free = PhotoFactory(
        uploaded_at=datetime(2026, 9, 30, 23, 30, tzinfo=HANOI), unit=unit
    )

    assert listed(editor, dung="co") == [used]
    assert listed(editor, dung="chua") == [free]
    assert listed(editor, thang="2026-10") == [used]
    assert listed(editor, thang="2026-09") == [free]
    assert listed(editor, **{"don-vi": unit.slug}) == [free]
    assert listed(editor, thang="2026-99") == [used, free]


@pytest.mark.parametrize("photo_count", [1, 3])
def test_the_list_of_photos_costs_the_same(
    editor, django_assert_num_queries, photo_count
):
    PhotoFactory.create_batch(photo_count)

    # moment, session, user, two for rights, two months, units, count, photos, agency
    # Two of these: who sees Party records, for the menu.
    with django_assert_num_queries(15):
        editor.get(LIST)


def test_the_page_of_a_photo_lists_its_stories(editor):
    photo = PhotoFactory()
    live = ArticleFactory(title="Tin đã đăng", lead_photo=photo)
    publishing.publish(live, by=None)
    ArticleFactory(title="Tin đang soạn", body=f'<p><img src="{photo.file.url}"></p>')
    ArticleFactory(title="Tin khác")

    text = editor.get(change(photo)).text

    assert "Tin đã đăng" in text
    assert "bài đang soạn, bản đăng" in text
    assert "Tin đang soạn" in text
    assert "Tin khác" not in text


def test_a6_a_reporter_is_not_told_of_drafts_that_use_a_photo(reporter):
    photo = PhotoFactory()
    publishing.publish(ArticleFactory(title="Tin đã đăng", lead_photo=photo), by=None)
    ArticleFactory(title="Bản nháp của người khác", lead_photo=photo)
    ArticleFactory(title="Bản nháp của tôi", lead_photo=photo, by=reporter.user)

    text = reporter.get(change(photo)).text

    assert "Tin đã đăng" in text
    assert "Bản nháp của tôi" in text
    assert "Bản nháp của người khác" not in text


def test_a_focal_point_cuts_new_cards_and_changes_no_page(editor):
    photo = PhotoFactory(content=picture(1, (900, 300)))
    edition = publishing.publish(ArticleFactory(lead_photo=photo), by=None)
    old_card = edition.card

    editor.post(change(photo), texts(focal_x=90, focal_y=10))

    changed = Photo.objects.get()
    edition.refresh_from_db()
    for name, size in changed.card.files().items():
        with default_storage.open(name) as file:
            assert Image.open(io.BytesIO(file.read())).size == size
    assert changed.focus == (90, 10)
    assert edition.card == old_card
    assert "-3x2-50-40-" in old_card


def test_a_new_caption_reaches_readers_with_the_next_publication_only(editor, client):
    photo = PhotoFactory(caption="Chú thích cũ")
    article = ArticleFactory(lead_photo=photo)
    edition = publishing.publish(article, by=None)

    editor.post(change(photo), texts(caption="Chú thích mới", focal_x=10))
    before = client.get(edition.get_absolute_url()).text
    article.refresh_from_db()
    publishing.publish(article, by=None)
    after = client.get(edition.get_absolute_url()).text

    assert "Chú thích cũ" in before
    assert "Chú thích mới" not in before
    assert "Chú thích mới" in after
    assert "-3x2-10-40-" in client.get("/").text


@pytest.mark.parametrize("focus", ["-1", "101", "x", "9" * 30, ""])
def test_a_focal_point_outside_the_picture_is_refused_at_its_field(editor, focus):
    photo = PhotoFactory()

    response = editor.post(change(photo), texts(focal_x=focus))

    assert "focal_x" in response.context["adminform"].form.errors
    assert Photo.objects.get().focal_x == 50


def test_the_box_of_photos_shows_pages_and_finds(reporter):
    wanted = PhotoFactory(caption="Niêm phong kho")
    gone = PhotoFactory(caption="Niêm phong bị gỡ")
    publishing.withdraw_photo(gone, by=None, reason="Người trong ảnh yêu cầu")
    PhotoFactory.create_batch(24)

    first = reporter.get(CHOOSE, {"trang": "1"}).text
    found = reporter.get(CHOOSE, {"q": "niem phong"}).text
    odd = reporter.get(CHOOSE, {"trang": "9" * 500, "q": "\x00'\""})

    assert "25 ảnh" in first
    assert 'data-page="2"' in first
    assert f'data-photo="{wanted.pk}"' in found
    assert f'data-photo="{gone.pk}"' not in found
    assert odd.status_code in (200, 400)


def test_staff_download_the_original(reporter):
    photo = PhotoFactory(caption="Kho hàng Đội 2")

    response = reporter.get(reverse("admin:news_photo_original", args=[photo.pk]))

    assert b"".join(response) == photo.original().read()
    name = f'filename="kho-hang-doi-2-{photo.pk}.jpg"'
    assert response["Content-Disposition"] == f"attachment; {name}"


def test_the_original_of_a_withdrawn_photo_is_for_those_who_may_withdraw(
    reporter, editor
):
    photo = PhotoFactory()
    publishing.withdraw_photo(photo, by=None, reason="Riêng tư")
    url = reverse("admin:news_photo_original", args=[photo.pk])

    assert [who.get(url).status_code for who in (reporter, editor)] == [403, 200]


@pytest.mark.parametrize("pk", ["0", "9" * 18, "9" * 30, "x"])
def test_odd_ids_are_not_found(editor, pk):
    for page in ("goc", "go", "chu", "tra-lai"):
        answer = editor.post if page in ("chu", "tra-lai") else editor.get
        assert answer(f"/quan-tri/news/photo/{pk}/{page}/").status_code in (302, 404)


def test_a22_no_address_makes_the_server_draw(client, db):
    photo = PhotoFactory()
    small = renditions.whole(photo.file.name, (photo.width, photo.height))
    name = small.file(photo.width, "avif")

    as_it_is = b"".join(client.get(f"/media/{name}"))
    asked = b"".join(client.get(f"/media/{name}?w=5000&width=3&format=png"))
    another = client.get(f"/media/{name.replace(f'-{photo.width}.', '-777.')}")

    assert asked == as_it_is
    assert another.status_code == 404
