"""Which of the stories that match stands first: the formula, in tiers.

A story's rank is the first of these that holds; within a tier the newer story goes
first. Nothing is computed per story, so a common word costs no more than a rare one.

    1  the words as typed, side by side, in the title
    2  all words in the title
    3  the words as typed, side by side, in the sapo, the lead photo's caption, a tag,
       a name or a unit
    4  all words in the title and those together
    5  the words as typed, side by side, in the body
    6  all words anywhere

A query typed with marks goes through all tiers in exact spelling first (its words that
carry marks as they are, the others folded), and then through all of them folded.
Tiers 1, 3 and 5 need two words. Tiers 3 and 5 are looked for among the CANDIDATES
newest stories that hold all words there: to find that common words stand nowhere side
by side, an engine reads them all. For the same reason the exact spelling of a phrase in
quotes of more than PAIR words is looked for, in bodies, among the newest that are
counted; if its words are rare in that spelling, in all. The other tiers know no such
limit, so an old story whose title says it goes before what merely mentions it today.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from news.search.matching import Columns, Match, Narrowing, Reading

CANDIDATES = 200
PAIR = 2

Ask = Callable[[Match], list[int]]


def everything(reading: Reading, narrowing: Narrowing) -> Match:
    """What is found at all: every word folded, in any column."""
    return Match(
        Columns.BODY,
        reading.words(exact=False),
        without=reading.unwanted,
        facets=narrowing.facets,
        floor=narrowing.floor,
        ceiling=narrowing.ceiling,
    )


def tiers(
    reading: Reading, base: Match, newest: list[int], ask: Ask, *, is_all: bool
) -> Iterator[Match]:
    """The tiers in order; together they are `base`, each story once.

    `base` is everything() of this reading, `newest` are the places of the newest that
    match it: all of them when `is_all`, or more than CANDIDATES. `ask` gives the newest
    CANDIDATES places of a match.
    """
    few = len(newest) <= CANDIDATES
    if few:
        base = base.within(newest)
    done: tuple[Match, ...] = ()  # What the spelling before has found,
    found: tuple[int, ...] = ()  # and these.
    for exact in [True, False] if reading.query.is_marked else [False]:
        words = replace(base, all_of=reading.words(exact=exact), excluding=found)
        higher: tuple[Match, ...] = ()  # The tier of all words before.
        for columns in Columns:
            match = replace(words, columns=columns)
            unless = done + higher
            higher = (match,)
            in_body = columns == Columns.BODY
            is_dear = exact and in_body and match.longest > PAIR
            if reading.is_single and not is_dear:
                yield replace(match, unless=unless)
                continue
            phrase = replace(match, all_of=(reading.whole(exact=exact),))
            if few or columns == Columns.TITLE:
                yield replace(phrase, unless=unless)
                yield replace(match, unless=(*unless, phrase))
            else:
                known = newest
                if exact or not in_body:
                    known, are_enough = _candidates(
                        match, newest, ask, is_all=is_all, is_dear=is_dear
                    )
                    if not are_enough:  # The old ones will stand among the folded.
                        found, higher = tuple(known), unless
                yield from _bounded(phrase, match, unless, known[:CANDIDATES])
        done = higher


def _candidates(
    match: Match, newest: list[int], ask: Ask, *, is_all: bool, is_dear: bool
) -> tuple[list[int], bool]:
    """The newest that match, and whether they are CANDIDATES or all.

    To look for a phrase in all stories once more is dear.
    """
    if match.has_phrases and is_all:
        return ask(match.within(newest)), True
    if not is_dear:
        return ask(match), True
    loose = ask(match.loose)
    if len(loose) < CANDIDATES:
        return ask(match.within(loose)), True
    found = ask(match.within(newest))
    return found, len(found) == CANDIDATES


def _bounded(
    phrase: Match, words: Match, unless: tuple[Match, ...], newest: list[int]
) -> Iterator[Match]:
    """The phrase among the newest, and all words: of these, and behind."""
    yield replace(phrase.within(newest), unless=unless)
    yield replace(words.within(newest), unless=(*unless, phrase))
    if len(newest) == CANDIDATES:
        yield replace(words.below(newest[-1]), unless=unless)
    else:
        yield words.within([])
