"""The rows of a meeting: agenda, guests, opinions, tasks, resolutions, its score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import Model, ProtectedError, RestrictedError

from news import vietnamese
from party.enums import TaskState
from party.gradings import scoring
from party.meetings.steps import MeetingsError, refused
from party.models import (
    AgendaItem,
    Guest,
    Meeting,
    MeetingScore,
    Opinion,
    Resolution,
    Task,
)
from party.rules.sheet import Sheet

if TYPE_CHECKING:
    from portal.models import User

MODELS: dict[str, type[Model]] = {
    "agenda": AgendaItem,
    "guests": Guest,
    "opinions": Opinion,
    "tasks": Task,
    "resolutions": Resolution,
}
LONG = {("opinions", "text"), ("resolutions", "text")}  # Keep their paragraphs.
REPLACED = "Nghị quyết này thay thế nghị quyết khác, không xóa được."


def write(meeting: Meeting, name: str, wanted: Sequence[Mapping[str, Any]]) -> None:
    """Make the stored rows these, in this order; an `id` keeps its row."""
    model: Any = MODELS[name]
    stored = {row.pk: row for row in model.objects.filter(meeting=meeting)}
    for position, values in enumerate(wanted):
        row = stored.pop(values.get("id") or 0, None) or model(meeting=meeting)
        for field, value in values.items():
            if field != "id":
                setattr(row, field, _clean(name, field, value))
        if hasattr(row, "position"):
            row.position = position
        if isinstance(row, Task) and row.state != TaskState.DONE:
            row.done_on = None
        row.save()
    try:
        model.objects.filter(pk__in=list(stored)).delete()
    except (ProtectedError, RestrictedError) as error:
        raise refused(REPLACED, field=name) from error


def write_score(
    meeting: Meeting, points: Mapping[str, str], *, by: User | None
) -> None:
    """Score it by the rubric in force on its day; nothing typed: no score.

    Raises MeetingsError with what rule 14 says of the points.
    """
    sheet = Sheet(meeting)
    if sheet.rubric is None or not any(value.strip() for value in points.values()):
        MeetingScore.objects.filter(meeting=meeting).delete()
        return
    scored = scoring.score(scoring.measure_of(sheet.rubric), points)
    if scored.findings:
        raise MeetingsError(scored.findings)
    MeetingScore.objects.update_or_create(
        meeting=meeting,
        defaults={
            "rubric": sheet.rubric,
            "points": scored.points,
            "total": scored.total,
            "level": scored.level,
            "proposed_by": str(by) if by else "",
        },
    )


def _clean(name: str, field: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if (name, field) in LONG:
        return vietnamese.nfc(value).strip()
    return vietnamese.clean_line(value)
