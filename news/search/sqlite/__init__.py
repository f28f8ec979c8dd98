"""The index in SQLite: FTS5 tables whose rowid is a document's place. No triggers."""

from news.search.sqlite.asking import desk_condition, endings, newest
from news.search.sqlite.keeping import (
    counts,
    faults,
    prepare,
    remove_orphans,
    tidy,
    with_words,
    with_words_at_desk,
)
from news.search.sqlite.writing import remove, write, write_desk

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
