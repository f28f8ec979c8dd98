"""The story that somebody has in the form, as a revision would say it; never stored.

Whatever was typed is in it, also what is not valid yet. Names are looked up in bulk,
and of stories and files only those that the person may know of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet

from news import html, vietnamese
from news.desk.access import attachable_by
from news.desk.moments import moment_field
from news.models.category import Category
from news.models.people import Author, Unit
from news.models.photo import Photo
from news.models.tag import Tag, split_by_commas

if TYPE_CHECKING:
    from portal.models import User

Row = dict[str, str]
Found = TypeVar("Found", bound=Model)
# What a database could hold as one.
ID = re.compile(r"[0-9]{1,18}", re.ASCII)
SOURCE_AT = moment_field("Nguồn đăng lúc", required=False)
# What a person writes on a row; by the first of these it is the same row.
ROWS = {
    "bylines": ["author", "unit"],
    "gallery": ["photo", "caption", "alt"],
    "attachments": ["attachment", "title"],
    "pins": ["target"],
    "corrections": ["wrong", "right", "on", "signed_by"],
}


@dataclass(frozen=True)
class Typed:
    """Fields and rows of the form by name, as text; rows in their order."""

    fields: Mapping[str, str]
    rows: Mapping[str, Sequence[Row]]

    def line(self, name: str) -> str:
        return vietnamese.clean_line(self.fields.get(name, ""))


def story(typed: Typed, user: User) -> dict[str, Any]:
    """What snapshot() would say if this were saved."""
    gallery = typed.rows.get("gallery", [])
    lead = typed.fields.get("lead_photo", "")
    photos = known(Photo.objects.all(), [lead, *(row["photo"] for row in gallery)])
    return {
        "title": typed.line("title"),
        "sapo": typed.line("sapo"),
        "body": body(typed.fields.get("body", "")),
        "kind": typed.fields.get("kind", ""),
        "category": _category(typed.fields.get("category", "")),
        "source": {
            "name": typed.line("source_name"),
            "url": typed.fields.get("source_url", "").strip(),
            "at": _moment(typed.fields.get("source_at", "")),
        },
        "lead": _lead(typed, photos.get(lead)),
        "photos": {str(photo.file.name): {"id": photo.pk} for photo in photos.values()},
        "tags": [{"tag__name": name} for name in _tags(typed.fields.get("tags", ""))],
        "bylines": _bylines(typed.rows.get("bylines", [])),
        "pins": [_number(row["target"]) for row in typed.rows.get("pins", [])],
        "gallery": [_picture(row, photos.get(row["photo"])) for row in gallery],
        "attachments": _files(typed.rows.get("attachments", []), user),
        "corrections": [
            {name: vietnamese.clean_line(value) for name, value in row.items()}
            for row in typed.rows.get("corrections", [])
        ],
    }


def body(typed: str) -> str:
    """Cleaned as a save would; what no save would take, as it is."""
    try:
        return html.clean(typed)
    except html.UnsafeHTML:
        return typed


def known(among: QuerySet[Found], typed: Iterable[str]) -> dict[str, Found]:
    """The rows of these ids by the id as it is typed; what is no id is no row."""
    pks = {int(text) for text in typed if ID.fullmatch(text)}
    return {str(row.pk): row for row in among.filter(pk__in=pks)} if pks else {}


def _number(typed: str) -> int | str:
    return int(typed) if ID.fullmatch(typed) else typed


def _moment(typed: str) -> str:
    """As a snapshot says it; what is no moment yet, as it is."""
    try:
        moment = SOURCE_AT.clean(typed)
    except ValidationError:
        return typed
    return moment.isoformat() if moment else ""


def _tags(typed: str) -> list[str]:
    """As they are spelt where they are in use already."""
    names = {vietnamese.exact_key(name): name for name in split_by_commas(typed)}
    in_use = Tag.objects.filter(key__in=names).values_list("key", "name")
    return list((names | dict(in_use)).values())


def _category(typed: str) -> dict[str, Any] | None:
    row = known(Category.objects.all(), [typed]).get(typed)
    return {"id": row.pk, "path": row.path} if row else None


def _lead(typed: Typed, photo: Photo | None) -> dict[str, Any] | None:
    if photo is None or photo.withdrawn_at:
        return None
    return {
        "photo": photo.pk,
        "alt": typed.line("lead_alt") or photo.alt,
        "caption": typed.line("lead_caption") or photo.caption,
    }


def _bylines(rows: Sequence[Row]) -> list[dict[str, Any]]:
    authors = known(
        Author.objects.select_related("unit"), (row["author"] for row in rows)
    )
    units = known(Unit.objects.all(), (row["unit"] for row in rows))
    found = []
    for row in rows:
        author = authors.get(row["author"])
        unit = units.get(row["unit"]) or (author.unit if author else None)
        found.append(
            {
                "author": _number(row["author"]),
                "name": author.name if author else "(chưa chọn)",
                "unit_name": unit.name if unit else "",
            }
        )
    return found


def _picture(row: Row, photo: Photo | None) -> dict[str, Any]:
    texts = {name: vietnamese.clean_line(row[name]) for name in ("alt", "caption")}
    if photo is not None:
        texts = {name: text or getattr(photo, name) for name, text in texts.items()}
    return {"photo": _number(row["photo"]), **texts}


def _files(rows: Sequence[Row], user: User) -> list[dict[str, Any]]:
    files = known(attachable_by(user), (row["attachment"] for row in rows))
    found = []
    for row in rows:
        file, title = files.get(row["attachment"]), vietnamese.clean_line(row["title"])
        found.append(
            {
                "id": _number(row["attachment"]),
                "title": title or (file.title if file else ""),
                "extension": file.extension if file else "",
            }
        )
    return found
