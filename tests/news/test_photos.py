"""A photo on its way in: upright, stripped, in every size, found again, or refused."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from PIL import Image

from news import photos, renditions
from news.models import Photo
from news.photos import intake
from tests.factories import PhotoFactory, picture

pytestmark = pytest.mark.django_db


def jpeg(size=(60, 40), colour="teal", **options):
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, "JPEG", **options)
    return buffer.getvalue()


def opened(name, storage=default_storage):
    with storage.open(name) as file:
        return Image.open(io.BytesIO(file.read()))


def everything(photo):
    """Every byte that is kept of a photo."""
    public = [default_storage.open(name).read() for name in photos.public_files(photo)]
    return b"".join([*public, photo.original().read()])


def test_a18_a_photo_is_stored_upright_without_metadata():
    exif = Image.Exif()
    exif[0x0112] = 6  # Turned by the camera.
    exif[0x010F] = "Camera of a person"
    exif.get_ifd(0x8825)[1] = "N"  # GPS

    photo = photos.store(jpeg(exif=exif, comment=b"private words"), by=None)

    stored = Image.open(photo.original())
    assert (photo.width, photo.height) == stored.size == (40, 60)
    assert dict(stored.getexif()) == {}
    assert b"Camera" not in everything(photo)
    assert b"private words" not in everything(photo)


def test_a18_what_hides_behind_a_picture_is_gone():
    photo = photos.store(jpeg() + b"<script>alert(1)</script>", by=None)

    assert b"script" not in everything(photo)


def test_the_same_file_is_the_same_photo():
    first = photos.store(picture(1), by=None, caption="Kho hàng")
    second = photos.store(picture(1), by=None, caption="Chú thích khác")

    assert first == second
    assert Photo.objects.get().caption == "Kho hàng"


def test_a21_the_name_of_a_file_says_nothing():
    photo = photos.store(picture(2), by=None)

    assert photo.file.name.startswith("anh/")
    assert photo.file.name.endswith(".jpg")
    assert len(photo.file.name) == len("anh/ab/.jpg") + 32


def test_every_format_is_made_at_every_width_and_no_wider():
    photo = photos.store(jpeg((1300, 900)), by=None)

    whole = renditions.whole(photo.file.name, (1300, 900))
    wanted = {**whole.files(), **photo.card.files()}
    made = {name: opened(name) for name in photos.public_files(photo)}
    assert {w for w, _ in whole.sizes} == {400, 800, 1200, 1300}
    assert made.keys() == {*wanted, photo.file.name}
    assert {n: made[n].size for n in wanted} == wanted
    assert {made[n].format for n in wanted} == {"AVIF", "WEBP", "JPEG"}


def test_the_original_of_twelve_megapixels_is_kept_whole():
    photo = photos.store(jpeg((4000, 3000)), by=None)

    assert Image.open(photo.original()).size == (4000, 3000)
    assert opened(photo.file.name).size == (800, 600)  # What the desk shows.


def test_a_larger_original_is_made_smaller():
    photo = photos.store(jpeg((6000, 3000)), by=None)

    assert (photo.width, photo.height) == (4000, 2000)


def test_cards_are_cut_around_the_focal_point():
    half = Image.new("RGB", (600, 200), "white")
    half.paste("black", (300, 0, 600, 200))
    buffer = io.BytesIO()
    half.save(buffer, "PNG")
    photo = photos.store(buffer.getvalue(), by=None)

    photos.crop(photo, (0, 50))
    photos.crop(photo, (100, 50))

    left = opened(
        renditions.card(photo.file.name, (600, 200), (0, 50)).file(240, "jpg")
    )
    right = opened(
        renditions.card(photo.file.name, (600, 200), (100, 50)).file(240, "jpg")
    )
    assert left.size == right.size == (240, 160)
    assert left.getpixel((200, 80)) > (200, 200, 200)
    assert right.getpixel((40, 80)) < (50, 50, 50)


def test_colours_of_another_profile_are_shown_as_they_were_meant():
    from PIL import ImageCms

    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))

    strange = photos.store(jpeg(icc_profile=lab.tobytes()), by=None)
    usual = photos.store(jpeg(colour="navy", icc_profile=srgb.tobytes()), by=None)

    assert b"ICC_PROFILE" not in everything(strange) + everything(usual)
    assert Image.open(usual.original()).getpixel((5, 5))[2] == pytest.approx(128, abs=4)


def test_a_transparent_picture_stands_on_white():
    buffer = io.BytesIO()
    Image.new("RGBA", (30, 20), (0, 0, 0, 0)).save(buffer, "PNG")

    photo = photos.store(buffer.getvalue(), by=None)

    assert Image.open(photo.original()).getpixel((5, 5)) == (255, 255, 255)


def test_of_an_animated_picture_the_first_frame_is_kept():
    frames = [Image.new("RGB", (30, 20), colour) for colour in ("red", "blue")]
    buffer = io.BytesIO()
    frames[0].save(buffer, "GIF", save_all=True, append_images=frames[1:])

    prepared = photos.prepare(buffer.getvalue())

    assert prepared.is_still_of_many
    with Image.open(io.BytesIO(prepared.original)) as still:
        assert still.getpixel((5, 5))[0] > 200


def test_a_file_of_too_many_bytes_is_refused(monkeypatch):
    monkeypatch.setattr(intake, "MAX_BYTES", 10)

    with pytest.raises(photos.PhotoError, match="lớn hơn 25 MB"):
        photos.store(jpeg(), by=None)


def test_a_file_that_a_killed_upload_left_is_replaced():
    name = photos.name_of(photos.prepare(picture(7)).sha256)
    default_storage.save(name, ContentFile(b"half"))

    photo = photos.store(picture(7), by=None)

    assert photo.file.name == name
    assert photo.file.read().startswith(b"\xff\xd8\xff")


class Full:
    """A storage whose disk is full after so many files."""

    def __init__(self, storage, room):
        self.storage, self.room, self.save_whole = storage, room, storage.save

    def save(self, name, content):
        if self.room == 0:
            raise OSError(28, "No space left on device")
        self.room -= 1
        return self.save_whole(name, content)


@pytest.mark.parametrize("room", [0, 1, 5])
def test_r4_a_full_disk_leaves_neither_row_nor_file(monkeypatch, room):
    full = Full(default_storage, room)
    monkeypatch.setattr(default_storage._wrapped, "save", full.save, raising=False)
    content = jpeg((500, 400), "olive")
    name = photos.name_of(photos.prepare(content).sha256)

    with pytest.raises(photos.StorageFull, match="ổ đĩa đã đầy"):
        photos.store(content, by=None)

    assert not Photo.objects.exists()
    assert not photos.public_files(Photo(file=name))
    assert not storages["private"].exists(name)


def test_r4_a_row_that_cannot_be_written_leaves_no_file(monkeypatch):
    content = jpeg((50, 40), "maroon")
    name = photos.name_of(photos.prepare(content).sha256)

    def fail(photo, **options):
        raise ZeroDivisionError

    monkeypatch.setattr(Photo, "save", fail)

    with pytest.raises(ZeroDivisionError):
        photos.store(content, by=None)

    assert not photos.public_files(Photo(file=name))
    assert not storages["private"].exists(name)


def test_a_colleague_who_was_faster_keeps_row_and_files():
    prepared = photos.prepare(picture(9))
    first = photos.keep(prepared, Photo(caption="Kho hàng"))

    second = photos.keep(photos.prepare(picture(9)), Photo(caption="Khác"))

    assert second == first
    assert photos.public_files(first)


def test_lost_public_files_are_made_again_from_the_original():
    photo = PhotoFactory()
    before = {n: default_storage.open(n).read() for n in photos.public_files(photo)}
    photos.take_away(photo)

    photos.remake(photo, [])

    after = {n: default_storage.open(n).read() for n in photos.public_files(photo)}
    assert after.keys() == before.keys()


def test_erasing_leaves_no_file():
    photo = PhotoFactory()

    photos.erase(photo)

    assert photos.public_files(photo) == []
    assert not storages["private"].exists(photo.file.name)
