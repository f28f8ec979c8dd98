"""The open form and its browser: who else is here, is the session still there.

All of it answers scripts: in JSON, and whoever may not is told so instead of being
sent to a page of login. No request of these makes a session last longer: a form left
open overnight must not keep somebody signed in.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST, require_safe

from news.desk import presence
from news.desk.access import staff, visible_to
from news.desk.admin.article.drafts import posted
from news.models.article import Article

if TYPE_CHECKING:
    from django.contrib.admin.helpers import AdminForm

    from news.desk.admin.article import ArticleAdmin

TAB = re.compile(r"[0-9a-f]{8,36}", re.ASCII)
NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)
NOT_HERE = {"reason": "khong-co"}


def urls(admin: ArticleAdmin) -> list[URLPattern]:
    return [
        path("<int:pk>/dang-mo/", opened(admin), name="news_article_presence"),
        path("phien/", session(admin), name="news_article_session"),
    ]


def opened(admin: ArticleAdmin) -> Callable[..., HttpResponse]:
    @require_POST
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        if refused := refusal(admin, request):
            return refused
        tab = said(request.POST)
        if tab is None:
            return JsonResponse({"reason": "sai"}, status=400)
        user = staff(request)
        # Of the story no more than who asks may see, and its version.
        article = visible_to(user).only("version").filter(pk=pk).first()
        if article is None:
            return JsonResponse(NOT_HERE, status=404)
        try:
            if "leave" in request.POST:
                presence.left(article, user, tab.name)
                return HttpResponse(status=204)
            return JsonResponse(presence.heard(article, user, tab))
        except IntegrityError:  # Deleted between the two statements.
            return JsonResponse(NOT_HERE, status=404)

    return view


def session(admin: ArticleAdmin) -> Callable[[HttpRequest], HttpResponse]:
    """Who is signed in now, and the token that forms of this session need.

    Signing in again in another tab changes the token; the open form takes the new one
    from here. Other origins cannot read the answer.
    """

    @require_safe
    def view(request: HttpRequest) -> HttpResponse:
        if refused := refusal(admin, request):
            return refused
        user = staff(request)
        answer = {"user": user.pk, "name": str(user), "token": get_token(request)}
        return JsonResponse(answer)

    return view


def refusal(admin: ArticleAdmin, request: HttpRequest) -> HttpResponse | None:
    if not admin.admin_site.has_permission(request):
        return JsonResponse({"reason": "het-phien"}, status=403)
    if not admin.has_view_permission(request):
        return JsonResponse({"reason": "khong-quyen"}, status=403)
    return None


def said(data: QueryDict) -> presence.Tab | None:
    """What the browser says of its tab; None when no browser of ours would say it."""
    name, version = data.get("tab", ""), data.get("version", "")
    open_for = data.get("open_for", "0")
    numbers = [open_for, version or "0"]
    if not TAB.fullmatch(name) or not all(map(NUMBER.fullmatch, numbers)):
        return None
    return presence.Tab(
        name=name,
        open_for=timedelta(seconds=int(open_for)),
        is_hidden="hidden" in data,
        version=int(version) if version else None,
    )


def panel(
    request: HttpRequest,
    article: Article | None,
    admin_form: AdminForm,
    *,
    may_save: bool,
) -> dict[str, Any]:
    """What the form's template tells the scripts."""
    return {
        "presence": {
            "ping_seconds": settings.DESK_PING_SECONDS,
            "autosave_seconds": settings.DESK_AUTOSAVE_SECONDS,
            "draft": posted(request),
            # A form that came back, whatever the reason, was typed and never saved.
            "is_unsaved": admin_form.form.is_bound and may_save,
            "may_save": may_save,
            "saved_at": presence.at(article.updated_at) if article else "",
            "saved_by": str(article.updated_by or "") if article else "",
        }
    }
