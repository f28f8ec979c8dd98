"""What a body says, without its markup."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from news.html import profile
from news.html.tree import parse

LINES = profile.BLOCKS - {"td", "th"} | {"br"}
CELLS = frozenset({"td", "th"})


def text(body: str) -> str:
    """The plain text; each paragraph, item, caption and table row on a line."""
    return lines(parse(body))


def lines(root: etree._Element) -> str:
    found = "".join(_pieces(root)).split("\n")
    return "\n".join(filter(None, (" ".join(line.split()) for line in found)))


def _pieces(element: etree._Element) -> Iterator[str]:
    yield _spaced(element.text)
    for child in element:
        gap = "\n" if child.tag in LINES else " " if child.tag in CELLS else ""
        yield gap
        yield from _pieces(child)
        yield gap
        yield _spaced(child.tail)


def _spaced(text: str | None) -> str:
    """A line break in the source is a space to the reader."""
    return " ".join((text or "").split("\n"))
