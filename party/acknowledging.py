"""Warnings that somebody has read: they stay, with who said why, and when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from news import vietnamese
from news.models.generation import clock
from party import log
from party.enums import LogKind
from party.models import Acknowledgement, Organization
from party.rules import Finding, warnings

if TYPE_CHECKING:
    from portal.models import User

NO_REASON = "Hãy ghi lý do."
GONE = "Cảnh báo này không còn nữa."


class AcknowledgingError(Exception):
    """The warning cannot be acknowledged. The message is shown."""


@dataclass(frozen=True)
class Noted:
    """A warning, and what was said of it, if anything."""

    finding: Finding
    acknowledgement: Acknowledgement | None


def noted(findings: Iterable[Finding]) -> list[Noted]:
    """The warnings among these, each with its acknowledgement; one query."""
    found = warnings(findings)
    rows = Acknowledgement.objects.filter(key__in=[it.key for it in found])
    of_key = {row.key: row for row in rows.select_related("by")}
    return [Noted(finding, of_key.get(finding.key)) for finding in found]


@transaction.atomic
def acknowledge(
    findings: Iterable[Finding],
    key: str,
    *,
    organization: Organization | int,
    reason: str,
    by: User,
) -> Acknowledgement:
    """Note why the warning of that key stands. The first reason given stays.

    `findings` are those of now: nobody acknowledges what is not there. Raises
    AcknowledgingError.
    """
    finding = next((it for it in warnings(findings) if it.key == key), None)
    if finding is None:
        raise AcknowledgingError(GONE)
    reason = vietnamese.clean_line(reason)[:300]
    if not reason:
        raise AcknowledgingError(NO_REASON)
    pk = organization if isinstance(organization, int) else organization.pk
    row, is_new = Acknowledgement.objects.get_or_create(
        key=key,
        defaults={
            "rule": finding.rule,
            "organization_id": pk,
            "reason": reason,
            "at": clock(),
            "by": by,
        },
    )
    if is_new:
        what = f"Ghi nhận cảnh báo {key}"
        log.record(LogKind.ACKNOWLEDGE, what, by=by, organization=pk)
    return row
