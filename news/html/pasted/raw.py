"""A pasted body as a tree, with the styles and classes that say what was meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from news import vietnamese
from news.html import profile
from news.html.limits import check_tags
from news.html.tokens import Token, attributes, plain, tokens
from news.html.tree import grow

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BLOCKS = profile.BLOCKS | HEADINGS
TAGS = BLOCKS | profile.INLINES | {"del"}
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
    return grow(_counted(html), _known, _attributes, _said)


def _counted(html: str) -> Iterator[Token]:
    """The tokens, as long as there are not too many elements among them."""
    count = 0
    for token in tokens(html):
        _, end, written, _ = token
        if not end and _known(written):
            count += 1
            check_tags(count)
        yield token


def _said(text: str) -> str:
    return vietnamese.nfc(plain(text))


def _known(name: str) -> str:
    if not name or name in SKIPPED:
        return ""
    if name in TAGS or name in profile.REMOVED_WITH_CONTENT:
        return name
    return "div" if name in BOXES else "span"


def _attributes(name: str, source: str) -> dict[str, str]:
    return {
        key: _said(value) for key, value in attributes(source).items() if key in KEPT
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
