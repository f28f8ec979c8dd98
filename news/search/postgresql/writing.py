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
# PostgreSQL knows no more; words behind them are found, phrases of them are not.
POSITIONS = tuple(map(str, range(16_384)))


def write(documents: Iterable[Document]) -> None:
    """These documents and their words; what stood in their places goes."""
    rows = [_row(document) for document in documents]
    remove([row[0] for row in rows])
    with connection.cursor() as cursor:
        execute_values(
            cursor,
            "INSERT INTO news_searchdocument"
            " (place, edition_id, starts_at, ends_at, digest, title, head, words, body)"
            " SELECT place, edition_id, starts_at, ends_at, digest, title, head,"
            " strip(body), body FROM (VALUES %s) AS document"
            " (place, edition_id, starts_at, ends_at, digest, title, head, body)",
            rows,
            template="(%s, %s, %s::timestamptz, %s::timestamptz, %s,"
            " %s::tsvector, %s::tsvector, %s::tsvector)",
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
    return [
        document.place,
        document.edition_id,
        document.starts_at,
        document.ends_at,
        document.digest,
        _vector(fields[:1], document.facets),
        _vector(fields[:2], document.facets),
        _vector(fields, document.facets),
    ]


def _vector(
    fields: Iterable[Field], facets: Iterable[str], *, exact: bool = True
) -> str:
    """A tsvector as PostgreSQL reads it: 'dang':1 'đảng':1 …"""
    lines = [line for field in fields for line in field]
    words = _placed("", (line.folded for line in lines))
    if exact:
        words += _placed(EXACT, (line.exact for line in lines))
    return " ".join([*words, *(f"'{FACET}{facet}'" for facet in facets)])


def _placed(sign: str, lines: Iterable[tuple[str, ...]]) -> list[str]:
    """Every word of these lines once, behind that sign, and where it stands."""
    places: dict[str, list[str]] = defaultdict(list)
    at = 1
    for words in lines:
        numbers = POSITIONS[at : at + len(words)]
        for word, number in zip(words, numbers, strict=False):
            places[word].append(number)
        for word in words[len(numbers) :]:
            places[word] = places[word] or [POSITIONS[-1]]
        at += len(words) + GAP
    return [f"'{sign}{word}':{','.join(its)}" for word, its in places.items() if word]
