"""Sections of the site: two levels, each with a path of its own."""

from __future__ import annotations

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse

from news import vietnamese
from news.models.address import SLUG

# First segments of every fixed path (a test walks the urlpatterns).
RESERVED_SLUGS = frozenset(
    {
        "apple-touch-icon.png",
        "ban-nhap",
        "dinh-chinh",
        "don-vi",
        "favicon.ico",
        "healthz",
        "luot-doc",
        "media",
        "ngay",
        "quan-tri",
        "robots.txt",
        "rss",
        "sitemap-muc.xml",
        "sitemap-news.xml",
        "sitemap.xml",
        "static",
        "tac-gia",
        "tep-dinh-kem",
        "tim-kiem",
        "to-chuc-dang",
        "tu-khoa",
    }
)


class CategoryQuerySet(models.QuerySet["Category"]):
    def in_order(self) -> Self:
        return self.order_by("position", "pk")

    def add(
        self,
        name: str,
        *,
        parent: Category | None = None,
        slug: str = "",
        position: int = 0,
        on_home: bool = False,
        description: str = "",
    ) -> Category:
        """Make a section, with its path. Raises ValidationError for a bad one."""
        category = Category(
            name=vietnamese.clean_line(name),
            slug=slug or vietnamese.slug(name, fallback="muc"),
            parent=parent,
            position=position,
            on_home=on_home,
            description=description,
        )
        category.full_clean()
        category.save(force_insert=True)
        return category


class Category(models.Model):
    name = models.CharField("tên mục", max_length=100)
    slug = models.SlugField("đường dẫn", max_length=80, validators=[SLUG])
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="children",
        verbose_name="mục cha",
        blank=True,
        null=True,
    )
    path = models.CharField(
        "đường dẫn đầy đủ", max_length=170, unique=True, editable=False
    )
    description = models.CharField("giới thiệu", max_length=300, blank=True)
    position = models.PositiveIntegerField("thứ tự", default=0)
    on_home = models.BooleanField("hiện trên trang chủ", default=False)
    in_menu = models.BooleanField("hiện trên trình đơn", default=True)

    objects = CategoryQuerySet.as_manager()

    class Meta:
        verbose_name = "chuyên mục"
        verbose_name_plural = "chuyên mục"
        constraints = [
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=models.F("pk")),
                name="news_category_not_own_parent",
                violation_error_message="Mục không thể là mục cha của chính nó.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("news:category", args=[self.path])

    def clean(self) -> None:
        """Set the path; refuse a third level and a slug that a fixed page owns."""
        parent = self.parent
        if parent is not None and parent.pk == self.pk:
            raise ValidationError({"parent": "Mục không thể là mục cha của chính nó."})
        if parent is not None and parent.parent_id is not None:
            raise ValidationError({"parent": "Chuyên mục chỉ có hai cấp."})
        if parent is not None and self.pk and self.children.exists():
            raise ValidationError(
                {"parent": "Mục đang có mục con nên phải là mục cha."}
            )
        if parent is None and self.slug in RESERVED_SLUGS:
            raise ValidationError({"slug": "Đường dẫn này dành cho trang khác."})
        self.path = f"{parent.path}/{self.slug}" if parent else self.slug
        if Category.objects.filter(path=self.path).exclude(pk=self.pk).exists():
            raise ValidationError({"slug": "Đã có chuyên mục với đường dẫn này."})
