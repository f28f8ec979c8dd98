"""What changed between two saves of a story."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from news.differences.align import ADDED, REMOVED, SAME, Line, align
from news.differences.parts import Names, Part, Story, parts
from news.differences.words import count, words

CONTEXT = 1  # Unchanged paragraphs that stay in sight beside a change.


@dataclass(frozen=True)
class Run:
    """Lines that belong together; `folded` when nothing in them changed."""

    lines: list[Line]
    folded: bool


@dataclass(frozen=True)
class Difference:
    name: str
    label: str
    lines: list[Line]

    @cached_property
    def runs(self) -> list[Run]:
        """The lines, with long unchanged stretches folded away."""
        shown = set()
        for place, line in enumerate(self.lines):
            if line.change != SAME:
                shown |= set(range(place - CONTEXT, place + CONTEXT + 1))
        runs: list[Run] = []
        for place, line in enumerate(self.lines):
            folded = place not in shown
            if not runs or runs[-1].folded != folded:
                runs.append(Run([], folded))
            runs[-1].lines.append(line)
        return runs


def compare(
    before: Story, after: Story, names: Names | None = None
) -> list[Difference]:
    """The parts that differ, in the order of the form."""
    pairs = zip(parts(before, names), parts(after, names), strict=True)
    return [
        Difference(one.name, one.label, lines)
        for one, other in pairs
        if one != other and (lines := _lines(one, other))
    ]


def _lines(before: Part, after: Part) -> list[Line]:
    lines = align(before.items, after.items)
    if before.name == "photos":  # That a photo came or went, the body says.
        lines = [line for line in lines if line.change not in (ADDED, REMOVED)]
    return lines if any(line.change != SAME for line in lines) else []


def size(before: Story | None, after: Story) -> tuple[int, int]:
    """How many words came and went between two saves; the first save is all new."""
    sides: tuple[list[str], list[str]] = ([], [])
    for one, other in zip(parts(before or {}), parts(after), strict=True):
        if one == other or one.name == "photos":
            continue
        for side, part in zip(sides, (one, other), strict=True):
            side.extend(word for item in part.items for word in words(item.text))
    return count(*sides)
