"""What stands beside a story: what its editors pinned, and what is akin to it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import models
from django.db.models import OuterRef, Subquery

from news.models.article import Article
from news.models.edition import Edition, EditionQuerySet


class EditionPinQuerySet(models.QuerySet["EditionPin"]):
    def live_targets(self, moment: datetime, edition: int) -> EditionQuerySet:
        """What readers see of the stories pinned to that edition, in its order."""
        own = self.filter(edition=edition)
        place = own.filter(target=OuterRef("article_id")).values("position")[:1]
        live = Edition.objects.live(moment).for_links()
        pinned = live.filter(article_id__in=own.values("target_id"))
        return pinned.order_by(Subquery(place))

    def live_pages_with(self, article_id: int, moment: datetime) -> EditionQuerySet:
        """Editions that readers see, to which that story is pinned, newest first."""
        live = Edition.objects.live(moment).for_links()
        return live.filter(pin_rows__target=article_id).newest()

    def write(self, edition: Edition, article_ids: Iterable[int]) -> None:
        """These pins and no others are what the edition's record names."""
        self.filter(edition=edition).delete()
        self.bulk_create(
            self.model(edition=edition, target_id=pk, position=position)
            for position, pk in enumerate(article_ids)
        )


class EditionPin(models.Model):
    """A story that an edition shows under “Tin liên quan”, as long as it is live."""

    edition = models.ForeignKey(
        Edition, on_delete=models.CASCADE, related_name="pin_rows"
    )
    target = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField("thứ tự", default=0)

    objects = EditionPinQuerySet.as_manager()

    class Meta:
        verbose_name = "tin liên quan của bản đăng"
        verbose_name_plural = "tin liên quan của bản đăng"

    def __str__(self) -> str:
        return self.target.title


class Kinship(models.Model):
    """Two editions about much the same; stored for each of them, best rank first.

    Made by news.kinship. The rank is no likeness alone: see there.
    """

    edition = models.ForeignKey(
        Edition, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    other = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="akin")
    rank = models.FloatField("bậc")

    class Meta:
        verbose_name = "bài gần nhau"
        verbose_name_plural = "bài gần nhau"
        indexes = [
            models.Index(fields=["edition", "-rank"], name="news_kinship_nearest"),
        ]

    def __str__(self) -> str:
        return f"{self.edition} – {self.other}"
