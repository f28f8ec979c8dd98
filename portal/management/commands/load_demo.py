"""Fill an empty portal with the demo: stories, photos, readings, four accounts."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.demo import loading


class Command(BaseCommand):
    help = "Nạp dữ liệu mẫu: tin bài, ảnh, lượt đọc và bốn tài khoản."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--force",
            action="store_true",
            help="nạp cả khi cổng thông tin đã có bài viết khác",
        )

    def handle(self, *args: Any, force: bool, **options: Any) -> None:
        if loading.is_loaded():
            self.stdout.write("Dữ liệu mẫu đã có.")
            return
        if loading.has_other_stories() and not force:
            raise CommandError(
                "Cổng thông tin đã có bài viết khác; dữ liệu mẫu chỉ dành cho cổng mới."
                " Thêm --force nếu vẫn muốn nạp."
            )
        loading.load(self.stdout.write, self.stderr.write)
        self.stdout.write("Đã nạp dữ liệu mẫu.")
