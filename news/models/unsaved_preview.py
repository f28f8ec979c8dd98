"""What a form that nobody saved would look like: kept for a few hours, for its writer.

The page is kept as it was made: tags that were typed and not saved exist in it alone.
"""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models

from news.models.article import Article

KEPT_FOR = timedelta(hours=12)
MOST_OF_ONE = 20


class UnsavedPreviewQuerySet(models.QuerySet["UnsavedPreview"]):
    def kept(self, moment: datetime) -> Self:
        return self.filter(made_at__gt=moment - KEPT_FOR)

    def too_old(self, moment: datetime) -> Self:
        """What nobody may look at any more; every hour `purge_previews` deletes it."""
        return self.filter(made_at__lte=moment - KEPT_FOR)

    def forget_old(self, user_id: int, moment: datetime) -> None:
        """Delete what is too old, and of that person all but the newest few."""
        self.too_old(moment).delete()
        own = self.filter(made_by=user_id).order_by("-made_at")
        newest = list(own.values_list("pk", flat=True)[:MOST_OF_ONE])
        self.filter(made_by=user_id).exclude(pk__in=newest).delete()


class UnsavedPreview(models.Model):
    key = models.UUIDField("khóa", primary_key=True, default=uuid.uuid4)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    # None: a story that was never saved.
    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="+", blank=True, null=True
    )
    made_at = models.DateTimeField("lúc", db_index=True)
    data = models.TextField("toàn văn (JSON)")
    page = models.TextField("trang (HTML)")

    objects = UnsavedPreviewQuerySet.as_manager()

    class Meta:
        verbose_name = "bản xem trước"
        verbose_name_plural = "bản xem trước"

    def __str__(self) -> str:
        return str(self.key)
