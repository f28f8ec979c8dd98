"""CPU of a request without a server: ours, a plain Django project, constants.

    python benchmarks/inprocess.py --ours OURS.sqlite3 --peer PEER.sqlite3 [--small …]

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
CATEGORY, PEER_CATEGORY = "/muc-1/muc-1-a/", "/muc-1/muc-1-a/"


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
    large, plain = options.ours, options.peer
    deep = f"fixed:{options.deep}" if options.deep else ""
    pages = [
        ("article", "articles", "2.0"),
        ("category", f"fixed:{CATEGORY}", "2.0"),
        ("home", "fixed:/", "3.0"),
    ]
    found = []
    for name, page, limit in pages:
        found += [
            Case(f"plain Django: {name}", page, peer(plain)),
            Case(f"ours, uncached: {name}", page, ours(large, 0), limit),
            Case(f"ours, cold: {name}", page, ours(large, 0, cold=True)),
        ]
        if options.small:
            found.append(Case(f"ours at 1k: {name}", page, ours(options.small, 0)))
        if options.postgresql:
            limit = str(1.5 * float(limit))
            found.append(
                Case(
                    f"ours, PostgreSQL: {name}",
                    page,
                    ours(options.postgresql, 0),
                    limit,
                )
            )
    if deep:
        found.append(Case("ours: page 500 of the category", deep, ours(large, 0)))
        found.append(
            Case(
                "plain Django: page 500 of the category",
                f"fixed:{PEER_CATEGORY}?page=500",
                peer(plain),
            )
        )
        if options.postgresql:
            found.append(
                Case(
                    "ours, PostgreSQL: page 500 of the category",
                    deep,
                    ours(options.postgresql, 0),
                )
            )
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
    parser.add_argument("--small", default="")
    parser.add_argument("--postgresql", default="")
    parser.add_argument("--article", required=True)
    parser.add_argument("--deep", default="")
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    chosen = [case for case in cases(options) if options.only in case.name]
    try:
        for case in chosen:
            case.start()
        for _ in range(ROUNDS):
            for case in chosen:
                case.run()
    finally:
        for case in chosen:
            case.stop()
    print("| case | limit, ms | CPU ms | queries | KB |")
    print("|---|---|---|---|---|")
    for case in chosen:
        size = case.facts["bytes"] / 1000
        print(
            f"| {case.name} | {case.limit or '–'} | {case.best:.3f} "
            f"| {case.facts['queries']} | {size:.0f} |"
        )


if __name__ == "__main__":
    main()
