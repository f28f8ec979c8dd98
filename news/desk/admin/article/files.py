"""Files for a story: sent one by one, and seen by staff before readers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST, require_safe

from news.desk import uploads
from news.desk.access import attachable_by, staff
from news.site import downloads

if TYPE_CHECKING:
    from news.desk.admin.article import ArticleAdmin


def urls(admin: ArticleAdmin) -> list[URLPattern]:
    download = admin.admin_site.admin_view(downloading(admin))
    return [
        path("tep/", uploading(admin), name="news_article_file_upload"),
        path("tep/<id:pk>/", download, name="news_article_file"),
    ]


def uploading(admin: ArticleAdmin) -> Callable[[HttpRequest], HttpResponse]:
    """For scripts: whoever may not is told so, not sent to a page of login."""

    @require_POST
    def upload(request: HttpRequest) -> HttpResponse:
        may_enter = admin.admin_site.has_permission(request)
        if not may_enter or not admin.has_add_permission(request):
            raise PermissionDenied
        return uploads.receive_attachment(request)

    return upload


def downloading(admin: ArticleAdmin) -> Callable[..., HttpResponseBase]:
    @require_safe
    def download(request: HttpRequest, pk: int) -> HttpResponseBase:
        if not admin.has_view_permission(request):
            raise PermissionDenied
        allowed = attachable_by(staff(request))
        return downloads.answer(get_object_or_404(allowed, pk=pk), f"tep-{pk}")

    return download
