"""Who has a story open at the desk. Rows of minutes; nobody reads them later."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from news.models.article import Article

# A browser says every 10 seconds that it is still there; two silences, and it is gone.
FORGOTTEN_AFTER = timedelta(seconds=25)
# Browsers let the clocks of tabs behind others tick once a minute only.
HIDDEN_FORGOTTEN_AFTER = timedelta(seconds=150)
KEPT = timedelta(hours=1)


class PresenceQuerySet(models.QuerySet["Presence"]):
    def present(self, moment: datetime) -> Self:
        """Those that were heard of lately and did not say goodbye."""
        in_sight = Q(seen_at__gt=moment - FORGOTTEN_AFTER)
        behind = Q(is_hidden=True, seen_at__gt=moment - HIDDEN_FORGOTTEN_AFTER)
        return self.filter(in_sight | behind, has_left=False)

    def note(self, **row: Any) -> None:
        """Keep that this tab was heard of: one statement, whoever comes first."""
        self.bulk_create(
            [self.model(**row)],
            update_conflicts=True,
            unique_fields=["article", "user", "tab"],
            update_fields=["seen_at", "is_hidden"],
        )

    def leave(self, **row: Any) -> None:
        """Keep that this tab is gone for good, if it was heard of or not.

        A last sign of life that was on its way may come after the goodbye.
        """
        self.bulk_create(
            [self.model(**row, has_left=True)],
            update_conflicts=True,
            unique_fields=["article", "user", "tab"],
            update_fields=["has_left"],
        )

    def purge(self, moment: datetime) -> None:
        """Take away the rows of tabs that were not heard of for long."""
        self.filter(seen_at__lt=moment - KEPT).delete()


class Presence(models.Model):
    """One tab of one person with one story in it."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    tab = models.CharField("thẻ trình duyệt", max_length=36)
    opened_at = models.DateTimeField("mở lúc", default=timezone.now)
    seen_at = models.DateTimeField("thấy lúc")
    is_hidden = models.BooleanField("thẻ đang khuất", default=False)
    has_left = models.BooleanField("đã rời bài", default=False)

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
