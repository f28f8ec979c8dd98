"""One case of the in-process benchmark: answers rounds on its standard input.

The WSGI application is called directly; what counts is the CPU clock of this process.
Started by inprocess.py, which says by the environment which settings and pages.
"""

from __future__ import annotations

import gc
import importlib
import io
import json
import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

REQUESTS = 160
STORIES = 20_000  # The newest so many are asked for, by Zipf's law.


def main() -> None:
    application = importlib.import_module(os.environ["BENCH_WSGI"]).application
    paths = _paths(os.environ["BENCH_PAGE"])
    before = _before(os.environ.get("BENCH_BEFORE", ""))
    for path in paths[:40]:
        before()
        size = _call(application, path)
    queries = _queries(application, paths[41 % len(paths)], before)
    print(json.dumps({"bytes": size, "queries": queries}), flush=True)
    for number, _ in enumerate(sys.stdin):
        print(_round(application, paths, before, number), flush=True)


def _round(application: Any, paths: list[str], before: Any, number: int) -> float:
    """The 10th percentile of CPU milliseconds a request."""
    spent = []
    gc.collect()
    for place in range(REQUESTS):
        path = paths[(number * REQUESTS + place) % len(paths)]
        before()
        begun = time.process_time()
        _call(application, path)
        spent.append(time.process_time() - begun)
    return sorted(spent)[REQUESTS // 10] * 1000


def _call(application: Any, path: str) -> int:
    statuses: list[str] = []
    path, _, query = path.partition("?")
    environ = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "localhost",
        "HTTP_USER_AGENT": "Mozilla/5.0",
        "HTTP_ACCEPT": "text/html",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    response = application(environ, lambda status, _: statuses.append(status))
    size = len(b"".join(response))
    response.close()
    if not statuses[0].startswith("200"):
        sys.exit(f"{path}: {statuses[0]}")
    return size


def _queries(application: Any, path: str, before: Callable[[], None]) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    before()
    with CaptureQueriesContext(connection) as captured:
        _call(application, path)
    return len(captured)


def _before(name: str) -> Callable[[], None]:
    """What is forgotten before each request."""
    if name != "cold":
        return lambda: None
    from news.models.generation import PageGeneration
    from news.site import parts

    def forget() -> None:
        parts.forget()
        PageGeneration.objects.forget()

    return forget


def _paths(page: str) -> list[str]:
    """Addresses from the corpus, the same ones in the same order for every case."""
    kind, _, detail = page.partition(":")
    if kind == "fixed":
        return [detail]
    articles = _articles()
    chance = random.Random(7)
    ranks = range(1, len(articles) + 1)
    weights = [rank**-0.9 for rank in ranks]
    return chance.choices(articles, weights=weights, k=5 * REQUESTS)


def _articles() -> list[str]:
    if os.environ["BENCH_WSGI"].startswith("benchmarks."):
        from benchmarks.peers.models import Article

        newest = Article.objects.order_by("-published_at")
        rows = newest.values_list("slug", "pk")[:STORIES]
    else:
        from news.models.edition import Edition

        rows = Edition.objects.newest().values_list("slug", "article_id")[:STORIES]
    return [f"/{slug}-{pk}.html" for slug, pk in rows]


if __name__ == "__main__":
    main()
