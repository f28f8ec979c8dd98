"""The page “Báo cáo năm”: its table, its workbook, and attendance as charts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.admin import AdminSite
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone

from news.desk import spreadsheets
from news.desk.access import staff
from party import log
from party.access import Scope
from party.desk.base import scope
from party.desk.guarded import guarded, page
from party.enums import LogKind
from party.models import Regulation
from party.reports import chart, year, year_sheets
from party.reports.year import Line

TITLE = "Báo cáo năm"
YEAR = "nam"
FIRST = 1930


def urls(site: AdminSite) -> list[URLPattern]:
    return [
        path("party/bao-cao/", guarded(site, report), name="party_reports"),
        path("party/bieu-do/", guarded(site, charts), name="party_chart"),
        path(
            "party/bao-cao-<int:of_year>.xlsx",
            guarded(site, workbook),
            name="party_year_file",
        ),
    ]


def report(site: AdminSite, request: HttpRequest) -> HttpResponse:
    context = _context(request, TITLE)
    lines = context["lines"]
    levels = year_sheets.levels_of(lines)
    branches = [line for line in lines if line.kind.is_branch]
    totals = [year.total(lines)] if len(branches) > 1 else []
    context |= {
        "levels": levels,
        "rows": [(line, _counts(line, levels)) for line in lines],
        "totals": [(line, _counts(line, levels)) for line in totals],
    }
    _view(request, f"Xem báo cáo năm {context['year']}")
    return page(site, request, "admin/party/reports/year.html", context)


def charts(site: AdminSite, request: HttpRequest) -> HttpResponse:
    context = _context(request, "Biểu đồ dự họp")
    rules = Regulation.objects.on(min(date(context["year"], 12, 31), _today()))
    limit = rules.attendance_percent
    lines = [line for line in context["lines"] if line.by_month]
    branches = [line for line in lines if line.kind.is_branch]
    if len(branches) > 1:
        lines = [year.total(lines), *lines]
    context["charts"] = [chart.of(line, limit) for line in lines]
    context["months"] = year.MONTHS
    _view(request, f"Xem biểu đồ dự họp năm {context['year']}")
    return page(site, request, "admin/party/reports/charts.html", context)


def workbook(site: AdminSite, request: HttpRequest, of_year: int) -> HttpResponse:
    if not FIRST <= of_year <= _today().year:
        raise BadRequest("no such year")
    lines = year.of(scope(request), of_year, _today())
    content = spreadsheets.as_workbook(year_sheets.of(lines, of_year))
    if request.method == "GET":
        what = f"Tải báo cáo năm {of_year} (XLSX)"
        log.record(LogKind.EXPORT, what, by=staff(request))
    content_type = spreadsheets.KINDS["xlsx"][0]
    name = f"bao-cao-nam-{of_year}.xlsx"
    return spreadsheets.attachment(content, content_type, name)


def _context(request: HttpRequest, title: str) -> dict[str, Any]:
    """The year that was asked for, or this one and what was wrong with the other."""
    typed, this_year = request.GET.get(YEAR, "").strip(), _today().year
    chosen, error = this_year, ""
    if typed:
        given = int(typed) if typed.isascii() and typed.isdigit() else 0
        if len(typed) < 5 and FIRST <= given <= this_year:
            chosen = given
        else:
            error = f"Năm từ {FIRST} đến {this_year}, ví dụ {this_year}."
    rights: Scope = scope(request)
    return {
        "title": title,
        "year": chosen,
        "year_text": str(chosen),  # As a number it would be 2.026.
        "typed": typed if error else str(chosen),
        "error": error,
        "lines": year.of(rights, chosen, _today()),
    }


def _counts(line: Line, levels: list[str]) -> list[int]:
    """Of its meetings by level, those without one last."""
    return [line.levels[level] for level in [*levels, ""]]


def _view(request: HttpRequest, what: str) -> None:
    if request.method == "GET":
        log.record(LogKind.VIEW, what, by=staff(request))


def _today() -> date:
    return timezone.localdate()
