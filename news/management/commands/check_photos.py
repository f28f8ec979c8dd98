"""Compare the photo library with its files: what is missing, what belongs to nobody."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from news import photos


class Command(BaseCommand):
    help = "So thư viện ảnh và tệp đính kèm với các tệp trên đĩa; nên chạy hằng ngày."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--delete-orphans",
            action="store_true",
            help="xóa những tệp không thuộc ảnh nào, đã có hơn một ngày",
        )

    def handle(self, *args: Any, delete_orphans: bool, **options: Any) -> None:
        faults = list(photos.faults())
        for fault in faults:
            self.stdout.write(fault)
        orphans = list(photos.orphans())
        for orphan in orphans:
            self.stdout.write(f"Tệp không thuộc ảnh nào: {orphan.name}")
            if delete_orphans:
                orphan.delete()
        deleted = " (đã xóa)" if delete_orphans and orphans else ""
        summary = f"{len(faults)} lỗi, {len(orphans)} tệp thừa{deleted}."
        if faults or (orphans and not delete_orphans):
            raise CommandError(summary)
        self.stdout.write(summary)
