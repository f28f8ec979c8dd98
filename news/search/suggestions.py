"""What a reader may mean who has typed this much: titles and tags of live stories."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Length

from news import vietnamese
from news.models.edition import Edition
from news.models.tag import Tag
from news.search import documents
from news.search.engine import engine
from news.search.matching import Columns, Match, Reading
from news.search.query import Query

MOST = 8
MOST_TAGS = 3


class SuggestionKind(StrEnum):
    TAG = "tu-khoa"
    STORY = "bai-viet"


@dataclass(frozen=True)
class Suggestion:
    text: str
    url: str
    kind: SuggestionKind


def suggest(query: Query, moment: datetime, limit: int = MOST) -> list[Suggestion]:
    """Tags first, then titles, both of stories live then; titles by newest."""
    if not query:
        return []
    tags = _tags(query, moment)
    return [*tags, *_stories(query, moment, limit - len(tags))]


def _stories(query: Query, moment: datetime, limit: int) -> list[Suggestion]:
    reading = Reading(query)
    match = Match(
        Columns.TITLE, reading.words(exact=query.is_marked), without=reading.unwanted
    )
    places = engine().newest(match, moment, limit)
    ids = list(map(documents.edition_of, places))
    editions = Edition.objects.live(moment).for_links().in_bulk(ids)
    return [
        Suggestion(
            editions[pk].title, editions[pk].get_absolute_url(), SuggestionKind.STORY
        )
        for pk in ids
        if pk in editions
    ]


def _tags(query: Query, moment: datetime) -> list[Suggestion]:
    """Tags with a word that begins as what was typed; a draft's tag is nobody's."""
    typed = vietnamese.slug(query.typed, fallback="")
    if not typed:
        return []
    # A join, which ends at the first: “in all live editions” would read them all.
    of_live = Edition.objects.live(moment).filter(tags=OuterRef("pk"))
    begins = Q(slug__startswith=typed) | Q(slug__contains=f"-{typed}")
    found = Tag.objects.filter(begins).filter(Exists(of_live))
    shortest = found.order_by(Length("slug"), "slug")[:MOST_TAGS]
    return [
        Suggestion(tag.name, tag.get_absolute_url(), SuggestionKind.TAG)
        for tag in shortest
    ]
