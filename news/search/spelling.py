"""“Có phải bạn tìm: …”: one syllable of a query that found nothing, put right.

Only what the index finds at that moment is suggested: no suggestion leads to nothing,
and none holds a word of a story that readers do not see.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from news import vietnamese
from news.models.edition import Edition
from news.models.search import SearchText
from news.search import documents, ranking, vocabulary
from news.search.engine import engine
from news.search.matching import Narrowing, Reading
from news.search.query import Query, parse
from news.search.telex import decoded
from news.search.terms import Term
from news.search.vocabulary import Vocabulary

SHORTEST = 3  # Letters; of two letters any other two are near.
LONG = 5  # Letters from which two of them may be wrong.
NEAREST = 12  # Words that are tried for one that no story has.
NEAR = 6  # For each of several words, when stories have all of them, but not together.
MOST_SUSPECTS = 4
MOST_HITS = 30
MOST_READ = 50_000  # Characters of a story.


class Suspect(NamedTuple):
    """A syllable of the query that may be mistyped, and what may have been meant."""

    term: int
    place: int  # In the term.
    typed: str  # Its folded key.
    before: str  # The keys beside it in the query, empty at its ends.
    behind: str
    near: tuple[str, ...] = ()


class Found(NamedTuple):
    """A word of a story that may have been meant."""

    side_by_side: int  # Its neighbours in the story that are neighbours in the query.
    word: str  # Its folded key.
    suspect: Suspect
    text: str
    number: int  # Of the word in the text.

    @property
    def spelled(self) -> str:
        """As the story has it."""
        start, end = vietnamese.places(self.text)[self.number]
        return self.text[start:end]

    @property
    def kind(self) -> tuple[int, str, str]:
        return self.side_by_side, self.suspect.typed, self.word


def corrections(query: Query, moment: datetime) -> str | None:
    """What to search for instead of a query that finds nothing at that moment.

    The query as it was typed with one word changed, or all of it read as Telex; None
    when nothing like it finds anything. Reads MOST_HITS stories at most.
    """
    suspects = _suspects(query, vocabulary.current(), moment)
    best = _best(list(_meant(query, suspects, moment))) if suspects else None
    return _changed(query, best) if best else _read_as_telex(query, moment)


# --- What may be wrong ----------------------------------------------------------------


def _suspects(query: Query, words: Vocabulary, moment: datetime) -> list[Suspect]:
    """The word that no story has; or else several, when stories have all of them."""
    without = {key for term in query.unwanted for key in term.syllables}
    wanted = [
        one
        for one in _syllables(query)
        if _may_be_mistyped(one.typed) and one.typed not in without
    ]
    strange = [one for one in wanted if not _is_known(one, query, words)]
    if not strange:
        # Known, but perhaps of stories that are not live: the answer is the same.
        asked = wanted[: 2 * MOST_SUSPECTS]
        strange = [one for one in asked if not _is_live(one, query, moment)]
    if len({one.typed for one in strange}) > 1:
        return []
    if strange:
        return _with_near(strange, words, NEAREST)
    rarest = sorted(wanted, key=lambda one: words.count(one.typed))
    return _with_near(rarest[:MOST_SUSPECTS], words, NEAR)


def _with_near(
    suspects: Iterable[Suspect], words: Vocabulary, limit: int
) -> list[Suspect]:
    furthest = ((one, 2 if len(one.typed) >= LONG else 1) for one in suspects)
    found = [
        one._replace(near=tuple(words.near(one.typed, apart, limit)))
        for one, apart in furthest
    ]
    return [one for one in found if one.near]


def _syllables(query: Query) -> Iterator[Suspect]:
    flat = [
        (number, place, typed)
        for number, term in enumerate(query.wanted)
        for place, typed in enumerate(term.syllables)
    ]
    keys = ["", *(typed for _, _, typed in flat), ""]
    for index, (number, place, typed) in enumerate(flat):
        yield Suspect(number, place, typed, keys[index], keys[index + 2])


def _may_be_mistyped(word: str) -> bool:
    return SHORTEST <= len(word) <= vocabulary.LONGEST and (
        word.isascii() and word.isalpha()
    )


def _goes_on(one: Suspect, query: Query) -> bool:
    term = query.wanted[one.term]
    return term.prefix and one.place == len(term.syllables) - 1


def _is_known(one: Suspect, query: Query, words: Vocabulary) -> bool:
    return words.holds(one.typed, prefix=_goes_on(one, query))


def _is_live(one: Suspect, query: Query, moment: datetime) -> bool:
    term = Term((one.typed,), (one.typed,), prefix=_goes_on(one, query))
    return bool(_newest(Query(wanted=(term,)), moment, 1))


def _newest(query: Query, moment: datetime, limit: int) -> list[int]:
    match = ranking.everything(Reading(query), Narrowing())
    return engine().newest(match, moment, limit)


# --- What may have been meant ---------------------------------------------------------


def _meant(
    query: Query, suspects: Sequence[Suspect], moment: datetime
) -> Iterator[Found]:
    """Words of live stories that hold the rest of the query as it was typed."""
    wanted = list(query.wanted)
    for one in suspects:
        term = wanted[one.term]
        others = tuple(
            _with_word(query.wanted[one.term], one, near) for near in one.near
        )
        wanted[one.term] = replace(term, alternatives=term.alternatives + others)
    asked = replace(query, wanted=tuple(wanted))
    for text in _texts(_newest(asked, moment, MOST_HITS), moment):
        yield from _meant_in(text, suspects)


def _with_word(term: Term, one: Suspect, word: str) -> Term:
    syllables = (*term.syllables[: one.place], word, *term.syllables[one.place + 1 :])
    return Term(syllables, syllables)


def _texts(places: Sequence[int], moment: datetime) -> list[str]:
    """Title, sapo and text of these documents, as far as they are live."""
    ids = {documents.edition_of(place): place for place in places}
    titles = Edition.objects.live(moment).filter(pk__in=ids).values_list("pk", "title")
    texts = dict(SearchText.objects.filter(pk__in=places).values_list("pk", "packed"))
    return [
        f"{title}\n{documents.unpacked(texts[ids[pk]])}"[:MOST_READ]
        for pk, title in titles.order_by("-published_at", "-pk")
        if ids[pk] in texts
    ]


def _meant_in(text: str, suspects: Sequence[Suspect]) -> Iterator[Found]:
    keys = vietnamese.search_keys(text).folded
    held = set(keys)
    wrong = [one for one in suspects if one.typed not in held]
    if len({one.typed for one in wrong}) != 1 or held.isdisjoint(wrong[0].near):
        return
    near = set(wrong[0].near)
    for number, key in enumerate(keys):
        if key in near:
            before, behind = keys[number - 1 : number], keys[number + 1 : number + 2]
            for one in wrong:  # Typed twice, it stands in two places.
                beside = ([one.before] == before) + ([one.behind] == behind)
                yield Found(beside, key, one, text, number)


def _best(found: Sequence[Found]) -> Found | None:
    """What stands beside the same words; the nearest; the most frequent."""
    kinds = Counter(one.kind for one in found)

    def merit(kind: tuple[int, str, str]) -> tuple[int, int, int]:
        return kind[0], -vocabulary.distance(*kind[1:]), kinds[kind]

    best = max(kinds, default=None, key=merit)
    return next((one for one in found if one.kind == best), None)


# --- How it is said -------------------------------------------------------------------


def _changed(query: Query, found: Found) -> str:
    """What was typed with the word in place of the wrong one, in the same manner."""
    spelled = found.spelled
    if not query.is_marked:
        spelled = vietnamese.fold(spelled)
    elif not spelled.isupper():
        spelled = spelled.lower()
    made, last = [], 0
    keys = vietnamese.search_keys(query.typed).folded
    for key, (start, end) in zip(keys, vietnamese.places(query.typed), strict=True):
        if key == found.suspect.typed:
            like = query.typed[start:end]
            made += [query.typed[last:start], _capital_like(like, spelled)]
            last = end
    return "".join([*made, query.typed[last:]])


def _capital_like(typed: str, word: str) -> str:
    if len(typed) > 1 and typed.isupper():
        return word.upper()
    return word.capitalize() if typed.istitle() else word


def _read_as_telex(query: Query, moment: datetime) -> str | None:
    """“quarn lys” is “quản lý”, typed while the keyboard wrote no Vietnamese."""
    read = decoded(query.typed)
    if read == query.typed or not _newest(parse(read), moment, 1):
        return None
    return read
