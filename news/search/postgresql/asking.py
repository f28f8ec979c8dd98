"""Which documents match, newest first: from the newest themselves, or from GIN."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import connection

from news.search.matching import Columns, Known, Match, Phrase
from news.search.postgresql.language import (
    FACET,
    all_query,
    any_query,
    lexemes,
    phrase_query,
    quoted,
)

COLUMN = {Columns.TITLE: "title", Columns.HEAD: "head", Columns.BODY: "words"}
WITH_POSITIONS = {**COLUMN, Columns.BODY: "body"}
ORDER = list(Columns)
# Of common words these many newest documents hold enough matches.
SCANNED = {Columns.TITLE: 1_000, Columns.HEAD: 3_000, Columns.BODY: 3_000}
# GIN knows no positions: whether words stand side by side is read row by row, of this
# many newest that hold all the words; in titles, which are short, of all.
PHRASED = 1_000
FEW = 200  # Read at little cost.
# The planner does not know what a tsvector costs to unpack, so that reading every row,
# with helpers, looks cheap to it: GIN answers in a fraction of the time.
BY_INDEX = (
    "SET LOCAL enable_seqscan = off; SET LOCAL max_parallel_workers_per_gather = 0; "
)

Condition = tuple[str, list[Any]]  # SQL and its parameters.


def newest(
    match: Match, moment: datetime, limit: int, known: Known | None = None
) -> list[int]:
    """Places of the documents that match and are live then, newest first.

    Phrases are looked for in every title, and in heads and bodies of the PHRASED newest
    with all their words; so are phrases that are not wanted. `known` is kept from
    question to question of one search, whose tiers judge the same documents.
    """
    known = {} if known is None else known
    if match.among == ():
        return []
    unwanted = any(len(phrase.words) > 1 for phrase in match.without)
    if match.among is not None:
        return _newest(match, _condition(match), moment, limit)
    if not (unwanted or match.has_phrases):
        return _newest_of_words(match, moment, limit)
    found: set[int] = set()
    smaller = ORDER[: ORDER.index(match.columns)] if match.has_phrases else []
    for columns in (match.columns, *reversed(smaller)):
        inside = replace(match, columns=columns)
        if columns != Columns.TITLE or unwanted:
            words = replace(inside, unless=(), excluding=())
            if columns != Columns.BODY:
                words = replace(words, without=())  # To be read in few of them.
            if words not in known:
                alone = _condition(words, side_by_side=False)
                known[words] = _newest(words, alone, moment, PHRASED)
            inside = replace(inside, among=tuple(known[words]))
        found.update(_newest(inside, _condition(inside), moment, limit))
        if inside.among is not None and len(inside.among) < PHRASED:
            break  # All that have the words were judged.
    return sorted(found, reverse=True)[:limit]


def _newest_of_words(match: Match, moment: datetime, limit: int) -> list[int]:
    """As newest(), without phrases."""
    if match.without and match.columns != Columns.BODY:
        # What is unwanted stands in another column, to be read in few of them.
        wanted = replace(match, without=())
        looked_at = max(FEW, 2 * limit)
        candidates = _newest(wanted, _condition(wanted), moment, looked_at)
        few = replace(match, unless=(), among=tuple(candidates))
        found = _newest(few, _condition(few), moment, limit)
        if len(found) == limit or len(candidates) < looked_at:
            return found
    return _newest(match, _condition(match), moment, limit)


def _newest(
    match: Match, condition: Condition, moment: datetime, limit: int
) -> list[int]:
    bounds, bound_values = _bounds(match)
    wanted, values = condition
    wanted += " AND starts_at <= %s AND (ends_at IS NULL OR ends_at > %s)"
    values = [*bound_values, *values, moment, moment, limit]
    read = f"SELECT * FROM news_searchdocument WHERE {bounds}"  # noqa: S608
    if match.among is not None:
        return places_of(_reading(f"{read} OFFSET 0", wanted), values)
    if _is_common(match, limit):
        found = places_of(_reading(f"{read} {_near(match)}", wanted), values)
        if len(found) == limit:
            return found
    # The sum keeps the planner from walking the dates, which is slow for rare words.
    return places_of(
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
    groups = [[[quoted(FACET + facet)]] for facet in match.facets]
    groups += [[lexemes(phrase) for phrase in group] for group in match.all_of]
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


def places_of(statement: str, values: list[Any]) -> list[int]:
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
    if match.excluding:
        said.append("place <> ALL(%s)")
        values.append(list(match.excluding))
    return " AND ".join(said) or "TRUE", values


def _condition(match: Match, *, side_by_side: bool = True) -> Condition:
    """SQL for the columns, groups, facets and unwanted words of a match.

    What can be asked of one column is one tsquery: GIN then reads no row to answer it.
    Not `side_by_side`: of phrases, whether all their words stand there at all.
    """
    column = COLUMN[match.columns]
    asked = [quoted(FACET + facet) for facet in match.facets]
    asked.append(all_query(match, side_by_side=side_by_side and column != "words"))
    parts, values = [f"{column} @@ %s::tsquery"], []
    if side_by_side and column == "words" and match.has_phrases:
        parts.append("body @@ %s::tsquery")
        values.append(all_query(match))
    alone = [phrase for phrase in match.without if len(phrase.words) == 1]
    if alone:
        # With what is wanted: an index finds nothing by what is not.
        parts.append("words @@ %s::tsquery")
        values.append(f"{all_query(match, side_by_side=False)} & !{any_query(alone)}")
    others = [one for one in match.without if one not in alone]
    unwanted = [Match(Columns.BODY, ((one,),)) for one in others]
    for one in (*unwanted, *match.unless):
        has_phrases = one.has_phrases
        name = (WITH_POSITIONS if has_phrases else COLUMN)[one.columns]
        if name == column and not has_phrases:
            asked.append(f"!({all_query(one)})")
        elif side_by_side or not has_phrases:
            parts.append(f"NOT {name} @@ %s::tsquery")
            values.append(all_query(one))
    return " AND ".join(parts), [" & ".join(asked), *values]


def endings(word: str, *, is_exact: bool) -> tuple[str, ...]:
    """The word alone: GIN finds what begins with it."""
    return (word,)


def desk_condition(
    groups: list[list[Phrase]], without: list[Phrase]
) -> tuple[str, list[Any]]:
    """SQL that yields ids of articles, and its parameters."""
    wanted = [any_query(group) for group in groups]
    wanted += [f"!{phrase_query(phrase)}" for phrase in without]
    return (
        "SELECT article_id FROM news_desksearch WHERE words @@ %s::tsquery",
        [" & ".join(wanted)],
    )
