"""A body as blocks that a person would name: paragraphs, pictures, lists, tables."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from news import html
from news.differences.align import Item
from news.html import tree

TEXT, FIGURE, TABLE, LIST = "text", "figure", "table", "list"
KINDS = {
    "figure": FIGURE,
    "table": TABLE,
    "ul": LIST,
    "ol": LIST,
    "blockquote": "quote",
}
LINES = frozenset({"p", "h2", "h3", "h4", "tr", "div", "figcaption", "caption"})


def blocks(body: str) -> list[Item]:
    """The body's blocks in order; each with its own HTML and what it says."""
    try:
        root = tree.parse(body)
        return list(_blocks(root))
    except html.UnsafeHTML:  # Too deep to be read: one block, never lost.
        return [Item(text=body, kind=TEXT, html=body)]


def _blocks(root: etree._Element) -> Iterator[Item]:
    if root.text and root.text.strip():
        yield _loose(root.text)
    for child in list(root):
        tail, child.tail = child.tail, None
        yield _block(child)
        if tail and tail.strip():
            yield _loose(tail)


def _loose(text: str) -> Item:
    line = " ".join(text.split())
    return Item(text=line, kind=TEXT, html=line)


def _block(element: etree._Element) -> Item:
    kind = KINDS.get(element.tag, TEXT)
    if kind == TEXT and next(element.iter("img"), None) is not None:
        kind = FIGURE
    sources = [image.get("src", "") for image in element.iter("img")]
    said = _said(element)
    box = etree.Element("body")
    box.append(element)
    return Item(
        text=said,
        key=" ".join(sources) if kind == FIGURE else "",
        kind=kind,
        html=tree.serialise(box),
    )


def _said(element: etree._Element) -> str:
    """What the block says, a line for each row and item; links and pictures named."""
    lines = "".join(_pieces(element)).split("\n")
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def _pieces(element: etree._Element) -> Iterator[str]:
    tag = element.tag
    if tag == "img":
        name = element.get("src", "").rpartition("/")[2]
        yield f"\n[Ảnh {name}; mô tả: {element.get('alt') or 'không có'}]\n"
    if tag in LINES or tag == "br":
        yield "\n"
    if tag == "li":
        yield "\n• "
    yield (element.text or "").replace("\n", " ")
    for child in element:
        yield from _pieces(child)
        if child.tag in ("td", "th") and child.getnext() is not None:
            yield " | "
        yield (child.tail or "").replace("\n", " ")
    if tag == "a" and (target := element.get("href", "")):
        yield f" (→ {target})"
    if tag in LINES or tag == "li":
        yield "\n"
