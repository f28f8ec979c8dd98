"""The index in PostgreSQL: tsvectors made here, word by word, and GIN. No parser.

A word stands folded and exact at the same position; exact words and facets begin with a
sign that no word has. `title` and `head` are short; `words` holds all of them
without positions, so that a row is judged at little cost; `body` with their positions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import connection
from psycopg2.extras import execute_values

from news.models.search import SearchDocument
from news.search.documents import Document, Field
from news.search.matching import Columns, Match, Phrase

COLUMN = {Columns.TITLE: "title", Columns.HEAD: "head", Columns.BODY: "words"}
WITH_POSITIONS = {**COLUMN, Columns.BODY: "body"}
EXACT, FACET = "+", "="
GAP = 2  # Positions between lines: no phrase bridges them.
LAST_POSITION = 16_383  # Words behind it are found, phrases of them are not.
# Of common words these many newest documents hold enough matches.
SCANNED = {Columns.TITLE: 1_000, Columns.HEAD: 1_000, Columns.BODY: 3_000}
# GIN knows no positions: whether words stand side by side is read row by row. In bodies
# of so many of the newest that hold all the words; in the short texts of all.
PHRASED = 1_200


# --- Writing --------------------------------------------------------------------------


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


# --- Asking ---------------------------------------------------------------------------


def newest(match: Match, moment: datetime, limit: int, *, is_common: bool) -> list[int]:
    """Places of the documents that match and are live then, newest first.

    `is_common`: the words are expected in every few documents.
    """
    if match.among is None and _has_phrase(match):
        return _newest_phrases(match, moment, limit)
    condition = _live(match, moment, *_condition(match))
    return _newest(match, condition, limit, is_common=is_common)


def _newest(
    match: Match, condition: tuple[str, list[Any]], limit: int, *, is_common: bool
) -> list[int]:
    conditions, values = condition
    bounds, bound_values = _bounds(match)
    if is_common and match.among is None:
        near = (
            f"SELECT * FROM news_searchdocument WHERE {bounds}"  # noqa: S608
            f" ORDER BY place DESC LIMIT {SCANNED[match.columns]}"
        )
        found = _places(
            f"SELECT place FROM ({near}) AS d WHERE {conditions}"  # noqa: S608
            " ORDER BY place DESC LIMIT %s",
            [*bound_values, *values, limit],
        )
        if len(found) == limit:
            return found
    # The sum keeps the planner from walking the dates, which is slow for rare words.
    return _places(
        f"SELECT place FROM news_searchdocument WHERE {bounds} AND {conditions}"  # noqa: S608
        " ORDER BY place + 0 DESC LIMIT %s",
        [*bound_values, *values, limit],
    )


def _newest_phrases(match: Match, moment: datetime, limit: int) -> list[int]:
    """Those with the words side by side: in bodies of PHRASED, in heads of all."""
    words = _live(match, moment, *_condition(match, side_by_side=False))
    candidates = _newest(match, words, PHRASED, is_common=True)
    bodies, values = _condition(match)
    in_heads = replace(match, columns=Columns.HEAD)
    heads, more = _live(match, moment, *_condition(in_heads))
    bounds, bound_values = _bounds(match)
    return _places(
        "SELECT place FROM news_searchdocument"  # noqa: S608
        f" WHERE place = ANY(%s) AND {bodies} UNION"
        f" SELECT place FROM news_searchdocument WHERE {bounds} AND {heads}"
        " ORDER BY place DESC LIMIT %s",
        [candidates, *values, *bound_values, *more, limit],
    )


def _live(
    match: Match, moment: datetime, conditions: str, values: list[Any]
) -> tuple[str, list[Any]]:
    """The conditions, of what is live then and not in `match.unless`."""
    for one in match.unless:
        condition, more = _condition(one)
        conditions = f"{conditions} AND NOT ({condition})"
        values = values + more
    conditions += " AND starts_at <= %s AND (ends_at IS NULL OR ends_at > %s)"
    return conditions, [*values, moment, moment]


def _has_phrase(match: Match) -> bool:
    """Whether bodies must be asked for words side by side."""
    return match.columns == Columns.BODY and any(
        len(phrase.words) > 1 for group in match.all_of for phrase in group
    )


def _places(statement: str, values: list[Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [place for (place,) in cursor.fetchall()]


def _bounds(match: Match) -> tuple[str, list[Any]]:
    bounds = [(">=", match.floor), ("<", match.ceiling)]
    given = [(sign, bound) for sign, bound in bounds if bound is not None]
    said = [f"place {sign} %s" for sign, _ in given]
    values: list[Any] = [bound for _, bound in given]
    if match.among is not None:
        said.append("place = ANY(%s)")
        values.append(list(match.among))
    return " AND ".join(said) or "TRUE", values


def _condition(match: Match, *, side_by_side: bool = True) -> tuple[str, list[Any]]:
    """SQL for the columns, groups, facets and unwanted words of a match."""
    column = COLUMN[match.columns]
    facets = [_quoted(FACET + facet) for facet in match.facets]
    groups = [_any(group, side_by_side=column != "words") for group in match.all_of]
    parts = [f"{column} @@ %s::tsquery"]
    values: list[Any] = [" & ".join([*facets, *groups])]
    if side_by_side and _has_phrase(match):
        parts.append("body @@ %s::tsquery")
        values.append(" & ".join(_any(group) for group in match.all_of))
    for phrase in match.without:
        name = "body" if len(phrase.words) > 1 else "words"
        parts.append(f"NOT {name} @@ %s::tsquery")
        values.append(_phrase(phrase))
    return " AND ".join(parts), values


def _any(group: Iterable[Phrase], *, side_by_side: bool = True) -> str:
    ways = [_phrase(phrase, side_by_side=side_by_side) for phrase in group]
    return f"({' | '.join(ways)})"


def _phrase(phrase: Phrase, *, side_by_side: bool = True) -> str:
    sign = EXACT if phrase.is_exact else ""
    words = [_quoted(sign + word) for word in phrase.words]
    if phrase.endings:
        words[-1] += ":*"
    return f"({(' <-> ' if side_by_side else ' & ').join(words)})"


def _quoted(word: str) -> str:
    """None of it is syntax: keys hold letters and digits alone."""
    return "'" + word.replace("'", "").replace("\\", "") + "'"


def beginning(name: str, word: str) -> dict[str, str]:
    """Lookups for what begins so, whatever the collation of the database."""
    return {f"{name}__startswith": word}


def desk_condition(
    groups: list[list[Phrase]], without: list[Phrase]
) -> tuple[str, list[Any]]:
    """SQL that yields ids of articles, and its parameters."""
    wanted = [_any(group) for group in groups]
    wanted += [f"!{_phrase(phrase)}" for phrase in without]
    return (
        "SELECT article_id FROM news_desksearch WHERE words @@ %s::tsquery",
        [" & ".join(wanted)],
    )


# --- Keeping --------------------------------------------------------------------------


def with_words(places: list[int]) -> set[int]:
    """Those of the places that have words in every column."""
    return set(
        _places(
            "SELECT place FROM news_searchdocument WHERE place = ANY(%s)"
            " AND title <> '' AND head <> '' AND words <> '' AND body <> ''",
            [places],
        )
    )


def with_words_at_desk(ids: list[int]) -> set[int]:
    return set(
        _places(
            "SELECT article_id FROM news_desksearch WHERE article_id = ANY(%s)"
            " AND words <> ''",
            [ids],
        )
    )


def remove_orphans() -> None:
    """Nothing to do: words stand in the rows that they belong to."""


def tidy() -> Iterator[None]:
    """Move what GIN kept aside to its place; let the planner know the words."""
    for name in ("title", "head", "words"):
        _places("SELECT gin_clean_pending_list(%s::regclass)", [f"news_search_{name}"])
        yield
    _places("SELECT gin_clean_pending_list(%s::regclass)", ["news_desksearch_words"])
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
