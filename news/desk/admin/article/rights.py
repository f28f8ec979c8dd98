"""Which stories a member of staff finds in the admin, and what each may do there."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from news.desk.access import is_editor, may_change, pinnable_by, staff, visible_to
from news.models.article import Article
from news.models.generation import clock


class ArticleRights(admin.ModelAdmin):
    ordering = ["-updated_at", "-pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        match = request.resolver_match
        if match is not None and match.url_name == "autocomplete":
            return pinnable_by(staff(request)).order_by(*self.ordering)
        stories = visible_to(staff(request)).order_by(*self.ordering)
        if match is not None and match.url_name == "news_article_changelist":
            return stories.defer("body", "source_at")
        return stories.with_standing(clock())

    def has_change_permission(
        self, request: HttpRequest, obj: Article | None = None
    ) -> bool:
        if not super().has_change_permission(request, obj):
            return False
        return obj is None or may_change(staff(request), obj)

    def has_delete_permission(
        self, request: HttpRequest, obj: Article | None = None
    ) -> bool:
        """What readers have seen is withdrawn, never deleted."""
        if not super().has_delete_permission(request, obj):
            return False
        return obj is None or not obj.editions.exists()

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return is_editor(staff(request))

    def has_withdraw_permission(self, request: HttpRequest) -> bool:
        return staff(request).has_perm("news.withdraw_article")

    def does_not_exist(self, request: HttpRequest, pk: int | str) -> HttpResponse:
        """The same answer for a story that is not there and for one not to be seen."""
        answer: Any = self
        return answer._get_obj_does_not_exist_redirect(request, self.opts, str(pk))
