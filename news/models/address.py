"""Parts of addresses: the slug that names a thing, and the id."""

from __future__ import annotations

from datetime import date

from django.core.validators import RegexValidator
from django.db import models
from django.urls import register_converter

from news import vietnamese

SLUG = RegexValidator(
    r"\A[a-z0-9]+(?:-[a-z0-9]+)*\Z",
    "Đường dẫn chỉ gồm chữ thường không dấu, chữ số và gạch nối ở giữa.",
)


def free_slug(
    queryset: models.QuerySet, text: str, *, fallback: str, limit: int = 80
) -> str:
    """A slug of the text that no row of the queryset has: equal ones get -2, -3…"""
    base = vietnamese.slug(text, fallback=fallback, limit=limit)
    taken = set(queryset.filter(slug__startswith=base).values_list("slug", flat=True))
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug


class IdConverter:
    """An id that every database can hold: at most 18 ASCII digits."""

    regex = "[0-9]{1,18}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class DayConverter:
    """A day as "2026/11/23"; one that the calendar does not have matches nothing.

    Nor does a year of which no portal can have stories.
    """

    regex = "(?:19[89]|2[0-9]{2})[0-9]/[0-9]{2}/[0-9]{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value.replace("/", "-"))

    def to_url(self, value: date) -> str:
        return f"{value:%Y/%m/%d}"


register_converter(IdConverter, "id")
register_converter(DayConverter, "day")
