"""A body as a tree, and back. Exact for what nh3 wrote, patient with anything else."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from lxml import etree

from news import vietnamese
from news.html import profile
from news.html.limits import check_depth
from news.html.tokens import Token, escape, plain, tokens
from news.html.tokens import attributes as tokenised

VOID = frozenset({"br", "hr", "img"})
READABLE = {
    **{tag: names | {"class"} for tag, names in profile.ATTRIBUTES.items()},
    **{tag: profile.ATTRIBUTES.get(tag, set()) | {"class"} for tag in profile.CLASSES},
}


def parse(html: str) -> etree._Element:
    """The body's tree under a root of our own; all text and all values in NFC.

    lxml's own HTML parser would move what it thinks misplaced, and cut deep trees.
    """
    # Piece by piece only when needed, for a mark behind a tag must not join the ">".
    normal = _same if vietnamese.nfc(html) == html else vietnamese.nfc

    def said(text: str) -> str:
        return vietnamese.nfc(plain(text)) if "&" in text else normal(text)

    return grow(tokens(html), _known, cache(_attributes), said)


def grow(
    found: Iterable[Token],
    known: Callable[[str], str],
    attributes: Callable[[str, str], dict[str, str]],
    said: Callable[[str], str],
) -> etree._Element:
    """A tree of these tokens. Ends that begin nothing are passed over.

    `known` gives the name that a tag gets, or "" for one that is left out;
    `attributes` what is kept of the source of a tag; `said` the text as it is read.
    """
    builder = etree.TreeBuilder()
    builder.start("body", {})
    opened = ["body"]
    for text, end, written, source in found:
        if text:
            builder.data(said(text))
        name = known(written)
        if not name:
            continue
        if not end:
            builder.start(name, attributes(name, source) if source else {})
            opened.append(name)
            check_depth(len(opened) - 2)
            if name in VOID:
                builder.end(opened.pop())
        elif name in opened:
            while (inner := opened.pop()) != name:
                builder.end(inner)
            builder.end(name)
    while opened:
        builder.end(opened.pop())
    return builder.close()


def _known(name: str) -> str:
    return name if name in profile.TAGS else ""


def _same(text: str) -> str:
    return text


def _attributes(name: str, source: str) -> dict[str, str]:
    known = READABLE.get(name, frozenset())
    return {
        key: vietnamese.nfc(plain(value))
        for key, value in tokenised(source).items()
        if key in known
    }


def serialise(element: etree._Element) -> str:
    """What is inside the element, as nh3 would write it."""
    pieces: list[str] = []
    _write(element, pieces, 0)
    return "".join(pieces)


def _write(element: etree._Element, pieces: list[str], depth: int) -> None:
    check_depth(depth)
    pieces.append(escape(element.text or ""))
    for child in element:
        tag = child.tag
        attributes = "".join(
            f' {name}="{escape(value).replace(chr(34), "&quot;")}"'
            for name, value in sorted(child.items())
        )
        pieces.append(f"<{tag}{attributes}>")
        if tag not in VOID:
            _write(child, pieces, depth + 1)
            pieces.append(f"</{tag}>")
        if tail := child.tail:
            pieces.append(escape(tail))


def holds(element: etree._Element, *tags: str) -> bool:
    """Whether one of these stands anywhere in the element."""
    return next(element.iter(*tags), None) is not None


def is_blank(element: etree._Element) -> bool:
    """Whether a reader would see nothing of it."""
    if element.text and element.text.strip():
        return False
    return not (
        holds(element, "img", "hr", "td", "th", "picture")
        or "".join(element.itertext()).strip()
    )


def drop(element: etree._Element) -> None:
    """Take the element out with all that is in it; what follows it stays."""
    _append_before(element, element.tail)
    parent = element.getparent()
    element.tail = None
    parent.remove(element)


def unwrap(element: etree._Element) -> None:
    """Take the element away, and leave what is in it where it was."""
    parent = element.getparent()
    _append_before(element, element.text)
    element.text = None
    for child in list(element):
        element.addprevious(child)  # Its tail goes with it.
    _append_before(element, element.tail)
    element.tail = None
    parent.remove(element)


def _append_before(element: etree._Element, text: str | None) -> None:
    if not text:
        return
    previous = element.getprevious()
    if previous is not None:
        previous.tail = (previous.tail or "") + text
    else:
        parent = element.getparent()
        parent.text = (parent.text or "") + text


def split_before(element: etree._Element) -> None:
    """Lift the element out of its parent; the parent is split around it."""
    parent = element.getparent()
    after = etree.Element(parent.tag, dict(parent.attrib))
    after.text = element.tail
    element.tail = None
    after.extend(element.itersiblings())
    after.tail, parent.tail = parent.tail, None
    parent.addnext(element)
    element.addnext(after)
    for half in (parent, after):
        if is_blank(half):
            drop(half)
