"""Whether the index is whole, and what it needs after much was written."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

from news.search.postgresql.asking import places_of
from news.search.postgresql.language import EXACT


def with_words(places: list[int]) -> set[int]:
    """Those of the places that have words in every column."""
    return set(
        places_of(
            "SELECT place FROM news_searchdocument WHERE place = ANY(%s)"
            " AND title <> '' AND head <> '' AND words <> '' AND body <> ''",
            [places],
        )
    )


def with_words_at_desk(ids: list[int]) -> set[int]:
    return set(
        places_of(
            "SELECT article_id FROM news_desksearch WHERE article_id = ANY(%s)"
            " AND words <> ''",
            [ids],
        )
    )


def prepare() -> None:
    """Nothing to do before much is written: autovacuum keeps the statistics."""


def remove_orphans() -> None:
    """Nothing to do: words stand in the rows that they belong to."""


def tidy() -> Iterator[None]:
    """Move what GIN kept aside to its place; let the planner know the words."""
    for name in ("title", "head", "words"):
        places_of(
            "SELECT gin_clean_pending_list(%s::regclass)", [f"news_search_{name}"]
        )
        yield
    places_of("SELECT gin_clean_pending_list(%s::regclass)", ["news_desksearch_words"])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE news_searchdocument, news_desksearch")
    yield


def counts() -> dict[str, int]:
    """How many documents hold each exact word."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT substr(word, 2), ndoc"
            " FROM ts_stat('SELECT words FROM news_searchdocument')"
            " WHERE starts_with(word, %s)",
            [EXACT],
        )
        return dict(cursor.fetchall())


def faults() -> Iterator[str]:
    """Nothing: PostgreSQL keeps rows and indexes together itself."""
    return iter(())
