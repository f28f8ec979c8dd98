"""A paper as DOCX: A4, Times New Roman 14, as 36-HD/VPTW asks for."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from django.utils import timezone
from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from party.reports.paper import PARTY, Heading, Paper, Paragraph, Table

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FONT = "Times New Roman"
TEXT_WIDTH = 16.5  # Centimetres: A4 without 3 at the left and 1.5 at the right.
INDENT, FURTHER = Cm(1), Cm(1.6)


def as_docx(paper: Paper) -> bytes:
    document = Document()
    _page(document)
    _describe(document, paper)
    if paper.notice:
        _line(document.add_paragraph(), paper.notice, ALIGN.CENTER, bold=True)
    _head(document, paper)
    _line(document.add_paragraph(), paper.name, ALIGN.CENTER, bold=True, size=16)
    _line(document.add_paragraph(), paper.subject, ALIGN.CENTER, bold=True)
    _line(document.add_paragraph(), "-----", ALIGN.CENTER)
    for block in paper.blocks:
        if isinstance(block, Table):
            _table(document, block)
        elif isinstance(block, Heading):
            _heading(document, block)
        else:
            _paragraph(document, block)
    _foot(document, paper)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _page(document: Any) -> None:
    """Paper, margins, and a letter that holds every Vietnamese one."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    section.top_margin, section.bottom_margin = Cm(2), Cm(2)
    section.different_first_page_header_footer = True  # No number on the first page.
    _page_number(section.header.paragraphs[0])
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(14)
    fonts = style.element.rPr.rFonts
    for script in ("w:eastAsia", "w:cs", "w:hAnsi"):
        fonts.set(qn(script), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    style.element.rPr.append(language)
    style.paragraph_format.space_after = Pt(4)
    style.paragraph_format.line_spacing = 1.15


def _describe(document: Any, paper: Paper) -> None:
    """No name of a person or a program in the file's properties."""
    now = datetime.now(tz=timezone.get_current_timezone()).replace(tzinfo=None)
    properties = document.core_properties
    properties.title, properties.language = paper.title, "vi-VN"
    properties.author = properties.comments = properties.last_modified_by = ""
    properties.created = properties.modified = now


def _page_number(paragraph: Any) -> None:
    paragraph.alignment = ALIGN.CENTER
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        if kind:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:instrText")
            part.set(qn("xml:space"), "preserve")
            part.text = text
        run._r.append(part)


def _head(document: Any, paper: Paper) -> None:
    """Left whose paper it is, right the Party, place and day."""
    left, right = _columns(document, 7.3)
    if paper.superior:
        _line(left.paragraphs[0], paper.superior.upper(), ALIGN.CENTER, size=13)
    own = left.add_paragraph() if paper.superior else left.paragraphs[0]
    _line(own, paper.organization.upper(), ALIGN.CENTER, bold=True, size=13)
    _line(left.add_paragraph(), "*", ALIGN.CENTER)
    _line(left.add_paragraph(), paper.number, ALIGN.CENTER, size=13)
    party = _line(right.paragraphs[0], PARTY, ALIGN.CENTER, bold=True)
    party.underline = True
    _line(right.add_paragraph(), "", ALIGN.CENTER)
    day = _line(right.add_paragraph(), paper.place_and_day, ALIGN.CENTER)
    day.italic = True


def _columns(document: Any, left_width: float) -> tuple[Any, Any]:
    """Two cells beside each other, without lines."""
    table = document.add_table(rows=1, cols=2)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    left, right = table.rows[0].cells
    left.width, right.width = Cm(left_width), Cm(TEXT_WIDTH - left_width)
    for cell in (left, right):
        cell.paragraphs[0].paragraph_format.space_after = Pt(2)
    return left, right


def _line(
    paragraph: Any, text: str, align: Any, *, bold: bool = False, size: int = 14
) -> Any:
    """The run with that text."""
    paragraph.alignment = align
    paragraph.paragraph_format.space_after = Pt(2)
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(size)
    return run


def _heading(document: Any, block: Heading) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.space_before = Pt(6)
    paragraph.add_run(block.text).bold = True


def _paragraph(document: Any, block: Paragraph) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = ALIGN.JUSTIFY
    paragraph.paragraph_format.first_line_indent = FURTHER if block.level else INDENT
    if block.lead:
        paragraph.add_run(block.lead).bold = True
    paragraph.add_run(block.text)


def _table(document: Any, block: Table) -> None:
    table = document.add_table(rows=1, cols=len(block.columns))
    table.style, table.autofit = "Table Grid", False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    _repeat_head(table.rows[0])
    for place, column in enumerate(block.columns):
        run = _line(table.rows[0].cells[place].paragraphs[0], column, ALIGN.CENTER)
        run.bold, run.font.size = True, Pt(12)
    for row in block.rows:
        cells = table.add_row().cells
        for place, text in enumerate(row):
            align = ALIGN.CENTER if place in block.centred else ALIGN.LEFT
            _line(cells[place].paragraphs[0], text, align, size=12)
    whole = sum(block.widths)
    for row in table.rows:
        for cell, width in zip(row.cells, block.widths, strict=True):
            cell.width = Cm(TEXT_WIDTH * width / whole)
    document.add_paragraph().paragraph_format.space_after = Pt(2)


def _repeat_head(row: Any) -> None:
    """On every page; and no row is torn in two."""
    properties = row._tr.get_or_add_trPr()
    for name in ("w:cantSplit", "w:tblHeader"):
        properties.append(OxmlElement(name))


def _foot(document: Any, paper: Paper) -> None:
    left, right = _columns(document, TEXT_WIDTH / 2)
    for cell, signer in zip((left, right), paper.signers, strict=True):
        _line(cell.paragraphs[0], signer.role, ALIGN.CENTER, bold=True)
        hint = _line(cell.add_paragraph(), "(ký, ghi rõ họ tên)", ALIGN.CENTER, size=12)
        hint.italic = True
        for _ in range(3):
            _line(cell.add_paragraph(), "", ALIGN.CENTER)
        _line(cell.add_paragraph(), signer.name, ALIGN.CENTER, bold=True)
    if paper.recipients:
        head = document.add_paragraph()
        head.paragraph_format.space_before = Pt(8)
        run = _line(head, "Nơi nhận:", ALIGN.LEFT, bold=True, size=12)
        run.underline = True
        for recipient in paper.recipients:
            _line(document.add_paragraph(), recipient, ALIGN.LEFT, size=12)
    if paper.seal:
        _line(document.add_paragraph(), paper.seal, ALIGN.LEFT, size=10)
