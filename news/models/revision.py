"""Every save of a story, whole: texts, names, pins, photos, files, corrections."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC
from typing import Any

from django.conf import settings
from django.db import models

from news import html
from news.models.article import Article
from news.models.attachment import ArticleAttachment
from news.models.gallery import GalleryPhoto
from news.models.photo import Photo


def encode(data: dict[str, Any]) -> str:
    """The one way that a story becomes JSON: equal stories give equal bytes."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def snapshot(article: Article) -> dict[str, Any]:
    """The whole working text as plain data, names and captions included."""
    category = article.category
    parts = {
        "gallery": _gallery(article),
        "attachments": _attachments(article),
        "corrections": _corrections(article),
    }
    return {
        "title": article.title,
        "sapo": article.sapo,
        "body": article.body,
        "kind": article.kind,
        "category": category and {"id": category.pk, "path": category.path},
        "source": _source(article),
        "lead": _lead(article),
        "photos": _photos(article),
        "tags": list(
            article.tags.through.objects.filter(content_object=article)
            .order_by("pk")
            .values("tag_id", "tag__name")
        ),
        "bylines": [
            {
                "author": byline.author_id,
                "name": byline.author.name,
                "unit": unit.pk if unit else None,
                "unit_name": unit.name if unit else "",
            }
            for byline in article.bylines.select_related("author__unit", "unit")
            for unit in [byline.unit or byline.author.unit]
        ],
        "pins": list(article.pins.values_list("target_id", flat=True)),
        # Only where there are any: stories older than these keep their bytes.
        **{name: rows for name, rows in parts.items() if rows},
    }


def _source(article: Article) -> dict[str, str]:
    source = {"name": article.source_name, "url": article.source_url}
    # Only where it is known: stories older than this keep their bytes.
    if article.source_at is not None:
        source["at"] = article.source_at.astimezone(UTC).isoformat()
    return source


def _lead(article: Article) -> dict[str, Any] | None:
    photo = article.lead_photo
    if photo is None or photo.withdrawn_at:
        return None
    return {
        "photo": photo.pk,
        "alt": article.lead_alt or photo.alt,
        "caption": article.lead_caption or photo.caption,
    }


def shown_photos(article: Article) -> dict[str, Photo]:
    """The library's photos that the working text names, by the name of their file."""
    prefix = settings.MEDIA_URL
    names = {source.removeprefix(prefix) for source in html.image_sources(article.body)}
    if article.lead_photo:
        names.add(str(article.lead_photo.file.name))
    names |= set(_gallery_of(article).values_list("photo__file", flat=True))
    return Photo.objects.by_name(names)


def _photos(article: Article) -> dict[str, dict[str, Any]]:
    """Of those, the ones that readers may see."""
    return {
        name: {
            "id": photo.pk,
            "sha256": photo.sha256,
            "width": photo.width,
            "height": photo.height,
            "alt": photo.alt,
            "caption": photo.caption,
            "credit": photo.credit,
            "focal": [photo.focal_x, photo.focal_y],
        }
        for name, photo in shown_photos(article).items()
        if not photo.withdrawn_at
    }


def _gallery(article: Article) -> list[dict[str, Any]]:
    rows = _gallery_of(article).select_related("photo")
    return [
        {
            "photo": row.photo_id,
            "alt": row.alt or row.photo.alt,
            "caption": row.caption or row.photo.caption,
        }
        for row in rows.filter(photo__withdrawn_at__isnull=True)
    ]


def _attachments(article: Article) -> list[dict[str, Any]]:
    return [
        {
            "id": row.attachment_id,
            "title": row.title or row.attachment.title,
            "extension": row.attachment.extension,
            "size": row.attachment.size,
            "sha256": row.attachment.sha256,
        }
        for row in ArticleAttachment.objects.filter(article=article).select_related(
            "attachment"
        )
    ]


def _corrections(article: Article) -> list[dict[str, Any]]:
    return [
        {
            "wrong": row.wrong,
            "right": row.right,
            "on": row.on.isoformat(),
            "signed_by": row.signed_by,
            "edition": row.edition_number,
        }
        for row in article.corrections.all()
    ]


def _gallery_of(article: Article) -> models.QuerySet[GalleryPhoto]:
    return GalleryPhoto.objects.filter(article=article)


class RevisionQuerySet(models.QuerySet["Revision"]):
    def of(self, article: Article) -> RevisionQuerySet:
        return self.filter(article=article).order_by("-number")


class Revision(models.Model):
    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="revisions"
    )
    number = models.PositiveIntegerField("số")
    data = models.TextField("toàn văn (JSON)")
    digest = models.CharField("SHA-256", max_length=64)
    made_at = models.DateTimeField("lúc")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="người lưu",
        blank=True,
        null=True,
    )
    note = models.CharField("ghi chú", max_length=300, blank=True)
    # Against the revision before; null in those that are older than this column.
    words_added = models.PositiveIntegerField("số chữ thêm", blank=True, null=True)
    words_removed = models.PositiveIntegerField("số chữ bớt", blank=True, null=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = "bản lưu"
        verbose_name_plural = "bản lưu"
        constraints = [
            models.UniqueConstraint(
                fields=["article", "number"],
                name="news_revision_number",
                violation_error_message="Bài đã có bản lưu mang số này.",
            )
        ]

    def __str__(self) -> str:
        return f"Bản lưu {self.number}"

    @property
    def story(self) -> dict[str, Any]:
        return json.loads(self.data)

    @staticmethod
    def digest_of(data: str) -> str:
        return hashlib.sha256(data.encode()).hexdigest()
