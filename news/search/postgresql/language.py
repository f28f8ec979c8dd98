"""What tsvectors hold and tsqueries ask: words that no parser of PostgreSQL makes.

A word stands folded and exact at the same position; exact words and facets begin with a
sign that no word has.
"""

from __future__ import annotations

from collections.abc import Iterable

from news.search.matching import Match, Phrase

EXACT, FACET = "+", "="


def all_query(match: Match, *, side_by_side: bool = True) -> str:
    return " & ".join(
        any_query(group, side_by_side=side_by_side) for group in match.all_of
    )


def any_query(group: Iterable[Phrase], *, side_by_side: bool = True) -> str:
    ways = [phrase_query(phrase, side_by_side=side_by_side) for phrase in group]
    return f"({' | '.join(ways)})"


def phrase_query(phrase: Phrase, *, side_by_side: bool = True) -> str:
    words = lexemes(phrase)
    if side_by_side:
        return f"({' <-> '.join(words)})"
    return f"({' & '.join(dict.fromkeys(words))})"


def lexemes(phrase: Phrase) -> list[str]:
    """The words as they stand in a tsquery."""
    sign = EXACT if phrase.is_exact else ""
    words = [quoted(sign + word) for word in phrase.words]
    if phrase.endings:
        words[-1] += ":*"
    return words


def quoted(word: str) -> str:
    """None of it is syntax: keys hold letters and digits alone."""
    return "'" + word.replace("'", "").replace("\\", "") + "'"
