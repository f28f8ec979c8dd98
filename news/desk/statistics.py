"""What was read, when, and whose it was. Questions to the counts; nothing is changed.

A story belongs to the section, units and authors of its newest edition that readers
have seen, whether it still stands on the site or not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, Model, OuterRef, QuerySet, Sum
from django.utils import timezone

from news.models.category import Category
from news.models.edition import Edition, EditionQuerySet
from news.models.people import Author, EditionByline, Unit
from news.models.reading import DailyReading, HourlyReading

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Days:
    """Whole days of Vietnamese time, both ends included."""

    first: date
    last: date

    def readings(self) -> QuerySet[DailyReading]:
        return DailyReading.objects.filter(day__range=(self.first, self.last))

    def counts(self, article_id: int | None = None) -> list[tuple[date, int]]:
        """(day, readings) of every day, in order: of one story, or of all."""
        length = (self.last - self.first).days + 1
        every = [self.first + place * DAY for place in range(length)]
        return _counts(self.readings(), "day", every, article_id)


@dataclass(frozen=True)
class Hours:
    """So many hours up to that moment, the hour that runs among them."""

    number: int
    moment: datetime

    def readings(self) -> QuerySet[HourlyReading]:
        since = self.moment - self.number * HOUR
        return HourlyReading.objects.filter(hour__gt=since, hour__lte=self.moment)

    @property
    def first(self) -> datetime:
        """The beginning of the first of these hours."""
        running = self.moment.replace(minute=0, second=0, microsecond=0)
        return running - (self.number - 1) * HOUR

    def counts(self, article_id: int | None = None) -> list[tuple[datetime, int]]:
        """(hour, readings) of every hour, in order: of one story, or of all."""
        every = [self.first + place * HOUR for place in range(self.number)]
        return _counts(self.readings(), "hour", every, article_id)


Period = Days | Hours


def days_back(number: int, moment: datetime) -> Days:
    """The last days, today among them."""
    today = timezone.localdate(moment)
    return Days(today - (number - 1) * DAY, today)


def _counts(
    readings: QuerySet[Any], field: str, every: list[Any], article_id: int | None
) -> list[tuple[Any, int]]:
    if article_id is not None:
        readings = readings.filter(article_id=article_id)
    found = dict(readings.order_by().values_list(field).annotate(Sum("count")))
    return [(time, found.get(time, 0)) for time in every]


# --- Of one story ---------------------------------------------------------------------


def total_of(article_id: int) -> int:
    """All readings that the story ever had."""
    of_story = DailyReading.objects.filter(article_id=article_id)
    return of_story.aggregate(total=Sum("count"))["total"] or 0


# --- Of all stories -------------------------------------------------------------------


@dataclass(frozen=True)
class ReadStory:
    edition: Edition
    count: int


@dataclass(frozen=True)
class ReadGroup:
    """A section, unit or author; level 2 is a section within the one before."""

    name: str
    stories: int
    count: int
    level: int = 1


def by_article(period: Period) -> dict[int, int]:
    """{article id: readings}, the most read first; ties by the newer article."""
    rows = period.readings().order_by().values_list("article_id")
    return dict(rows.annotate(total=Sum("count")).order_by("-total", "-article_id"))


def top_stories(
    counts: Mapping[int, int], moment: datetime, limit: int
) -> list[ReadStory]:
    """The first stories of by_article(), as readers last saw them."""
    first = list(counts)[:limit]
    shown = newest_seen(moment).of_articles(first).select_related("category")
    editions = {
        edition.article_id: edition
        for edition in shown.only(
            *("article_id", "title", "slug", "published_at", "ends_at"),
            *("withdrawn_at", "category", "category__name"),
        )
    }
    return [ReadStory(editions[pk], counts[pk]) for pk in first if pk in editions]


def newest_seen(moment: datetime) -> EditionQuerySet:
    """One edition of every story that ever was on the site: the last that began."""
    begun = Edition.objects.started(moment)
    later = begun.filter(
        article=OuterRef("article"), starts_at__gt=OuterRef("starts_at")
    )
    return begun.filter(~Exists(later))


def by_section(
    period: Period, counts: Mapping[int, int], moment: datetime
) -> list[ReadGroup]:
    """Top sections, each followed by its own; what a section holds counts for both."""
    rows = _of_read(period, moment).values_list("article_id", "category_id")
    own = _Tally(counts, rows)  # First: whatever section a story names is then there.
    sections = {category.pk: category for category in Category.objects.in_order()}
    whole = _Tally(counts, ())
    for pk, section in sections.items():
        whole.take(section.parent_id or pk, own, pk)
    groups: list[ReadGroup] = []
    for top in whole.in_order(sections):
        below = [pk for pk, section in sections.items() if section.parent_id == top]
        groups.append(whole.group(top, str(sections[top])))
        groups.extend(
            own.group(pk, str(sections[pk]), level=2) for pk in own.in_order(below)
        )
    return groups


def by_signature(
    period: Period, counts: Mapping[int, int], moment: datetime
) -> tuple[list[ReadGroup], list[ReadGroup]]:
    """Units and authors, the most read first. Who signs together counts each."""
    signed = EditionByline.objects.filter(
        edition__in=_of_read(period, moment).values("pk")
    ).order_by()
    rows = list(signed.values_list("edition__article_id", "unit_id", "author_id"))
    units = _Tally(counts, {(article, unit) for article, unit, _ in rows if unit})
    authors = _Tally(counts, {(article, author) for article, _, author in rows})
    return (
        units.named(Unit.objects.all()),
        authors.named(Author.objects.select_related("unit")),
    )


def _of_read(period: Period, moment: datetime) -> EditionQuerySet:
    """The newest seen edition of every story that was read."""
    read: QuerySet[Any] = period.readings().order_by().values("article_id")
    return newest_seen(moment).filter(article_id__in=read)


class _Tally:
    """Readings and stories of groups, from pairs (article id, group), each once."""

    def __init__(
        self, counts: Mapping[int, int], pairs: Iterable[tuple[int, int]]
    ) -> None:
        self._stories: Counter[int] = Counter()
        self._readings: Counter[int] = Counter()
        for article_id, group in pairs:
            self._stories[group] += 1
            self._readings[group] += counts.get(article_id, 0)

    def take(self, group: int, other: _Tally, its_group: int) -> None:
        self._stories[group] += other._stories[its_group]
        self._readings[group] += other._readings[its_group]

    def in_order(self, groups: Iterable[int]) -> list[int]:
        """Those that were read, the most read first; ties as they came."""
        read = [group for group in groups if self._readings[group]]
        return sorted(read, key=lambda group: -self._readings[group])

    def group(self, pk: int, name: str, level: int = 1) -> ReadGroup:
        return ReadGroup(name, self._stories[pk], self._readings[pk], level)

    def named(self, models: QuerySet[Any]) -> list[ReadGroup]:
        names: Mapping[int, Model] = models.in_bulk(list(self._readings))
        return [self.group(pk, str(names[pk])) for pk in self.in_order(sorted(names))]
