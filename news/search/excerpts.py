"""The lines of a long text that are worth a closer look: what passages are cut from.

Highlighting looks at every word in Python; twenty whole stories take longer than to
find them. Here regular expressions choose a line, and mostly the first is good enough.
"""

from __future__ import annotations

import re
import unicodedata

from news.search.query import Query
from news.search.terms import Term

LENGTH = 400  # Characters that make a passage, with room for its better part.
GOOD_LINES = 3  # With all words: no more are looked at for one with all in a row.


class Chooser:
    """Made once for a query, used for all its hits."""

    def __init__(self, query: Query) -> None:
        self._terms = [_Pattern((t, *t.alternatives)) for t in query.conditions]
        self._whole = re.compile(r"[\W_]+".join(map(_words, query.wanted)))
        self._most = (len(self._terms), len(self._terms) > 1)

    def choose(self, text: str) -> str:
        """The line that says most of it, the first of equals, and what follows."""
        lines = text.split("\n")
        best, chosen, whole = (0, False), 0, 0
        for number, line in enumerate(_folded(text).split("\n")):
            score = self._score(line)
            if score > best:
                best, chosen = score, number
            whole += score[0] == len(self._terms)
            if best == self._most or whole == GOOD_LINES:
                break
        last, length = chosen, 0
        while last < len(lines) and length < LENGTH:
            length += len(lines[last])
            last += 1
        return "\n".join(lines[chosen:last])

    def _score(self, line: str) -> tuple[int, bool]:
        found = sum(term.is_in(line) for term in self._terms)
        return found, found > 1 and self._whole.search(line) is not None


class _Pattern:
    """A term, or what does as well, in a folded line."""

    def __init__(self, terms: tuple[Term, ...]) -> None:
        self._pattern = re.compile("|".join(map(_words, terms)))
        # Far quicker than the expression, and mostly the answer.
        self._needed = [term.syllables[0].rstrip("iy") for term in terms]

    def is_in(self, line: str) -> bool:
        if not any(word in line for word in self._needed):
            return False
        return self._pattern.search(line) is not None


def _words(term: Term) -> str:
    words = r"[\W_]+".join(map(_either, term.syllables))
    return rf"\b{words}" if term.prefix else rf"\b{words}\b"


def _either(word: str) -> str:
    """Keys write i where texts may write y: see vietnamese.search_keys()."""
    if word[-1:] in {"i", "y"}:
        return f"{re.escape(word[:-1])}[iy]"
    return re.escape(word)


def _folded(text: str) -> str:
    """About vietnamese.fold(), without the letters of other alphabets, and quick."""
    bare = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return bare.encode("ascii", "ignore").decode()
