"""The words of a story: title, sapo, body, section, who wrote it, where it is from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils import timezone

from news import html
from news.enums import StoryKind
from news.gate.legacy_font import legacy_words
from news.gate.problem import Problem, Severity, Spot, Story, key_of

LONGEST_SAPO = 60  # Words.
LONGEST_TITLE = 110  # Characters; search engines and cards cut what is longer.
HEAD_START = timedelta(hours=1)  # Of the source, before we may repeat its story.
LETTERS = re.compile(r"[^\W\d_]+")


def problems(
    story: Story, outline: html.Outline, at: datetime | None
) -> Iterator[Problem]:
    yield from _missing(story, outline)
    if story["kind"] == StoryKind.REPUBLISHED:
        yield from _republished(story, at)
    yield from _in_old_fonts(story, outline)
    yield from _advice(story)


def _missing(story: Story, outline: html.Outline) -> Iterator[Problem]:
    if not story["title"]:
        yield _demanded("title", "Bài chưa có tiêu đề.")
    if not story["category"]:
        yield _demanded("category", "Bài chưa có chuyên mục.")
    if not story["sapo"]:
        yield _demanded("sapo", "Bài chưa có sapo.")
    is_empty = not outline.text and not html.figures(story["body"])
    if is_empty and story["kind"] != StoryKind.PHOTO:
        yield _demanded("body", "Bài chưa có nội dung.")
    has_source = story["source"]["name"] or story["kind"] == StoryKind.REPUBLISHED
    if not story["bylines"] and not has_source:
        message = "Bài chưa có người viết hoặc nguồn."
        yield Problem("bylines", message, "byline-missing")


def _demanded(field: str, message: str) -> Problem:
    """What no edition can do without: the database refuses it, too."""
    return Problem(field, message, f"{field}-missing", waivable=False)


def _republished(story: Story, at: datetime | None) -> Iterator[Problem]:
    source = story["source"]
    if not source["name"]:
        message = "Bài dẫn nguồn chưa ghi tên nguồn."
        yield Problem("source_name", message, "source-name-missing")
    if not source["url"]:
        message = "Bài dẫn nguồn chưa ghi địa chỉ của bài gốc."
        yield Problem("source_url", message, "source-url-missing")
    if "at" not in source:
        yield Problem(
            "source_at",
            "Chưa ghi nguồn đăng lúc nào nên chưa biết đã đủ một giờ hay chưa.",
            "source-time-missing",
            Severity.ADVISE,
        )
        return
    earliest = datetime.fromisoformat(source["at"]) + HEAD_START
    if at is not None and at < earliest:
        yield Problem(
            "source_at",
            "Bài dẫn nguồn chỉ được đăng sau nguồn ít nhất một giờ:"
            f" từ {timezone.localtime(earliest):%H:%M %d/%m/%Y}.",
            key_of("source-too-new", source["at"]),
        )


def _in_old_fonts(story: Story, outline: html.Outline) -> Iterator[Problem]:
    lead = story["lead"] or {}
    texts = [
        ("title", "Tiêu đề", story["title"]),
        ("sapo", "Sapo", story["sapo"]),
        ("body", "Nội dung", outline.text),
        ("lead_caption", "Chú thích ảnh đại diện", lead.get("caption", "")),
        ("lead_alt", "Mô tả ảnh đại diện", lead.get("alt", "")),
        ("source_name", "Tên nguồn", story["source"]["name"]),
        ("tags", "Từ khóa", "\n".join(tag["tag__name"] for tag in story["tags"])),
        *(
            ("gallery", "Bộ ảnh", f"{row['caption']}\n{row['alt']}")
            for row in story.get("gallery", [])
        ),
    ]
    for field, name, text in texts:
        lines = text.splitlines()
        words = list(dict.fromkeys(w for line in lines for w in legacy_words(line)))
        if words:
            yield Problem(
                field,
                f"{name} có chữ gõ bằng phông cũ (TCVN3, VNI):"
                f" “{' '.join(words[:4])}”. Hãy chuyển sang Unicode.",
                key_of(f"legacy-font:{field}", " ".join(words)),
                spot=Spot("text", words[0]) if field == "body" else None,
            )


def _advice(story: Story) -> Iterator[Problem]:
    length = len(story["sapo"].split())
    if length > LONGEST_SAPO:
        message = f"Sapo dài {length} chữ; nên rút còn {LONGEST_SAPO} chữ trở xuống."
        yield Problem("sapo", message, "sapo-long", Severity.ADVISE)
    if not story["tags"]:
        message = "Bài chưa có từ khóa nên khó gặp ở “Có thể bạn quan tâm”."
        yield Problem("tags", message, "tags-missing", Severity.ADVISE)
    title = story["title"]
    if title.isupper() and len(LETTERS.findall(title)) > 1:
        message = "Tiêu đề viết toàn chữ hoa, khó đọc; nên viết hoa chữ đầu câu."
        yield Problem("title", message, "title-capitals", Severity.ADVISE)
    if len(title) > LONGEST_TITLE:
        shown = " ".join(title[:LONGEST_TITLE].rpartition(" ")[0].split()[-4:])
        yield Problem(
            "title",
            f"Tiêu đề dài {len(title)} ký tự; máy tìm kiếm và mạng xã hội thường cắt"
            f" sau “…{shown}”. Nên rút còn {LONGEST_TITLE} ký tự trở xuống.",
            "title-long",
            Severity.ADVISE,
        )
