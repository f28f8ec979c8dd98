"""A story scheduled for T, asked for before and after T on every page of two workers.

Every page is kept by both workers before T. New connections ask for each of them, some
hundred times around T; printed is how long after T the last old page was served.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from inprocess import ours
from overhttp import OVER_HTTP
from served import server

AHEAD, BEFORE, AFTER = 15, 1.0, 3.0  # Seconds.
TITLE = "Một tin hẹn giờ để đo"
SCHEDULE = f"""
import django; django.setup()
from datetime import datetime, UTC
import os
from news import publishing
from news.models import Article, Category
article = Article(title={TITLE!r}, sapo="Sapo.", body="<p>Toàn văn.</p>",
    category=Category.objects.get(path="muc-1/muc-1-a"), source_name="Đội QLTT số 1")
publishing.save(article, by=None, tags=["hẹn giờ"])
publishing.schedule(article, by=None,
    at=datetime.fromtimestamp(float(os.environ["AT"]), UTC))
edition = article.editions.get()
print(edition.get_absolute_url(), edition.tags.get().get_absolute_url())
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--ours", required=True)
    options, _ = parser.parse_known_args()
    copy = Path(os.environ["VAR_ROOT"]) / "punctuality.sqlite3"
    for end in ("", "-wal", "-shm"):
        Path(f"{copy}{end}").unlink(missing_ok=True)
    sqlite3.connect(options.ours).execute("VACUUM INTO ?", [str(copy)])
    environment = ours(str(copy), 64) | OVER_HTTP
    pages = ["/", "/muc-1/", "/muc-1/muc-1-a/", "/rss/", "/rss/muc-1/muc-1-a.rss"]
    pages.append("/sitemap-news.xml")
    with server(environment, "/") as target:
        at = time.time() + AHEAD
        pages += _schedule({**environment, "AT": str(at)})
        late = dict.fromkeys(pages, 0.0)
        early = dict.fromkeys(pages, 0)
        asked = 0
        while time.time() < at - BEFORE:
            _ask_all(target.url, pages)  # Kept by both workers.
        while time.time() < at + AFTER:
            for page in pages:
                begun = time.time()
                shown = _shows(target.url + page)
                asked += 1
                if shown and time.time() < at:
                    early[page] += 1
                if not shown and begun > at:
                    late[page] = begun - at
    for page, seconds in late.items():
        print(f"- {page}: last old page {seconds:.2f} s after T, early {early[page]}")
    print(f"- {asked} requests on new connections to 2 workers; limit 1 s, 0 early")
    if max(late.values()) > 1 or any(early.values()):
        sys.exit("a page was late or early")


def _schedule(environment: dict[str, str]) -> list[str]:
    ran = subprocess.run(
        [sys.executable, "-c", SCHEDULE],
        env={**os.environ, **environment},
        cwd=Path(__file__).resolve().parent.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    return ran.stdout.split()


def _ask_all(url: str, pages: list[str]) -> None:
    for page in pages:
        _shows(url + page)


def _shows(address: str) -> bool:
    try:
        with urlopen(address, timeout=10) as answer:
            return TITLE in answer.read().decode()
    except HTTPError as error:
        error.close()
        return False


if __name__ == "__main__":
    main()
