"""Two texts that grew from one: what either side changed, and where both did."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from news.differences.align import (
    ADDED,
    CHANGED,
    LEFT,
    MOVED,
    REMOVED,
    SAME,
    Item,
    Line,
    align,
)

MINE, THEIRS, OPEN = "mine", "theirs", ""
KEPT = "kept"


@dataclass(frozen=True)
class Slot:
    """A place in the merged text. Slots of one `choice` are decided together.

    Choosing `mine` puts `mine` here (or nothing), choosing `theirs` puts `theirs`.
    `preset` is the side that alone changed it, or empty when a person must decide.
    """

    mine: Item | None
    theirs: Item | None
    choice: int | None = None
    preset: str = OPEN
    line: Line | None = None
    first: bool = True

    @property
    def is_open(self) -> bool:
        return self.choice is not None and self.preset == OPEN


def merge(
    base: Sequence[Item] | None, mine: Sequence[Item], theirs: Sequence[Item]
) -> list[Slot]:
    """Every item of both sides in a slot; without a base every difference is open."""
    lines = align(mine, theirs)
    judge = _judge(base, mine, theirs)
    slots: list[Slot] = []
    moves: dict[tuple[int, int], int] = {}
    for line in lines:
        if line.change == SAME:
            slots.append(Slot(line.before, line.after, line=line))
            continue
        preset = judge(line)
        choice, first = len(slots), True
        if line.change in (LEFT, MOVED):
            pair = line.before_at, line.after_at
            first = pair not in moves
            choice = moves.setdefault(pair, choice)
        mine_here = None if line.change == MOVED else line.before
        theirs_here = None if line.change == LEFT else line.after
        slots.append(Slot(mine_here, theirs_here, choice, preset, line, first))
    return slots


def _judge(
    base: Sequence[Item] | None, mine: Sequence[Item], theirs: Sequence[Item]
) -> Callable[[Line], str]:
    """Who alone changed what a line shows."""
    if base is None:
        return partial(_always, OPEN)
    known = [item.identity for item in base]
    # Asked first: which of two equal alignments is found depends on the order.
    for side, other in ((mine, THEIRS), (theirs, MINE)):
        if [item.identity for item in side] == known:
            return partial(_always, other)
    return partial(_preset, _fates(base, mine), _fates(base, theirs))


def _always(side: str, line: Line) -> str:
    return side


def _fates(base: Sequence[Item], side: Sequence[Item]) -> list[str]:
    """What that side did with each of its items."""
    fates = [KEPT] * len(side)
    for line in align(base, side):
        if line.after is None or line.change in (SAME, LEFT):
            continue
        fates[line.after_at] = line.change
    return fates


def _preset(my_fates: list[str], their_fates: list[str], line: Line) -> str:
    """The side that alone did something here."""
    mine = my_fates[line.before_at] if line.before_at >= 0 else None
    theirs = their_fates[line.after_at] if line.after_at >= 0 else None
    if line.change == REMOVED:  # Mine alone has it: they dropped it, or it is new.
        return {ADDED: MINE, KEPT: THEIRS, MOVED: THEIRS}.get(mine or "", OPEN)
    if line.change == ADDED:
        return {ADDED: THEIRS, KEPT: MINE, MOVED: MINE}.get(theirs or "", OPEN)
    if mine == KEPT and theirs != KEPT:
        return THEIRS
    if theirs == KEPT and mine != KEPT:
        return MINE
    return OPEN


def chosen(slots: Sequence[Slot], choices: dict[int, str]) -> list[Item]:
    """The merged items when each choice is decided so; presets fill in the rest."""
    found = []
    for slot in slots:
        side = MINE
        if slot.choice is not None:
            side = choices.get(slot.choice, slot.preset) or MINE
        item = slot.mine if side == MINE else slot.theirs
        if item is not None:
            found.append(item)
    return found


__all__ = ["CHANGED", "MINE", "OPEN", "THEIRS", "Slot", "chosen", "merge"]
