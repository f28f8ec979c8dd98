"""What readers would find at a moment, of all that links lead to: one query for all.

The first page of the desk asks for it, so it costs the same whatever the newest stories
link to.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast

from news.gate.problem import Story
from news.models.category import Category
from news.models.edition import Edition, EditionQuerySet
from news.models.legacy import LegacyAddress
from news.models.people import Author, EditionByline, Unit
from news.models.photo import Photo

Goal = tuple[str, str]  # What kind of thing a page shows, and which one.
STORY, SECTION, TAG, AUTHOR, UNIT = "story", "section", "tag", "author", "unit"
FILE, PHOTO, OLD = "file", "photo", "old"


def file_of(article_id: int, pk: int) -> Goal:
    return FILE, f"{article_id}/{pk}"


def there(wanted: set[Goal], own: Mapping[int, Story], at: datetime) -> set[Goal]:
    """Those that are there at that moment, and perhaps more; `own` stories are live."""
    return {*_of_own(own), *_found(wanted, own, at)} if wanted else set()


def _of_own(own: Mapping[int, Story]) -> Iterator[Goal]:
    for pk, story in own.items():
        yield STORY, str(pk)
        yield from _files(pk, story)


def _files(article_id: int, story: Story) -> Iterator[Goal]:
    for row in story.get("attachments", []):
        yield file_of(article_id, row["id"])


def _found(wanted: set[Goal], own: Mapping[int, Story], at: datetime) -> Iterator[Goal]:
    """Of what is wanted, what readers would find then: one query for all kinds."""
    names: defaultdict[str, set[str]] = defaultdict(set)
    for kind, name in wanted:
        names[kind].add(name)
    offering = {name.partition("/")[0] for name in names.pop(FILE, ())}
    if offering:
        names[FILE] = offering  # The stories whose files these are.
    first, *others = [
        rows.annotate(what=Value(kind), which=Cast(column, TextField()))
        .order_by()
        .values_list("what", "which")
        for kind, (rows, column) in _asked(names, own, at).items()
    ]
    for kind, name in first.union(*others, all=True):
        if kind == FILE:
            record = json.loads(name)
            yield from _files(record["edition"]["article"], record)
        else:
            yield kind, name


def _asked(
    names: Mapping[str, set[str]], own: Mapping[int, Story], at: datetime
) -> dict[str, tuple[QuerySet[Any], str]]:
    """Of each kind the rows to look for, and the column that names one."""
    live = Edition.objects.live(at)
    made: dict[str, tuple[Callable[[set[str]], QuerySet[Any]], str]] = {
        STORY: (lambda ids: live.of_articles(map(int, ids)), "article_id"),
        SECTION: (lambda paths: Category.objects.filter(path__in=paths), "path"),
        TAG: (lambda slugs: live.tags().filter(slug__in=slugs), "slug"),
        AUTHOR: (partial(_signers, Author, "author", live), "slug"),
        UNIT: (partial(_signers, Unit, "unit", live), "slug"),
        FILE: (lambda ids: live.of_articles(map(int, ids)), "data"),
        PHOTO: (
            lambda files: Photo.objects.in_library().filter(file__in=files),
            "file",
        ),
        OLD: (partial(_old, live, own), "path"),
    }
    return {
        kind: (made[kind][0](found), made[kind][1]) for kind, found in names.items()
    }


def _signers(
    model: type[Author | Unit], role: str, live: EditionQuerySet, slugs: set[str]
) -> QuerySet[Any]:
    signed = EditionByline.objects.filter(
        **{role: OuterRef("pk")}, edition__in=live.values("pk")
    )
    return model.objects.filter(Exists(signed), slug__in=slugs)


def _old(
    live: EditionQuerySet, own: Mapping[int, Story], paths: set[str]
) -> QuerySet[Any]:
    """Old addresses whose goals are there."""
    story = Exists(live.filter(article=OuterRef("article")))
    tag = Exists(live.tags().filter(pk=OuterRef("tag")))
    goal = Q(category__isnull=False) | Q(article__in=own.keys()) | story | tag
    return LegacyAddress.objects.filter(goal, path__in=paths)
