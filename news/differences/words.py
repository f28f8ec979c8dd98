"""Two texts, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from news import vietnamese
from news.differences.matching import common, matching

SAME, ADDED, REMOVED = "same", "added", "removed"
# "1.609.000" and "12/QĐ-UBND" are one word each; a sign is a piece of its own.
TOKEN = re.compile(r"[^\W_]+(?:[.,/:\-][^\W_]+)*|[^\w\s]|_")
WORD = re.compile(r"[^\W_]+(?:[.,/:\-][^\W_]+)*")


@dataclass(frozen=True)
class Piece:
    change: str
    text: str


def words(text: str) -> list[str]:
    """The words as they are written: the place of a tone is a difference."""
    return WORD.findall(text)


def count(before: list[str], after: list[str]) -> tuple[int, int]:
    """How many of these words came, and how many went."""
    kept = common(before, after)
    return len(after) - kept, len(before) - kept


def pieces(before: str, after: str) -> list[Piece]:
    """Both texts (in NFC) as one: same + removed is the one, same + added the other."""
    before, after = vietnamese.nfc(before), vietnamese.nfc(after)
    if before == after:
        return [Piece(SAME, before)] if before else []
    one, other = list(TOKEN.finditer(before)), list(TOKEN.finditer(after))
    pairs = matching([t[0] for t in one], [t[0] for t in other])
    found: list[Piece] = []
    i = j = 0
    for p, q in pairs:
        found += _gap(before[i : one[p].start()], after[j : other[q].start()])
        found.append(Piece(SAME, one[p][0]))
        i, j = one[p].end(), other[q].end()
    found += _gap(before[i:], after[j:])
    return list(_joined(found))


def _gap(before: str, after: str) -> Iterator[Piece]:
    """What stands between two words that both texts have."""
    if before == after:
        yield Piece(SAME, before)
        return
    head = _common_space(before, after)
    before, after = before[len(head) :], after[len(head) :]
    tail = _common_space(before[::-1], after[::-1])
    stop = len(tail)
    yield Piece(SAME, head)
    yield Piece(REMOVED, before[: len(before) - stop])
    yield Piece(ADDED, after[: len(after) - stop])
    yield Piece(SAME, tail[::-1])


def _common_space(one: str, other: str) -> str:
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b or not a.isspace():
            break
        length += 1
    return one[:length]


def _joined(found: list[Piece]) -> Iterator[Piece]:
    """Neighbours of a kind as one; a lone space between two changes joins them."""
    removed = added = same = ""
    for piece in [*found, Piece(SAME, "\0")]:
        if piece.change == SAME:
            same += piece.text
            continue
        if not piece.text:
            continue
        if same and (same.strip() or not (removed or added)):
            yield from _group(removed, added)
            yield Piece(SAME, same)
            removed = added = ""
        elif same:
            removed, added = removed + same, added + same
        same = ""
        if piece.change == REMOVED:
            removed += piece.text
        else:
            added += piece.text
    yield from _group(removed, added)
    if same := same.removesuffix("\0"):
        yield Piece(SAME, same)


def _group(removed: str, added: str) -> Iterator[Piece]:
    if removed:
        yield Piece(REMOVED, removed)
    if added:
        yield Piece(ADDED, added)
