"""What every page of the site shows around its content."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from news import vietnamese
from news.site import sections
from portal.models import AgencyProfile


def site(request: HttpRequest) -> dict[str, Any]:
    """Lazy: the admin's pages ask for none of it and pay for none of it."""
    moment = getattr(request, "moment", None) or timezone.now()
    today = timezone.localdate(moment)
    return {
        "site_url": settings.SITE_URL,
        "today_text": vietnamese.long_date(today),
        "menu": SimpleLazyObject(lambda: sections.load().menu),
        "agency": SimpleLazyObject(lambda: AgencyProfile.objects.on(today)),
    }
