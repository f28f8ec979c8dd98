"""Pages by the last story shown, never by number: nothing is skipped or repeated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.http import Http404

from news.models.edition import Edition, EditionQuerySet
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
        editions = editions.before(*_read(request.GET[PARAMETER]))
    found = list(editions.newest().for_cards()[: size + 1])
    shown, more = found[:size], found[size:]
    return KeysetPage(shown, f"?{PARAMETER}={cursor(shown[-1])}" if more else "")


def cursor(edition: Edition) -> str:
    """What stands behind the last story of a page in the address of the next."""
    micros = (edition.published_at - EPOCH) // timedelta(microseconds=1)
    return f"{micros}-{edition.article_id}"


def _read(text: str) -> tuple[datetime, int]:
    match = CURSOR.fullmatch(text)
    if match is None:
        raise Http404
    try:
        return EPOCH + timedelta(microseconds=int(match[1])), int(match[2])
    except OverflowError as error:
        raise Http404 from error
