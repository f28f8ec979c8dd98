"""What stands in a DOCX or PDF that we made, as text."""

from __future__ import annotations

import io
import re
import zlib

from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph

PAIR = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>")
OBJECT = re.compile(rb"(\d+) 0 obj(.*?)endobj", re.DOTALL)
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
FONTS = re.compile(rb"/(F\d+) (\d+) 0 R")
LETTERS = re.compile(rb"/ToUnicode (\d+) 0 R")
# A change of the font, or a text that is shown.
STEP = re.compile(rb"/(F\d+) [\d.]+ Tf|\(((?:[^()\\]|\\.)*)\)", re.DOTALL)
ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def lines_of_docx(content: bytes) -> list[str]:
    """Paragraphs and rows of tables (cells by “ | ”), in order, without empty ones."""
    found = []
    for part in Document(io.BytesIO(content)).element.body.iterchildren():
        if part.tag.endswith("}p"):
            found.append(Paragraph(part, None).text)
        elif part.tag.endswith("}tbl"):
            rows = Table(part, None).rows
            found += [" | ".join(cell.text for cell in row.cells) for row in rows]
    return [line for line in found if line.strip()]


def text_of_pdf(content: bytes) -> str:
    """Letters as a reader's program copies them: by the tables inside the file.

    Words in their order, single spaces; lines are not kept apart.
    """
    parts = dict(OBJECT.findall(content))
    tables = {
        name: _table(_stream(parts[LETTERS.search(parts[number])[1]]))
        for part in parts.values()
        for name, number in FONTS.findall(part)
    }
    pages = [stream for part in parts.values() if b"BT" in (stream := _stream(part))]
    return " ".join(" ".join(_page(page, tables) for page in pages).split())


def _stream(part: bytes) -> bytes:
    found = STREAM.search(part)
    if found is None:
        return b""
    try:
        return zlib.decompress(found[1])
    except zlib.error:
        return found[1]


def _table(stream: bytes) -> dict[int, str]:
    return {
        int(code, 16): bytes.fromhex(letter.decode()).decode("utf-16-be")
        for code, letter in PAIR.findall(stream)
    }


def _page(page: bytes, tables: dict[bytes, dict[int, str]]) -> str:
    letters, shown = {}, []
    for font, text in STEP.findall(page):
        if font:
            letters = tables[font]
            continue
        codes = _unescaped(text)
        pairs = (codes[place : place + 2] for place in range(0, len(codes), 2))
        shown.append("".join(letters.get(int.from_bytes(it), "") for it in pairs))
        shown.append("" if shown[-1].endswith(" ") else " ")
    return "".join(shown)


def _unescaped(text: bytes) -> bytes:
    return re.sub(
        rb"\\(.)", lambda hit: ESCAPES.get(hit[1], hit[1]), text, flags=re.DOTALL
    )
