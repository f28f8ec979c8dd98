"""What nobody wrote: notes of programs, deleted text, tracking links, emoji files."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from lxml import etree

from news.html.pasted.raw import BLOCKS, classes, style
from news.html.tree import drop, unwrap

HIDDEN = re.compile(
    r"display:\s*none|mso-hide:\s*all|mso-element:\s*comment"
    r"|mso-special-character:\s*comment"
)
REMOVED = frozenset({"msoDel", "MsoCommentReference", "MsoCommentText"})
REDIRECTS = {"www.google.com/url": "q", "l.facebook.com/l.php": "u"}
SIDE = re.compile(r"text-align:\s*(\w+)")
KEPT_SIDES = frozenset({"center", "right"})
MEANT = {"b": "strong", "i": "em"}
RAISED = {"super": "sup", "sub": "sub"}


def drop_debris(root: etree._Element) -> None:
    for element in list(root.iterdescendants()):
        if _is_debris(element):
            drop(element)
        elif element.tag == "a":
            _mend_link(element)
        elif element.tag == "img" and _is_emoji(element.get("alt", "")):
            _become_text(element, element.get("alt", ""))
        elif "Apple-converted-space" in classes(element):
            _become_text(element, " ")


def _is_debris(element: etree._Element) -> bool:
    if element.tag == "del" and (element.get("cite") or element.get("datetime")):
        return True
    link = element.get("href", "")
    return bool(
        REMOVED.intersection(classes(element))
        or HIDDEN.search(style(element))
        or link.startswith("#_msocom")
    )


def _is_emoji(alt: str) -> bool:
    """Facebook and Zalo show a picture where the author typed a sign."""
    signs = 0 < len(alt) <= 12 and not any(char.isalnum() for char in alt)
    return signs and any(char > "\u203b" for char in alt)


def _become_text(element: etree._Element, text: str) -> None:
    element.tail = text + (element.tail or "")
    drop(element)


def _mend_link(link: etree._Element) -> None:
    """Where the link leads, not who counts the visit; none to a bookmark of Word."""
    href = link.get("href", "")
    if href.startswith("#_"):
        del link.attrib["href"]
        return
    try:
        parts = urlsplit(href)
    except ValueError:
        return
    if name := REDIRECTS.get(parts.netloc + parts.path):
        target = parse_qs(parts.query).get(name, [""])[0]
        if target.startswith(("http://", "https://")):
            link.set("href", target)


def drop_dress(root: etree._Element) -> None:
    """Leave of styles what a story may have: a side, raised and lowered letters."""
    for element in list(root.iterdescendants()):
        element.tag = MEANT.get(element.tag, element.tag)
        if element.tag in BLOCKS:
            _leave_side(element)
        elif element.tag == "span":
            raised = re.search(r"vertical-align:\s*(super|sub)\b", style(element))
            if raised:
                _wrap_content(element, RAISED[raised[1]])
        elif element.tag == "a":
            element.attrib.pop("style", None)
            element.attrib.pop("target", None)


def _leave_side(block: etree._Element) -> None:
    side = SIDE.search(style(block))
    found = side[1] if side else block.get("align", "").lower()
    if block.tag != "figure":
        block.attrib.pop("class", None)
    for name in ("style", "align", "title"):
        block.attrib.pop(name, None)
    if found in KEPT_SIDES:
        block.set("class", f"align-{found}")


def _wrap_content(element: etree._Element, tag: str) -> None:
    inner = etree.Element(tag)
    inner.text, element.text = element.text, None
    inner.extend(list(element))
    element.append(inner)


def unwrap_bold(block: etree._Element) -> None:
    """What is bold by its nature needs no bold inside."""
    for element in reversed(list(block.iterdescendants("b", "strong", "span"))):
        if element.tag != "span":
            unwrap(element)
        elif "font-weight" in style(element):
            element.set("style", style(element).replace("font-weight", "x"))
