"""Files for spreadsheets: numbers and dates stay what they are, text stays text."""

import csv
import io
import zipfile
from datetime import UTC, date, datetime

import pytest
from lxml import etree

from news.desk import spreadsheets
from news.desk.spreadsheets import Sheet

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# The day on which Excel's count of days begins, for every date after February 1900.
DAY_ZERO = datetime(1899, 12, 30)


def sheet(*cells) -> Sheet:
    return Sheet("Bảng", [f"Cột {n}" for n, _ in enumerate(cells, 1)], [cells])


def csv_rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def part(content: bytes, name: str):
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return etree.fromstring(book.read(name))


def xlsx_rows(content: bytes) -> list[list[str | float]]:
    """Cells as Excel stores them: texts, and numbers, which dates are, too."""
    strings = part(content, "xl/sharedStrings.xml").findall(f"{MAIN}si")
    texts = ["".join(string.itertext()) for string in strings]
    rows = []
    for row in part(content, "xl/worksheets/sheet1.xml").iter(f"{MAIN}row"):
        values = [(cell.get("t"), cell.findtext(f"{MAIN}v")) for cell in row]
        rows.append([texts[int(v)] if t == "s" else float(v) for t, v in values])
    return rows


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+84 912 000 000", "'+84 912 000 000"),
        ("-2+3", "'-2+3"),
        ('@SUM(1)*cmd|"/C calc"!A0', '\'@SUM(1)*cmd|"/C calc"!A0'),
        ("\t=1", "'=1"),
        ("\r=1", "'=1"),
        ("\n=1", "'=1"),
        ("\tchữ", "chữ"),
        ("   =1", "'=1"),
        ("\u00a0\u3000=1", "'=1"),
        ("\ufeff\u200b=1", "'=1"),
        ("＝1", "'＝1"),
        ("＋1", "'＋1"),
        ("－1", "'－1"),
        ("＠a", "'＠a"),
        ("﹦1", "'﹦1"),
        ("−1", "'−1"),
        ("Hàng giả;=1+1", "Hàng giả;'=1+1"),
        ("Hàng giả; =1+1;@a", "Hàng giả; '=1+1;'@a"),
        ("một\r\n=hai", "một =hai"),
        ("Giảm 50% – 100% = lừa đảo?", "Giảm 50% – 100% = lừa đảo?"),
        ("Thuế 8-10%", "Thuế 8-10%"),
    ],
)
def test_a44_no_cell_begins_like_a_formula(text, written):
    in_csv = csv_rows(spreadsheets.as_csv(sheet(text)))
    in_xlsx = xlsx_rows(spreadsheets.as_xlsx(sheet(text)))

    assert [in_csv[1], in_xlsx[1]] == [[written], [written]]


def test_a44_names_of_columns_are_made_harmless_too():
    table = Sheet("Bảng", ["=1+1"], [])

    assert csv_rows(spreadsheets.as_csv(table)) == [["'=1+1"]]
    assert xlsx_rows(spreadsheets.as_xlsx(table)) == [["'=1+1"]]


def test_a44_a_file_of_excel_holds_no_formula_and_no_link():
    content = spreadsheets.as_xlsx(sheet("=1+1", "{=1}", "https://qltt.example/"))
    page = part(content, "xl/worksheets/sheet1.xml")

    assert [page.findall(f".//{MAIN}{tag}") for tag in ("f", "hyperlink")] == [[], []]


def test_numbers_stay_numbers():
    table = sheet(-5, 1234567, 0.5, None)

    assert csv_rows(spreadsheets.as_csv(table))[1] == ["-5", "1234567", "0.5", ""]
    assert xlsx_rows(spreadsheets.as_xlsx(table))[1] == [-5, 1234567, 0.5]


def test_dates_are_real_dates_in_vietnamese_time():
    moment = datetime(2026, 11, 22, 18, 30, tzinfo=UTC)  # 01:30 on the 23rd here.
    table = sheet(date(2026, 11, 23), moment)

    written = xlsx_rows(spreadsheets.as_xlsx(table))[1]

    assert written == [
        (datetime(2026, 11, 23) - DAY_ZERO).days,
        pytest.approx(
            (datetime(2026, 11, 23, 1, 30) - DAY_ZERO).total_seconds() / 86400
        ),
    ]
    assert csv_rows(spreadsheets.as_csv(table))[1] == ["2026-11-23", "2026-11-23 01:30"]


def test_dates_of_a_file_of_excel_are_shown_as_here():
    content = spreadsheets.as_xlsx(sheet(date(2026, 11, 23)))
    formats = part(content, "xl/styles.xml").iter(f"{MAIN}numFmt")

    assert "dd/mm/yyyy" in [one.get("formatCode") for one in formats]


def test_excel_reads_the_vietnamese_of_a_csv_file():
    content = spreadsheets.as_csv(sheet("Đảng uỷ, “Hàng giả”"))

    assert content == '\ufeffCột 1\r\n"Đảng uỷ, “Hàng giả”"\r\n'.encode()


@pytest.mark.parametrize("name", ["a/b:c*d?[e]\\f'g", "dài " * 20, "", "'"])
def test_any_name_becomes_the_name_of_a_sheet(name):
    content = spreadsheets.as_xlsx(Sheet(name, ["Cột"], []))

    (named,) = part(content, "xl/workbook.xml").iter(f"{MAIN}sheet")
    assert 1 <= len(named.get("name")) <= 31


def test_what_no_file_can_hold_is_left_out():
    content = spreadsheets.as_xlsx(sheet("a\x00b\x0b\ud800c", "x" * 40_000))

    assert xlsx_rows(content)[1] == ["ab c", "x" * 32_767]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_answer_is_a_file_that_nobody_keeps(kind):
    response = spreadsheets.answer(sheet("a"), kind, "luot-doc-2026")

    names = ["Content-Disposition", "X-Content-Type-Options", "Cache-Control"]
    assert [response[name] for name in names] == [
        f'attachment; filename="luot-doc-2026.{kind}"',
        "nosniff",
        "no-store",
    ]
