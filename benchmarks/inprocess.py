"""CPU of a request without a server: ours, a plain Django project, constants.

10th percentile of 160 requests, best of three interleaved rounds (A B C A B C …).
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROUNDS = 3
CATEGORY = "/muc-1/muc-1-a/"
DEEP = "page 500 of the category"
PAGES = (
    ("article", "articles", 2.0),
    ("category", f"fixed:{CATEGORY}", 2.0),
    ("home", "fixed:/", 3.0),
)


@dataclass
class Case:
    name: str
    page: str
    environment: dict[str, str]
    limit: str = ""
    process: subprocess.Popen[str] | None = None
    facts: dict[str, int] = field(default_factory=dict)
    rounds: list[float] = field(default_factory=list)

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(HERE / "process.py")],
            env={**os.environ, **self.environment, "BENCH_PAGE": self.page},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.facts = json.loads(self._read())

    def run(self) -> None:
        assert self.process is not None
        assert self.process.stdin is not None
        self.process.stdin.write("round\n")
        self.process.stdin.flush()
        self.rounds.append(float(self._read()))

    def _read(self) -> str:
        assert self.process is not None
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"{self.name}: the process ended.")
        return line

    def stop(self) -> None:
        if self.process is not None:
            self.process.kill()

    @property
    def best(self) -> float:
        return min(self.rounds)


def ours(address: str, megabytes: int, *, cold: bool = False) -> dict[str, str]:
    return {
        "BENCH_WSGI": "portal.wsgi",
        "BENCH_BEFORE": "cold" if cold else "",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "DATABASE_URL": address if "://" in address else f"sqlite:///{address}",
        "SECRET_KEY": "only-for-benchmarks-0123456789-abcdefghijklmnopqrst",
        "ALLOWED_HOSTS": "localhost",
        "SITE_URL": "http://localhost",
        "DEBUG": "0",
        "PAGE_CACHE_MEGABYTES": str(megabytes),
    }


def peer(database: str, middleware: str = "default") -> dict[str, str]:
    return {
        "BENCH_WSGI": "benchmarks.peers.wsgi",
        "DJANGO_SETTINGS_MODULE": "benchmarks.peers.settings",
        "PEER_DATABASE": database,
        "PEER_MIDDLEWARE": middleware,
    }


def cases(options: argparse.Namespace) -> list[Case]:
    """Every page on every corpus; the largest of SQLite beside plain Django's."""
    large, plain = options.ours, options.peer
    found = []
    for page, path, limit in PAGES:
        found.append(Case(f"plain Django: {page}", path, peer(plain)))
        for corpus, address in options.corpora.items():
            most = limit * (1.5 if corpus.startswith("PostgreSQL") else 1)
            name = f"ours, {corpus}: {page}"
            found.append(Case(name, path, ours(address, 0), f"{most}"))
        found.append(Case(f"ours, cold: {page}", path, ours(large, 0, cold=True)))
    deep = f"fixed:{options.deep}"
    found += [
        Case(f"ours, {corpus}: {DEEP}", deep, ours(address, 0))
        for corpus, address in options.corpora.items()
        if corpus in options.largest
    ]
    plain_deep = f"fixed:{CATEGORY}?page=500"
    found.append(Case(f"plain Django: {DEEP}", plain_deep, peer(plain)))
    constant, story = "fixed:/constant/", f"fixed:{options.article}"
    found += [
        Case("ours, cached: article", story, ours(large, 64), "0.06"),
        Case("ours, cached: home", "fixed:/", ours(large, 64), "0.06"),
        Case("Django's cache per site: article", story, peer(plain, "cache")),
        Case("a constant view, default middleware", constant, peer(plain)),
        Case("a constant view, no middleware", constant, peer(plain, "none")),
    ]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--ours", required=True)
    parser.add_argument("--peer", required=True)
    parser.add_argument("--corpora", type=json.loads, required=True)
    parser.add_argument("--largest", type=json.loads, required=True)
    parser.add_argument("--article", required=True)
    parser.add_argument("--deep", required=True)
    options = parser.parse_args()
    chosen = cases(options)
    try:
        for case in chosen:
            case.start()
        for _ in range(ROUNDS):
            for case in chosen:
                case.run()
    finally:
        for case in chosen:
            case.stop()
    _print(chosen)
    _growth({case.name: case.best for case in chosen}, options)


def _print(chosen: list[Case]) -> None:
    print("| case | limit, ms | CPU ms | queries | KB |")
    print("|---|---|---|---|---|")
    for case in chosen:
        size = case.facts["bytes"] / 1000
        print(
            f"| {case.name} | {case.limit or '–'} | {case.best:.3f} "
            f"| {case.facts['queries']} | {size:.0f} |"
        )


def _growth(best: dict[str, float], options: argparse.Namespace) -> None:
    """The largest corpus of each database against its smaller ones; deep pages."""
    print("\n| ratio | limit | reached |\n|---|---|---|")
    for large in options.largest:
        database = large.split()[0]
        for small in options.corpora:
            if small == large or not small.startswith(database):
                continue
            for page, _, _ in PAGES:
                ratio = best[f"ours, {large}: {page}"] / best[f"ours, {small}: {page}"]
                print(f"| {page}: {large} / {small} | 1.1 | {ratio:.2f} |")
        ratio = best[f"ours, {large}: {DEEP}"] / best[f"ours, {large}: category"]
        print(f"| {DEEP} / first page, {large} | 1.1 | {ratio:.2f} |")
    ratio = best[f"plain Django: {DEEP}"] / best["plain Django: category"]
    print(f"| {DEEP} / first page, plain Django | – | {ratio:.2f} |")


if __name__ == "__main__":
    main()
