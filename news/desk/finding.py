"""Stories at the desk, found in the language that readers use.

A working text is searched only for who may see it; of the others what readers see. So
nobody learns from a search what stands in a text that is not theirs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.db.models import Case, QuerySet, When

from news import search, vietnamese
from news.desk.access import visible_to
from news.models.article import Article
from news.models.generation import clock
from news.search.query import Query

if TYPE_CHECKING:
    from portal.models import User

MOST = 60  # Of a list to choose from.
MOST_LIVE = 20


def closest(user: User, query: Query, most: int = MOST) -> list[int]:
    """Ids of stories for a short list: by title, then what readers find, then by text.

    Newest first among equals. Which of them the asker may choose is the caller's rule;
    whatever matched here, the asker may know.
    """
    found: dict[int, None] = {}
    for stage in _stages(user, query):
        found |= dict.fromkeys(stage[:most])
        if len(found) >= most:
            break
    return list(found)[:most]


def _stages(user: User, query: Query) -> Iterator[Any]:
    """Each asks the database only when it is needed."""
    seen = search.desk.matching(visible_to(user), query).order_by("-updated_at", "-pk")
    yield seen.matching(_folded(query)).values_list("pk", flat=True)
    live = search.search(query, clock(), size=MOST_LIVE).hits
    yield [hit.edition.article_id for hit in live]
    yield seen.values_list("pk", flat=True)


def in_order(stories: QuerySet[Article], ids: list[int]) -> QuerySet[Article]:
    """Those of the stories that have these ids, in the order of the ids."""
    if not ids:
        return stories.none()
    places = [When(pk=pk, then=place) for place, pk in enumerate(ids)]
    return stories.filter(pk__in=ids).order_by(Case(*places))


def _folded(query: Query) -> list[str]:
    """The words that are wanted, as titles are folded."""
    typed = [word for word in query.typed.split() if not word.startswith("-")]
    return vietnamese.words(" ".join(typed))
