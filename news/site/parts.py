"""What all pages share is made once per generation and minute, not once per page."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.utils import timezone

from news.models.edition import Edition
from news.models.frontpage import FrontPageSlot
from news.site.moment import Instant, PublicRequest

Made = TypeVar("Made")

MINUTE = timedelta(minutes=1)


class Parts:
    """Parts of pages that are the same for every reader, from a moment until another.

    Nothing that a reader sees starts or ends between these two.
    """

    def __init__(self, generation: int | None, moment: datetime) -> None:
        self.generation = generation
        self.moment = moment
        self.boundary = next_boundary(moment)
        self.until = min(moment + MINUTE, self.boundary)
        self._made: dict[Hashable, Any] = {}
        self._lock = threading.RLock()

    def serves(self, generation: int | None, moment: datetime) -> bool:
        return self.generation == generation and moment < self.until

    def once(self, name: Hashable, make: Callable[[], Made]) -> Made:
        """What `make` returned when this name was first asked for."""
        try:
            return self._made[name]
        except KeyError:
            pass
        with self._lock:
            if name not in self._made:
                self._made[name] = make()
            return self._made[name]


def at(now: Instant) -> Parts:
    """The parts for pages of that instant."""
    global _current
    parts = _current
    if parts is None or not parts.serves(*now):
        # Two threads may each make one: the parts themselves are made when asked for.
        parts = _current = Parts(*now)
    return parts


def of(request: PublicRequest) -> Parts:
    """The parts for the page that the request asks for.

    A preview brings its own: what is not public yet must not reach other pages.
    """
    own = getattr(request, "own_parts", None)
    return own or at(Instant(request.generation, request.moment))


def next_boundary(moment: datetime) -> datetime:
    """When the next thing that readers see starts or ends, if nobody changes anything.

    At midnight at the latest: days of agencies and units, and the date on the page.
    """
    midnight = timezone.localtime(moment).replace(
        hour=0, minute=0, second=0, microsecond=0
    )
    ahead = [midnight + timedelta(days=1)]
    for changing in (Edition.objects, FrontPageSlot.objects):
        rows = changing.changing_after(moment).values_list("starts_at", "ends_at")
        ahead += [time for times in rows for time in times if time and time > moment]
    return min(ahead)


def forget() -> None:
    """Begin anew: for tests."""
    global _current
    _current = None


_current: Parts | None = None
