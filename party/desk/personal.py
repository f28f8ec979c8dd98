"""One person's data: a copy to hand over, and making the record anonymous."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from news.desk import spreadsheets
from news.desk.access import staff
from news.desk.spreadsheets import Cell, Sheet
from party import erasure, log, records
from party.desk.guarded import guarded, missing, page
from party.enums import LogKind, RequestKind
from party.erasure import Section
from party.erasure.anonymizing import hindrances
from party.models import DataRequest, Member

FORM = 1  # Of the JSON; a later one is told from it by this number.


def urls(site: AdminSite) -> list[URLPattern]:
    copied = guarded(site, copy, for_officers_only=True)
    anonymized = guarded(site, anonymize, "GET", "HEAD", "POST", for_officers_only=True)
    return [
        path("party/member/<int:pk>/du-lieu.<slug:kind>", copied, name="party_copy"),
        path("party/member/<int:pk>/an-danh/", anonymized, name="party_anonymize"),
    ]


def copy(site: AdminSite, request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """All that is kept of the person, for Party officers to give out; logged."""
    if kind not in KINDS:
        raise Http404
    member = Member.objects.filter(pk=pk).first()
    if member is None:
        return missing(site, request, Member, pk)
    content_type, write = KINDS[kind]
    content = write(erasure.copy_of(member))
    if request.method == "GET":
        what = f"Tải bản sao dữ liệu cá nhân ({kind.upper()}) của đảng viên {pk}"
        log.record(LogKind.EXPORT, what, by=staff(request), member=member)
    return spreadsheets.attachment(content, content_type, f"du-lieu-{pk}.{kind}")


class AnonymizeForm(forms.Form):
    reason = forms.CharField(
        label="Lý do",
        max_length=200,
        help_text="Ví dụ: theo yêu cầu của người có dữ liệu; hết thời hạn lưu.",
    )
    password = forms.CharField(
        label="Mật khẩu của bạn",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        strip=False,
        help_text="Thay chữ ký: việc này không hoàn tác được.",
    )


def anonymize(site: AdminSite, request: HttpRequest, pk: int) -> HttpResponse:
    """Asks for a reason and the password; then says what only people can do."""
    member = Member.objects.real().filter(pk=pk).first()
    if member is None:
        return missing(site, request, Member, pk)
    form = AnonymizeForm(request.POST or None)
    waiting = DataRequest.objects.waiting().filter(
        member=member, kind=RequestKind.ERASE
    )
    asked = waiting.order_by("received_on", "pk").first()
    if request.method == "POST" and form.is_valid():
        try:
            erased = erasure.anonymize(
                member, **form.cleaned_data, by=staff(request), request=asked
            )
        except records.RecordsError as error:
            for finding in error.findings:
                field = finding.field if finding.field in form.fields else None
                form.add_error(field, finding.message)
        else:
            messages.success(request, _done(erased.amended))
            for text in erased.remains:
                messages.warning(request, text)
            url = reverse("admin:party_member_change", args=[pk])
            return HttpResponseRedirect(url)
    context = {
        "title": "Ẩn danh hồ sơ",
        "member": member,
        "form": form,
        "asked": asked,
        "hindrances": hindrances(member),
    }
    return page(site, request, "admin/party/personal/anonymize.html", context)


def _done(amended: int) -> str:
    if not amended:
        return "Đã ẩn danh hồ sơ."
    return f"Đã ẩn danh hồ sơ và ghi đính chính vào {amended} buổi sinh hoạt đã chốt."


def as_json(sections: Sequence[Section]) -> bytes:
    """Sections by key; each row an object by the names of its columns."""
    data: dict[str, Any] = {
        section.key: [
            dict(zip(section.columns, map(_plain, row), strict=True))
            for row in section.rows
        ]
        for section in sections
    }
    made = timezone.localtime().isoformat(timespec="seconds")
    whole = {"dang": FORM, "lap_luc": made, **data}
    return json.dumps(whole, ensure_ascii=False, indent=2).encode()


def as_workbook(sections: Sequence[Section]) -> bytes:
    return spreadsheets.as_workbook(
        Sheet(section.name, section.columns, section.rows) for section in sections
    )


def _plain(cell: Cell) -> Any:
    if isinstance(cell, datetime):
        return timezone.localtime(cell).isoformat(timespec="seconds")
    return cell.isoformat() if isinstance(cell, date) else cell


KINDS: dict[str, tuple[str, Callable[[Sequence[Section]], bytes]]] = {
    "json": ("application/json; charset=utf-8", as_json),
    "xlsx": (spreadsheets.KINDS["xlsx"][0], as_workbook),
}
