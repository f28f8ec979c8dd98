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
ORDER = list(Columns)
EXACT, FACET = "+", "="
GAP = 2  # Positions between lines: no phrase bridges them.
LAST_POSITION = 16_383  # Words behind it are found, phrases of them are not.
# Of common words these many newest documents hold enough matches.
SCANNED = {Columns.TITLE: 1_000, Columns.HEAD: 3_000, Columns.BODY: 3_000}
# GIN knows no positions: whether words stand side by side is read row by row, of this
# many newest that hold all the words; in titles, which are short, of all.
PHRASED = 1_500
# The planner does not know what a tsvector costs to unpack, so that reading every row,
# with helpers, looks cheap to it: GIN answers in a fraction of the time.
BY_INDEX = (
    "SET LOCAL enable_seqscan = off; SET LOCAL max_parallel_workers_per_gather = 0; "
)

Condition = tuple[str, list[Any]]  # SQL and its parameters.


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


def newest(match: Match, moment: datetime, limit: int) -> list[int]:
    """Places of the documents that match and are live then, newest first.

    Phrases are looked for in every title, and in heads and bodies of the PHRASED newest
    with all their words; so are phrases that are not wanted.
    """
    if match.among == ():
        return []
    unwanted = any(len(phrase.words) > 1 for phrase in match.without)
    if match.among is not None or not (unwanted or _has_phrases(match)):
        return _newest(match, _condition(match), moment, limit)
    found: set[int] = set()
    smaller = ORDER[: ORDER.index(match.columns)] if _has_phrases(match) else []
    for columns in (match.columns, *reversed(smaller)):
        inside = replace(match, columns=columns)
        if columns != Columns.TITLE or unwanted:
            words = _condition(inside, side_by_side=False)
            candidates = _newest(inside, words, moment, PHRASED)
            inside = replace(inside, among=tuple(candidates))
        found.update(_newest(inside, _condition(inside), moment, limit))
        if inside.among is not None and len(inside.among) < PHRASED:
            break  # All that have the words were judged.
    return sorted(found, reverse=True)[:limit]


def _newest(
    match: Match, condition: Condition, moment: datetime, limit: int
) -> list[int]:
    bounds, bound_values = _bounds(match)
    wanted, values = condition
    wanted += " AND starts_at <= %s AND (ends_at IS NULL OR ends_at > %s)"
    values = [*bound_values, *values, moment, moment, limit]
    read = f"SELECT * FROM news_searchdocument WHERE {bounds}"  # noqa: S608
    if match.among is not None:
        return _places(_reading(f"{read} OFFSET 0", wanted), values)
    if _is_common(match, limit):
        found = _places(_reading(f"{read} {_near(match)}", wanted), values)
        if len(found) == limit:
            return found
    # The sum keeps the planner from walking the dates, which is slow for rare words.
    return _places(
        f"{BY_INDEX}SELECT place FROM news_searchdocument"  # noqa: S608
        f" WHERE {bounds} AND {wanted} ORDER BY place + 0 DESC LIMIT %s",
        values,
    )


def _reading(rows: str, wanted: str) -> str:
    """SQL that judges these rows one by one: a limit or an offset asks no index."""
    return (
        f"SELECT place FROM ({rows}) AS d WHERE {wanted}"  # noqa: S608
        " ORDER BY place DESC LIMIT %s"
    )


def _near(match: Match) -> str:
    return f"ORDER BY place DESC LIMIT {SCANNED[match.columns]}"


def _is_common(match: Match, limit: int) -> bool:
    """Whether more than `limit` of the newest documents may well match.

    The planner's statistics tell how common each word is. How common they are together
    it does not know: no more than the rarest of them, and often as much.
    """
    if match.columns == Columns.TITLE:
        return True  # To read the newest costs no more than to find out.
    groups = [[[_quoted(FACET + facet)]] for facet in match.facets]
    groups += [[_lexemes(phrase) for phrase in group] for group in match.all_of]
    words = sorted({word for group in groups for way in group for word in way})
    holding = (
        f"SELECT 1 FROM (SELECT * FROM news_searchdocument {_near(match)}) AS d"  # noqa: S608
        f" WHERE {COLUMN[match.columns]} @@ %s::tsquery"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"EXPLAIN (FORMAT JSON) {' UNION ALL '.join([holding] * len(words))}", words
        )
        plan = cursor.fetchone()[0][0]["Plan"]
    plans = plan["Plans"] if len(words) > 1 else [plan]
    rows = dict(zip(words, (one["Plan Rows"] for one in plans), strict=True))
    expected = (
        sum(min(rows[word] for word in way) for way in group) for group in groups
    )
    return min(expected) > limit


def _places(statement: str, values: list[Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [place for (place,) in cursor.fetchall()]


def _bounds(match: Match) -> Condition:
    bounds = [(">=", match.floor), ("<", match.ceiling)]
    given = [(sign, bound) for sign, bound in bounds if bound is not None]
    said = [f"place {sign} %s" for sign, _ in given]
    values: list[Any] = [bound for _, bound in given]
    if match.among is not None:
        said.append("place = ANY(%s)")
        values.append(list(match.among))
    return " AND ".join(said) or "TRUE", values


def _condition(match: Match, *, side_by_side: bool = True) -> Condition:
    """SQL for the columns, groups, facets and unwanted words of a match.

    What can be asked of one column is one tsquery: GIN then reads no row to answer it.
    Not `side_by_side`: of phrases, whether all their words stand there at all.
    """
    column = COLUMN[match.columns]
    asked = [_quoted(FACET + facet) for facet in match.facets]
    asked.append(_all(match, side_by_side=side_by_side and column != "words"))
    parts, values = [f"{column} @@ %s::tsquery"], []
    if side_by_side and column == "words" and _has_phrases(match):
        parts.append("body @@ %s::tsquery")
        values.append(_all(match))
    alone = [phrase for phrase in match.without if len(phrase.words) == 1]
    if alone:
        # With what is wanted: an index finds nothing by what is not.
        parts.append("words @@ %s::tsquery")
        values.append(f"{_all(match, side_by_side=False)} & !{_any(alone)}")
    others = [one for one in match.without if one not in alone]
    unwanted = [Match(Columns.BODY, ((one,),)) for one in others]
    for one in (*unwanted, *match.unless):
        has_phrases = _has_phrases(one)
        name = (WITH_POSITIONS if has_phrases else COLUMN)[one.columns]
        if name == column and not has_phrases:
            asked.append(f"!({_all(one)})")
        elif side_by_side or not has_phrases:
            parts.append(f"NOT {name} @@ %s::tsquery")
            values.append(_all(one))
    return " AND ".join(parts), [" & ".join(asked), *values]


def _has_phrases(match: Match) -> bool:
    """Whether it wants any words side by side."""
    return any(len(phrase.words) > 1 for group in match.all_of for phrase in group)


def _all(match: Match, *, side_by_side: bool = True) -> str:
    return " & ".join(_any(group, side_by_side=side_by_side) for group in match.all_of)


def _any(group: Iterable[Phrase], *, side_by_side: bool = True) -> str:
    ways = [_phrase(phrase, side_by_side=side_by_side) for phrase in group]
    return f"({' | '.join(ways)})"


def _phrase(phrase: Phrase, *, side_by_side: bool = True) -> str:
    words = _lexemes(phrase)
    return (
        f"({' <-> '.join(words) if side_by_side else ' & '.join(dict.fromkeys(words))})"
    )


def _lexemes(phrase: Phrase) -> list[str]:
    """The words as they stand in a tsquery."""
    sign = EXACT if phrase.is_exact else ""
    words = [_quoted(sign + word) for word in phrase.words]
    if phrase.endings:
        words[-1] += ":*"
    return words


def _quoted(word: str) -> str:
    """None of it is syntax: keys hold letters and digits alone."""
    return "'" + word.replace("'", "").replace("\\", "") + "'"


def endings(word: str, *, is_exact: bool) -> tuple[str, ...]:
    """The word alone: GIN finds what begins with it."""
    return (word,)


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
