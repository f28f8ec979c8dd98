"""The FTS5 tables and what stands where in them."""

from __future__ import annotations

from news.search.matching import Columns

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
# Letters of private use, words to FTS5 that nobody can ask for: between lines,
BREAK = " \ue000 "
# and before a facet, which is looked for in all columns of its table.
FACET = "\ue001"
