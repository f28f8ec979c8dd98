"""The page “Nhật ký hệ thống”: for reading, however long the log has become."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from news import vietnamese
from news.desk.admin.base import ID, MOST_WORDS, NamesRows
from news.desk.moments import NOT_A_DAY, day_field
from news.models.audit import SEARCHED, AuditEntry

DAY = timedelta(days=1)
DAY_FIELD = day_field("Ngày", required=False)


class DayFilter(admin.SimpleListFilter):
    title = "ngày"
    parameter_name = "ngay"
    template = "admin/news/audit/day_filter.html"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("", "Mọi ngày")]

    def has_output(self) -> bool:
        return True

    def choices(self, changelist: Any) -> Iterator[Any]:
        """One choice: the form for a day, with what else is chosen."""
        others = {
            name: value
            for name, value in changelist.get_filters_params().items()
            if name != self.parameter_name
        }
        if changelist.query:
            others["q"] = changelist.query
        name, typed = str(self.parameter_name), self.value() or ""
        yield {
            "name": self.parameter_name,
            "day": f"{day:%d/%m/%Y}" if (day := self.day()) else "",
            "box": DAY_FIELD.widget.render(name, typed, {"id": f"day-filter-{name}"}),
            "error": "" if day or not typed else NOT_A_DAY,
            "others": {
                n: v[0] if isinstance(v, list) else v for n, v in others.items()
            },
            "clear": changelist.get_query_string(remove=[self.parameter_name]),
        }

    def day(self) -> date | None:
        try:
            day = DAY_FIELD.clean(self.value() or "")
        except ValidationError:
            return None
        return day if day and 2000 <= day.year < 2200 else None

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        day = self.day()
        if day is None:
            return queryset
        first = timezone.make_aware(datetime.combine(day, datetime.min.time()))
        return queryset.filter(at__gte=first, at__lt=first + DAY)


class PersonFilter(admin.SimpleListFilter):
    title = "người làm"
    parameter_name = "nguoi"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        staff = get_user_model().objects.order_by("full_name", "username")
        return [(str(person.pk), str(person)) for person in staff]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        named = self.value() or ""
        return queryset.filter(actor=int(named)) if ID.fullmatch(named) else queryset


@admin.register(AuditEntry)
class AuditEntryAdmin(NamesRows):
    empty_value_display = ""
    list_display = ["at", "kind", "person", "object_label", "text", "address"]
    list_display_links = None
    list_filter = ["kind", PersonFilter, DayFilter]
    list_per_page = 100
    ordering = ["-at", "-pk"]
    search_fields = ["search_text"]
    search_help_text = (
        f"Tìm trong {SEARCHED // 1000} nghìn dòng mới nhất; muốn tìm xa hơn thì chọn"
        " ngày."
    )
    show_facets = admin.ShowFacets.NEVER
    show_full_result_count = False
    sortable_by = ()

    class Media:
        css = {"all": ["css/desk-audit.css"]}

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return super().changelist_view(request, {"title": "Nhật ký hệ thống"})

    @admin.display(description="người làm")
    def person(self, entry: AuditEntry) -> str:
        return entry.actor_name or "Hệ thống"

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[QuerySet[AuditEntry], bool]:
        words = vietnamese.words(search_term)[:MOST_WORDS]
        if words and DayFilter.parameter_name not in request.GET:
            queryset = queryset.recent()
        for word in words:
            queryset = queryset.filter(search_text__contains=word)
        return queryset, False

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        return {}

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(
        self, request: HttpRequest, obj: AuditEntry | None = None
    ) -> bool:
        return False

    def has_delete_permission(
        self, request: HttpRequest, obj: AuditEntry | None = None
    ) -> bool:
        return False
