"""The three pieces of HTML that an edition carries: its text, its head, its card."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.safestring import SafeString, mark_safe

from news import vietnamese
from news.models.edition import Edition
from news.models.people import Author, Unit
from news.models.tag import Tag
from news.rendering.pictures import Album

CARD_SAPO = 180
# Inside <script type="application/ld+json"> no character may end the element.
JSON_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def text(edition: Edition, album: Album) -> str:
    """What stands below the headline: photos, text, files, names, corrections, tags."""
    story = edition.story
    context = {
        "lead_figure": mark_safe(album.lead_figure()),  # noqa: S308 (our own template)
        "body": mark_safe(album.text()),  # noqa: S308 (cleaned by news.html)
        "gallery": [mark_safe(figure) for figure in album.gallery()],  # noqa: S308
        "attachments": _attachments(edition),
        "byline": _byline(story),
        "source": _source(story),
        "corrections": _corrections(story),
        "tags": _tags(story),
    }
    return render_to_string("news/_story_text.html", context)


def head(edition: Edition, album: Album) -> str:
    canonical = settings.SITE_URL + edition.get_absolute_url()
    name = album.share_image()
    image = settings.SITE_URL + default_storage.url(name) if name else ""
    context = {
        "edition": edition,
        "description": vietnamese.shorten(edition.sapo, 200),
        "canonical": canonical,
        "image": image,
        "preload": album.preload(),
        "json_ld": _json_ld(edition, canonical, image),
    }
    return render_to_string("news/_story_head.html", context)


def card(edition: Edition, album: Album) -> str:
    context = {
        "edition": edition,
        "sapo": vietnamese.shorten(edition.sapo, CARD_SAPO),
        "published_text": vietnamese.short_moment(
            timezone.localtime(edition.published_at)
        ),
        "picture": album.card(),
    }
    return render_to_string("news/_story_card.html", context)


def _attachments(edition: Edition) -> list[dict[str, str]]:
    return [
        {
            "url": _attachment_url(edition, row),
            "title": row["title"],
            "kind": row["extension"].upper(),
            "size": file_size(row["size"]),
        }
        for row in edition.story.get("attachments", [])
    ]


def _attachment_url(edition: Edition, row: dict[str, Any]) -> str:
    name = vietnamese.slug(row["title"], fallback="tep", limit=80)
    address = [edition.article_id or 0, row["id"], name, row["extension"]]
    return reverse("news:attachment", args=address)


def file_size(count: int) -> str:
    """“812 KB”, “1,4 MB”: as people say it."""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))} KB"
    return f"{number_format(count / 1_000_000, 1)} MB"


def _json_ld(edition: Edition, canonical: str, image: str) -> SafeString:
    facts = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": edition.title,
        "description": edition.sapo,
        "datePublished": timezone.localtime(edition.published_at).isoformat(),
        "dateModified": timezone.localtime(edition.starts_at).isoformat(),
        "mainEntityOfPage": canonical,
        "inLanguage": "vi",
        "image": [image] if image else [],
        "author": [
            {"@type": "Person", "name": byline["name"]}
            for byline in edition.story["bylines"]
        ],
    }
    if corrections := edition.story.get("corrections"):
        facts["correction"] = [_comment(row) for row in corrections]
    text = json.dumps(facts, ensure_ascii=False).translate(JSON_ESCAPES)
    return mark_safe(text)  # noqa: S308 (every character that could end it is escaped)


def _comment(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "@type": "CorrectionComment",
        "text": f"Đã viết: {row['wrong']} Sửa lại là: {row['right']}",
        "datePublished": row["on"],
        "author": {"@type": "Organization", "name": row["signed_by"]},
    }


def _corrections(story: dict[str, Any]) -> list[dict[str, Any]]:
    rows = story.get("corrections", [])
    return [row | {"on": date.fromisoformat(row["on"])} for row in rows]


def _source(story: dict[str, Any]) -> dict[str, str] | None:
    name, url = story["source"]["name"], story["source"]["url"]
    is_web = url.startswith(("https://", "http://"))
    return {"name": name, "url": url if is_web else ""} if name else None


def _byline(story: dict[str, Any]) -> list[dict[str, str]]:
    """Names as they were when the edition was made; links to where they are now."""
    authors = Author.objects.in_bulk([byline["author"] for byline in story["bylines"]])
    units = Unit.objects.in_bulk(
        [byline["unit"] for byline in story["bylines"] if byline["unit"]]
    )
    return [
        {
            "name": byline["name"],
            "url": _url(authors.get(byline["author"])),
            "unit": byline["unit_name"],
            "unit_url": _url(units.get(byline["unit"])),
        }
        for byline in story["bylines"]
    ]


def _tags(story: dict[str, Any]) -> list[dict[str, str]]:
    tags = Tag.objects.in_bulk([tag["tag_id"] for tag in story["tags"]])
    return [
        {
            "name": tags[tag["tag_id"]].name,
            "url": tags[tag["tag_id"]].get_absolute_url(),
        }
        for tag in story["tags"]
        if tag["tag_id"] in tags
    ]


def _url(page: Author | Unit | None) -> str:
    return page.get_absolute_url() if page else ""
