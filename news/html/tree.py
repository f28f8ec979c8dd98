"""A body as a tree, and back. Exact for what nh3 wrote, patient with anything else."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from news import vietnamese
from news.html import profile
from news.html.limits import check_depth
from news.html.tokens import Tag, escape, plain, tokens

VOID = frozenset({"br", "hr", "img"})
READABLE = {
    **{tag: names | {"class"} for tag, names in profile.ATTRIBUTES.items()},
    **{tag: profile.ATTRIBUTES.get(tag, set()) | {"class"} for tag in profile.CLASSES},
}


def parse(html: str) -> etree._Element:
    """The body's tree under a root of our own; all text and all values in NFC.

    lxml's own HTML parser would move what it thinks misplaced, and cut deep trees.
    """
    builder = etree.TreeBuilder()
    builder.start("body", {})
    opened = ["body"]
    for token in tokens(html):
        if isinstance(token, str):
            builder.data(vietnamese.nfc(plain(token)))
        elif token.name not in profile.TAGS:
            continue
        elif not token.is_end:
            builder.start(token.name, _attributes(token))
            opened.append(token.name)
            check_depth(len(opened) - 2)
            if token.name in VOID:
                builder.end(opened.pop())
        elif token.name in opened:
            while (name := opened.pop()) != token.name:
                builder.end(name)
            builder.end(name)
    while opened:
        builder.end(opened.pop())
    return builder.close()


def _attributes(tag: Tag) -> dict[str, str]:
    known = READABLE.get(tag.name)
    if not known:
        return {}
    values: dict[str, str] = {}
    for name, value in tag.attributes():
        if name in known:
            values.setdefault(name, vietnamese.nfc(plain(value)))
    return values


def serialise(element: etree._Element) -> str:
    """What is inside the element, as nh3 would write it."""
    return "".join(_inside(element, 0))


def _inside(element: etree._Element, depth: int) -> Iterator[str]:
    check_depth(depth)
    yield escape(element.text or "")
    for child in element:
        attributes = "".join(
            f' {name}="{escape(value).replace(chr(34), "&quot;")}"'
            for name, value in sorted(child.attrib.items())
        )
        yield f"<{child.tag}{attributes}>"
        if child.tag not in VOID:
            yield from _inside(child, depth + 1)
            yield f"</{child.tag}>"
        yield escape(child.tail or "")


def holds(element: etree._Element, *tags: str) -> bool:
    """Whether one of these stands anywhere in the element."""
    return next(element.iter(*tags), None) is not None


def is_blank(element: etree._Element) -> bool:
    """Whether a reader would see nothing of it."""
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
