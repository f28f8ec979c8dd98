"""Forget what forms that nobody saved would have looked like, once it is too old."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from news.models.unsaved_preview import UnsavedPreview


class Command(BaseCommand):
    help = "Xóa bản xem trước của bài chưa lưu đã quá 12 giờ."

    def handle(self, *args: Any, **options: Any) -> None:
        deleted = UnsavedPreview.objects.too_old(timezone.now()).delete()[0]
        self.stdout.write(f"Đã xóa {deleted} bản xem trước chưa lưu.")
