"""Photos for readers: a fixed type by extension, and nothing a browser would run."""

import re

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_safe

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
        modified = default_storage.get_modified_time(name).timestamp()
        size = default_storage.size(name)
        file = default_storage.open(name)
    except MISSING as error:
        raise Http404 from error
    headers = {
        "Cache-Control": f"public, max-age={YEAR}, immutable",
        "Content-Length": str(size),
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Content-Type": TYPES[match[1]],
        "ETag": quote_etag(f"{int(modified * 1_000_000):x}-{size:x}"),
        "Last-Modified": http_date(modified),
        "X-Content-Type-Options": "nosniff",
    }
    response = get_conditional_response(request, headers["ETag"], int(modified))
    if response is None and request.method == "GET":
        return FileResponse(file, headers=headers)
    file.close()
    response = response or HttpResponse()
    if response.status_code in {200, 304}:
        for header, value in headers.items():
            response.headers[header] = value
    return response
