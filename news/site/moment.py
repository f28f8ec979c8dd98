"""The moment of a request: read once, the same for everything on the page."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from news.models.generation import PageGeneration

logger = logging.getLogger(__name__)


class PublicRequest(HttpRequest):
    """A request that has a moment."""

    moment: datetime


class RequestMoment:
    """Sets `request.moment`: aware, UTC, never going back in this process."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.moment = page_moment()  # type: ignore[attr-defined]
        return self.get_response(request)


def page_moment() -> datetime:
    """The largest of the clock, the last change and what this process used before.

    A clock that was set back un-publishes nothing. Without a database it is the clock:
    what the page then shows comes from elsewhere.
    """
    try:
        _, changed_at = PageGeneration.objects.current()
    except DatabaseError:
        logger.warning("Cơ sở dữ liệu không trả lời; dùng giờ máy.")
        changed_at = None
    return _largest.at_least(max(filter(None, [timezone.now(), changed_at])))


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
        """Begin anew: for tests that move the clock."""
        with self._lock:
            self._moment = None


_largest = _Largest()
