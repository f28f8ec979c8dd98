"""Search: one door, two engines. Nothing in it knows a request."""

from news.search import desk
from news.search.finding import Hit, Order, Results, search
from news.search.indexing import forget, index, is_complete, refresh, reindex
from news.search.matching import Narrowing
from news.search.suggestions import Suggestion, suggest

__all__ = [
    "Hit",
    "Narrowing",
    "Order",
    "Results",
    "Suggestion",
    "desk",
    "forget",
    "index",
    "is_complete",
    "refresh",
    "reindex",
    "search",
    "suggest",
]
