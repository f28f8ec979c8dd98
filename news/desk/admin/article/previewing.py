"""What readers would see, from the form as it stands in the browser or as saved.

A form that is sent here is saved, shown and rolled back; what it showed is kept for its
writer for some hours, so that the tab can be loaded again and closed frames reopened.
"""

from __future__ import annotations

import json
from itertools import chain
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.clickjacking import xframe_options_sameorigin

from news import publishing
from news.desk import preview
from news.desk.access import is_editor, staff
from news.desk.admin.article import steps
from news.desk.admin.article.rights import ArticleRights
from news.models.article import Article
from news.models.generation import clock
from news.models.revision import encode, snapshot
from news.models.unsaved_preview import UnsavedPreview

ADD, CHANGE = "admin:news_article_add", "admin:news_article_change"
ADD_PREVIEW, CHANGE_PREVIEW = "news_article_add_preview", "news_article_preview"
GONE = (
    "Bản xem trước này không còn. Bản xem trước của chữ chưa lưu được giữ 12 giờ cho"
    " người viết; hãy bấm “Xem trước” lần nữa trong biểu mẫu."
)


class Shown(HttpResponse):
    """The page of a form that was saved for it alone; it knows the story."""

    def __init__(self, page: HttpResponse, story: dict[str, Any]) -> None:
        super().__init__(page.content)
        self.story = story


class ArticlePreview(ArticleRights):
    def get_urls(self) -> list[URLPattern]:
        def view(function: Any) -> Any:
            return self.admin_site.admin_view(function)

        framed = xframe_options_sameorigin
        unsaved = "xem-truoc/<uuid:key>/"
        return [
            path("xem-truoc/", view(self.preview_view), name=ADD_PREVIEW),
            path(unsaved, view(self.unsaved_view), name="news_article_unsaved"),
            path(
                f"{unsaved}trang/",
                view(framed(self.unsaved_page)),
                name="news_article_unsaved_page",
            ),
            path("<id:pk>/xem-truoc/", view(self.preview_view), name=CHANGE_PREVIEW),
            path(
                "<id:pk>/xem-truoc/trang/",
                view(framed(self.saved_page)),
                name="news_article_preview_page",
            ),
            *super().get_urls(),
        ]

    def is_preview(self, request: HttpRequest) -> bool:
        match = request.resolver_match
        return match is not None and match.url_name in {ADD_PREVIEW, CHANGE_PREVIEW}

    def preview_of(self, request: HttpRequest, article: Article) -> HttpResponse:
        """The answer to a form that was saved for the preview alone."""
        story = snapshot(article)
        return Shown(_page(request, story, article.pk), story)

    # --- Of a form that nobody saved --------------------------------------------------

    def preview_view(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        """Keep what the sent form looks like and go there; nothing else of it stays."""
        if request.method != "POST":
            return self.saved_view(request, pk) if pk else redirect(ADD)
        _for_the_preview_alone(request, pk)
        try:
            with transaction.atomic():
                response = self.changeform_view(request, str(pk) if pk else None)
                transaction.set_rollback(True)
        except publishing.PublishingError as error:
            return steps.no_preview(self, request, [str(error)])
        if isinstance(response, TemplateResponse):  # What is wrong stands in it.
            errors = chain.from_iterable((response.context_data or {})["errors"])
            return steps.no_preview(self, request, errors)
        if not isinstance(response, Shown):  # A story that is not there.
            return response
        kept = _keep(request, response, pk)
        return redirect("admin:news_article_unsaved", kept.key)

    def unsaved_view(self, request: HttpRequest, key: UUID) -> HttpResponse:
        kept = self._kept(request, key)
        if kept is None:
            return steps.no_preview(self, request, [GONE], status=404)
        frame = reverse("admin:news_article_unsaved_page", args=[key])
        article = kept.article and self.get_object(request, str(kept.article_id))
        return self._around(request, json.loads(kept.data), article, frame, kept)

    def unsaved_page(self, request: HttpRequest, key: UUID) -> HttpResponse:
        kept = self._kept(request, key)
        if kept is None:
            return steps.no_preview(self, request, [GONE], status=404)
        return preview.kept_by_nobody(HttpResponse(kept.page))

    def _kept(self, request: HttpRequest, key: UUID) -> UnsavedPreview | None:
        """One's own, of a story that one may still see."""
        own = UnsavedPreview.objects.kept(clock()).filter(made_by=staff(request))
        kept = own.filter(key=key).first()
        if kept is None or not self.has_view_permission(request):
            return None
        if kept.article_id and not self.get_object(request, str(kept.article_id)):
            return None
        return kept

    # --- Of the working text as it was saved ------------------------------------------

    def saved_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        article = self._visible(request, pk)
        if article is None:
            return self.does_not_exist(request, pk)
        frame = reverse("admin:news_article_preview_page", args=[pk])
        return self._around(request, snapshot(article), article, frame)

    def saved_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        article = self._visible(request, pk)
        if article is None:
            return self.does_not_exist(request, pk)
        return _page(request, snapshot(article), pk)

    def _visible(self, request: HttpRequest, pk: int) -> Article | None:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return self.get_object(request, str(pk))

    # --- Around the frame -------------------------------------------------------------

    def _around(
        self,
        request: HttpRequest,
        story: dict[str, Any],
        article: Article | None,
        frame: str,
        kept: UnsavedPreview | None = None,
    ) -> HttpResponse:
        """The bar with the widths and what differs, and the page in its frame."""
        moment = clock()
        article_id = article.pk if article else 0
        is_saved = article is not None and encode(snapshot(article)) == encode(story)
        context = {
            **self.admin_site.each_context(request),
            "title": story["title"],
            "article": article,
            "frame_url": frame,
            "kept": kept,
            "is_saved": is_saved,
            "future": preview.Future.of(article_id, moment),
            "changes": preview.changes(story, article_id, moment),
            "may_share": is_saved and self.has_change_permission(request, article),
        }
        return render(request, "admin/news/article/preview.html", context)


def _page(request: HttpRequest, story: dict[str, Any], pk: int) -> HttpResponse:
    def file_url(file: int) -> str:
        return reverse("admin:news_article_file", args=[file])

    ahead = is_editor(staff(request))
    return preview.page(request, story, pk, file_url=file_url, sees_ahead=ahead)


def _for_the_preview_alone(request: HttpRequest, pk: int | None) -> None:
    """Take out every button but this one, and whoever saved in the meantime.

    A preview overwrites nobody, so it is given on top of any version.
    """
    versions = Article.objects.filter(pk=pk or 0).values_list("version", flat=True)
    sent = request.POST.copy()
    for name in [name for name in sent if name.startswith("_")]:
        del sent[name]
    sent["version"] = str(versions.first() or "")
    request.POST = sent  # type: ignore[assignment]


def _keep(request: HttpRequest, shown: Shown, pk: int | None) -> UnsavedPreview:
    user, moment = staff(request), clock()
    with transaction.atomic():
        kept = UnsavedPreview.objects.create(
            made_by=user,
            article_id=pk,
            made_at=moment,
            data=encode(shown.story),
            page=shown.text,
        )
        UnsavedPreview.objects.forget_old(user.pk, moment)
    return kept
