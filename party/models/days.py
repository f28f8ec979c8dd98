"""From a day to a day, both included; an open end is null."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q


class DatedQuerySet(models.QuerySet[Any]):
    """Of rows with starts_on and ends_on."""

    def on(self, day: date) -> Self:
        """Those in force on that day."""
        return self.filter(starts_on__lte=day).filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=day)
        )

    def between(self, first: date, last: date) -> Self:
        """Those in force on at least one of these days."""
        return self.filter(starts_on__lte=last).filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=first)
        )

    def open(self) -> Self:
        """Those without an end."""
        return self.filter(ends_on__isnull=True)


class WithoutMistakes(models.Manager[Any]):
    """What was recorded by mistake is there (see `recorded`), but found by nobody."""

    def get_queryset(self) -> models.QuerySet[Any]:
        return super().get_queryset().filter(is_mistake=False)


class Dated(models.Model):
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày", blank=True, null=True)

    class Meta:
        abstract = True

    def covers(self, day: date) -> bool:
        """Whether it is in force on that day."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


class Recorded(Dated):
    """A row of history: never deleted; what was wrong is marked so by a reversal."""

    is_mistake = models.BooleanField("ghi nhầm", default=False, editable=False)

    class Meta:
        abstract = True


def ends_after_start(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
        name=name,
        violation_error_message="Ngày kết thúc phải từ ngày bắt đầu trở đi.",
    )
