"""Requests of members about their data: taken down, extended once, done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from news import vietnamese
from party import log
from party.enums import LogKind, RequestKind
from party.erasure import clocks
from party.models import DataRequest
from party.rules import Finding

if TYPE_CHECKING:
    from portal.models import User


class RequestError(Exception):
    """The request cannot be kept so; each finding names its field."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(f"{len(findings)} findings")
        self.findings = findings


@transaction.atomic
def save_request(request: DataRequest, *, by: User) -> None:
    """Set the clocks and keep the request. Raises RequestError."""
    if found := check(request):
        raise RequestError(found)
    request.note = vietnamese.clean_line(request.note)
    request.extension_reason = vietnamese.clean_line(request.extension_reason)
    request.save()
    kind = RequestKind(request.kind).label.lower()
    what = f"Yêu cầu số {request.pk} về dữ liệu cá nhân: {kind}"
    log.record(LogKind.CHANGE, what, by=by, member=request.member_id)


def check(request: DataRequest) -> list[Finding]:
    """Set the clocks; return what is wrong, each at its field."""
    kind = RequestKind(request.kind)
    received, today = request.received_on, timezone.localdate()
    request.answer_by = clocks.answer_by(received)
    request.due_on = clocks.due_on(kind, received, with_others=request.with_others)
    found = []
    for name in ("received_on", "answered_on", "done_on"):
        day = getattr(request, name)
        if day is not None and day > today:
            found.append(Finding(0, "Ngày chưa đến.", name))
        elif day is not None and day < received:
            found.append(Finding(0, "Ngày này trước ngày nhận yêu cầu.", name))
    if request.done_on is not None and request.answered_on is None:
        message = "Nhập ngày trả lời: phải trả lời trước khi, hoặc khi, thực hiện."
        found.append(Finding(0, message, "answered_on"))
    return found + _extension(request)


def _extension(request: DataRequest) -> list[Finding]:
    if request.extended_to is None:
        return []
    latest = clocks.latest_extension(request.due_on)
    if not request.due_on < request.extended_to <= latest:
        message = (
            f"Gia hạn một lần, từ sau {request.due_on:%d/%m/%Y} đến {latest:%d/%m/%Y}."
        )
        return [Finding(0, message, "extended_to")]
    if not request.extension_reason.strip():
        return [Finding(0, "Nhập lý do gia hạn.", "extension_reason")]
    return []
