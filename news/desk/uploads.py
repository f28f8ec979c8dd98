"""Files coming in at the desk, one a request, answered in the editor's own form.

Every refusal is a sentence and a 4xx; nothing of a refused file stays.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, JsonResponse
from django.urls import reverse

from news import attachments, documents, photos, vietnamese
from news.desk.access import staff
from news.models.people import Author
from news.models.photo import Photo

FIELD = "upload"
NO_FILE = "Hãy chọn tệp."
KNOWN = "Ảnh này đã có trong thư viện; dùng lại ảnh cũ."
STILL = "Ảnh động: chỉ giữ hình đầu tiên."

Answer = dict[str, Any]
Refusals = (photos.PhotoError, documents.DocumentError)
FULL = (photos.StorageFull, attachments.AttachmentFull)


def photo_facts(photo: Photo) -> Answer:
    """What the desk's scripts know of a photo."""
    return {
        "id": photo.pk,
        "url": photo.file.url,
        "thumbnail": photo.thumbnail_url,
        "alt": photo.alt,
        "caption": photo.caption,
        "credit": photo.credit,
        "change_url": reverse("admin:news_photo_change", args=[photo.pk]),
        "texts_url": reverse("admin:news_photo_texts", args=[photo.pk]),
    }


def receive_photo(request: HttpRequest) -> JsonResponse:
    """One picture into the library, or the one that is there already."""
    return _answer(request, _photo)


def receive_attachment(request: HttpRequest) -> JsonResponse:
    """One document, to be named in a story."""
    return _answer(request, _attachment)


def add_photo(upload: UploadedFile, request: HttpRequest) -> tuple[Photo, str]:
    """(the photo, what to say of it). Raises photos.PhotoError in Vietnamese."""
    content = _content(upload, photos.PhotoError(photos.TOO_LARGE))
    found = photos.known(content)
    if found is not None:
        return found, KNOWN
    prepared = photos.prepare(content)
    said, by = prepared.said, staff(request)
    credit = said.credit or vietnamese.clean_line(request.POST.get("credit", ""))
    author = Author.objects.filter(user=by, unit__isnull=False).first()
    photo = Photo(
        alt=said.alt,
        caption=said.caption,
        credit=credit[:120],
        taken_on=said.taken_on,
        uploaded_by=by,
        unit=author.unit if author else None,
    )
    notice = STILL if prepared.is_still_of_many else ""
    return photos.keep(prepared, photo), notice


def _answer(
    request: HttpRequest, store: Callable[[UploadedFile, HttpRequest], Answer]
) -> JsonResponse:
    upload = request.FILES.get(FIELD)
    if upload is None:
        return _refused(NO_FILE, 400)
    try:
        return JsonResponse({"uploaded": 1, **store(upload, request)})
    except FULL as error:
        return _refused(str(error), 507)
    except Refusals as error:
        return _refused(str(error), 400)


def _photo(upload: UploadedFile, request: HttpRequest) -> Answer:
    photo, notice = add_photo(upload, request)
    facts = photo_facts(photo)
    return {"fileName": "", "url": facts["url"], "photo": facts, "notice": notice}


def _attachment(upload: UploadedFile, request: HttpRequest) -> Answer:
    too_large = documents.DocumentError(photos.TOO_LARGE)
    content, name = _content(upload, too_large), upload.name or ""
    attachment = attachments.store(content, name=name, by=staff(request))
    return {
        "id": attachment.pk,
        "title": attachment.title,
        "extension": attachment.extension,
        "size": attachment.size,
    }


def _content(upload: UploadedFile, too_large: Exception) -> bytes:
    """The whole file, when its size allows to hold it."""
    if (upload.size or 0) > photos.MAX_BYTES:
        raise too_large
    return upload.read()


def _refused(message: str, status: int) -> JsonResponse:
    return JsonResponse({"uploaded": 0, "error": {"message": message}}, status=status)
