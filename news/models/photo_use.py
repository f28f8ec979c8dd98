"""Where a photo is used: rows that the door derives from working texts and editions.

They say which stories a photo's page lists, and keep a photo in use from being deleted.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models

from news.models.article import Article
from news.models.edition import Edition, EditionQuerySet
from news.models.photo import Photo


class ArticlePhotoQuerySet(models.QuerySet["ArticlePhoto"]):
    def write(self, article: Article, photo_ids: Iterable[int]) -> None:
        """These photos and no others are what the working text shows."""
        wanted = set(photo_ids)
        own = self.filter(article=article)
        known = set(own.values_list("photo_id", flat=True))
        own.exclude(photo_id__in=wanted).delete()
        self.bulk_create(
            self.model(article=article, photo_id=pk) for pk in sorted(wanted - known)
        )


class ArticlePhoto(models.Model):
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, related_name="+")

    objects = ArticlePhotoQuerySet.as_manager()

    class Meta:
        verbose_name = "bài viết"
        verbose_name_plural = "bài viết"
        constraints = [
            models.UniqueConstraint(
                fields=["article", "photo"],
                name="news_articlephoto_once",
                violation_error_message="Ảnh đã có trong bài.",
            )
        ]

    def __str__(self) -> str:
        return self.article.title


class EditionPhotoQuerySet(models.QuerySet["EditionPhoto"]):
    def editions_of(self, photo: Photo) -> EditionQuerySet:
        """Every edition, past or to come, whose record shows the photo."""
        return Edition.objects.filter(pk__in=self.filter(photo=photo).values("edition"))

    def focuses_of(self, photo: Photo) -> set[tuple[int, int]]:
        """The focal points that its cards are cut by: in editions, and now."""
        recorded = {
            (facts["focal"][0], facts["focal"][1])
            for edition in self.editions_of(photo).iterator(chunk_size=200)
            for facts in edition.story["photos"].values()
            if facts["id"] == photo.pk
        }
        return recorded | {photo.focus}

    def write(self, edition: Edition, photo_ids: Iterable[int]) -> None:
        """These photos and no others are what the edition's record shows."""
        self.filter(edition=edition).delete()
        self.bulk_create(
            self.model(edition=edition, photo_id=pk) for pk in sorted(set(photo_ids))
        )


class EditionPhoto(models.Model):
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, related_name="+")

    objects = EditionPhotoQuerySet.as_manager()

    class Meta:
        verbose_name = "bản đăng"
        verbose_name_plural = "bản đăng"
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "photo"],
                name="news_editionphoto_once",
                violation_error_message="Ảnh đã có trong bản đăng.",
            )
        ]

    def __str__(self) -> str:
        return self.edition.title
