"""Prepare whatever is missing, say where the portal is, and become its server."""

import os
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand

from news import search
from news.models.generation import clock
from portal import serving
from portal.settings import env


class Command(BaseCommand):
    help = "Chuẩn bị dữ liệu, tệp tĩnh, bài mẫu rồi chạy cổng thông tin."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="0.0.0.0")  # noqa: S104 A phone may look.
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=2)

    def handle(
        self, *args: Any, host: str, port: int, workers: int, **options: Any
    ) -> None:
        if problem := serving.port_problem(host, port):
            sys.exit(f"{problem} Hãy chọn cổng khác, ví dụ: PORT={port + 1} make run")
        call_command("migrate", interactive=False, verbosity=0)
        self._collect_static()
        if not env.text("SITE_URL"):
            settings.SITE_URL = f"http://localhost:{port}"
        self._load_demo()
        self._fill_search()
        self._announce(port)
        self.stdout.flush()
        os.execve(  # noqa: S606 The server takes the place of this process.
            sys.executable, _granian(host, port, workers), _environment(port)
        )

    def _collect_static(self) -> None:
        stamp = settings.VAR_ROOT / "static.digest"
        digest = serving.static_digest()
        if _text(stamp) == digest and settings.STATIC_ROOT.is_dir():
            return
        self.stdout.write("Đang gom tệp tĩnh (chỉ khi có thay đổi)…")
        self.stdout.flush()
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
        stamp.write_text(digest)

    def _load_demo(self) -> None:
        """Once for a database: what the staff deletes afterwards does not come back."""
        if get_user_model().objects.exists() and _accounts().exists():
            return
        self.stdout.write("Đang nạp dữ liệu mẫu…")
        self.stdout.flush()
        call_command("load_demo")

    def _fill_search(self) -> None:
        """After an upgrade from a version that had no search, or a new way to read."""
        if search.is_complete(clock()):
            return
        self.stdout.write("Đang lập chỉ mục tìm kiếm…")
        self.stdout.flush()
        call_command("rebuild_search_index")

    def _announce(self, port: int) -> None:
        home = f"http://localhost:{port}/"
        self.stdout.write(f"\nCổng thông tin: {home}")
        if address := serving.network_address():
            self.stdout.write(f"Trong mạng nội bộ: http://{address}:{port}/")
        self.stdout.write(f"Trang quản trị: {home}quan-tri/")
        if accounts := _text(_accounts()):
            self.stdout.write(f"\nTài khoản mẫu ({_accounts()}):\n{accounts.rstrip()}")
        self.stdout.write("\nDừng lại: Ctrl+C")


def _accounts() -> Path:
    return settings.VAR_ROOT / "demo-accounts.txt"


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.exists() else ""


def _granian(host: str, port: int, workers: int) -> list[str]:
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi"),
        *("--host", host, "--port", str(port), "--workers", str(workers)),
        *("--blocking-threads", "32", "--no-ws", "--respawn-failed-workers"),
        *("--workers-kill-timeout", "10", "--log-level", "error"),
        "portal.wsgi:application",
    ]


def _environment(port: int) -> dict[str, str]:
    """This machine's own names, where nothing else was set."""
    values = dict(os.environ)
    if not env.text("SITE_URL"):
        values["SITE_URL"] = f"http://localhost:{port}"
    if not env.text("ALLOWED_HOSTS"):
        values["ALLOWED_HOSTS"] = ",".join(serving.own_names())
    return values
