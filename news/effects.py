"""What must follow a change. The only place that knows."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from news import kinship, rendering, search
from news.models.category import Category
from news.models.edition import Edition
from news.models.generation import PageGeneration, clock
from news.models.legacy import LegacyAddress
from news.models.photo import Photo
from news.models.photo_use import EditionPhoto
from news.models.revision import Revision
from news.models.tag import Tag


def text_changed(revision: Revision) -> None:
    """A working text was saved: the desk finds it by its new words."""
    search.desk.index(revision)


def edition_made(edition: Edition) -> None:
    """A new edition: other pages may lead to it from now on."""
    kinship.relate(edition, clock())


def edition_dropped(edition: Edition) -> None:
    """An edition that no reader saw is about to be deleted."""
    search.forget([edition.pk])


def edition_changed(article_id: int, moment: datetime) -> None:
    """In the caller's transaction: what is found first, the page generation last."""
    search.refresh(article_id, moment)
    public_changed(moment)


def public_changed(moment: datetime | None = None) -> None:
    """Make every cached page old. What is outside the database waits for the commit."""
    PageGeneration.objects.advance(moment)
    transaction.on_commit(PageGeneration.objects.forget)


def section_changed(section: Category, old_path: str) -> None:
    """A section was renamed or moved: old addresses lead on, its editions say so."""
    old = f"/{old_path}/"
    if old_path and old_path != section.path and not LegacyAddress.objects.at(old):
        LegacyAddress.objects.point(old, category=section)
    for child in section.children.all():
        child_path = child.path
        child.clean()
        child.save(update_fields=["path"])
        section_changed(child, child_path)
    editions = Edition.objects.filter(category=section)
    rendering.remake(editions)
    search.reindex(editions)


def tag_changed(tag: Tag, old_slug: str) -> None:
    """A tag was renamed: its old address leads on, its editions print the new one."""
    if old_slug and old_slug != tag.slug:
        LegacyAddress.objects.point(f"/tu-khoa/{old_slug}/", tag=tag)
    editions = Edition.objects.tagged(tag)
    rendering.remake(editions)
    search.reindex(editions)


def photo_changed(photo: Photo) -> None:
    """A photo was withdrawn or returned: every edition that names it says so."""
    rendering.remake(EditionPhoto.objects.editions_of(photo))
    public_changed()
