"""A file to download: never shown in the browser, never run there."""

from __future__ import annotations

from django.http import FileResponse, Http404

from news.documents import KINDS
from news.models.attachment import Attachment

TYPES = {kind.extension: kind for kind in KINDS}
HEADERS = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    # What was withdrawn must not go on living in a cache.
    "Cache-Control": "private, no-cache",
}


def answer(attachment: Attachment, name: str) -> FileResponse:
    """The file under that name. Raises Http404 when the storage has lost it."""
    try:
        file = attachment.open()
    except OSError as error:
        raise Http404 from error
    kind = TYPES[attachment.extension]
    return FileResponse(
        file,
        as_attachment=True,
        filename=f"{name}.{kind.extension}",
        headers={**HEADERS, "Content-Type": kind.content_type},
    )
