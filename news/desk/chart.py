"""A chart of bars as numbers: the template draws it, no script and no style needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from news import vietnamese
from news.desk.statistics import HOUR, Hours, Period

SLOT = 10  # The width of a bar and its gap, in units of the drawing.
HEIGHT = 100
LABELS = 5  # As many as fit below a chart on a phone.


@dataclass(frozen=True)
class Bar:
    """Places are texts: a localised 1.000 would be no number in SVG."""

    label: str
    title: str
    count: int
    slot: str
    x: str
    y: str
    height: str


@dataclass(frozen=True)
class Chart:
    unit: str
    bars: list[Bar]
    top: int
    width: str

    @property
    def middle(self) -> int:
        return self.top // 2

    @property
    def total(self) -> int:
        return sum(bar.count for bar in self.bars)

    @property
    def highest(self) -> Bar:
        return max(self.bars, key=lambda bar: bar.count)


def over(period: Period, article_id: int | None = None) -> Chart:
    """The readings of a period, of one story or of all."""
    if isinstance(period, Hours):
        return of("giờ", [_hour(*point) for point in period.counts(article_id)])
    counts = period.counts(article_id)
    points = [(f"{day:%d/%m}", vietnamese.long_date(day), n) for day, n in counts]
    return of("ngày", points)


def of(unit: str, points: Sequence[tuple[str, str, int]]) -> Chart:
    """The chart of (short label, whole label, count), in order."""
    top = ceiling(max(count for *_, count in points))
    every, last = -(-len(points) // LABELS), len(points) - 1
    bars = [
        _bar(place, whole, count, top, short if (last - place) % every == 0 else "")
        for place, (short, whole, count) in enumerate(points)
    ]
    return Chart(unit=unit, bars=bars, top=top, width=str(SLOT * len(points)))


def ceiling(count: int) -> int:
    """The least round number that is no smaller, and of which the half is whole."""
    power = 1
    while count > 10 * power:
        power *= 10
    return next(step * power for step in (2, 4, 6, 8, 10) if count <= step * power)


def _hour(hour: datetime, count: int) -> tuple[str, str, int]:
    start, end = timezone.localtime(hour), timezone.localtime(hour + HOUR)
    return f"{start:%H:%M}", f"{start:%H:%M}–{end:%H:%M} {start:%d/%m/%Y}", count


def _bar(place: int, title: str, count: int, top: int, label: str) -> Bar:
    height = HEIGHT * count / top
    return Bar(
        label=label,
        title=title,
        count=count,
        slot=str(SLOT * place),
        x=f"{SLOT * (place + 0.14):.2f}",
        y=f"{HEIGHT - height:.2f}",
        height=f"{height:.2f}",
    )
