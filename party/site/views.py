"""The public pages of the Party organization. Whatever is not flagged is not there."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from news.site import parts
from news.site.caching import cached_page
from news.site.moment import PublicRequest
from news.site.paging import PARAMETER, keyset_page
from party.site import directory, stories

TITLE = "Tổ chức Đảng"


@cached_page()
@require_safe
def organizations(request: PublicRequest) -> HttpResponse:
    shown = directory.of(parts.of(request))
    context = {"title": TITLE, "roots": shown.roots, "ended": shown.ended}
    return render(request, "party/organizations.html", context)


@cached_page(allow=[PARAMETER])
@require_safe
def organization(request: PublicRequest, slug: str) -> HttpResponse:
    listed = directory.of(parts.of(request)).by_slug.get(slug)
    if listed is None:
        raise Http404
    home = {"name": TITLE, "url": reverse("party:organizations")}
    context = {
        "organization": listed,
        "breadcrumb": [home, *listed.trail],
        "page": keyset_page(request, stories.of(listed, request.moment)),
    }
    return render(request, "party/organization.html", context)
