"""The synonyms that the newsroom keeps, ready for queries."""

from __future__ import annotations

from news.models.generation import PageGeneration
from news.models.synonym import Synonym
from news.search.alternatives import expanded
from news.search.terms import SynonymSet, term

MOST_SETS = 300  # The admin takes no more.


def current() -> tuple[SynonymSet, ...]:
    """The sets of the table, expanded; read once per page generation and process.

    A change is seen at once where it was made, elsewhere after the generation's memo
    (0.3 s).
    """
    global _kept
    generation, _ = PageGeneration.objects.current()
    kept = _kept
    if kept is None or kept[0] != generation:
        kept = _kept = (generation, _read())
    return kept[1]


def forget() -> None:
    """Begin anew: for tests."""
    global _kept
    _kept = None


def _read() -> tuple[SynonymSet, ...]:
    rows = Synonym.objects.order_by("pk")[:MOST_SETS]
    sets = (tuple(filter(None, map(term, row.ways()))) for row in rows)
    return expanded([SynonymSet(phrases) for phrases in sets if len(phrases) > 1])


_kept: tuple[int, tuple[SynonymSet, ...]] | None = None
