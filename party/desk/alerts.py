"""The page “Cảnh báo sớm”, and what it says of itself on the desk's first page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from news.desk.access import staff
from news.desk.block import Block, Line
from party import acknowledging, alerts, log
from party.access import Scope
from party.acknowledging import AcknowledgingError
from party.alerts import Alert
from party.desk.base import scope
from party.desk.guarded import guarded, page
from party.enums import LogKind
from party.models import Acknowledgement
from party.rules import Finding

TITLE = "Cảnh báo sớm"
NOTHING = "Không có cảnh báo nào."
SHOWN = 20  # Of a kind; the rest is folded away below.


def urls(site: AdminSite) -> list[URLPattern]:
    noted = guarded(site, acknowledge, "POST")
    return [
        path("party/canh-bao/", guarded(site, shown), name="party_alerts"),
        path("party/canh-bao/ghi-nhan/", noted, name="party_alerts_acknowledge"),
    ]


@dataclass(frozen=True)
class Shown:
    """A warning, where it leads, and what was said of it."""

    alert: Alert
    url: str
    acknowledgement: Acknowledgement | None
    may_acknowledge: bool


def shown(site: AdminSite, request: HttpRequest) -> HttpResponse:
    """Names of members stand here: whoever opens it is in the log."""
    rights, today = scope(request), timezone.localdate()
    found = alerts.of(rights, today)
    noted = acknowledging.noted(map(_finding, _all(found)))
    said = {one.finding.key: one.acknowledgement for one in noted}
    kinds = [
        {
            "key": key,
            "name": alerts.KINDS[key].name,
            "empty": alerts.KINDS[key].empty,
            "late": sum(alert.is_late for alert in rows),
            "count": len(rows),
            "alerts": lines[:SHOWN],
            "more": lines[SHOWN:],
        }
        for key, rows in found.items()
        for lines in [[_shown(it, rights, said) for it in rows]]
        if rights.is_officer or key not in alerts.OF_OFFICERS
    ]
    if request.method == "GET":
        log.record(LogKind.VIEW, "Xem cảnh báo sớm", by=staff(request))
    context = {"title": TITLE, "kinds": kinds, "today": today}
    return page(site, request, "admin/party/alerts/page.html", context)


def acknowledge(site: AdminSite, request: HttpRequest) -> HttpResponse:
    """Why a warning stands; whoever records for the organization may say so."""
    rights, key = scope(request), request.POST.get("key", "")
    rows = _all(alerts.of(rights, timezone.localdate()))
    alert = next((it for it in rows if it.key == key), None)
    back = HttpResponseRedirect(reverse("admin:party_alerts"))
    if alert is None or alert.organization_id is None:
        messages.error(request, acknowledging.GONE)
        return back
    if not rights.may_record(alert.organization_id):
        raise PermissionDenied
    try:
        acknowledging.acknowledge(
            [_finding(alert)],
            key,
            organization=alert.organization_id,
            reason=request.POST.get("reason", ""),
            by=staff(request),
        )
    except AcknowledgingError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Đã ghi nhận cảnh báo.")
    return back


def block(request: HttpRequest) -> Block | None:
    """For the first page: how many of each kind, no name; None when nothing waits."""
    rights = scope(request)
    if not rights:
        return None
    url = reverse("admin:party_alerts")
    lines = [
        Line(
            alerts.KINDS[key].name,
            f"{url}#{key}",
            _counts(rows),
            is_late=any(alert.is_late for alert in rows),
        )
        for key, rows in alerts.of(rights, timezone.localdate()).items()
        if rows
    ]
    return Block("party", TITLE, NOTHING, lines, url) if lines else None


def _shown(
    alert: Alert, rights: Scope, said: dict[str, Acknowledgement | None]
) -> Shown:
    organization = alert.organization_id
    may = organization is not None and rights.may_record(organization)
    return Shown(alert, _url(alert), said.get(alert.key), may)


def _counts(rows: list[Alert]) -> list[str]:
    late = sum(alert.is_late for alert in rows)
    return [f"{len(rows)} việc", *([f"{late} việc gấp"] if late else [])]


def _all(found: dict[str, list[Alert]]) -> list[Alert]:
    return [alert for rows in found.values() for alert in rows]


def _finding(alert: Alert) -> Finding:
    text = f"{alert.title}: {', '.join(alert.facts)}"
    return Finding(alert.rule, text, blocks=False, key=alert.key)


def _url(alert: Alert) -> str:
    """Where something can be done about it."""
    places: list[tuple[str, Any]] = [
        ("datarequest", alert.request_id),
        ("meeting", alert.meeting_id),
        ("member", alert.member_id),
        ("organization", alert.organization_id),
    ]
    model, pk = next((model, pk) for model, pk in places if pk is not None)
    return reverse(f"admin:party_{model}_change", args=[pk])
