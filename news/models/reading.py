"""How often a story was read, by the hour."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q, Sum

CANDIDATES = 50


class HourlyReadingQuerySet(models.QuerySet["HourlyReading"]):
    def add(self, article_id: int, hour: datetime, count: int) -> None:
        """Add readings to an hour of a story, in one statement."""
        row = HourlyReading(article_id=article_id, hour=hour, count=count)
        self.add_all([row])

    def add_all(self, rows: Iterable[HourlyReading]) -> None:
        for row in rows:
            changed = self.filter(article_id=row.article_id, hour=row.hour).update(
                count=F("count") + row.count
            )
            if not changed:
                row.save(force_insert=True)

    def ranked(self, moment: datetime, windows: list[timedelta]) -> list[list[int]]:
        """For each window back from that moment: article ids, the most read first.

        At most CANDIDATES ids a window, ties by the newer article; one query.
        """
        totals: dict[str, Sum] = {
            f"window_{place}": Sum("count", filter=Q(hour__gt=moment - window))
            for place, window in enumerate(windows)
        }
        recent = self.filter(hour__gt=moment - max(windows), hour__lte=moment)
        rows = list(recent.order_by().values("article_id").annotate(**totals))
        return [
            [row["article_id"] for row in _by_count(rows, name)][:CANDIDATES]
            for name in totals
        ]


def _by_count(rows: list[dict[str, int]], name: str) -> list[dict[str, int]]:
    read = [row for row in rows if row[name]]
    return sorted(read, key=lambda row: (row[name], row["article_id"]), reverse=True)


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
