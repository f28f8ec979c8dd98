"""Who may see what, who saw it, what was recorded, by which numbers.

The log and the movements are only added to; here they are read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from news.desk.access import staff
from news.desk.admin.audit import DayFilter
from news.desk.admin.base import ChoosesOnly, CleanForm
from party import log, records
from party.access import Scope
from party.desk.base import PartyAdmin, scope
from party.desk.record_admin import RecordAdmin
from party.desk.record_form import RecordForm
from party.desk.row_log import log_of_row
from party.enums import LogKind, MovementKind
from party.models import (
    Movement,
    Organization,
    OrganizationAccess,
    PartyLogEntry,
    Regulation,
)

if TYPE_CHECKING:
    from portal.models import User


class OfficersAdmin(ChoosesOnly, PartyAdmin):
    """Rows that Party officers alone see; their history is in the Party's own log."""

    for_officers_only = True
    actions = None

    def rows(self, scope: Scope) -> QuerySet[Any]:
        return self.model._default_manager.all()

    def organization_of(self, row: Any) -> int | None:
        return getattr(row, "organization_id", None)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Django's own history is empty: nothing of the Party's is written there."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        row = self.get_object(request, object_id)
        if row is None:
            return self.does_not_exist(request, object_id)
        rows = PartyLogEntry.objects.filter(what__endswith=self.called(row))
        return log_of_row(self, request, row, rows)

    def called(self, row: Any) -> str:
        """What lines of the log about this row end in."""
        return f" {self.opts.verbose_name} {row.pk}"


class AccessForm(CleanForm):
    class Meta:
        model = OrganizationAccess
        fields = [
            *("user", "organization", "with_subordinates", "may_record"),
            *("starts_on", "ends_on", "note"),
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if user := self.fields.get("user"):
            people = get_user_model().objects.filter(is_active=True, is_staff=True)
            user.queryset = people.order_by("full_name", "username")  # type: ignore[attr-defined]
            user.help_text = "Tài khoản nhân viên đang hoạt động."
        if organization := self.fields.get("organization"):
            organization.queryset = Organization.objects.real().in_order()  # type: ignore[attr-defined]


@admin.register(OrganizationAccess)
class OrganizationAccessAdmin(OfficersAdmin):
    """Given and ended here; what was given is not rewritten."""

    form = AccessForm
    list_display = ["user", "organization", "rights", "starts_on", "ends_on"]
    list_select_related = ["user", "organization"]
    list_filter = ["organization"]
    ordering = ["ends_on", "-starts_on", "pk"]
    sortable_by = ()

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["user", "organization", "starts_on"] if obj else []

    @admin.display(description="được làm gì")
    def rights(self, row: OrganizationAccess) -> str:
        what = "xem và ghi" if row.may_record else "chỉ xem"
        return f"{what}, cả tổ chức trực thuộc" if row.with_subordinates else what

    def _log(self, request: HttpRequest, row: Any, done: str) -> None:
        log.record(
            LogKind.ACCESS,
            f"{done} {self.opts.verbose_name} {row.pk}",
            by=staff(request),
            organization=row.organization_id,
        )


@admin.register(Regulation)
class RegulationAdmin(OfficersAdmin):
    form = CleanForm
    fieldsets = [
        (None, {"fields": ["valid_from", "source"]}),
        (
            "Tổ chức, nhiệm kỳ",
            {
                "fields": [
                    *("fewest_official", "base_threshold", "committee_threshold"),
                    *("largest_committee", "branch_term_months", "base_term_months"),
                    *("term_slack_months", "term_warning_days"),
                ]
            },
        ),
        (
            "Sinh hoạt",
            {
                "fields": [
                    *("attendance_percent", "regular_minutes", "combined_minutes"),
                    *("notice_days", "excused_run", "unexcused_warning"),
                    "unexcused_removal",
                ]
            },
        ),
        (
            "Đảng viên",
            {
                "fields": [
                    *("probation_months", "probation_grace_months", "admission_age"),
                    "retention_years",
                ]
            },
        ),
        (
            "Xếp loại",
            {"fields": ["excellent_percent", "excellent_includes_excellent"]},
        ),
    ]
    list_display = ["valid_from", "source"]
    ordering = ["-valid_from"]
    sortable_by = ()


@admin.register(PartyLogEntry)
class PartyLogAdmin(OfficersAdmin):
    list_display = ["at", "kind", "person", "what", "about", "address"]
    list_display_links = None
    list_filter = ["kind", DayFilter]
    list_select_related = ["organization", "member"]
    list_per_page = 100
    ordering = ["-at", "-pk"]
    sortable_by = ()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if self.has_view_permission(request):
            log.record(LogKind.VIEW, "Xem nhật ký", by=staff(request))
        return super().changelist_view(request, {"title": "Nhật ký công tác Đảng"})

    @admin.display(description="người làm")
    def person(self, entry: PartyLogEntry) -> str:
        return entry.actor_name or "Hệ thống"

    @admin.display(description="về")
    def about(self, entry: PartyLogEntry) -> str:
        rows = [row for row in (entry.member, entry.organization) if row is not None]
        return ", ".join(map(str, rows))


class Reverse(RecordForm):
    slug, title, button = "huy", "Hủy biến động ghi nhầm", "Hủy biến động"
    hint = (
        "Hồ sơ trở lại như trước biến động này; cả hai lần ghi đều được giữ. Chỉ hủy "
        "được khi sau đó chưa ghi gì dựa trên nó."
    )

    note = forms.CharField(label="Lý do", max_length=300)

    def makes_sense(self) -> bool:
        return is_reversible(self.row)

    def take(self, by: User) -> Any:
        return records.reverse(self.row, by=by, note=self.cleaned_data["note"])


def is_reversible(movement: Movement) -> bool:
    kinds = (MovementKind.REVERSE, MovementKind.ANONYMIZE)
    return movement.kind not in kinds and not hasattr(movement, "reversed_by")


@admin.register(Movement)
class MovementAdmin(RecordAdmin):
    """Of the organizations in the scope; none without one but for officers."""

    list_display = ["happened_on", "kind_shown", "about", "decision", "at", "by"]
    list_display_links = ["kind_shown"]
    list_filter = ["kind"]
    list_select_related = ["organization", "member", "by", "reversed_by"]
    ordering = ["-at", "-pk"]
    sortable_by = ()
    steps = [Reverse]
    actions = None

    def rows(self, scope: Scope) -> QuerySet[Movement]:
        rows = Movement.objects.all()
        return rows if scope.is_officer else rows.filter(organization__in=scope.seen)

    def named(self, row: Movement) -> dict[str, Any]:
        return {"organization": row.organization_id, "member": row.member_id}

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if self.has_view_permission(request):
            log.record(LogKind.VIEW, "Xem các biến động", by=staff(request))
        return super().changelist_view(request, {"title": "Biến động"})

    @admin.display(description="biến động")
    def kind_shown(self, row: Movement) -> SafeString | str:
        if hasattr(row, "reversed_by"):
            return format_html("<s>{}</s> (đã hủy)", row.get_kind_display())
        return row.get_kind_display()

    @admin.display(description="về")
    def about(self, row: Movement) -> str:
        rows = [one for one in (row.member, row.organization) if one is not None]
        return ", ".join(map(str, rows))

    def show(self, request: HttpRequest, row: Movement) -> HttpResponse:
        self.log_view(request, row, f"Xem biến động {row.pk}")
        rights = scope(request)
        context = {
            "title": row.get_kind_display(),
            "movement": row,
            "may_reverse": rights.is_officer and is_reversible(row),
            "member_url": _url("member", row.member_id),
            "organization_url": _url("organization", row.organization_id),
        }
        return self.page(request, "admin/party/movement.html", context)

    def show_log(self, request: HttpRequest, row: Movement) -> HttpResponse:
        rows = PartyLogEntry.objects.filter(what__endswith=f"biến động {row.pk}")
        return log_of_row(self, request, row, rows)


def _url(model: str, pk: int | None) -> str:
    return reverse(f"admin:party_{model}_change", args=[pk]) if pk else ""
