"""The lines of a long text that are worth a closer look: what passages are cut from.

Highlighting looks at every word in Python; twenty whole stories take longer than to
find them. Here bytes are compared, line by line, and mostly the first is good enough.
"""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Iterable

from news.search.query import Query
from news.search.terms import Term

LENGTH = 400  # Characters that make a passage, with room for its better part.
GOOD_LINES = 3  # With all words: no more are looked at for one with all in a row.
# Letters and digits stay, the rest parts them; keys write i where texts may write y.
LETTERS = (string.ascii_lowercase + string.digits).encode()
PLAIN = bytes(
    ord("i" if chr(one) == "y" else chr(one)) if one in LETTERS else ord(" ")
    for one in range(256)
)


class Chooser:
    """Made once for a query, used for all its hits."""

    def __init__(self, query: Query) -> None:
        self._terms = [_ways((t, *t.alternatives)) for t in query.conditions]
        whole = tuple(one for term in query.wanted for one in term.syllables)
        goes_on = any(term.prefix for term in query.wanted[-1:])
        self._whole = _ways([Term(whole, whole, prefix=goes_on)])
        self._most = (len(self._terms), len(self._terms) > 1)

    def choose(self, text: str) -> str:
        """The line that says most of it, the first of equals, and what follows."""
        lines = text.split("\n")
        best, chosen, good = (0, False), 0, 0
        for number, line in enumerate(lines):
            score = self._score(_plain(line))
            if score > best:
                best, chosen = score, number
            good += score[0] == len(self._terms)
            if best == self._most or good == GOOD_LINES:
                break
        last, length = chosen, 0
        while last < len(lines) and length < LENGTH:
            length += len(lines[last])
            last += 1
        return "\n".join(lines[chosen:last])

    def _score(self, line: bytes) -> tuple[int, bool]:
        found = sum(_holds(line, ways) for ways in self._terms)
        return found, found > 1 and _holds(line, self._whole)


def _ways(terms: Iterable[Term]) -> list[bytes]:
    """How one of these terms stands in a plain line."""
    spelled = [(" ".join(term.syllables), term.prefix) for term in terms]
    return [
        b" " + words.encode().translate(PLAIN) + (b"" if goes_on else b" ")
        for words, goes_on in spelled
        if words.isascii()
    ]


def _holds(line: bytes, ways: list[bytes]) -> bool:
    # any() takes twice as long, and this is asked two thousand times a search.
    for way in ways:  # noqa: SIM110
        if way in line:
            return True
    return False


def _plain(line: str) -> bytes:
    """About vietnamese.fold(), without the letters of other alphabets, and quick."""
    bare = unicodedata.normalize("NFD", line.lower().replace("đ", "d"))
    words = bare.encode("ascii", "ignore").translate(PLAIN).split()
    return b" %b " % b" ".join(words)
