"""What stops a story at the door, and what an editor might still improve.

It judges a story as data (see revision.snapshot), not a form. Every problem says in
Vietnamese what to do and where, and has a key by which it is known again.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from news import html
from news.gate import links, photos, structure, texts
from news.gate.problem import Problem, Severity, Spot, Story

__all__ = ["Problem", "Severity", "Spot", "problems", "problems_of"]


def problems(
    story: Story, *, at: datetime | None = None, article_id: int = 0
) -> list[Problem]:
    """What is wrong with this story; what blocks it comes first.

    `at` is when readers would get it: only then is it judged what links lead to and
    how old a republished story is. Without it no query is made. `article_id` is the
    story's own: its links to itself are sound.
    """
    return problems_of({article_id: story}, at=at)[article_id]


def problems_of(
    stories: Mapping[int, Story], *, at: datetime | None
) -> dict[int, list[Problem]]:
    """The same of many stories, by article: as many queries as for one."""
    outlines = {pk: html.outline(story["body"]) for pk, story in stories.items()}
    broken = links.broken(outlines.values(), stories, at) if at else None
    return {
        pk: sorted(
            [
                *texts.problems(story, outlines[pk], at),
                *photos.problems(story),
                *structure.problems(outlines[pk]),
                *(links.problems(outlines[pk], broken) if broken is not None else ()),
            ],
            key=lambda problem: not problem.blocks,
        )
        for pk, story in stories.items()
    }
