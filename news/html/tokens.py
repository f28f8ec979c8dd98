"""Cut HTML into tags and text, the way the HTML standard does, in linear time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

# The text before a tag; then its "/", its name, its attributes.
Token = tuple[str, str, str, str]
SPACE = r"\t\n\f\r\x20"
# Possessive repetition (*+): what was read is never read again, whatever follows.
ATTRIBUTE = rf"""
    [^{SPACE}/>][^{SPACE}/>=]*+
    (?:[{SPACE}]*+=[{SPACE}]*+(?:"[^"]*+"?+|'[^']*+'?+|[^{SPACE}>"'][^{SPACE}>]*+)?+)?+
"""
# Between the start and the end of these, nothing is markup.
RAW = "script|style|textarea|title|xmp|iframe|noembed|noframes|noscript"
TOKEN = re.compile(
    rf"""
    <!--(?:-?>|.*?(?:--!?>|\Z))                 # a comment
    |<!\[CDATA\[|\]\]>                          # the marks alone: HTML has no CDATA
    |<(?:[!?]|/(?![a-zA-Z]))[^>]*+>?+           # a doctype and the like
    |<(?P<raw>(?i:{RAW}))(?=[{SPACE}/>])
     (?:[{SPACE}/]++|{ATTRIBUTE})*+>?+
     .*?(?:</(?i:(?P=raw))(?=[{SPACE}/>])[^>]*+>?+|\Z)
    |<(?P<end>/?+)(?P<name>[a-zA-Z][^{SPACE}/>]*+)
     (?P<attributes>(?:[{SPACE}/]++|{ATTRIBUTE})*+)>?+
    """,
    re.VERBOSE | re.DOTALL,
)
GROUPS = TOKEN.groups + 1  # In what split() returns: a text, then the groups.
ATTRIBUTES = re.compile(
    rf"""
    (?P<name>[^{SPACE}/>][^{SPACE}/>=]*+)
    (?:[{SPACE}]*+=[{SPACE}]*+
      (?:"(?P<double>[^"]*+)"?+|'(?P<single>[^']*+)'?+|(?P<bare>[^{SPACE}>"'][^{SPACE}>]*+))?+
    )?+
    """,
    re.VERBOSE,
)


def tokens(html: str) -> Iterator[Token]:
    """Each tag with the text before it: (text, "/" at an end, name, attributes).

    The last one has no name. Comments and raw elements are left out.
    """
    pieces = TOKEN.split(html)
    for at in range(0, len(pieces) - 1, GROUPS):
        text, _, end, name, attributes = pieces[at : at + GROUPS]
        yield text, end or "", (name or "").lower(), attributes or ""
    yield pieces[-1], "", "", ""


def attributes(source: str) -> dict[str, str]:
    """Names and values, with character references; the first of doubles counts."""
    values: dict[str, str] = {}
    for match in ATTRIBUTES.finditer(source):
        value = match["double"] or match["single"] or match["bare"] or ""
        values.setdefault(match["name"].lower(), value)
    return values


def plain(text: str) -> str:
    """The text behind character references."""
    return unescape(text) if "&" in text else text


def escape(text: str) -> str:
    """Text as nh3 writes it, in an element and in a double-quoted attribute alike."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
