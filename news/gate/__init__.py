"""What stops a story at the door, and what an editor might still improve.

It judges a story as data (see revision.snapshot), not a form. Every problem says in
Vietnamese what to do and where, and has a key by which it is known again.
"""

from __future__ import annotations

from datetime import datetime

from news import html
from news.gate import links, photos, structure, texts
from news.gate.problem import Problem, Severity, Spot, Story

__all__ = ["Problem", "Severity", "Spot", "problems"]


def problems(
    story: Story, *, at: datetime | None = None, article_id: int = 0
) -> list[Problem]:
    """What is wrong with this story; what blocks it comes first.

    `at` is when readers would get it: only then is it judged what links lead to and
    how old a republished story is. Without it no query is made. `article_id` is the
    story's own: its links to itself are sound.
    """
    outline = html.outline(story["body"])
    found = [
        *texts.problems(story, outline, at),
        *photos.problems(story),
        *structure.problems(outline),
        *(links.problems(story, outline, at, article_id) if at else ()),
    ]
    return sorted(found, key=lambda problem: not problem.blocks)
