"""“Đính chính”: what a published story said wrongly, and what is right.

Access to Information Act 2026, article 22: the publisher corrects and publishes the
corrected information in the same form; Press Act 2016, article 42: wrong, right text.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from news.models.article import Article


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

    class Meta:
        verbose_name = "đính chính trên bản đăng"
        verbose_name_plural = "đính chính trên bản đăng"
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["-on", "-id"], name="news_correction_newest")]

    def __str__(self) -> str:
        return self.right
