"""Bring a story package in; again and again with the same result."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from news import audit
from news.desk.archive.package import FILE, Reader
from news.desk.archive.passes import Import
from news.desk.archive.progress import Progress
from news.enums import AuditKind


class Command(BaseCommand):
    help = "Nhập gói tin (thư mục có stories.jsonl và ảnh) từ một trang cũ."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="thư mục của gói tin")
        parser.add_argument(
            "--source", default="", help="tên nguồn; mặc định: tên thư mục"
        )
        parser.add_argument("--user", default="", help="tên đăng nhập của người nhập")
        parser.add_argument(
            "--dry-run", action="store_true", help="chỉ kiểm tra, không ghi gì"
        )

    def handle(
        self,
        *args: Any,
        folder: Path,
        source: str,
        user: str,
        dry_run: bool,
        **options: Any,
    ) -> None:
        if not (folder / FILE).is_file():
            raise CommandError(f"Không có tệp {FILE} trong thư mục {folder}.")
        package = Import(
            reader=Reader(folder),
            source=(source or folder.resolve().name)[:100],
            by=_person(user),
            say=lambda line, text: self.stdout.write(f"Dòng {line}: {text}"),
            complain=lambda line, text: self.stderr.write(f"Dòng {line}: {text}"),
        )
        lines = package.reader.size()
        with Progress(lines if dry_run else 3 * lines, sys.stderr) as progress:
            (package.look if dry_run else package.run)(progress.advance)
        self._sum_up(package, dry_run)

    def _sum_up(self, package: Import, dry_run: bool) -> None:
        counts = package.counts
        total = counts["new"] + counts["updated"] + counts["same"]
        changes = counts["new"] + counts["updated"]
        prefix = "Chạy thử, không ghi gì. " if dry_run else ""
        summary = (
            f"{total} bài: {counts['new']} mới, {counts['updated']} cập nhật, "
            f"{counts['same']} giữ nguyên; {changes} thay đổi; "
            f"{counts['errors']} lỗi."
        )
        self.stdout.write(prefix + summary)
        if not dry_run:
            label = f"gói {package.source}"
            audit.record(AuditKind.IMPORT, by=package.by, text=summary, label=label)
        if counts["errors"]:
            raise CommandError(f"{counts['errors']} lỗi; các bài khác đã xong.")


def _person(username: str) -> Any:
    if not username:
        return None
    user = get_user_model().objects.filter(username=username).first()
    if user is None:
        raise CommandError(f"Không có tài khoản “{username}”.")
    return user
