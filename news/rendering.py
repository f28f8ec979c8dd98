"""From the record of an edition to what readers get. One function, one version.

Everything here can be made again from `Edition.data`; `manage.py render_editions` does
it for all, and `verify_editions` compares.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from news import html, vietnamese
from news.models.category import Category
from news.models.edition import Edition, EditionQuerySet
from news.models.people import Author, EditionByline, Unit
from news.models.photo import card_name, card_size
from news.models.tag import EditionTag, Tag

RENDER_VERSION = 1
# Columns that Edition.of() sets from the record, beside the chain's own.
FROM_RECORD = [
    *("slug", "starts_at", "published_at", "title", "sapo", "body", "kind"),
    *("category_id", "lead_photo_id", "lead_alt", "lead_caption"),
    *("source_name", "source_url"),
]
CARD_SAPO = 180
DERIVED = ["html", "head", "card", "section_id", "render_version"]
# Inside <script type="application/ld+json"> no character may end the element.
JSON_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def render(edition: Edition) -> Edition:
    """Fill in the derived columns of an edition, saved or not; returns it.

    Raises html.UnsafeHTML for a body that is too long or too deep to be cleaned.
    """
    # None only for the preview of a draft, which is never saved.
    edition.section_id = _section_id(edition)  # type: ignore[assignment]
    edition.html = _page(edition)
    edition.head = _head(edition)
    edition.card = _card(edition)
    edition.render_version = RENDER_VERSION
    return edition


def link(edition: Edition) -> None:
    """Make the rows by which tag, author and unit pages find a saved edition."""
    EditionTag.objects.filter(content_object=edition).delete()
    EditionByline.objects.filter(edition=edition).delete()
    EditionTag.objects.bulk_create(
        EditionTag(content_object=edition, tag_id=tag["tag_id"])
        for tag in edition.story["tags"]
    )
    EditionByline.objects.bulk_create(
        EditionByline(
            edition=edition,
            author_id=byline["author"],
            unit_id=byline["unit"],
            position=position,
        )
        for position, byline in enumerate(edition.story["bylines"])
    )


def of_record(edition: Edition) -> Edition:
    """The edition as its record alone says it is; unsaved, and not rendered."""
    story = {key: value for key, value in edition.story.items() if key != "edition"}
    facts = edition.story["edition"]
    return Edition.of(
        story,
        article_id=edition.article_id,
        number=edition.number,
        starts_at=datetime.fromisoformat(facts["starts_at"]),
        published_at=datetime.fromisoformat(facts["published_at"]),
    )


def remake(editions: EditionQuerySet) -> int:
    """Derive saved editions anew, rows included; returns how many had differed."""
    names, changed = [*FROM_RECORD, *DERIVED], 0
    for edition in editions.order_by("pk").iterator(chunk_size=200):
        before = [getattr(edition, name) for name in names]
        recorded = of_record(edition)
        for name in FROM_RECORD:
            setattr(edition, name, getattr(recorded, name))
        render(edition)
        if before != [getattr(edition, name) for name in names]:
            edition.save(update_fields=names)
            changed += 1
        link(edition)
    return changed


def _section_id(edition: Edition) -> int | None:
    """The top section that holds the edition's; None for a draft without one."""
    rows = Category.objects.filter(pk=edition.category_id or 0)
    return next((parent or pk for pk, parent in rows.values_list("pk", "parent")), None)


def _page(edition: Edition) -> str:
    story = edition.story
    clean = html.clean(
        edition.body
    )  # Again: an old row, SQL or a shell passed no form.
    shown = {_name(source) for source in html.image_sources(clean)}
    lead = _lead_figure(story) if _lead_name(story) not in shown else ""
    body = html.with_pictures(clean, lambda figure: _figure(figure, story))
    context = {
        "lead_figure": mark_safe(lead),  # noqa: S308 (made by our own template)
        "body": mark_safe(body),  # noqa: S308 (cleaned by news.html)
        "byline": _byline(story),
        "source": _source(story),
        "tags": _tags(story),
    }
    return render_to_string("news/_story_text.html", context)


def _head(edition: Edition) -> str:
    canonical = settings.SITE_URL + edition.get_absolute_url()
    name = _lead_name(edition.story)
    image = settings.SITE_URL + default_storage.url(name) if name else ""
    context = {
        "edition": edition,
        "description": vietnamese.shorten(edition.sapo, 200),
        "canonical": canonical,
        "image": image,
        "json_ld": _json_ld(edition, canonical, image),
    }
    return render_to_string("news/_story_head.html", context)


def _card(edition: Edition) -> str:
    story = edition.story
    name = _lead_name(story) or _first_picture(edition)
    photo = story["photos"].get(name)
    context = {
        "edition": edition,
        "sapo": vietnamese.shorten(edition.sapo, CARD_SAPO),
        "published_text": vietnamese.short_moment(
            timezone.localtime(edition.published_at)
        ),
        "photo": _small(name, photo) if photo else None,
    }
    return render_to_string("news/_story_card.html", context)


def _small(name: str, photo: dict[str, Any]) -> dict[str, str]:
    width, height = card_size(photo["width"], photo["height"])
    src = default_storage.url(card_name(name))
    return {"src": src, "width": str(width), "height": str(height)}


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
    text = json.dumps(facts, ensure_ascii=False).translate(JSON_ESCAPES)
    return mark_safe(text)  # noqa: S308 (every character that could end it is escaped)


def _name(source: str) -> str:
    """The storage name of a picture's file."""
    return source.removeprefix(settings.MEDIA_URL)


def _lead_name(story: dict[str, Any]) -> str:
    lead = story["lead"]
    wanted = lead and lead["photo"]
    return next(
        (n for n, photo in story["photos"].items() if photo["id"] == wanted), ""
    )


def _first_picture(edition: Edition) -> str:
    known = edition.story["photos"]
    names = (_name(source) for source in html.image_sources(edition.body))
    return next((name for name in names if name in known), "")


def _lead_figure(story: dict[str, Any]) -> str:
    name = _lead_name(story)
    if not name:
        return ""
    lead = story["lead"]
    photo = {**story["photos"][name], "alt": lead["alt"], "caption": lead["caption"]}
    return _picture(name, photo, escape(lead["caption"]), eager=True)


def _figure(figure: html.Figure, story: dict[str, Any]) -> str:
    name = _name(figure.src)
    photo = story["photos"].get(name)
    if photo is None:
        return ""  # Not in the library: the gate says so, an import reports it.
    caption = figure.caption_html or escape(photo["caption"])
    photo = {**photo, "alt": figure.alt or photo["alt"]}
    return _picture(name, photo, caption, align=figure.align)


def _picture(
    name: str,
    photo: dict[str, Any],
    caption: str,
    *,
    eager: bool = False,
    align: str = "",
) -> str:
    says_credit = "ảnh:" in caption.casefold()
    context = {
        "src": default_storage.url(name),
        # As text: templates would print 1600 as 1.600, which is one pixel.
        "width": str(photo["width"]),
        "height": str(photo["height"]),
        "alt": photo["alt"],
        "caption": mark_safe(caption),  # noqa: S308 (cleaned by news.html or escaped)
        "credit": "" if says_credit else photo["credit"],
        "eager": eager,
        "align": align,
    }
    return render_to_string("news/_figure.html", context)


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
