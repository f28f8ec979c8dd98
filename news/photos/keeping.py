"""Photos into the library, and their files into and out of the storages.

The private storage keeps the original, the public one what readers get. Files are
written before their row and named by what they hold, so that whatever is interrupted
can simply be done again.
"""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.db import IntegrityError, transaction
from PIL import Image

from news import renditions, vietnamese
from news.models.photo import DEFAULT_FOCUS, Photo
from news.photos import making
from news.photos.intake import PhotoError, open_upright
from news.photos.metadata import Metadata

if TYPE_CHECKING:
    from news.models.people import Unit
    from portal.models import User

NO_ROOM = "Máy chủ không ghi được tệp (có thể ổ đĩa đã đầy). Ảnh chưa được lưu."
WITHDRAWN = "Ảnh này đã bị gỡ khỏi thư viện: {reason}"


class StorageFull(PhotoError):
    """The picture is good, but there is no room for it."""


@dataclass(frozen=True)
class Prepared:
    """A picture that passed, as the files that it will be."""

    sha256: str
    size: tuple[int, int]
    original: bytes
    files: dict[str, bytes]
    said: Metadata
    is_still_of_many: bool

    @property
    def name(self) -> str:
        return name_of(self.sha256)


def name_of(sha256: str) -> str:
    """The storage name of the photo made of an upload; nothing of it can be guessed."""
    return f"anh/{sha256[:2]}/{sha256[2:34]}.jpg"


def prepare(content: bytes) -> Prepared:
    """Decode the picture, turn it upright, write its pixels anew; asks no database.

    Call it before a transaction begins: it may take a second. GPS, comments and
    whatever hides behind the picture are gone. Raises PhotoError in Vietnamese.
    """
    pixels, said, is_animated = open_upright(content)
    sha256 = hashlib.sha256(content).hexdigest()
    files = dict(making.files(pixels, name_of(sha256), DEFAULT_FOCUS))
    files[name_of(sha256)] = files[renditions.desk_file(name_of(sha256), pixels.size)]
    original = making.original(pixels)
    return Prepared(sha256, pixels.size, original, files, said, is_animated)


def known(content: bytes) -> Photo | None:
    """The library's photo of this very file, if it has one.

    Raises PhotoError when that photo was withdrawn: the file has no other way in.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    photo = Photo.objects.filter(sha256=sha256).first()
    if photo is not None and photo.withdrawn_at:
        raise PhotoError(WITHDRAWN.format(reason=photo.withdrawn_reason))
    return photo


def keep(prepared: Prepared, photo: Photo) -> Photo:
    """Write the files and the row of a new photo; its texts are set already.

    Returns the library's row, which is another when a colleague was faster. Raises
    StorageFull, and then nothing is left behind.
    """
    photo.file.name, photo.sha256 = prepared.name, prepared.sha256
    photo.width, photo.height = prepared.size
    photo.search_text = vietnamese.fold(f"{photo.caption} {photo.alt} {photo.credit}")
    try:
        _write(prepared)
        with transaction.atomic():
            photo.save(force_insert=True)
    except IntegrityError:
        return Photo.objects.get(sha256=prepared.sha256)  # And its files are the same.
    except OSError as error:
        _discard(prepared)
        raise StorageFull(NO_ROOM) from error
    except BaseException:
        _discard(prepared)
        raise
    return photo


def store(
    content: bytes,
    *,
    by: User | None,
    alt: str = "",
    caption: str = "",
    credit: str = "",
    unit: Unit | None = None,
) -> Photo:
    """The library's photo of this file; made when the file is new.

    A text that is not given is what the file says of itself; texts are cut to their
    columns. Raises PhotoError with a Vietnamese message.
    """
    return known(content) or keep(
        prepared := prepare(content),
        Photo(
            alt=vietnamese.clean_line(alt)[:300] or prepared.said.alt,
            caption=vietnamese.clean_line(caption)[:500] or prepared.said.caption,
            credit=vietnamese.clean_line(credit)[:120] or prepared.said.credit,
            taken_on=prepared.said.taken_on,
            uploaded_by=by,
            unit=unit,
        ),
    )


def crop(photo: Photo, focus: renditions.Focus) -> None:
    """Make the files of cards for another focal point; those of the old one stay."""
    with _pixels(photo) as pixels:
        _save(default_storage, dict(making.cards(pixels, str(photo.file.name), focus)))


def remake(photo: Photo, focuses: Iterable[renditions.Focus]) -> None:
    """Make every public file anew from the original; raises OSError without one."""
    name = str(photo.file.name)
    with _pixels(photo) as pixels:
        made = dict(making.files(pixels, name, photo.focus))
        for focus in {*focuses} - {photo.focus}:
            made |= making.cards(pixels, name, focus)
    made[name] = made[renditions.desk_file(name, (photo.width, photo.height))]
    _save(default_storage, made)


def take_away(photo: Photo) -> None:
    """Delete every public file of the photo; the original stays in private."""
    _delete(public_files(photo))


def erase_after_commit(gone: Iterable[Photo]) -> None:
    """Delete every file of photos whose rows are being deleted."""
    for photo in gone:
        transaction.on_commit(partial(erase, photo))


def erase(photo: Photo) -> None:
    """Delete every file of a photo whose row is gone."""
    _delete(public_files(photo))
    storages["private"].delete(str(photo.file.name))


def public_files(photo: Photo) -> list[str]:
    """The storage names of all its files that stand in public."""
    folder, name = posixpath.split(str(photo.file.name))
    stem = name.removesuffix(".jpg")
    try:
        _, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return []
    return [f"{folder}/{found}" for found in names if found.startswith(stem)]


def _pixels(photo: Photo) -> Image.Image:
    """The original, decoded; of a library older than originals, its public file."""
    name = str(photo.file.name)
    private = storages["private"]
    if not private.exists(name):
        with default_storage.open(name) as file:
            private.save(name, ContentFile(file.read()))
    with private.open(name) as file:
        pixels = Image.open(file, formats=["JPEG"])
        pixels.load()
    return pixels


def _write(prepared: Prepared) -> None:
    _save(storages["private"], {prepared.name: prepared.original})
    _save(default_storage, prepared.files)


def _save(storage: object, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        storage.save(name, ContentFile(content))  # type: ignore[attr-defined]


def _discard(prepared: Prepared) -> None:
    """Leave nothing of a photo that has no row; a colleague's photo is spared."""
    if Photo.objects.filter(sha256=prepared.sha256).exists():
        return
    _delete(prepared.files)
    storages["private"].delete(prepared.name)


def _delete(names: Iterable[str]) -> None:
    for name in names:
        default_storage.delete(name)
