"""Photos come in by upload, through news.photos, and say what is wrong at the file."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from news.models import Photo
from tests.factories import ArticleFactory, PhotoFactory, picture

ADD = reverse("admin:news_photo_add")
LIST = reverse("admin:news_photo_changelist")


def upload(content: bytes, name: str = "ảnh.png") -> dict:
    file = SimpleUploadedFile(name, content, content_type="image/png")
    texts = {"alt": "Kiện hàng", "caption": " Kiểm  đếm ", "credit": "Đội số 1"}
    return {"upload": file, **texts, "focal_x": 50, "focal_y": 40}


def errors_of(response) -> dict[str, list[str]]:
    return dict(response.context["adminform"].form.errors)


def test_a_reporter_adds_a_photo(reporter):
    reporter.post(ADD, upload(picture(1)))

    photo = Photo.objects.get()
    assert photo.file.name.endswith(".jpg")
    assert (photo.caption, photo.uploaded_by) == ("Kiểm đếm", reporter.user)
    assert photo.search_text == "kiem dem kien hang doi so 1"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Tệp không phải ảnh"),
        (b"<script>alert(1)</script>", "Tệp không phải ảnh"),
    ],
)
def test_what_is_no_photo_is_refused_at_the_file(editor, content, message):
    response = editor.post(ADD, upload(content))

    assert message in errors_of(response)["upload"][0]
    assert not Photo.objects.exists()


def test_a_file_is_needed(editor):
    response = editor.post(ADD, {"alt": "Kiện hàng", "focal_x": 50, "focal_y": 40})

    assert errors_of(response) == {"upload": ["Hãy chọn tệp ảnh."]}


def test_a_photo_that_is_there_already_is_named_and_kept(editor):
    known = PhotoFactory(content=picture(7), caption="Chú thích cũ")

    response = editor.post(ADD, upload(picture(7)))

    assert f"ảnh số {known.pk}" in errors_of(response)["upload"][0]
    known.refresh_from_db()
    assert known.caption == "Chú thích cũ"


def test_an_editor_mends_the_texts_and_never_the_file(editor):
    photo = PhotoFactory()
    url = reverse("admin:news_photo_change", args=[photo.pk])

    editor.post(url, upload(picture(9)))

    changed = Photo.objects.get()
    assert (changed.caption, changed.sha256) == ("Kiểm đếm", photo.sha256)


def test_a_photo_inside_a_text_is_not_deleted(editor):
    free, used = PhotoFactory(), PhotoFactory()
    ArticleFactory(title="Bài có ảnh", body=f'<p><img src="{used.file.url}"></p>')

    for photo in (free, used):
        url = reverse("admin:news_photo_delete", args=[photo.pk])
        page = editor.post(url, {"post": "yes"})

    assert "Bài có ảnh" in page.text
    assert list(Photo.objects.all()) == [used]


def test_a_reporter_changes_no_photo(reporter):
    photo = PhotoFactory()
    url = reverse("admin:news_photo_change", args=[photo.pk])

    assert reporter.post(url, upload(picture(9))).status_code == 403


def test_photos_are_found_without_marks(editor):
    wanted = PhotoFactory(caption="Đường phố ngày Tết")
    PhotoFactory()

    page = editor.get(LIST, {"q": "duong pho"})

    assert list(page.context["cl"].result_list) == [wanted]
    assert wanted.file.url in page.text


@pytest.mark.parametrize("photo_count", [1, 3])
def test_the_list_of_photos_costs_the_same(
    editor, django_assert_num_queries, photo_count
):
    PhotoFactory.create_batch(photo_count)

    # moment, session, user, two for rights, count, photos, agency
    with django_assert_num_queries(8):
        editor.get(LIST)


def test_a_photo_form_with_an_error_keeps_no_photo(editor):
    response = editor.post(ADD, upload(picture(3)) | {"taken_on": "hôm qua"})

    assert "taken_on" in response.context["adminform"].form.errors
    assert not Photo.objects.exists()
