"""Forget who read what: raw readings and salts that nobody needs any more."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from news.models.reading import Reading, VisitorSalt

KEPT = timedelta(hours=2)
CHUNK = 5000


class Command(BaseCommand):
    help = "Xóa dấu vết lượt đọc cũ hơn 2 giờ; không làm thay đổi số lượt đọc."

    def handle(self, *args: Any, **options: Any) -> None:
        before = timezone.now() - KEPT
        # Their hour is over, so nobody can read a second time in it.
        old = Reading.objects.filter(hour__lte=before, at__lt=before)
        deleted = 0
        while pks := list(old.values_list("pk", flat=True)[:CHUNK]):
            deleted += Reading.objects.filter(pk__in=pks).delete()[0]
        days = VisitorSalt.objects.filter(day__lt=timezone.localdate(before))
        salts = days.delete()[0]
        self.stdout.write(f"Đã xóa {deleted} dấu vết lượt đọc, {salts} muối.")
