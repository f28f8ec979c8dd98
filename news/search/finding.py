"""The one door to the index for readers: what is live, best first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.safestring import SafeString

from news.models.edition import Edition
from news.models.search import SearchText
from news.search import documents, marking, ranking
from news.search.engine import engine
from news.search.excerpts import Chooser
from news.search.matching import Known, Match, Narrowing, Reading
from news.search.query import Query

MOST_COUNTED = 1_000  # More is said to be “hơn 1.000”.
PAGE = 20
SHOWN = ("article_id", "published_at", "title", "slug", "kind", "category")
SECTION = ("category__name", "category__path")
# The tier and the place of the last hit of a page.
CURSOR = re.compile(r"([0-9]{1,2})\.(-?[0-9]{1,19})", re.ASCII)
FARTHEST = 2**63  # No database knows a place beyond it.


class Order(StrEnum):
    RELEVANCE = "phu-hop"
    DATE = "moi-nhat"


@dataclass(frozen=True)
class Hit:
    edition: Edition  # With what cards and links show, its section loaded.
    title: SafeString
    passage: SafeString


@dataclass(frozen=True)
class Results:
    hits: list[Hit]
    count: int  # At most MOST_COUNTED.
    is_capped: bool  # There are more than `count`.
    next: str | None  # What to give as `after` for the next page.


NOTHING = Results([], 0, False, None)


def search(
    query: Query,
    moment: datetime,
    *,
    narrowing: Narrowing | None = None,
    order: Order = Order.RELEVANCE,
    after: str | None = None,
    size: int = PAGE,
) -> Results:
    """Editions live at that moment that match, by news.search.ranking or by date.

    `after` is `next` of the page before; what nobody gave out begins at the first page.
    """
    if not query:
        return NOTHING
    narrowing = narrowing or Narrowing()
    reading = Reading(query)
    everything = ranking.everything(reading, narrowing)
    known: Known = {}
    counted = engine().newest(everything, moment, MOST_COUNTED + 1, known)
    if not counted:
        return NOTHING

    def newest(match: Match, limit: int = ranking.CANDIDATES) -> list[int]:
        return engine().newest(match, moment, limit, known)

    tiers: Iterable[Match] = [everything]
    is_capped = len(counted) > MOST_COUNTED
    if order == Order.RELEVANCE:
        tiers = ranking.tiers(
            reading, everything, counted, newest, is_all=not is_capped
        )
    found = _page(tiers, newest, _cursor(after), size + 1)
    more = found[size:]
    return Results(
        hits=_hits([place for _, place in found[:size]], query, moment),
        count=min(len(counted), MOST_COUNTED),
        is_capped=is_capped,
        next="{}.{}".format(*found[size - 1]) if more else None,
    )


def _cursor(after: str | None) -> tuple[int, int | None]:
    match = CURSOR.fullmatch(after or "")
    if match is None or abs(int(match[2])) >= FARTHEST:
        return 0, None
    return int(match[1]), int(match[2])


def _page(
    tiers: Iterable[Match],
    newest: Callable[[Match, int], list[int]],
    cursor: tuple[int, int | None],
    limit: int,
) -> list[tuple[int, int]]:
    """(tier, place) of the hits behind the cursor, in order."""
    first, place = cursor
    found: list[tuple[int, int]] = []
    for number, match in enumerate(tiers):
        if number < first:
            continue
        rest = match.below(place if number == first else None)
        found += [(number, one) for one in newest(rest, limit - len(found))]
        if len(found) == limit:
            break
    return found


def _hits(places: list[int], query: Query, moment: datetime) -> list[Hit]:
    # Live once more, by the editions themselves: the index holds copies of their times.
    live = Edition.objects.live(moment).select_related("category")
    ids = [documents.edition_of(place) for place in places]
    editions = live.only(*SHOWN, *SECTION).in_bulk(ids)
    chooser = Chooser(query)
    texts = dict(SearchText.objects.filter(pk__in=places).values_list("pk", "packed"))
    return [
        Hit(
            edition=edition,
            title=marking.mark(edition.title, query),
            passage=marking.passage(
                chooser.choose(documents.unpacked(texts[place])), query
            ),
        )
        for place in places
        if (edition := editions.get(documents.edition_of(place)))
        if place in texts
    ]
