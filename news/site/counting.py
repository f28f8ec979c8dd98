"""Counting readings: exact when they happen, and never in the way of a page.

A page that was visible for three seconds says so once, by POST. The answer comes after
the reading is committed. Readings that arrive while a batch is being written form the
next batch, and one of their own threads writes it: no queue that could be lost.
"""

from __future__ import annotations

from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from news.models.edition import Edition
from news.models.reading import ReadingRow
from news.site import parts
from news.site.ledger import Full, TooMany, ledger
from news.site.moment import PublicRequest
from news.site.visitors import source_of, visitor_of

SAME_SITE = ("same-origin", "none")
PREFETCH_HEADERS = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
PREFETCH_WORDS = ("prefetch", "prerender", "preview")


@csrf_exempt
@require_POST
def count_reading(request: PublicRequest, pk: int) -> HttpResponse:
    """204 once the reading is in the database, or for whom we do not count.

    403 from another site's page, 404 for a story that is not on the site, 429 when an
    address sends too many, 503 when the database does not take it now.
    """
    if _is_from_elsewhere(request):
        return _answer(403)
    try:
        if not _is_live(request, pk):
            return _answer(404)
        if _is_counted(request):
            ledger.add(_row(request, pk))
    except TooMany:
        return _answer(429)
    except (DatabaseError, InterfaceError, Full):
        return _answer(503)
    return _answer(204)


def _row(request: PublicRequest, pk: int) -> ReadingRow:
    at = request.moment.replace(microsecond=0)
    hour = at.replace(minute=0, second=0)
    return ReadingRow(
        hour=hour,
        article_id=pk,
        visitor=visitor_of(request, hour),
        source=source_of(request, hour),
        at=at,
    )


def _is_live(request: PublicRequest, pk: int) -> bool:
    """Whether readers see the story now; a yes is remembered with the page parts."""
    known: set[int] = parts.of(request).once("articles read", set)
    if pk in known:
        return True
    is_live = Edition.objects.live(request.moment).of_articles([pk]).exists()
    if is_live:
        known.add(pk)
    return is_live


def _is_from_elsewhere(request: HttpRequest) -> bool:
    """Whether a page of another site sent it. Old browsers say neither."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site not in SAME_SITE
    origin = request.headers.get("Origin")
    own = (settings.SITE_URL, f"{request.scheme}://{request.get_host()}")
    return origin is not None and origin not in own


def _is_counted(request: HttpRequest) -> bool:
    """Not robots, not pages fetched in advance, not the staff; no session is opened."""
    agent = request.headers.get("User-Agent", "").lower()
    if not agent or any(word in agent for word in settings.READING_ROBOTS):
        return False
    for name in PREFETCH_HEADERS:
        purpose = request.headers.get(name, "").lower()
        if any(word in purpose for word in PREFETCH_WORDS):
            return False
    return settings.SESSION_COOKIE_NAME not in request.COOKIES


def _answer(status: int) -> HttpResponse:
    response = HttpResponse(status=status)
    response.headers["Cache-Control"] = "no-store"
    return response
