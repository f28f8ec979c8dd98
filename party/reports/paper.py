"""A paper in the Party's customary form: what stands on it, apart from how it is drawn.

Heads, name, text and signatures as Hướng dẫn 36-HD/VPTW has them: the organization at
the left, “Đảng Cộng sản Việt Nam” with place and day at the right; who receives it and
who signs at the foot. docx.py and pdf.py draw it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from news import vietnamese

PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"


@dataclass(frozen=True)
class Heading:
    text: str


@dataclass(frozen=True)
class Paragraph:
    """`lead` is bold and begins the line; `level` 1 stands further in."""

    text: str
    lead: str = ""
    level: int = 0


@dataclass(frozen=True)
class Table:
    """`widths` are parts of the whole; `centred` are numbers of columns."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[int]
    centred: frozenset[int] = frozenset()


Block = Heading | Paragraph | Table


@dataclass(frozen=True)
class Signer:
    """The name stays empty for somebody who is not known yet."""

    role: str
    name: str


@dataclass(frozen=True)
class Paper:
    superior: str
    organization: str
    number: str
    place_and_day: str
    name: str  # “BIÊN BẢN”.
    subject: str
    blocks: Sequence[Block]
    signers: tuple[Signer, Signer]  # Left and right.
    recipients: Sequence[str] = ()
    notice: str = ""  # Above all: that it is a draft.
    seal: str = ""  # Below all: when it was closed, and its digest.
    title: str = field(default="", compare=False)  # Of the file; names nobody.


def lines(text: str) -> list[str]:
    """The paragraphs of a text, clean, without empty ones."""
    parts = vietnamese.nfc(text).splitlines()
    return [line for part in parts if (line := " ".join(part.split()))]


def paragraphs(text: str, *, level: int = 0) -> list[Block]:
    return [Paragraph(line, level=level) for line in lines(text)]


def section(heading: str, blocks: Sequence[Block]) -> list[Block]:
    """The blocks below their heading; nothing at all when there are none."""
    return [Heading(heading), *blocks] if blocks else []
