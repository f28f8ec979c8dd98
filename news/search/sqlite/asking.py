"""Which documents match, newest first: FTS5 walks its rowids and stops at the limit."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Max

from news.models.search import SearchWord
from news.search.matching import Columns, Known, Match, Phrase
from news.search.sqlite.language import all_expressions, any_at_desk, expression
from news.search.sqlite.tables import DESK, INSIDE, ORDER, STORED, TABLES

JUDGED = 1_000  # Of the newest, for what is not looked for in all.
FEW = 200  # Read at little cost.
MOST_ENDINGS = 64  # Words that an unfinished one may become: the most frequent.
LAST = chr(0x10FFFF)  # Behind every letter.


def newest(
    match: Match, moment: datetime, limit: int, known: Known | None = None
) -> list[int]:
    """Places of the documents that match and are live then, newest first.

    A phrase is looked for in all; several, or a long one, in the JUDGED newest titles,
    heads and bodies with all their words. `known` is kept from question to question of
    one search, whose tiers judge the same documents.
    """
    if match.among is not None:
        return _newest_among(match, match.among, moment, limit)
    if not _is_costly(match):
        return _newest(match, moment, limit)
    known = {} if known is None else known
    phrases = tuple(filter(_is_phrase, match.all_of))
    found: set[int] = set()
    smaller = ORDER[: ORDER.index(match.columns)] if phrases else []
    for columns in (match.columns, *reversed(smaller)):
        words = _of_words_alone(replace(match, columns=columns))
        if words not in known:
            known[words] = _newest(words, moment, JUDGED)
        candidates = known[words]
        left = tuple(one for one in match.without if one not in words.without)
        judged = replace(match, columns=columns, all_of=phrases, without=left)
        found.update(_newest_among(judged, tuple(candidates), moment, limit))
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
    """What is loosely that match, and maybe more."""
    without = [one for one in match.without if len(one.words) == 1]
    return replace(
        match.loose,
        # Of other columns the small tables do not know what is unwanted.
        without=tuple(without) if match.columns == Columns.BODY else (),
        unless=(),
        excluding=(),
    )


def _newest(match: Match, moment: datetime, limit: int) -> list[int]:
    columns = match.columns
    outer = [one for one in match.unless if not _knows(columns, one)]
    if columns != Columns.BODY and (match.without or outer):
        found = _newest_by_reading(match, moment, limit)
        if found is not None:
            return found
    if match.without:
        # Only the body's table knows everywhere that an unwanted word may stand.
        columns = Columns.BODY
        outer = []
    table = TABLES[columns]
    inner = [one for one in match.unless if one not in outer]
    conditions = [f"{table} MATCH %s"]
    values: list[Any] = [expression(match, inner, columns)]
    for one in outer:
        conditions.append(
            f"NOT EXISTS (SELECT 1 FROM {TABLES[one.columns]} AS higher"  # noqa: S608
            f" WHERE higher.{TABLES[one.columns]} MATCH %s AND higher.rowid = f.rowid)"
        )
        values.append(expression(one, [], one.columns))
    live, bounds = _live(match, moment)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT f.rowid FROM {table} AS f {live}"  # noqa: S608
            f" AND {' AND '.join(conditions)} ORDER BY f.rowid DESC LIMIT %s",
            [*bounds, *values, limit],
        )
        return [place for (place,) in cursor.fetchall()]


def _newest_by_reading(match: Match, moment: datetime, limit: int) -> list[int] | None:
    """As _newest(): the small table says who has the words, the text the rest.

    None when so many have them that the newest are not enough to know.
    """
    known = tuple(one for one in match.unless if _knows(match.columns, one))
    other = tuple(one for one in match.unless if one not in known)
    words = replace(match, without=(), unless=known)
    candidates = _newest(words, moment, looked_at := max(FEW, 2 * limit))
    rest = replace(match, all_of=(), unless=other)
    found = _newest_among(rest, tuple(candidates), moment, limit)
    is_whole = len(found) == limit or len(candidates) < looked_at
    return found if is_whole else None


def _newest_among(
    match: Match, places: tuple[int, ...], moment: datetime, limit: int
) -> list[int]:
    """As newest(), of these few: read, not looked up.

    FTS5 answers “does this row match” by going on to the next one that does. The texts
    come as bytes, in which Python looks up words ten times as fast as SQLite.
    """
    if not places:
        return []
    unwanted = [Match(Columns.BODY, ((one,),)) for one in match.without]
    tests = [_test_of(one) for one in (match, *unwanted, *match.unless)]
    named = {column for test in tests for group in test for column, _ in group}
    texts = "".join(f", CAST(f.{column} AS BLOB) AS {column}" for column in named)
    live, bounds = _live(match, moment)
    found: list[int] = []
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT f.rowid{texts} FROM news_searchbody_content AS f {live}"  # noqa: S608
            f" AND f.rowid IN ({', '.join(map(str, places))}) ORDER BY f.rowid DESC",
            bounds,
        )
        for place, *row in cursor:
            text = dict(zip(named, row, strict=True))
            wanted, *others = (_holds(text, test) for test in tests)
            if wanted and not any(others):
                found.append(place)
            if len(found) == limit:
                break
    return found


def _live(match: Match, moment: datetime) -> tuple[str, list[Any]]:
    """SQL behind rows `f`: those that are live then and stand within the bounds."""
    now = connection.ops.adapt_datetimefield_value(moment)
    bounds = [(">=", match.floor), ("<", match.ceiling)]
    given = [(sign, bound) for sign, bound in bounds if bound is not None]
    # CROSS JOIN: the words lead, in the order of their rowids, and stop at the limit.
    return (
        "CROSS JOIN news_searchdocument AS d ON d.place = f.rowid"
        " WHERE d.starts_at <= %s AND (d.ends_at IS NULL OR d.ends_at > %s)"
        + "".join(f" AND f.rowid {sign} %s" for sign, _ in given)
        + f" AND f.rowid NOT IN ({', '.join(map(str, match.excluding))})",
        [now, now, *(bound for _, bound in given)],
    )


# Of every group one: a column of what FTS5 keeps, and the bytes that stand there.
Test = list[list[tuple[str, bytes]]]


def _test_of(match: Match) -> Test:
    """Whether the groups of a match stand in a text."""
    return [
        [
            (f"c{STORED[name] + phrase.is_exact}", _said(phrase))
            for phrase in group
            for name in INSIDE[match.columns]
        ]
        for group in match.all_of
    ]


def _said(phrase: Phrase) -> bytes:
    words = f" {' '.join(phrase.words)}"
    return (words if phrase.endings else f"{words} ").encode()


def _holds(text: dict[str, bytes], test: Test) -> bool:
    return all(any(said in text[column] for column, said in group) for group in test)


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
