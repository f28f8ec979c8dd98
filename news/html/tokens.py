"""Cut HTML into tags and text, the way the HTML standard does, in linear time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

SPACE = r"\t\n\f\r\x20"
# Possessive repetition (*+): what was read is never read again, whatever follows.
ATTRIBUTE = rf"""
    [^{SPACE}/>][^{SPACE}/>=]*+
    (?:[{SPACE}]*+=[{SPACE}]*+(?:"[^"]*+"?+|'[^']*+'?+|[^{SPACE}>"'][^{SPACE}>]*+)?+)?+
"""
TOKEN = re.compile(
    rf"""
    <!--(?:-?>|.*?(?:--!?>|\Z))                 # a comment
    |<!\[CDATA\[|\]\]>                          # the marks alone: HTML has no CDATA
    |<(?:[!?]|/(?![a-zA-Z]))[^>]*+>?+           # a doctype and the like
    |<(?P<end>/?+)(?P<name>[a-zA-Z][^{SPACE}/>]*+)
     (?P<attributes>(?:[{SPACE}/]++|{ATTRIBUTE})*+)>?+
    """,
    re.VERBOSE | re.DOTALL,
)
ATTRIBUTES = re.compile(
    rf"""
    (?P<name>[^{SPACE}/>][^{SPACE}/>=]*+)
    (?:[{SPACE}]*+=[{SPACE}]*+
      (?:"(?P<double>[^"]*+)"?+|'(?P<single>[^']*+)'?+|(?P<bare>[^{SPACE}>"'][^{SPACE}>]*+))?+
    )?+
    """,
    re.VERBOSE,
)
# Between the start and the end of these, nothing is markup.
RAW = frozenset(
    "script style textarea title xmp iframe noembed noframes noscript".split()
)
RAW_END = {name: re.compile(rf"</{name}(?=[{SPACE}/>])", re.IGNORECASE) for name in RAW}


class Tag:
    """A start or an end tag; its attributes are read when somebody asks."""

    __slots__ = ("_attributes", "is_end", "name")

    def __init__(self, name: str, attributes: str, *, is_end: bool) -> None:
        self.name = name
        self.is_end = is_end
        self._attributes = attributes

    def attributes(self) -> Iterator[tuple[str, str]]:
        """Names and values, still with character references; doubles as they come."""
        for match in ATTRIBUTES.finditer(self._attributes):
            value = match["double"] or match["single"] or match["bare"] or ""
            yield match["name"].lower(), value


def tokens(html: str) -> Iterator[Tag | str]:
    """Tags and pieces of text in order; without comments and raw elements."""
    position = 0
    while token := TOKEN.search(html, position):
        if token.start() > position:
            yield html[position : token.start()]
        position = token.end()
        if token["name"] is None:
            continue
        name = token["name"].lower()
        if name in RAW:
            if not token["end"]:
                end = RAW_END[name].search(html, position)
                position = end.start() if end else len(html)
            continue
        yield Tag(name, token["attributes"], is_end=bool(token["end"]))
    if position < len(html):
        yield html[position:]


def plain(text: str) -> str:
    """The text behind character references."""
    return unescape(text) if "&" in text else text


def escape(text: str) -> str:
    """Text as nh3 writes it, in an element and in a double-quoted attribute alike."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
