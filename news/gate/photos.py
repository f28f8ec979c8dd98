"""The photos of a story: lead, body, gallery. Each with a caption and a true alt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.conf import settings

from news import html, vietnamese
from news.enums import StoryKind
from news.gate.problem import Problem, Severity, Spot, Story, key_of

# What a camera, a phone, a chat or a folder called it: it says nothing of the picture.
FILE_NAME = re.compile(
    r"""
    .*\.(jpe?g|png|gif|webp|avif|heic|heif|bmp|tiff?|svg)
    | (img|image|dscf?|dscn|dcim|pxl|p|pic|photo|picture|screenshot|scan|untitled
       |anh|hinh|ảnh|hình|mceclip|fb[ _-]img|zalo|viber|whatsapp|z)
      (?:[ _-]*\(?[0-9][0-9a-f _().-]*)?
    | (?:img|dsc|dscn|dscf|pxl|screenshot|screen[ ]shot|whatsapp[ ]image)[ _-].*[0-9].*
    | [0-9][0-9 _().-]*
    | [^\s]*[0-9][^\s]*_[^\s]* | [^\s]*_[^\s]*[0-9][^\s]*
    | [0-9a-f]{8}-?[0-9a-f-]{12,}
    """,
    re.VERBOSE | re.IGNORECASE,
)


def problems(story: Story) -> Iterator[Problem]:
    yield from _lead(story)
    yield from _figures(story)
    yield from _gallery(story)


def _lead(story: Story) -> Iterator[Problem]:
    lead = story["lead"]
    if not lead:
        return
    name, photo = _by_id(story, lead["photo"])
    if not lead["caption"]:
        message = "Ảnh đại diện chưa có chú thích."
        yield Problem("lead_caption", message, key_of("lead-caption-missing", name))
    if fault := _fault(lead["alt"], story):
        message = "Ảnh đại diện cần mô tả (alt) nói rõ trong ảnh có gì."
        yield Problem("lead_alt", message, key_of(f"lead-alt-{fault}", name))
    if not _has_credit(photo, lead["caption"]):
        yield Problem(
            "lead_photo",
            "Ảnh đại diện chưa ghi nguồn ảnh trong thư viện.",
            key_of("lead-credit-missing", name),
            Severity.ADVISE,
            photo=lead["photo"],
        )


def _figures(story: Story) -> Iterator[Problem]:
    for place, figure in enumerate(html.figures(story["body"])):
        name = figure.src.removeprefix(settings.MEDIA_URL)
        photo = story["photos"].get(name)
        said, spot = f"Ảnh thứ {place + 1}", Spot("img", figure.src, place)
        if photo is None:
            message = f"{said} không có trong thư viện ảnh hoặc đã bị gỡ."
            yield Problem("body", message, key_of("figure-lost", name), spot=spot)
            continue
        caption = html.text(figure.caption_html) or photo["caption"]
        if not caption.strip():
            yield Problem(
                "body",
                f"{said} chưa có chú thích.",
                key_of("figure-caption-missing", name),
                spot=spot,
            )
        if fault := _fault(figure.alt or photo["alt"], story):
            message = f"{said} cần mô tả (alt) riêng."
            key = key_of(f"figure-alt-{fault}", name)
            yield Problem("body", message, key, spot=spot)
        if not _has_credit(photo, caption):
            yield Problem(
                "body",
                f"{said} chưa ghi nguồn ảnh trong thư viện.",
                key_of("figure-credit-missing", name),
                Severity.ADVISE,
                spot=spot,
                photo=photo["id"],
            )


def _gallery(story: Story) -> Iterator[Problem]:
    rows = story.get("gallery", [])
    # One click mends these; the page would be wrong with them.
    if story["kind"] == StoryKind.PHOTO and not rows:
        message = "Bài thể loại Ảnh chưa có ảnh nào trong bộ ảnh."
        yield Problem("gallery", message, "gallery-missing", waivable=False)
    if story["kind"] != StoryKind.PHOTO and rows:
        message = "Bài có bộ ảnh phải thuộc thể loại Ảnh."
        yield Problem("kind", message, "gallery-kind", waivable=False)
    for place, row in enumerate(rows):
        name, photo = _by_id(story, row["photo"])
        said, spot = (
            f"Ảnh {place + 1} của bộ ảnh",
            Spot("row", str(row["photo"]), place),
        )
        if not row["caption"]:
            message = f"{said} chưa có chú thích."
            key = key_of("gallery-caption-missing", name)
            yield Problem("gallery", message, key, spot=spot)
        if fault := _fault(row["alt"], story):
            message = f"{said} cần mô tả (alt) riêng."
            key = key_of(f"gallery-alt-{fault}", name)
            yield Problem("gallery", message, key, spot=spot)
        if not _has_credit(photo, row["caption"]):
            yield Problem(
                "gallery",
                f"{said} chưa ghi nguồn ảnh trong thư viện.",
                key_of("gallery-credit-missing", name),
                Severity.ADVISE,
                spot=spot,
                photo=row["photo"],
            )


def _by_id(story: Story, pk: int) -> tuple[str, dict[str, Any]]:
    """The name of a photo's file and its record; its id when the record lacks it."""
    found = (pair for pair in story["photos"].items() if pair[1]["id"] == pk)
    return next(found, (str(pk), {}))


def _has_credit(photo: dict[str, Any], caption: str) -> bool:
    """As the page shows it: a caption may say “Ảnh: …” itself."""
    return bool(photo.get("credit")) or "ảnh:" in caption.casefold()


def _fault(alt: str, story: Story) -> str:
    """Why the alt says nothing about the picture; empty when it does."""
    if not alt.strip():
        return "missing"
    if vietnamese.exact_key(alt) == vietnamese.exact_key(story["title"]):
        return "title"
    return "file-name" if FILE_NAME.fullmatch(alt.strip()) else ""
