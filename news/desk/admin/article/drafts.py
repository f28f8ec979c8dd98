"""Texts kept in the browser: the server's word that one of them was saved.

A browser keeps what is typed until it knows that the server has it. That a form was
sent proves nothing; that the next page came, neither (it may tell of an error). So the
form carries the name of its kept text, and the answer to a save gives it back.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from news.desk.admin.article.steps import Saved

COOKIE = "ban-da-luu"
MOST = 8  # Saves of other tabs whose pages have not been read yet.
FORMS = {"news_article_add", "news_article_change"}
NAME = re.compile(r"[0-9a-f]{16,32}", re.ASCII)

View = TypeVar("View", bound=Callable[..., HttpResponse])


def posted(request: HttpRequest) -> str:
    """The name of the kept text that this form was sent from, if it has one."""
    name = request.POST.get("draft", "")
    return name if NAME.fullmatch(name) else ""


class SavesDrafts(admin.ModelAdmin):
    def save_related(
        self, request: HttpRequest, form: Any, formsets: Any, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        request.saved_draft = posted(request)  # type: ignore[attr-defined]


def confirming(view: View) -> View:
    """Tell the browser which of its kept texts this request saved.

    Around the whole view: its transaction is over, so the text is really there. A form
    that came back is no redirect and tells nothing.
    """

    @wraps(view)
    def confirmed(self: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        response = view(self, request, *args, **kwargs)
        name = getattr(request, "saved_draft", "")
        if isinstance(response, Saved):  # Also one that held nothing new.
            name = posted(request)
        if name and response.status_code == 302 and _keeps_what_it_saves(request):
            _tell(request, response, name)
        return response

    return confirmed  # type: ignore[return-value]


def _keeps_what_it_saves(request: HttpRequest) -> bool:
    """A preview or a check goes through the same view and is taken back afterwards."""
    match = request.resolver_match
    return match is not None and match.url_name in FORMS


def _tell(request: HttpRequest, response: HttpResponse, name: str) -> None:
    untold = request.COOKIES.get(COOKIE, "").split(".")
    names = [other for other in untold if NAME.fullmatch(other) and other != name]
    response.set_cookie(
        COOKIE,
        ".".join([*names, name][-MOST:]),
        max_age=settings.SESSION_COOKIE_AGE,
        path=reverse("admin:index"),
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
