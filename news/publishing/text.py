"""The working text: save and restore. Readers see none of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from news import effects, html, vietnamese
from news.enums import ArticleState, StepKind
from news.models.article import Article, Byline, Pin
from news.models.attachment import ArticleAttachment, Attachment
from news.models.category import Category
from news.models.gallery import GalleryPhoto
from news.models.generation import clock
from news.models.people import Author, Unit
from news.models.photo import Photo
from news.models.photo_use import ArticlePhoto
from news.models.revision import Revision, shown_photos
from news.publishing import corrections as correcting
from news.publishing.steps import (
    PublishingError,
    append_revision,
    claim,
    compare_with_site,
    log,
    step,
)

if TYPE_CHECKING:
    from portal.models import User

WHILE_SUBMITTED = "Sửa trong lúc chờ duyệt"


def begin_save(article: Article, *, by: User | None) -> None:
    """Write the story's own fields; finish_save() follows in the same transaction.

    Raises PublishingError when a colleague saved since this text was read.
    """
    if article.pk:
        claim(article)
    else:
        article.created_by = by
    for name in ("title", "sapo", "lead_alt", "lead_caption", "source_name"):
        setattr(article, name, vietnamese.clean_line(getattr(article, name)))
    try:
        article.body = html.clean(article.body)
    except html.UnsafeHTML as error:
        raise PublishingError(str(error)) from error
    article.search_text = vietnamese.fold(article.title)[:300]
    article.updated_at, article.updated_by = clock(), by
    article.save()


def finish_save(
    article: Article,
    *,
    by: User | None,
    note: str = "",
    kind: StepKind = StepKind.SAVE,
) -> Revision:
    """Append the revision of a save, when bylines, tags and pins are written."""
    shown = shown_photos(article).values()
    ArticlePhoto.objects.write(article, (photo.pk for photo in shown))
    revision = append_revision(article, by=by, note=note)
    effects.text_changed(revision)
    compare_with_site(article)
    if not note and article.state == ArticleState.SUBMITTED:
        note = WHILE_SUBMITTED  # The editors must know that the text moved.
    log(article, kind, by=by, at=revision.made_at, note=note)
    correcting.log_changes(article, revision, by=by)
    return revision


@step
def save(
    article: Article,
    *,
    by: User | None,
    tags: Iterable[str] | None = None,
    bylines: Iterable[tuple[Author, Unit | None]] | None = None,
    pins: Iterable[int] | None = None,
    gallery: list[dict[str, Any]] | None = None,
    corrections: list[dict[str, Any]] | None = None,
    note: str = "",
) -> Revision:
    """Save a working text in one call; what is None stays as it is.

    A row of the gallery: photo (an id), alt, caption; of the corrections: as in a
    story's data.
    """
    begin_save(article, by=by)
    if tags is not None:
        article.tags.set(list(tags))
    if bylines is not None:
        _write_bylines(article, bylines)
    if pins is not None:
        _write_pins(article, pins)
    if gallery is not None:
        _write_gallery(article, gallery)
    if corrections is not None:
        correcting.write(article, corrections, by=by)
    return finish_save(article, by=by, note=note)


@transaction.atomic
def restore(
    revision: Revision,
    *,
    by: User | None,
    version: int,
    story: dict[str, Any] | None = None,
    note: str = "",
) -> Article:
    """Make an old revision the working text again; publishes nothing.

    `version` is the article's version that the person saw; `story` is what of the
    revision this person may bring back, all of it unless given. What is gone since
    then is named by losses(). Corrections that an edition has shown stay: an older
    text does not know them. Raises PublishingError.
    """
    article = Article.objects.get(pk=revision.article_id)
    article.version = version
    story = revision.story if story is None else story
    lead, category = story["lead"] or {}, story["category"] or {}
    for name in ("title", "sapo", "body", "kind"):
        setattr(article, name, story[name])
    article.source_name = story["source"]["name"]
    article.source_url = story["source"]["url"]
    source_at = story["source"].get("at")
    article.source_at = datetime.fromisoformat(source_at) if source_at else None
    article.category = Category.objects.filter(pk=category.get("id", 0)).first()
    article.lead_photo = Photo.objects.filter(pk=lead.get("photo", 0)).first()
    article.lead_alt = lead.get("alt", "")
    article.lead_caption = lead.get("caption", "")
    begin_save(article, by=by)
    article.tags.set([tag["tag__name"] for tag in story["tags"]])
    authors = Author.objects.in_bulk([row["author"] for row in story["bylines"]])
    units = Unit.objects.in_bulk(
        [row["unit"] for row in story["bylines"] if row["unit"]]
    )
    _write_bylines(
        article,
        [
            (authors[row["author"]], units.get(row["unit"]))
            for row in story["bylines"]
            if row["author"] in authors
        ],
    )
    _write_pins(article, story["pins"])
    _write_gallery(article, story.get("gallery", []))
    _write_attachments(article, story.get("attachments", []))
    corrections = story.get("corrections", [])
    known = correcting.with_published(article, corrections)
    correcting.write(article, known, by=by)
    said = f"Khôi phục bản lưu {revision.number}"
    note = f"{said}: {note}" if note else said
    finish_save(article, by=by, note=note, kind=StepKind.RESTORE)
    return article


def _write_bylines(
    article: Article, bylines: Iterable[tuple[Author, Unit | None]]
) -> None:
    article.bylines.all().delete()
    unique = dict(bylines)
    Byline.objects.bulk_create(
        Byline(article=article, author=author, unit=unit, position=position)
        for position, (author, unit) in enumerate(unique.items())
    )


def _write_pins(article: Article, pins: Iterable[int]) -> None:
    """Pins of articles that exist, in that order; never itself, never twice."""
    wanted = [pk for pk in dict.fromkeys(pins) if pk != article.pk]
    known = set(Article.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    article.pins.all().delete()
    Pin.objects.bulk_create(
        Pin(article=article, target_id=pk, position=position)
        for position, pk in enumerate(pk for pk in wanted if pk in known)
    )


def _write_gallery(article: Article, rows: list[dict[str, Any]]) -> None:
    known = Photo.objects.in_bulk([row["photo"] for row in rows])
    GalleryPhoto.objects.filter(article=article).delete()
    GalleryPhoto.objects.bulk_create(
        GalleryPhoto(
            article=article,
            photo_id=row["photo"],
            alt=row["alt"],
            caption=row["caption"],
            position=position,
        )
        for position, row in enumerate(rows)
        if row["photo"] in known
    )


def _write_attachments(article: Article, rows: list[dict[str, Any]]) -> None:
    known = Attachment.objects.in_bulk([row["id"] for row in rows])
    ArticleAttachment.objects.filter(article=article).delete()
    ArticleAttachment.objects.bulk_create(
        ArticleAttachment(
            article=article,
            attachment_id=row["id"],
            title=row["title"],
            position=position,
        )
        for position, row in enumerate(rows)
        if row["id"] in known
    )
