"""Files coming in at the desk: kept and read, or refused without a trace."""

import io

import pytest
from django.core.files.storage import default_storage, storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from news.models import Attachment, Photo
from tests.bad_pictures import BAD
from tests.factories import (
    AuthorFactory,
    EditorFactory,
    PartyOfficerFactory,
    PhotoFactory,
    ReporterFactory,
    UnitFactory,
    UserFactory,
    picture,
)
from tests.polyglot_pictures import MARKER, POLYGLOT

UPLOAD = reverse("admin:news_photo_upload")
ADD = reverse("admin:news_photo_add")
FILES = reverse("admin:news_article_file_upload")


def sent(content, name="ảnh.png", content_type="image/png", **fields):
    upload = SimpleUploadedFile("x", content, content_type=content_type)
    # As a hostile client would write it; what is no UTF-8 arrives replaced.
    upload._name = name.encode("utf-8", "replace").decode()
    return {"upload": upload, **fields}


def stored():
    """The name of every file that is kept anywhere."""
    names = set()
    for storage in (default_storage, storages["private"]):
        for top in ("anh", "tep"):
            folders = storage.listdir(top)[0] if storage.exists(top) else []
            for folder in folders:
                found = storage.listdir(f"{top}/{folder}")[1]
                names |= {f"{top}/{folder}/{name}" for name in found}
    return names


def test_a_reporter_brings_in_a_photo(reporter):
    unit = UnitFactory()
    AuthorFactory(user=reporter.user, unit=unit)

    answer = reporter.post(UPLOAD, sent(picture(1), credit="Đội số 1")).json()

    photo = Photo.objects.get()
    assert answer["uploaded"] == 1
    assert answer["url"] == photo.file.url
    assert answer["photo"]["id"] == photo.pk
    assert (photo.uploaded_by, photo.unit) == (reporter.user, unit)
    assert photo.credit == "Đội số 1"


def test_a_file_that_is_there_already_is_offered_again(editor):
    known = PhotoFactory(content=picture(7), caption="Chú thích cũ")
    before = stored()

    answer = editor.post(UPLOAD, sent(picture(7))).json()

    assert answer["photo"]["id"] == known.pk
    assert answer["photo"]["caption"] == "Chú thích cũ"
    assert "đã có trong thư viện" in answer["notice"]
    assert (Photo.objects.count(), stored()) == (1, before)


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_a13_a18_a20_a_bad_file_leaves_nothing_on_disk_or_in_the_database(editor, bad):
    before = stored()

    upload = sent(bad.make(), bad.filename, bad.content_type)
    response = editor.post(UPLOAD, upload, headers={"Accept": "application/json"})

    assert response.status_code in (400, 413)
    assert bad.fragment in response.json()["error"]["message"]
    assert (Photo.objects.count(), stored()) == (0, before)


@pytest.mark.parametrize("polyglot", POLYGLOT.values(), ids=POLYGLOT)
def test_a13_a21_a_strange_picture_is_kept_harmlessly_under_our_own_name(
    editor, client, polyglot
):
    upload = sent(polyglot.make(), polyglot.filename, polyglot.content_type)

    answer = editor.post(UPLOAD, upload)

    photo = Photo.objects.get()
    kept = client.get(photo.file.url)
    assert answer.json()["url"] == photo.file.url
    assert photo.file.name == f"anh/{photo.sha256[:2]}/{photo.sha256[2:34]}.jpg"
    assert kept["Content-Type"] == "image/jpeg"
    assert MARKER not in b"".join(kept)


def test_a21_a_second_file_of_the_same_name_replaces_nothing(editor):
    first, second = (
        editor.post(UPLOAD, sent(picture(n), "ảnh.png")).json()["url"] for n in (1, 2)
    )

    assert first != second
    assert Photo.objects.count() == 2


@pytest.mark.parametrize("address", [UPLOAD, FILES])
@pytest.mark.parametrize(
    "who", [None, UserFactory, PartyOfficerFactory], ids=["anonymous", "user", "party"]
)
def test_a14_whoever_may_not_upload_is_refused(db, who, address):
    client = Client()
    if who is not None:
        client.force_login(who())

    response = client.post(address, sent(picture(1)))

    assert response.status_code == 403
    assert (Photo.objects.count(), Attachment.objects.count()) == (0, 0)


@pytest.mark.parametrize("address", [UPLOAD, FILES, ADD])
def test_a14_an_upload_from_another_site_is_refused(db, address):
    client = Client(enforce_csrf_checks=True)
    client.force_login(EditorFactory())

    response = client.post(address, sent(picture(1)))

    assert response.status_code == 403
    assert not Photo.objects.exists()


@pytest.mark.parametrize("address", [UPLOAD, FILES])
def test_a14_only_post_uploads(editor, address):
    answers = [
        getattr(editor, method)(address).status_code
        for method in ("get", "put", "delete", "patch")
    ]

    assert answers == [405] * 4


@pytest.mark.parametrize("address", [UPLOAD, FILES])
@pytest.mark.parametrize(
    "data", [{}, {"upload": ""}, {"upload": "chữ"}, {"tep": b"x"}], ids=repr
)
def test_a14_a_missing_file_is_a_clear_400(editor, address, data):
    response = editor.post(address, data)

    assert response.status_code == 400
    assert response.json()["error"]["message"] == "Hãy chọn tệp."


def test_a14_a_broken_form_is_a_400(editor):
    body = b"--x\r\nContent-Disposition: form-data; name=upload; filename=a\r\n\r\nabc"

    response = editor.post(UPLOAD, body, content_type="multipart/form-data; boundary=x")

    assert response.status_code == 400


def test_without_scripts_many_files_come_in_by_one_form(reporter):
    files = [
        SimpleUploadedFile(f"{n}.png", content)
        for n, content in enumerate([picture(1), b"<svg/>", picture(2)])
    ]

    page = reporter.post(ADD, {"upload": files, "credit": "Đội số 1"})

    assert Photo.objects.filter(credit="Đội số 1").count() == 2
    assert "1.png: Tệp không phải ảnh JPEG, PNG, WebP hoặc GIF." in page.text


def test_a_form_without_a_file_says_so(reporter):
    assert "Hãy chọn tệp ảnh." in reporter.post(ADD, {}).text


def test_what_the_photographer_wrote_is_read(editor):
    exif = Image.Exif()
    exif[0x010E] = "Kiểm tra kho hàng".encode()  # As programs do.
    exif[0x013B] = "Ảnh: Minh Anh".encode()
    exif.get_ifd(0x8769)[0x9003] = "2026:10:12 08:30:00"
    content = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(content, "JPEG", exif=exif)

    editor.post(UPLOAD, sent(content.getvalue()))

    photo = Photo.objects.get()
    assert photo.caption == "Kiểm tra kho hàng"
    assert photo.credit == "Minh Anh"
    assert str(photo.taken_on) == "2026-10-12"


def test_two_reporters_may_hold_the_same_document(db):
    from tests.document_files import pdf

    answers = []
    for _ in range(2):
        client = Client()
        client.force_login(ReporterFactory())
        upload = sent(pdf(), "Quyết định 12/QĐ.pdf", "application/pdf")
        answers.append(client.post(FILES, upload).json())

    assert answers[0]["id"] != answers[1]["id"]
    assert Attachment.objects.values("name").distinct().count() == 1
