"""The year report as sheets of a workbook: totals, attendance by month, members."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from news.desk.spreadsheets import Cell, Sheet
from party.enums import GradeLevel, MeetingKind
from party.reports import year
from party.reports.year import Duty, Line

KINDS = [
    (MeetingKind.REGULAR, "Thường kỳ"),
    (MeetingKind.THEMATIC, "Chuyên đề"),
    (MeetingKind.COMBINED, "Kết hợp"),
    (MeetingKind.SPECIAL, "Bất thường"),
    (MeetingKind.COMMITTEE, "Họp chi ủy"),
    (MeetingKind.CONGRESS, "Đại hội"),
]
LEVELS = ("Tốt", "Khá", "Trung bình", "Kém")  # Before any other that rubrics name.
HEAD = ["Tổ chức", "Loại hình"]


def of(lines: Sequence[Line], of_year: int) -> list[Sheet]:
    """Every sheet ends with the sum of the branches, when there are several."""
    branches = [line for line in lines if line.kind.is_branch]
    whole = [*lines, year.total(lines)] if len(branches) > 1 else list(lines)
    return [
        _meetings(whole, of_year),
        _months(whole, of_year),
        _members(whole, of_year),
    ]


def levels_of(lines: Sequence[Line]) -> list[str]:
    """The levels that meetings got, the usual ones first."""
    found = {level for line in lines for level in line.levels if level}
    return [*LEVELS, *sorted(found - set(LEVELS))]


def _meetings(lines: Sequence[Line], of_year: int) -> Sheet:
    levels = levels_of(lines)
    columns = [
        *HEAD,
        *("Tháng phải họp", "Tháng đã họp", "Quý phải họp chuyên đề"),
        *("Quý đã họp chuyên đề", "Tổng số buổi đã họp"),
        *(name for _, name in KINDS),
        *("Lượt phải dự", "Có mặt", "Vắng có lý do", "Vắng không lý do"),
        "Tỷ lệ dự (%)",
        *(f"Buổi xếp loại {level}" for level in levels),
        "Buổi chưa xếp loại",
        f"Xếp loại tổ chức năm {of_year}",
    ]
    rows = [
        (
            *_named(line),
            *_duty(line.monthly),
            *_duty(line.quarterly),
            line.held,
            *(line.meetings[kind] for kind, _ in KINDS),
            line.presence.expected,
            line.presence.present,
            line.presence.excused,
            line.presence.unexcused,
            _number(line.presence.percent),
            *(line.levels[level] for level in levels),
            line.levels[""],
            line.own_level,
        )
        for line in lines
    ]
    return Sheet(f"Năm {of_year}", columns, rows)


def _months(lines: Sequence[Line], of_year: int) -> Sheet:
    columns = [*HEAD, *(f"Tháng {month} (%)" for month in year.MONTHS), "Cả năm (%)"]
    rows: list[Sequence[Cell]] = [
        (
            *_named(line),
            *(
                _number(line.by_month[month].percent)
                if month in line.by_month
                else None
                for month in year.MONTHS
            ),
            _number(line.presence.percent),
        )
        for line in lines
    ]
    return Sheet(f"Dự họp theo tháng {of_year}", columns, rows)


def _members(lines: Sequence[Line], of_year: int) -> Sheet:
    columns = [*HEAD, *(level.label for level in GradeLevel), "Đã xếp loại"]
    rows: list[Sequence[Cell]] = [
        (
            *_named(line),
            *(line.member_levels[level] for level in GradeLevel),
            line.member_levels.total(),
        )
        for line in lines
    ]
    return Sheet(f"Xếp loại đảng viên {of_year}", columns, rows)


def _named(line: Line) -> tuple[str, str]:
    """The sum is of no kind."""
    return line.name, line.kind.label if line.pk else ""


def _duty(duty: Duty | None) -> tuple[Cell, Cell]:
    return (None, None) if duty is None else (duty.required, duty.met)


def _number(percent: Decimal | None) -> float | None:
    return None if percent is None else float(percent)
