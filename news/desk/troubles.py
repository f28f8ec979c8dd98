"""What an editor should see to on the site: the front page and the newest stories.

Bounded: the stories that the front page names and the newest, never the whole archive.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone

from news import gate
from news.enums import SlotPlace
from news.models.article import Article
from news.models.edition import Edition
from news.models.frontpage import FrontPageSlot
from news.models.photo_use import EditionPhoto
from news.models.waiver import Waiver

NEWEST = 40
SOON = timedelta(hours=6)
LATELY = timedelta(days=7)


@dataclass(frozen=True)
class Trouble:
    title: str
    message: str
    url: str


def of_site(moment: datetime) -> list[Trouble]:
    """The front page's first: everybody sees it."""
    recent = Q(ends_at__isnull=True) | Q(ends_at__gt=moment - LATELY)
    title = Article.objects.filter(pk=OuterRef("article"))
    slots = list(
        FrontPageSlot.objects.filter(recent, starts_at__lte=moment)
        # Not joined: SQLite would begin with all the stories.
        .annotate(story=Subquery(title.values("title")[:1]))
        .order_by("-starts_at", "pk")
    )
    current = [slot for slot in slots if not slot.ends_at or slot.ends_at > moment]
    editions = _looked_at(current, moment)
    live = {edition.article_id for edition in editions}
    return [
        *_of_slots(current, live, moment),
        *_of_places(slots, current),
        *_of_stories(editions, moment),
    ]


def _looked_at(slots: Iterable[FrontPageSlot], moment: datetime) -> list[Any]:
    live = Edition.objects.live(moment)
    newest = live.newest().values("pk")[:NEWEST]
    named = Q(article_id__in={slot.article_id for slot in slots})
    gone = EditionPhoto.objects.filter(
        edition=OuterRef("pk"), photo__withdrawn_at__isnull=False
    )
    return list(
        live.filter(named | Q(pk__in=newest))
        .annotate(shows_withdrawn=Exists(gone))
        .newest()
        .only("article_id", "title", "published_at", "data")
    )


def _of_slots(
    slots: Iterable[Any], live: set[int], moment: datetime
) -> Iterator[Trouble]:
    for slot in slots:
        url = f"{reverse('admin:news_frontpageslot_changelist')}#tin-{slot.pk}"
        place = slot.get_place_display()
        if slot.article_id not in live:
            message = f"{place} ở trang chủ, nhưng bài không còn trên trang."
            yield Trouble(slot.story, message, url)
        elif slot.ends_at and slot.ends_at - moment <= SOON:
            ends = f"{timezone.localtime(slot.ends_at):%H:%M %d/%m/%Y}"
            yield Trouble(slot.story, f"{place}: hết giờ lúc {ends}.", url)


def _of_places(
    slots: Iterable[FrontPageSlot], current: Iterable[FrontPageSlot]
) -> Iterator[Trouble]:
    """Places of the front page that were filled lately, and are no longer."""
    filled = {slot.place for slot in current}
    for place in SlotPlace:
        ended = [slot.ends_at for slot in slots if slot.place == place and slot.ends_at]
        if place in filled or not ended:
            continue
        since = f"{timezone.localtime(max(ended)):%H:%M %d/%m/%Y}"
        yield Trouble(
            f"Trang chủ không còn {place.label.lower()} do biên tập chọn",
            f"Hết giờ từ {since}; trang chủ đang tự lấy bài mới nhất.",
            reverse("admin:news_frontpageslot_changelist"),
        )


def _of_stories(editions: list[Any], moment: datetime) -> Iterator[Trouble]:
    ids = [edition.article_id for edition in editions]
    waived = set(
        Waiver.objects.filter(article__in=ids).values_list("article_id", "problem")
    )
    stories = {edition.article_id: edition.story for edition in editions}
    found = gate.problems_of(stories, at=moment)
    for edition in editions:
        pk = edition.article_id
        messages = [
            problem.message
            for problem in found[pk]
            if problem.blocks and (pk, problem.key) not in waived
        ]
        if edition.shows_withdrawn:
            messages.append("Bài còn dùng ảnh đã gỡ khỏi thư viện.")
        if messages:
            change = reverse("admin:news_article_change", args=[pk])
            yield Trouble(edition.title, _in_short(messages), f"{change}?kiem-tra=1")


def _in_short(messages: list[str]) -> str:
    more = len(messages) - 1
    return messages[0] if not more else f"{messages[0]} Và {more} việc khác."
