"""The working text at the desk. Readers never see it; they see editions."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.lookups import IsNull
from django.utils import timezone

from news.enums import ArticleState, Standing, StepKind
from news.models.people import Author, Unit
from news.models.story import Story
from news.models.tag import taggable

if TYPE_CHECKING:
    from news.models.edition import EditionQuerySet


class ArticleQuerySet(models.QuerySet["Article"]):
    def with_standing(self, at: datetime) -> Self:
        """Add `standing`: where each story stands on the site at that moment."""
        return self.annotate(standing=_standing(at))

    def standing_as(self, standing: str, at: datetime) -> Self:
        """Those that stand so at that moment. Indexes find the few; lists are long."""
        narrowed = self.filter(_may_stand(standing, at))
        if standing == Standing.NONE:
            return narrowed
        return narrowed.alias(standing=_standing(at)).filter(standing=standing)

    def matching(self, folded_words: list[str]) -> Self:
        """Stories whose folded title holds every one of the folded words."""
        found = self
        for word in folded_words:
            found = found.filter(search_text__contains=word)
        return found


def _own_editions() -> EditionQuerySet:
    from news.models.edition import Edition

    return Edition.objects.filter(article=OuterRef("pk"))


def _standing(at: datetime) -> Case:
    own = _own_editions()
    withdrawn = own.order_by("-number").values("withdrawn_at")[:1]
    return Case(
        When(Exists(own.scheduled(at)), Value(Standing.SCHEDULED)),
        When(Exists(own.live(at)) & Q(is_ahead=False), Value(Standing.LIVE)),
        When(Exists(own.live(at)), Value(Standing.CHANGED)),
        When(IsNull(Subquery(withdrawn), False), Value(Standing.WITHDRAWN)),
        When(Exists(own), Value(Standing.EXPIRED)),
        default=Value(Standing.NONE),
        output_field=models.CharField(max_length=20),
    )


def _may_stand(standing: str, at: datetime) -> Q:
    """A condition that all stories of the standing meet, and few others."""
    from news.models.edition import Edition

    editions = Edition.objects
    if standing == Standing.SCHEDULED:
        ahead = editions.changing_after(at).scheduled(at)
    elif standing == Standing.WITHDRAWN:
        ahead = editions.filter(withdrawn_at__isnull=False)
    elif standing == Standing.EXPIRED:
        ahead = editions.filter(expires_at__lte=at)
    elif standing == Standing.NONE:
        return Q(~Exists(_own_editions()))
    else:
        return Q(is_ahead=standing == Standing.CHANGED)
    return Q(pk__in=ahead.values("article"))


class Article(Story):
    state = models.CharField(
        "trạng thái", max_length=20, choices=ArticleState, default=ArticleState.DRAFT
    )
    version = models.PositiveIntegerField("phiên bản", default=1, editable=False)
    # Whether the text differs from that of the last edition; the door keeps it true.
    is_ahead = models.BooleanField("có sửa chưa đăng", default=False, editable=False)
    search_text = models.CharField(
        "chữ để tìm", max_length=300, blank=True, editable=False
    )
    created_at = models.DateTimeField("tạo lúc", default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="người tạo",
        blank=True,
        null=True,
        editable=False,
    )
    updated_at = models.DateTimeField("sửa lúc", default=timezone.now, editable=False)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="người sửa",
        blank=True,
        null=True,
        editable=False,
    )
    pinned = models.ManyToManyField(
        "self",
        through="Pin",
        through_fields=("article", "target"),
        symmetrical=False,
        related_name="+",
        verbose_name="tin liên quan",
    )
    tags = taggable("news.ArticleTag", "tagged_articles")

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = "bài viết"
        verbose_name_plural = "bài viết"
        permissions = [
            ("publish_article", "Được đăng bài"),
            ("withdraw_article", "Được gỡ bài"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title=""),
                name="news_article_has_title",
                violation_error_message="Bài viết phải có tiêu đề.",
            ),
        ]
        indexes = [
            # With the folded title in it, titles are searched without reading a text.
            models.Index(
                fields=["-updated_at", "-id", "search_text"], name="news_article_titles"
            ),
            models.Index(
                fields=["state", "-updated_at"],
                condition=~Q(state=ArticleState.DRAFT),
                name="news_article_on_its_way",
            ),
            models.Index(
                fields=["-updated_at"],
                condition=Q(is_ahead=True),
                name="news_article_ahead",
            ),
        ]


class Byline(models.Model):
    """An author of a story, with the unit that stands beside the name."""

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="bylines"
    )
    author = models.ForeignKey(
        Author, on_delete=models.PROTECT, related_name="+", verbose_name="tác giả"
    )
    unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="đơn vị ghi kèm",
        blank=True,
        null=True,
        help_text="Để trống thì dùng đơn vị của tác giả.",
    )
    position = models.PositiveIntegerField("thứ tự", default=0)

    class Meta:
        verbose_name = "người viết"
        verbose_name_plural = "người viết"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "author"],
                name="news_byline_author_once",
                violation_error_message="Tác giả này đã có trong bài.",
            )
        ]

    def __str__(self) -> str:
        return str(self.author)


class Pin(models.Model):
    """A story that the editor put under “Tin liên quan”."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="pins")
    target = models.ForeignKey(
        Article,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="tin liên quan",
    )
    position = models.PositiveIntegerField("thứ tự", default=0)

    class Meta:
        verbose_name = "tin liên quan"
        verbose_name_plural = "tin liên quan"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "target"],
                name="news_pin_once",
                violation_error_message="Tin này đã được ghim.",
            ),
            models.CheckConstraint(
                condition=~Q(article=F("target")),
                name="news_pin_not_itself",
                violation_error_message="Bài viết không thể ghim chính nó.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.target)


class Step(models.Model):
    """What somebody did with a story, and when. Written by the door alone."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField("bước", max_length=20, choices=StepKind)
    at = models.DateTimeField("lúc")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="người làm",
        blank=True,
        null=True,
    )
    note = models.TextField("ghi chú", blank=True)

    class Meta:
        verbose_name = "nhật ký"
        verbose_name_plural = "nhật ký"
        indexes = [models.Index(fields=["article", "-at"], name="news_step_of_article")]

    def __str__(self) -> str:
        return self.get_kind_display()
