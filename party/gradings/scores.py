"""The score of a meeting: proposed by one, confirmed by whoever answers for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from news import vietnamese
from party import log
from party.enums import LogKind, MeetingState, RubricKind
from party.gradings import scoring
from party.gradings.error import GradingsError
from party.models import Meeting, MeetingScore, Rubric
from party.rules import Finding

if TYPE_CHECKING:
    from portal.models import User

RULE = 14


def rubric_of(meeting: Meeting) -> Rubric | None:
    """That of the row when it has a score, else the one of the meeting's day."""
    score = MeetingScore.objects.filter(meeting=meeting).select_related("rubric")
    if found := score.first():
        return found.rubric
    return Rubric.objects.on(RubricKind.MEETING, timezone.localdate(meeting.starts_at))


@transaction.atomic
def save_score(
    meeting: Meeting,
    typed: Mapping[str, str],
    *,
    by: User,
    note: str = "",
    confirms: bool = False,
) -> MeetingScore:
    """Keep the points, with total and level; `meeting.version` is what `by` has seen.

    Points are keyed by the id of the criterion, as text. Raises GradingsError: no
    rubric, a meeting that has not been held or is closed, points out of their criteria
    (rule 14), or a colleague who was faster. New points undo a confirmation.
    """
    rubric = rubric_of(meeting)
    if rubric is None:
        raise _refused("Chưa có bộ tiêu chí cho buổi sinh hoạt của tháng này.")
    _claim(meeting)
    result = scoring.score(scoring.measure_of(rubric), typed)
    if result.findings:
        raise GradingsError(result.findings)
    fields: dict[str, Any] = {
        "rubric": rubric,
        "points": result.points,
        "total": result.total,
        "level": result.level,
        "note": vietnamese.clean_line(note),
        "confirmed_by": str(by) if confirms else "",
    }
    proposed = {"proposed_by": str(by)}
    score, _ = MeetingScore.objects.update_or_create(
        meeting=meeting,
        defaults=fields if confirms else fields | proposed,
        create_defaults=fields | proposed,
    )
    log.record(LogKind.CHANGE, "Chấm điểm buổi sinh hoạt", by=by, meeting=meeting)
    return score


def _claim(meeting: Meeting) -> None:
    """Take the meeting's next version: the first statement that writes."""
    open_states = [MeetingState.HELD, MeetingState.MINUTES]
    rows = Meeting.objects.filter(pk=meeting.pk, version=meeting.version)
    if rows.filter(state__in=open_states).update(version=F("version") + 1):
        meeting.version += 1
        return
    state = Meeting.objects.values_list("state", flat=True).get(pk=meeting.pk)
    if state in open_states:
        raise _refused("Buổi sinh hoạt vừa được người khác sửa. Hãy mở lại trang.")
    if state == MeetingState.CLOSED:
        raise _refused("Buổi sinh hoạt đã chốt: điểm chỉ sửa bằng đính chính.")
    raise _refused("Chỉ chấm điểm buổi sinh hoạt đã họp.")


def _refused(message: str) -> GradingsError:
    return GradingsError([Finding(RULE, message)])
