"""What a body is made of beside its words: links, headings, tables. Read once."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from news.html.reading import lines
from news.html.tree import holds, parse


@dataclass(frozen=True)
class Link:
    href: str
    text: str
    shows_picture: bool


@dataclass(frozen=True)
class Heading:
    level: int  # 2, 3 or 4.
    text: str


@dataclass(frozen=True)
class Table:
    text: str
    has_header: bool


@dataclass(frozen=True)
class Outline:
    """Each kind in the order of the text."""

    links: tuple[Link, ...]
    headings: tuple[Heading, ...]
    tables: tuple[Table, ...]
    text: str  # As html.text() gives it.


def outline(body: str) -> Outline:
    root = parse(body)
    return Outline(
        links=tuple(
            Link(link.get("href", ""), _said(link), holds(link, "img"))
            for link in root.iter("a")
        ),
        headings=tuple(
            Heading(int(heading.tag[1]), _said(heading))
            for heading in root.iter("h2", "h3", "h4")
        ),
        tables=tuple(Table(_said(t), _has_header(t)) for t in root.iter("table")),
        text=lines(root),
    )


def _has_header(table: etree._Element) -> bool:
    """A header cell of its own that says something; not one of a table inside."""
    return any(
        next(cell.iterancestors("table")) is table and _said(cell)
        for cell in table.iter("th")
    )


def _said(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())
