"""A meeting as its form sends it, in text: typed now, typed from, saved meanwhile."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.http import QueryDict

from news.desk.moments import written
from party.enums import ResolutionState, TaskState
from party.models import Meeting, MeetingScore

Row = dict[str, str]
# What the form holds of each list; "id" is the stored row's own.
ROWS: dict[str, tuple[str, ...]] = {
    "agenda": ("id", "text", "presenter"),
    "guests": (
        *("id", "full_name", "post", "organization"),
        *("has_spoken", "is_public"),
    ),
    "opinions": ("id", "member", "text"),
    "tasks": ("id", "text", "assignee", "due_on", "state"),
    "resolutions": (
        *("id", "number", "resolved_on", "summary", "text"),
        *("votes_for", "votes_against", "votes_other", "state", "is_public"),
    ),
}
FIELDS = (
    *("kind", "month", "year", "starts_at", "ends_at", "mode", "place", "theme"),
    *("chair", "secretary", "superior_present", "announced_at", "papers_at"),
    *("last_result", "next_plan", "tale_title", "tale_member", "tale_guest"),
    *("tale_conclusion", "conclusion", "minutes"),
)
MOST_ROWS = 200
BLANK_ROWS = {"agenda": 3, "guests": 2, "opinions": 1, "tasks": 1, "resolutions": 1}
# What a new row says before anybody writes in it; alone it makes no row.
PRESET_OF: dict[str, Row] = {
    "guests": {"is_public": "on"},
    "tasks": {"state": TaskState.OPEN},
    "resolutions": {"state": ResolutionState.DRAFT, "votes_for": "0"},
}
PRESET = {
    *("id", "has_spoken", "is_public", "state"),
    *("votes_for", "votes_against", "votes_other"),
}
MARK = re.compile(r"(status|reason)-([0-9]{1,18})", re.ASCII)
POINTS = re.compile(r"points-([0-9]{1,18})", re.ASCII)


@dataclass
class Typed:
    fields: Row = field(default_factory=dict)
    rows: dict[str, list[Row]] = field(default_factory=dict)
    marks: dict[str, list[str]] = field(default_factory=dict)  # [status, reason]
    points: Row = field(default_factory=dict)

    def encode(self) -> str:
        """For the hidden field that says what the form was opened with."""
        return json.dumps(vars(self), ensure_ascii=False, separators=(",", ":"))

    def data(self) -> QueryDict:
        """As a browser would send it, with blank rows to write in."""
        sent = QueryDict(mutable=True)
        sent.update(self.fields)
        for prefix, rows in self.rows.items():
            blank = [PRESET_OF.get(prefix, {})] * BLANK_ROWS[prefix]
            sent[f"{prefix}-TOTAL_FORMS"] = str(len(rows) + len(blank))
            sent[f"{prefix}-INITIAL_FORMS"] = "0"
            for number, row in enumerate([*rows, *blank]):
                for name, value in row.items():
                    sent[f"{prefix}-{number}-{name}"] = value
        for member, (status, reason) in self.marks.items():
            sent[f"status-{member}"], sent[f"reason-{member}"] = status, reason
        for criterion, value in self.points.items():
            sent[f"points-{criterion}"] = value
        return sent


def decode(text: str) -> Typed | None:
    """What encode() wrote; None when somebody wrote something else."""
    try:
        known = json.loads(text)
        return Typed(
            fields={name: str(known["fields"].get(name, "")) for name in FIELDS},
            rows={
                prefix: [
                    {name: str(row.get(name, "")) for name in names}
                    for row in known["rows"].get(prefix, [])
                ]
                for prefix, names in ROWS.items()
            },
            marks={
                str(pk): [str(mark[0]), str(mark[1])]
                for pk, mark in known["marks"].items()
            },
            points={str(pk): str(value) for pk, value in known["points"].items()},
        )
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        return None


def sent(data: QueryDict) -> Typed:
    """What a form sent, rows in their order; deleted and empty ones are not there."""
    typed = Typed(fields={name: data.get(name, "") for name in FIELDS})
    for prefix, names in ROWS.items():
        typed.rows[prefix] = _rows(data, prefix, names)
    for name in data:
        if mark := MARK.fullmatch(name):
            place = 0 if mark[1] == "status" else 1
            typed.marks.setdefault(mark[2], ["", ""])[place] = data.get(name, "")
        elif points := POINTS.fullmatch(name):
            typed.points[points[1]] = data.get(name, "")
    return typed


def stored(meeting: Meeting) -> Typed:
    """The saved meeting, as its form would send it; eight queries."""
    typed = Typed(fields={name: _text(meeting, name) for name in FIELDS})
    for prefix, names in ROWS.items():
        manager = getattr(meeting, prefix)
        rows = manager.order_by("pk") if prefix == "resolutions" else manager.all()
        typed.rows[prefix] = [
            {name: _text(row, name) for name in names} for row in rows
        ]
    for row in meeting.attendance.all():
        typed.marks[str(row.member_id)] = [row.status, row.reason]
    score = MeetingScore.objects.filter(meeting=meeting).first()
    if score is not None:
        typed.points = {pk: text.replace(".", ",") for pk, text in score.points.items()}
    return typed


def _rows(data: QueryDict, prefix: str, names: tuple[str, ...]) -> list[Row]:
    count = data.get(f"{prefix}-TOTAL_FORMS", "0")
    total = min(int(count) if count.isdigit() and len(count) < 6 else 0, MOST_ROWS)
    found = []
    for number in range(total):
        at = f"{prefix}-{number}-"
        row = {name: data.get(at + name, "") for name in names}
        if at + "DELETE" not in data and not is_empty(prefix, row):
            order = data.get(at + "ORDER", "")
            place = int(order) if order.isdigit() and len(order) < 6 else number + 1
            found.append((place, number, row))
    return [row for _, _, row in sorted(found, key=lambda it: it[:2])]


def is_empty(prefix: str, row: Row) -> bool:
    """A row that nobody wrote in, or that was emptied: choices alone are no row."""
    texts = [row.get(name, "") for name in ROWS[prefix] if name not in PRESET]
    return not any(text.strip() for text in texts)


def _text(row: Any, name: str) -> str:
    value = row.pk if name == "id" else row.serializable_value(name)
    if value is None or value is False:
        return ""
    if value is True:
        return "on"
    if isinstance(value, datetime):
        return written(value)
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return str(value)
