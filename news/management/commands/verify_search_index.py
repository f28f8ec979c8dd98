"""Tell where the search index and the editions differ."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from news.models.generation import clock
from news.search import rebuilding


class Command(BaseCommand):
    help = "So chỉ mục tìm kiếm với các bản đăng và bài viết; mã thoát 1 khi có khác."

    def handle(self, *args: Any, **options: Any) -> None:
        found = 0
        for fault in rebuilding.faults(clock()):
            self.stderr.write(fault)
            found += 1
        if found:
            raise CommandError(
                f"{found} chỗ khác nhau; chạy “manage.py rebuild_search_index”."
            )
        self.stdout.write("Chỉ mục tìm kiếm khớp với mọi bản đăng và bài viết.")
