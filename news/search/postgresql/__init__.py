"""The index in PostgreSQL: tsvectors made here, and GIN. No parser.

`title` and `head` are short; `words` holds all of them without positions, so that a row
is judged at little cost; `body` with their positions.
"""

from news.search.postgresql.asking import desk_condition, endings, newest
from news.search.postgresql.keeping import (
    counts,
    faults,
    prepare,
    remove_orphans,
    tidy,
    with_words,
    with_words_at_desk,
)
from news.search.postgresql.writing import remove, write, write_desk

__all__ = [
    "counts",
    "desk_condition",
    "endings",
    "faults",
    "newest",
    "prepare",
    "remove",
    "remove_orphans",
    "tidy",
    "with_words",
    "with_words_at_desk",
    "write",
    "write_desk",
]
