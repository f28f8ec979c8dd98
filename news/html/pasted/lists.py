"""Word's lists are paragraphs with a sign in front; here they become lists."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from news.html.pasted.raw import HEADINGS, classes, style
from news.html.tree import drop, unwrap

MEMBER = re.compile(r"mso-list:\s*(l[0-9]+)\s+level([1-9])")
IGNORED = re.compile(r"mso-list:\s*ignore")
COUNTED = re.compile(r"\(?(?:([0-9]{1,4})|[a-zđ]|[ivxlc]{1,6})[.)]", re.IGNORECASE)
BULLET = re.compile(r"[\s\xa0]*[·•▪●◦‣][\s\xa0]+")


@dataclass(frozen=True)
class Member:
    """A paragraph that is an item: of which list, how deep, with which sign."""

    name: str
    level: int
    tag: str
    start: str = ""


def make_lists(root: etree._Element) -> None:
    for parent in [root, *root.iterdescendants("div", "td", "th", "blockquote")]:
        _make_lists_in(parent)
    for mark in list(root.iterdescendants("span")):  # Of numbered headings.
        if IGNORED.search(style(mark)):
            mark.tail = " " + (mark.tail or "").lstrip()
            mark.text = (mark.text or "").strip()
            for child in list(mark):
                child.tail = None
                drop(child)
            unwrap(mark)


def _make_lists_in(parent: etree._Element) -> None:
    opened: list[tuple[Member, etree._Element]] = []
    for child in list(parent):
        member = _member(child)
        if member is None:
            opened.clear()
            continue
        following = (child.tail or "").strip()
        _put(child, member, opened)
        if following:
            opened.clear()


def _put(
    child: etree._Element,
    member: Member,
    opened: list[tuple[Member, etree._Element]],
) -> None:
    while opened and opened[-1][0].level > member.level:
        opened.pop()
    if opened and opened[-1][0].level == member.level:
        last = opened[-1][0]
        if (last.name, last.tag) != (member.name, member.tag):
            opened.pop()
    if not opened or opened[-1][0].level < member.level:
        made = etree.Element(member.tag)
        if member.tag == "ol" and member.start not in {"", "1"}:
            made.set("start", member.start)
        if opened:
            opened[-1][1][-1].append(made)
        else:
            child.addprevious(made)
        opened.append((member, made))
    tail, child.tail = child.tail, None
    opened[-1][1].append(child)
    child.tag = "li"
    child.attrib.clear()
    if tail and tail.strip():
        opened[0][1].tail = tail


def _member(block: etree._Element) -> Member | None:
    if block.tag in HEADINGS or block.tag not in {"p", "div"}:
        return None
    found = MEMBER.search(style(block))
    if found:
        sign = _take_sign(block)
        counted = COUNTED.fullmatch(sign)
        tag = "ol" if counted else "ul"
        return Member(found[1], int(found[2]), tag, (counted and counted[1]) or "")
    holder = _first_holder(block)
    if holder.text and BULLET.match(holder.text) and block.tag == "p":
        holder.text = BULLET.sub("", holder.text, count=1)
        return Member("", 1, "ul")
    if "MsoListParagraph" in " ".join(classes(block)) and _has_sign(block):
        counted = COUNTED.fullmatch(_take_sign(block))
        return Member("", 1, "ol" if counted else "ul", (counted and counted[1]) or "")
    return None


def _has_sign(block: etree._Element) -> bool:
    return any(IGNORED.search(style(span)) for span in block.iterdescendants("span"))


def _take_sign(block: etree._Element) -> str:
    """Remove what Word draws in front of the item; "·", "1." or "a)"."""
    sign = ""
    for span in list(block.iterdescendants("span")):
        if IGNORED.search(style(span)):
            sign = sign or "".join(span.itertext()).strip()
            drop(span)
    return sign


def _first_holder(block: etree._Element) -> etree._Element:
    """The element in which the text of the block begins."""
    holder = block
    while not (holder.text or "").strip() and len(holder) and holder[0].tag == "span":
        holder = holder[0]
    return holder
