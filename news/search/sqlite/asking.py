"""Which documents match, newest first: FTS5 walks its rowids and stops at the limit."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from itertools import chain
from typing import Any

from django.db import connection
from django.db.models import Max

from news.models.search import SearchWord
from news.search.matching import Columns, Match, Phrase
from news.search.sqlite.language import all_expressions, any_at_desk, expression
from news.search.sqlite.tables import DESK, INSIDE, ORDER, STORED, TABLES

JUDGED = 1_500  # Of the newest, for what is not looked for in all.
MOST_ENDINGS = 64  # Words that an unfinished one may become: the most frequent.
LAST = chr(0x10FFFF)  # Behind every letter.


def newest(match: Match, moment: datetime, limit: int) -> list[int]:
    """Places of the documents that match and are live then, newest first.

    A phrase is looked for in all; several, or a long one, in the JUDGED newest titles,
    heads and bodies with all their words.
    """
    if match.among is not None:
        return _newest_among(match, match.among, moment, limit)
    if not _is_costly(match):
        return _newest(match, moment, limit)
    found: set[int] = set()
    for columns in reversed(ORDER[: ORDER.index(match.columns) + 1]):
        inside = replace(match, columns=columns)
        candidates = _newest(_of_words_alone(inside), moment, JUDGED)
        phrases = replace(inside, all_of=tuple(filter(_is_phrase, match.all_of)))
        found.update(_newest_among(phrases, tuple(candidates), moment, limit))
        if len(candidates) < JUDGED:
            break  # All that have the words were judged.
    return sorted(found, reverse=True)[:limit]


def _is_costly(match: Match) -> bool:
    """Whether FTS5 would read for long: it compares the places of all words of all."""
    asked = [group[0] for group in match.all_of if _is_phrase(group)]
    unwanted = [one for one in match.without if len(one.words) > 1]
    lengths = [len(one.words) for one in (*asked, *unwanted)]
    return len(lengths) > 1 or any(length > 3 for length in lengths)


def _is_phrase(group: tuple[Phrase, ...]) -> bool:
    """Whether it asks for words side by side; of several ways to say it none does."""
    return len(group) == 1 and len(group[0].words) > 1


def _of_words_alone(match: Match) -> Match:
    """What holds the words of that match, side by side or not, and maybe more."""
    groups = [_words_of(group) for group in match.all_of]
    return replace(
        match,
        all_of=tuple(dict.fromkeys(chain.from_iterable(groups))),
        without=tuple(one for one in match.without if len(one.words) == 1),
        unless=(),
    )


def _words_of(group: tuple[Phrase, ...]) -> list[tuple[Phrase, ...]]:
    if len(group) > 1:
        return [group]  # Of several ways to say it none is needed.
    [way] = group
    words = [replace(way, words=(word,), endings=()) for word in way.words]
    if way.endings:
        words[-1] = replace(way, words=way.words[-1:])
    return [(word,) for word in words]


def _newest(match: Match, moment: datetime, limit: int) -> list[int]:
    # Only the body's table knows everywhere that an unwanted word may stand.
    columns = Columns.BODY if match.without else match.columns
    table = TABLES[columns]
    inner = [one for one in match.unless if _knows(columns, one)]
    outer = [one for one in match.unless if not _knows(columns, one)]
    conditions = [f"{table} MATCH %s"]
    values: list[Any] = [expression(match, inner, columns)]
    for one in outer:
        conditions.append(
            f"NOT EXISTS (SELECT 1 FROM {TABLES[one.columns]} AS higher"  # noqa: S608
            f" WHERE higher.{TABLES[one.columns]} MATCH %s AND higher.rowid = f.rowid)"
        )
        values.append(expression(one, [], one.columns))
    return _live(table, match, conditions, values, moment, limit)


def _newest_among(
    match: Match, places: tuple[int, ...], moment: datetime, limit: int
) -> list[int]:
    """As newest(), of these few: read, not looked up.

    FTS5 answers “does this row match” by going on to the next one that does.
    """
    if not places:
        return []
    condition, values = _stands(match)
    conditions = [f"f.rowid IN ({', '.join(map(str, places))})", condition]
    unwanted = [
        Match(Columns.BODY, ((one,),)) for one in match.without if len(one.words) > 1
    ]
    for one in (*unwanted, *match.unless):
        other, more = _stands(one)
        conditions.append(f"NOT {other}")
        values += more
    return _live("news_searchbody_content", match, conditions, values, moment, limit)


def _live(
    table: str,
    match: Match,
    conditions: list[str],
    values: list[Any],
    moment: datetime,
    limit: int,
) -> list[int]:
    """Places of the rows `f` of that table that are live then, newest first."""
    now = connection.ops.adapt_datetimefield_value(moment)
    bounds = [(">=", match.floor), ("<", match.ceiling)]
    given = [(sign, bound) for sign, bound in bounds if bound is not None]
    wanted = [*conditions, *(f"f.rowid {sign} %s" for sign, _ in given)]
    # CROSS JOIN: the words lead, in the order of their rowids, and stop at the limit.
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT f.rowid FROM {table} AS f"  # noqa: S608
            " CROSS JOIN news_searchdocument AS d ON d.place = f.rowid"
            f" WHERE {' AND '.join(wanted)}"
            " AND d.starts_at <= %s AND (d.ends_at IS NULL OR d.ends_at > %s)"
            " ORDER BY f.rowid DESC LIMIT %s",
            [*values, *(bound for _, bound in given), now, now, limit],
        )
        return [place for (place,) in cursor.fetchall()]


def _stands(match: Match) -> tuple[str, list[Any]]:
    """Whether the groups of a match stand in the text that FTS5 keeps, as SQL."""
    parts, values = [], []
    for group in match.all_of:
        ways = []
        for phrase in group:
            said = f" {' '.join(phrase.words)}" + ("" if phrase.endings else " ")
            for name in INSIDE[match.columns]:
                column = STORED[name] + phrase.is_exact
                ways.append(f"instr(f.c{column}, %s)")
                values.append(said)
        parts.append(f"({' OR '.join(ways)})")
    return f"({' AND '.join(parts) or 'TRUE'})", values


def _knows(columns: Columns, match: Match) -> bool:
    return ORDER.index(match.columns) <= ORDER.index(columns)


def endings(word: str, *, is_exact: bool) -> tuple[str, ...]:
    """The word, and the most frequent words that begin with it."""
    name = "exact" if is_exact else "folded"
    # From an index: SQLite's LIKE would read all.
    longer = SearchWord.objects.filter(
        **{f"{name}__gt": word, f"{name}__lt": word + LAST}
    )
    found = longer.order_by().values_list(name).annotate(times=Max("count"))
    rows = found.order_by("-times", name)[: MOST_ENDINGS - 1]
    return (word, *(ending for ending, _ in rows))


def desk_condition(group: list[list[Phrase]], without: list[Phrase]) -> tuple[str, Any]:
    """SQL that yields ids of articles, and its parameters."""
    found = all_expressions(any_at_desk(phrases) for phrases in group)
    if without:
        found = f"{found} NOT {any_at_desk(without)}"
    return f"SELECT rowid FROM {DESK} WHERE {DESK} MATCH %s", [found]  # noqa: S608
