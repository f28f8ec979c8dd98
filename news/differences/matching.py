"""The longest common subsequence of two lists, in bounded time and memory.

Rows of the table are the bits of whole numbers (Hyyrö 2004): sixty-four cells a step
where a list of lists would take one. What is too large even for that is cut at the
elements that both lists hold exactly once; what then is still too large counts as
replaced.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence

CELLS = 16_000_000  # Two megabytes of rows, a few milliseconds.
COUNTED_CELLS = 400_000_000  # The length alone keeps one row.
MOST_CUTS = 8

Pair = tuple[int, int]


def matching(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[Pair]:
    """The places of a longest common subsequence; both rise from pair to pair."""
    start, end = _ends(before, after)
    found = [(place, place) for place in range(start)]
    inner = _inside(
        before[start : len(before) - end], after[start : len(after) - end], MOST_CUTS
    )
    found += [(start + one, start + other) for one, other in inner]
    found += [(len(before) - n, len(after) - n) for n in range(end, 0, -1)]
    return found


def common(before: Sequence[Hashable], after: Sequence[Hashable]) -> int:
    """How long a longest common subsequence is."""
    start, end = _ends(before, after)
    one, other = before[start : len(before) - end], after[start : len(after) - end]
    if len(one) * len(other) > COUNTED_CELLS:
        return start + end + (Counter(one) & Counter(other)).total()
    last = (1 << len(other)) - 1
    for last in _rows(one, other):  # noqa: B007 (the last row is what is asked for)
        pass
    return start + end + len(other) - last.bit_count()


def _ends(before: Sequence[Hashable], after: Sequence[Hashable]) -> tuple[int, int]:
    """How many elements are the same at the beginning, and then at the end."""
    shorter = min(len(before), len(after))
    start = 0
    while start < shorter and before[start] == after[start]:
        start += 1
    end = 0
    while end < shorter - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return start, end


def _inside(
    before: Sequence[Hashable], after: Sequence[Hashable], cuts: int
) -> Iterator[Pair]:
    if len(before) * len(after) <= CELLS:
        yield from _walk_back(before, after)
        return
    anchors = _anchors(before, after) if cuts else []
    if not anchors:
        return
    i = j = 0
    for one, other in [*anchors, (len(before), len(after))]:
        for p, q in _inside(before[i:one], after[j:other], cuts - 1):
            yield i + p, j + q
        if one < len(before):
            yield one, other
        i, j = one + 1, other + 1


def _rows(before: Sequence[Hashable], after: Sequence[Hashable]) -> Iterator[int]:
    """For each element of `before`: a zero where the table grows along `after`."""
    places: dict[Hashable, int] = {}
    for place, element in enumerate(after):
        places[element] = places.get(element, 0) | 1 << place
    everything = row = (1 << len(after)) - 1
    for element in before:
        hit = row & places.get(element, 0)
        row = ((row + hit) | (row - hit)) & everything
        yield row


def _walk_back(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[Pair]:
    rows = [(1 << len(after)) - 1, *_rows(before, after)]
    i, j, found = len(before), len(after), []
    while i and j:
        bit = 1 << (j - 1)
        if rows[i] & bit:
            j -= 1
        elif rows[i - 1] & bit:
            i, j = i - 1, j - 1
            found.append((i, j))
        else:
            i -= 1
    return found[::-1]


def _anchors(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[Pair]:
    """What both hold exactly once, in the same order in both."""
    once = [{e for e, n in Counter(side).items() if n == 1} for side in (before, after)]
    where = {element: place for place, element in enumerate(after)}
    pairs = [
        (place, where[element])
        for place, element in enumerate(before)
        if element in once[0] and element in once[1]
    ]
    return rising(pairs)


def rising(pairs: list[Pair]) -> list[Pair]:
    """The longest selection whose second numbers rise, too (patience sorting)."""
    tops: list[int] = []
    piles: list[int] = []
    previous: list[int | None] = []
    for index, (_, second) in enumerate(pairs):
        pile = bisect_left(tops, second)
        previous.append(piles[pile - 1] if pile else None)
        tops[pile : pile + 1] = [second]
        piles[pile : pile + 1] = [index]
    found, index_or_none = [], piles[-1] if piles else None
    while index_or_none is not None:
        found.append(pairs[index_or_none])
        index_or_none = previous[index_or_none]
    return found[::-1]
