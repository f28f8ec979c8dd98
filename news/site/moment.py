"""The moment of a request: read once, the same for everything on the page."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from news.models.generation import PageGeneration

if TYPE_CHECKING:
    from news.site.parts import Parts

logger = logging.getLogger(__name__)

# How long a database that did not answer is left alone.
OUTAGE_SECONDS = 1.0


class PublicRequest(HttpRequest):
    """A request that has a moment, and the page generation it was read with."""

    moment: datetime
    generation: int | None
    own_parts: Parts  # Of previews alone: see parts.of().


class Instant(NamedTuple):
    """What a page is made for."""

    generation: int | None  # None: the database does not answer.
    moment: datetime


class RequestMoment:
    """Sets `request.moment`: aware, UTC, never going back in this process.

    For requests that the page cache did not look at.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not hasattr(request, "moment"):
            date(request)
        return self.get_response(request)


def date(request: HttpRequest) -> Instant:
    """Give the request its moment, and say which."""
    now = instant()
    request.generation, request.moment = now  # type: ignore[attr-defined]
    return now


def page_moment() -> datetime:
    """The largest of the clock, the last change and what this process used before.

    A clock that was set back un-publishes nothing. Without a database it is the clock:
    what the page then shows comes from elsewhere.
    """
    return instant().moment


def instant() -> Instant:
    """The page generation, read first, and the moment: page_moment()."""
    generation, changed_at = _outage.generation()
    now = timezone.now()
    if changed_at is not None and changed_at > now:
        now = changed_at
    return Instant(generation, _largest.at_least(now))


def forget() -> None:
    """Begin anew: for tests that move the clock or stop the database."""
    _largest.forget()
    _outage.forget()


class _Outage:
    """Asks for the generation, but not every request of an outage."""

    def __init__(self) -> None:
        self._until = 0.0

    def generation(self) -> tuple[int | None, datetime | None]:
        if self._until and time.monotonic() < self._until:
            return None, None
        try:
            row = PageGeneration.objects.current()
        except (DatabaseError, InterfaceError):
            logger.warning("Cơ sở dữ liệu không trả lời; dùng giờ máy.")
            self._until = time.monotonic() + OUTAGE_SECONDS
            return None, None
        self._until = 0.0
        return row

    def forget(self) -> None:
        self._until = 0.0


class _Largest:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._moment: datetime | None = None

    def at_least(self, moment: datetime) -> datetime:
        with self._lock:
            if self._moment is None or moment > self._moment:
                self._moment = moment
            return self._moment

    def forget(self) -> None:
        with self._lock:
            self._moment = None


_outage = _Outage()
_largest = _Largest()
