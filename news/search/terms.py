"""Words and phrases as search compares them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from news import vietnamese

MOST_SYLLABLES = 32  # Of a term: a longer phrase is found by its beginning.


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a phrase: its syllables stand in the text one behind the other.

    A typed word of several syllables (“12/QĐ-UBND”, “covid-19”) is a phrase, too.
    """

    syllables: tuple[str, ...]  # Folded, at least one: vietnamese.search_keys().
    exact: tuple[str, ...]  # As many, with marks.
    marked: bool = False  # Typed with a tone, a hat, a horn or đ.
    prefix: bool = False  # The last syllable may go on: it was typed last.
    # Any of these does as well as the term itself. They have none themselves.
    alternatives: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class SynonymSet:
    """Phrases that mean the same to whoever searches."""

    phrases: tuple[Term, ...]


def term(text: str) -> Term | None:
    """The text as one term; None when it holds no word."""
    folded, exact = vietnamese.search_keys(text)
    return of_keys(folded[:MOST_SYLLABLES], exact[:MOST_SYLLABLES])


def of_keys(folded: Sequence[str], exact: Sequence[str]) -> Term | None:
    if not folded:
        return None
    return Term(tuple(folded), tuple(exact), any(map(is_marked, exact)))


def is_marked(exact: str) -> bool:
    """Whether this key of one syllable has a tone, a hat, a horn or a đ."""
    return not exact.isascii() and vietnamese.fold(exact) != exact


def place_in(part: Sequence[str], whole: Sequence[str]) -> int | None:
    """Where these syllables stand in the others, side by side; None when nowhere."""
    length = len(part)
    for start in count():
        if start + length > len(whole):
            return None
        if whole[start : start + length] == part:
            return start
    return None
