"""Make the public files of photos again: after a lost disk, or a new recipe."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from news import photos
from news.desk.archive.progress import Progress
from news.models.photo import Photo
from news.models.photo_use import EditionPhoto


class Command(BaseCommand):
    help = "Tạo lại mọi cỡ ảnh từ ảnh gốc. Chạy lại bao nhiêu lần cũng được."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--missing", action="store_true", help="chỉ những ảnh đang thiếu tệp"
        )

    def handle(self, *args: Any, missing: bool, **options: Any) -> None:
        wanted = Photo.objects.in_library().order_by("pk")
        made, lost = 0, []
        with Progress(wanted.count(), self.stderr) as progress:  # type: ignore[arg-type]
            for photo in wanted.iterator(chunk_size=200):
                if not missing or photos.lacking(photo):
                    try:
                        photos.remake(photo, EditionPhoto.objects.focuses_of(photo))
                        made += 1
                    except OSError:
                        lost.append(str(photo.pk))
                progress.advance()
        self.stdout.write(f"Đã tạo lại {made} ảnh.")
        if lost:
            raise CommandError(f"Không còn tệp gốc của ảnh {', '.join(lost)}.")
