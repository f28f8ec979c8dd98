"""Over HTTP: granian with two workers, wrk beside it on the same machine."""

from __future__ import annotations

import argparse
import os
import sqlite3
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from inprocess import ours, peer
from served import Server, among, crawl, server, wrk

ROUNDS, SECONDS, CLIENTS, HOT = 3, 6, 8, 50
CRAWLED = 100_000
OVER_HTTP = {
    "BENCH_WSGI": "benchmarks.wsgi",
    "ALLOWED_HOSTS": "localhost,127.0.0.1",
}
EXPIRY = 5  # Seconds a page is kept, in the stampede only.


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ours", required=True)
    parser.add_argument("--peer", required=True)
    parser.add_argument("--article", required=True)
    parser.add_argument("--postgresql", default="")
    options = parser.parse_args()
    addresses = _articles(options.ours)
    _pages(options, addresses)
    _memory(options, addresses)
    _stampede(options)


def _pages(options: argparse.Namespace, addresses: list[str]) -> None:
    """Addresses by Zipf's law, over 50 articles or over all of them."""
    constant, hot = among(["/constant/"]), addresses[:HOT]
    everywhere = f"ours, from an empty cache: {len(addresses):,} articles"
    cases = {
        "ours, cached: 50 articles": (_ours(options.ours), hot[0], among(hot)),
        everywhere: (_ours(options.ours), hot[0], among(addresses)),
        "ours, page cache off: 50 articles": (
            ours(options.ours, 0) | OVER_HTTP,
            hot[0],
            among(hot),
        ),
        "plain Django: constant view of 60 KB": (
            peer(options.peer),
            "/constant/",
            constant,
        ),
        "plain Django, cache per site: 50 articles": (
            peer(options.peer, "cache"),
            hot[0],
            among(hot),
        ),
        "plain Django: 50 articles": (peer(options.peer), hot[0], among(hot)),
    }
    rows: dict[str, list[tuple[float, str, str, float]]] = {name: [] for name in cases}
    with ExitStack() as stack:
        servers = {
            name: stack.enter_context(server(environment, check))
            for name, (environment, check, _) in cases.items()
        }
        for _ in range(ROUNDS):
            for name, (_, _, script) in cases.items():
                rows[name].append(_round(servers[name], script))
    print("| case | req/s | p50 | p95 | CPU ms a request |")
    print("|---|---|---|---|---|")
    for name, found in rows.items():
        middle = sorted(found)[len(found) // 2]
        cpu = median(row[3] for row in found)
        print(f"| {name} | {middle[0]:.0f} | {middle[1]} | {middle[2]} | {cpu:.3f} |")


def _round(target: Server, script: str) -> tuple[float, str, str, float]:
    before = target.cpu
    load = wrk(target.url, script, clients=CLIENTS, seconds=SECONDS)
    if load.errors:
        print(f"{load.errors} errors")
    cpu = (target.cpu - before) / max(load.requests, 1) * 1000
    return load.rate, load.p50, load.p95, cpu


def _memory(options: argparse.Namespace, addresses: list[str]) -> None:
    """Each worker's own memory: fresh, with the cache full, after a long crawl."""
    with server(_ours(options.ours), addresses[0]) as target:
        full, half = 10_000, CRAWLED // 2
        steps = {"fresh": 0, "cache full": full}
        steps |= {f"{count:,} addresses": count for count in (half, CRAWLED)}
        done = 0
        for name, wanted in steps.items():
            if addresses[done:wanted]:
                crawl(target, addresses[done:wanted])
                done = wanted
            print(f"- memory of the workers, {name}: {target.memory()} MB")


def _stampede(options: argparse.Namespace) -> None:
    """Fifty clients on one page that expires again and again."""
    counted = Path(os.environ["VAR_ROOT"]) / "renders"
    counted.unlink(missing_ok=True)
    environment = _ours(options.ours) | {
        "BENCH_RENDERS": str(counted),
        "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
        "PAGE_SECONDS": str(EXPIRY),
    }
    with server(environment, options.article) as target:
        load = wrk(target.url, among([options.article]), clients=50, seconds=20)
    periods = 20 // EXPIRY + 1
    print(
        f"- stampede: {counted.stat().st_size} renders by 2 workers in {periods} "
        f"periods of {EXPIRY} s, {load.rate:.0f} req/s, p95 {load.p95}, "
        f"{load.errors} errors"
    )


def _ours(address: str) -> dict[str, str]:
    return ours(address, 64) | OVER_HTTP


def _articles(database: str) -> list[str]:
    rows = sqlite3.connect(database).execute(
        "SELECT slug, article_id FROM news_edition ORDER BY published_at DESC LIMIT ?",
        [CRAWLED],
    )
    return [f"/{slug}-{pk}.html" for slug, pk in rows]


if __name__ == "__main__":
    main()
