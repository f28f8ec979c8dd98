"""Links by which people without an account see one revision before readers do."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from news.models.article import Article
from news.models.revision import Revision


class PreviewLinkQuerySet(models.QuerySet["PreviewLink"]):
    def open(self, moment: datetime) -> Self:
        """Links that still lead somewhere at that moment.

        Those of somebody who has left the office close with the account.
        """
        in_time = self.filter(revoked_at__isnull=True, expires_at__gt=moment)
        return in_time.filter(made_by__is_active=True)


class PreviewLink(models.Model):
    """The row behind a signed address; the address itself is stored nowhere."""

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="preview_links"
    )
    revision = models.ForeignKey(
        Revision, on_delete=models.CASCADE, related_name="+", verbose_name="bản lưu"
    )
    note = models.CharField("gửi cho ai", max_length=200, blank=True)
    made_at = models.DateTimeField("tạo lúc")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="người tạo",
    )
    expires_at = models.DateTimeField("hết hạn lúc")
    revoked_at = models.DateTimeField("thu hồi lúc", blank=True, null=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="người thu hồi",
        blank=True,
        null=True,
    )

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "liên kết xem trước"
        verbose_name_plural = "liên kết xem trước"
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")),
                name="news_previewlink_expires_after_start",
                violation_error_message="Hạn của liên kết phải sau lúc tạo.",
            )
        ]

    def __str__(self) -> str:
        return self.note or f"Liên kết của {self.revision}"
