"""The words of documents and working texts, written into FTS5. No triggers."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter

from django.db import connection

from news.models.search import DeskSearchDocument, SearchDocument
from news.search.documents import Document, Field
from news.search.sqlite.tables import BREAK, DESK, FACET, INSIDE, TABLES


def write(documents: Iterable[Document]) -> None:
    """These documents and their words; what stood in their places goes."""
    # In ascending order: FTS5 begins a new segment at every step back, and merges them.
    found = sorted(documents, key=attrgetter("place"))
    remove([document.place for document in found])
    SearchDocument.objects.bulk_create(
        SearchDocument(
            place=document.place,
            edition_id=document.edition_id,
            starts_at=document.starts_at,
            ends_at=document.ends_at,
            digest=document.digest,
        )
        for document in found
    )
    with connection.cursor() as cursor:
        for columns, table in TABLES.items():
            marks = ", ".join(["%s"] * (2 + 2 * len(INSIDE[columns])))
            names = [f"{name}, {name}_exact" for name in INSIDE[columns]]
            cursor.executemany(
                f"INSERT INTO {table} (rowid, facets, {', '.join(names)})"  # noqa: S608
                f" VALUES ({marks})",
                [_row(document, INSIDE[columns]) for document in found],
            )


def _row(document: Document, names: Iterable[str]) -> list[int | str]:
    texts = (text for name in names for text in _texts(getattr(document, name)))
    facets = " ".join(f"{FACET}{facet}" for facet in document.facets)
    return [document.place, facets, *texts]


def remove(places: list[int]) -> None:
    """Forget these documents, and words without a document in these places, too."""
    with connection.cursor() as cursor:
        for table in TABLES.values():
            cursor.executemany(
                f"DELETE FROM {table} WHERE rowid = %s",  # noqa: S608
                [[place] for place in places],
            )
    SearchDocument.objects.filter(place__in=places).delete()


def write_desk(rows: Iterable[tuple[int, str, Field]]) -> None:
    """(article, digest, words) of working texts."""
    found = sorted(rows)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"DELETE FROM {DESK} WHERE rowid = %s",  # noqa: S608
            [[article_id] for article_id, _, _ in found],
        )
        cursor.executemany(
            f"INSERT INTO {DESK} (rowid, words) VALUES (%s, %s)",  # noqa: S608
            [[article_id, _texts(words)[0]] for article_id, _, words in found],
        )
    DeskSearchDocument.objects.bulk_create(
        (DeskSearchDocument(article_id=pk, digest=digest) for pk, digest, _ in found),
        update_conflicts=True,
        unique_fields=["article"],
        update_fields=["digest"],
    )


def _texts(field: Field) -> tuple[str, str]:
    """(folded, exact), a space on either side of every word."""
    folded = BREAK.join(" ".join(line.folded) for line in field)
    exact = BREAK.join(" ".join(line.exact) for line in field)
    return f" {folded} ", f" {exact} "
