"""Headings that another program only drew large, and bold inside real ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from news.html.pasted.debris import unwrap_bold
from news.html.pasted.raw import HEADINGS, classes, is_heavy, plain_text, style

OUTLINE = re.compile(r"mso-outline-level:\s*([1-9])")
SIZE = re.compile(r"(?<![-\w])font-size:\s*([0-9.]{1,6})(pt|px)")
LARGE = 15  # Points; official texts are written in 13 and 14.
LONGEST = 120
SENTENCE = (".", ",", ";", ":", "!", "?", "…")


def make_headings(root: etree._Element) -> None:
    for block in list(root.iterdescendants("p", *HEADINGS)):
        if block.tag == "p":
            block.tag = _meant(block)
        if block.tag in HEADINGS:
            unwrap_bold(block)


def _meant(paragraph: etree._Element) -> str:
    """The tag of a paragraph: a heading when its program or its look says so."""
    outline = OUTLINE.search(style(paragraph))
    if outline:
        return f"h{min(int(outline[1]), 4)}"
    if "MsoTitle" in classes(paragraph):
        return "h2"
    if any(above.tag in {"table", "li"} for above in paragraph.iterancestors()):
        return "p"
    text = plain_text(paragraph)
    if not text or len(text) > LONGEST or text.endswith(SENTENCE):
        return "p"
    runs = list(_runs(paragraph, False, 0.0))
    looks_so = all(bold and size >= LARGE for bold, size in runs)
    return "h2" if looks_so else "p"


def _runs(
    element: etree._Element, bold: bool, size: float
) -> Iterator[tuple[bool, float]]:
    """Weight and size of every piece of text."""
    bold = is_heavy(element, bold)
    if found := SIZE.search(style(element)):
        number = float(found[1]) if found[1].count(".") < 2 else 0.0
        size = number * (0.75 if found[2] == "px" else 1)
    if (element.text or "").strip():
        yield bold, size
    for child in element:
        yield from _runs(child, bold, size)
        if (child.tail or "").strip():
            yield bold, size
