"""R13: what is missing and what belongs to nobody is told, and can be mended."""

import os
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.core.management import CommandError, call_command
from django.utils import timezone

from news import photos, publishing
from news.models import Photo
from tests.factories import ArticleFactory, PhotoFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _empty_library(settings, tmp_path, monkeypatch):
    """Storages of this test alone, on a disk with room."""
    for alias in ("default", "private"):
        monkeypatch.setattr(storages[alias], "_location", str(tmp_path / alias))
        storages[alias].__dict__.pop("base_location", None)
        storages[alias].__dict__.pop("location", None)
    monkeypatch.setattr(photos.inventory, "LEAST_FREE", 0)
    yield
    for alias in ("default", "private"):
        storages[alias].__dict__.pop("base_location", None)
        storages[alias].__dict__.pop("location", None)


def said(capsys):
    return capsys.readouterr().out.strip().splitlines()


def aged(name, storage=default_storage):
    """A file of two days ago."""
    storage.save(name, ContentFile(b"x"))
    then = (timezone.now() - timedelta(days=2)).timestamp()
    os.utime(storage.path(name), (then, then))


def test_a_whole_library_has_no_faults(capsys):
    PhotoFactory()

    call_command("check_photos")

    assert said(capsys) == ["0 lỗi, 0 tệp thừa."]


def test_r13_missing_files_are_named_and_made_again(capsys):
    photo = PhotoFactory()
    default_storage.delete(photos.inventory.wanted_files(photo)[1])

    with pytest.raises(CommandError, match="1 lỗi"):
        call_command("check_photos")
    told = said(capsys)
    call_command("make_renditions", missing=True)

    assert told[0].startswith(f"Ảnh {photo.pk}: thiếu 1 tệp")
    assert said(capsys) == ["Đã tạo lại 1 ảnh."]
    assert photos.lacking(photo) == []


def test_cards_of_published_focal_points_are_made_again_too():
    photo = PhotoFactory()
    publishing.publish(ArticleFactory(lead_photo=photo), by=None)
    Photo.objects.update(focal_x=90)
    photo.refresh_from_db()
    photos.take_away(photo)

    call_command("make_renditions", verbosity=0)

    names = photos.public_files(photo)
    assert any("-3x2-50-40-" in name for name in names)
    assert any("-3x2-90-40-" in name for name in names)


def test_a_lost_original_is_named(capsys):
    photo = PhotoFactory()
    storages["private"].delete(photo.file.name)

    with pytest.raises(CommandError, match="1 lỗi"):
        call_command("check_photos")

    assert said(capsys) == [f"Ảnh {photo.pk}: mất tệp gốc."]


def test_r13_orphans_are_named_and_deleted_when_asked(capsys):
    photo = PhotoFactory()
    aged("anh/ab/0123456789abcdef.jpg")
    aged("anh/ab/0123456789abcdef.jpg", storages["private"])
    default_storage.save("anh/ab/fedcba9876543210.jpg", ContentFile(b"just now"))

    with pytest.raises(CommandError, match="2 tệp thừa"):
        call_command("check_photos")
    call_command("check_photos", delete_orphans=True)

    assert not default_storage.exists("anh/ab/0123456789abcdef.jpg")
    assert default_storage.exists("anh/ab/fedcba9876543210.jpg")
    assert photos.lacking(photo) == []


def test_a_withdrawn_photo_that_is_still_public_is_named(capsys):
    photo = PhotoFactory()
    Photo.objects.update(withdrawn_at=timezone.now())

    with pytest.raises(CommandError, match="1 lỗi"):
        call_command("check_photos")

    assert said(capsys) == [f"Ảnh {photo.pk}: đã gỡ nhưng tệp vẫn còn công khai."]


def test_a_disk_that_is_nearly_full_is_told(capsys, monkeypatch):
    PhotoFactory()
    monkeypatch.setattr(photos.inventory, "LEAST_FREE", 1.1)

    with pytest.raises(CommandError, match="lỗi"):
        call_command("check_photos")

    assert "chỉ còn trống" in said(capsys)[0]
