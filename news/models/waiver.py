"""What an editor let through the gate, and why."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from news.models.article import Article


class Waiver(models.Model):
    """One problem of one story that no longer keeps it from readers.

    Written by the door alone; it holds as long as the very same problem comes back.
    """

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="waivers"
    )
    problem = models.CharField("khóa của việc", max_length=200)
    message = models.CharField("việc phải làm", max_length=500)
    reason = models.CharField("lý do bỏ qua", max_length=500)
    at = models.DateTimeField("lúc")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="người bỏ qua",
        blank=True,
        null=True,
    )

    class Meta:
        verbose_name = "việc được bỏ qua"
        verbose_name_plural = "việc được bỏ qua"
        constraints = [
            models.UniqueConstraint(
                fields=["article", "problem"],
                name="news_waiver_once",
                violation_error_message="Việc này đã được bỏ qua.",
            ),
            models.CheckConstraint(
                condition=~models.Q(reason=""),
                name="news_waiver_has_reason",
                violation_error_message="Bỏ qua phải có lý do.",
            ),
        ]
        indexes = [models.Index(fields=["-at"], name="news_waiver_newest")]

    def __str__(self) -> str:
        return self.message
