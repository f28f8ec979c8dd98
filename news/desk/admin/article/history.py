"""The history of a story: the door's own log."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.http import HttpRequest, HttpResponse


class ArticleHistory(admin.ModelAdmin):
    def history_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The door's own log: every step with person, time and note."""
        article = self.get_object(request, unquote(object_id))
        log = (
            article.steps.select_related("by").order_by("-at", "-pk") if article else []
        )
        return super().history_view(request, object_id, {"steps": log[:200]})
