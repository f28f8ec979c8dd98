"""The bytes of pages, and a bounded number of them."""

from __future__ import annotations

import gzip
import hashlib
import threading
from collections import OrderedDict
from contextlib import suppress
from datetime import datetime, timedelta
from functools import lru_cache
from http.cookies import SimpleCookie
from typing import Any

import brotli
from django.conf import settings
from django.http import HttpResponse
from django.http.response import ResponseHeaders

from news.site.moment import Instant

MEGABYTE = 1024 * 1024
BROTLI_QUALITY = 5
GZIP_LEVEL = 6
OVERHEAD = 4096  # Bytes of a page beside its text: headers, key, objects.
NO_COOKIES: SimpleCookie = SimpleCookie()


class ReadyResponse(HttpResponse):
    """An answer whose headers and bytes are ready, and shared by all who get it.

    Skips HttpResponse.__init__, which copies and encodes every header each time. The
    page cache is the first middleware: nobody changes a header afterwards.
    """

    def __init__(self, status: int, headers: ResponseHeaders, body: bytes) -> None:
        self.status_code = status
        self.headers = headers
        self.cookies = NO_COOKIES
        self.closed = False
        self._charset = "utf-8"
        self._container = [body]
        self._handler_class = None
        self._reason_phrase = None
        self._resource_closers: list[Any] = []


class KeptPage:
    """One page as it was made, in the encodings that were asked for."""

    def __init__(
        self, response: HttpResponse, made: Instant, boundary: datetime
    ) -> None:
        body = response.content
        self.generation = made.generation
        self.made_at = made.moment
        self.boundary = boundary
        kept = timedelta(seconds=settings.PAGE_CACHE_SECONDS)
        self.until = min(boundary, made.moment + kept)
        self.etag = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
        # With two compressed forms, each a quarter of the text at most.
        self.size = len(body) * 3 // 2 + OVERHEAD
        self._base = dict(response.items())
        self._bodies = {"": body}
        self._headers: dict[tuple[str, bool], ResponseHeaders] = {}

    def serves(self, generation: int | None, moment: datetime) -> bool:
        """Whether this is exactly the page of that instant."""
        return self.generation == generation and moment < self.until

    def is_only_old(self, generation: int | None, moment: datetime) -> bool:
        """Whether nothing passed but the time that a page is kept."""
        return self.generation == generation and moment < self.boundary

    def may_outlive(self, moment: datetime) -> bool:
        """Whether readers may have it in an outage."""
        return moment - self.made_at <= timedelta(seconds=settings.PAGE_STALE_SECONDS)

    def answer(self, encoding: str, *, stale: bool, is_head: bool) -> HttpResponse:
        """The page in that encoding: "br", "gzip" or "" for none."""
        body = self._bodies.get(encoding)
        if body is None:
            body = self._bodies[encoding] = _encoded(self._bodies[""], encoding)
        headers = self._headers.get((encoding, stale))
        if headers is None:
            more = {"Content-Length": str(len(body))}
            if encoding:
                more["Content-Encoding"] = encoding
            headers = self._keep_headers(encoding, stale, more)
        return ReadyResponse(200, headers, b"" if is_head else body)

    def not_modified(self, *, stale: bool) -> HttpResponse:
        headers = self._headers.get(("304", stale))
        if headers is None:
            headers = self._keep_headers("304", stale, {})
        return ReadyResponse(304, headers, b"")

    def _keep_headers(
        self, form: str, stale: bool, more: dict[str, str]
    ) -> ResponseHeaders:
        headers = ResponseHeaders(self._base)
        headers.pop("Content-Length", None)
        headers["ETag"] = f"W/{self.etag}"
        headers["Vary"] = "Accept-Encoding"
        if stale:
            headers["Warning"] = '110 - "Response is Stale"'
        for name, value in more.items():
            headers[name] = value
        self._headers[form, stale] = headers
        return headers


class KeptPages:
    """Pages by key; the least recently used leave first. Threads share it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pages: OrderedDict[str, KeptPage] = OrderedDict()
        self._makers: dict[str, threading.Event] = {}
        self._size = 0

    def get(self, key: str) -> KeptPage | None:
        page = self._pages.get(key)
        if page is not None:
            with suppress(KeyError):  # It may have left just now.
                self._pages.move_to_end(key)
        return page

    def keep(self, key: str, page: KeptPage) -> None:
        with self._lock:
            if (old := self._pages.pop(key, None)) is not None:
                self._size -= old.size
            self._pages[key] = page
            self._size += page.size
            while self._size > settings.PAGE_CACHE_MEGABYTES * MEGABYTE:
                _, oldest = self._pages.popitem(last=False)
                self._size -= oldest.size

    def claim(self, key: str) -> threading.Event | None:
        """None: the caller makes the page, then releases it. Else: wait for that."""
        with self._lock:
            maker = self._makers.get(key)
            if maker is None:
                self._makers[key] = threading.Event()
            return maker

    def release(self, key: str) -> None:
        with self._lock:
            self._makers.pop(key).set()

    def clear(self) -> None:
        with self._lock:
            self._pages.clear()
            self._size = 0


@lru_cache(maxsize=200)
def choose_encoding(accepted: str) -> str:
    """The best of ours that a browser's Accept-Encoding allows."""
    wanted = set()
    for part in accepted.lower().split(","):
        name, _, weight = part.partition(";")
        if weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000"):
            wanted.add(name.strip())
    return next((name for name in ("br", "gzip") if name in wanted), "")


def _encoded(body: bytes, encoding: str) -> bytes:
    if encoding == "br":
        return brotli.compress(body, quality=BROTLI_QUALITY)
    return gzip.compress(body, GZIP_LEVEL, mtime=0)
