"""The words of the stories, and which of them somebody may have meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from django.db.models import Max

from news.models.generation import PageGeneration
from news.models.search import SearchWord

MOST_WORDS = 100_000  # In memory, some 15 MB; an archive of 100,000 stories has fewer.
LONGEST = 24  # Letters; what is longer is no word that anybody mistypes.


class Near(NamedTuple):
    """A word of some story and what tells it from what was typed."""

    distance: int
    rarity: int  # Below zero: the more stories, the less.
    word: str


class Vocabulary:
    """Folded words of the index with the number of stories that hold each.

    Of stories that are not live, too: whoever shows a word asks the index first.
    """

    def __init__(self, counts: dict[str, int]) -> None:
        self._counts = counts
        self._by_length: dict[int, list[tuple[str, int]]] = defaultdict(list)
        for word in counts:
            if 2 <= len(word) <= LONGEST and word.isascii() and word.isalpha():
                self._by_length[len(word)].append((word, _letters(word)))

    def holds(self, word: str, *, prefix: bool = False) -> bool:
        """Whether a story has this word; with prefix: one that begins like it."""
        if word in self._counts:
            return True
        return prefix and any(known.startswith(word) for known in self._counts)

    def count(self, word: str) -> int:
        """How many stories had it when the index was last rebuilt, about."""
        return self._counts.get(word, 0)

    def near(self, typed: str, furthest: int, limit: int) -> list[str]:
        """The nearest words other than the typed one; of equals the most frequent."""
        found = sorted(self._near(typed, furthest))
        return [near.word for near in found[:limit]]

    def _near(self, typed: str, furthest: int) -> Iterator[Near]:
        letters = _letters(typed)
        for length in range(len(typed) - furthest, len(typed) + furthest + 1):
            for word, others in self._by_length.get(length, ()):
                # A changed letter is one less and one more: most words end here.
                if (letters ^ others).bit_count() > 2 * furthest or word == typed:
                    continue
                apart = distance(typed, word)
                if apart <= furthest:
                    yield Near(apart, -self._counts[word], word)


def current() -> Vocabulary:
    """Read once per page generation and process, and only where it is needed."""
    global _kept
    generation, _ = PageGeneration.objects.current()
    kept = _kept
    if kept is None or kept[0] != generation:
        kept = _kept = (generation, Vocabulary(_read()))
    return kept[1]


def forget() -> None:
    """Begin anew: for tests."""
    global _kept
    _kept = None


def _read() -> dict[str, int]:
    rows = SearchWord.objects.order_by().values_list("folded")
    counted = rows.annotate(times=Max("count")).order_by("-times")
    return dict(counted[:MOST_WORDS])


def _letters(word: str) -> int:
    """A bit for each letter that occurs."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) % 32)
    return bits


def distance(one: str, other: str) -> int:
    """Letters added, lost, changed, or swapped with their neighbour."""
    before: list[int] = []
    last, row = before, list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, last, row = last, row, [i]
        for j, b in enumerate(other, 1):
            best = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, before[j - 2] + 1)
            row.append(best)
    return row[-1]


_kept: tuple[int, Vocabulary] | None = None
