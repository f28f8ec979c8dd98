"""Two lists of things (paragraphs, rows, tags) beside each other."""

from __future__ import annotations

from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from news import vietnamese
from news.differences.matching import Pair, matching
from news.differences.words import Piece, pieces, words

SAME, CHANGED, ADDED, REMOVED = "same", "changed", "added", "removed"
MOVED, LEFT = "moved", "left"  # The same thing where it is now, and where it was.
ALIKE = 0.4  # Share of common words from which on two paragraphs are one, changed.
MOST_COMPARED = 10_000
ROW = "row"


@dataclass(frozen=True)
class Item:
    """`key` makes it the same thing whatever its text; `html` is a block's own."""

    text: str
    key: str = ""
    kind: str = ROW
    html: str = ""
    fill: dict[str, Any] = field(default_factory=dict, compare=False)

    @property
    def identity(self) -> tuple[str, str]:
        return self.key, vietnamese.nfc(self.html or self.text)


@dataclass(frozen=True)
class Line:
    change: str
    before: Item | None = None
    after: Item | None = None
    before_at: int = -1
    after_at: int = -1

    @cached_property
    def pieces(self) -> list[Piece]:
        """Word by word; what stands on one side alone is whole."""
        before = self.before.text if self.before else ""
        after = self.after.text if self.after else ""
        return pieces(before, after)

    @property
    def only_form(self) -> bool:
        """The words are the same; bold, a heading or an alignment is not."""
        return (
            self.change == CHANGED
            and self.before is not None
            and self.after is not None
            and self.before.text == self.after.text
        )


def align(before: Sequence[Item], after: Sequence[Item]) -> list[Line]:
    """Every item of both sides: all `before` in their order, all `after` in theirs."""
    pairs = matching([i.identity for i in before], [i.identity for i in after])
    i = j = 0
    all_pairs: list[Pair] = []
    for one, other in [*pairs, (len(before), len(after))]:
        for p, q in _alike(before[i:one], after[j:other]):
            all_pairs.append((i + p, j + q))
        if one < len(before):
            all_pairs.append((one, other))
        i, j = one + 1, other + 1
    return list(_lines(before, after, all_pairs))


def _alike(before: Sequence[Item], after: Sequence[Item]) -> list[Pair]:
    """Which of these, none of them equal, are the same thing changed; none cross."""
    if not before or not after:
        return []
    bags = [[Counter(words(i.text)) for i in side] for side in (before, after)]
    reach = max(2, MOST_COMPARED // len(before) // 2)
    scored = []
    for p, one in enumerate(before):
        middle = p * len(after) // len(before)
        first, last = max(0, middle - reach), min(len(after), middle + reach + 1)
        for q in range(first, last):
            score = _likeness(one, after[q], bags[0][p], bags[1][q])
            if score >= ALIKE:
                scored.append((-score, abs(q - middle), p, q))
    return _uncrossed(sorted(scored))


def _likeness(one: Item, other: Item, bag: Counter[str], of: Counter[str]) -> float:
    if one.kind != other.kind:
        return 0
    if one.key and one.key == other.key:
        return 1
    if one.kind == ROW:
        return 0
    total = bag.total() + of.total()
    return 2 * (bag & of).total() / total if total else 0


def _uncrossed(scored: list[tuple[float, int, int, int]]) -> list[Pair]:
    """The best first, as long as no line crosses another."""
    taken: list[Pair] = []
    for _, _, p, q in scored:
        place = bisect(taken, (p, q))
        left = taken[place - 1] if place else (-1, -1)
        right = taken[place] if place < len(taken) else (p + 1, q + 1)
        if left[0] < p < right[0] and left[1] < q < right[1]:
            taken.insert(place, (p, q))
    return taken


def _lines(
    before: Sequence[Item], after: Sequence[Item], pairs: list[Pair]
) -> Iterator[Line]:
    moves = _moves(before, after, pairs)
    origin = {there: here for here, there in moves.items()}
    i = j = 0
    for one, other in [*pairs, (len(before), len(after))]:
        for p in range(i, one):
            if p in moves:
                q = moves[p]
                yield Line(LEFT, before[p], after[q], p, q)
            else:
                yield Line(REMOVED, before[p], None, p)
        for q in range(j, other):
            if q in origin:
                p = origin[q]
                yield Line(MOVED, before[p], after[q], p, q)
            else:
                yield Line(ADDED, None, after[q], -1, q)
        if one < len(before):
            same = before[one].identity == after[other].identity
            change = SAME if same else CHANGED
            yield Line(change, before[one], after[other], one, other)
        i, j = one + 1, other + 1


def _moves(
    before: Sequence[Item], after: Sequence[Item], pairs: list[Pair]
) -> dict[int, int]:
    """Of what found no partner in its place: what stands elsewhere now."""
    placed = {p for p, _ in pairs}, {q for _, q in pairs}
    waiting: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for q, item in enumerate(after):
        if q not in placed[1]:
            waiting[_name(item)].append(q)
    moves = {}
    for p, item in enumerate(before):
        if p not in placed[0] and waiting[_name(item)]:
            moves[p] = waiting[_name(item)].pop(0)
    return moves


def _name(item: Item) -> tuple[str, str]:
    return ("", item.key) if item.key else ("html", item.identity[1])
