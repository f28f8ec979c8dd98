"""FTS5's language. Every word is quoted, so none of it is syntax."""

from __future__ import annotations

from collections.abc import Iterable

from news.search.matching import Columns, Match, Phrase
from news.search.sqlite.tables import FACET, INSIDE
from news.search.terms import is_marked


def expression(match: Match, unless: list[Match], table: Columns) -> str:
    """What to ask that table. Every word is quoted, so none of it is syntax."""

    def any_of(group: Iterable[Phrase], columns: Columns) -> str:
        ways = (phrase_expression(phrase, columns, table) for phrase in group)
        return f"({' OR '.join(ways)})"

    parts = [quoted([FACET + facet]) for facet in match.facets]
    parts += [any_of(group, match.columns) for group in match.all_of]
    without = [any_of([phrase], Columns.BODY) for phrase in match.without]
    without += [
        all_expressions(any_of(group, one.columns) for group in one.all_of)
        for one in unless
    ]
    found = all_expressions(parts)
    return f"{found} NOT ({' OR '.join(without)})" if without else found


def all_expressions(parts: Iterable[str]) -> str:
    return f"({' AND '.join(parts)})"


def phrase_expression(phrase: Phrase, columns: Columns, table: Columns) -> str:
    inside = _inside(phrase, columns, table)
    if not phrase.endings:
        return inside + quoted(phrase.words)
    if table != Columns.BODY:  # The small tables have indexes of beginnings.
        return f"{inside}{quoted(phrase.words)} *"
    *before, _ = phrase.words
    ways = " OR ".join(quoted([*before, ending]) for ending in phrase.endings)
    return f"{inside}({ways})"


def _inside(phrase: Phrase, columns: Columns, table: Columns) -> str:
    """The columns to look at; not said when those of the whole table are the same.

    A folded word that stands in an exact column stands in its folded one, too, and a
    word with marks in exact columns alone. To compare columns doubles the time.
    """
    is_plain = not any(map(is_marked, phrase.words))
    if columns == table and phrase.is_exact != is_plain:
        return ""
    tail = "_exact" if phrase.is_exact else ""
    return "{" + " ".join(f"{name}{tail}" for name in INSIDE[columns]) + "} : "


def quoted(words: Iterable[str]) -> str:
    return '"' + " ".join(words).replace('"', "") + '"'


def any_at_desk(phrases: Iterable[Phrase]) -> str:
    # A true prefix: the vocabulary knows no words of drafts.
    ways = [quoted(one.words) + (" *" if one.endings else "") for one in phrases]
    return f"({' OR '.join(ways)})"
