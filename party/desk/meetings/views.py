"""What else a meeting is asked for: warnings noted, tasks done, its file."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.storage import storages
from django.http import FileResponse, Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST, require_safe

from news.desk.access import staff
from news.desk.admin.base import ID
from news.site.downloads import HEADERS
from party import acknowledging, log, meetings
from party.desk.meetings.page import url_of
from party.enums import LogKind, TaskState
from party.meetings import MeetingsError, closing, papers
from party.meetings.warnings import warnings_of
from party.models import Meeting
from party.rules import Finding

if TYPE_CHECKING:
    from party.desk.meetings.admin import MeetingAdmin

View = Callable[..., HttpResponseBase]
NOTED = "Đã ghi nhận cảnh báo."


def urls(admin: MeetingAdmin) -> list[URLPattern]:
    def of_a_meeting(view: View, *, writes: bool) -> Any:
        """The view of a meeting that this person may see, or write."""

        @wraps(view)
        def seen(request: HttpRequest, pk: int, **rest: int) -> HttpResponseBase:
            if not admin.has_view_permission(request):
                raise PermissionDenied
            meeting = admin.meeting(request, pk)
            if meeting is None:
                return admin.does_not_exist(request, pk)
            if writes and not admin.may_record(request, meeting):
                raise PermissionDenied
            return view(admin, request, meeting, **rest)

        method = require_POST if writes else require_safe
        return admin.admin_site.admin_view(method(seen))

    return [
        path(
            "<id:pk>/ghi-nhan/",
            of_a_meeting(acknowledge, writes=True),
            name="party_meeting_acknowledge",
        ),
        path(
            "<id:pk>/nhiem-vu/<id:task>/",
            of_a_meeting(finish_task, writes=True),
            name="party_meeting_task",
        ),
        path(
            "<id:pk>/nghi-quyet/<id:resolution>/",
            of_a_meeting(replace_resolution, writes=True),
            name="party_meeting_resolution",
        ),
        path(
            "<id:pk>/bien-ban/",
            of_a_meeting(minutes_file, writes=False),
            name="party_meeting_minutes_file",
        ),
    ]


def acknowledge(
    admin: MeetingAdmin, request: HttpRequest, meeting: Meeting
) -> HttpResponseBase:
    try:
        acknowledging.acknowledge(
            warnings_of(meeting),
            request.POST.get("key", ""),
            organization=meeting.organization_id,
            reason=request.POST.get("reason", ""),
            by=staff(request),
        )
    except acknowledging.AcknowledgingError as error:
        admin.message_user(request, str(error), messages.ERROR)
    else:
        admin.message_user(request, NOTED, messages.SUCCESS)
    return HttpResponseRedirect(f"{url_of(meeting)}#canh-bao")


def finish_task(
    admin: MeetingAdmin, request: HttpRequest, meeting: Meeting, task: int
) -> HttpResponseBase:
    row = get_object_or_404(meeting.tasks, pk=task)
    state = request.POST.get("state", "")
    try:
        if state not in TaskState.values:
            raise MeetingsError([])
        meetings.finish_task(meeting, row, state=state, by=staff(request))
    except MeetingsError as error:
        said = [finding.message for finding in error.findings]
        admin.message_user(request, " ".join(said) or "Chưa ghi.", messages.ERROR)
    else:
        admin.message_user(request, "Đã ghi tình trạng nhiệm vụ.", messages.SUCCESS)
    return HttpResponseRedirect(f"{url_of(meeting)}#nhiem-vu")


def replace_resolution(
    admin: MeetingAdmin, request: HttpRequest, meeting: Meeting, resolution: int
) -> HttpResponseBase:
    row = get_object_or_404(meeting.resolutions, pk=resolution)
    typed = request.POST.get("new", "")
    known = closing.newer_than(meeting)
    new = known.filter(pk=typed).first() if ID.fullmatch(typed) else None
    try:
        if new is None:
            raise MeetingsError([Finding(0, closing.NOT_NEWER)])
        meetings.replace_resolution(meeting, row, new=new, by=staff(request))
    except MeetingsError as error:
        said = " ".join(finding.message for finding in error.findings)
        admin.message_user(request, said, messages.ERROR)
    else:
        admin.message_user(request, "Đã ghi nghị quyết thay thế.", messages.SUCCESS)
    return HttpResponseRedirect(f"{url_of(meeting)}#nghi-quyet")


def minutes_file(
    admin: MeetingAdmin,
    request: HttpRequest,
    meeting: Meeting,
) -> HttpResponseBase:
    """The file of the minutes, to download; never shown, never run in the browser."""
    if not meeting.minutes_file:
        raise Http404
    kind = papers.kind_of_file(meeting)
    try:
        file = storages["private"].open(meeting.minutes_file)
    except OSError as error:
        raise Http404 from error
    what = f"Tải tệp biên bản buổi sinh hoạt {meeting.pk}"
    log.record(LogKind.EXPORT, what, by=staff(request), meeting=meeting)
    return FileResponse(
        file,
        as_attachment=True,
        filename=f"bien-ban-{meeting.pk}.{kind.extension}",
        headers={**HEADERS, "Content-Type": kind.content_type},
    )
