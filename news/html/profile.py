"""The second door: nh3 with our profile. Nothing is stored that it would change."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any
from urllib.parse import unquote, urlsplit

import nh3

BLOCKS = frozenset(
    [
        "p",
        "div",
        "h2",
        "h3",
        "h4",
        "hr",
        "ul",
        "ol",
        "li",
        "blockquote",
        "figure",
        "figcaption",
        "table",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "th",
        "td",
    ]
)
INLINES = frozenset(
    ["strong", "em", "b", "i", "u", "s", "sub", "sup", "br", "cite", "a", "img", "abbr"]
)
TAGS = BLOCKS | INLINES
REMOVED_WITH_CONTENT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "object",
        "embed",
        "applet",
        "textarea",
        "title",
        "xmp",
        "iframe",
        "noembed",
        "noframes",
        "audio",
        "video",
        "canvas",
        "select",
        "xml",
    ]
)
ATTRIBUTES: dict[str, frozenset[str]] = {
    "a": frozenset({"href", "title", "target", "rel"}),
    "abbr": frozenset({"title"}),
    "img": frozenset({"src", "alt", "width", "height"}),
    "ol": frozenset({"start"}),
    "td": frozenset({"colspan", "rowspan"}),
    "th": frozenset({"colspan", "rowspan", "scope"}),
}
SIDES = frozenset({"align-left", "align-center", "align-right", "align-justify"})
CLASSES: dict[str, frozenset[str]] = {
    "figure": (SIDES - {"align-justify"}) | {"image"},
    "img": SIDES - {"align-justify"},
    **dict.fromkeys(["p", "div", "h2", "h3", "h4", "td", "th"], SIDES),
}
OUTSIDE = "noopener nofollow"
FIXED = {
    ("a", "target"): frozenset({"_blank"}),
    ("a", "rel"): frozenset({OUTSIDE}),
    ("th", "scope"): frozenset({"row", "col", "rowgroup", "colgroup"}),
}
NUMBERS = {
    "width": re.compile(r"[1-9][0-9]{0,4}", re.ASCII),
    "height": re.compile(r"[1-9][0-9]{0,4}", re.ASCII),
    "colspan": re.compile(r"[1-9][0-9]{0,2}", re.ASCII),
    "rowspan": re.compile(r"[1-9][0-9]{0,2}", re.ASCII),
    "start": re.compile(r"[0-9]{1,5}", re.ASCII),
}
# Browsers drop these inside an address, and so must whoever judges it.
DROPPED_IN_ADDRESS = re.compile(r"[\t\n\r]")
BAD_IN_ADDRESS = re.compile(r"[\x00-\x20\x7f-\xa0\\<>\"`\u2028\u2029]")
INSIDE = re.compile(r"#.*|/(?!/).*", re.DOTALL)
MAIL_OR_PHONE = re.compile(r"mailto:[^:/]+|tel:[+0-9().-]+", re.IGNORECASE)


@lru_cache(maxsize=8)
def cleaner(media_prefix: str) -> nh3.Cleaner:
    def keep(tag: str, attribute: str, value: str) -> str | None:
        if attribute == "href":
            return address(value)
        if attribute == "src":
            return picture(value, media_prefix)
        if (tag, attribute) in FIXED:
            return value if value in FIXED[tag, attribute] else None
        if attribute in NUMBERS:
            return value if NUMBERS[attribute].fullmatch(value) else None
        return value

    return nh3.Cleaner(
        tags=set(TAGS),
        clean_content_tags=set(REMOVED_WITH_CONTENT),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        allowed_classes={tag: set(names) for tag, names in CLASSES.items()},
        attribute_filter=_total(keep),
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )


def _total(keep: Any) -> Any:
    """A filter that answers always: an error inside nh3 would let the value pass."""

    def filtered(tag: str, attribute: str, value: str) -> str | None:
        try:
            return keep(tag, attribute, value)
        except ValueError:
            return None

    return filtered


def sanitise(html: str, media_prefix: str) -> str:
    """What nh3 leaves of it; a space that must not break stays one character."""
    return cleaner(media_prefix).clean(html).replace("&nbsp;", "\xa0")


def address(value: str) -> str | None:
    """A link's address: http(s), mailto, tel, a path of ours, a place on the page."""
    value = DROPPED_IN_ADDRESS.sub("", value).strip("\x00\x0b\x0c \xa0")
    value = value.replace(" ", "%20")
    if not value or BAD_IN_ADDRESS.search(value):
        return None
    if INSIDE.fullmatch(value) or MAIL_OR_PHONE.fullmatch(value):
        return value
    return value if is_outside(value) else None


@lru_cache(maxsize=1024)
def is_outside(value: str) -> bool:
    """Whether the address names another host, and names it honestly."""
    if not re.match(r"https?://[^/?#]", value, re.IGNORECASE):
        return False
    parts = urlsplit(value)
    return bool(parts.hostname) and "@" not in parts.netloc


def picture(value: str, media_prefix: str) -> str | None:
    """A picture's address: a file of ours, and no way out of its folder."""
    value = DROPPED_IN_ADDRESS.sub("", value).strip()
    name = unquote(value.removeprefix(media_prefix))
    is_ours = value.startswith(media_prefix) and name and not name.startswith("/")
    if not is_ours or ".." in name or "//" in name or BAD_IN_ADDRESS.search(value):
        return None
    return None if re.search(r"[?#\\\x00]", name) else value
