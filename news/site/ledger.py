"""Where readings are written: by whoever comes first, for all who came meanwhile."""

from __future__ import annotations

import threading
from collections import Counter, deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction

from news.models.reading import HourlyReading, Reading

MOST_IN_A_BATCH = 500
PATIENCE = 0.2  # Seconds that a crowd waits for a slow database, threads in its hands.
MINUTE = timedelta(minutes=1)
# An address with fewer readings than this in a process is below the limit in all.
UNSUSPICIOUS = 10
MOST_ADDRESSES = 20_000


class Full(Exception):
    """Too many are waiting: pages must not wait, too."""


class TooMany(Exception):
    """That address has sent all it may in this minute."""


@dataclass(eq=False)
class Entry:
    article_id: int
    hour: datetime
    visitor: bytes
    source: bytes
    at: datetime
    error: Exception | None = None
    leads: bool = False  # Woken to write the next batch, its own entry first in it.
    woken: threading.Event = field(default_factory=threading.Event)


class Ledger:
    """Group commit: one transaction at a time in a process, for all who wait."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: deque[Entry] = deque()
        self._is_writing = False
        self._lately = _Lately()

    def add(self, entry: Entry) -> None:
        """Return once the reading is committed. Raises Full, TooMany, DatabaseError."""
        with self._lock:
            is_crowded = len(self._waiting) >= settings.READING_WAITERS
            self._waiting.append(entry)
            entry.leads = not self._is_writing
            self._is_writing = True
        if not entry.leads:
            self._wait(entry, PATIENCE if is_crowded else None)
        if entry.leads:
            self._write_batch()
        if entry.error is not None:
            raise entry.error

    def _wait(self, entry: Entry, patience: float | None) -> None:
        """Until it is written or has to write; beyond the patience it leaves: Full."""
        if entry.woken.wait(patience):
            return
        with self._lock:
            if not entry.leads and entry in self._waiting:
                self._waiting.remove(entry)
                raise Full
        entry.woken.wait()  # It is being written just now.

    def forget(self) -> None:
        """Begin anew: for tests."""
        self._lately = _Lately()

    def _write_batch(self) -> None:
        with self._lock:
            count = min(len(self._waiting), MOST_IN_A_BATCH)
            batch = [self._waiting.popleft() for _ in range(count)]
        try:
            self._write(batch)
        except Exception as error:  # Theirs too, whatever it is: nobody waits for ever.
            for entry in batch:
                entry.error = error
        finally:
            self._pass_on(batch)

    def _pass_on(self, batch: list[Entry]) -> None:
        with self._lock:
            following = self._waiting[0] if self._waiting else None
            self._is_writing = following is not None
        for entry in batch:
            entry.leads = False
            entry.woken.set()
        if following is not None:
            following.leads = True
            following.woken.set()

    def _write(self, batch: list[Entry]) -> None:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                # The answer may come some milliseconds before the disk has it: a crash
                # of the database server can lose that much, one of ours nothing.
                with connection.cursor() as cursor:
                    cursor.execute("SET LOCAL synchronous_commit TO OFF")
            accepted = self._accepted(batch)
            new = Reading.objects.put(
                Reading(
                    article_id=entry.article_id,
                    hour=entry.hour,
                    visitor=entry.visitor,
                    source=entry.source,
                    at=entry.at,
                )
                for entry in accepted
            )
            HourlyReading.objects.add_counts(new)
        self._lately.note(accepted)

    def _accepted(self, batch: list[Entry]) -> list[Entry]:
        """Those whose address has not yet sent all it may; asked of all processes."""
        accepted: list[Entry] = []
        for entry in batch:
            if self._lately.count(entry) >= UNSUSPICIOUS:
                since = entry.at - MINUTE
                known = Reading.objects.filter(source=entry.source, at__gt=since)
                here = sum(other.source == entry.source for other in accepted)
                if known.count() + here >= settings.READINGS_PER_MINUTE:
                    entry.error = TooMany()
                    continue
            accepted.append(entry)
        return accepted


class _Lately:
    """How many readings each address sent in this minute and the last; bounded."""

    def __init__(self) -> None:
        self._minute: datetime | None = None
        self._now: Counter[bytes] = Counter()
        self._before: Counter[bytes] = Counter()

    def count(self, entry: Entry) -> int:
        """At least what this process knows; of an unknown address when full, enough."""
        self._turn(entry.at)
        if len(self._now) >= MOST_ADDRESSES and entry.source not in self._now:
            return UNSUSPICIOUS
        return self._now[entry.source] + self._before[entry.source]

    def note(self, entries: list[Entry]) -> None:
        for entry in entries:
            if len(self._now) < MOST_ADDRESSES or entry.source in self._now:
                self._now[entry.source] += 1

    def _turn(self, at: datetime) -> None:
        minute = at.replace(second=0, microsecond=0)
        if minute == self._minute:
            return
        is_next = self._minute is not None and minute - self._minute == MINUTE
        self._before = self._now if is_next else Counter()
        self._minute, self._now = minute, Counter()


ledger = Ledger()
