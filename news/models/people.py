"""Who writes, and where they work. An author is a pen name, not an account."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from news import vietnamese
from news.enums import UnitKind
from news.models.address import SLUG, free_slug


class UnitQuerySet(models.QuerySet["Unit"]):
    def named(self, name: str) -> Unit:
        """The unit of that name or short name; made when missing."""
        name = vietnamese.clean_line(name)
        key = vietnamese.exact_key(name)
        found = self.filter(Q(key=key) | Q(short_name=name)).order_by("pk").first()
        if found is not None:
            return found
        slug = free_slug(Unit.objects.all(), name, fallback="don-vi")
        return self.create(name=name, key=key, slug=slug)


class Unit(models.Model):
    name = models.CharField("tên đơn vị", max_length=200)
    key = models.CharField("khóa tên", max_length=600, unique=True, editable=False)
    short_name = models.CharField("tên ngắn", max_length=100, blank=True)
    slug = models.SlugField("đường dẫn", max_length=90, unique=True, validators=[SLUG])
    kind = models.CharField(
        "loại", max_length=20, choices=UnitKind, default=UnitKind.OTHER
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="children",
        verbose_name="trực thuộc",
        blank=True,
        null=True,
    )
    valid_from = models.DateField("hoạt động từ ngày", blank=True, null=True)
    valid_to = models.DateField("đến hết ngày", blank=True, null=True)
    successors = models.ManyToManyField(
        "self",
        symmetrical=False,
        related_name="predecessors",
        verbose_name="đơn vị kế tục",
        blank=True,
    )

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = "đơn vị"
        verbose_name_plural = "đơn vị"
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="news_unit_ends_after_start",
                violation_error_message="Ngày kết thúc phải sau ngày bắt đầu.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("news:unit", args=[self.slug])

    def ended_by(self, day: date) -> bool:
        """Whether the unit has ceased to exist on that day."""
        return self.valid_to is not None and self.valid_to < day


class AuthorQuerySet(models.QuerySet["Author"]):
    def named(self, name: str, unit: Unit | None) -> Author:
        """The author of that pen name in that unit; made when missing."""
        name = vietnamese.clean_line(name)
        key = vietnamese.exact_key(name)
        found = self.filter(key=key, unit=unit).first()
        if found is not None:
            return found
        slug = free_slug(Author.objects.all(), name, fallback="tac-gia")
        return self.create(name=name, key=key, unit=unit, slug=slug)

    def in_order(self) -> Self:
        return self.order_by("key", "pk")


class Author(models.Model):
    name = models.CharField("bút danh", max_length=120)
    key = models.CharField("khóa tên", max_length=360, editable=False)
    slug = models.SlugField("đường dẫn", max_length=90, unique=True, validators=[SLUG])
    unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        related_name="authors",
        verbose_name="đơn vị",
        blank=True,
        null=True,
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="pen_names",
        verbose_name="tài khoản",
        blank=True,
        null=True,
    )

    objects = AuthorQuerySet.as_manager()

    class Meta:
        verbose_name = "tác giả"
        verbose_name_plural = "tác giả"
        constraints = [
            models.UniqueConstraint(
                fields=["key", "unit"],
                name="news_author_name_in_unit",
                violation_error_message="Đơn vị này đã có bút danh như vậy.",
            ),
            models.UniqueConstraint(
                fields=["key"],
                condition=Q(unit__isnull=True),
                name="news_author_name_without_unit",
                violation_error_message="Đã có bút danh như vậy.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.unit}" if self.unit else self.name

    def get_absolute_url(self) -> str:
        return reverse("news:author", args=[self.slug])


class EditionByline(models.Model):
    """Who signed an edition, for the pages of authors and units."""

    edition = models.ForeignKey(
        "news.Edition", on_delete=models.CASCADE, related_name="bylines"
    )
    author = models.ForeignKey(Author, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", blank=True, null=True
    )
    position = models.PositiveIntegerField("thứ tự", default=0)

    class Meta:
        verbose_name = "người viết của bản đăng"
        verbose_name_plural = "người viết của bản đăng"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.author)
