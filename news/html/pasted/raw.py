"""A pasted body as a tree, with the styles and classes that say what was meant."""

from __future__ import annotations

import re

from lxml import etree

from news import vietnamese
from news.html import profile
from news.html.limits import check_depth, check_tags
from news.html.tokens import attributes, plain, tokens

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BLOCKS = profile.BLOCKS | HEADINGS
TAGS = BLOCKS | profile.INLINES | {"del"}
VOID = frozenset({"br", "hr", "img"})
SKIPPED = frozenset(["html", "head", "body", "meta", "link", "base", "col", "wbr"])
BOXES = frozenset(["section", "article", "main", "header", "footer", "center"])
KEPT = frozenset(
    [
        "style",
        "class",
        "href",
        "src",
        "alt",
        "title",
        "cite",
        "datetime",
        "start",
        "align",
        "colspan",
        "rowspan",
        "width",
        "height",
        "scope",
        "target",
    ]
)
# Of Excel's own style sheet: the classes of bold cells.
BOLD_CLASS = re.compile(
    r"\.(xl[0-9]+)\s*\{[^{}]*font-weight:\s*(?:700|bold)", re.IGNORECASE
)


def parse(html: str) -> etree._Element:
    builder = etree.TreeBuilder()
    builder.start("body", {})
    opened, count = ["body"], 0
    for text, end, written, source in tokens(html):
        if text:
            builder.data(vietnamese.nfc(plain(text)))
        name = _known(written)
        if not name:
            continue
        if not end:
            count += 1
            check_tags(count)
            builder.start(name, _attributes(source) if source else {})
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
    if not name or name in SKIPPED:
        return ""
    if name in TAGS or name in profile.REMOVED_WITH_CONTENT:
        return name
    return "div" if name in BOXES else "span"


def _attributes(source: str) -> dict[str, str]:
    return {
        name: vietnamese.nfc(plain(value))
        for name, value in attributes(source).items()
        if name in KEPT
    }


def bold_classes(body: str) -> frozenset[str]:
    return frozenset(BOLD_CLASS.findall(body))


def style(element: etree._Element) -> str:
    return element.get("style", "").lower()


def classes(element: etree._Element) -> list[str]:
    return element.get("class", "").split()


def plain_text(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def is_heavy(element: etree._Element, inherited: bool) -> bool:
    """Whether text in this element is bold."""
    weight = re.search(r"(?<![-\w])font-weight:\s*(\w+)", style(element))
    if weight:
        return weight[1] in {"bold", "bolder", "600", "700", "800", "900"}
    return inherited or element.tag in {"b", "strong", "th"}
