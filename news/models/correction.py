"""“Đính chính”: what a published story said wrongly, and what is right.

Access to Information Act 2026, article 22: the publisher corrects and publishes the
corrected information in the same form; Press Act 2016, article 42: wrong, right text.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from news.models.article import Article
from news.models.edition import Edition


class Correction(models.Model):
    """Of the working text: goes out with the next edition, in its `data`."""

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="corrections"
    )
    wrong = models.TextField("đã viết (sai)", max_length=1000)
    right = models.TextField("sửa lại là (đúng)", max_length=1000)
    on = models.DateField("ngày đính chính")
    signed_by = models.CharField("người đính chính", max_length=200)
    edition_number = models.PositiveIntegerField("bản đăng có lỗi")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="người nhập",
        blank=True,
        null=True,
    )
    position = models.PositiveIntegerField("thứ tự", default=0)

    class Meta:
        verbose_name = "đính chính"
        verbose_name_plural = "đính chính"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(wrong="") & ~Q(right=""),
                name="news_correction_has_both_texts",
                violation_error_message="Đính chính phải có cả chữ sai và chữ đúng.",
            )
        ]

    def __str__(self) -> str:
        return self.right


class EditionCorrectionQuerySet(models.QuerySet["EditionCorrection"]):
    def live(self, moment: datetime) -> Self:
        """Of editions that readers see at that moment."""
        shown = Edition.objects.live(moment).filter(pk=OuterRef("edition"))
        return self.filter(Exists(shown))

    def newest(self) -> Self:
        return self.order_by("-on", "-edition__article", "-position")

    def before(self, on: date, article_id: int, position: int) -> Self:
        """Those that follow that one in the order of newest()."""
        of_story = Q(edition__article=article_id, position__lt=position)
        return self.filter(on__lte=on).filter(
            Q(on__lt=on) | Q(edition__article__lt=article_id) | of_story
        )

    def for_list(self) -> Self:
        """With what names the story and leads to it."""
        story = ("edition__article_id", "edition__title", "edition__slug")
        own = ("wrong", "right", "on", "signed_by", "position")
        return self.select_related("edition").only(*own, *story)

    def write(self, edition: Edition, rows: Iterable[dict[str, Any]]) -> None:
        """These corrections and no others are what the edition's record names."""
        self.filter(edition=edition).delete()
        self.bulk_create(
            self.model(
                edition=edition,
                wrong=row["wrong"],
                right=row["right"],
                on=date.fromisoformat(row["on"]),
                signed_by=row["signed_by"],
                position=position,
            )
            for position, row in enumerate(rows)
        )


class EditionCorrection(models.Model):
    """A correction that an edition shows; derived from its `data`, like its tags."""

    edition = models.ForeignKey(
        "news.Edition", on_delete=models.CASCADE, related_name="corrections"
    )
    wrong = models.TextField("đã viết (sai)")
    right = models.TextField("sửa lại là (đúng)")
    on = models.DateField("ngày đính chính")
    signed_by = models.CharField("người đính chính", max_length=200)
    position = models.PositiveIntegerField("thứ tự", default=0)

    objects = EditionCorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = "đính chính trên bản đăng"
        verbose_name_plural = "đính chính trên bản đăng"
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["-on", "-id"], name="news_correction_newest")]

    def __str__(self) -> str:
        return self.right

    def get_absolute_url(self) -> str:
        """Its place on the story's page."""
        return f"{self.edition.get_absolute_url()}#dinh-chinh"
