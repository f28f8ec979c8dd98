"""Who has a story open at the desk. Rows of minutes; nobody reads them later."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models

from news.models.article import Article

# A browser says every 10 seconds that it is still there; two silences, and it is gone.
FORGOTTEN_AFTER = timedelta(seconds=25)


class PresenceQuerySet(models.QuerySet["Presence"]):
    def present(self, moment: datetime) -> Self:
        """Those that were heard of lately."""
        return self.filter(seen_at__gt=moment - FORGOTTEN_AFTER)


class Presence(models.Model):
    """One tab of one person with one story in it."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    tab = models.CharField("thẻ trình duyệt", max_length=36)
    seen_at = models.DateTimeField("thấy lúc")

    objects = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name = "người đang mở bài"
        verbose_name_plural = "người đang mở bài"
        constraints = [
            models.UniqueConstraint(
                fields=["article", "user", "tab"], name="news_presence_once"
            )
        ]
        indexes = [models.Index(fields=["seen_at"], name="news_presence_seen")]

    def __str__(self) -> str:
        return str(self.user)
