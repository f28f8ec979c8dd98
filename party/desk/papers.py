"""Files of one meeting: minutes as DOCX and PDF, attendance also as a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.admin import AdminSite
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path

from news.desk import spreadsheets
from news.desk.access import staff
from party import log
from party.desk.base import scope
from party.desk.guarded import guarded, missing
from party.enums import LogKind
from party.models import Meeting
from party.reports import attendance_sheet, docx, minutes, pdf

Draw = Callable[[Meeting], bytes]

MINUTES: dict[str, tuple[str, Draw]] = {
    "docx": (docx.CONTENT_TYPE, lambda it: docx.as_docx(minutes.of(it))),
    "pdf": (pdf.CONTENT_TYPE, lambda it: pdf.as_pdf(minutes.of(it))),
}
ATTENDANCE: dict[str, tuple[str, Draw]] = {
    "docx": (docx.CONTENT_TYPE, lambda it: docx.as_docx(attendance_sheet.of(it))),
    "pdf": (pdf.CONTENT_TYPE, lambda it: pdf.as_pdf(attendance_sheet.of(it))),
    "xlsx": (
        spreadsheets.KINDS["xlsx"][0],
        lambda it: spreadsheets.as_xlsx(attendance_sheet.table(it)),
    ),
}


def urls(site: AdminSite) -> list[URLPattern]:
    return [
        path(
            "party/meeting/<int:pk>/bien-ban.<slug:kind>",
            guarded(site, minutes_file),
            name="party_meeting_minutes_paper",
        ),
        path(
            "party/meeting/<int:pk>/diem-danh.<slug:kind>",
            guarded(site, attendance_file),
            name="party_meeting_attendance_paper",
        ),
    ]


def minutes_file(
    site: AdminSite, request: HttpRequest, pk: int, kind: str
) -> HttpResponse:
    return _file(site, request, pk, kind, MINUTES, ("bien-ban", "biên bản"))


def attendance_file(
    site: AdminSite, request: HttpRequest, pk: int, kind: str
) -> HttpResponse:
    return _file(site, request, pk, kind, ATTENDANCE, ("diem-danh", "điểm danh"))


def _file(
    site: AdminSite,
    request: HttpRequest,
    pk: int,
    kind: str,
    kinds: dict[str, tuple[str, Draw]],
    names: tuple[str, str],
) -> HttpResponse:
    """The file, and its line in the log; the name of the file has ids alone."""
    if kind not in kinds:
        raise Http404
    rows = scope(request).meetings().select_related("organization")
    meeting = rows.filter(pk=pk).first()
    if meeting is None:
        return missing(site, request, Meeting, pk)
    content_type, draw = kinds[kind]
    content = draw(meeting)
    if request.method == "GET":
        what = f"Tải {names[1]} ({kind.upper()}) của buổi sinh hoạt {pk}"
        log.record(LogKind.EXPORT, what, by=staff(request), meeting=meeting)
    return spreadsheets.attachment(content, content_type, f"{names[0]}-{pk}.{kind}")
