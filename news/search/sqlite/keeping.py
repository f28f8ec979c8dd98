"""Whether the index is whole, and what it needs after much was written."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import DatabaseError, connection

from news.search.sqlite.tables import BREAK, DESK, TABLES

MERGED_PAGES = 500  # In a step: well under a second.
MANY_ROWS = "1000000"  # What statistics say of a table that is not to be read whole.


def with_words(places: list[int]) -> set[int]:
    """Those of the places that have words in every table."""
    found = set(places)
    for table in TABLES.values():
        found &= _rowids(table, places)
    return found


def with_words_at_desk(ids: list[int]) -> set[int]:
    return _rowids(DESK, ids)


def _rowids(table: str, among: list[int]) -> set[int]:
    marks = ", ".join(["%s"] * len(among))
    with connection.cursor() as cursor:
        # Where FTS5 keeps the text of its rows: asking it for rowids reads words.
        cursor.execute(
            f"SELECT id FROM {table}_content WHERE id IN ({marks})",  # noqa: S608
            among,
        )
        return {pk for (pk,) in cursor.fetchall()}


def prepare() -> None:
    """Before much is written: correct what ANALYZE once counted inside FTS5's tables.

    FTS5 deletes ranges of rows while it merges. Told that such a table has two rows,
    as when ANALYZE met it empty, SQLite reads all of it for each of them.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat1'")
        if cursor.fetchone() is None:
            return  # ANALYZE never ran.
        for table in (*TABLES.values(), DESK):
            inside = f"{table}_*"
            cursor.execute(
                "DELETE FROM sqlite_stat1 WHERE tbl GLOB %s AND idx IS NOT NULL",
                [inside],
            )
            # Without a row here, this connection would go on with the old number.
            cursor.execute(
                "UPDATE sqlite_stat1 SET stat = %s WHERE tbl GLOB %s",
                [MANY_ROWS, inside],
            )
        cursor.execute("ANALYZE sqlite_schema")  # Read them again.


def remove_orphans() -> None:
    """Forget words of documents that are no more."""
    for table in TABLES.values():
        _remove_orphans(table, "SELECT place FROM news_searchdocument")
    _remove_orphans(DESK, "SELECT article_id FROM news_desksearch")


def _remove_orphans(table: str, known: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {table} WHERE rowid IN ("  # noqa: S608
            f"SELECT id FROM {table}_content EXCEPT {known})"
        )


def tidy() -> Iterator[None]:
    """Merge what many small writes left behind, in steps that others can wait for."""
    for table in (*TABLES.values(), DESK):
        yield from _merge(table)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE news_searchdocument")


def _merge(table: str) -> Iterator[None]:
    pages, before = -MERGED_PAGES, -1  # Less than nothing: begin to merge all levels.
    with connection.cursor() as cursor:
        while (changes := _total_changes()) - before >= 2:
            before = changes
            cursor.execute(
                f"INSERT INTO {table} ({table}, rank) VALUES ('merge', %s)",  # noqa: S608
                [pages],
            )
            pages = MERGED_PAGES
            yield


def _total_changes() -> int:
    connection.ensure_connection()
    return connection.connection.total_changes


def counts() -> dict[str, int]:
    """How many documents hold each exact word, about: of its most frequent column."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.news_searchwords"
            " USING fts5vocab(main, news_searchbody, col)"
        )
        cursor.execute(
            "SELECT term, max(doc) FROM temp.news_searchwords"
            " WHERE col IN ('title_exact', 'rest_exact', 'body_exact') AND term <> %s"
            " GROUP BY term",
            [BREAK.strip()],
        )
        found = dict(cursor.fetchall())
        cursor.execute("DROP TABLE temp.news_searchwords")
        return found


def faults() -> Iterator[str]:
    """What FTS5 itself finds wrong, in Vietnamese."""
    for table in (*TABLES.values(), DESK):
        try:
            with connection.cursor() as cursor:
                cursor.execute(
                    f"INSERT INTO {table} ({table}) VALUES ('integrity-check')"  # noqa: S608
                )
        except DatabaseError as error:
            yield f"Bảng {table}: {error}"
