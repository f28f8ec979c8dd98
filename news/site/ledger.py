"""Where readings are written: by whoever comes first, for all who came meanwhile."""

from __future__ import annotations

import threading
from collections import Counter, deque
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction

from news.models.reading import HourlyReading, Reading, ReadingRow
from news.site.turns import turn_to_write

MOST_IN_A_BATCH = 500
PATIENCE = 1  # Second that a crowd waits for a slow database, threads in its hands.
MINUTE = timedelta(minutes=1)
# An address with fewer readings than this in a process is below the limit in all.
UNSUSPICIOUS = 10
MOST_ADDRESSES = 20_000


class Full(Exception):
    """Too many are waiting: pages must not wait, too."""


class TooMany(Exception):
    """That address has sent all it may in this minute."""


class _Entry:
    """A reading that waits; its lock is held until it is written or has to write."""

    __slots__ = ("_sleep", "error", "leads", "row")

    def __init__(self, row: ReadingRow) -> None:
        self.row = row
        self.error: Exception | None = None
        self.leads = False  # Woken to write the next batch, its own row first in it.
        self._sleep = threading.Lock()  # Half the price of an Event.
        self._sleep.acquire()

    def wait(self, seconds: float = -1) -> bool:
        """Until it is woken, once. Returns whether it was within that time."""
        return self._sleep.acquire(timeout=seconds)

    def wake(self) -> None:
        self._sleep.release()


class Ledger:
    """Group commit: one transaction at a time in a process, for all who wait."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: deque[_Entry] = deque()
        self._is_writing = False
        self._lately = _Lately()

    def add(self, row: ReadingRow) -> None:
        """Return once the reading is committed. Raises Full, TooMany, DatabaseError."""
        entry = _Entry(row)
        with self._lock:
            is_crowded = len(self._waiting) >= settings.READING_WAITERS
            self._waiting.append(entry)
            entry.leads = not self._is_writing
            self._is_writing = True
        if not entry.leads:
            self._wait(entry, PATIENCE if is_crowded else -1)
        if entry.leads:
            self._write_batch()
        if entry.error is not None:
            raise entry.error

    def _wait(self, entry: _Entry, patience: float) -> None:
        """Until it is written or has to write; beyond the patience it leaves: Full."""
        if entry.wait(patience):
            return
        with self._lock:
            if not entry.leads and entry in self._waiting:
                self._waiting.remove(entry)
                raise Full
        entry.wait()  # It is being written just now.

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

    def _pass_on(self, batch: list[_Entry]) -> None:
        with self._lock:
            following = self._waiting[0] if self._waiting else None
            self._is_writing = following is not None
            if following is not None:  # Before its patience can end: it does not leave.
                following.leads = True
        for entry in batch:
            entry.leads = False
            entry.wake()
        if following is not None:
            following.wake()

    def _write(self, batch: list[_Entry]) -> None:
        with turn_to_write(), transaction.atomic():
            if connection.vendor == "postgresql":
                # The answer may come some milliseconds before the disk has it: a crash
                # of the database server can lose that much, one of ours nothing.
                with connection.cursor() as cursor:
                    cursor.execute("SET LOCAL synchronous_commit TO OFF")
            accepted = self._accepted(batch)
            new = Reading.objects.put(accepted)
            HourlyReading.objects.add_counts(new)
        self._lately.note(accepted)

    def _accepted(self, batch: list[_Entry]) -> list[ReadingRow]:
        """Those whose address has not yet sent all it may; asked of all processes."""
        accepted: list[ReadingRow] = []
        for entry in batch:
            row = entry.row
            if self._lately.count(row) >= UNSUSPICIOUS:
                since = row.at - MINUTE
                known = Reading.objects.filter(source=row.source, at__gt=since)
                here = sum(other.source == row.source for other in accepted)
                if known.count() + here >= settings.READINGS_PER_MINUTE:
                    entry.error = TooMany()
                    continue
            accepted.append(row)
        return accepted


class _Lately:
    """How many readings each address sent in this minute and the last; bounded."""

    def __init__(self) -> None:
        self._minute: datetime | None = None
        self._now: Counter[bytes] = Counter()
        self._before: Counter[bytes] = Counter()

    def count(self, row: ReadingRow) -> int:
        """At least what this process knows; of an unknown address when full, enough."""
        self._turn(row.at)
        if len(self._now) >= MOST_ADDRESSES and row.source not in self._now:
            return UNSUSPICIOUS
        return self._now[row.source] + self._before[row.source]

    def note(self, rows: list[ReadingRow]) -> None:
        for row in rows:
            if len(self._now) < MOST_ADDRESSES or row.source in self._now:
                self._now[row.source] += 1

    def _turn(self, at: datetime) -> None:
        minute = at.replace(second=0, microsecond=0)
        if minute == self._minute:
            return
        is_next = self._minute is not None and minute - self._minute == MINUTE
        self._before = self._now if is_next else Counter()
        self._minute, self._now = minute, Counter()


ledger = Ledger()
