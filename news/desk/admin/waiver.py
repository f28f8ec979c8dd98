"""“Việc được bỏ qua”: who let what through the gate, and why. To be read alone."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from news import vietnamese
from news.desk.access import staff, visible_to
from news.desk.admin.article import steps
from news.desk.admin.base import MOST_WORDS, NamesRows
from news.models.waiver import Waiver


@admin.register(Waiver)
class WaiverAdmin(NamesRows):
    """The door writes and takes back waivers; nobody does it here."""

    list_display = ["message", "reason", "by", "at", "story"]
    list_display_links = None
    list_select_related = ["article", "by"]
    list_per_page = 50
    ordering = ["-at", "-pk"]
    sortable_by = ["at"]
    search_fields = ["article__search_text"]
    search_help_text = "Tìm theo tiêu đề bài viết, có dấu hoặc không."
    show_facets = admin.ShowFacets.NEVER
    show_full_result_count = False
    actions = None

    @admin.display(description="bài viết")
    def story(self, waiver: Waiver) -> SafeString:
        address = steps.checked_url(waiver.article)
        return format_html('<a href="{}">{}</a>', address, waiver.article)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Waiver]:
        stories = visible_to(staff(request)).values("pk")
        rows = super().get_queryset(request).filter(article__in=stories)
        return rows.defer("article__body", "article__source_at")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        for word in vietnamese.words(search_term)[:MOST_WORDS]:
            queryset = queryset.filter(article__search_text__contains=word)
        return queryset, False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(
        self, request: HttpRequest, obj: Waiver | None = None
    ) -> bool:
        return False

    def has_delete_permission(
        self, request: HttpRequest, obj: Waiver | None = None
    ) -> bool:
        """Only with its whole story, which nobody ever read."""
        match = request.resolver_match
        return match is not None and match.url_name == "news_article_delete"
