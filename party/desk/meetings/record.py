"""A meeting to read: closed, called off, or somebody else's to write."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from party import acknowledging, meetings
from party.desk.meetings import page, steps
from party.enums import TaskState
from party.meetings import closing
from party.meetings.snapshot import Record
from party.meetings.warnings import warnings_of
from party.models import Meeting

if TYPE_CHECKING:
    from party.desk.meetings.admin import MeetingAdmin


def shown(admin: MeetingAdmin, request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """What was frozen; beside it what became of the tasks, and the amendments."""
    may_record = admin.may_record(request, meeting)
    context = {
        **page.frame(admin, request, meeting),
        "record": readable(meetings.record_of(meeting)),
        "tasks": meeting.tasks.select_related("assignee"),
        "task_states": TaskState.choices,
        "resolutions": meeting.resolutions.select_related("replaced_by").order_by("pk"),
        "newer": closing.newer_than(meeting) if may_record else [],
        "amendments": meeting.amendments.select_related("signed_by").order_by("pk"),
        "faults": meetings.verify(meeting),
        "noted": acknowledging.noted(warnings_of(meeting)),
        "pages": steps.pages(meeting) if may_record else [],
    }
    return render(request, "admin/party/meeting/record.html", context)


def readable(record: Record) -> Record:
    """The record with its moments and days as such, for the filters of a template."""
    facts = record["meeting"]
    moments = ("starts_at", "ends_at", "announced_at", "papers_at")
    shown = {name: _moment(facts[name]) for name in moments}
    rows = {
        "tasks": [it | {"due_on": _day(it["due_on"])} for it in record["tasks"]],
        "resolutions": [
            it | {"resolved_on": _day(it["resolved_on"])}
            for it in record["resolutions"]
        ],
    }
    return record | rows | {"meeting": facts | shown}


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
