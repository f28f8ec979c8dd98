"""Conditions that a document may meet, in no engine's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import chain

from django.utils import timezone

from news.enums import StoryKind
from news.models.category import Category
from news.models.people import Unit
from news.search import documents
from news.search.engine import engine
from news.search.query import Query, Term

MOST_VARIANTS = 8  # Ways to write a query of several words with their synonyms.


class Columns(StrEnum):
    """What is looked at; each holds the one before."""

    TITLE = "title"
    HEAD = "head"  # Title, sapo, caption, tags, names, units.
    BODY = "body"  # All of it.


@dataclass(frozen=True)
class Phrase:
    """Words that stand one behind the other; the last may have other endings."""

    words: tuple[str, ...]
    is_exact: bool = False
    endings: tuple[str, ...] = ()  # Empty: the last word is whole.


@dataclass(frozen=True)
class Match:
    """In these columns: of every group one phrase. In all columns: none of `without`.

    And not what `unless` says of columns and groups; within [floor, ceiling) of places,
    of `among`, when there is such a list, and never one of `excluding`.
    """

    columns: Columns
    all_of: tuple[tuple[Phrase, ...], ...]
    without: tuple[Phrase, ...] = ()
    facets: tuple[str, ...] = ()
    unless: tuple[Match, ...] = ()
    floor: int | None = None
    ceiling: int | None = None
    among: tuple[int, ...] | None = None
    excluding: tuple[int, ...] = ()

    @property
    def has_phrases(self) -> bool:
        """Whether it wants any words side by side."""
        return self.longest > 1

    @property
    def longest(self) -> int:
        """How many words its longest phrase has."""
        phrases = chain.from_iterable(self.all_of)
        return max((len(phrase.words) for phrase in phrases), default=0)

    @property
    def loose(self) -> Match:
        """What holds the words of that match, side by side or not."""
        groups = chain.from_iterable(map(_words_of, self.all_of))
        return replace(self, all_of=tuple(dict.fromkeys(groups)))

    def within(self, places: Sequence[int]) -> Match:
        """The part among these, of which none holds what is unwanted."""
        return replace(self, among=tuple(places), without=())

    def below(self, place: int | None) -> Match:
        """The part that stands behind that place, newest first."""
        if place is None:
            return self
        lower = place if self.ceiling is None else min(place, self.ceiling)
        return replace(self, ceiling=lower)

    def above(self, place: int) -> Match:
        """The part from that place on, the place included."""
        higher = place if self.floor is None else max(place, self.floor)
        return replace(self, floor=higher)


def _words_of(group: tuple[Phrase, ...]) -> list[tuple[Phrase, ...]]:
    if len(group) > 1:
        return [group]  # Of several ways to say it none is needed.
    [way] = group
    words = [replace(way, words=(word,), endings=()) for word in way.words]
    if way.endings:
        words[-1] = replace(way, words=way.words[-1:])
    return [(word,) for word in words]


# What one search found out for one question and may use for the next.
Known = dict[Match, list[int]]


@dataclass(frozen=True)
class Narrowing:
    """What a reader limits a search to. Days are Vietnamese, both included."""

    section: Category | None = None
    unit: Unit | None = None
    since: date | None = None
    until: date | None = None
    kind: StoryKind | None = None

    @property
    def facets(self) -> tuple[str, ...]:
        found = []
        if self.section is not None:
            is_top = self.section.parent_id is None
            of = documents.section_facet if is_top else documents.category_facet
            found.append(of(self.section.pk))
        if self.unit is not None:
            found.append(documents.unit_facet(self.unit.pk))
        if self.kind is not None:
            found.append(documents.kind_facet(self.kind))
        return tuple(found)

    @property
    def floor(self) -> int | None:
        return None if self.since is None else documents.place_of(_start(self.since))

    @property
    def ceiling(self) -> int | None:
        if self.until is None or self.until == date.max:
            return None
        return documents.place_of(_start(self.until + timedelta(days=1)))


def _start(day: date) -> datetime:
    return datetime.combine(day, time.min, timezone.get_default_timezone())


class Reading:
    """A query as phrases. What its last word may become is asked once, if at all."""

    def __init__(self, query: Query) -> None:
        self.query = query
        self.is_single = len(query.wanted) == 1
        self._endings: dict[tuple[str, bool], tuple[str, ...]] = {}
        self.unwanted = tuple(
            phrase
            for term in query.unwanted
            for phrase in self._spelled(term, exact=term.marked)
        )

    def words(self, *, exact: bool) -> tuple[tuple[Phrase, ...], ...]:
        """A group for every word: itself, and what means the same."""
        return tuple(self._spelled(term, exact=exact) for term in self.query.conditions)

    def whole(self, *, exact: bool) -> tuple[Phrase, ...]:
        """All words as one phrase, in the order in which they were typed."""
        wanted = self.query.wanted
        others = dict.fromkeys(one for term in wanted for one in term.alternatives)
        ways = [wanted, *(_with(wanted, other) for other in others)]
        return tuple(self._joined(way, exact) for way in ways[:MOST_VARIANTS])

    def _joined(self, terms: Sequence[Term], exact: bool) -> Phrase:
        """Exact as a whole, with the words that carry no marks, or not at all."""
        is_exact = exact and any(term.marked for term in terms)
        named = [term.exact if is_exact else term.syllables for term in terms]
        words = tuple(word for term in named for word in term)
        goes_on = terms[-1].prefix
        return Phrase(words, is_exact, self._of(words[-1], is_exact) if goes_on else ())

    def _spelled(self, term: Term, *, exact: bool) -> tuple[Phrase, ...]:
        return tuple(
            self._phrase(one, exact=exact) for one in (term, *term.alternatives)
        )

    def _phrase(self, term: Term, *, exact: bool) -> Phrase:
        is_exact = exact and term.marked
        words = term.exact if is_exact else term.syllables
        endings = self._of(words[-1], is_exact) if term.prefix else ()
        return Phrase(words, is_exact, endings)

    def _of(self, word: str, is_exact: bool) -> tuple[str, ...]:
        key = (word, is_exact)
        if key not in self._endings:
            self._endings[key] = engine().endings(word, is_exact=is_exact)
        return self._endings[key]


def _with(wanted: tuple[Term, ...], other: Term) -> list[Term]:
    """The terms, with the other one in the place of those that it stands for."""
    found: list[Term] = []
    for term in wanted:
        one = other if other in term.alternatives else term
        if one is not other or found[-1:] != [other]:
            found.append(one)
    return found
