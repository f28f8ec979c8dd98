"""What people type into a search box, read as words. Pure, and never raises.

The language: words, all of which must be found; “a phrase in quotes”; -word and
-“phrase” to leave out; the last word may be unfinished. Why so: decision 0020.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from news import vietnamese

MOST_LETTERS = 1_000  # Of what was typed; the rest is not read.
MOST_TERMS = 32  # Each is a condition.

QUOTES = re.compile('["“”„‟«»＂]')
# A minus that belongs to the quote behind it.
LEAVES_OUT = re.compile(r"(?:^|\s)-$")


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a phrase: its syllables stand in the text one behind the other.

    A typed word of several syllables (“12/QĐ-UBND”, “covid-19”) is a phrase, too.
    """

    syllables: tuple[str, ...]  # At least one: vietnamese.search_keys().
    exact: tuple[str, ...]  # As many: exact keys.
    marked: bool = False  # Typed with a tone, a hat, a horn or đ.
    prefix: bool = False  # The last syllable may go on: it was typed last.
    # Any of these does as well as the term itself. They have none themselves.
    alternatives: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """All `wanted` must be found and none `unwanted`; false when nothing is wanted."""

    typed: str = ""  # One clean line, as it is shown to the reader.
    wanted: tuple[Term, ...] = ()  # In the order in which they were typed.
    unwanted: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.wanted)

    @property
    def conditions(self) -> tuple[Term, ...]:
        """`wanted` without repetitions: “kiểm tra, kiểm soát” asks for three words."""
        whole = {term.syllables for term in self.wanted if not term.prefix}
        needed = (t for t in self.wanted if not (t.prefix and t.syllables in whole))
        return tuple(dict.fromkeys(needed))

    @property
    def is_marked(self) -> bool:
        """Typed with marks: then exact spelling goes before folded spelling."""
        return any(term.marked for term in self.wanted)


@dataclass(frozen=True, slots=True)
class SynonymSet:
    """Phrases that mean the same to whoever searches."""

    phrases: tuple[Term, ...]


def parse(typed: str, synonyms: Iterable[SynonymSet] = ()) -> Query:
    """Read what was typed, whatever it is: MOST_LETTERS, MOST_TERMS of it."""
    read = vietnamese.nfc(typed[: 4 * MOST_LETTERS])[:MOST_LETTERS]
    wanted: list[Term] = []
    unwanted: list[Term] = []
    for found, is_wanted in _terms(read):
        (wanted if is_wanted else unwanted).append(found)
        if len(wanted) + len(unwanted) == MOST_TERMS:
            break
    return Query(vietnamese.clean_line(read), tuple(wanted), tuple(unwanted))


def term(text: str) -> Term | None:
    """The text as one term; None when it holds no word."""
    folded, exact = vietnamese.search_keys(text)
    if not folded:
        return None
    marked = any(vietnamese.fold(key) != key for key in exact)
    return Term(tuple(folded), tuple(exact), marked)


def _terms(typed: str) -> Iterator[tuple[Term, bool]]:
    """Every term with whether it is wanted, in the order in which they were typed."""
    pieces = QUOTES.split(typed)
    for number, piece in enumerate(pieces):
        is_quoted = number % 2 == 1
        is_last = number == len(pieces) - 1
        if not is_quoted:
            yield from _words(piece, may_go_on=is_last)
        elif phrase := term(piece):
            yield phrase, LEAVES_OUT.search(pieces[number - 1]) is None


def _words(piece: str, *, may_go_on: bool) -> Iterator[tuple[Term, bool]]:
    words = piece.split()
    may_go_on = may_go_on and not piece[-1:].isspace()
    for place, word in enumerate(words):
        is_wanted = not word.startswith("-") or word.startswith("--")
        if found := term(word):
            is_last = may_go_on and place == len(words) - 1
            goes_on = is_wanted and is_last and _goes_on(found)
            yield replace(found, prefix=goes_on), is_wanted


def _goes_on(last: Term) -> bool:
    """Whether a reader may still be typing it: not in a number, not behind a final y.

    “Đội số 1” is not meant to find number 10, nor “công ty” (key: ti) what is “tin”.
    """
    return (
        not last.syllables[-1].isdigit()
        and last.syllables[-1][-1:] == (vietnamese.fold(last.exact[-1])[-1:])
    )
