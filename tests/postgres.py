"""A PostgreSQL cluster for one run of the tests: made, used, thrown away.

Only a socket in a temporary folder leads to it; nothing that it writes outlives it.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Speed instead of safety: after a power cut the cluster is worthless, as it should be.
FAST = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c jit=off"
INITDB = "initdb -A trust -U portal -E UTF8 --locale=C.UTF-8 --no-sync"


def programs() -> Path | None:
    """The folder with initdb; Debian keeps one for each version, off the PATH."""
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(versions, key=lambda file: float(file.parts[4]), default=None)
    found = newest or shutil.which("initdb")
    return Path(found).resolve().parent if found else None


@contextmanager
def cluster(programs: Path) -> Iterator[str]:
    """The address of a running cluster."""
    folder = Path(tempfile.mkdtemp(prefix="portal-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")

    def run(command: str, *arguments: str) -> None:
        name, *rest = command.split()
        # The server refuses to run as root.
        user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        subprocess.run(
            [
                *user,
                str(programs / name),
                "-D",
                str(folder / "data"),
                *rest,
                *arguments,
            ],
            check=True,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )

    try:
        run(INITDB)
        options = f"-k {folder} -c listen_addresses='' -c max_connections=150 {FAST}"
        run("pg_ctl start -w", "-l", str(folder / "log"), "-o", options)
        try:
            yield f"postgresql://portal@/portal?host={folder}"
        finally:
            run("pg_ctl stop -m immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
