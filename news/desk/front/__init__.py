"""Arranging the front page: the form, what is said about its stories, one save."""

from news.desk.front.form import Arrangement, MomentForm, arrangement, with_rows
from news.desk.front.saving import Rearranged, arrange, last_change
from news.desk.front.stories import StoryFacts, facts_of, find

__all__ = [
    "Arrangement",
    "MomentForm",
    "Rearranged",
    "StoryFacts",
    "arrange",
    "arrangement",
    "facts_of",
    "find",
    "last_change",
    "with_rows",
]
