"""What search engines are told of the Party organization: the public pages."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from news.site import parts, sitemaps
from news.site.caching import cached_page
from news.site.moment import PublicRequest
from party.site import directory

NAME = "party:sitemap"


@cached_page()
@require_safe
def sitemap(request: PublicRequest) -> HttpResponse:
    shown = directory.of(parts.of(request)).by_slug.values()
    pages = [reverse("party:organizations"), *(listed.url for listed in shown)]
    return sitemaps.answer(request, pages)
