"""The stories of a day, and a way to jump to any day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from news import vietnamese
from news.models.edition import Edition
from news.site.caching import cached_page
from news.site.moment import PublicRequest
from news.site.paging import PARAMETER, keyset_page

DAY = timedelta(days=1)
WRONG_DAY = "Ngày phải có dạng 2026-11-23 và không ở tương lai."


@cached_page(allow=[PARAMETER])
@require_safe
def day_detail(request: PublicRequest, day: date) -> HttpResponse:
    """What was published on that day in Vietnam; the days beside it that have some."""
    if day > timezone.localdate(request.moment):
        raise Http404
    begin, end = _midnight(day), _midnight(day + DAY)
    live = Edition.objects.live(request.moment)
    of_day = live.filter(published_at__gte=begin, published_at__lt=end)
    before = live.filter(published_at__lt=begin).order_by("-published_at")
    after = live.filter(published_at__gte=end).order_by("published_at")
    context = {
        "day": day,
        "day_text": vietnamese.long_date(day),
        "today": timezone.localdate(request.moment),
        "page": keyset_page(request, of_day),
        "earlier": _neighbour(before.values_list("published_at", flat=True)[:1]),
        "later": _neighbour(after.values_list("published_at", flat=True)[:1]),
    }
    return render(request, "news/date_archive.html", context)


@require_safe
def go_to_day(request: PublicRequest) -> HttpResponse:
    """To the day that was chosen; without one, to the newest that has stories."""
    chosen = request.GET.get("ngay", "")
    today = timezone.localdate(request.moment)
    try:
        day = date.fromisoformat(chosen) if chosen else _newest_day(request)
        address = reverse("news:day", args=[day])
    except (ValueError, NoReverseMatch):
        address = ""
    if address and day <= today:
        return HttpResponseRedirect(address)
    context = {"today": today, "error": WRONG_DAY if chosen else ""}
    return render(request, "news/date_archive.html", context, status=400)


def _newest_day(request: PublicRequest) -> date:
    newest = Edition.objects.live(request.moment).newest()
    published_at = newest.values_list("published_at", flat=True).first()
    return timezone.localdate(published_at or request.moment)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _neighbour(moments: object) -> dict[str, str] | None:
    """A day beside this one that has stories: its address and its name."""
    for moment in moments:  # type: ignore[attr-defined]
        day = timezone.localdate(moment)
        return {
            "url": reverse("news:day", args=[day]),
            "text": vietnamese.long_date(day),
        }
    return None
