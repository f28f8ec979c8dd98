"""Lines that are paragraphs: of Zalo, of Facebook, and after an empty line anywhere."""

from __future__ import annotations

import re

from lxml import etree

from news.html.pasted.raw import BLOCKS, style
from news.html.tree import drop, unwrap

CONTAINERS = frozenset({"body", "div", "blockquote"})
KEEPS_LINES = re.compile(r"white-space(?:-collapse)?:\s*(?:pre|break-spaces|preserve)")
PAGE_BREAK = re.compile(r"page-break|mso-break-type")
SPACES = re.compile(r"[ \t\n\f]+")
WIDE = re.compile(r"[ \xa0]{2,}")
STRUCTURES = ("table", "thead", "tbody", "tfoot", "tr", "ul", "ol")
SPLIT = "class"  # Of a line break: it ends a paragraph.


def make_lines(root: etree._Element) -> None:
    _break_lines(root, keeps=False)
    for element in root.iter():
        element.text = _spaced(element.text)
        element.tail = _spaced(element.tail)
    for mark in reversed(list(root.iterdescendants("br"))):
        if PAGE_BREAK.search(style(mark)):
            drop(mark)
        elif _ends_paragraph(mark):
            _lift(mark)
            mark.set(SPLIT, "split")
        else:
            mark.attrib.clear()
    for container in [root, *root.iterdescendants("div", "blockquote")]:
        if any(child.get(SPLIT) == "split" for child in container.iterchildren("br")):
            _make_paragraphs(container)


def _spaced(text: str | None) -> str | None:
    return WIDE.sub(" ", SPACES.sub(" ", text)) if text else text


def _break_lines(element: etree._Element, *, keeps: bool) -> None:
    """Where the program kept line breaks as they were typed, make them elements."""
    own = style(element)
    if "white-space" in own:
        keeps = bool(KEEPS_LINES.search(own))
    for child in list(element):
        _break_lines(child, keeps=keeps)
        if keeps and "\n" in (child.tail or "").strip():
            first, *rest = (child.tail or "").split("\n")
            child.tail = first
            _insert_lines(element, element.index(child) + 1, rest)
    if keeps and "\n" in (element.text or "").strip():
        element.text, *rest = (element.text or "").split("\n")
        _insert_lines(element, 0, rest)


def _insert_lines(element: etree._Element, at: int, rest: list[str]) -> None:
    marks = []
    for line in rest:
        mark = etree.Element("br", {SPLIT: "split"})
        mark.tail = line
        marks.append(mark)
    element[at:at] = marks


def _ends_paragraph(mark: etree._Element) -> bool:
    block, zalo = mark.getparent(), False
    while block.tag not in BLOCKS and block.tag != "body":
        zalo = zalo or "segoeuipc" in style(block)
        block = block.getparent()
    if block.tag in CONTAINERS:
        return True
    if block.tag != "p":
        return False
    zalo = zalo or "segoeuipc" in style(block)
    return zalo or mark.get(SPLIT) == "split" or _is_doubled(mark)


def _is_doubled(mark: etree._Element) -> bool:
    after = mark.getnext()
    if after is not None and after.tag == "br" and not (mark.tail or "").strip():
        return True
    before = mark.getprevious()
    close = before is not None and not (before.tail or "").strip()
    return bool(close and before.tag == "br")


def _lift(mark: etree._Element) -> None:
    """Out of phrases and its paragraph, which are split around it."""
    while (parent := mark.getparent()).tag not in CONTAINERS:
        after = etree.Element(parent.tag, dict(parent.attrib))
        after.text, mark.tail = mark.tail, None
        after.extend(list(mark.itersiblings()))
        after.tail, parent.tail = parent.tail, None
        parent.addnext(mark)
        mark.addnext(after)


def _make_paragraphs(container: etree._Element) -> None:
    """Put the loose text between line breaks into paragraphs."""
    run = etree.Element("p")
    run.text, container.text = container.text, None
    for child in list(container):
        if child.tag not in BLOCKS and child.get(SPLIT) != "split":
            run.append(child)
            continue
        if _says_something(run):
            child.addprevious(run)
        run = etree.Element("p")
        run.text, child.tail = child.tail, None
        if child.get(SPLIT) == "split":
            container.remove(child)
    if _says_something(run):
        container.append(run)


def _says_something(run: etree._Element) -> bool:
    return bool(len(run) or (run.text or "").strip())


def strip_spaces(root: etree._Element) -> None:
    """No space at the ends of a paragraph; one alone in a cell is the cell's text."""
    for part in root.iterdescendants(*STRUCTURES):
        part.text = (part.text or "").strip() or None
        for child in part:
            child.tail = (child.tail or "").strip() or None
    for cell in root.iterdescendants("td", "th", "li"):
        inside = list(cell)
        alone = len(inside) == 1 and inside[0].tag in {"p", "div"}
        if alone and not (cell.text or "").strip() + (inside[0].tail or "").strip():
            if side := inside[0].get("class"):
                cell.set("class", side)
            cell.text = inside[0].tail = None
            unwrap(inside[0])
    for block in root.iterdescendants("p", "h2", "h3", "h4", "li", "td", "th"):
        _strip(block)


def _strip(block: etree._Element) -> None:
    first = block
    while not first.text and len(first) and first[0].tag != "br":
        first = first[0]
    first.text = (first.text or "").lstrip() or None
    last = block
    while len(last) and not last[-1].tail and last[-1].tag not in BLOCKS:
        last = last[-1]
    if len(last):
        last[-1].tail = (last[-1].tail or "").rstrip() or None
    else:
        last.text = (last.text or "").rstrip() or None
