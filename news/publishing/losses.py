"""What an old revision names and nobody can bring back: it is not there any more."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from news.models.article import Article
from news.models.attachment import Attachment
from news.models.category import Category
from news.models.people import Author, Unit
from news.models.photo import Photo


def losses(story: dict[str, Any]) -> list[str]:
    """What restore() will leave out of this text or readers will not see, in words."""
    return [
        *_category(story),
        *_bylines(story["bylines"]),
        *_photos(story),
        *_attachments(story.get("attachments", [])),
        *_pins(story["pins"]),
    ]


def _gone(model: type[Model], pks: Iterable[int]) -> set[int]:
    """Of these, the ones that are no longer in the database."""
    asked = set(pks)
    known = model._default_manager.filter(pk__in=asked).values_list("pk", flat=True)
    return asked - set(known) if asked else set()


def _category(story: dict[str, Any]) -> list[str]:
    category = story["category"]
    if not category or not _gone(Category, [category["id"]]):
        return []
    return [f"Chuyên mục “{category['path']}” không còn nữa."]


def _bylines(rows: list[dict[str, Any]]) -> list[str]:
    authors = _gone(Author, (row["author"] for row in rows))
    units = _gone(Unit, (row["unit"] for row in rows if row["unit"]))
    gone = [row for row in rows if row["author"] in authors]
    away = [row for row in rows if row["unit"] in units and row not in gone]
    return [
        *(f"Tác giả “{row['name']}” không còn nữa." for row in gone),
        *(f"Đơn vị “{r['unit_name']}” của {r['name']} không còn nữa." for r in away),
    ]


def _photos(story: dict[str, Any]) -> list[str]:
    names = {row["id"]: name for name, row in story["photos"].items()}
    used = set(names) | {row["photo"] for row in story.get("gallery", [])}
    if story["lead"]:
        used.add(story["lead"]["photo"])
    known = dict(Photo.objects.filter(pk__in=used).values_list("pk", "withdrawn_at"))
    lost = []
    for pk in sorted(used):
        name = names.get(pk, "").rpartition("/")[2] or f"số {pk}"
        if pk not in known:
            lost.append(f"Ảnh {name} không còn trong thư viện.")
        elif known[pk]:
            lost.append(f"Ảnh {name} đã bị gỡ khỏi mọi trang; bạn đọc sẽ không thấy.")
    return lost


def _attachments(rows: list[dict[str, Any]]) -> list[str]:
    gone = _gone(Attachment, (row["id"] for row in rows))
    return [f"Tệp “{row['title']}” không còn nữa." for row in rows if row["id"] in gone]


def _pins(pks: list[int]) -> list[str]:
    gone = _gone(Article, pks)
    return [f"Tin liên quan số {pk} không còn nữa." for pk in pks if pk in gone]
