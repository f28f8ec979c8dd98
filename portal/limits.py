"""How large a request may be. Judged by its first lines, before anything reads it."""

from __future__ import annotations

from collections.abc import Callable
from io import IOBase
from typing import BinaryIO, cast

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

MAX_BODY = 26 * 1024 * 1024  # A file of 25 MB, and the form around it.
MAX_TARGET = 8_000  # Characters of path and query.
MAX_COOKIES = 8 * 1024
MAX_HEADERS = 32 * 1024  # Bytes of all header lines together.
MOST_HEADERS = 100

TOO_LARGE = "Tệp lớn hơn 25 MB."
TOO_LONG = "Địa chỉ quá dài."
TOO_MANY = "Yêu cầu kèm quá nhiều thông tin. Hãy xóa cookie của trang rồi thử lại."
NO_NUMBER = "Yêu cầu không đọc được."


class WholeBody(IOBase):
    """A body of the announced length, or an error: half a form is no shorter form."""

    def __init__(self, stream: BinaryIO, length: int) -> None:
        self._stream = stream
        self._left = length

    def read(self, size: int | None = -1, /) -> bytes:
        wanted = self._left if size is None or size < 0 else min(size, self._left)
        data = self._stream.read(wanted) if wanted else b""
        if len(data) < wanted:
            # The server tells of a lost connection only by an early end. Django makes
            # an UnreadablePostError of this, and the check of the token refuses it.
            raise ConnectionResetError("The body ended before its length.")
        self._left -= wanted
        return data


class RequestLimits:
    """Answers with a sentence what no honest browser would send."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if found := excess(request):
            return _refusal(request, *found)
        length = int(request.META.get("CONTENT_LENGTH") or 0)
        body = WholeBody(request.META["wsgi.input"], length)
        request._stream = cast(BinaryIO, body)
        return self.get_response(request)


def excess(request: HttpRequest) -> tuple[int, str] | None:
    """(status, sentence) for a request over a limit; None for all others."""
    meta = request.META
    length = meta.get("CONTENT_LENGTH") or "0"
    if not (length.isascii() and length.isdigit()):
        return 400, NO_NUMBER
    if len(length) > 12 or int(length) > MAX_BODY:
        return 413, TOO_LARGE
    if len(request.path_info) + len(meta.get("QUERY_STRING", "")) > MAX_TARGET:
        return 414, TOO_LONG
    headers = [
        len(name) + len(value)
        for name, value in meta.items()
        if name.startswith("HTTP_") or name == "CONTENT_TYPE"
    ]
    too_many = len(headers) > MOST_HEADERS or sum(headers) > MAX_HEADERS
    if too_many or len(meta.get("HTTP_COOKIE", "")) > MAX_COOKIES:
        return 431, TOO_MANY
    return None


def _refusal(request: HttpRequest, status: int, sentence: str) -> HttpResponse:
    """Said in the form that was asked for; the connection ends, its rest unread."""
    if "application/json" in request.META.get("HTTP_ACCEPT", ""):
        answer = {"uploaded": 0, "error": {"message": sentence}}
        response: HttpResponse = JsonResponse(answer, status=status)
    else:
        context = {"status": f"Lỗi {status}", "sentence": sentence}
        response = HttpResponse(render_to_string("limits.html", context), status=status)
    response.headers["Cache-Control"] = "no-store"
    return response
