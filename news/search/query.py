"""What people type into a search box, read as words. Pure, and never raises.

The language: words, all of which must be found; “a phrase in quotes”; -word and
-“phrase” to leave out; the last word may be unfinished. Why so: decision 0020.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import NamedTuple

from news import vietnamese
from news.search import synonyms as kept
from news.search.alternatives import with_alternatives
from news.search.terms import SynonymSet, Term, term

MOST_LETTERS = 1_000  # Of what was typed; the rest is not read.
MOST_TERMS = 32  # Each is a condition.

QUOTES = re.compile('["“”„‟«»＂]')
# A minus that belongs to the quote behind it.
LEAVES_OUT = re.compile(r"(?:^|\s)-$")


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


def parse(typed: str, synonyms: Iterable[SynonymSet] = ()) -> Query:
    """Read what was typed, whatever it is: MOST_LETTERS and MOST_TERMS of it."""
    read = vietnamese.nfc(typed[: 4 * MOST_LETTERS])[:MOST_LETTERS]
    found = list(islice(_terms(read), MOST_TERMS))
    wanted = [one for one in found if one.is_wanted]
    literal = {place for place, one in enumerate(wanted) if one.is_quoted}
    return Query(
        vietnamese.clean_line(read),
        with_alternatives([one.term for one in wanted], literal, synonyms),
        tuple(one.term for one in found if not one.is_wanted),
    )


def for_readers(typed: str) -> Query:
    """What was typed, with the synonyms that the newsroom keeps."""
    return parse(typed, kept.current())


class _Found(NamedTuple):
    term: Term
    is_wanted: bool
    is_quoted: bool


def _terms(typed: str) -> Iterator[_Found]:
    """Every term, in the order in which they were typed."""
    pieces = QUOTES.split(typed)
    for number, piece in enumerate(pieces):
        is_quoted = number % 2 == 1
        is_last = number == len(pieces) - 1
        if not is_quoted:
            yield from _words(piece, may_go_on=is_last and not piece[-1:].isspace())
        elif phrase := term(piece):
            yield _Found(phrase, LEAVES_OUT.search(pieces[number - 1]) is None, True)


def _words(piece: str, *, may_go_on: bool) -> Iterator[_Found]:
    words = piece.split()
    for place, word in enumerate(words):
        is_wanted = not word.startswith("-") or word.startswith("--")
        if found := term(word):
            is_last = may_go_on and is_wanted and place == len(words) - 1
            prefix = is_last and _goes_on(found)
            yield _Found(replace(found, prefix=prefix), is_wanted, False)


def _goes_on(last: Term) -> bool:
    """Whether a reader may still be typing it: not in a number, not behind a final y.

    “Đội số 1” is not meant to find number 10, nor “công ty” (key: ti) what is “tin”.
    """
    folded, exact = last.syllables[-1], vietnamese.fold(last.exact[-1])
    return not folded.isdigit() and folded[-1:] == exact[-1:]
