"""Which stories may interest the reader of a story: “Có thể bạn quan tâm”.

Two stories are akin by the tags they share (a rare tag says more than a common one),
by the same unit, the same section, and the words of title and sapo. Of two stories
equally akin the newer one stands first; one that is TWICE_AS_OLD days older must be
twice as akin. That makes a rank which time does not change: it is computed once, when
an edition is made, and kept for both of the pair.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from heapq import nlargest
from itertools import pairwise
from math import log

from django.db.models import Count, Q

from news import vietnamese
from news.models.edition import Edition
from news.models.kinship import Kinship
from news.models.people import EditionByline
from news.models.tag import EditionTag

KEPT = 8  # Kin of a new edition; later ones come to it by themselves.
POOL = 40  # The newest so many of each tag, unit, section and of all are looked at.
TWICE_AS_OLD = 120.0  # days
BATCH = 1000
# What each thing in common weighs; a tag weighs log(1 + stories / its stories).
UNIT, SECTION, TITLE_PAIR, SAPO_PAIR = 1.0, 0.5, 0.6, 0.15

Weigh = Callable[[int], float]


@dataclass(frozen=True, eq=False)
class Traits:
    """What an edition is compared by."""

    pk: int
    article_id: int
    published_at: datetime
    category: int | None
    tags: frozenset[int]
    units: frozenset[int]
    title: frozenset[str]
    sapo: frozenset[str]

    @property
    def pools(self) -> list[tuple[str, int | None]]:
        """Where its kin are looked for."""
        tags = [("tag", pk) for pk in sorted(self.tags)]
        units = [("unit", pk) for pk in sorted(self.units)]
        return [*tags, *units, ("category", self.category), ("all", None)]

    @property
    def age_bonus(self) -> float:
        """Grows by log 2 every TWICE_AS_OLD days."""
        return self.published_at.timestamp() / 86_400 / TWICE_AS_OLD * log(2)


def relate(edition: Edition, moment: datetime) -> None:
    """Find the kin of a new edition, and let them know of it."""
    ended = Edition.objects.of_articles([edition.article_id]).exclude(
        pk__in=Edition.objects.not_ended(moment).values("pk")
    )
    for old in (ended.values("pk"), [edition.pk]):
        Kinship.objects.filter(Q(edition__in=old) | Q(other__in=old)).delete()
    own = traits([edition.pk])[0]
    Kinship.objects.bulk_create(_rows(own, _nearest(own, moment)))


def nearest(edition: Edition, moment: datetime) -> list[int]:
    """Ids of the editions most akin to one that is not saved, best first."""
    return [kin.pk for _, kin in _nearest(_of_record(edition), moment)]


def relate_all(moment: datetime) -> Iterator[int]:
    """Find all kin anew; yields how many editions are done, batch by batch."""
    Kinship.objects.all().delete()
    pools: dict[tuple[str, int | None], deque[Traits]] = defaultdict(
        lambda: deque(maxlen=POOL)
    )
    counted: Counter[int] = Counter()
    done = 0
    in_order = Edition.objects.not_ended(moment).order_by("published_at", "pk")
    pks = list(in_order.values_list("pk", flat=True))
    for start in range(0, len(pks), BATCH):
        rows: list[Kinship] = []
        for own in traits(pks[start : start + BATCH]):
            done += 1
            counted.update(own.tags)
            near = {kin for pool in own.pools for kin in pools[pool]}
            rows += _rows(own, _best(own, near, _weigher(counted, done)))
            for pool in own.pools:
                pools[pool].append(own)
        Kinship.objects.bulk_create(rows)
        yield done


def traits(pks: list[int]) -> list[Traits]:
    """What these editions are compared by, oldest first; three queries."""
    tags: dict[int, set[int]] = defaultdict(set)
    units: dict[int, set[int]] = defaultdict(set)
    tagged = EditionTag.objects.filter(content_object__in=pks)
    for edition, tag in tagged.values_list("content_object_id", "tag_id"):
        tags[edition].add(tag)
    signed = EditionByline.objects.filter(edition__in=pks)
    for edition, unit in signed.values_list("edition_id", "unit_id"):
        if unit is not None:
            units[edition].add(unit)
    editions = Edition.objects.filter(pk__in=pks).order_by("published_at", "pk")
    return [
        _traits(edition, tags[edition.pk], units[edition.pk])
        for edition in editions.only(
            "article_id", "published_at", "category_id", "title", "sapo"
        )
    ]


def _of_record(edition: Edition) -> Traits:
    story = edition.story
    units = {byline["unit"] for byline in story["bylines"] if byline["unit"]}
    return _traits(edition, {tag["tag_id"] for tag in story["tags"]}, units)


def _traits(edition: Edition, tags: Iterable[int], units: Iterable[int]) -> Traits:
    return Traits(
        pk=edition.pk or 0,
        article_id=edition.article_id or 0,
        published_at=edition.published_at,
        category=edition.category_id,
        tags=frozenset(tags),
        units=frozenset(units),
        title=_pairs(edition.title),
        sapo=_pairs(edition.sapo),
    )


def _pairs(text: str) -> frozenset[str]:
    """Neighbouring syllables: most Vietnamese words are two of them."""
    return frozenset(f"{a} {b}" for a, b in pairwise(vietnamese.words(text)))


def _nearest(own: Traits, moment: datetime) -> list[tuple[float, Traits]]:
    near = Edition.objects.not_ended(moment).filter(pk__in=_pooled(own))
    pks = list(near.values_list("pk", flat=True))
    return _best(own, traits(pks), _weigher(_counted(own.tags), _total()))


def _pooled(own: Traits) -> set[int]:
    """The newest few of its tags, its units, its section, and of all."""
    found: set[int] = set()
    for tag in own.tags:
        tagged = EditionTag.objects.filter(tag=tag).order_by("-content_object_id")
        found.update(tagged.values_list("content_object_id", flat=True)[:POOL])
    for unit in own.units:
        signed = EditionByline.objects.filter(unit=unit).order_by("-edition_id")
        found.update(signed.values_list("edition_id", flat=True)[:POOL])
    same = Edition.objects.filter(category=own.category)
    for editions in (same, Edition.objects.all()):
        found.update(editions.newest().values_list("pk", flat=True)[:POOL])
    return found


def _best(
    own: Traits, others: Iterable[Traits], weigh: Weigh
) -> list[tuple[float, Traits]]:
    """(rank on its page, kin), best first; who shares nothing is no kin."""
    ranked = [
        (log(likeness) + other.age_bonus, other)
        for other in others
        if other.article_id != own.article_id
        if (likeness := _likeness(own, other, weigh))
    ]
    return nlargest(KEPT, ranked, key=lambda kin: (kin[0], kin[1].pk))


def _likeness(own: Traits, other: Traits, weigh: Weigh) -> float:
    return (
        sum(map(weigh, own.tags & other.tags))
        + UNIT * (not own.units.isdisjoint(other.units))
        + SECTION * (own.category == other.category)
        + TITLE_PAIR * len(own.title & other.title)
        + SAPO_PAIR * len(own.sapo & other.sapo)
    )


def _rows(own: Traits, best: Iterable[tuple[float, Traits]]) -> Iterator[Kinship]:
    """On the page of either, the other is ranked by its own date."""
    for rank, kin in best:
        yield Kinship(edition_id=own.pk, other_id=kin.pk, rank=rank)
        back = rank - kin.age_bonus + own.age_bonus
        yield Kinship(edition_id=kin.pk, other_id=own.pk, rank=back)


def _counted(tags: frozenset[int]) -> Counter[int]:
    """How many editions carry each of these tags."""
    rows = EditionTag.objects.filter(tag__in=tags).order_by().values_list("tag")
    return Counter(dict(rows.annotate(count=Count("pk"))))


def _total() -> int:
    return Edition.objects.count()


def _weigher(counted: Counter[int], total: int) -> Weigh:
    return lambda tag: log(1 + total / max(counted[tag], 1))
