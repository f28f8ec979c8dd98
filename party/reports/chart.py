"""Attendance by month as bars: numbers that a template draws, without any script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from party.reports.year import MONTHS, Line, Presence

SLOT = 10  # The width of a bar and its gap, in units of the drawing.
WIDTH = SLOT * len(MONTHS)
FULL = Decimal(100)
TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Bar:
    """A month. Places are texts: a localised 7,2 would be no number in SVG."""

    month: int
    presence: Presence | None
    is_low: bool
    slot: str
    x: str
    y: str
    height: str

    @property
    def text(self) -> str:
        """“83,3”, or "" for a month without a meeting."""
        percent = self.presence.percent if self.presence else None
        if percent is None:
            return ""
        return f"{percent.quantize(TENTH, rounding=ROUND_DOWN)}".replace(".", ",")


@dataclass(frozen=True)
class Chart:
    """One organization's year; `limit` is how much must be exceeded, in percent."""

    line: Line
    bars: Sequence[Bar]
    limit: str
    limit_y: str


def of(line: Line, limit: Decimal) -> Chart:
    bars = [_bar(month, line.by_month.get(month), limit) for month in MONTHS]
    return Chart(
        line, bars, f"{limit.normalize():f}".replace(".", ","), f"{FULL - limit:.2f}"
    )


def _bar(month: int, presence: Presence | None, limit: Decimal) -> Bar:
    height = (presence.percent if presence else None) or Decimal(0)
    return Bar(
        month=month,
        presence=presence,
        is_low=is_low(presence, limit),
        slot=str(SLOT * (month - 1)),
        x=f"{SLOT * (month - 1 + 0.14):.2f}",
        y=f"{FULL - height:.2f}",
        height=f"{height:.2f}",
    )


def is_low(presence: Presence | None, limit: Decimal) -> bool:
    """Whether no more than the limit came: the rule says “trên 85 %”."""
    if presence is None or not presence.expected:
        return False
    return presence.present * 100 <= limit * presence.expected
