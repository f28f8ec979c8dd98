"""What every page of the site shows around its content."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from news import vietnamese
from news.site import blocks, parts, sections
from news.site.moment import PublicRequest
from portal.models import AgencyProfile


def site(request: HttpRequest) -> dict[str, Any]:
    """Lazy: the admin's pages ask for none of it and pay for none of it."""
    public = cast(PublicRequest, request)
    today = timezone.localdate(public.moment)

    def lazily(make: Callable[[parts.Parts], Any]) -> Any:
        return SimpleLazyObject(lambda: make(parts.of(public)))

    def agency(shared: parts.Parts) -> AgencyProfile | None:
        return shared.once("agency", lambda: AgencyProfile.objects.on(today))

    return {
        "site_url": settings.SITE_URL,
        "today_text": vietnamese.long_date(today),
        "agency": lazily(agency),
        "menu": lazily(lambda shared: sections.tree(shared).menu),
        "most_read": lazily(blocks.most_read),
        "latest": lazily(blocks.latest),
    }
