"""The lists around a story. A story stands at most once over the article's four."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain, islice

from django.db.models import Q

from news import kinship
from news.models.category import Category
from news.models.edition import Edition, EditionQuerySet
from news.models.kinship import EditionPin
from news.models.reading import HourlyReading
from news.models.statement import Statement
from news.site.paging import PARAMETER, cursor
from news.site.parts import Parts

INTERESTING = 3
SAME_SECTION = 3
OTHERS = 8
RANKED = 6
HOME_SECTION = 3
# The newest that all pages share: more than a page shows, less than anybody pins.
SHARED = 40
WINDOWS = {
    "24 giờ": timedelta(hours=24),
    "7 ngày": timedelta(days=7),
    "30 ngày": timedelta(days=30),
}


PINNED = Statement(EditionPin.objects.live_targets)


def _kin(part: slice) -> Statement[Edition]:
    def build(moment: datetime, edition: int) -> EditionQuerySet:
        return Edition.objects.live(moment).for_cards().akin_to(edition)[part]

    return Statement(build)


# The second half is read only when the first does not fill the block.
NEAR = 5
NEAREST, NEXT_NEAREST = _kin(slice(0, NEAR)), _kin(slice(NEAR, 20))


@dataclass(frozen=True)
class ArticleBlocks:
    url: str
    pins: list[Edition]
    interesting: list[Edition]
    same_section: list[Edition]
    others: list[Edition]

    @property
    def others_more_url(self) -> str:
        """Where “Tin khác” goes on; empty when it does not."""
        if len(self.others) < OTHERS:
            return ""
        return f"{self.url}?{PARAMETER}={cursor(self.others[-1])}"


def around(edition: Edition, shared: Parts) -> ArticleBlocks:
    """Pinned, then interesting, then the same section, then others.

    Two queries, one more for pins: the newest are shared by all pages.
    """
    shelf = _Shelf(edition)
    pins = shelf.put(_pinned(edition, shared.moment))
    interesting = chain(_akin(edition, shared.moment), newest(shared))
    return ArticleBlocks(
        url=edition.get_absolute_url(),
        pins=pins,
        interesting=shelf.put(interesting, INTERESTING),
        same_section=shelf.put(_newest_in(edition, shared), SAME_SECTION),
        others=shelf.put(_newest_outside(edition, shared), OTHERS),
    )


def others_than(edition: Edition, shared: Parts) -> EditionQuerySet:
    """What “Tin khác” of that story goes on with: nothing that its page shows above."""
    above = around(edition, shared)
    shown = [e.article_id for e in [*above.pins, *above.interesting]]
    live = Edition.objects.live(shared.moment).without([edition.article_id, *shown])
    return live.exclude(category_id=edition.category_id or 0)


def newest(shared: Parts) -> list[Edition]:
    """The newest stories of all."""
    return shared.once("newest", lambda: _cards(Edition.objects.live(shared.moment)))


def in_order(editions: EditionQuerySet, article_ids: list[int]) -> list[Edition]:
    """Those of the editions that belong to these articles, in the order given."""
    if not article_ids:
        return []
    found = {e.article_id: e for e in editions.of_articles(article_ids)}
    return [found[pk] for pk in article_ids if pk in found]


@dataclass(frozen=True)
class Ranking:
    """The most read of a window; `label` is empty when nothing was read at all."""

    label: str
    editions: list[Edition]


def most_read(shared: Parts) -> list[Ranking]:
    """“Đọc nhiều”, exempt from the rule that a story stands once.

    A window without readings is left out; without any readings the newest stand in.
    """

    def rank() -> list[Ranking]:
        live = Edition.objects.live(shared.moment).for_links()
        ranked = HourlyReading.objects.ranked(shared.moment, list(WINDOWS.values()))
        candidates = live.of_articles({pk for ids in ranked for pk in ids})
        found = {edition.article_id: edition for edition in candidates}
        lists = ([found[pk] for pk in ids if pk in found][:RANKED] for ids in ranked)
        shown = zip(WINDOWS, lists, strict=True)
        rankings = [Ranking(label, editions) for label, editions in shown if editions]
        return rankings or [Ranking("", latest(shared))]

    return shared.once("most read", rank)


def latest(shared: Parts) -> list[Edition]:
    """“Mới nhận”."""

    def read() -> list[Edition]:
        live = Edition.objects.live(shared.moment).for_links()
        return list(live.newest()[:RANKED])

    return shared.once("latest", read)


def newest_of_sections(
    sections: list[int], moment: datetime, *, without: list[int]
) -> dict[int, list[Edition]]:
    """The newest few of each top section, in one query."""
    live = Edition.objects.live(moment).without(without)
    wanted = Q(pk__in=[])
    for pk in sections:
        of_section = live.in_category(Category(pk=pk)).newest()
        wanted |= Q(pk__in=of_section.values("pk")[:HOME_SECTION])
    found: dict[int, list[Edition]] = {pk: [] for pk in sections}
    cards = Edition.objects.filter(wanted).newest()
    for edition in cards.only("article_id", "published_at", "card", "section_id"):
        found[edition.section_id].append(edition)
    return found


class _Shelf:
    """What stands around a story: each story once, and none under a second headline."""

    def __init__(self, edition: Edition) -> None:
        self._articles = {edition.article_id}
        self._titles = {edition.title_key}

    def put(
        self, editions: Iterable[Edition], count: int | None = None
    ) -> list[Edition]:
        """The first so many that do not stand on the shelf yet; now they do."""
        return list(islice(filter(self._is_new, editions), count))

    def _is_new(self, edition: Edition) -> bool:
        known = edition.article_id in self._articles
        if known or edition.title_key in self._titles:
            return False
        self._articles.add(edition.article_id)
        self._titles.add(edition.title_key)
        return True


def _pinned(edition: Edition, moment: datetime) -> list[Edition]:
    """What its editors pinned, in their order; a preview has no rows yet."""
    if edition.pk is not None:
        return PINNED(moment=moment, edition=edition.pk)
    live = Edition.objects.live(moment).for_links()
    return in_order(live, edition.story["pins"])


def _akin(edition: Edition, moment: datetime) -> Iterator[Edition]:
    if edition.pk is not None:
        nearest = NEAREST(moment=moment, edition=edition.pk)
        yield from nearest
        if len(nearest) == NEAR:
            yield from NEXT_NEAREST(moment=moment, edition=edition.pk)
        return
    near = kinship.nearest(edition, moment)
    live = Edition.objects.live(moment).for_cards().filter(pk__in=near)
    found = {kin.pk: kin for kin in live}
    yield from (found[pk] for pk in near if pk in found)


def _newest_in(edition: Edition, shared: Parts) -> list[Edition]:
    category = edition.category_id or 0

    def read() -> list[Edition]:
        return _cards(Edition.objects.live(shared.moment).filter(category_id=category))

    return shared.once(("newest in", category), read)


def _newest_outside(edition: Edition, shared: Parts) -> list[Edition]:
    category = edition.category_id or 0

    def read() -> list[Edition]:
        return _cards(Edition.objects.live(shared.moment).exclude(category_id=category))

    return shared.once(("newest outside", category), read)


def _cards(editions: EditionQuerySet) -> list[Edition]:
    return list(editions.newest().for_cards()[:SHARED])
