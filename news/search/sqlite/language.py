"""FTS5's language. Every word is quoted, so none of it is syntax."""

from __future__ import annotations

from collections.abc import Iterable

from news.search.matching import Columns, Match, Phrase
from news.search.sqlite.tables import INSIDE


def expression(match: Match, unless: list[Match]) -> str:
    """FTS5's language. Every word is quoted, so none of it is syntax."""
    parts = [f"facets : {quoted([facet])}" for facet in match.facets]
    parts += [any_expression(group, match.columns) for group in match.all_of]
    without = [any_expression([phrase], Columns.BODY) for phrase in match.without]
    without += [
        all_expressions(any_expression(group, one.columns) for group in one.all_of)
        for one in unless
    ]
    found = all_expressions(parts)
    return f"{found} NOT ({' OR '.join(without)})" if without else found


def all_expressions(parts: Iterable[str]) -> str:
    return f"({' AND '.join(parts)})"


def any_expression(group: Iterable[Phrase], columns: Columns) -> str:
    return f"({' OR '.join(phrase_expression(phrase, columns) for phrase in group)})"


def phrase_expression(phrase: Phrase, columns: Columns) -> str:
    tail = "_exact" if phrase.is_exact else ""
    inside = "{" + " ".join(f"{name}{tail}" for name in INSIDE[columns]) + "}"
    if not phrase.endings:
        return f"{inside} : {quoted(phrase.words)}"
    if columns != Columns.BODY:  # The small tables have indexes of beginnings.
        return f"{inside} : {quoted(phrase.words)} *"
    *before, _ = phrase.words
    ways = " OR ".join(quoted([*before, ending]) for ending in phrase.endings)
    return f"{inside} : ({ways})"


def quoted(words: Iterable[str]) -> str:
    return '"' + " ".join(words).replace('"', "") + '"'


def any_at_desk(phrases: Iterable[Phrase]) -> str:
    # A true prefix: the vocabulary knows no words of drafts.
    ways = [quoted(one.words) + (" *" if one.endings else "") for one in phrases]
    return f"({' OR '.join(ways)})"
