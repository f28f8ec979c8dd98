"""The page “Ai đã xem, ai đã ghi”: lines of the Party's own log about one row."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

SHOWN = 200


def log_of_row(
    admin: ModelAdmin[Any], request: HttpRequest, row: Any, rows: Any
) -> HttpResponse:
    """The newest of these lines."""
    shown = rows.select_related("actor", "member", "organization").newest()[:SHOWN]
    context = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": "Ai đã xem, ai đã ghi",
        "row": row,
        "entries": list(shown),
    }
    return render(request, "admin/party/log_of_row.html", context)
