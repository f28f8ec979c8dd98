"""A box of the desk's first page, and how its lines speak."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

SHOWN = 6  # Lines of a block; the rest stands in the list behind it.
MOST = 99  # Counted; more is “99+”, so that a block costs the same however full it is.
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True)
class Line:
    """One thing to do or to know, and where."""

    title: str
    url: str
    facts: Sequence[str] = ()
    note: str = ""
    is_late: bool = False


@dataclass(frozen=True)
class Block:
    """A box of the page. `empty` is what it says when there is nothing in it."""

    key: str
    title: str
    empty: str
    found: Sequence[Line] = field(repr=False)
    more: str = ""
    more_text: str = "Xem tất cả"
    is_counted: bool = True

    @property
    def lines(self) -> Sequence[Line]:
        return self.found[:SHOWN]

    @property
    def count(self) -> str:
        return str(len(self.found)) if len(self.found) <= MOST else f"{MOST}+"


def change_url(pk: int) -> str:
    return reverse("admin:news_article_change", args=[pk])


def list_url(**filters: str) -> str:
    return f"{reverse('admin:news_article_changelist')}?{urlencode(filters)}"


def time_of(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%H:%M %d/%m/%Y}"


def length_of(time: timedelta) -> str:
    """How long, in the largest unit that fits: “3 giờ”."""
    for unit, name in ((DAY, "ngày"), (HOUR, "giờ"), (MINUTE, "phút")):
        if time >= unit:
            return f"{time // unit} {name}"
    return "chưa đầy 1 phút"
