"""The lines of a long text that are worth a closer look: what passages are cut from.

Highlighting looks at every word in Python; twenty whole stories take longer than to
find them. Here bytes are compared, line by line, and mostly the first is good enough.
"""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Iterable, Sequence

from news import vietnamese
from news.search.query import Query
from news.search.terms import Term

LENGTH = 400  # Characters that make a passage, with room for its better part.
GOOD_LINES = 3  # With all words: no more are looked at for one with all in a row.
SPELLED_LINES = 3  # Of a text, that are read with their marks: that is dear.
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
        self._spelled = [
            [_standing(one.exact, one.prefix) for one in (t, *t.alternatives)]
            for t in (query.conditions if query.is_marked else ())
        ]
        self._most = (len(self._terms), len(self._spelled), len(self._terms) > 1)

    def choose(self, text: str) -> str:
        """The line that says most of it, the first of equals, and what follows.

        Typed with marks: of equals the line that is spelled so.
        """
        lines = text.split("\n")
        best, chosen, good, spelled = (0, 0, False), 0, 0, 0
        for number, line in enumerate(lines):
            plain = _plain(line)
            found = sum(_holds(plain, ways) for ways in self._terms)
            if found < max(best[0], 1):
                continue
            whole = found > 1 and _holds(plain, self._whole)
            # At most as good as that: a line that cannot win is not read again.
            if spelled < SPELLED_LINES and (found, self._most[1], whole) > best:
                exact = self._exactly(line)
                spelled += 1
            else:
                exact = 0
            score = (found, exact, whole)
            if score > best:
                best, chosen = score, number
            good += found == len(self._terms)
            if best == self._most or good == GOOD_LINES:
                break
        last, length = chosen, 0
        while last < len(lines) and length < LENGTH:
            length += len(lines[last])
            last += 1
        return "\n".join(lines[chosen:last])

    def _exactly(self, line: str) -> int:
        """How many terms stand in the line as they were typed, when that matters."""
        if not self._spelled:
            return 0
        keys = f" {' '.join(vietnamese.search_keys(line).exact)} "
        return sum(any(way in keys for way in ways) for ways in self._spelled)


def _ways(terms: Iterable[Term]) -> list[bytes]:
    """How one of these terms stands in a plain line."""
    standing = (_standing(term.syllables, term.prefix) for term in terms)
    return [way.encode().translate(PLAIN) for way in standing if way.isascii()]


def _standing(syllables: Sequence[str], goes_on: bool) -> str:
    """The syllables as they stand in a line whose words have a space on either side."""
    return f" {' '.join(syllables)}" + ("" if goes_on else " ")


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
