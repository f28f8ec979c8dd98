"""The list of stories: columns, filters, search, actions."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from news import publishing, vietnamese
from news.desk.access import staff
from news.desk.admin.article import steps
from news.desk.admin.article.rights import ArticleRights
from news.desk.admin.base import MOST_WORDS, NamesRows
from news.enums import Standing
from news.models.article import Article, ArticleQuerySet
from news.models.generation import clock


class StandingFilter(admin.SimpleListFilter):
    title = "tình trạng trên trang"
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(value, str(label)) for value, label in Standing.choices]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        wanted = self.value()
        if wanted not in Standing.values:
            return queryset
        return cast(ArticleQuerySet, queryset).standing_as(wanted, clock())


class ArticleList(ChangeList):
    """Asks for what stands on the page alone: of all stories it would take a second."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        rows = list(self.result_list)
        shown = Article.objects.filter(pk__in=[row.pk for row in rows])
        standings = {row.pk: row for row in shown.with_standing(clock()).only("pk")}
        for row in rows:
            row.standing = getattr(standings.get(row.pk), "standing", Standing.NONE)
        self.result_list = rows


class OwnFilter(admin.SimpleListFilter):
    title = "người viết"
    parameter_name = "cua"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("toi", "Tôi")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() != "toi":
            return queryset
        return queryset.filter(created_by=staff(request))


class ArticleListing(NamesRows, ArticleRights):
    actions = ["publish_selected"]
    list_display = [
        "title",
        "category",
        "standing_badge",
        "updated_at",
        "updated_by",
    ]
    list_select_related = ["category", "updated_by"]
    list_filter = [OwnFilter, StandingFilter, "state", "category"]
    list_per_page = 50
    search_fields = ["search_text"]
    show_facets = admin.ShowFacets.NEVER
    show_full_result_count = False

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return ArticleList

    @admin.display(description="trạng thái")
    def standing_badge(self, article: Article) -> SafeString:
        return steps.badges(article)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Article], search_term: str
    ) -> tuple[QuerySet[Article], bool]:
        for word in vietnamese.words(search_term)[:MOST_WORDS]:
            queryset = queryset.filter(search_text__contains=word)
        return queryset, False

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Stories are deleted one by one, and only those that nobody ever read."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    @admin.action(description="Đăng các bài đã chọn", permissions=["publish"])
    def publish_selected(
        self, request: HttpRequest, queryset: QuerySet[Article]
    ) -> None:
        for article in queryset:
            try:
                publishing.publish(article, by=staff(request))
            except publishing.PublishingError as error:
                self.message_user(request, f"{article}: {error}", messages.ERROR)
            else:
                self.log_change(request, article, "Đăng.")
                self.message_user(request, f"Đã đăng: {article}", messages.SUCCESS)
