"""Tables to take away, as CSV or XLSX, in which no cell can become a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import xlsxwriter
from django.http import HttpResponse
from django.utils import timezone

from news import vietnamese

Cell = str | int | float | date | datetime | None

BYTE_ORDER_MARK = "\ufeff"  # Without it Excel takes Vietnamese for Western letters.
SHEET_NAME_LIMIT = 31
CELL_LIMIT = 32_767
WIDEST = 60
# Spreadsheets calculate a cell that begins so; some read wide and small signs as well.
# A reader that splits at semicolons begins a new cell behind each.
FORMULA = re.compile(r"(^|;)(\s*)(?=[=+\-@＝＋－＠﹦﹢﹣﹫−])")
DATE_FORMAT, MOMENT_FORMAT, NUMBER_FORMAT = "dd/mm/yyyy", "hh:mm dd/mm/yyyy", "#,##0"


@dataclass(frozen=True)
class Sheet:
    """Every row has as many cells as there are columns."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def answer(sheet: Sheet, kind: str, file_name: str) -> HttpResponse:
    """The sheet as a file to download; kind is a key of KINDS."""
    content_type, write = KINDS[kind]
    return attachment(write(sheet), content_type, f"{file_name}.{kind}")


def attachment(content: bytes, content_type: str, name: str) -> HttpResponse:
    """A file to download, kept by no cache; the name is in ASCII."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response


def harmless(text: str) -> str:
    """One line that no spreadsheet takes for a formula."""
    return FORMULA.sub(r"\1\2'", vietnamese.clean_line(text))[:CELL_LIMIT]


def as_csv(sheet: Sheet) -> bytes:
    lines = io.StringIO(newline="")
    writer = csv.writer(lines)
    for row in (sheet.columns, *sheet.rows):
        writer.writerow([_written(cell) for cell in row])
    return (BYTE_ORDER_MARK + lines.getvalue()).encode()


def _written(cell: Cell) -> str | int | float | None:
    """Dates in the one order that every Excel reads alike."""
    if isinstance(cell, datetime):
        return _local(cell).strftime("%Y-%m-%d %H:%M")
    if isinstance(cell, date):
        return cell.isoformat()
    return harmless(cell) if isinstance(cell, str) else cell


def as_xlsx(sheet: Sheet) -> bytes:
    return as_workbook([sheet])


def as_workbook(sheets: Iterable[Sheet]) -> bytes:
    """An XLSX file with these sheets, whose names differ."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        formats = {
            datetime: book.add_format({"num_format": MOMENT_FORMAT, "align": "left"}),
            date: book.add_format({"num_format": DATE_FORMAT, "align": "left"}),
            int: book.add_format({"num_format": NUMBER_FORMAT}),
        }
        head = book.add_format({"bold": True, "bottom": 1})
        for sheet in sheets:
            _fill(book.add_worksheet(_sheet_name(sheet.name)), sheet, formats, head)
    return content.getvalue()


def _fill(
    page: xlsxwriter.worksheet.Worksheet,
    sheet: Sheet,
    formats: dict[type, xlsxwriter.format.Format],
    head: xlsxwriter.format.Format,
) -> None:
    widths = [len(column) for column in sheet.columns]
    for place, column in enumerate(sheet.columns):
        page.write_string(0, place, harmless(column), head)
    for line, row in enumerate(sheet.rows, start=1):
        for place, cell in enumerate(row):
            _put(page, line, place, cell, formats)
            widths[place] = max(widths[place], len(str(_written(cell))))
    for place, width in enumerate(widths):
        page.set_column(place, place, min(width + 3, WIDEST))
    page.freeze_panes(1, 0)


def _put(
    page: xlsxwriter.worksheet.Worksheet,
    line: int,
    place: int,
    cell: Cell,
    formats: dict[type, xlsxwriter.format.Format],
) -> None:
    """Write the cell by the method of its type: none is left to be guessed."""
    if isinstance(cell, datetime):
        page.write_datetime(line, place, _local(cell), formats[datetime])
    elif isinstance(cell, date):
        page.write_datetime(line, place, cell, formats[date])
    elif isinstance(cell, str):
        page.write_string(line, place, harmless(cell))
    elif cell is not None:
        page.write_number(line, place, cell, formats.get(type(cell)))


def _sheet_name(name: str) -> str:
    """What Excel takes as the name of a sheet."""
    return re.sub(r"[\[\]:*?/\\']", " ", name)[:SHEET_NAME_LIMIT].strip() or "Bảng"


def _local(moment: datetime) -> datetime:
    """Vietnamese time, without its zone: spreadsheets know none."""
    return timezone.make_naive(moment) if timezone.is_aware(moment) else moment


KINDS = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        as_xlsx,
    ),
}
