"""Check every edition: chain, columns, pages, times."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from news.models.edition import Edition
from news.publishing import proof


class Command(BaseCommand):
    help = (
        "Kiểm tra mọi bản đăng: chuỗi SHA-256, các cột, trang đã kết xuất, thời gian."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        found = 0
        for fault in proof.faults(Edition.objects.all()):
            self.stderr.write(fault)
            found += 1
        total = Edition.objects.count()
        if found:
            raise CommandError(f"{found} lỗi trong {total} bản đăng.")
        self.stdout.write(f"{total} bản đăng đều đúng.")
