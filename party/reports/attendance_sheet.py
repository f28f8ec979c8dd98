"""Who was called to a meeting and who came: to be signed, on paper or in a spreadsheet.

Reasons for absence stay in the minutes: they may tell of somebody's health.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from news.desk.spreadsheets import Sheet
from party.meetings import record_of
from party.models import Meeting
from party.reports import wording
from party.reports.paper import Block, Paper, Paragraph, Signer, Table

Record = dict[str, Any]
COLUMNS = ["TT", "Họ và tên", "Chức vụ", "Tư cách", "Điểm danh"]


def of(meeting: Meeting) -> Paper:
    """As a paper with a column for signatures; names in their order."""
    record = record_of(meeting)
    organization = record["organization"]
    starts = datetime.fromisoformat(record["meeting"]["starts_at"])
    rows = [[*map(str, row), ""] for row in _rows(record)]
    columns, widths = [*COLUMNS, "Ký tên"], [7, 26, 19, 16, 16, 16]
    blocks: list[Block] = [_called(record, starts)]
    blocks.append(Table(columns, rows, widths, centred=frozenset({0})))
    blocks += [_counts(record)] if rows else []
    return Paper(
        superior=wording.clean(organization["superior"]),
        organization=wording.clean(organization["name"]),
        number="",
        place_and_day=wording.place_and_day(meeting.organization, starts.date()),
        name="DANH SÁCH ĐIỂM DANH",
        subject=wording.subject(record["meeting"]),
        blocks=blocks,
        signers=(
            Signer("THƯ KÝ", wording.name_of(record["secretary"])),
            Signer("CHỦ TRÌ", wording.name_of(record["chair"])),
        ),
        title=f"Điểm danh {wording.subject(record['meeting']).lower()}",
    )


def table(meeting: Meeting) -> Sheet:
    """The same as a table of one row for everybody."""
    return Sheet("Điểm danh", COLUMNS, _rows(record_of(meeting)))


def _rows(record: Record) -> list[tuple[int, str, str, str, str]]:
    return [
        (
            place,
            wording.clean(row["name"]),
            wording.clean(row["title"]),
            row["standing_label"],
            row["status_label"],
        )
        for place, row in enumerate(record["attendance"], start=1)
    ]


def _called(record: Record, starts: datetime) -> Paragraph:
    place = wording.clean(record["meeting"]["place"])
    text = f"{starts:%H:%M}, ngày {starts:%d/%m/%Y}{f', {place}' if place else ''}."
    return Paragraph(text, lead="Thời gian, địa điểm: ")


def _counts(record: Record) -> Paragraph:
    totals = record["totals"]
    return Paragraph(
        f"{totals['roster']} đảng viên; phải dự {totals['expected']}, có mặt "
        f"{totals['present']}, vắng có lý do {totals['excused']}, vắng không lý do "
        f"{totals['unexcused']}; được miễn {totals['exempt']}, tạm thời nơi khác "
        f"{totals['elsewhere']}.",
        lead="Cộng: ",
    )
