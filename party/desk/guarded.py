"""Views of the Party's desk: closed to all but those whom party.access lets in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from party.desk.base import scope

View = Callable[..., HttpResponse]


def guarded(
    site: AdminSite, view: View, *methods: str, for_officers_only: bool = False
) -> View:
    """The view for people with a scope; `methods` but GET and HEAD are named."""
    allowed = require_http_methods([*(methods or ("GET", "HEAD"))])

    def wrapped(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        rights = scope(request)
        if not (rights.is_officer if for_officers_only else rights):
            raise PermissionDenied
        return view(site, request, **kwargs)

    return site.admin_view(allowed(wrapped))


def page(
    site: AdminSite, request: HttpRequest, template: str, context: dict[str, Any]
) -> HttpResponse:
    return render(request, template, {**site.each_context(request), **context})


def missing(
    site: AdminSite, request: HttpRequest, model: type[Model], pk: int
) -> HttpResponse:
    """The answer for a row that is not there, and for one that may not be seen."""
    admin: Any = site.get_model_admin(model)
    return admin.does_not_exist(request, pk)
