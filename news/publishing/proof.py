"""Proof that the editions are what the door wrote: chain, columns, pages and times."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.db.models import QuerySet

from news import rendering
from news.models.edition import FIRST_LINK, Edition
from news.publishing.timeline import end_of

KEYS = {
    *("title", "sapo", "body", "kind", "category", "source", "lead"),
    *("photos", "tags", "bylines", "pins", "edition"),
}


def faults(editions: QuerySet[Edition]) -> Iterator[str]:
    """What is wrong with these editions, in Vietnamese; nothing when all is well.

    The editions of an article are judged together: pass all of an article's or none.
    """
    ordered = editions.order_by("article_id", "number").iterator(chunk_size=200)
    for article_id, group in groupby(ordered, key=lambda edition: edition.article_id):
        chain = list(group)
        for fault in _of_chain(chain):
            yield f"Bài {article_id}: {fault}"


def _of_chain(chain: list[Edition]) -> Iterator[str]:
    previous = FIRST_LINK
    followers: list[Edition | None] = [*chain[1:], None]
    for number, (edition, follower) in enumerate(zip(chain, followers, strict=True), 1):
        name = f"bản {edition.number}"
        if edition.number != number:
            yield f"{name}: số bản không liền nhau."
        if edition.digest != Edition.digest_of(previous, edition.data):
            yield f"{name}: chuỗi SHA-256 bị đứt."
        if not _is_readable(edition):
            yield f"{name}: bản ghi không đọc được."
            previous = edition.digest
            continue
        yield from (f"{name}: {fault}" for fault in _of_columns(edition))
        yield from (f"{name}: {fault}" for fault in _of_times(edition, follower))
        yield from (f"{name}: {fault}" for fault in _of_rendering(edition))
        previous = edition.digest


def _is_readable(edition: Edition) -> bool:
    """Whether the record is a story at all, whatever its digest says."""
    try:
        record = edition.story
        datetime.fromisoformat(record["edition"]["starts_at"])
        return record.keys() >= KEYS
    except (ValueError, TypeError, KeyError, AttributeError):
        return False


def _of_columns(edition: Edition) -> Iterator[str]:
    record, made = edition.story["edition"], rendering.of_record(edition)
    for name in rendering.FROM_RECORD:
        if getattr(made, name) != getattr(edition, name):
            yield f"cột {name} khác bản ghi."
    if record["article"] != edition.article_id or record["number"] != edition.number:
        yield "bản ghi là của bản đăng khác."
    if _rows(edition) != _rows_of_record(edition):
        yield "từ khóa, người viết hoặc đính chính khác bản ghi."
    for row in edition.story.get("corrections", []):
        if not row["edition"] < edition.number:
            yield "đính chính cho một bản chưa lên trang."


def _of_times(edition: Edition, follower: Edition | None) -> Iterator[str]:
    if edition.ends_at != end_of(edition, follower.starts_at if follower else None):
        yield "giờ kết thúc không đúng."
    if follower is None:
        return
    if follower.starts_at <= edition.starts_at:
        yield "thứ tự các bản không theo thời gian."
    if edition.ends_at is None or edition.ends_at > follower.starts_at:
        yield "hai bản cùng ở trên trang."


def _of_rendering(edition: Edition) -> Iterator[str]:
    stored = {name: getattr(edition, name) for name in rendering.DERIVED}
    rendering.render(edition)
    for name, value in stored.items():
        if getattr(edition, name) != value:
            yield f"cột {name} khác kết quả kết xuất; chạy render_editions."


def _rows(edition: Edition) -> dict[str, Any]:
    return {
        "tags": set(
            edition.tags.through.objects.filter(content_object=edition).values_list(
                "tag_id", flat=True
            )
        ),
        "bylines": list(edition.bylines.values_list("author_id", "unit_id")),
        "corrections": list(
            edition.corrections.values_list("wrong", "right", "on", "signed_by")
        ),
    }


def _rows_of_record(edition: Edition) -> dict[str, Any]:
    return {
        "tags": {tag["tag_id"] for tag in edition.story["tags"]},
        "bylines": [
            (byline["author"], byline["unit"]) for byline in edition.story["bylines"]
        ],
        "corrections": [
            (
                row["wrong"],
                row["right"],
                date.fromisoformat(row["on"]),
                row["signed_by"],
            )
            for row in edition.story.get("corrections", [])
        ],
    }
