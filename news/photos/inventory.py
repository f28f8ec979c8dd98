"""The library and its storages side by side: what is missing, what nobody owns."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.storage import Storage, default_storage, storages
from django.utils import timezone

from news import renditions
from news.models.attachment import Attachment
from news.models.photo import Photo
from news.models.photo_use import EditionPhoto

GRACE = timedelta(days=1)  # Files are written before their row.
LEAST_FREE = 0.1  # Of a disk.
FOLDERS = ("anh", "tep")


@dataclass(frozen=True)
class Orphan:
    """A file that no row knows."""

    storage: Storage
    name: str

    def delete(self) -> None:
        self.storage.delete(self.name)


def faults() -> Iterator[str]:
    """What is wrong, in Vietnamese; nothing when all is well."""
    for photo in Photo.objects.order_by("pk").iterator(chunk_size=200):
        yield from (f"Ảnh {photo.pk}: {fault}" for fault in _of_photo(photo))
    private = storages["private"]
    for attachment in Attachment.objects.order_by("pk").iterator(chunk_size=200):
        if not private.exists(attachment.name):
            yield f"Tệp đính kèm {attachment.pk}: mất tệp {attachment.name}."
    yield from _full_disks()


def lacking(photo: Photo) -> list[str]:
    """The public files that the photo should have and has not, or has empty."""
    wanted = wanted_files(photo)
    present = {
        name: default_storage.size(name)
        for name in wanted
        if default_storage.exists(name)
    }
    return [name for name in wanted if not present.get(name)]


def wanted_files(photo: Photo) -> list[str]:
    """Every public file that pages of the photo may ask for."""
    name, size = str(photo.file.name), (photo.width, photo.height)
    crops = [
        renditions.card(name, size, focus)
        for focus in sorted(EditionPhoto.objects.focuses_of(photo))
    ]
    pictures = [renditions.whole(name, size), *crops]
    return [name, *(file for picture in pictures for file in picture.files())]


def orphans() -> Iterator[Orphan]:
    """Files older than a day that no photo and no attachment owns."""
    owned = set(Attachment.objects.values_list("name", flat=True))
    photos = Photo.objects.values_list("file", flat=True)
    stems = {str(name).removesuffix(".jpg") for name in photos}
    limit = timezone.now() - GRACE
    for storage in (default_storage, storages["private"]):
        for name in _walk(storage):
            stem = name.partition(".")[0].partition("-")[0]
            is_owned = name in owned or stem in stems
            if not is_owned and storage.get_modified_time(name) < limit:
                yield Orphan(storage, name)


def _of_photo(photo: Photo) -> Iterator[str]:
    if not storages["private"].exists(str(photo.file.name)):
        yield "mất tệp gốc."
    if photo.withdrawn_at:
        if default_storage.exists(str(photo.file.name)):
            yield "đã gỡ nhưng tệp vẫn còn công khai."
    elif missing := lacking(photo):
        yield f"thiếu {len(missing)} tệp, ví dụ {missing[0]}; chạy make_renditions."


def _walk(storage: Storage) -> Iterator[str]:
    """The names of all files, two folders deep: anh/ab/…"""
    for top in FOLDERS:
        for folder in _listed(storage, top)[0]:
            for name in _listed(storage, f"{top}/{folder}")[1]:
                yield f"{top}/{folder}/{name}"


def _listed(storage: Storage, folder: str) -> tuple[list[str], list[str]]:
    try:
        return storage.listdir(folder)
    except FileNotFoundError:
        return [], []


def _full_disks() -> Iterator[str]:
    for folder in {Path(settings.MEDIA_ROOT), Path(settings.PRIVATE_ROOT)}:
        if folder.is_dir():
            disk = shutil.disk_usage(folder)
            if disk.free < LEAST_FREE * disk.total:
                yield f"Ổ đĩa của {folder} chỉ còn trống {disk.free // 10**9} GB."
