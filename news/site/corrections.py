"""“Đính chính”: every correction that a story on the site shows, the newest first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from news.models.correction import EditionCorrection
from news.site.caching import cached_page
from news.site.moment import PublicRequest
from news.site.paging import PAGE_SIZE, PARAMETER, is_first_page

# Day, article and place in the story of the last correction on the page before.
CURSOR = re.compile(r"(\d{4}-\d{2}-\d{2})-(\d{1,18})-(\d{1,9})", re.ASCII)


@dataclass(frozen=True)
class CorrectionPage:
    rows: list[EditionCorrection]
    next_url: str  # Empty on the last page.

    def __iter__(self) -> Iterator[EditionCorrection]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


@cached_page(allow=[PARAMETER])
@require_safe
def corrections(request: PublicRequest) -> HttpResponse:
    return render(request, "news/corrections.html", {"page": _page(request)})


def _page(request: PublicRequest) -> CorrectionPage:
    """The page that the request asks for. A forged cursor is a 404."""
    live = EditionCorrection.objects.live(request.moment)
    if not is_first_page(request):
        live = live.before(*_asked_for(request.GET[PARAMETER]))
    found = list(live.newest().for_list()[: PAGE_SIZE + 1])
    shown, more = found[:PAGE_SIZE], found[PAGE_SIZE:]
    next_url = f"?{PARAMETER}={_cursor(shown[-1])}" if more else ""
    return CorrectionPage(shown, next_url)


def _cursor(last: EditionCorrection) -> str:
    return f"{last.on:%Y-%m-%d}-{last.edition.article_id}-{last.position}"


def _asked_for(cursor: str) -> tuple[date, int, int]:
    match = CURSOR.fullmatch(cursor)
    if match is None:
        raise Http404
    try:
        return date.fromisoformat(match[1]), int(match[2]), int(match[3])
    except ValueError as error:
        raise Http404 from error
