"""Two people, one story: the text in the form beside the text saved meanwhile."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from news import differences, vietnamese
from news.desk import history
from news.desk.moments import written
from news.desk.typed import ROWS, Row, Typed, body, known, story
from news.differences.merge import Slot
from news.enums import StepKind
from news.models.article import Article, Step
from news.models.category import Category
from news.models.people import Author, Unit
from news.models.photo import Photo
from news.models.revision import Revision, snapshot

if TYPE_CHECKING:
    from portal.models import User

BODY, TAGS, LIST, FIELD = "body", "tags", "rows", "field"
# How the form holds a part, and so how a chosen one is filled in.
HOLDS = {
    "body": BODY,
    "tags": TAGS,
    **dict.fromkeys(ROWS, LIST),
}
APART = {"photos", "other"}  # No part of what is typed.
MOST_STEPS = 10
Labels = dict[tuple[str, str], Any]  # By the field and what it holds.
SAVED = [StepKind.SAVE, StepKind.RESTORE]


@dataclass(frozen=True)
class Place:
    """A slot with what the form would hold of either side, as JSON."""

    slot: Slot
    mine: str
    theirs: str


@dataclass(frozen=True)
class Part:
    name: str
    label: str
    holds: str
    places: list[Place]

    @property
    def open_count(self) -> int:
        return sum(place.slot.is_open and place.slot.first for place in self.places)

    @property
    def runs(self) -> list[tuple[bool, list[Place]]]:
        """The places in their order; those of one run differ, or none of them does."""
        by_kind = groupby(self.places, key=lambda place: place.slot.choice is not None)
        return [(differ, list(places)) for differ, places in by_kind]

    @property
    def is_equal(self) -> bool:
        return all(place.slot.choice is None for place in self.places)


@dataclass(frozen=True)
class Conflict:
    parts: list[Part]  # Those that differ.
    last: Revision
    base: Revision | None
    steps: list[Step]  # What else was done with the story meanwhile.
    by_me: bool
    version: int

    @property
    def open_count(self) -> int:
        return sum(part.open_count for part in self.parts)

    @property
    def resolved(self) -> str:
        """What the form sends once both texts were seen."""
        return f"{self.version}-{self.last.number}"


def between(typed: Typed, pk: int, *, base: int | None, user: User) -> Conflict:
    """What stands in the form against what is saved, and both against the base."""
    article = Article.objects.get(pk=pk)
    last = Revision.objects.of(article).select_related("made_by").first()
    assert last is not None  # noqa: S101 (every save of a story leaves one)
    origin = history.revision_of(article, base) if base else None
    sides = [snapshot(article), *([origin.story] if origin else [])]
    # As the form shows a text that no form has written: an import's, a restored one.
    sides = [side | {"body": body(side["body"])} for side in sides]
    sides.insert(0, story(typed, user))
    named = history.names(user, sides)
    mine, theirs, *bases = (differences.parts(side, named) for side in sides)
    saved = stored(article)
    labels = _labels([typed, saved], named)
    fills = _fills(typed, labels), _fills(saved, labels)
    parts = []
    for place, (one, other) in enumerate(zip(mine, theirs, strict=True)):
        if one.name in APART:
            continue
        before = bases[0][place].items if bases else None
        slots = differences.merge(before, one.items, other.items)
        places = [_place(one.name, slot, fills) for slot in slots]
        parts.append(Part(one.name, one.label, HOLDS.get(one.name, FIELD), places))
    return Conflict(
        parts=[part for part in parts if not part.is_equal],
        last=last,
        base=origin,
        steps=_steps(article, origin.made_at if origin else None),
        by_me=last.made_by_id == user.pk,
        version=article.version,
    )


def _steps(article: Article, since: datetime | None) -> list[Step]:
    if since is None:
        return []
    steps = article.steps.exclude(kind__in=SAVED).filter(at__gt=since)
    return list(steps.select_related("by").order_by("-pk")[:MOST_STEPS])


def stored(article: Article) -> Typed:
    """The saved story as its form would send it."""
    fields = {
        field.name: str(field.value_from_object(article) or "")
        for field in article._meta.concrete_fields
    }
    if article.source_at is not None:
        fields["source_at"] = written(article.source_at)
    rows = {
        prefix: [
            {name: str(row.serializable_value(name) or "") for name in wanted}
            for row in getattr(article, prefix).all()
        ]
        for prefix, wanted in ROWS.items()
    }
    return Typed(fields, rows)


# --- What the form would hold ---------------------------------------------------------


def _place(name: str, slot: Slot, fills: tuple[Any, Any]) -> Place:
    mine, theirs = (
        _held(name, item, side)
        for item, side in zip((slot.mine, slot.theirs), fills, strict=True)
    )
    return Place(slot, mine, theirs)


def _held(name: str, item: differences.Item | None, fill: Mapping[Any, Any]) -> str:
    """JSON of what the form holds of this item; empty when it is not there."""
    if item is None:
        return ""
    holds = HOLDS.get(name, FIELD)
    if holds == BODY:
        return json.dumps(item.html)
    if holds == TAGS:
        return json.dumps(item.text)
    key = item.key if holds == LIST else name
    return json.dumps(fill.get((name, key), {"fields": {}, "labels": {}}))


def _fills(typed: Typed, labels: Labels) -> dict[tuple[str, str], Any]:
    """(part, key) → {fields, labels} as static/js/desk-form-state.js fills them in."""
    found: dict[tuple[str, str], Any] = {}
    for name, value in typed.fields.items():
        label = labels.get((name, value))
        found[name, name] = _filled({name: value}, {name: label} if label else {})
    for prefix, rows in typed.rows.items():
        for row in rows:
            key = vietnamese.clean_line(next(iter(row.values()), ""))
            told = {n: labels[n, v] for n, v in row.items() if (n, v) in labels}
            found[prefix, key] = _filled(row, told)
    return found


def _filled(values: Row, labels: Mapping[str, Any]) -> dict[str, Any]:
    return {"fields": {n: [v] for n, v in values.items()}, "labels": dict(labels)}


def _labels(sides: Sequence[Typed], named: differences.Names) -> Labels:
    """What a person sees of each choice on either side."""
    rows = [row for side in sides for rows in side.rows.values() for row in rows]
    found: Labels = {}
    for pk, title in named.pins.items():
        found["target", str(pk)] = [title]
    for name, among in (
        ("author", Author.objects.select_related("unit")),
        ("unit", Unit.objects.all()),
    ):
        for row in _rows(among, [row.get(name, "") for row in rows]):
            found[name, str(row.pk)] = [str(row)]
    sections = [side.fields.get("category", "") for side in sides]
    for row in _rows(Category.objects.select_related("parent"), sections):
        found["category", str(row.pk)] = [str(row)]
    wanted = [side.fields.get("lead_photo", "") for side in sides]
    wanted += [row.get("photo", "") for row in rows]
    for photo in _rows(Photo.objects.all(), wanted):
        told = {"thumbnail": photo.thumbnail_url, "alt": photo.alt}
        told["caption"] = photo.caption
        found["lead_photo", str(photo.pk)] = found["photo", str(photo.pk)] = told
    return found


def _rows(among: QuerySet[Any], typed: Sequence[str]) -> Iterable[Any]:
    return known(among, typed).values()
