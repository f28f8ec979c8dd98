"""The whole form of one meeting, with what was sent to it, if anything was."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from party import totals
from party.desk.meetings.form import MeetingForm, row_set
from party.desk.meetings.typed import BLANK_ROWS, FIELDS, ROWS, Typed, stored
from party.enums import AttendanceStatus
from party.gradings import scoring
from party.models import Criterion, Meeting, Member
from party.roster import Line
from party.rules import Finding
from party.rules.sheet import Sheet

# The key beside each choice: static/js/desk-party-attendance.js listens to them.
LETTERS = {
    AttendanceStatus.PRESENT: "C",
    AttendanceStatus.EXCUSED: "L",
    AttendanceStatus.UNEXCUSED: "K",
    AttendanceStatus.EXEMPT: "M",
    AttendanceStatus.ELSEWHERE: "N",
}
ALWAYS = {
    AttendanceStatus.PRESENT,
    AttendanceStatus.EXCUSED,
    AttendanceStatus.UNEXCUSED,
}
PEOPLE = {"agenda": "presenter", "opinions": "member", "tasks": "assignee"}


@dataclass
class GridRow:
    """Somebody on the roster; `status` and `reason` as they stand in the form."""

    line: Line
    status: str
    reason: str
    error: str = ""

    @property
    def choices(self) -> list[tuple[AttendanceStatus, str, bool]]:
        """(status, its key, whether it is the chosen one)."""
        return [
            (status, letter, status == self.status)
            for status, letter in LETTERS.items()
            if status in ALWAYS or status in {self.line.status, self.status}
        ]

    @property
    def standing(self) -> str:
        return self.line.standing


@dataclass
class ScoreRow:
    criterion: Criterion
    value: str
    error: str = ""


@dataclass
class Editing:
    """`typed` in form fields; `bound`: it was sent, or is to be complained of."""

    meeting: Meeting
    typed: Typed
    bound: bool = False
    sent: QueryDict | None = None  # For what is no part of the typed text.
    files: Any = None
    general: list[str] = field(default_factory=list)
    attendance_error: str = ""
    score_error: str = ""

    def __post_init__(self) -> None:
        sheet = Sheet(self.meeting)
        people = self._people(sheet.lines)
        data = self.typed.data() if self.bound else None
        if data is not None and self.sent is not None and "declared" in self.sent:
            data["declared"] = "on"
        self.form = MeetingForm(
            data,
            self.files if self.bound else None,
            initial=self.typed.fields,
            people=people,
            guests=list(self.meeting.guests.all()),
        )
        self.sets = {
            prefix: row_set(prefix, BLANK_ROWS[prefix])(
                data,
                initial=self.typed.rows.get(prefix, []),
                prefix=prefix,
                form_kwargs={"people": people},
            )
            for prefix in ROWS
        }
        self.grid = [self._grid_row(line) for line in sheet.lines]
        self.rubric = sheet.rubric
        self.score = [
            ScoreRow(criterion, self.typed.points.get(str(criterion.pk), ""))
            for criterion in (
                scoring.measure_of(self.rubric).criteria if self.rubric else ()
            )
        ]

    def is_valid(self) -> bool:
        return all(
            [self.form.is_valid(), *(it.is_valid() for it in self.sets.values())]
        )

    def arguments(self) -> dict[str, Any]:
        """Of a valid one: what party.meetings.save() takes."""
        cleaned, marks = self.form.cleaned_data, {}
        for row in self.grid:
            if str(row.line.member.pk) in self.typed.marks:
                marks[row.line.member.pk] = (row.status, row.reason)
        is_rest = self.sent is not None and "rest_present" in self.sent
        return {
            "fields": {name: cleaned[name] for name in FIELDS},
            "attendance": marks,
            "rest": AttendanceStatus.PRESENT if is_rest else "",
            "points": self.typed.points if self.rubric is not None else None,
            "declared": cleaned["declared"],
            **{prefix: rows.values() for prefix, rows in self.sets.items()},
        }

    def show(self, findings: Iterable[Finding]) -> None:
        """Put each where it belongs; what belongs nowhere stands above the form."""
        rows = {f"attendance-{it.line.member.pk}": it for it in self.grid}
        scores = {f"points-{it.criterion.pk}": it for it in self.score}
        for finding in findings:
            name, message = finding.field, finding.message
            prefix, _, rest = name.partition("-")
            number, _, inner = rest.partition("-")
            if name in self.form.fields:
                self.form.add_error(name, message)
            elif name in rows:
                rows[name].error = message
            elif name in scores:
                scores[name].error = message
            elif name == "attendance":
                self.attendance_error = message
            elif name == "score":
                self.score_error = message
            elif prefix in self.sets and number.isdigit():
                self._at_row(prefix, int(number), inner, message)
            else:
                self.general.append(message)

    @property
    def totals(self) -> totals.Totals:
        return totals.count(self.grid)

    def _at_row(self, prefix: str, number: int, name: str, message: str) -> None:
        rows = self.sets[prefix].forms
        if number < len(rows) and name in rows[number].fields:
            rows[number].add_error(name, message)
        else:
            self.general.append(message)

    def _grid_row(self, line: Line) -> GridRow:
        status, reason = self.typed.marks.get(str(line.member.pk), ["", ""])
        if status not in set(LETTERS):
            status = ""
        return GridRow(line, status or line.status, reason[:200])

    def _people(self, lines: Iterable[Line]) -> dict[str, Member]:
        """The roster, and whoever the stored meeting names without being on it."""
        known = {str(line.member.pk): line.member for line in lines}
        saved = stored(self.meeting) if self.bound else self.typed
        named = {saved.fields[it] for it in ("chair", "secretary", "tale_member")}
        for prefix, name in PEOPLE.items():
            named |= {row[name] for row in saved.rows.get(prefix, [])}
        missing = [int(pk) for pk in named - known.keys() if pk]
        others = Member.objects.filter(pk__in=missing) if missing else []
        return known | {str(member.pk): member for member in others}
