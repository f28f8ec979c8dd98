"""One process at a time writes readings to a database file."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.sqlite3.base import DatabaseWrapper as SQLite


@contextmanager
def turn_to_write() -> Iterator[None]:
    """Wait until no other process is here; at once where the database is a server.

    SQLite itself looks again and again, in sleeps that grow; the system wakes the next
    process at the right moment, which makes a batch twice as fast.
    """
    database = connections[DEFAULT_DB_ALIAS]
    if not isinstance(database, SQLite) or database.is_in_memory_db():
        yield
        return
    # A file of its own: to close the database's would drop the locks of SQLite.
    file = Path(f"{database.settings_dict['NAME']}-turns")
    with file.open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
