"""From the record of an edition to what readers get. One function, one version.

Everything here can be made again from `Edition.data`; `manage.py render_editions` does
it for all, and `verify_editions` compares.
"""

from __future__ import annotations

from datetime import datetime

from news import html, vietnamese
from news.models.article import Article
from news.models.category import Category
from news.models.correction import EditionCorrection
from news.models.edition import Edition, EditionQuerySet
from news.models.kinship import EditionPin
from news.models.people import EditionByline
from news.models.photo_use import EditionPhoto
from news.models.tag import EditionTag
from news.rendering import page
from news.rendering.pictures import Album

RENDER_VERSION = 4
# Columns that Edition.of() sets from the record, beside the chain's own.
FROM_RECORD = [
    *("slug", "starts_at", "published_at", "title", "sapo", "body", "kind"),
    *("category_id", "lead_photo_id", "lead_alt", "lead_caption"),
    *("source_name", "source_url", "source_at"),
]
DERIVED = ["html", "head", "card", "title_key", "section_id", "render_version"]


def render(edition: Edition) -> Edition:
    """Fill in the derived columns of an edition, saved or not; returns it.

    Raises html.UnsafeHTML for a body that is too long or too deep to be cleaned.
    """
    # None only for the preview of a draft, which is never saved.
    edition.section_id = _section_id(edition)  # type: ignore[assignment]
    # Cleaned again: an old row, SQL or a shell passed no form.
    album = Album.of(edition, html.clean(edition.body))
    edition.html = page.text(edition, album)
    edition.head = page.head(edition, album)
    edition.card = page.card(edition, album)
    edition.title_key = vietnamese.title_key(edition.title)
    edition.render_version = RENDER_VERSION
    return edition


def link(edition: Edition) -> None:
    """Make the rows by which pages and the desk find a saved edition."""
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
    pins = edition.story["pins"]
    known = set(Article.objects.filter(pk__in=pins).values_list("pk", flat=True))
    EditionPin.objects.write(edition, (pk for pk in pins if pk in known))
    photos = edition.story["photos"].values()
    EditionPhoto.objects.write(edition, (photo["id"] for photo in photos))
    corrections = edition.story.get("corrections", [])
    EditionCorrection.objects.write(edition, corrections)


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
