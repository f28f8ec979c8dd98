"""Photos for readers: a fixed type by extension, and nothing a browser would run."""

import logging
import re
from contextlib import ExitStack
from hashlib import sha256
from typing import cast

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_safe

from portal.storage import PortalFiles, Stored

logger = logging.getLogger(__name__)

TYPES = {
    "avif": "image/avif",
    "gif": "image/gif",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
}
# The portal makes the names itself: ASCII, no hidden file, no "..", a known extension.
_PART = r"[A-Za-z0-9_][A-Za-z0-9_-]{0,99}"
NAME = re.compile(rf"(?:{_PART}/){{0,6}}{_PART}\.({'|'.join(TYPES)})")
YEAR = 365 * 24 * 3600
MISSING = (FileNotFoundError, NotADirectoryError, IsADirectoryError)


@require_safe
def media(request: HttpRequest, name: str) -> HttpResponseBase:
    """One file of the library. A file never changes under its name."""
    if not (match := NAME.fullmatch(name)):
        raise Http404
    try:
        stored = cast("PortalFiles", default_storage).stored(name)
    except MISSING as error:
        raise Http404 from error
    except OSError:
        logger.exception("Kho tệp không đọc được %s.", name)
        return _unavailable()
    with ExitStack() as unless_sent:
        unless_sent.callback(stored.file.close)
        if not stored.size:  # Cut off on the disk: no picture is that short.
            raise Http404
        headers = _headers(name, stored, TYPES[match[1]])
        response = get_conditional_response(
            request, headers["ETag"], int(stored.modified)
        )
        if response is None and request.method == "GET":
            unless_sent.pop_all()
            return FileResponse(stored.file, headers=headers)
    response = response or HttpResponse()
    if response.status_code in {200, 304}:
        for header, value in headers.items():
            response.headers[header] = value
    return response


def _headers(name: str, stored: Stored, content_type: str) -> dict[str, str]:
    facts = f"{name} {stored.size}".encode()
    return {
        "Cache-Control": f"public, max-age={YEAR}, immutable",
        "Content-Length": str(stored.size),
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Content-Type": content_type,
        "ETag": quote_etag(sha256(facts).hexdigest()[:32]),
        "Last-Modified": http_date(stored.modified),
        "X-Content-Type-Options": "nosniff",
    }


def _unavailable() -> HttpResponse:
    response = HttpResponse(
        "Chưa đọc được ảnh này. Xin thử lại sau ít phút.",
        content_type="text/plain; charset=utf-8",
        status=503,
    )
    response.headers["Retry-After"] = "30"
    return response
