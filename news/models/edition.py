"""What readers see, from a moment to a moment. Made by publishing alone."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from news import vietnamese
from news.enums import StoryKind
from news.models.article import Article
from news.models.category import Category
from news.models.edition_queries import EditionQuerySet
from news.models.revision import Revision, encode
from news.models.story import Story
from news.models.tag import taggable

FIRST_LINK = "0" * 64  # What the digest of an article's first edition follows.


class Edition(Story):
    """One published form of an article: what readers see from a moment to a moment."""

    article = models.ForeignKey(
        Article,
        on_delete=models.PROTECT,
        related_name="editions",
        verbose_name="bài viết",
    )
    number = models.PositiveIntegerField("bản số")
    revision = models.ForeignKey(
        Revision,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="từ bản lưu",
    )
    data = models.TextField("toàn văn (JSON)")
    digest = models.CharField("SHA-256 của chuỗi", max_length=64)
    slug = models.SlugField("đường dẫn", max_length=100)
    section = models.ForeignKey(
        Category,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="mục cha",
    )
    published_at = models.DateTimeField("đăng lúc")
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="người đăng",
        blank=True,
        null=True,
    )
    starts_at = models.DateTimeField("hiển thị từ")
    ends_at = models.DateTimeField("hiển thị đến", blank=True, null=True)
    expires_at = models.DateTimeField("hạn hiển thị", blank=True, null=True)
    withdrawn_at = models.DateTimeField("gỡ lúc", blank=True, null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="người gỡ",
        blank=True,
        null=True,
    )
    withdrawn_reason = models.CharField("lý do gỡ", max_length=500, blank=True)
    # Derived from data by news.rendering, remade by `manage.py render_editions`.
    html = models.TextField("trang (HTML)", blank=True)
    head = models.TextField("siêu dữ liệu (HTML)", blank=True)
    card = models.TextField("thẻ tin (HTML)", blank=True)
    title_key = models.CharField("khóa tiêu đề", max_length=16, blank=True)
    render_version = models.PositiveIntegerField("bản kết xuất", default=0)

    tags = taggable("news.EditionTag", "tagged_editions")

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = "bản đăng"
        verbose_name_plural = "bản đăng"
        constraints = [
            models.UniqueConstraint(
                fields=["article", "number"],
                name="news_edition_number",
                violation_error_message="Bài đã có bản đăng mang số này.",
            ),
            models.UniqueConstraint(
                fields=["article", "starts_at"],
                name="news_edition_start",
                violation_error_message="Bài đã có bản đăng bắt đầu lúc này.",
            ),
            models.UniqueConstraint(
                fields=["article"],
                condition=Q(ends_at__isnull=True),
                name="news_edition_one_open_end",
                violation_error_message="Bài đã có bản đăng chưa có giờ kết thúc.",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="news_edition_ends_after_start",
                violation_error_message="Giờ gỡ phải sau giờ đăng.",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__isnull=True) | Q(expires_at__gt=F("starts_at")),
                name="news_edition_expires_after_start",
                violation_error_message="Hạn hiển thị phải sau giờ đăng.",
            ),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="news_edition_has_title",
                violation_error_message="Bản đăng phải có tiêu đề.",
            ),
            models.CheckConstraint(
                condition=~Q(sapo=""),
                name="news_edition_has_sapo",
                violation_error_message="Bản đăng phải có sapo.",
            ),
            models.CheckConstraint(
                condition=~Q(body="") | Q(kind=StoryKind.PHOTO),
                name="news_edition_has_body",
                violation_error_message="Bản đăng phải có nội dung.",
            ),
            models.CheckConstraint(
                condition=Q(category__isnull=False),
                name="news_edition_has_category",
                violation_error_message="Bản đăng phải có chuyên mục.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["-published_at", "-article"], name="news_edition_newest"
            ),
            models.Index(
                fields=["category", "-published_at", "-article"],
                name="news_edition_in_category",
            ),
            models.Index(
                fields=["section", "-published_at", "-article"],
                name="news_edition_in_section",
            ),
            # Not on starts_at itself: SQLite would read all live editions by it and
            # sort them, rather than take the newest from their own index.
            models.Index(Coalesce("ends_at", "starts_at"), name="news_edition_changes"),
            # For the desk's lists: both are few.
            models.Index(
                fields=["withdrawn_at"],
                condition=Q(withdrawn_at__isnull=False),
                name="news_edition_withdrawn",
            ),
            models.Index(
                fields=["expires_at"],
                condition=Q(expires_at__isnull=False),
                name="news_edition_expires",
            ),
        ]

    def get_absolute_url(self) -> str:
        # reverse() would take longer than reading the row; a test compares them.
        return f"/{self.slug}-{self.article_id}.html"

    @cached_property
    def story(self) -> dict[str, Any]:
        """The record, parsed."""
        return json.loads(self.data)

    @property
    def published_text(self) -> str:
        """“Thứ hai, 23/11/2026 13:38”, Vietnamese time."""
        return vietnamese.long_moment(timezone.localtime(self.published_at))

    @property
    def updated_text(self) -> str:
        """When a later edition took the place of the first; else empty."""
        if self.number == 1:
            return ""
        return vietnamese.long_moment(timezone.localtime(self.starts_at))

    @staticmethod
    def digest_of(previous: str, data: str) -> str:
        """SHA-256 over the digest of the edition before and these very bytes."""
        return hashlib.sha256(f"{previous}\n{data}".encode()).hexdigest()

    @classmethod
    def of(
        cls,
        story: dict[str, Any],
        *,
        article_id: int,
        number: int,
        starts_at: datetime,
        published_at: datetime,
        previous_digest: str = FIRST_LINK,
    ) -> Edition:
        """An unsaved edition of a revision's story; no derived HTML in it yet."""
        lead = story["lead"] or {}
        record = story | {
            "edition": {
                "article": article_id,
                "number": number,
                "slug": vietnamese.slug(story["title"]),
                "starts_at": starts_at.isoformat(),
                "published_at": published_at.isoformat(),
            },
        }
        data = encode(record)
        return cls(
            article_id=article_id,
            number=number,
            data=data,
            digest=cls.digest_of(previous_digest, data),
            starts_at=starts_at,
            published_at=published_at,
            slug=record["edition"]["slug"],
            title=story["title"],
            sapo=story["sapo"],
            body=story["body"],
            kind=story["kind"],
            category_id=story["category"] and story["category"]["id"],
            lead_photo_id=lead.get("photo"),
            lead_alt=lead.get("alt", ""),
            lead_caption=lead.get("caption", ""),
            source_name=story["source"]["name"],
            source_url=story["source"]["url"],
            source_at=_moment(story["source"].get("at")),
        )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
