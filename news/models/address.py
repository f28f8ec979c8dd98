"""The part of an address that names a section, a tag, an author or a unit."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models

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
