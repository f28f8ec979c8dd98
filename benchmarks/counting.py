"""What a reading costs, what it costs the pages, and whether one is ever lost.

Fifty clients read one story as different visitors, as fast as the server answers.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path
from statistics import median

from inprocess import ours
from served import SEED, Server, among, postgres_cpu, server, wrk

ROUNDS, SECONDS, CLIENTS = 3, 10, 50
STORY = """
SEED
request = function()
  local r = math.random
  local address = string.format("%d.%d.%d.%d", r(11, 99), r(255), r(255), r(254))
  return wrk.format("POST", "PATH", {
    ["X-Forwarded-For"] = address,
    ["User-Agent"] = "Mozilla/5.0 Benchmark",
    ["Sec-Fetch-Site"] = "same-origin",
  })
end
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ours", required=True)
    parser.add_argument("--article", required=True)
    parser.add_argument("--postgresql", default="")
    options = parser.parse_args()
    copy = Path(os.environ["VAR_ROOT"]) / "counting.sqlite3"
    # Readings must not change the corpus that the other parts measure.
    for end in ("", "-wal", "-shm"):
        Path(f"{copy}{end}").unlink(missing_ok=True)
    sqlite3.connect(options.ours).execute("VACUUM INTO ?", [str(copy)])
    databases = {"SQLite": str(copy)}
    if options.postgresql:
        databases["PostgreSQL"] = options.postgresql
    print("| database | writes | req/s | CPU ms a reading | page req/s meanwhile |")
    print("|---|---|---|---|---|")
    for name, address in databases.items():
        _costs(name, address, options.article)
    for name, address in databases.items():
        _survival(name, address, options.article)


def _environment(address: str, *, writes: bool) -> dict[str, str]:
    return ours(address, 64) | {
        "BENCH_WSGI": "benchmarks.wsgi",
        "BENCH_NO_WRITE": "" if writes else "1",
        "TRUSTED_PROXIES": "127.0.0.1",
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
    }


def _costs(name: str, address: str, article: str) -> None:
    path = f"/luot-doc/{_id(article)}/"
    script = STORY.replace("PATH", path).replace("SEED", SEED)
    found: dict[bool, list[tuple[float, float, float]]] = {False: [], True: []}
    with (
        server(_environment(address, writes=False), article) as idle,
        server(_environment(address, writes=True), article) as counting,
    ):
        for _ in range(ROUNDS):
            for writes, target in ((False, idle), (True, counting)):
                rate, cpu = _round(target, script)
                found[writes].append((rate, cpu, _pages(target, article, script)))
    for writes, rows in found.items():
        rate, cpu, pages = (median(row[place] for row in rows) for place in range(3))
        print(f"| {name} | {writes} | {rate:.0f} | {cpu:.3f} | {pages:.0f} |")
    costs = [median(row[1] for row in found[writes]) for writes in (True, False)]
    pages = [median(row[2] for row in found[writes]) for writes in (True, False)]
    print(
        f"| {name} | ratio | – | {costs[0] / costs[1]:.2f} "
        f"| {pages[0] / pages[1]:.2f} |"
    )


def _round(target: Server, script: str) -> tuple[float, float]:
    before = target.cpu + postgres_cpu()
    load = wrk(target.url, script, clients=CLIENTS, seconds=SECONDS)
    spent = target.cpu + postgres_cpu() - before
    if load.errors:
        print(f"{load.errors} errors of {load.requests}", file=sys.stderr)
    return load.rate, spent / max(load.requests - load.errors, 1) * 1000


def _pages(target: Server, article: str, script: str) -> float:
    """Pages a second for eight readers while the fifty go on sending readings."""
    seconds = 6
    load = threading.Thread(
        target=wrk,
        args=[target.url, script],
        kwargs={"clients": CLIENTS, "seconds": seconds + 2},
    )
    load.start()
    time.sleep(1)
    found = wrk(target.url, among([article]), clients=8, seconds=seconds)
    load.join()
    return found.rate


def _survival(name: str, address: str, article: str) -> None:
    """kill -9 in the middle: what was acknowledged is in the database."""
    pk = _id(article)
    before = _total(address, pk)
    acknowledged: list[int] = []
    with server(_environment(address, writes=True), article) as target:
        threads = [
            threading.Thread(target=_client, args=[target.port, pk, acknowledged])
            for _ in range(24)
        ]
        for thread in threads:
            thread.start()
        time.sleep(5)
        target.kill()
        for thread in threads:
            thread.join()
    counted = _total(address, pk) - before
    print(
        f"- {name}: kill -9 after {len(acknowledged)} acknowledged readings; "
        f"in the database: {counted}; lost: {max(0, len(acknowledged) - counted)}"
    )


def _client(port: int, pk: int, acknowledged: list[int]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    chance = random.Random()
    try:
        while True:
            address = ".".join(str(chance.randint(11, 250)) for _ in range(4))
            headers = {"X-Forwarded-For": address, "User-Agent": "Mozilla/5.0 Kill"}
            connection.request("POST", f"/luot-doc/{pk}/", headers=headers)
            response = connection.getresponse()
            response.read()
            if response.status == 204:
                acknowledged.append(1)
    except (OSError, http.client.HTTPException):
        return


def _total(address: str, pk: int) -> int:
    """Readings of the story, as the portal counts them, asked in another process."""
    question = (
        "import django; django.setup();"
        "from news.models import HourlyReading as h;"
        f"print(sum(h.objects.filter(article_id={pk}).values_list('count', flat=True)))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", question],
        env={**os.environ, **ours(address, 0)},
        cwd=Path(__file__).resolve().parent.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    return int(ran.stdout)


def _id(article: str) -> int:
    return int(article.rpartition("-")[2].removesuffix(".html"))


if __name__ == "__main__":
    main()
