"""The pictures of a body: which there are, and how they are shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from news.html.tidy import COMPLEX, lift
from news.html.tree import holds, parse, serialise

PLACE = re.compile(r'<picture at="([0-9]+)"></picture>')


@dataclass(frozen=True)
class Figure:
    """A picture as it stands in a body; the caption is HTML, safe in a cleaned one."""

    src: str
    alt: str
    caption_html: str
    align: str  # left, center, right or empty.


def image_sources(body: str) -> list[str]:
    """The address of every picture, in order."""
    return [image.get("src", "") for image in parse(body).iter("img")]


def figures(body: str) -> list[Figure]:
    """Every picture with its caption, in order."""
    return [figure for _, found in _blocks(parse(body)) for figure in found]


def with_pictures(body: str, render: Callable[[Figure], str]) -> str:
    """The body with what `render` makes of each picture in the picture's place."""
    root = parse(body)
    blocks = list(_blocks(root))
    rendered = ["".join(map(render, found)) for _, found in blocks]
    # From the last to the first: lifting one moves all that follows it.
    for place, (block, _) in reversed(list(enumerate(blocks))):
        tail = block.tail
        block.clear()
        block.tag, block.tail = "picture", tail
        block.set("at", str(place))
        lift(block)
    return PLACE.sub(lambda place: rendered[int(place[1])], serialise(root))


def _blocks(root: etree._Element) -> Iterator[tuple[etree._Element, list[Figure]]]:
    """Figures and lone pictures with what they show, in order."""
    shown: set[etree._Element] = set()
    for element in root.iter("figure", "img"):
        if element in shown or holds(element, *COMPLEX):
            continue
        if element.tag == "img":
            yield element, [_figure(element, element, "")]
        elif images := [image for image in element.iter("img") if image not in shown]:
            shown.update(images)
            yield element, _captioned(element, images)


def _captioned(figure: etree._Element, images: list[etree._Element]) -> list[Figure]:
    """The caption belongs to the last of several pictures: it stands below them."""
    caption = figure.find("figcaption")
    text = "" if caption is None else serialise(caption).strip()
    *others, last = images
    return [
        *(_figure(image, figure, "") for image in others),
        _figure(last, figure, text),
    ]


def _figure(image: etree._Element, holder: etree._Element, caption: str) -> Figure:
    align = _align(holder) or _align_of_its_paragraph(holder)
    return Figure(image.get("src", ""), image.get("alt", ""), caption, align)


def _align_of_its_paragraph(element: etree._Element) -> str:
    """The editor centres a lone picture by its paragraph."""
    parent = element.getparent()
    has_company = element.getprevious() is not None or element.getnext() is not None
    if parent.tag != "p" or has_company or "".join(parent.itertext()).strip():
        return ""
    return _align(parent)


def _align(element: etree._Element) -> str:
    words = element.get("class", "").split()
    found = (word.removeprefix("align-") for word in words if word.startswith("align-"))
    return next((side for side in found if side in {"left", "center", "right"}), "")
