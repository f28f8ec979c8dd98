"""Ready pages, kept as bytes in each process: the first middleware.

A page is kept under the page generation that was read before its data, until the next
thing on it starts or ends, a minute at most. So every worker is exact without telling
the others, and no order of commits can leave an old page behind.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve

from news.site import moment, parts
from news.site.kept_pages import KeptPage, KeptPages, choose_encoding
from news.site.moment import Instant

logger = logging.getLogger(__name__)

View = TypeVar("View", bound=Callable[..., HttpResponseBase])

CACHE_CONTROL = "public, max-age=0, s-maxage=1, stale-if-error=86400"
# What a page for everybody must not be able to depend on.
PERSONAL = ("HTTP_COOKIE", "HTTP_AUTHORIZATION", "HTTP_ACCEPT_LANGUAGE")
MOST_HOSTS = 100
LONGEST = 8_000  # Characters of path and query, and of cookies.
MOST_VARIABLES = 120  # Headers and what the server adds.
WAIT_SECONDS = 20.0  # Who waits longer for another thread makes the page, too.
ATTEMPTS = 3


def cached_page(
    *, allow: Collection[str] = (), not_with: Collection[str] = ()
) -> Callable[[View], View]:
    """Mark a view whose pages are the same for everybody.

    `allow` names its query parameters; the view never sees another one. With one of
    `not_with` the page is made anew each time and not kept, for free text could fill
    the memory with pages that nobody asks for twice; it sees its whole query.
    """

    def mark(view: View) -> View:
        view.cached_parameters = frozenset(allow)  # type: ignore[attr-defined]
        view.passing_parameters = frozenset(not_with)  # type: ignore[attr-defined]
        return view

    return mark


class PageCache:
    """Answers GET and HEAD from kept pages; keeps what marked views answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.hosts: set[str] = set()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD") or not self._may_answer(request):
            return self.get_response(request)
        path, query = request.path_info, request.META["QUERY_STRING"]
        page = None if query else pages.get(path)
        if page is not None:
            now = moment.date(request)
            if page.serves(*now):
                return _answer(request, page)
        view: Any = _cached_view(path)
        if view is None:
            return self.get_response(request)
        for name in PERSONAL:
            request.META.pop(name, None)
        if view.passing_parameters and view.passing_parameters & _names(query):
            return self.get_response(request)
        if page is None:
            now = moment.date(request)
        request.META["QUERY_STRING"] = query = _allowed(query, view.cached_parameters)
        return self._from_pages(request, f"{path}?{query}" if query else path, now)

    def _may_answer(self, request: HttpRequest) -> bool:
        """Whether this request gets pages at all: the right Host, the right scheme."""
        meta = request.META
        if settings.SECURE_SSL_REDIRECT and not request.is_secure():
            return False
        if _is_odd(meta):
            return False
        host = meta.get("HTTP_HOST", "")
        if host in self.hosts:
            return True
        try:
            request.get_host()
        except DisallowedHost:
            return False
        if len(self.hosts) < MOST_HOSTS:
            self.hosts.add(host)
        return True

    def _from_pages(self, request: HttpRequest, key: str, now: Instant) -> HttpResponse:
        """The kept page, or one made now: by one thread for all that ask for it."""
        for _ in range(ATTEMPTS):
            page = pages.get(key)
            if page is not None and page.serves(*now):
                return _answer(request, page)
            is_outage = now.generation is None
            if page is not None and is_outage and page.may_outlive(now.moment):
                return _answer(request, page, stale=True)
            maker = pages.claim(key)
            if maker is None:
                try:
                    return self._make(request, key, page, now)
                finally:
                    pages.release(key)
            if page is not None and page.is_only_old(*now):
                return _answer(request, page)
            maker.wait(WAIT_SECONDS)
            if pages.get(key) is page:  # It was no page: a redirect, an error.
                break
        return self._make(request, key, page, now)

    def _make(
        self, request: HttpRequest, key: str, old: KeptPage | None, now: Instant
    ) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code >= 500 and old and old.may_outlive(now.moment):
            logger.error("Không dựng được trang; dùng trang cũ: %s", key)
            return _answer(request, old, stale=True)
        if not _is_for_everybody(response):
            return response
        response.headers["Cache-Control"] = CACHE_CONTROL
        if not settings.PAGE_CACHE_MEGABYTES:
            return response
        page = KeptPage(response, now, parts.at(now).boundary)
        pages.keep(key, page)
        return _answer(request, page)


def forget() -> None:
    """Begin anew: for tests."""
    pages.clear()


def _is_odd(meta: dict[str, Any]) -> bool:
    """A request that perhaps gets a refusal, for its size: decided further in."""
    return (
        len(meta) > MOST_VARIABLES
        or len(meta["PATH_INFO"]) + len(meta["QUERY_STRING"]) > LONGEST
        or len(meta.get("HTTP_COOKIE", "")) > LONGEST
        or meta.get("CONTENT_LENGTH") not in (None, "", "0")
    )


def _cached_view(path: str) -> Callable[..., HttpResponseBase] | None:
    """The marked view at that path; None when it is not cached."""
    try:
        view = resolve(path).func
    except Resolver404:
        return None
    return view if hasattr(view, "cached_parameters") else None


def _names(query: str) -> set[str]:
    return {name for name, _ in parse_qsl(query, keep_blank_values=True)}


def _allowed(query: str, parameters: frozenset[str]) -> str:
    """The query without what the page does not know, each once, in one order."""
    if not query:
        return ""
    given = dict(parse_qsl(query, keep_blank_values=True))
    return urlencode(sorted((k, v) for k, v in given.items() if k in parameters))


def _is_for_everybody(response: HttpResponse) -> bool:
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and "no-store" not in response.headers.get("Cache-Control", "")
    )


def _answer(
    request: HttpRequest, page: KeptPage, *, stale: bool = False
) -> HttpResponse:
    meta = request.META
    if page.etag in meta.get("HTTP_IF_NONE_MATCH", ""):
        return page.not_modified(stale=stale)
    encoding = choose_encoding(meta.get("HTTP_ACCEPT_ENCODING", ""))
    return page.answer(encoding, stale=stale, is_head=request.method == "HEAD")


pages = KeptPages()
