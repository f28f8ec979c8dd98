"""The index in SQLite: FTS5 tables whose rowid is a document's place. No triggers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import chain
from operator import attrgetter
from typing import Any

from django.db import DatabaseError, connection
from django.db.models import Max

from news.models.search import DeskSearchDocument, SearchDocument, SearchWord
from news.search.documents import Document, Field
from news.search.matching import Columns, Match, Phrase

TABLES = {
    Columns.TITLE: "news_searchtitle",
    Columns.HEAD: "news_searchhead",
    Columns.BODY: "news_searchbody",
}
INSIDE = {
    Columns.TITLE: ("title",),
    Columns.HEAD: ("title", "rest"),
    Columns.BODY: ("title", "rest", "body"),
}
# The numbers of their columns where FTS5 keeps the text; behind each its exact one.
STORED = {"title": 1, "rest": 3, "body": 5}
ORDER = list(Columns)
DESK = "news_desksearchtext"
# Between lines: a letter of private use, a word to FTS5 that nobody can ask for.
BREAK = " \ue000 "
JUDGED = 1_500  # Of the newest, for what is not looked for in all.
MERGED_PAGES = 500  # In a step: well under a second.
MOST_ENDINGS = 64  # Words that an unfinished one may become: the most frequent.
LAST = chr(0x10FFFF)  # Behind every letter.


# --- Writing --------------------------------------------------------------------------


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
    return [document.place, " ".join(document.facets), *texts]


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
    """(folded, exact)."""
    return (
        BREAK.join(" ".join(line.folded) for line in field),
        BREAK.join(" ".join(line.exact) for line in field),
    )


# --- Asking ---------------------------------------------------------------------------


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
        found.update(_newest_among(inside, tuple(candidates), moment, limit))
        if len(candidates) < JUDGED:
            break  # All that have the words were judged.
    return sorted(found, reverse=True)[:limit]


def _is_costly(match: Match) -> bool:
    """Whether FTS5 would read for long: it compares the places of all words of all."""
    asked = [group[0] for group in match.all_of if len(group) == 1]
    lengths = [len(one.words) for one in (*asked, *match.without) if len(one.words) > 1]
    return len(lengths) > 1 or any(length > 3 for length in lengths)


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
    now = connection.ops.adapt_datetimefield_value(moment)
    conditions = [f"{table} MATCH %s"]
    values: list[Any] = [_expression(match, inner)]
    for one in outer:
        conditions.append(
            f"NOT EXISTS (SELECT 1 FROM {TABLES[one.columns]} AS higher"  # noqa: S608
            f" WHERE higher.{TABLES[one.columns]} MATCH %s AND higher.rowid = f.rowid)"
        )
        values.append(_expression(one, []))
    for sign, bound in ((">=", match.floor), ("<", match.ceiling)):
        if bound is not None:
            conditions.append(f"f.rowid {sign} %s")
            values.append(bound)
    # CROSS JOIN: the words lead, in the order of their rowids, and stop at the limit.
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT f.rowid FROM {table} AS f"  # noqa: S608
            " CROSS JOIN news_searchdocument AS d ON d.place = f.rowid"
            f" WHERE {' AND '.join(conditions)}"
            " AND d.starts_at <= %s AND (d.ends_at IS NULL OR d.ends_at > %s)"
            " ORDER BY f.rowid DESC LIMIT %s",
            [*values, now, now, limit],
        )
        return [place for (place,) in cursor.fetchall()]


def _newest_among(
    match: Match, places: tuple[int, ...], moment: datetime, limit: int
) -> list[int]:
    """As newest(), of these few: read, not looked up.

    FTS5 answers “does this row match” by going on to the next one that does.
    """
    if not places:
        return []
    condition, values = _stands(match)
    unwanted = [
        Match(Columns.BODY, ((one,),)) for one in match.without if len(one.words) > 1
    ]
    for one in (*unwanted, *match.unless):
        other, more = _stands(one)
        condition, values = f"{condition} AND NOT {other}", values + more
    for sign, bound in ((">=", match.floor), ("<", match.ceiling)):
        if bound is not None:
            condition, values = f"{condition} AND c.id {sign} %s", [*values, bound]
    now = connection.ops.adapt_datetimefield_value(moment)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.id FROM news_searchbody_content AS c"  # noqa: S608
            " CROSS JOIN news_searchdocument AS d ON d.place = c.id"
            f" WHERE c.id IN ({', '.join(map(str, places))}) AND {condition}"
            " AND d.starts_at <= %s AND (d.ends_at IS NULL OR d.ends_at > %s)"
            " ORDER BY c.id DESC LIMIT %s",
            [*values, now, now, limit],
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
                ways.append(f"instr(' ' || c.c{column} || ' ', %s)")
                values.append(said)
        parts.append(f"({' OR '.join(ways)})")
    return f"({' AND '.join(parts)})", values


def _knows(columns: Columns, match: Match) -> bool:
    return ORDER.index(match.columns) <= ORDER.index(columns)


def _expression(match: Match, unless: list[Match]) -> str:
    """FTS5's language. Every word is quoted, so none of it is syntax."""
    parts = [f"facets : {_quoted([facet])}" for facet in match.facets]
    parts += [_any(group, match.columns) for group in match.all_of]
    without = [_any([phrase], Columns.BODY) for phrase in match.without]
    without += [
        _all(_any(group, one.columns) for group in one.all_of) for one in unless
    ]
    found = _all(parts)
    return f"{found} NOT ({' OR '.join(without)})" if without else found


def _all(parts: Iterable[str]) -> str:
    return f"({' AND '.join(parts)})"


def _any(group: Iterable[Phrase], columns: Columns) -> str:
    return f"({' OR '.join(_phrase(phrase, columns) for phrase in group)})"


def _phrase(phrase: Phrase, columns: Columns) -> str:
    tail = "_exact" if phrase.is_exact else ""
    inside = "{" + " ".join(f"{name}{tail}" for name in INSIDE[columns]) + "}"
    if not phrase.endings:
        return f"{inside} : {_quoted(phrase.words)}"
    if columns != Columns.BODY:  # The small tables have indexes of beginnings.
        return f"{inside} : {_quoted(phrase.words)} *"
    *before, _ = phrase.words
    ways = " OR ".join(_quoted([*before, ending]) for ending in phrase.endings)
    return f"{inside} : ({ways})"


def _quoted(words: Iterable[str]) -> str:
    return '"' + " ".join(words).replace('"', "") + '"'


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
    found = _all(_desk_any(phrases) for phrases in group)
    if without:
        found = f"{found} NOT {_desk_any(without)}"
    return f"SELECT rowid FROM {DESK} WHERE {DESK} MATCH %s", [found]  # noqa: S608


def _desk_any(phrases: Iterable[Phrase]) -> str:
    # A true prefix: the vocabulary knows no words of drafts.
    ways = [_quoted(one.words) + (" *" if one.endings else "") for one in phrases]
    return f"({' OR '.join(ways)})"


# --- Keeping --------------------------------------------------------------------------


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
