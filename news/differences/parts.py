"""A story (the data of a revision) as parts with names, each a list of items."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from news import vietnamese
from news.differences.align import Item
from news.differences.blocks import blocks
from news.enums import StoryKind

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
Story = Mapping[str, Any]
KNOWN = frozenset(
    [
        "title",
        "sapo",
        "body",
        "kind",
        "category",
        "source",
        "lead",
        "photos",
        "tags",
        "bylines",
        "pins",
        "gallery",
        "attachments",
        "corrections",
        "source_at",
    ]
)


@dataclass(frozen=True)
class Names:
    """What ids are called today, as far as the person who asks may know."""

    pins: Mapping[int, str] = field(default_factory=dict)
    categories: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Part:
    name: str
    label: str
    items: list[Item]


def parts(story: Story, names: Names | None = None) -> list[Part]:
    """The whole of it in the order of the form; what is unknown comes last."""
    names = names or Names()
    lead, source = story.get("lead") or {}, story.get("source") or {}
    photo = lead.get("photo")
    return [
        _line("title", "Tiêu đề", story.get("title")),
        _line("sapo", "Sapo", story.get("sapo")),
        Part("body", "Nội dung", blocks(story.get("body") or "")),
        _line("category", "Chuyên mục", _category(story, names)),
        _line("kind", "Thể loại", _kind(story.get("kind") or "")),
        Part("tags", "Từ khóa", _tags(story)),
        Part("lead_photo", "Ảnh đại diện", _lead_photo(story, photo)),
        _line("lead_caption", "Chú thích ảnh đại diện", lead.get("caption")),
        _line("lead_alt", "Mô tả ảnh đại diện (alt)", lead.get("alt")),
        _line("source_name", "Nguồn", source.get("name")),
        _line("source_url", "Địa chỉ nguồn", source.get("url")),
        _line("source_at", "Nguồn đăng lúc", _moment(source.get("at") or "")),
        Part("bylines", "Người viết", [_byline(r) for r in _rows(story, "bylines")]),
        Part("gallery", "Bộ ảnh", [_picture(r) for r in _rows(story, "gallery")]),
        Part("attachments", "Tệp", [_file(row) for row in _rows(story, "attachments")]),
        Part(
            "pins", "Tin liên quan", [_pin(pk, names) for pk in story.get("pins", [])]
        ),
        Part("corrections", "Đính chính", _corrections(story)),
        Part("photos", "Chú thích trong thư viện ảnh", _library(story)),
        Part("other", "Phần khác", _unknown(story)),
    ]


def _rows(story: Story, name: str) -> list[dict[str, Any]]:
    return list(story.get(name) or [])


def _line(name: str, label: str, text: Any) -> Part:
    return Part(name, label, [Item(text=str(text or ""), key=name)])


def _moment(text: str) -> str:
    """Vietnamese time, to the minute: the form knows no seconds."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return vietnamese.short_moment(moment.astimezone(ZONE))


def _category(story: Story, names: Names) -> str:
    row = story.get("category") or {}
    return names.categories.get(row.get("id", 0)) or row.get("path", "")


def _kind(value: str) -> str:
    return dict(StoryKind.choices).get(value, value)


def _tags(story: Story) -> list[Item]:
    """In the order of the alphabet: tags have none of their own."""
    found = {row["tag__name"] for row in _rows(story, "tags")}
    ordered = sorted(found, key=vietnamese.sort_key)
    return [Item(text=name, key=name) for name in ordered]


def _lead_photo(story: Story, photo: int | None) -> list[Item]:
    if not photo:
        return [Item(text="", key="lead_photo")]
    files = {row["id"]: name for name, row in (story.get("photos") or {}).items()}
    name = files.get(photo, "").rpartition("/")[2]
    return [Item(text=f"Ảnh số {photo} {name}".strip(), key="lead_photo")]


def _byline(row: dict[str, Any]) -> Item:
    unit = row.get("unit_name")
    text = f"{row['name']}, {unit}" if unit else row["name"]
    return Item(text=text, key=str(row["author"]))


def _picture(row: dict[str, Any]) -> Item:
    text = f"Ảnh số {row['photo']}: {row['caption']}\nMô tả (alt): {row['alt']}"
    return Item(text=text, key=str(row["photo"]))


def _file(row: dict[str, Any]) -> Item:
    extension = row.get("extension", "").upper()
    return Item(text=f"{row['title']} ({extension})", key=str(row["id"]))


def _pin(pk: int, names: Names) -> Item:
    return Item(text=names.pins.get(pk, f"Bài số {pk}"), key=str(pk))


def _corrections(story: Story) -> list[Item]:
    rows = _rows(story, "corrections")
    return [Item(text="\n".join(_said(row)), key=_wrong(row)) for row in rows]


def _wrong(row: Any) -> str:
    return str(row.get("wrong", "")) if isinstance(row, dict) else ""


def _said(row: Any) -> list[str]:
    if not isinstance(row, dict):
        return [str(row)]
    labels = {"wrong": "Đã viết", "right": "Sửa lại là", "on": "Ngày"}
    labels |= {"by": "Người đính chính", "signed_by": "Người đính chính"}
    return [f"{labels[name]}: {row[name]}" for name in labels if row.get(name)]


def _library(story: Story) -> list[Item]:
    """The library's own words, which the story shows where it has none."""
    return [
        Item(
            text=f"{row.get('caption', '')}\nNguồn ảnh: {row.get('credit', '')}\n"
            f"Mô tả (alt): {row.get('alt', '')}",
            key=name,
        )
        for name, row in sorted((story.get("photos") or {}).items())
    ]


def _unknown(story: Story) -> list[Item]:
    rest = {name: story[name] for name in sorted(story.keys() - KNOWN)}
    said = {name: json.dumps(value, ensure_ascii=False) for name, value in rest.items()}
    return [Item(text=f"{name}: {said[name]}", key=name) for name in said]
