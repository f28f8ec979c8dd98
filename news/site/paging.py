"""Pages by the last story shown, never by number: nothing is skipped or repeated."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.http import Http404

from news.models.edition import Edition, EditionQuerySet
from news.models.statement import Statement
from news.site.moment import PublicRequest

PARAMETER = "truoc"
PAGE_SIZE = 12
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Microseconds since the epoch, or before it, and the article's id: within 63 bits.
CURSOR = re.compile(r"(-?[0-9]{1,17})-([0-9]{1,18})", re.ASCII)


@dataclass(frozen=True)
class KeysetPage:
    editions: list[Edition]
    next_url: str  # Empty on the last page.

    def __iter__(self) -> Iterator[Edition]:
        return iter(self.editions)

    def __len__(self) -> int:
        return len(self.editions)


def is_first_page(request: PublicRequest) -> bool:
    return PARAMETER not in request.GET


def keyset_page(
    request: PublicRequest, editions: EditionQuerySet, *, size: int = PAGE_SIZE
) -> KeysetPage:
    """The page that the request asks for, newest first. A forged cursor is a 404."""
    if not is_first_page(request):
        editions = editions.before(*_asked_for(request))
    return _page(list(editions.newest().for_cards()[: size + 1]), size)


class PagedStatement:
    """The pages of a list whose queries are compiled once: see Statement.

    `build(moment, section)` returns the whole list.
    """

    def __init__(self, build: Callable[[datetime, int], EditionQuerySet]) -> None:
        def following(
            moment: datetime, section: int, published_at: datetime, article: int
        ) -> EditionQuerySet:
            return _cards(build(moment, section).before(published_at, article))

        self._first = Statement(lambda moment, section: _cards(build(moment, section)))
        self._following = Statement(following)

    def page(self, request: PublicRequest, *, section: int) -> KeysetPage:
        """As keyset_page()."""
        values: dict[str, datetime | int]
        values = {"moment": request.moment, "section": section}
        if is_first_page(request):
            return _page(self._first(**values), PAGE_SIZE)
        published_at, article = _asked_for(request)
        found = self._following(published_at=published_at, article=article, **values)
        return _page(found, PAGE_SIZE)


def _cards(editions: EditionQuerySet) -> EditionQuerySet:
    return editions.newest().for_cards()[: PAGE_SIZE + 1]


def _page(found: list[Edition], size: int) -> KeysetPage:
    shown, more = found[:size], found[size:]
    return KeysetPage(shown, f"?{PARAMETER}={cursor(shown[-1])}" if more else "")


def cursor(edition: Edition) -> str:
    """What stands behind the last story of a page in the address of the next."""
    micros = (edition.published_at - EPOCH) // timedelta(microseconds=1)
    return f"{micros}-{edition.article_id}"


def _asked_for(request: PublicRequest) -> tuple[datetime, int]:
    """The story behind which the page begins: its date and article."""
    match = CURSOR.fullmatch(request.GET[PARAMETER])
    if match is None:
        raise Http404
    try:
        return EPOCH + timedelta(microseconds=int(match[1])), int(match[2])
    except OverflowError as error:
        raise Http404 from error
