"""Tags: split by commas only, unique by exact key, with Vietnamese slugs."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.urls import reverse
from taggit.managers import TaggableManager, _TaggableManager
from taggit.models import ItemBase, TagBase

from news import vietnamese
from news.models.address import SLUG, free_slug


def split_by_commas(text: str) -> list[str]:
    """The names in what an editor typed: “hàng giả, thuế” is two tags."""
    names = (vietnamese.clean_line(name) for name in (text or "").split(","))
    return list({vietnamese.exact_key(name): name for name in names if name}.values())


def join_by_commas(tags: Iterable[Tag]) -> str:
    return ", ".join(sorted((tag.name for tag in tags), key=vietnamese.sort_key))


class TagQuerySet(models.QuerySet["Tag"]):
    def named(self, names: Iterable[str]) -> list[Tag]:
        """The tags of these names, in that order; missing ones are made."""
        wanted: dict[str, str] = {}
        for name in names:
            if clean := vietnamese.clean_line(name):
                wanted.setdefault(vietnamese.exact_key(clean), clean)
        found = {tag.key: tag for tag in self.filter(key__in=wanted)}
        return [found.get(key) or self._add(name, key) for key, name in wanted.items()]

    def _add(self, name: str, key: str) -> Tag:
        slug = free_slug(Tag.objects.all(), name, fallback="tu-khoa")
        return self.create(name=name, key=key, slug=slug)


class Tag(TagBase):
    """`name` and `slug` come from TagBase; the key decides what is one tag."""

    name = models.CharField("từ khóa", max_length=100)
    slug = models.SlugField("đường dẫn", max_length=100, unique=True, validators=[SLUG])
    # Longer than the name: ß folds to ss.
    key = models.CharField("khóa", max_length=300, unique=True, editable=False)

    objects = TagQuerySet.as_manager()

    class Meta:
        verbose_name = "từ khóa"
        verbose_name_plural = "từ khóa"

    def get_absolute_url(self) -> str:
        return reverse("news:tag", args=[self.slug])


class TagsByKey(_TaggableManager):
    """taggit's manager, with names matched by exact key instead of by letters."""

    def _to_tag_model_instances(
        self, tags: Iterable[Tag | str], tag_kwargs: dict
    ) -> list[Tag]:
        tags = list(tags)
        ready = [tag for tag in tags if isinstance(tag, Tag)]
        names = [tag for tag in tags if isinstance(tag, str)]
        return list(dict.fromkeys(ready + Tag.objects.named(names)))


class ArticleTag(ItemBase):
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="on_articles")
    content_object = models.ForeignKey(
        "news.Article", on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        verbose_name = "từ khóa của bài viết"
        verbose_name_plural = "từ khóa của bài viết"
        constraints = [
            models.UniqueConstraint(
                fields=["content_object", "tag"],
                name="news_articletag_once",
                violation_error_message="Bài viết đã có từ khóa này.",
            )
        ]


class EditionTag(ItemBase):
    """A tag that readers see, as long as its edition is live."""

    tag = models.ForeignKey(Tag, on_delete=models.PROTECT, related_name="on_editions")
    content_object = models.ForeignKey(
        "news.Edition", on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        verbose_name = "từ khóa của bản đăng"
        verbose_name_plural = "từ khóa của bản đăng"
        constraints = [
            models.UniqueConstraint(
                fields=["content_object", "tag"],
                name="news_editiontag_once",
                violation_error_message="Bản đăng đã có từ khóa này.",
            )
        ]
        indexes = [
            models.Index(fields=["tag", "content_object"], name="news_editiontag_last")
        ]


def taggable(through: str, related_name: str) -> TaggableManager:
    return TaggableManager(
        through=through,
        manager=TagsByKey,
        verbose_name="từ khóa",
        help_text="Cách nhau bằng dấu phẩy.",
        blank=True,
        related_name=related_name,
    )
