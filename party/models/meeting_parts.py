"""What stands in the record of a meeting: programme, guests, photos, amendments."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from party.models.meeting import Meeting
from party.models.member import Member


class AgendaItem(models.Model):
    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="agenda"
    )
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    text = models.CharField("nội dung", max_length=500)
    presenter = models.ForeignKey(
        Member,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="người trình bày",
        blank=True,
        null=True,
    )

    class Meta:
        verbose_name = "nội dung chương trình"
        verbose_name_plural = "chương trình"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text


class Guest(models.Model):
    """Somebody from outside who attended; in the story only when `is_public`."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="guests"
    )
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    full_name = models.CharField("họ và tên", max_length=150)
    post = models.CharField(
        "chức vụ",
        max_length=300,
        blank=True,
        help_text="Như giới thiệu: Ủy viên Ban Thường vụ Tỉnh ủy, Trưởng ban …",
    )
    organization = models.CharField("cơ quan", max_length=250, blank=True)
    has_spoken = models.BooleanField("có phát biểu", default=False)
    is_public = models.BooleanField("được nêu tên trong tin", default=True)

    class Meta:
        verbose_name = "đại biểu dự"
        verbose_name_plural = "đại biểu dự"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.full_name} – {self.post}" if self.post else self.full_name


class MeetingPhoto(models.Model):
    """A picture of the meeting, in the private storage until a story is made."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="photos"
    )
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    file = models.CharField(max_length=200, editable=False)
    caption = models.CharField("chú thích", max_length=300, blank=True)
    alt = models.CharField("mô tả ảnh", max_length=300, blank=True)
    credit = models.CharField("nguồn ảnh", max_length=120, blank=True)
    is_public = models.BooleanField("được đăng", default=False)
    photo = models.ForeignKey(
        "news.Photo",
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="ảnh trong thư viện",
        blank=True,
        null=True,
    )

    class Meta:
        verbose_name = "ảnh buổi sinh hoạt"
        verbose_name_plural = "ảnh buổi sinh hoạt"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.caption or f"Ảnh {self.position + 1}"


class Amendment(models.Model):
    """What was wrong in a closed meeting, signed; the snapshot itself stays.

    `digest` is SHA-256 over the digest before (the snapshot's, then the amendment's)
    and `data`: a chain for each meeting.
    """

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="amendments"
    )
    data = models.TextField("nội dung (JSON)")
    text = models.TextField("nội dung đính chính")
    reason = models.CharField("lý do", max_length=300)
    signed_at = models.DateTimeField("ký lúc")
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="người ký",
    )
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = "đính chính biên bản"
        verbose_name_plural = "đính chính biên bản"
        default_permissions = ("view",)

    def __str__(self) -> str:
        return self.text
