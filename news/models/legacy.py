"""Where old addresses lead, and which imported story became which article."""

from __future__ import annotations

import unicodedata
from urllib.parse import unquote

from django.db import models
from django.db.models import Q

from news.models.category import Category
from news.models.tag import Tag


def normal_path(path: str) -> str:
    """The form under which an old path is kept and found: decoded, NFC, one slash."""
    decoded = unicodedata.normalize("NFC", unquote(path))
    return "/" + decoded.lstrip("/")


class LegacyAddressQuerySet(models.QuerySet["LegacyAddress"]):
    def at(self, path: str) -> LegacyAddress | None:
        """The old address of that path, if it is one."""
        return (
            self.filter(path=normal_path(path)).select_related("category", "tag")
        ).first()

    def point(
        self,
        path: str,
        *,
        article_id: int | None = None,
        category: Category | None = None,
        tag: Tag | None = None,
    ) -> bool:
        """Make the old path lead there; True when that is news."""
        goal = {"article_id": article_id, "category": category, "tag": tag}
        path = normal_path(path)
        if self.filter(path=path, **goal).exists():
            return False
        self.update_or_create(path=path, defaults=goal)
        return True


class LegacyAddress(models.Model):
    path = models.CharField("đường dẫn cũ", max_length=500, unique=True)
    article = models.ForeignKey(
        "news.Article",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name="bài viết",
        blank=True,
        null=True,
    )
    category = models.ForeignKey(
        Category,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name="chuyên mục",
        blank=True,
        null=True,
    )
    tag = models.ForeignKey(
        Tag,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name="từ khóa",
        blank=True,
        null=True,
    )

    objects = LegacyAddressQuerySet.as_manager()

    class Meta:
        verbose_name = "địa chỉ cũ"
        verbose_name_plural = "địa chỉ cũ"
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(article__isnull=False, category__isnull=True, tag__isnull=True)
                    | Q(article__isnull=True, category__isnull=False, tag__isnull=True)
                    | Q(article__isnull=True, category__isnull=True, tag__isnull=False)
                ),
                name="news_legacyaddress_one_goal",
                violation_error_message="Địa chỉ cũ phải dẫn tới đúng một nơi.",
            ),
        ]

    def __str__(self) -> str:
        return self.path


class ImportedStory(models.Model):
    """A story of an old source, so that a second import finds it again."""

    source = models.CharField("nguồn nhập", max_length=100)
    external_id = models.CharField("mã ở nguồn", max_length=200)
    article = models.ForeignKey(
        "news.Article",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name="bài viết",
    )
    digest = models.CharField("SHA-256 của dòng nhập", max_length=64)
    passes_done = models.PositiveSmallIntegerField("số lượt đã xong", default=0)

    class Meta:
        verbose_name = "bài đã nhập"
        verbose_name_plural = "bài đã nhập"
        constraints = [
            models.UniqueConstraint(
                fields=["source", "external_id"],
                name="news_importedstory_once",
                violation_error_message="Bài của nguồn này đã được nhập.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.source}/{self.external_id}"
