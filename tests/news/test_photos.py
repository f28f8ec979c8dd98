"""A photo on its way in: upright, stripped, found again, or refused with a sentence."""

import io
import warnings

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from news import photos
from news.models import Photo
from news.models.photo import card_name, card_size
from tests.factories import picture

pytestmark = pytest.mark.django_db


def jpeg(size=(60, 40), **options):
    buffer = io.BytesIO()
    Image.new("RGB", size, "teal").save(buffer, "JPEG", **options)
    return buffer.getvalue()


def test_a_photo_is_stored_upright_without_metadata():
    exif = Image.Exif()
    exif[0x0112] = 6  # Turned by the camera.
    exif[0x010F] = "Camera of a person"
    exif.get_ifd(0x8825)[1] = "N"  # GPS

    photo = photos.store(jpeg(exif=exif, comment=b"private words"), by=None)

    content = photo.file.read()
    stored = Image.open(io.BytesIO(content))
    assert (photo.width, photo.height) == stored.size == (40, 60)
    assert dict(stored.getexif()) == {}
    assert b"Camera" not in content
    assert b"private words" not in content


def test_what_hides_behind_a_picture_is_gone():
    photo = photos.store(jpeg() + b"<script>alert(1)</script>", by=None)

    assert b"script" not in photo.file.read()


def test_the_same_file_is_the_same_photo():
    first = photos.store(picture(1), by=None, caption="Kho hàng")
    second = photos.store(picture(1), by=None, caption="Chú thích khác")

    assert first == second
    assert Photo.objects.get().caption == "Kho hàng"


def test_the_name_of_a_file_says_nothing():
    photo = photos.store(picture(2), by=None)

    assert photo.file.name.startswith("anh/")
    assert photo.file.name.endswith(".jpg")
    assert len(photo.file.name) == len("anh/ab/.jpg") + 32


def test_a_large_photo_is_made_smaller():
    photo = photos.store(jpeg((3000, 1500)), by=None)

    assert (photo.width, photo.height) == (2400, 1200)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "rỗng"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'></svg>", "không phải ảnh"),
        (b"<html><script>alert(1)</script></html>", "không phải ảnh"),
        (b"%PDF-1.7", "không phải ảnh"),
        (jpeg()[:100], "bị hỏng"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 50, "bị hỏng"),
    ],
)
def test_a_bad_file_is_refused_with_a_sentence(content, message):
    with pytest.raises(photos.PhotoError, match=message):
        photos.store(content, by=None)

    assert not Photo.objects.exists()


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded():
    buffer = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        Image.new("1", (9000, 9000)).save(buffer, "PNG")

    with pytest.raises(photos.PhotoError, match="50 triệu điểm ảnh"):
        photos.store(buffer.getvalue(), by=None)


def test_a_file_of_too_many_bytes_is_refused(monkeypatch):
    monkeypatch.setattr(photos, "MAX_BYTES", 10)

    with pytest.raises(photos.PhotoError, match="lớn hơn"):
        photos.store(jpeg(), by=None)


def test_a_small_picture_stands_beside_the_photo():
    photo = photos.store(jpeg((1300, 650)), by=None)

    with default_storage.open(card_name(photo.file.name)) as file:
        assert Image.open(file).size == card_size(1300, 650) == (800, 400)


def test_a_file_that_a_failed_transaction_left_is_replaced():
    name = photos.store(picture(7), by=None).file.name
    Photo.objects.all().delete()
    default_storage.delete(name)
    default_storage.save(name, ContentFile(b"half"))

    photo = photos.store(picture(7), by=None)

    assert photo.file.name == name
    assert photo.file.read().startswith(b"\xff\xd8\xff")
