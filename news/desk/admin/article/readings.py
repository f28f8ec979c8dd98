"""How often a story was read, below its form."""

from __future__ import annotations

from typing import Any

from news.desk import chart, statistics
from news.enums import Standing
from news.models.article import Article
from news.models.generation import clock

DAYS, HOURS, A_DAY = 30, 48, 24


def panel(article: Article | None) -> dict[str, Any]:
    """What the form's template shows; nothing for a story that nobody could read."""
    standing = getattr(article, "standing", Standing.NONE)
    if article is None or standing == Standing.NONE:
        return {}
    moment = clock()
    days = chart.over(statistics.days_back(DAYS, moment), article.pk)
    hours = chart.over(statistics.Hours(HOURS, moment), article.pk)
    return {
        "readings": {
            "total": statistics.total_of(article.pk),
            "today": days.bars[-1].count,
            "last_day": sum(bar.count for bar in hours.bars[-A_DAY:]),
            "days": days,
            "hours": hours,
        }
    }
