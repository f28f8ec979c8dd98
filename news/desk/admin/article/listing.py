"""The list of stories: columns, filters, search, actions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.admin.views.main import ORDER_VAR, ChangeList
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from news import publishing, search
from news.desk import finding
from news.desk.access import staff
from news.desk.admin.article import steps
from news.desk.admin.article.filters import UnitFilter, WriterFilter
from news.desk.admin.article.plan import Plan, plans_of
from news.desk.admin.article.rights import ArticleRights
from news.desk.admin.base import NamesRows
from news.enums import Standing
from news.models.article import Article, ArticleQuerySet
from news.models.edition import Edition
from news.models.generation import clock
from news.search.query import for_readers

MOST_AT_ONCE = 50
TOO_MANY = f"Mỗi lần chỉ chọn được {MOST_AT_ONCE} bài; chưa bài nào thay đổi."
NOT_YOURS = "Bạn chỉ xem được bài này."
SEEN = "seen-"  # And the number of a story: the version that the list showed.
NOT_SHOWN = "Bài không hiện trong danh sách lúc bạn chọn. Hãy mở bài để xem trước."
MOST_DIGITS = 9


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
        rows, now = list(self.result_list), clock()
        shown = Article.objects.filter(pk__in=[row.pk for row in rows])
        standings = {row.pk: row for row in shown.with_standing(now).only("pk")}
        plans = plans_of([row.pk for row in rows], now)
        for row in rows:
            row.standing = getattr(standings.get(row.pk), "standing", Standing.NONE)
            row.plan = plans.get(row.pk, Plan())
        self.result_list = rows

    def get_ordering(self, request: HttpRequest, queryset: Any) -> list[Any]:
        """What is to come in the order of its coming, unless a column is chosen."""
        ordering = super().get_ordering(request, queryset)
        chosen = self.params.get(ORDER_VAR)
        if request.GET.get("standing") != Standing.SCHEDULED or chosen:
            return ordering
        coming = Edition.objects.filter(article=OuterRef("pk")).scheduled(clock())
        return [Subquery(coming.values("starts_at")[:1]).asc(), *ordering]


class ArticleListing(NamesRows, ArticleRights):
    actions = ["publish_selected", "submit_selected"]
    list_display = [
        "title",
        "standing_badge",
        "when",
        "category",
        "writer",
        "updated_at",
        "updated_by",
    ]
    list_select_related = ["category", "updated_by", "created_by__unit"]
    list_filter = [WriterFilter, StandingFilter, "state", "category", UnitFilter]
    list_per_page = 50
    search_fields = ["search_text"]
    search_help_text = (
        "Tìm trong toàn văn, có dấu hay không; “cụm từ” trong ngoặc kép, -từ để loại."
    )
    show_facets = admin.ShowFacets.NEVER
    show_full_result_count = False

    @admin.display(description="trạng thái")
    def standing_badge(self, article: Article) -> SafeString:
        return steps.badges(article)

    @admin.display(description="lên trang, hết hạn", empty_value="")
    def when(self, article: Any) -> SafeString | str:
        """What goes live when, and what leaves when; Vietnamese time."""
        plan: Plan = article.plan
        lines = []
        if plan.coming is not None:
            lines.append(f"Hẹn {_local(plan.coming.starts_at)}")
        if plan.expires_at is not None:
            lines.append(f"Hết hạn {_local(plan.expires_at)}")
        return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in lines))

    @admin.display(description=mark_safe('<input type="checkbox" id="action-toggle">'))
    def action_checkbox(self, article: Article) -> SafeString:
        """With the version that is shown: a step for many stories takes no other."""
        return format_html(
            '{}<input type="hidden" name="{}{}" value="{}">',
            super().action_checkbox(article),
            SEEN,
            article.pk,
            article.version,
        )

    @admin.display(description="người viết", empty_value="")
    def writer(self, article: Article) -> SafeString | str:
        """Who made it, and of which unit that person is."""
        writer = article.created_by
        if writer is None:
            return ""
        unit = writer.unit
        name = (unit.short_name or unit.name) if unit else ""
        return format_html('{}<br><span class="quiet">{}</span>', writer, name)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return ArticleList

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Article], search_term: str
    ) -> tuple[QuerySet[Article], bool]:
        """In the list: by the working text. In a chooser: the closest first."""
        if not (query := for_readers(search_term) if search_term else None):
            return queryset, False
        match = request.resolver_match
        if match is not None and match.url_name == "autocomplete":
            ids = finding.closest(staff(request), query)
            return finding.in_order(queryset, ids), False
        return search.desk.matching(cast(ArticleQuerySet, queryset), query), False

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Stories are deleted one by one, and only those that nobody ever read."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    @admin.action(description="Đăng các bài đã chọn", permissions=["publish"])
    def publish_selected(
        self, request: HttpRequest, queryset: QuerySet[Article]
    ) -> None:
        self._each(request, queryset, publishing.publish, "Đăng.", "Đã đăng")

    @admin.action(description="Gửi duyệt các bài đã chọn", permissions=["change"])
    def submit_selected(
        self, request: HttpRequest, queryset: QuerySet[Article]
    ) -> None:
        self._each(request, queryset, publishing.submit, "Gửi duyệt.", "Đã gửi duyệt")

    def _each(
        self,
        request: HttpRequest,
        queryset: QuerySet[Article],
        step: Callable[..., Any],
        log: str,
        done: str,
    ) -> None:
        """The step for each story, which answers for itself."""
        stories = list(queryset[: MOST_AT_ONCE + 1])
        if len(stories) > MOST_AT_ONCE:
            self.message_user(request, TOO_MANY, messages.ERROR)
            return
        for article in stories:
            try:
                if not self.has_change_permission(request, article):
                    raise publishing.PublishingError(NOT_YOURS)
                article.version = _seen(request, article)
                step(article, by=staff(request))
            except publishing.PublishingError as error:
                self.message_user(request, f"“{article}”: {error}", messages.ERROR)
            else:
                self.log_change(request, article, log)
                self.message_user(request, f"{done} “{article}”.", messages.SUCCESS)


def _seen(request: HttpRequest, article: Article) -> int:
    """The version that stood in the list; the step is refused when it is not the last.

    Raises PublishingError for a story that was chosen without having been shown.
    """
    seen = request.POST.get(f"{SEEN}{article.pk}", "")
    if not (seen.isascii() and seen.isdecimal() and len(seen) <= MOST_DIGITS):
        raise publishing.PublishingError(NOT_SHOWN)
    return int(seen)


def _local(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%H:%M %d/%m/%Y}"
