"""Pages of the Party's desk that are no admin of a model: their addresses, the menu."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.urls import URLPattern, reverse

from party.desk import alerts, papers, personal, reports
from party.desk.base import scope


def urls(site: AdminSite) -> list[URLPattern]:
    return [
        *alerts.urls(site),
        *reports.urls(site),
        *papers.urls(site),
        *personal.urls(site),
    ]


def entries(request: HttpRequest) -> list[dict[str, Any]]:
    """Lines of the admin's menu, in the form of models'; none for other people."""
    if not scope(request):
        return []
    return [
        _entry(alerts.TITLE, "PartyAlerts", "party_alerts"),
        _entry(reports.TITLE, "PartyReports", "party_reports"),
    ]


def _entry(name: str, object_name: str, address: str) -> dict[str, Any]:
    return {
        "name": name,
        "object_name": object_name,
        "admin_url": reverse(f"admin:{address}"),
        "add_url": None,
        "view_only": True,
        "perms": {},
    }
