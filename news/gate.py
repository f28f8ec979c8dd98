"""What stops a story at the door. Pure: it judges a story as data, not a form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from news import html, vietnamese
from news.enums import StoryKind

Story = dict[str, Any]


@dataclass(frozen=True)
class Problem:
    """One thing to mend: the form field it belongs to, and what to do."""

    field: str
    message: str


def problems(story: Story) -> list[Problem]:
    """Everything that keeps this story (see revision.snapshot) from readers."""
    return [*_text(story), *_lead(story), *_pictures(story), *_gallery(story)]


def _text(story: Story) -> Iterator[Problem]:
    if not story["title"]:
        yield Problem("title", "Bài chưa có tiêu đề.")
    if not story["category"]:
        yield Problem("category", "Bài chưa có chuyên mục.")
    if not story["sapo"]:
        yield Problem("sapo", "Bài chưa có sapo.")
    is_empty = not html.text(story["body"]).strip() and not html.figures(story["body"])
    if is_empty and story["kind"] != StoryKind.PHOTO:
        yield Problem("body", "Bài chưa có nội dung.")
    if not story["bylines"] and not story["source"]["name"]:
        yield Problem("bylines", "Bài chưa có người viết hoặc nguồn.")


def _lead(story: Story) -> Iterator[Problem]:
    lead = story["lead"]
    if lead and not lead["caption"]:
        yield Problem("lead_caption", "Ảnh đại diện chưa có chú thích.")
    if lead and _is_poor(lead["alt"], story):
        yield Problem(
            "lead_alt", "Ảnh đại diện cần mô tả (alt) nói rõ trong ảnh có gì."
        )


def _pictures(story: Story) -> Iterator[Problem]:
    known = story["photos"]
    for place, figure in enumerate(html.figures(story["body"]), start=1):
        photo = next((known[name] for name in known if figure.src.endswith(name)), None)
        if photo is None:
            yield Problem(
                "body", f"Ảnh thứ {place} không có trong thư viện ảnh hoặc đã bị gỡ."
            )
            continue
        if not (figure.caption_html or photo["caption"]):
            yield Problem("body", f"Ảnh thứ {place} chưa có chú thích.")
        if _is_poor(figure.alt or photo["alt"], story):
            yield Problem("body", f"Ảnh thứ {place} cần mô tả (alt) riêng.")


def _gallery(story: Story) -> Iterator[Problem]:
    rows = story.get("gallery", [])
    if story["kind"] == StoryKind.PHOTO and not rows:
        yield Problem("gallery", "Bài thể loại Ảnh chưa có ảnh nào trong bộ ảnh.")
    if story["kind"] != StoryKind.PHOTO and rows:
        yield Problem("kind", "Bài có bộ ảnh phải thuộc thể loại Ảnh.")
    for place, row in enumerate(rows, start=1):
        if not row["caption"]:
            yield Problem("gallery", f"Ảnh {place} của bộ ảnh chưa có chú thích.")
        if _is_poor(row["alt"], story):
            yield Problem("gallery", f"Ảnh {place} của bộ ảnh cần mô tả (alt) riêng.")


def _is_poor(alt: str, story: Story) -> bool:
    """Whether the text says nothing about the picture."""
    same = vietnamese.exact_key(alt) == vietnamese.exact_key(story["title"])
    return not alt.strip() or same
