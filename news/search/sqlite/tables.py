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
# Between lines: a letter of private use, a word to FTS5 that nobody can ask for.
BREAK = " \ue000 "
