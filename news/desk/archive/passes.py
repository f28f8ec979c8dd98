"""A package into the database, in three passes that can be killed at any time.

1: articles, with their text and photos. 2: bylines, tags, pins, old addresses. 3:
publishing with the given date. Every pass of a story is one transaction, which also
writes down how far the story has come; the next run goes on from there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.utils.html import escape

from news import gate, html, photos, publishing, vietnamese
from news.desk.archive.package import BadLine, PhotoUse, Reader, Record
from news.enums import StoryKind
from news.models.article import Article
from news.models.category import RESERVED_SLUGS, Category
from news.models.generation import clock
from news.models.legacy import ImportedStory, LegacyAddress
from news.models.people import Author, Unit
from news.models.photo import Photo
from news.models.revision import Revision

if TYPE_CHECKING:
    from portal.models import User

TEXT, PARTS, PUBLISHED = 1, 2, 3
NOTE = "Nhập từ gói tin"


@dataclass
class Import:
    """One run over a package. `say` and `complain` take (line, message)."""

    reader: Reader
    source: str
    by: User | None
    say: Callable[[int, str], None]
    complain: Callable[[int, str], None]
    counts: Counter[str] = field(default_factory=Counter)
    _touched: dict[str, str] = field(default_factory=dict)
    _stored: dict[str, Photo] = field(default_factory=dict)

    def run(self, advance: Callable[[], None]) -> None:
        """All three passes; `advance` is called once per story and pass."""
        for step in (self._text, self._parts, self._publish):
            for record in self.reader.records():
                self._try(step, record)
                advance()
        for number, fault in self.reader.faults.items():
            self._error(number, fault)
        self.counts.update(self._touched.values())

    def look(self, advance: Callable[[], None]) -> None:
        """What a run would do; writes nothing."""
        for record in self.reader.records():
            story = self._story(record)
            self._photo_faults(record)
            is_done = story is not None and story.passes_done == PUBLISHED
            if story is None:
                self._touched[record.id] = "new"
            elif is_done and story.digest == record.digest:
                self._touched[record.id] = "same"
            else:
                self._touched[record.id] = "updated"
            advance()
        for number, fault in self.reader.faults.items():
            self._error(number, fault)
        self.counts.update(self._touched.values())

    def _try(self, step: Callable[[Record], None], record: Record) -> None:
        try:
            if step == self._text and self._is_new(record):
                self._stored = self._store(record)  # Slow: before the transaction.
            with transaction.atomic():
                step(record)
        except (BadLine, publishing.PublishingError) as error:
            self._error(record.line, str(error))
        except (DataError, IntegrityError, ValidationError) as error:
            self._error(record.line, f"Cơ sở dữ liệu không nhận: {error}")

    def _error(self, line: int, message: str) -> None:
        self.counts["errors"] += 1
        self.complain(line, message)

    def _story(self, record: Record) -> ImportedStory | None:
        rows = ImportedStory.objects.filter(source=self.source, external_id=record.id)
        return rows.select_related("article").first()

    def _due(self, record: Record, step: int) -> ImportedStory | None:
        """The story, when this pass is its next; None when there is nothing to do."""
        story = self._story(record)
        if story is None or story.digest != record.digest:
            return None  # Its first pass failed: that was said then.
        return story if story.passes_done == step - 1 else None

    def _is_new(self, record: Record) -> bool:
        story = self._story(record)
        return story is None or story.digest != record.digest

    # --- 1: text and photos -----------------------------------------------------------

    def _text(self, record: Record) -> None:
        story = self._story(record)
        if story is not None and story.digest == record.digest:
            is_done = story.passes_done == PUBLISHED
            self._touched[record.id] = "same" if is_done else "updated"
            return
        for notice in record.notices:
            self.say(record.line, notice)
        article = story.article if story else Article()
        stored = self._stored
        article.title, article.sapo = record.title, record.sapo
        article.category = category(record.category)
        article.body = html.with_pictures(
            record.body, lambda figure: _figure(figure, stored)
        )
        lead = record.lead_photo
        article.lead_photo = stored.get(lead.file) if lead else None
        article.lead_alt = lead.alt if lead else ""
        article.lead_caption = lead.caption if lead else ""
        gallery = [
            {"photo": stored[use.file].pk, "alt": use.alt, "caption": use.caption}
            for use in record.gallery
            if use.file in stored
        ]
        if gallery:
            article.kind = StoryKind.PHOTO
        publishing.save(article, by=self.by, gallery=gallery, note=NOTE)
        ImportedStory.objects.update_or_create(
            source=self.source,
            external_id=record.id,
            defaults={
                "article": article,
                "digest": record.digest,
                "passes_done": TEXT,
            },
        )
        self._touched[record.id] = "updated" if story else "new"

    def _store(self, record: Record) -> dict[str, Photo]:
        """The library's photos, by the name that the package has for the file."""
        stored = {}
        for use in record.photos:
            try:
                stored[use.file] = photos.store(
                    self.reader.photo(use),
                    by=self.by,
                    alt=use.alt,
                    caption=use.caption,
                    credit=use.credit,
                )
            except (BadLine, photos.PhotoError) as error:
                self._photo_error(record, use, error)
        return stored

    def _photo_faults(self, record: Record) -> None:
        for use in record.photos:
            try:
                self.reader.photo(use)
            except BadLine as error:
                self._photo_error(record, use, error)

    def _photo_error(self, record: Record, use: PhotoUse, error: Exception) -> None:
        name = "" if use.file in str(error) else f"Ảnh “{use.file}”: "
        self._error(record.line, f"{name}{error} Bài được nhập không có ảnh này.")

    # --- 2: bylines, tags, pins, old address ------------------------------------------

    def _parts(self, record: Record) -> None:
        story = self._due(record, PARTS)
        if story is None:
            return
        article = story.article
        publishing.save(
            article,
            by=self.by,
            tags=record.tags,
            bylines=[_signed(name, unit) for name, unit in record.byline],
            pins=self._pins(record),
            note=NOTE,
        )
        if record.url:
            LegacyAddress.objects.point(record.url, article_id=article.pk)
        self._done(story, PARTS)

    def _pins(self, record: Record) -> list[int]:
        rows = ImportedStory.objects.filter(
            source=self.source, external_id__in=record.pins
        )
        known = dict(rows.values_list("external_id", "article_id"))
        for pin in record.pins:
            if pin not in known:
                self.say(record.line, f"Tin liên quan “{pin}” không có trong gói.")
        return [known[pin] for pin in record.pins if pin in known]

    # --- 3: publishing ----------------------------------------------------------------

    def _publish(self, record: Record) -> None:
        story = self._due(record, PUBLISHED)
        if story is None:
            return
        article = story.article
        last = article.editions.order_by("-number").first()
        if last is not None and last.withdrawn_at is not None:
            self.say(record.line, "Bài đã bị gỡ ở bàn biên tập nên không đăng lại.")
        elif record.published_at > clock():
            publishing.schedule(
                article,
                at=record.published_at,
                by=self.by,
                gate_open=True,
                may_be_own=True,
            )
        else:
            with suppress(publishing.NothingNew):  # Only the address changed, or a key.
                publishing.publish(
                    article,
                    by=self.by,
                    published_at=record.published_at,
                    gate_open=True,
                    may_be_own=True,
                )
        latest = Revision.objects.of(article).first()
        for problem in gate.problems(latest.story) if latest else []:
            if problem.blocks:
                self.say(record.line, problem.message)
        self._done(story, PUBLISHED)

    def _done(self, story: ImportedStory, step: int) -> None:
        ImportedStory.objects.filter(pk=story.pk).update(passes_done=step)


def category(names: Iterable[str]) -> Category:
    """The section of that name below its parent; made when missing."""
    found: Category | None = None
    for name in names:
        found = _named(name, found) or _add(name, found)
    if found is None:
        raise BadLine("“category” phải có một hoặc hai tên.")
    return found


def _named(name: str, parent: Category | None) -> Category | None:
    key = vietnamese.exact_key(name)
    siblings = Category.objects.filter(parent=parent)
    return next((c for c in siblings if vietnamese.exact_key(c.name) == key), None)


def _add(name: str, parent: Category | None) -> Category:
    base = vietnamese.slug(name, fallback="muc", limit=70)
    taken = set(
        Category.objects.filter(parent=parent).values_list("slug", flat=True)
    ) | (RESERVED_SLUGS if parent is None else set())
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return Category.objects.add(name, parent=parent, slug=slug)


def _signed(name: str, unit_name: str) -> tuple[Author, Unit | None]:
    unit = Unit.objects.named(unit_name) if unit_name else None
    return Author.objects.named(name, unit), unit


def _figure(figure: html.Figure, stored: dict[str, Photo]) -> str:
    """The figure with the library's address; nothing when the photo is not there."""
    photo = stored.get(unquote(figure.src))
    if photo is None:
        return ""
    words = " ".join(filter(None, ["image", figure.align and f"align-{figure.align}"]))
    image = f'<img alt="{escape(figure.alt)}" src="{escape(photo.file.url)}">'
    caption = figure.caption_html
    below = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure class="{words}">{image}{below}</figure>'
