"""Make the search index what the editions and the working texts are."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from news import effects
from news.desk.archive.progress import Progress
from news.models.generation import clock
from news.search import rebuilding


class Command(BaseCommand):
    help = (
        "Lập lại chỉ mục tìm kiếm: ghi những gì thiếu hoặc đã cũ. Trang vẫn chạy trong"
        " lúc đó; dừng giữa chừng thì lần sau làm tiếp."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--all", action="store_true", help="ghi lại cả những gì đang đúng"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        moment = clock()
        total = rebuilding.size(moment)
        with Progress(total, sys.stderr) as progress:
            for done in rebuilding.rebuild(moment, anew=options["all"]):
                progress.advance(done)
        effects.public_changed()
        self.stdout.write(f"Chỉ mục tìm kiếm đã đủ {total} văn bản.")
