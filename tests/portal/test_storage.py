import io
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import SuspiciousOperation
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import TemporaryUploadedFile
from PIL import Image

from tests import s3_server
from tests.s3_server import NOWHERE

NAME = "anh/ab/0123456789abcdef-800.avif"
OLD, NEW = b"old " * 1000, b"new content " * 300_000

# --- What both kinds of storage do ---------------------------------------------------


def test_saved_file_is_read_again_under_its_name(public):
    name = public.save(NAME, ContentFile(NEW))

    with public.open(name) as file:
        assert (name, file.read(), file.size) == (NAME, NEW, len(NEW))
    assert public.exists(NAME) is True
    assert public.size(NAME) == len(NEW)


def test_saving_again_replaces_the_file(public):
    public.save(NAME, ContentFile(OLD))

    name = public.save(NAME, ContentFile(NEW))

    assert name == NAME
    assert public.open(NAME).read() == NEW
    assert public.listdir("anh/ab") == ([], ["0123456789abcdef-800.avif"])


def test_file_of_an_upload_is_saved_from_its_beginning(public):
    upload = TemporaryUploadedFile("x.jpg", "image/jpeg", len(OLD), None)
    upload.write(OLD)

    public.save(NAME, upload)

    assert public.open(NAME).read() == OLD


def test_empty_file_is_a_file(public):
    public.save(NAME, ContentFile(b""))

    assert (public.exists(NAME), public.size(NAME)) == (True, 0)
    assert public.open(NAME).read() == b""


def test_open_file_is_a_picture_for_pillow(private):
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(picture, "PNG")
    private.save("anh/ab/x.png", ContentFile(picture.getvalue()))

    with private.open("anh/ab/x.png") as file, Image.open(file) as opened:
        opened.load()

    assert opened.size == (40, 30)


def test_file_is_dated_by_its_saving(public):
    public.save(NAME, ContentFile(OLD))

    modified = public.get_modified_time(NAME)

    assert abs(modified - datetime.now(UTC)) < timedelta(minutes=1)
    assert abs(public.stored(NAME).modified - modified.timestamp()) < 2


def test_folders_and_files_are_listed(public):
    for name in ("muc/ab/1.jpg", "muc/ab/1.webp", "muc/cd/2.jpg", "anh/ab/3.jpg"):
        public.save(name, ContentFile(OLD))

    listed = {folder: public.listdir(folder) for folder in ("muc", "muc/ab")}

    assert {folder: (sorted(a), sorted(b)) for folder, (a, b) in listed.items()} == {
        "muc": (["ab", "cd"], []),
        "muc/ab": ([], ["1.jpg", "1.webp"]),
    }


def test_deleted_file_is_gone_and_may_be_deleted_again(public):
    public.save(NAME, ContentFile(OLD))

    public.delete(NAME)
    public.delete(NAME)

    assert public.exists(NAME) is False
    assert public.listdir("khong-co") == ([], [])


@pytest.mark.parametrize("question", ["open", "stored", "size", "get_modified_time"])
def test_r13_missing_file_is_an_error_of_files(public, question):
    with pytest.raises(FileNotFoundError):
        getattr(public, question)(NAME)


def test_a10_private_files_are_apart_and_have_no_address(public, private):
    private.save(NAME, ContentFile(OLD))

    assert public.exists(NAME) is False
    assert public.url(NAME) == f"/media/{NAME}"
    with pytest.raises(ValueError, match="no address"):
        private.url(NAME)


@pytest.mark.parametrize("name", ["../x.jpg", "/etc/x.jpg", "anh/../../x.jpg"])
def test_a21_name_leads_out_of_no_storage(public, private, name):
    before = public.listdir(""), private.listdir("")

    with pytest.raises(SuspiciousOperation):
        public.save(name, ContentFile(OLD))

    assert (public.listdir(""), private.listdir("")) == before


# --- The bucket ----------------------------------------------------------------------


def test_both_storages_are_parts_of_one_bucket(bucket, choose):
    choose(bucket)
    for storage in ("default", "private"):
        storages[storage].save(NAME, ContentFile(OLD))

    found = s3_server.client(bucket).list_objects_v2(Bucket=s3_server.BUCKET)

    keys = sorted(entry["Key"] for entry in found["Contents"])
    assert keys == [f"media/{NAME}", f"private/{NAME}"]


def test_bucket_keeps_the_content_type(bucket, choose):
    choose(bucket)
    storages["default"].save("anh/ab/x.png", ContentFile(OLD))

    found = s3_server.client(bucket).head_object(
        Bucket=s3_server.BUCKET, Key="media/anh/ab/x.png"
    )

    assert found["ContentType"] == "image/png"


def test_bucket_is_opened_for_reading_only(bucket, choose):
    choose(bucket)

    with pytest.raises(ValueError, match="save"):
        storages["default"].open(NAME, "wb")


STEPS = {
    "save": lambda storage: storage.save(NAME, ContentFile(OLD)),
    "open": lambda storage: storage.open(NAME),
    "exists": lambda storage: storage.exists(NAME),
    "size": lambda storage: storage.size(NAME),
    "listdir": lambda storage: storage.listdir("anh"),
    "delete": lambda storage: storage.delete(NAME),
    "get_modified_time": lambda storage: storage.get_modified_time(NAME),
}


@pytest.mark.parametrize("step", STEPS)
def test_r4_refusal_of_the_server_is_an_error_of_files(bucket, choose, step):
    choose({**bucket, "MEDIA_S3_SECRET_KEY": "wrong"})

    with pytest.raises(OSError, match="S3: "):
        STEPS[step](storages["default"])


@pytest.mark.parametrize("step", STEPS)
def test_r4_server_that_is_down_is_an_error_of_files(choose, step):
    choose(NOWHERE)

    with pytest.raises(OSError, match="S3: "):
        STEPS[step](storages["default"])


def test_missing_bucket_is_no_missing_file(bucket, choose):
    choose({**bucket, "MEDIA_S3_BUCKET": "another"})

    with pytest.raises(OSError, match="NoSuchBucket"):
        storages["default"].open(NAME)
