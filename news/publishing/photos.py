"""A photo off every page, and back: for rights or privacy, whoever published it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from news import audit, effects, photos, vietnamese
from news.enums import AuditKind
from news.models.generation import clock
from news.models.photo import Photo
from news.models.photo_use import EditionPhoto
from news.publishing.steps import PublishingError

if TYPE_CHECKING:
    from portal.models import User

ALREADY_GONE = "Ảnh đã bị gỡ rồi."
STILL_THERE = "Ảnh không bị gỡ."
NO_ORIGINAL = "Không tìm thấy tệp gốc của ảnh nên chưa thể trả ảnh lại."


@transaction.atomic
def withdraw_photo(photo: Photo, *, by: User | None, reason: str) -> None:
    """Take the photo off every page from now on; its public files go, too.

    The stories stay, without it. Raises PublishingError in Vietnamese.
    """
    reason = vietnamese.clean_line(reason)[:300]
    if not reason:
        raise PublishingError("Gỡ ảnh phải có lý do.")
    shown = Photo.objects.filter(pk=photo.pk, withdrawn_at__isnull=True)
    if not shown.update(withdrawn_at=clock(), withdrawn_by=by, withdrawn_reason=reason):
        raise PublishingError(ALREADY_GONE)
    photo.refresh_from_db()
    effects.photo_changed(photo)
    _record(photo, by, f"Gỡ khỏi mọi trang: {reason}")
    transaction.on_commit(lambda: photos.take_away(photo))


def return_photo(photo: Photo, *, by: User | None = None) -> None:
    """Show the photo again wherever it stood. Raises PublishingError in Vietnamese."""
    if not photo.withdrawn_at:
        raise PublishingError(STILL_THERE)
    try:
        photos.remake(photo, EditionPhoto.objects.focuses_of(photo))
    except OSError as error:
        raise PublishingError(NO_ORIGINAL) from error
    with transaction.atomic():
        gone = Photo.objects.filter(pk=photo.pk, withdrawn_at__isnull=False)
        gone.update(withdrawn_at=None, withdrawn_by=None, withdrawn_reason="")
        photo.refresh_from_db()
        effects.photo_changed(photo)
        _record(photo, by, "Trả lại.")


def _record(photo: Photo, by: User | None, text: str) -> None:
    audit.record(AuditKind.PHOTO, by=by, text=text, label=f"{photo} (ảnh {photo.pk})")
