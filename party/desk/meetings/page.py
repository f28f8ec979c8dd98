"""The page of one meeting: everything of it in one form, saved at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from news import photos
from news.desk.access import staff
from party import acknowledging, log, meetings
from party.desk.meetings import steps
from party.desk.meetings.editing import Editing
from party.desk.meetings.merging import Merged, merge
from party.desk.meetings.typed import Typed, decode, sent, stored
from party.desk.meetings.wording import places_of
from party.enums import LogKind, MeetingState
from party.meetings import MeetingsError, closing, papers
from party.meetings.saving import OPEN
from party.meetings.steps import TAKEN
from party.meetings.warnings import warnings_of
from party.models import Meeting, PartyLogEntry
from party.rules import Finding

if TYPE_CHECKING:
    from party.desk.meetings.admin import MeetingAdmin

SAVED = "Đã lưu buổi sinh hoạt."
MENDS = "Chưa lưu: hãy sửa những chỗ báo lỗi. Những gì bạn gõ vẫn còn ở đây."
WRITTEN = {MeetingState.HELD, MeetingState.MINUTES}
LONGEST_VERSION = 9


def answer(admin: MeetingAdmin, request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Show the form; or save it, and take the step of the button."""
    if request.method != "POST":
        return shown(admin, request, Editing(meeting, stored(meeting)))
    typed = sent(request.POST)
    editing = Editing(
        meeting, typed, bound=True, sent=request.POST, files=request.FILES
    )
    version = request.POST.get("version", "")
    known = version.isdigit() and len(version) <= LONGEST_VERSION
    if not known or int(version) != meeting.version:
        return conflict(admin, request, meeting, typed)
    if not editing.is_valid():
        return shown(admin, request, editing, error=MENDS)
    try:
        save(request, meeting, editing)
    except MeetingsError as error:
        if error.is_taken:
            fresh = Meeting.objects.select_related(*admin.relations).get(pk=meeting.pk)
            return conflict(admin, request, fresh, typed)
        editing.show(error.findings)
        return shown(admin, request, editing, error=MENDS)
    return then(admin, request, meeting)


def save(request: HttpRequest, meeting: Meeting, editing: Editing) -> None:
    """The form, then the file of the minutes; all of it or a MeetingsError."""
    upload: UploadedFile | None = editing.form.cleaned_data["minutes_upload"]
    with_file = steps.together(meeting)
    with with_file:
        meetings.save(meeting, by=staff(request), **editing.arguments())
        if upload is not None:
            if (upload.size or 0) > photos.MAX_BYTES:
                raise MeetingsError([Finding(0, photos.TOO_LARGE, papers.FIELD)])
            meetings.store_minutes(
                meeting,
                upload.read(),
                name=upload.name or "",
                declared=editing.form.cleaned_data["declared"],
                by=staff(request),
            )
        elif "remove_minutes" in request.POST:
            meetings.remove_minutes(meeting, by=staff(request))


def then(admin: MeetingAdmin, request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """The step of the button, on what was just saved; it stays saved, come what may."""
    step = steps.pressed(request, meeting)
    if step is not None:
        try:
            step.take(meeting, by=staff(request))
        except MeetingsError as error:
            editing = Editing(meeting, stored(meeting), bound=True)
            editing.is_valid()
            editing.show(error.findings)
            said = f"Đã lưu, nhưng chưa “{step.label}” được: hãy xem các chỗ báo lỗi."
            return shown(admin, request, editing, error=said)
    done = f"{SAVED} Tình trạng: {meeting.get_state_display().lower()}."
    admin.message_user(request, done, messages.SUCCESS)
    return HttpResponseRedirect(url_of(meeting))


def conflict(
    admin: MeetingAdmin, request: HttpRequest, meeting: Meeting, typed: Typed
) -> HttpResponse:
    """409: nothing was saved; the form holds both texts, and what clashes is listed."""
    theirs = stored(meeting)
    base = decode(request.POST.get("base", "")) or theirs
    merged = merge(base, typed, theirs)
    editing = Editing(meeting, merged.typed, bound=True, sent=request.POST)
    editing.is_valid()
    return shown(admin, request, editing, error=TAKEN, merged=merged, status=409)


def shown(
    admin: MeetingAdmin,
    request: HttpRequest,
    editing: Editing,
    *,
    error: str = "",
    merged: Merged | None = None,
    status: int = 200,
) -> HttpResponse:
    meeting = editing.meeting
    saved = stored(meeting)
    findings = warnings_of(meeting)
    context = {
        **frame(admin, request, meeting),
        "editing": editing,
        "form": editing.form,
        "base": saved.encode(),
        "error": error,
        "clashes": places_of(merged, editing) if merged else [],
        "taken": bool(merged and merged.taken),
        "last_save": last_save(meeting) if merged else None,
        "may_save": meeting.state in OPEN,
        "noted": acknowledging.noted(findings),
        "missing": closing.in_the_way(meeting) if meeting.state in WRITTEN else [],
        "steps": steps.offered(meeting),
        "pages": steps.pages(meeting),
    }
    return render(request, "admin/party/meeting/change.html", context, status=status)


def frame(
    admin: MeetingAdmin, request: HttpRequest, meeting: Meeting
) -> dict[str, Any]:
    """What every page with the names of a meeting has; that it was seen is logged."""
    what = f"Xem buổi sinh hoạt {meeting.pk}"
    log.record(LogKind.VIEW, what, by=staff(request), meeting=meeting)
    return {
        **admin.admin_site.each_context(request),
        "title": str(meeting),
        "subtitle": None,
        "opts": admin.opts,
        "original": meeting,
        "meeting": meeting,
        "may_record": admin.may_record(request, meeting),
        "state_class": f"badge--{meeting.state}",
    }


def last_save(meeting: Meeting) -> PartyLogEntry | None:
    rows = PartyLogEntry.objects.filter(meeting_id=meeting.pk)
    return rows.exclude(kind=LogKind.VIEW).newest().first()


def url_of(meeting: Meeting) -> str:
    return reverse("admin:party_meeting_change", args=[meeting.pk])


View = Callable[..., HttpResponse]
