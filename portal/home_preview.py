"""The home page of an arrangement that is not saved, and what it would change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.cache import patch_cache_control

from news import vietnamese
from news.desk import front as desk
from news.desk.admin.frontpage import LIST, may_arrange
from news.models.edition import Edition
from news.models.frontpage import in_force
from news.site import parts
from news.site.moment import PublicRequest
from news.site.paging import KeysetPage
from portal import home
from portal.home import Front

LEAD, HIGHLIGHTS, NEWEST = "Tin chính", "Tin nổi bật", "Tin mới"
Blocks = dict[str, list[int]]


@dataclass(frozen=True)
class Move:
    """A story that comes into a block, or leaves one; one of the two may be empty."""

    title: str
    origin: str
    goal: str

    def __str__(self) -> str:
        if not self.origin:
            return f"“{self.title}” vào {self.goal}."
        if not self.goal:
            return f"“{self.title}” rời {self.origin}, không còn ở trang đầu."
        return f"“{self.title}” rời {self.origin}, vào {self.goal}."


def urls(site: AdminSite) -> list[URLPattern]:
    def view(request: HttpRequest) -> HttpResponse:
        if not may_arrange(request):
            raise PermissionDenied
        if request.method != "POST":  # A preview tab that was loaded again.
            return redirect(LIST)
        return preview(site, cast(PublicRequest, request))

    return [path("trang-chu/xem-truoc/", site.admin_view(view), name="front_preview")]


def preview(site: AdminSite, request: PublicRequest) -> HttpResponse:
    """What readers would see at the chosen moment; nothing of it is kept."""
    now = request.moment
    request.GET = QueryDict()  # A cursor in the address would page the home page.
    rows, chosen = desk.arrangement(request.POST, now), desk.MomentForm(request.POST)
    if not (rows.is_valid() and chosen.is_valid()):
        errors = [*rows.problems(), *chosen.errors.get("look_at", [])]
        context = {"title": "Chưa xem trước được", "errors": errors}
        context |= site.each_context(request)
        return render(request, "admin/news/frontpageslot/no_preview.html", context)
    at = max(now, chosen.cleaned_data["look_at"] or now)
    before = blocks_of(*home.shown(request))
    # From here on the request is one of that moment, with parts of its own.
    request.moment, request.own_parts = at, parts.Parts(None, at)
    front = home.front_of(in_force(rows.slots(), at), request.own_parts)
    page = home.newest(request, front)
    context = home.first_page(front, page) | {
        "changes": [*changes(before, blocks_of(front, page), now=now, at=at)],
        "at_text": vietnamese.long_moment(timezone.localtime(at)),
        "is_later": at > now,
    }
    response = render(request, "portal/home_preview.html", context)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    patch_cache_control(response, no_store=True)
    return response


def blocks_of(front: Front, page: KeysetPage) -> Blocks:
    """The articles of each block of the home page, from top to bottom."""
    lead = [front.lead.article_id] if front.lead else []
    of_sections = {
        f"mục {block['section'].name}": [e.article_id for e in block["editions"]]
        for block in front.sections
    }
    return {
        LEAD: lead,
        HIGHLIGHTS: [e.article_id for e in front.highlights],
        **of_sections,
        NEWEST: [e.article_id for e in page],
    }


def changes(
    before: Blocks, after: Blocks, *, now: datetime, at: datetime
) -> Iterator[str]:
    """In words: which story leaves which block, and which comes in."""
    origins = {pk: name for name, ids in before.items() for pk in ids}
    goals = {pk: name for name, ids in after.items() for pk in ids}
    moved = [pk for pk in {**goals, **origins} if origins.get(pk) != goals.get(pk)]
    titles = _titles(moved, now=now, at=at)
    for pk in moved:
        title = titles.get(pk, f"Bài số {pk}")
        yield str(Move(title, origins.get(pk, ""), goals.get(pk, "")))
    old, new = before[HIGHLIGHTS], after[HIGHLIGHTS]
    if [pk for pk in old if pk in new] != [pk for pk in new if pk in old]:
        names = _titles(new, now=now, at=at)
        order = "; ".join(names.get(pk, "") for pk in new)
        yield f"{HIGHLIGHTS} đổi thứ tự: {order}."


def _titles(ids: list[int], *, now: datetime, at: datetime) -> dict[int, str]:
    """As readers see them at that moment, or else see them now."""
    found: dict[int, str] = {}
    for moment in (now, at):
        live = Edition.objects.live(moment).of_articles(ids)
        found |= dict(live.values_list("article_id", "title"))
    return found
