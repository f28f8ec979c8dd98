"""`make bench`: builds what is missing, measures, prints one table after the other.

    make bench                                  everything, about 50 minutes
    make bench ARGS="inprocess --sizes 1000"   one part, in some minutes

Corpora are kept in var/bench and built again when the code that fills them changes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from pathlib import Path

import psycopg2

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path.insert(0, str(ROOT))
FOLDER = ROOT / "var" / "bench"
CATEGORY = "muc-1/muc-1-a"
DEEP = 500  # A page of 12 stories; the smaller corpora have fewer.
SIZES = (1_000, 10_000, 100_000)
PARTS = ("inprocess", "overhttp", "counting", "punctuality", "desk", "search")


def main() -> None:
    parser = argparse.ArgumentParser(description="Đo tốc độ của cổng thông tin.")
    parser.add_argument("parts", nargs="*", default=list(PARTS))
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--no-postgresql", action="store_true")
    options = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    os.environ["VAR_ROOT"] = str(FOLDER)
    _collect()
    sizes = sorted(options.sizes)
    files = {size: _corpus(size) for size in sizes}
    plain = _plain(files[sizes[-1]])
    with ExitStack() as stack:
        addresses = {} if options.no_postgresql else _postgresql(stack, sizes)
        for part in options.parts:
            arguments = _arguments(part, files, plain, addresses)
            print(f"\n## {part}\n", flush=True)
            subprocess.run(
                [sys.executable, HERE / f"{part}.py", *arguments], check=True
            )


def _arguments(
    part: str, files: dict[int, Path], plain: Path, addresses: dict[int, str]
) -> list[str]:
    large = files[max(files)]
    found = ["--ours", str(large), "--article", _article(large)]
    if part in {"desk", "punctuality"}:
        return found
    if part == "counting":
        return [*found, "--postgresql", addresses.get(max(files), "")]
    found += ["--peer", str(plain)]
    if part == "overhttp":
        return found
    corpora = {f"SQLite {_thousands(n)}": str(file) for n, file in files.items()}
    corpora |= {f"PostgreSQL {_thousands(n)}": url for n, url in addresses.items()}
    largest = [name for name in corpora if name.endswith(" " + _thousands(max(files)))]
    found += ["--deep", _deep(large), "--corpora", json.dumps(corpora)]
    return [*found, "--largest", json.dumps(largest)]


def _thousands(size: int) -> str:
    return f"{size // 1000}k"


def _corpus(size: int) -> Path:
    database = FOLDER / f"ours-{size}-{_version()}.sqlite3"
    if not database.exists():
        print(f"Building {size} stories…", file=sys.stderr)
        made = database.with_suffix(".new")
        made.unlink(missing_ok=True)
        _fill(f"sqlite:///{made}", size)
        made.rename(database)
    return database


def _fill(address: str, size: int) -> None:
    subprocess.run(
        [sys.executable, HERE / "corpus.py", str(size)],
        env={**os.environ, "DATABASE_URL": address, "DEBUG": "0"},
        check=True,
    )


def _plain(ours: Path) -> Path:
    database = ours.with_name(ours.name.replace("ours", "plain"))
    if not database.exists():
        made = database.with_suffix(".new")
        made.unlink(missing_ok=True)
        command = [sys.executable, HERE / "peers" / "fill.py", ours, made]
        subprocess.run(command, check=True)
        made.rename(database)
    return database


def _postgresql(stack: ExitStack, sizes: list[int]) -> dict[int, str]:
    """Addresses in a cluster of our own, by the number of stories; gone at the end."""
    from tests import postgres

    programs = postgres.programs()
    if programs is None:
        print("PostgreSQL is not on this machine: left out.", file=sys.stderr)
        return {}
    address = stack.enter_context(postgres.cluster(programs))
    found = {size: address.replace("/portal?", f"/portal_{size}?") for size in sizes}
    with closing(psycopg2.connect(address.replace("/portal?", "/postgres?"))) as server:
        server.autocommit = True
        for size in sizes:
            server.cursor().execute(f"CREATE DATABASE portal_{size}")
    for size, one in found.items():
        print(f"Building {size} stories on PostgreSQL…", file=sys.stderr)
        _fill(one, size)
    return found


def _collect() -> None:
    command = [sys.executable, ROOT / "manage.py", "collectstatic", "--noinput"]
    subprocess.run(
        [*command, "--verbosity", "0"], env={**os.environ, "DEBUG": "0"}, check=True
    )


def _version() -> str:
    """Changes with the code that makes the corpus."""
    sources = [HERE / "corpus.py", HERE / "facts.py", ROOT / "news" / "kinship.py"]
    sources += sorted((ROOT / "news" / "migrations").glob("*.py"))
    text = b"".join(source.read_bytes() for source in sources)
    return hashlib.sha256(text).hexdigest()[:8]


def _article(database: Path) -> str:
    """The address of the newest story."""
    row = _ask(database, "SELECT slug, article_id FROM news_edition ORDER BY id DESC")
    return f"/{row[0]}-{row[1]}.html"


def _deep(database: Path) -> str:
    """Page 500 of the largest section, or as far as it goes."""
    count = _ask(
        database,
        "SELECT count(*) FROM news_edition JOIN news_category AS c "
        f"ON c.id = category_id WHERE c.path = '{CATEGORY}'",
    )[0]
    place = min(DEEP * 12, count - 20)
    published_at, article = _ask(
        database,
        "SELECT published_at, article_id FROM news_edition "
        "JOIN news_category AS c ON c.id = category_id "
        f"WHERE c.path = '{CATEGORY}' ORDER BY published_at DESC "
        f"LIMIT 1 OFFSET {place}",
    )
    moment = datetime.fromisoformat(published_at).replace(tzinfo=UTC)
    return f"/{CATEGORY}/?truoc={int(moment.timestamp() * 1_000_000)}-{article}"


def _ask(database: Path, question: str) -> tuple:
    return sqlite3.connect(database).execute(question).fetchone()


if __name__ == "__main__":
    main()
