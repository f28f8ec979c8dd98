"""How often stories were read: by the hour and by the day, counted when it happens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection, models, transaction
from django.db.models import Sum
from django.utils import timezone

CANDIDATES = 50
ROWS = 1000  # Of one statement.
DAY = timedelta(hours=24)


class HourlyReadingQuerySet(models.QuerySet["HourlyReading"]):
    def add(self, article_id: int, hour: datetime, count: int) -> None:
        """Add readings to an hour of a story, and to its day."""
        self.add_all([HourlyReading(article_id=article_id, hour=hour, count=count)])

    def add_all(self, rows: Iterable[HourlyReading]) -> None:
        counts: Counter[tuple[datetime, int]] = Counter()
        for row in rows:
            counts[row.hour, row.article_id] += row.count
        with transaction.atomic():
            self.add_counts(counts)

    def add_counts(self, counts: Counter[tuple[datetime, int]]) -> None:
        """Add to hours, by (hour, article id), and to their Vietnamese days.

        In the caller's transaction, in one order everywhere: two who add at once never
        wait for each other in a ring.
        """
        days: Counter[tuple[date, int]] = Counter()
        for (hour, article_id), count in counts.items():
            days[timezone.localdate(hour), article_id] += count
        _upsert(HourlyReading, "hour", sorted(counts.items()))
        _upsert(DailyReading, "day", sorted(days.items()))

    def ranked(self, moment: datetime, windows: list[timedelta]) -> list[list[int]]:
        """For each window back from that moment: article ids, the most read first.

        A window of 24 hours is that; a longer one is whole Vietnamese days, today
        included. At most CANDIDATES ids a window, ties by the newer article; a query
        a window.
        """
        return [self._ranked(moment, window) for window in windows]

    def _ranked(self, moment: datetime, window: timedelta) -> list[int]:
        read: models.QuerySet
        if window <= DAY:
            read = self.filter(hour__gt=moment - window, hour__lte=moment)
        else:
            today = timezone.localdate(moment)
            read = DailyReading.objects.filter(day__gt=today - window, day__lte=today)
        totals = read.order_by().values("article_id").annotate(total=Sum("count"))
        best = totals.order_by("-total", "-article_id")[:CANDIDATES]
        return [row["article_id"] for row in best]


class HourlyReading(models.Model):
    article = models.ForeignKey(
        "news.Article", on_delete=models.CASCADE, related_name="+"
    )
    hour = models.DateTimeField("giờ")
    count = models.PositiveIntegerField("lượt đọc", default=0)

    objects = HourlyReadingQuerySet.as_manager()

    class Meta:
        verbose_name = "lượt đọc theo giờ"
        verbose_name_plural = "lượt đọc theo giờ"
        constraints = [
            models.UniqueConstraint(
                fields=["hour", "article"],
                name="news_hourlyreading_hour",
                violation_error_message="Bài đã có lượt đọc của giờ này.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.count} lượt"


class DailyReading(models.Model):
    """The same readings by the day in Vietnam: for long windows and statistics."""

    article = models.ForeignKey(
        "news.Article", on_delete=models.CASCADE, related_name="+"
    )
    day = models.DateField("ngày")
    count = models.PositiveIntegerField("lượt đọc", default=0)

    class Meta:
        verbose_name = "lượt đọc theo ngày"
        verbose_name_plural = "lượt đọc theo ngày"
        constraints = [
            models.UniqueConstraint(
                fields=["day", "article"],
                name="news_dailyreading_day",
                violation_error_message="Bài đã có lượt đọc của ngày này.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.count} lượt"


class ReadingRow(NamedTuple):
    """What is kept of one reading, in the order of the columns."""

    hour: datetime
    article_id: int
    visitor: bytes
    source: bytes
    at: datetime


class ReadingQuerySet(models.QuerySet["Reading"]):
    def put(self, rows: Iterable[ReadingRow]) -> Counter[tuple[datetime, int]]:
        """Insert those that are new; returns how many were, by (hour, article id).

        In one order everywhere, as in `add_counts`.
        """
        ordered = sorted(rows)
        if not ordered:
            return Counter()
        times = {time for row in ordered for time in (row.hour, row.at)}
        adapted = {time: _adapted(time) for time in times}
        values: list[Any] = []
        for hour, article_id, visitor, source, at in ordered:
            values += (adapted[hour], article_id, visitor, source, adapted[at])
        table = connection.ops.quote_name(self.model._meta.db_table)
        sql = f"""
            INSERT INTO {table} (hour, article_id, visitor, source, at)
            VALUES {", ".join(["(%s, %s, %s, %s, %s)"] * len(ordered))}
            ON CONFLICT DO NOTHING RETURNING article_id, visitor
        """  # noqa: S608 (names of our own)
        hours = {(row.article_id, row.visitor): row.hour for row in ordered}
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            inserted = [(pk, bytes(visitor)) for pk, visitor in cursor.fetchall()]
        return Counter((hours[pk, visitor], pk) for pk, visitor in inserted)


class Reading(models.Model):
    """That a visitor read a story in an hour; only there to refuse a second time.

    Purged after two hours by `manage.py purge_readings`, which changes no count.
    """

    article = models.ForeignKey(
        "news.Article", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    hour = models.DateTimeField("giờ")
    visitor = models.BinaryField("người đọc", max_length=16)
    source = models.BinaryField("nơi đọc", max_length=16)
    at = models.DateTimeField("lúc")

    objects = ReadingQuerySet.as_manager()

    class Meta:
        verbose_name = "lượt đọc"
        verbose_name_plural = "lượt đọc"
        # Time first: new rows stand at the end, not on a page of the file each.
        indexes = [models.Index(fields=["at", "source"], name="news_reading_lately")]
        constraints = [
            models.UniqueConstraint(
                fields=["hour", "article", "visitor"],
                name="news_reading_once_an_hour",
                violation_error_message="Lượt đọc này đã được tính.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.hour:%d/%m/%Y %H:%M}"


class VisitorSalt(models.Model):
    """What makes a day's visitors unrecognisable; deleted after the day."""

    day = models.DateField("ngày", unique=True)
    salt = models.BinaryField("muối", max_length=32)

    class Meta:
        verbose_name = "muối của ngày"
        verbose_name_plural = "muối của ngày"

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}"


def _upsert(
    model: type[models.Model],
    time_name: str,
    counts: list[tuple[tuple[date, int], int]],
) -> None:
    """Insert the counts, or add them to those that are there."""
    table = connection.ops.quote_name(model._meta.db_table)
    for start in range(0, len(counts), ROWS):
        rows = counts[start : start + ROWS]
        values = [
            value
            for (time, article_id), count in rows
            for value in (article_id, _adapted(time), count)
        ]
        sql = f"""
            INSERT INTO {table} (article_id, {time_name}, count)
            VALUES {", ".join(["(%s, %s, %s)"] * len(rows))}
            ON CONFLICT (article_id, {time_name})
            DO UPDATE SET count = {table}.count + excluded.count
        """  # noqa: S608 (names of our own)
        with connection.cursor() as cursor:
            cursor.execute(sql, values)


def _adapted(time: date) -> Any:
    """A day, or a moment (which is a day to Python), as the database takes it."""
    if isinstance(time, datetime):
        return connection.ops.adapt_datetimefield_value(time)
    return connection.ops.adapt_datefield_value(time)
