"""Pages of the desk about one story: who may open them, and what stands around them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse

from news import differences
from news.desk import history
from news.desk.access import staff
from news.desk.admin.article.rights import ArticleRights
from news.models.article import Article

TEMPLATES = "admin/news/article/history"
SHOWN_APART = {"title", "sapo", "body", "photos"}


class StoryPages(ArticleRights):
    def _story(self, request: HttpRequest, pk: int | str) -> Article | None:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return self.get_object(request, str(pk))

    def _parts(
        self, request: HttpRequest, story: dict[str, Any]
    ) -> list[differences.Part]:
        story = {name: part for name, part in story.items() if name != "edition"}
        named = history.names(staff(request), [story])
        return [
            part
            for part in differences.parts(story, named)
            if part.name not in SHOWN_APART and any(i.text for i in part.items)
        ]

    def _differences(
        self, request: HttpRequest, older: dict[str, Any], newer: dict[str, Any]
    ) -> list[differences.Difference]:
        named = history.names(staff(request), [older, newer])
        return differences.compare(older, newer, named)

    def _page(
        self,
        request: HttpRequest,
        article: Article,
        name: str,
        title: str,
        context: dict[str, Any],
    ) -> TemplateResponse:
        around = {
            **self.admin_site.each_context(request),
            "title": title,
            "subtitle": None,
            "opts": self.opts,
            "article": article,
        }
        return TemplateResponse(request, f"{TEMPLATES}/{name}.html", around | context)


def address(name: str, article: Article) -> str:
    return reverse(f"admin:news_article_{name}", args=[article.pk])
