"""Meetings at the desk. The admin calls party.meetings; it decides nothing itself."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern

from news.desk.admin.base import ID
from party.access import Scope
from party.desk import stories
from party.desk.meetings import page, planning, record, step_pages, views
from party.desk.meetings.listing import MeetingListing
from party.meetings.saving import OPEN
from party.models import Meeting, PartyLogEntry

HISTORY = 200


@admin.register(Meeting)
class MeetingAdmin(MeetingListing):
    relations = ("organization", "chair", "secretary", "tale_member", "tale_guest")

    def rows(self, scope: Scope) -> QuerySet[Meeting]:
        return scope.meetings()

    def meeting(self, request: HttpRequest, pk: str | int) -> Meeting | None:
        """The meeting, when this person may see it."""
        if not ID.fullmatch(str(pk)):
            return None
        rows = self.get_queryset(request).select_related(*self.relations)
        return rows.filter(pk=pk).first()

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        return planning.answer(self, request)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        meeting = self.meeting(request, object_id)
        if meeting is None:
            return self.does_not_exist(request, object_id)
        may_write = self.may_record(request, meeting)
        if request.method == "POST":
            if not may_write:
                raise PermissionDenied
            return page.answer(self, request, meeting)
        if may_write and meeting.state in OPEN:
            return page.answer(self, request, meeting)
        return record.shown(self, request, meeting)

    def history_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Of the Party's own log: Django's knows nothing of meetings."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        meeting = self.meeting(request, object_id)
        if meeting is None:
            return self.does_not_exist(request, object_id)
        entries = PartyLogEntry.objects.filter(meeting_id=meeting.pk).newest()
        context = {
            **self.admin_site.each_context(request),
            "title": f"Nhật ký: {meeting}",
            "opts": self.opts,
            "meeting": meeting,
            "entries": entries[:HISTORY],
        }
        return render(request, "admin/party/meeting/history.html", context)

    def get_urls(self) -> list[URLPattern]:
        own = [*step_pages.urls(self), *views.urls(self), *stories.urls(self)]
        return [*own, *super().get_urls()]
