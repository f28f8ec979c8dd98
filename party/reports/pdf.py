"""A paper as PDF, with the letters inside: it looks alike on every machine.

Source Serif, upright only: its slanted cut lacks Vietnamese letters.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import font_source_serif_pro
from fpdf import FPDF
from fpdf.enums import Align, XPos, YPos
from fpdf.fonts import FontFace

from party.reports.paper import PARTY, Heading, Paper, Paragraph, Signer, Table

CONTENT_TYPE = "application/pdf"
FONTS = Path(font_source_serif_pro.__file__).with_name("files")
CUTS = {"": "SourceSerifPro-Regular.ttf", "B": "SourceSerifPro-Bold.ttf"}
FAMILY = "serif"
LEFT, TOP, RIGHT, BOTTOM = 30, 20, 15, 20  # Millimetres, as 36-HD/VPTW has them.
WIDTH = 210 - LEFT - RIGHT
LEFT_HEAD = 70
SIZE, SMALL, TINY = 13, 11.5, 9
LEADING = 1.35  # Room for stacked marks: Ễ, Ậ, Ổ.
POINT = 25.4 / 72
NO_LETTER = "?"  # For what the font has not: emoji, Chinese.
SIGNATURE = 20


def as_pdf(paper: Paper) -> bytes:
    pdf = Sheets(paper)
    pdf.head()
    for block in paper.blocks:
        if isinstance(block, Table):
            pdf.put_table(block)
        elif isinstance(block, Heading):
            pdf.put_heading(block)
        else:
            pdf.put_paragraph(block)
    pdf.foot()
    return bytes(pdf.output())


class Sheets(FPDF):
    """A4 sheets of one paper; numbered from the second on."""

    def __init__(self, paper: Paper) -> None:
        super().__init__(orientation="portrait", unit="mm", format="A4")
        self.paper = paper
        for style, name in CUTS.items():
            self.add_font(FAMILY, style, FONTS / name)
        self.known = _letters(self.fonts[FAMILY])
        self.set_lang("vi-VN")
        self.set_title(self.drawn(paper.title))
        self.set_creator("")
        self.set_producer("")
        self.set_margins(LEFT, TOP, RIGHT)
        self.set_auto_page_break(auto=True, margin=BOTTOM)
        self.add_page()

    def header(self) -> None:
        if self.page_no() > 1:
            self.set_y(TOP / 2)
            self.text_line(str(self.page_no()), align="C", size=SMALL)
            self.set_y(TOP)

    def drawn(self, text: str) -> str:
        """The text with only such letters as the font has."""
        return "".join(it if ord(it) in self.known else NO_LETTER for it in text)

    def text_line(
        self,
        text: str,
        *,
        align: str = "L",
        bold: bool = False,
        size: float = SIZE,
        left: float = 0,
        width: float = WIDTH,
    ) -> None:
        """As many lines as the text needs, in a column of the page."""
        self.set_font(FAMILY, "B" if bold else "", size)
        self.set_x(LEFT + left)
        self.multi_cell(
            width,
            size * POINT * LEADING,
            self.drawn(text),
            align=align,
            new_x=XPos.LMARGIN,
            new_y=YPos.NEXT,
        )

    def head(self) -> None:
        paper = self.paper
        if paper.notice:
            self.text_line(paper.notice, align="C", bold=True, size=SMALL)
            self.ln(3)
        top = self.get_y()
        wide, right = WIDTH - LEFT_HEAD, float(LEFT_HEAD)
        if paper.superior:
            self.text_line(
                paper.superior.upper(), align="C", size=SMALL, width=LEFT_HEAD
            )
        name = paper.organization.upper()
        self.text_line(name, align="C", bold=True, size=SMALL, width=LEFT_HEAD)
        self.text_line("*", align="C", width=LEFT_HEAD)
        self.text_line(paper.number, align="C", size=SMALL, width=LEFT_HEAD)
        bottom = self.get_y()
        self.set_y(top)
        self.text_line(PARTY, align="C", bold=True, left=right, width=wide)
        length = self.get_string_width(PARTY)
        middle = LEFT + right + wide / 2
        under = self.get_y() + 0.5
        self.line(middle - length / 2, under, middle + length / 2, under)
        self.ln(6)
        self.text_line(paper.place_and_day, align="C", left=right, width=wide)
        self.set_y(max(bottom, self.get_y()) + 6)
        self.text_line(paper.name, align="C", bold=True, size=15)
        self.text_line(paper.subject, align="C", bold=True)
        self.text_line("-----", align="C")
        self.ln(3)

    def put_heading(self, block: Heading) -> None:
        """Never the last line of a page."""
        if self.will_page_break(4 * SIZE * POINT * LEADING):
            self.add_page()
        self.ln(2)
        self.text_line(block.text, bold=True)
        self.ln(1)

    def put_paragraph(self, block: Paragraph) -> None:
        self.set_font(FAMILY, "", SIZE)
        indent = 16 if block.level else 10
        with (
            self.text_columns(text_align=Align.J, line_height=LEADING) as column,
            column.paragraph(
                text_align=Align.J, first_line_indent=indent, line_height=LEADING
            ) as paragraph,
        ):
            if block.lead:
                self.set_font(FAMILY, "B", SIZE)
                paragraph.write(self.drawn(block.lead))
                self.set_font(FAMILY, "", SIZE)
            if block.text:
                paragraph.write(self.drawn(block.text))
        self.ln(1.2)

    def put_table(self, block: Table) -> None:
        self.set_font(FAMILY, "", SMALL)
        aligned = [
            "C" if n in block.centred else "L" for n in range(len(block.columns))
        ]
        head = FontFace(emphasis="BOLD")
        with self.table(
            col_widths=tuple(block.widths),
            text_align=tuple(aligned),
            headings_style=head,
            line_height=SMALL * POINT * LEADING,
            padding=1,
            width=WIDTH,
            align="L",
        ) as table:
            for row in (block.columns, *block.rows):
                drawn = table.row()
                for text in row:
                    drawn.cell(self.drawn(text))
        self.ln(3)

    def foot(self) -> None:
        """Signatures beside each other, and who receives it: all on one page."""
        below = 7 * (len(self.paper.recipients) + 2)
        if self.will_page_break(SIGNATURE + 24 + below):
            self.add_page()
        self.ln(6)
        top = self.get_y()
        for place, signer in enumerate(self.paper.signers):
            self.set_y(top)
            self._sign(signer, left=place * WIDTH / 2)
        self.ln(6)
        if self.paper.recipients:
            self.text_line("Nơi nhận:", bold=True, size=SMALL)
            for recipient in self.paper.recipients:
                self.text_line(recipient, size=SMALL)
        if self.paper.seal:
            self.ln(2)
            self.text_line(self.paper.seal, size=TINY)

    def _sign(self, signer: Signer, *, left: float) -> None:
        half = WIDTH / 2
        self.text_line(signer.role, align="C", bold=True, left=left, width=half)
        hint = "(ký, ghi rõ họ tên)"
        self.text_line(hint, align="C", size=SMALL, left=left, width=half)
        self.ln(SIGNATURE)
        self.text_line(signer.name or " ", align="C", bold=True, left=left, width=half)


def _letters(font: Any) -> frozenset[int]:
    """The code points that a font of ours can draw."""
    return frozenset(font.cmap)
