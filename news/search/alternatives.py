"""What does as well as a word: synonyms, put to the terms of a query. Pure.

“A or B” for a run of words becomes one condition for each word of the run, because a
query is a list of conditions: (quản and lý and …) or QLTT = (quản or QLTT) and (lý or
QLTT) and …
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from typing import NamedTuple

from news.search.terms import SynonymSet, Term, is_marked, of_keys, place_in

MOST_PHRASES = 16  # Of a set, with what its phrases can be turned into.
MOST_ALTERNATIVES = 8  # Of a term: each is a question to the index.

ByFirst = dict[str, list[tuple[SynonymSet, Term]]]


def with_alternatives(
    wanted: Sequence[Term], literal: Set[int], sets: Iterable[SynonymSet]
) -> tuple[Term, ...]:
    """The terms, each with what the sets allow in its place.

    literal: places of terms that were quoted, and so stand for nothing else.
    """
    by_first = _by_first(sets)
    found: dict[int, list[Term]] = defaultdict(list)
    for places, synonyms, phrase in _runs(wanted, literal, by_first):
        others = [other for other in synonyms.phrases if other != phrase]
        for place in places:
            found[place] += others
    return tuple(
        replace(term, alternatives=_needed(term, found[place]))
        if found[place]
        else term
        for place, term in enumerate(wanted)
    )


def expanded(sets: Sequence[SynonymSet]) -> tuple[SynonymSet, ...]:
    """The sets with what abbreviations in their phrases stand for.

    “Cục QLTT” is “Cục quản lý thị trường”, because QLTT is quản lý thị trường. Not so
    with longer phrases: “Tổng cục QLTT” holds “cục QLTT” and is none.
    """
    by_first = _by_first(one for one in sets if _abbreviates(one))
    return tuple(SynonymSet(_variants(one, by_first)) for one in sets)


def _abbreviates(one: SynonymSet) -> bool:
    return any(len(phrase.syllables) == 1 for phrase in one.phrases)


def _variants(one: SynonymSet, by_first: ByFirst) -> tuple[Term, ...]:
    variants = {phrase.syllables: phrase for phrase in one.phrases}
    for phrase in one.phrases:
        for start, first in enumerate(phrase.syllables):
            for synonyms, part in by_first.get(first, ()):
                end = start + len(part.syllables)
                if synonyms is one or phrase.syllables[start:end] != part.syllables:
                    continue
                for other in synonyms.phrases:
                    variant = _spliced(phrase, start, end, other)
                    if len(variants) < MOST_PHRASES:
                        variants.setdefault(variant.syllables, variant)
    return tuple(variants.values())


def _spliced(phrase: Term, start: int, end: int, other: Term) -> Term:
    made = of_keys(
        phrase.syllables[:start] + other.syllables + phrase.syllables[end:],
        phrase.exact[:start] + other.exact + phrase.exact[end:],
    )
    return made or phrase


def _by_first(sets: Iterable[SynonymSet]) -> ByFirst:
    by_first: ByFirst = defaultdict(list)
    for synonyms in sets:
        for phrase in synonyms.phrases:
            by_first[phrase.syllables[0]].append((synonyms, phrase))
    return by_first


class _Word(NamedTuple):
    place: int  # Of its term in the query.
    folded: str
    exact: str
    begins: bool
    ends: bool


def _runs(
    wanted: Sequence[Term], literal: Set[int], by_first: ByFirst
) -> Iterator[tuple[range, SynonymSet, Term]]:
    """(places of the terms, set, its phrase) wherever whole terms are such a phrase."""
    words = list(_words(wanted))
    for start, first in enumerate(words):
        if not first.begins:
            continue
        for synonyms, phrase in by_first.get(first.folded, ()):
            run = words[start : start + len(phrase.syllables)]
            places = range(first.place, run[-1].place + 1)
            if _is_phrase(run, phrase) and literal.isdisjoint(places):
                yield places, synonyms, phrase


def _words(wanted: Sequence[Term]) -> Iterator[_Word]:
    for place, term in enumerate(wanted):
        last = len(term.syllables) - 1
        pairs = zip(term.syllables, term.exact, strict=True)
        for number, (folded, exact) in enumerate(pairs):
            yield _Word(place, folded, exact, number == 0, number == last)


def _is_phrase(run: Sequence[_Word], phrase: Term) -> bool:
    """Typed without marks it may be the phrase; with marks it must be: tự ≠ TU."""
    return (
        tuple(word.folded for word in run) == phrase.syllables
        and run[-1].ends
        and all(
            word.exact == exact or not is_marked(word.exact)
            for word, exact in zip(run, phrase.exact, strict=True)
        )
    )


def _needed(term: Term, found: Iterable[Term]) -> tuple[Term, ...]:
    """The shortest that say something new: who has “cục QLTT” has “cục” anyway."""
    needed: list[Term] = []
    for phrase in sorted(dict.fromkeys(found), key=lambda one: len(one.syllables)):
        said = (known.syllables for known in (term, *needed))
        if all(place_in(known, phrase.syllables) is None for known in said):
            needed.append(phrase)
    return tuple(needed[:MOST_ALTERNATIVES])
