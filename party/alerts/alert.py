"""One early warning, and what its parts share."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Alert:
    """One thing to be done. `key` names it for good, as that of a Finding does."""

    key: str
    rule: int
    title: str
    facts: Sequence[str]
    is_late: bool
    organization_id: int | None
    member_id: int | None = None
    meeting_id: int | None = None
    request_id: int | None = None


def month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def distance(due: date, day: date) -> str:
    days = (due - day).days
    return f"còn {days} ngày" if days >= 0 else f"quá {-days} ngày"
