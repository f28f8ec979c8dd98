"""An SQLite database for tests, migrated once for a state of the code, then copied.

Migrating takes eight seconds of processor time, as long as a hundred tests.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent
APPS = ("news", "party", "portal")
# Modules and packages of this name say what is in a database that was just migrated.
DECIDES = {"migrations", "models", "apps", "roles", "access", "enums"}
KEPT_FOR = 6 * 3600  # Seconds; other states of the code are tested beside this one.
PREFIX = f"portal-tests-{os.getuid()}-"


def template() -> Path:
    """Where the migrated database of this state of the code lies, or will lie."""
    state = hashlib.sha256(django.__version__.encode())
    for source in sorted(path for app in APPS for path in (ROOT / app).rglob("*.py")):
        parts = source.relative_to(ROOT).with_suffix("").parts
        if not DECIDES.isdisjoint(parts):
            state.update("/".join(parts).encode())
            state.update(source.read_bytes())
    return Path(tempfile.gettempdir(), f"{PREFIX}{state.hexdigest()[:16]}.sqlite3")


def copy_or_make(database: Path, make: Callable[[], None]) -> None:
    """Put a migrated database there: a copy, or what `make` makes for the next ones."""
    kept = template()
    with _alone(kept.with_suffix(".lock")):
        if kept.exists() and kept.stat().st_uid == os.getuid():
            shutil.copyfile(kept, database)
            return
        make()
        for other in kept.parent.glob(f"{PREFIX}*.sqlite3"):
            with suppress(FileNotFoundError):  # Another process does the same.
                if other.stat().st_mtime < time.time() - KEPT_FOR:
                    other.unlink()
        fresh = kept.with_suffix(".new")
        _copy(database, fresh)
        fresh.rename(kept)


def _copy(source: Path, goal: Path) -> None:
    goal.unlink(missing_ok=True)
    with sqlite3.connect(source) as database:  # What is still in the WAL comes along.
        database.execute("VACUUM INTO ?", [str(goal)])


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with open(lock, "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
