"""What readers would see, from the form as it stands in the browser."""

from __future__ import annotations

from itertools import chain

from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from news import publishing
from news.desk import preview
from news.desk.admin.article import steps
from news.models.article import Article

ADD, CHANGE = "admin:news_article_add", "admin:news_article_change"
ADD_PREVIEW, CHANGE_PREVIEW = "news_article_add_preview", "news_article_preview"


class ArticlePreview(admin.ModelAdmin):
    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.preview_view)
        return [
            path("xem-truoc/", view, name=ADD_PREVIEW),
            path("<int:pk>/xem-truoc/", view, name=CHANGE_PREVIEW),
            *super().get_urls(),
        ]

    def is_preview(self, request: HttpRequest) -> bool:
        match = request.resolver_match
        return match is not None and match.url_name in {ADD_PREVIEW, CHANGE_PREVIEW}

    def preview_of(self, request: HttpRequest, article: Article) -> HttpResponse:
        """The answer to a form that was saved for the preview alone."""
        return preview.page(request, article)

    def preview_view(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        """The article page of the form as it was sent; nothing of it stays."""
        if request.method != "POST":  # A preview tab that was loaded again.
            return redirect(CHANGE if pk else ADD, *filter(None, [pk]))
        try:
            with transaction.atomic():
                response = self.changeform_view(request, str(pk) if pk else None)
                transaction.set_rollback(True)
        except publishing.PublishingError as error:
            return steps.no_preview(self, request, [str(error)])
        if isinstance(response, TemplateResponse):  # What is wrong stands in it.
            errors = chain.from_iterable((response.context_data or {})["errors"])
            return steps.no_preview(self, request, errors)
        return response
