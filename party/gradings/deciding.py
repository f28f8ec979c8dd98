"""Grading of organizations and members: self, proposed, decided (366-QĐ/TW)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from party import log
from party.enums import LogKind, MembershipKind, RubricKind
from party.gradings import scoring
from party.gradings.error import GradingsError
from party.models import Grading, Membership, Organization, Rubric
from party.rules import Finding, blocking, gradings

if TYPE_CHECKING:
    from portal.models import User

RULE = 15


def period_of(year: int, quarter: int | None) -> tuple[date, date]:
    """The first and the last day of a year, or of one of its quarters."""
    if quarter is None:
        return date(year, 1, 1), date(year, 12, 31)
    first = date(year, 3 * quarter - 2, 1)
    after = date(year + quarter // 4, 3 * quarter % 12 + 1, 1)
    return first, after - timedelta(days=1)


def rubric_for(grading: Grading) -> Rubric | None:
    """The one of the row, else the one in force at the end of its period."""
    if grading.rubric_id is not None:
        return grading.rubric
    kind = RubricKind.MEMBER if grading.member_id else RubricKind.ORGANIZATION
    return Rubric.objects.on(kind, period_of(grading.year, grading.quarter)[1])


def check(grading: Grading, typed: Mapping[str, str] | None = None) -> list[Finding]:
    """Fill in rubric, points and score; return what blocks and what warns.

    `typed`: points by criterion; None leaves them as they are, all empty takes them
    away. The row itself is not saved.
    """
    grading.rubric = rubric = rubric_for(grading)
    found = _about(grading) + _decision(grading)
    due = ""
    if rubric is not None:
        points = grading.points if typed is None else typed
        if any(text.strip() for text in points.values()):
            result = scoring.score(scoring.measure_of(rubric), points)
            grading.points, grading.score = result.points, result.total
            due, found = result.level, found + result.findings
        else:
            grading.points, grading.score = {}, None
    found += gradings.level_of_score(grading.decided_level, due, grading.note)
    if not blocking(found):
        day = grading.decided_on or timezone.localdate()
        found += gradings.share_of_excellent(grading, day)
    return found


@transaction.atomic
def grade(
    grading: Grading, typed: Mapping[str, str] | None = None, *, by: User
) -> list[Finding]:
    """Save a new or changed grading; returns the warnings of rule 15.

    `grading.version` is what `by` has seen. Raises GradingsError when a finding blocks
    or when a colleague was faster.
    """
    if grading.pk is not None:
        _claim(grading)
    found = check(grading, typed)
    if blocks := blocking(found):
        raise GradingsError(blocks)
    try:
        with transaction.atomic():
            grading.save()
    except IntegrityError as error:
        raise _refused("Kỳ này đã có xếp loại, vừa được người khác ghi.") from error
    log.record(
        LogKind.CHANGE,
        f"Xếp loại số {grading.pk}",
        by=by,
        organization=grading.organization_id,
        member=grading.member_id,
    )
    return found


def _claim(grading: Grading) -> None:
    seen = Grading.objects.filter(pk=grading.pk, version=grading.version)
    if not seen.update(version=F("version") + 1):
        raise _refused("Xếp loại vừa được người khác sửa. Hãy mở lại trang.")
    grading.version += 1


def _about(grading: Grading) -> list[Finding]:
    """Whether there is somebody to be graded in that period."""
    first, last = period_of(grading.year, grading.quarter)
    if grading.member_id is None:
        exists = (
            Organization.objects.active_on(last).filter(pk=grading.organization_id)
        ).exists()
        message = "Tổ chức không hoạt động ở cuối kỳ này."
        return [] if exists else [Finding(RULE, message, "organization")]
    belonged = Membership.objects.between(first, last).filter(
        member=grading.member_id,
        organization=grading.organization_id,
        kind=MembershipKind.OFFICIAL,
    )
    if belonged.exists():
        return []
    message = "Trong kỳ này đảng viên không sinh hoạt chính thức ở tổ chức đã chọn."
    return [Finding(RULE, message, "member")]


def _decision(grading: Grading) -> list[Finding]:
    found = []
    if grading.decided_level and grading.decided_on is None:
        found.append(Finding(RULE, "Nhập ngày quyết định xếp loại.", "decided_on"))
    if grading.decided_on is not None and grading.decided_on > timezone.localdate():
        found.append(Finding(RULE, "Ngày quyết định ở tương lai.", "decided_on"))
    if grading.decided_on is not None and not grading.decided_level:
        found.append(Finding(RULE, "Chọn mức được quyết định.", "decided_level"))
    if grading.is_announced and grading.member_id is not None:
        message = "Xếp loại đảng viên không công bố."
        found.append(Finding(RULE, message, "is_announced"))
    elif grading.is_announced and not grading.decided_level:
        message = "Chỉ công bố xếp loại đã có quyết định."
        found.append(Finding(RULE, message, "is_announced"))
    return found


def _refused(message: str) -> GradingsError:
    return GradingsError([Finding(RULE, message)])
