"""The lists around a story. A story stands at most once over the article's four."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from news.models.category import Category
from news.models.edition import Edition, EditionQuerySet
from news.models.reading import HourlyReading
from news.site.paging import cursor

INTERESTING = 3
SAME_SECTION = 3
OTHERS = 8
RANKED = 6
HOME_SECTION = 3
WINDOWS = [timedelta(hours=24), timedelta(days=7), timedelta(days=30)]


@dataclass(frozen=True)
class ArticleBlocks:
    pins: list[Edition]
    interesting: list[Edition]
    same_section: list[Edition]
    others: list[Edition]

    @property
    def others_more(self) -> str:
        """The cursor behind the last of “Tin khác”; empty when there is none."""
        return cursor(self.others[-1]) if len(self.others) == OTHERS else ""


def around(edition: Edition, moment: datetime) -> ArticleBlocks:
    """Pinned, then interesting, then the same section, then others; four queries."""
    live = Edition.objects.live(moment)
    shown = [edition.article_id]
    pins = in_order(live.for_links(), edition.story["pins"])
    shown += [pin.article_id for pin in pins]
    interesting = _take(live.without(shown).related_to(edition), INTERESTING, shown)
    own = {"category_id": edition.category_id or 0}
    same = live.without(shown).filter(**own)
    same_section = _take(same.newest(), SAME_SECTION, shown)
    elsewhere = live.without(shown).exclude(**own)
    others = _take(elsewhere.newest(), OTHERS, shown)
    return ArticleBlocks(pins, interesting, same_section, others)


def in_order(editions: EditionQuerySet, article_ids: list[int]) -> list[Edition]:
    """Those of the editions that belong to these articles, in the order given."""
    found = {e.article_id: e for e in editions.of_articles(article_ids)}
    return [found[pk] for pk in article_ids if pk in found]


def rankings(moment: datetime) -> dict[str, list[Edition]]:
    """“Đọc nhiều / Mới nhận”, exempt from the rule that a story stands once.

    Most read are those of the last 24 hours, 7 or 30 days: an empty window falls back
    to the next longer, and the last to the newest. Three queries.
    """
    live = Edition.objects.live(moment).for_links()
    latest = list(live.newest()[:RANKED])
    ranked = HourlyReading.objects.ranked(moment, WINDOWS)
    candidates = live.of_articles({pk for ids in ranked for pk in ids})
    found = {edition.article_id: edition for edition in candidates}
    shown = ([found[pk] for pk in ids if pk in found] for ids in ranked)
    most_read = next(filter(None, shown), latest)
    return {"most_read": most_read[:RANKED], "latest": latest}


def newest_of_sections(
    sections: list[int], moment: datetime, *, without: list[int]
) -> dict[int, list[Edition]]:
    """The newest few of each top section, in one query."""
    live = Edition.objects.live(moment).without(without)
    wanted = Q(pk__in=[])
    for pk in sections:
        newest = live.in_category(Category(pk=pk)).newest()
        wanted |= Q(pk__in=newest.values("pk")[:HOME_SECTION])
    found: dict[int, list[Edition]] = {pk: [] for pk in sections}
    cards = Edition.objects.filter(wanted).newest()
    for edition in cards.only("article_id", "published_at", "card", "section_id"):
        found[edition.section_id].append(edition)
    return found


def _take(editions: EditionQuerySet, count: int, shown: list[int]) -> list[Edition]:
    """The first so many as cards; what is taken is shown from then on."""
    taken = list(editions.for_cards()[:count])
    shown += [edition.article_id for edition in taken]
    return taken
