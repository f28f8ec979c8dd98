"""The page generation: one row that changes whenever readers may see a change."""

from __future__ import annotations

import threading
import time
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils import timezone

ONLY_ROW = 1


class PageGenerationQuerySet(models.QuerySet["PageGeneration"]):
    def advance(self, moment: datetime | None = None) -> None:
        """Make every page old, as of that moment (default: now).

        The last statement of a change's transaction.
        """
        moment = moment or clock()
        if not self._move_on(moment):
            # Two first changes may meet: the later one waits here for the other's row.
            row = self.model(pk=ONLY_ROW, number=0, moment=moment)
            self.bulk_create([row], ignore_conflicts=True)
            self._move_on(moment)

    def _move_on(self, moment: datetime) -> int:
        return self.filter(pk=ONLY_ROW).update(
            number=F("number") + 1, moment=Greatest(F("moment"), moment)
        )

    def current(self) -> tuple[int, datetime | None]:
        """(number, moment of the last change), at most MEMO_SECONDS old."""
        row = memo.get()
        if row is None:
            row = self._read()
            memo.put(row)
        return row

    def forget(self) -> None:
        """Read the row anew next time; called when our own change is committed."""
        memo.clear()

    def _read(self) -> tuple[int, datetime | None]:
        found = self.filter(pk=ONLY_ROW).values_list("number", "moment").first()
        return found or (0, None)


class PageGeneration(models.Model):
    number = models.PositiveBigIntegerField("số")
    moment = models.DateTimeField("lúc")

    objects = PageGenerationQuerySet.as_manager()

    class Meta:
        verbose_name = "thế hệ trang"
        verbose_name_plural = "thế hệ trang"

    def __str__(self) -> str:
        return str(self.number)


class _Memo:
    """One row, kept per process for a short while."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._row: tuple[int, datetime | None] | None = None
        self._until = 0.0

    def get(self) -> tuple[int, datetime | None] | None:
        with self._lock:
            return self._row if time.monotonic() < self._until else None

    def put(self, row: tuple[int, datetime | None]) -> None:
        with self._lock:
            self._row = row
            self._until = time.monotonic() + settings.GENERATION_MEMO_SECONDS

    def clear(self) -> None:
        with self._lock:
            self._until = 0.0


memo = _Memo()


def clock() -> datetime:
    """The time by which steps are dated: never before the last change.

    A system clock that was set back un-publishes nothing and dates nothing earlier
    than what readers have already seen. Aware, UTC.
    """
    last = PageGeneration.objects.filter(pk=ONLY_ROW).values_list("moment", flat=True)
    return max(filter(None, [timezone.now(), last.first()]))
