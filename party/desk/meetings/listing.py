"""The list of meetings: columns and filters. It names nobody."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, Max, Min, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from party.desk.base import PartyAdmin, scope
from party.enums import AttendanceStatus, MeetingState
from party.models import Meeting

NOT_EXPECTED = [AttendanceStatus.EXEMPT, AttendanceStatus.ELSEWHERE, ""]


class OrganizationFilter(admin.SimpleListFilter):
    """Organizations whose meetings this person may see."""

    title = "tổ chức"
    parameter_name = "to-chuc"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        rows = scope(request).organizations().in_order()
        return [(str(pk), name) for pk, name in rows.values_list("pk", "name")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() in {value for value, _ in self.lookup_choices}:
            return queryset.filter(organization=int(self.value() or 0))
        return queryset


class YearFilter(admin.SimpleListFilter):
    title = "năm"
    parameter_name = "nam"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        years = scope(request).meetings().aggregate(Min("year"), Max("year"))
        first, last = years["year__min"], years["year__max"]
        span = range(last, first - 1, -1) if first else range(0)
        return [(str(year), str(year)) for year in span]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() in {value for value, _ in self.lookup_choices}:
            return queryset.filter(year=int(self.value() or 0))
        return queryset


class MonthFilter(admin.SimpleListFilter):
    title = "tháng"
    parameter_name = "thang"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        quarters = [(f"q{number}", f"Quý {number}") for number in range(1, 5)]
        return [*((str(it), f"Tháng {it}") for it in range(1, 13)), *quarters]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        wanted = self.value() or ""
        if wanted not in {value for value, _ in self.lookup_choices}:
            return queryset
        if wanted.startswith("q"):
            last = int(wanted[1:]) * 3
            return queryset.filter(month__gt=last - 3, month__lte=last)
        return queryset.filter(month=int(wanted))


class MeetingListing(PartyAdmin):
    actions = None
    list_display = [
        *("name", "organization", "when", "state_badge"),
        *("attendance_of_expected", "level"),
    ]
    list_filter = [OrganizationFilter, YearFilter, MonthFilter, "kind", "state"]
    list_select_related = ["organization", "score"]
    ordering = ["-year", "-month", "-starts_at", "-pk"]
    sortable_by = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Meeting]:
        rows = super().get_queryset(request)
        match = request.resolver_match
        if match is None or match.url_name != "party_meeting_changelist":
            return rows
        present = Q(attendance__status=AttendanceStatus.PRESENT)
        expected = ~Q(attendance__status__in=NOT_EXPECTED)
        return rows.defer("minutes", "snapshot").annotate(
            present_count=Count("attendance", filter=present),
            expected_count=Count("attendance", filter=expected),
        )

    @admin.display(description="buổi sinh hoạt")
    def name(self, meeting: Meeting) -> str:
        return f"{meeting}: {meeting.theme}" if meeting.theme else str(meeting)

    @admin.display(description="lúc")
    def when(self, meeting: Meeting) -> str:
        at = timezone.localtime(meeting.moved_to or meeting.starts_at)
        return f"{at:%H:%M %d/%m/%Y}"

    @admin.display(description="tình trạng")
    def state_badge(self, meeting: Meeting) -> SafeString:
        label = MeetingState(meeting.state).label
        return format_html(
            '<span class="badge badge--{}">{}</span>', meeting.state, label
        )

    @admin.display(description="có mặt / phải dự", empty_value="")
    def attendance_of_expected(self, meeting: Any) -> str:
        if not meeting.expected_count:
            return ""
        return f"{meeting.present_count}/{meeting.expected_count}"

    @admin.display(description="xếp loại", empty_value="")
    def level(self, meeting: Meeting) -> str:
        score = getattr(meeting, "score", None)
        return score.level if score is not None else ""
