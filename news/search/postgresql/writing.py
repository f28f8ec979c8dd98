"""The words of documents and working texts, written as tsvectors, word by word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import connection
from psycopg2.extras import execute_values

from news.models.search import SearchDocument
from news.search.documents import Document, Field
from news.search.postgresql.language import EXACT, FACET

GAP = 2  # Positions between lines: no phrase bridges them.
LAST_POSITION = 16_383  # Words behind it are found, phrases of them are not.


def write(documents: Iterable[Document]) -> None:
    """These documents and their words; what stood in their places goes."""
    rows = [_row(document) for document in documents]
    remove([row[0] for row in rows])
    with connection.cursor() as cursor:
        execute_values(
            cursor,
            "INSERT INTO news_searchdocument"
            " (place, edition_id, starts_at, ends_at, digest, title, head, words, body)"
            " VALUES %s",
            rows,
            template="(%s, %s, %s, %s, %s,"
            " %s::tsvector, %s::tsvector, strip(%s::tsvector), %s::tsvector)",
        )


def remove(places: list[int]) -> None:
    """Forget these documents."""
    SearchDocument.objects.filter(place__in=places).delete()


def write_desk(rows: Iterable[tuple[int, str, Field]]) -> None:
    """(article, digest, words) of working texts."""
    with connection.cursor() as cursor:
        execute_values(
            cursor,
            "INSERT INTO news_desksearch (article_id, digest, words) VALUES %s"
            " ON CONFLICT (article_id)"
            " DO UPDATE SET digest = excluded.digest, words = excluded.words",
            [
                [pk, digest, _vector([words], (), exact=False)]
                for pk, digest, words in rows
            ],
            template="(%s, %s, %s::tsvector)",
        )


def _row(document: Document) -> list[Any]:
    fields = [document.title, document.rest, document.body]
    body = _vector(fields, document.facets)
    return [
        document.place,
        document.edition_id,
        document.starts_at,
        document.ends_at,
        document.digest,
        _vector(fields[:1], document.facets),
        _vector(fields[:2], document.facets),
        body,
        body,
    ]


def _vector(
    fields: Iterable[Field], facets: Iterable[str], *, exact: bool = True
) -> str:
    """A tsvector as PostgreSQL reads it: 'dang':1 'đảng':1 …"""
    places: dict[str, list[int]] = defaultdict(list)
    at = 1
    for field in fields:
        for line in field:
            for folded, spelled in zip(line.folded, line.exact, strict=True):
                for word in (folded, EXACT + spelled) if exact else (folded,):
                    if at <= LAST_POSITION or word not in places:
                        places[word].append(min(at, LAST_POSITION))
                at += 1
            at += GAP
    words = [
        f"'{word}':{','.join(map(str, at))}" for word, at in places.items() if word
    ]
    return " ".join([*words, *(f"'{FACET}{facet}'" for facet in facets)])
