"""Party organizations at the desk: the tree, and the page of one."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from news import vietnamese
from news.desk.access import staff
from party import acknowledging, log
from party.access import Scope
from party.acknowledging import AcknowledgingError
from party.desk import organization_page, organization_tree
from party.desk.base import scope
from party.desk.organization_steps import STEPS_OF_PEOPLE
from party.desk.record_admin import RecordAdmin
from party.desk.record_form import RecordForm
from party.desk.reorganization_steps import STEPS, Found
from party.desk.row_log import log_of_row
from party.enums import LogKind
from party.models import Organization, PartyLogEntry
from party.models.organization import OrganizationQuerySet


@admin.register(Organization)
class OrganizationAdmin(RecordAdmin):
    search_fields = ["name"]
    ordering = ["position", "name", "pk"]
    steps = [*STEPS_OF_PEOPLE, *STEPS]
    dropped = ["delete"]

    def rows(self, scope: Scope) -> OrganizationQuerySet:
        return scope.organizations().real().select_related("parent")

    def organization_of(self, row: Organization) -> int:
        return row.pk

    def get_urls(self) -> list[Any]:
        noted = self.admin_site.admin_view(require_POST(self.acknowledge))
        name = self.name_of("acknowledge")
        return [path("<id:pk>/ghi-nhan/", noted, name=name), *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The tree, in place of Django's list."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return require_safe(self.tree)(request)

    def tree(self, request: HttpRequest) -> HttpResponse:
        rows = list(self.rows(scope(request)).in_order())
        log.record(LogKind.VIEW, "Xem cây tổ chức Đảng", by=staff(request))
        context = {
            "title": "Tổ chức Đảng",
            "lines": organization_tree.lines(rows, timezone.localdate()),
            "ended": organization_tree.ended(rows),
            "may_add": self.has_add_permission(request),
        }
        return self.page(request, "admin/party/organization/tree.html", context)

    def add_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        back = reverse("admin:party_organization_changelist")

        def fill_in(request: HttpRequest) -> HttpResponse:
            return self.fill_in(request, Found, row=None, back=back)

        return require_http_methods(["GET", "HEAD", "POST"])(fill_in)(request)

    def after(self, form: RecordForm, back: str) -> str:
        if isinstance(form, Found):
            return reverse("admin:party_organization_change", args=[form.made.pk])
        return back

    def show(self, request: HttpRequest, row: Organization) -> HttpResponse:
        self.log_view(request, row, "Xem tổ chức và danh sách đảng viên")
        rights = scope(request)
        day = row.ended_on or timezone.localdate()  # As it was on its last day.
        context = organization_page.context(row, day, rights)
        context |= {
            "title": row.name,
            "may_write": rights.is_officer,
            "may_note": rights.may_record(row.pk),
        }
        return self.page(request, "admin/party/organization/page.html", context)

    def show_log(self, request: HttpRequest, row: Organization) -> HttpResponse:
        rows = PartyLogEntry.objects.filter(organization=row)
        return log_of_row(self, request, row, rows)

    def acknowledge(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Why a warning stands; whoever records for the organization may say so."""
        row = self.found(request, pk)
        if row is None:
            return self.does_not_exist(request, pk)
        if not scope(request).may_record(row.pk):
            raise PermissionDenied
        findings = organization_page.warnings_of(row, timezone.localdate())
        reason = request.POST.get("reason", "")
        try:
            acknowledging.acknowledge(
                findings,
                request.POST.get("key", ""),
                organization=row,
                reason=reason,
                by=staff(request),
            )
        except AcknowledgingError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, "Đã ghi nhận cảnh báo.")
        return HttpResponseRedirect(
            reverse("admin:party_organization_change", args=[row.pk])
        )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """By name, with or without marks; there are a few dozen."""
        wanted = vietnamese.words(search_term)
        found = [
            pk
            for pk, name in Organization.objects.values_list("pk", "name")
            if all(word in vietnamese.fold(name) for word in wanted)
        ]
        return queryset.filter(pk__in=found), False
