"""Rows with pages of their own: to read for all in the scope, to write for officers."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.admin.options import csrf_protect_m
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from news.desk.access import staff
from news.desk.admin.base import ID
from party import log
from party.desk.base import PartyAdmin, scope
from party.desk.record_form import RecordForm
from party.enums import LogKind

NOTHING_TO_DO = "Hiện không có gì để ghi ở mục này."


class RecordAdmin(PartyAdmin):
    """History is written by the steps alone, each a page; nothing is deleted."""

    steps: Sequence[type[RecordForm]] = ()
    dropped: Sequence[str] = ("add", "delete")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only officers write these records; named ones of an organization read."""
        return scope(request).is_officer and self.has_view_permission(request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return scope(request).is_officer and "add" not in self.dropped

    def name_of(self, step: str) -> str:
        """The name of an address of these pages."""
        return f"party_{self.opts.model_name}_{step.replace('-', '_')}"

    def get_urls(self) -> list[Any]:
        dropped = {self.name_of(name) for name in self.dropped}
        kept = [url for url in super().get_urls() if url.name not in dropped]
        return [*(self._step_url(form) for form in self.steps), *kept]

    def _step_url(self, form_class: type[RecordForm]) -> URLPattern:
        def view(request: HttpRequest, pk: int) -> HttpResponse:
            return self.step(request, pk, form_class)

        guarded = require_http_methods(["GET", "HEAD", "POST"])(view)
        return path(
            f"<id:pk>/{form_class.slug}/",
            self.admin_site.admin_view(guarded),
            name=self.name_of(form_class.slug),
        )

    def found(self, request: HttpRequest, pk: int | str) -> Any:
        """The row when it may be seen; None for that and for one that is not there."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return self.get_object(request, str(pk))

    def step(
        self, request: HttpRequest, pk: int, form_class: type[RecordForm]
    ) -> HttpResponse:
        row = self.found(request, pk)
        if row is None:
            return self.does_not_exist(request, pk)
        if not self.has_change_permission(request, row):
            raise PermissionDenied
        back = reverse(f"admin:{self.name_of('change')}", args=[row.pk])
        return self.fill_in(request, form_class, row=row, back=back)

    def fill_in(
        self,
        request: HttpRequest,
        form_class: type[RecordForm],
        *,
        row: Any,
        back: str,
    ) -> HttpResponse:
        """The page of a form; once it is written, back to the row it is about."""
        named = request.GET.get("member", "")
        sent = request.POST if request.method == "POST" else None
        initial = {"member": named} if ID.fullmatch(named) else {}
        form = form_class(sent, row=row, initial=initial)
        if not form.makes_sense():
            messages.info(request, NOTHING_TO_DO)
            return HttpResponseRedirect(back)
        if form.is_valid() and form.attempt(staff(request)):
            messages.success(request, f"{form.title}: đã ghi.")
            return HttpResponseRedirect(self.after(form, back))
        if row is not None:
            self.log_view(request, row, f"Mở trang “{form.title}”")
        return self.page(
            request,
            "admin/party/step.html",
            {"form": form, "row": row, "back": back, "title": form.title},
        )

    def after(self, form: RecordForm, back: str) -> str:
        """Where to go once the record is written."""
        return back

    def page(
        self, request: HttpRequest, template: str, context: dict[str, Any]
    ) -> HttpResponse:
        whole = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        return render(request, template, whole)

    def log_view(self, request: HttpRequest, row: Any, what: str) -> None:
        """Who saw whose record. The one thing that a GET writes (decision 0023)."""
        log.record(LogKind.VIEW, what, by=staff(request), **self.named(row))

    def named(self, row: Any) -> dict[str, Any]:
        """Under what the log keeps the row: organization=… or member=…"""
        return {"organization": self.organization_of(row)}

    def add_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        raise PermissionDenied

    @csrf_protect_m
    def change_view(
        self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The page of the row: to read; what is written has pages of its own."""
        row = self.found(request, object_id)
        if row is None:
            return self.does_not_exist(request, object_id)
        return require_safe(self.show)(request, row)

    @abstractmethod
    def show(self, request: HttpRequest, row: Any) -> HttpResponse:
        """The page of the row."""

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Who saw and who changed it; for officers."""
        row = self.found(request, object_id)
        if row is None:
            return self.does_not_exist(request, object_id)
        if not scope(request).is_officer:
            raise PermissionDenied
        return require_safe(self.show_log)(request, row)

    @abstractmethod
    def show_log(self, request: HttpRequest, row: Any) -> HttpResponse:
        """The page of its log."""
