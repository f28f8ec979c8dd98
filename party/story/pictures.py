"""Pictures of meetings: in the private storage until a story shows them.

No address leads to them but the desk's own. What a camera hides in a file (place, time,
device) is gone from the moment that the picture comes in.
"""

from __future__ import annotations

import io
import uuid
from functools import partial
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from django.db.models import F
from PIL import Image

from news import photos, vietnamese
from news.models import Photo
from news.photos.intake import open_upright
from news.photos.making import original
from party import log
from party.enums import LogKind
from party.models import Meeting, MeetingPhoto

if TYPE_CHECKING:
    from portal.models import User

MOST = 30  # Pictures of one meeting.
TOO_MANY = f"Mỗi buổi sinh hoạt giữ nhiều nhất {MOST} ảnh."
SMALL = (480, 480)
LOST = "Không đọc được tệp ảnh trong kho riêng."
NO_ROOM = "Máy chủ không ghi được tệp (có thể ổ đĩa đã đầy). Ảnh chưa được lưu."
IN_A_STORY = "Ảnh đã đưa vào tin; gỡ ảnh ở thư viện ảnh."


def add(meeting: Meeting, upload: bytes, *, by: User, credit: str = "") -> MeetingPhoto:
    """Keep a picture of the meeting. Raises news.photos.PhotoError in Vietnamese."""
    pixels, said, _ = open_upright(upload)
    name = f"sinh-hoat/{meeting.pk}/{uuid.uuid4().hex}.jpg"
    private = storages["private"]
    small = pixels.copy()
    small.thumbnail(SMALL, Image.Resampling.LANCZOS)
    try:
        private.save(name, ContentFile(original(pixels)))
        private.save(_small(name), ContentFile(_jpeg(small)))
        return _row(meeting, name, by, vietnamese.clean_line(credit) or said.credit)
    except OSError as error:
        _discard(name)
        raise photos.StorageFull(NO_ROOM) from error
    except BaseException:
        _discard(name)
        raise


@transaction.atomic
def remove(photo: MeetingPhoto, *, by: User) -> None:
    """Delete the picture and its files; one that a story shows stays."""
    if photo.photo_id is not None:
        raise photos.PhotoError(IN_A_STORY)
    _log(photo.meeting, f"Xóa ảnh {photo.pk}", by)
    name = photo.file
    photo.delete()
    transaction.on_commit(partial(_discard, name))


def content(photo: MeetingPhoto, *, small: bool = False) -> bytes:
    """The file. Raises OSError when the storage has lost it."""
    name = _small(photo.file) if small else photo.file
    with storages["private"].open(name) as file:
        return file.read()


def into_library(photo: MeetingPhoto, *, by: User) -> Photo:
    """The library's photo of it, from now on the newsroom's; done again, the same one.

    It may take a second: call it before a transaction begins. Raises PhotoError.
    """
    try:
        whole = content(photo)
    except OSError as error:
        raise photos.PhotoError(LOST) from error
    texts = {"alt": photo.alt, "caption": photo.caption, "credit": photo.credit}
    return photos.store(whole, by=by, unit=by.unit, **texts)


@transaction.atomic
def _row(meeting: Meeting, name: str, by: User, credit: str) -> MeetingPhoto:
    # The meeting's row is held: two who add at once get two places.
    Meeting.objects.filter(pk=meeting.pk).update(article=F("article"))
    position = meeting.photos.count()
    if position >= MOST:
        raise photos.PhotoError(TOO_MANY)
    photo = MeetingPhoto.objects.create(
        meeting=meeting, position=position, file=name, credit=credit[:120]
    )
    _log(meeting, f"Thêm ảnh {photo.pk}", by)
    return photo


def _log(meeting: Meeting, what: str, by: User) -> None:
    log.record(LogKind.CHANGE, what, by=by, meeting=meeting)


def _small(name: str) -> str:
    return name.replace(".jpg", "-nho.jpg")


def _jpeg(picture: Image.Image) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=80)
    return buffer.getvalue()


def _discard(name: str) -> None:
    for file in (name, _small(name)):
        storages["private"].delete(file)
