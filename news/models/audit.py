"""Who did what to the portal, and from where. Rows are added; none is changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NoReturn, Self

from django.conf import settings
from django.db import models

from news.enums import AuditKind

# A search reads the newest so many; whoever looks further back names the day.
SEARCHED = 100_000


class AuditQuerySet(models.QuerySet["AuditEntry"]):
    def newest(self) -> Self:
        return self.order_by("-at", "-pk")

    def between(self, first: datetime, end: datetime) -> Self:
        return self.filter(at__gte=first, at__lt=end)

    def recent(self) -> Self:
        """The newest SEARCHED, found by the index alone."""
        last = self.model.objects.newest().values_list("at", flat=True)
        edge = last[SEARCHED : SEARCHED + 1].first()
        return self if edge is None else self.filter(at__gt=edge)

    def update(self, **values: Any) -> NoReturn:
        raise TypeError("the audit log is only added to")

    def delete(self) -> NoReturn:
        raise TypeError("the audit log is only added to")

    delete.queryset_only = True  # type: ignore[attr-defined]


class AuditEntry(models.Model):
    """One thing that somebody did. Written by news.audit.record() alone."""

    at = models.DateTimeField("lúc")
    kind = models.CharField("việc", max_length=20, choices=AuditKind)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="người làm",
        blank=True,
        null=True,
    )
    # As it was then: names of people change, and who failed to log in has no account.
    actor_name = models.CharField("tên lúc đó", max_length=150, blank=True)
    text = models.CharField("nội dung", max_length=500, blank=True)
    object_label = models.CharField("đối tượng", max_length=200, blank=True)
    address = models.CharField("địa chỉ mạng", max_length=50, blank=True)
    search_text = models.TextField("chữ để tìm", blank=True, editable=False)

    objects = AuditQuerySet.as_manager()

    class Meta:
        verbose_name = "dòng nhật ký"
        verbose_name_plural = "nhật ký hệ thống"
        # Nobody can be given the right to add, change or delete what does not exist.
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["-at", "-id"], name="news_audit_newest"),
            models.Index(fields=["kind", "-at", "-id"], name="news_audit_of_kind"),
            models.Index(fields=["actor", "-at", "-id"], name="news_audit_of_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.object_label or self.actor_name}"
