"""Requests about one's own data: taken down with their clocks, for officers alone."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import ForeignKey, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from news.desk.access import staff
from news.desk.admin.base import ChoosesOnly, CleanForm
from party import erasure, log
from party.access import Scope
from party.desk.base import PartyAdmin
from party.enums import LogKind
from party.erasure.requests import check
from party.models import DataRequest, Member

FIXED = ["member", "kind", "received_on"]
CLOCKS = ["answer_by", "due_on"]


class DataRequestForm(CleanForm):
    class Meta:
        model = DataRequest
        exclude = ()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("extended_to") and not cleaned.get("extension_reason"):
            self.add_error("extension_reason", "Nhập lý do gia hạn.")
        return cleaned

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if self.errors:
            return
        for finding in check(self.instance):
            field = finding.field if finding.field in self.fields else None
            self.add_error(field, finding.message)


class DoneFilter(admin.SimpleListFilter):
    title, parameter_name = "tình trạng", "tinh-trang"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("cho", "Đang chờ"), ("xong", "Đã thực hiện")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() in {"cho", "xong"}:
            return queryset.filter(done_on__isnull=self.value() == "cho")
        return queryset


@admin.register(DataRequest)
class DataRequestAdmin(ChoosesOnly, PartyAdmin):
    form = DataRequestForm
    for_officers_only = True
    list_display = ["number", "member", "kind", "received_on", "answered_on", "clock"]
    list_display_links = ["number"]
    list_filter = [DoneFilter, "kind"]
    list_select_related = ["member"]
    ordering = ["-received_on", "-pk"]
    autocomplete_fields = ["member"]
    actions = None

    def rows(self, scope: Scope) -> QuerySet[DataRequest]:
        return DataRequest.objects.select_related("member")

    def organization_of(self, row: DataRequest) -> None:
        return None

    def get_urls(self) -> list[Any]:
        """Without history and deletion: the Party's log has what was done."""
        gone = {f"party_datarequest_{name}" for name in ("history", "delete")}
        return [url for url in super().get_urls() if url.name not in gone]

    @admin.display(description="số", ordering="pk")
    def number(self, row: DataRequest) -> str:
        return str(row.pk)

    @admin.display(description="hạn thực hiện", ordering="due_on")
    def clock(self, row: DataRequest) -> str | SafeString:
        if row.done_on is not None:
            return f"xong {row.done_on:%d/%m/%Y}"
        day = f"{row.last_day:%d/%m/%Y}"
        if row.is_late(timezone.localdate()):
            return format_html('<strong class="late">{} – quá hạn</strong>', day)
        return day

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name == "member":
            kwargs["queryset"] = Member.objects.real()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [*FIXED, *CLOCKS] if obj is not None else []

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return [(None, {"fields": [*FIXED, "with_others", "note"]})]
        extended = ["extended_to", "extension_reason"]
        done = ["answered_on", "done_on", "note"]
        return [
            (None, {"fields": [*FIXED, "with_others"]}),
            ("Thời hạn", {"fields": [*CLOCKS, *extended]}),
            ("Đã làm", {"fields": done}),
        ]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        response = super().changelist_view(request, extra_context)
        if request.method == "GET":
            what = "Xem danh sách yêu cầu về dữ liệu"
            log.record(LogKind.VIEW, what, by=staff(request))
        return response

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        row = self.get_object(request, object_id)
        if row is not None and request.method == "GET":
            what = f"Xem yêu cầu số {row.pk} về dữ liệu"
            log.record(LogKind.VIEW, what, by=staff(request), member=row.member_id)
        context = {**(extra_context or {}), "asked": row}
        return super().change_view(request, object_id, form_url, context)

    def save_model(
        self, request: HttpRequest, obj: Any, form: Any, change: bool
    ) -> None:
        """The form has checked it."""
        erasure.save_request(obj, by=staff(request))

    def _log(self, request: HttpRequest, row: Any, done: str) -> None:
        """party.erasure has logged it."""
