"""Search over working texts, for the desk alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from django.db.models.expressions import RawSQL

from news.search import documents
from news.search.engine import engine
from news.search.matching import Reading
from news.search.query import Query

if TYPE_CHECKING:
    from news.models.article import ArticleQuerySet
    from news.models.revision import Revision


def matching(articles: ArticleQuerySet, query: Query) -> ArticleQuerySet:
    """Those of the stories whose working text matches; all of them without a query.

    Folded: at the desk marks do not matter.
    """
    if not query:
        return articles
    # Also for what is to be left out: the index of the desk knows no marks.
    plain = tuple(replace(term, marked=False) for term in query.unwanted)
    reading = Reading(replace(query, unwanted=plain))
    groups = [list(group) for group in reading.words(exact=False)]
    statement, values = engine().desk_condition(groups, list(reading.unwanted))
    return articles.filter(pk__in=RawSQL(statement, values))  # noqa: S611


def index(revision: Revision) -> None:
    """Make the working text findable that this revision holds."""
    write([revision])


def write(revisions: Iterable[Revision]) -> None:
    """The last revisions of as many working texts, into the index."""
    engine().write_desk(
        [
            (
                revision.article_id,
                documents.digest_of(revision.digest),
                documents.words_of_text(revision.story),
            )
            for revision in revisions
        ]
    )
