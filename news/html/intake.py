"""The first door: a body written anew with only the tags and attributes that we know.

What nh3 gets is then small and simple whatever came in: no comment, no foreign markup,
no attribute on bold and italic (a parser repeats these in every paragraph), no thousand
attributes on one tag. Styles have become classes. nh3 still decides what is safe.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache

from news.html import profile
from news.html.limits import check_depth, check_length, check_tags
from news.html.tokens import attributes, escape, plain, tokens

RENAMED = {
    "h1": "h2",
    "h5": "h4",
    "h6": "h4",
    "strike": "s",
    "del": "s",
    "center": "div",
}
BOLD = frozenset({"b", "strong"})
ITALIC = frozenset({"i", "em"})
# Removed by nh3 together with what is in them.
FOREIGN = profile.REMOVED_WITH_CONTENT
KNOWN = profile.TAGS | FOREIGN | {"span"}
DRESSES = BOLD | ITALIC | {"span"}
VOID = frozenset({"br", "hr", "img"})
# With those whose end tag may be missing: on their own they don't nest.
NOT_NESTING = VOID | frozenset(["p", "li", "tr", "td", "th", "thead", "tbody", "tfoot"])

ALIGN = re.compile(r"text-align\s*:\s*(left|right|center|justify)\b")
FLOAT = re.compile(r"float\s*:\s*(left|right)\b")
WEIGHT = re.compile(r"(?<![-\w])font-weight\s*:\s*(\w+)")
SLANT = re.compile(r"(?<![-\w])font-style\s*:\s*(\w+)")
LONGEST_ADDRESS = 2_000
SIDES = frozenset({"left", "right", "center", "justify"})


class Rewriter:
    """Writes the tags of one body."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.count = 0
        self.depth = 0
        self.opened: Counter[str] = Counter()
        # What an end tag must close: <span style="font-weight: bold"> was <strong>.
        self.closers: defaultdict[str, list[list[str]]] = defaultdict(list)
        # Pasted text repeats the same attributes in every paragraph.
        self.attributes = cache(_attributes)

    def write(self, name: str, source: str) -> None:
        """A start tag with its attributes as they stand in the source."""
        if name in DRESSES:
            style = _style(attributes(source).get("style", "")) if source else ""
            names = [*_bold(name, style), *_italic(name, style)]
            self.closers[name].append(names[::-1])
            for opener in names:
                self._open(opener, "")
        elif name in KNOWN:
            self._open(name, self.attributes(name, source) if source else "")

    def close(self, name: str) -> None:
        """An end tag."""
        if name in DRESSES:
            for closer in self.closers[name].pop() if self.closers[name] else ():
                self._close(closer)
        elif name in KNOWN and name not in VOID:
            self._close(name)

    def _open(self, name: str, attributes: str) -> None:
        self.pieces.append(f"<{name}{attributes}>")
        self.count += 1
        check_tags(self.count)
        if name not in NOT_NESTING:
            self.opened[name] += 1
            self.depth += 1
            check_depth(self.depth)

    def _close(self, name: str) -> None:
        self.pieces.append(f"</{name}>")
        if self.opened[name]:
            self.opened[name] -= 1
            self.depth -= 1


def rewrite(body: str) -> str:
    """The same story in tags that we know."""
    rewriter = Rewriter()
    for text, end, name, source in tokens(body):
        rewriter.pieces.append(escape(plain(text)))
        known = RENAMED.get(name, name)
        if end:
            rewriter.close(known)
        else:
            rewriter.write(known, source)
    written = "".join(rewriter.pieces)
    check_length(written)
    return written


def _bold(name: str, style: str) -> list[str]:
    weight = WEIGHT.search(style)
    if weight is None:
        return [name] if name in BOLD else []
    heavy = weight[1] in {"bold", "bolder", "600", "700", "800", "900"}
    return [name if name in BOLD else "strong"] if heavy else []


def _italic(name: str, style: str) -> list[str]:
    slant = SLANT.search(style)
    if slant is None:
        return [name] if name in ITALIC else []
    leaning = slant[1] in {"italic", "oblique"}
    return [name if name in ITALIC else "em"] if leaning else []


def _attributes(name: str, source: str) -> str:
    allowed = profile.ATTRIBUTES.get(name, frozenset())
    classes = profile.CLASSES.get(name, frozenset())
    if not (allowed or classes):
        return ""
    values = attributes(source)
    kept = {key: value for key, value in values.items() if key in allowed}
    if wanted := [c for c in _classes(name, values) if c in classes]:
        kept["class"] = " ".join(dict.fromkeys(wanted))
    return "".join(
        f' {key}="{value.replace(chr(34), "&quot;")}"'
        for key, value in kept.items()
        if key not in {"href", "src"} or len(value) <= LONGEST_ADDRESS
    )


def _classes(name: str, values: dict[str, str]) -> list[str]:
    """The classes of a tag, and those that stand for its style; one side at most."""
    found = plain(values.get("class", "")).split()
    style = _style(values.get("style", ""))
    side = (FLOAT if name in {"img", "figure"} else ALIGN).search(style)
    sides = [
        f"align-{side[1]}" if side else "",
        *(word for word in found if word.startswith("align-")),
        f"align-{values.get('align', '').lower()}",
    ]
    allowed = (word for word in sides if word.removeprefix("align-") in SIDES)
    return [*(w for w in found if not w.startswith("align-")), next(allowed, "")]


def _style(value: str) -> str:
    return plain(value).lower()
