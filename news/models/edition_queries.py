"""What may be asked of editions: every query has a name, and is written once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from news.models.category import Category
from news.models.people import Author, EditionByline, Unit
from news.models.tag import EditionTag, Tag

if TYPE_CHECKING:
    from news.models.edition import Edition  # noqa: F401 (its querysets are of these)


class EditionQuerySet(models.QuerySet["Edition"]):
    def live(self, moment: datetime) -> Self:
        """Editions that readers see at that moment."""
        return self.started(moment).not_ended(moment)

    def not_ended(self, moment: datetime) -> Self:
        """Editions that readers see or may yet see."""
        return self.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=moment))

    def changing_after(self, moment: datetime) -> Self:
        """Editions that start or end after that moment."""
        return self.alias(last=Coalesce("ends_at", "starts_at")).filter(last__gt=moment)

    def scheduled(self, moment: datetime) -> Self:
        """Editions that no reader has seen yet."""
        return self.filter(starts_at__gt=moment)

    def started(self, moment: datetime) -> Self:
        """Editions that readers see or have seen."""
        return self.filter(starts_at__lte=moment)

    def in_category(self, category: Category) -> Self:
        """Of that section; a top section holds those of its subsections too."""
        if category.parent_id is None:
            return self.filter(section=category)
        return self.filter(category=category)

    def tagged(self, *tags: Tag) -> Self:
        # A subquery rather than a join: a story with two of the tags stays one row.
        tagged = EditionTag.objects.filter(tag__in=tags)
        return self.filter(pk__in=tagged.values("content_object"))

    def signed(self, **by: Author | Unit) -> Self:
        """By that author, or by somebody of that unit: signed(author=…)."""
        rows = EditionByline.objects.filter(**by)
        return self.filter(pk__in=rows.values("edition"))

    def of_articles(self, article_ids: Iterable[int]) -> Self:
        return self.filter(article_id__in=list(article_ids))

    def without(self, article_ids: Iterable[int]) -> Self:
        return self.exclude(article_id__in=list(article_ids))

    def akin_to(self, edition: int) -> Self:
        """Those about much the same, most akin first: see news.kinship."""
        return self.filter(akin__edition=edition).order_by("-akin__rank", "-pk")

    def tags(self) -> models.QuerySet[Tag]:
        """The tags that these editions have; a draft's are not among them."""
        shown = EditionTag.objects.filter(
            tag=OuterRef("pk"), content_object__in=self.order_by().values("pk")
        )
        return Tag.objects.filter(Exists(shown))

    def units(self) -> models.QuerySet[Unit]:
        """The units that signed these editions."""
        signed = EditionByline.objects.filter(
            unit=OuterRef("pk"), edition__in=self.order_by().values("pk")
        )
        return Unit.objects.filter(Exists(signed))

    def newest(self) -> Self:
        return self.order_by("-published_at", "-article_id")

    def before(self, published_at: datetime, article_id: int) -> Self:
        """Those that follow that story in the order of newest()."""
        # Without the first half SQLite scans the whole index.
        return self.filter(published_at__lte=published_at).filter(
            Q(published_at__lt=published_at) | Q(article_id__lt=article_id)
        )

    def for_page(self) -> Self:
        """Load what the story's own page shows."""
        unseen = ("body", "data", "card", "lead_caption", "withdrawn_reason")
        return self.defer(*unseen, "source_at")

    def for_cards(self) -> Self:
        """Load what a list of cards shows, and nothing that it does not."""
        return self.only("article_id", "published_at", "title_key", "card")

    def for_links(self) -> Self:
        """Load what a list of bare links shows."""
        return self.only("article_id", "published_at", "title_key", "title", "slug")
