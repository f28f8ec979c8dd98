"""What the admins of Party records have in common: they exist for nobody else."""

from __future__ import annotations

from abc import ABCMeta, abstractmethod
from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.forms import MediaDefiningClass
from django.http import HttpRequest, HttpResponse

from news.desk.access import staff
from news.desk.admin.base import NamesRows
from party import log
from party.access import NOTHING, Scope, scope_of
from party.enums import LogKind


def scope(request: HttpRequest) -> Scope:
    """What the person of this request may do; asked of the database once a request."""
    user = getattr(request, "user", None)
    if user is None:
        return NOTHING
    kept = getattr(request, "_party_scope", None)
    if kept is None or kept[0] is not user:
        kept = (user, scope_of(user))
        request._party_scope = kept  # type: ignore[attr-defined]
    return kept[1]


class CompleteAdmin(MediaDefiningClass, ABCMeta):
    """An admin that lacks a method which it must have cannot be registered."""


class PartyAdmin(NamesRows, metaclass=CompleteAdmin):
    """Rights come from party.access alone; Django's permissions are not asked.

    A superuser without the role finds no link, no list, no chooser and no history.
    """

    for_officers_only = False  # True: a named officer of one organization sees nothing.
    show_facets = admin.ShowFacets.NEVER
    show_full_result_count = False
    list_per_page = 50

    @abstractmethod
    def rows(self, scope: Scope) -> QuerySet[Any]:
        """The rows of this model that may be seen in that scope."""

    def organization_of(self, row: Any) -> int | None:
        """The id of the organization that the row belongs to; None: to none."""
        return row.organization_id

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        if not self._opens(request):
            return self.model._default_manager.none()
        rows, ordering = self.rows(scope(request)), self.get_ordering(request)
        return rows.order_by(*ordering) if ordering else rows

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self._opens(request)

    def has_view_permission(
        self, request: HttpRequest, obj: Model | None = None
    ) -> bool:
        if not self._opens(request):
            return False
        return obj is None or self.rows(scope(request)).filter(pk=obj.pk).exists()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self._opens(request) and self.may_record(request, None)

    def has_change_permission(
        self, request: HttpRequest, obj: Model | None = None
    ) -> bool:
        return self.has_view_permission(request, obj) and self.may_record(request, obj)

    def has_delete_permission(
        self, request: HttpRequest, obj: Model | None = None
    ) -> bool:
        """Records end; they are not deleted."""
        return False

    def may_record(self, request: HttpRequest, obj: Any) -> bool:
        """Whether this person may write the row, or (None) a new one."""
        rights = scope(request)
        if obj is None:
            return rights.is_officer or bool(rights.recorded)
        return rights.may_record(self.organization_of(obj))

    def does_not_exist(self, request: HttpRequest, pk: int | str) -> HttpResponse:
        """The same answer for a row that is not there and for one not to be seen."""
        answer: Any = self
        return answer._get_obj_does_not_exist_redirect(request, self.opts, str(pk))

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        self._log(request, obj, "Thêm")

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        self._log(request, obj, "Sửa")

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        for row in queryset:
            self._log(request, row, "Xóa")

    def _log(self, request: HttpRequest, row: Any, done: str) -> None:
        """In the Party's own log: Django's keeps names, the portal's is for others."""
        log.record(
            LogKind.CHANGE,
            f"{done} {self.opts.verbose_name} {row.pk}",
            by=staff(request),
            organization=self.organization_of(row),
        )

    def _opens(self, request: HttpRequest) -> bool:
        rights = scope(request)
        return rights.is_officer if self.for_officers_only else bool(rights)
