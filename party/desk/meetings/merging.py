"""Two people on one meeting: whatever only one of them changed is taken from that one.

What both changed stays as the person in front of the form typed it, and is shown beside
what the colleague saved. Nothing is written: the person looks, and saves again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from party.desk.meetings.typed import ROWS, Row, Typed


@dataclass(frozen=True)
class Clash:
    """A place that both changed; texts as the form holds them."""

    place: str  # "place", "agenda", "status-7", "points-3"
    mine: str
    theirs: str


@dataclass
class Merged:
    typed: Typed
    clashes: list[Clash] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)  # Places filled in from theirs.


def merge(base: Typed, mine: Typed, theirs: Typed) -> Merged:
    merged = Merged(Typed())
    merged.typed.fields = _values(merged, "", base.fields, mine.fields, theirs.fields)
    merged.typed.points = _values(
        merged, "points-", base.points, mine.points, theirs.points
    )
    merged.typed.marks = _values(
        merged, "status-", base.marks, mine.marks, theirs.marks, nothing=["", ""]
    )
    for prefix in ROWS:
        sides = (it.rows.get(prefix, []) for it in (base, mine, theirs))
        merged.typed.rows[prefix] = _rows(merged, prefix, *sides)
    return merged


def _values(
    merged: Merged,
    prefix: str,
    base: Mapping[str, Any],
    mine: Mapping[str, Any],
    theirs: Mapping[str, Any],
    nothing: Any = "",
) -> dict[str, Any]:
    found = {}
    for name in dict.fromkeys([*mine, *theirs]):
        # What the form did not hold at all nobody has changed in it.
        one = mine.get(name, base.get(name, nothing))
        before, other = base.get(name, nothing), theirs.get(name, nothing)
        found[name] = one
        if _same(one, before) and not _same(other, before):
            found[name] = other
            merged.taken.append(prefix + name)
        elif not (_same(one, other) or _same(other, before)):
            merged.clashes.append(Clash(prefix + name, _said(one), _said(other)))
    return found


def _rows(
    merged: Merged, prefix: str, base: list[Row], mine: list[Row], theirs: list[Row]
) -> list[Row]:
    """Mine in my order, with what the colleague changed, added and took away."""
    if _all_same(mine, theirs) or _all_same(theirs, base):
        return mine
    if _all_same(mine, base):
        merged.taken.append(prefix)
        return theirs
    before, saved = _by_id(base), _by_id(theirs)
    found = []
    for row in mine:
        pk = row["id"]
        old, other = before.get(pk), saved.get(pk)
        if not pk or old is None:
            found.append(row | {"id": ""})
        elif other is None and not _same(row, old):
            found.append(row | {"id": ""})
            merged.clashes.append(Clash(prefix, _said(row), ""))
        elif other is None:
            merged.taken.append(prefix)
        elif _same(row, old):
            found.append(other)
        else:
            found.append(row)
            if not (_same(row, other) or _same(other, old)):
                merged.clashes.append(Clash(prefix, _said(row), _said(other)))
    kept = {row["id"] for row in mine}
    for row in theirs:
        old = before.get(row["id"])
        if old is None:
            found.append(row)
            merged.taken.append(prefix)
        elif row["id"] not in kept and not _same(row, old):
            merged.clashes.append(Clash(prefix, "", _said(row)))  # I took it away.
    return found


def _by_id(rows: Iterable[Row]) -> dict[str, Row]:
    return {row["id"]: row for row in rows if row["id"]}


def _all_same(one: list[Row], other: list[Row]) -> bool:
    return len(one) == len(other) and all(map(_same, one, other))


def _same(one: Any, other: Any) -> bool:
    """Blanks at the ends and line ends of a browser are no change."""
    if isinstance(one, dict):
        return {n: _plain(v) for n, v in one.items()} == {
            n: _plain(v) for n, v in other.items()
        }
    return _plain(one) == _plain(other)


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.replace("\r\n", "\n").strip()


def _said(value: Any) -> str:
    if isinstance(value, dict):
        parts = [text for name, text in value.items() if name != "id" and text]
        return " · ".join(parts)
    return " ".join(value).strip() if isinstance(value, list) else value
