"""`make test`: the whole suite on SQLite and on PostgreSQL, and the browser once.

Both at once, for each often waits; what PostgreSQL's run says is shown when it ended.
What is missing is installed when it may be; what can't run is named in one line.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from typing import IO

from tests import postgres
from tests.chromium import SHELL, chromium

# More than the usual two cores: browsers and databases often wait.
ON_SQLITE, ON_POSTGRESQL = ["-n", "3"], ["-n", "2"]
WITHOUT_BROWSER = ["-m", "not browser"]
MISSING = "Không chạy được {what}: thiếu {package}. Cài: sudo apt-get install {package}"


def main(arguments: list[str]) -> int:
    install_missing()
    missing = []
    if not chromium():
        missing.append(MISSING.format(what="kiểm tra trình duyệt", package="chromium"))
    if not postgres.programs():
        missing.append(MISSING.format(what="kiểm tra PostgreSQL", package="postgresql"))
    for line in missing:
        print(line, flush=True)
    if missing and os.environ.get("CI") == "true":
        return 1

    with ExitStack() as stack:
        others = None
        if programs := postgres.programs():
            address = stack.enter_context(postgres.cluster(programs))
            said = stack.enter_context(tempfile.TemporaryFile("w+"))
            others = pytest(
                *ON_POSTGRESQL, *WITHOUT_BROWSER, *arguments, database=address, to=said
            )
        print("— SQLite", flush=True)
        code = pytest(
            *ON_SQLITE, *([] if chromium() else WITHOUT_BROWSER), *arguments
        ).wait()
        if others:
            code = others.wait() or code
            said.seek(0)
            print("— PostgreSQL", said.read(), sep="\n", flush=True)
        return code


def pytest(
    *arguments: str, database: str = "", to: IO[str] | None = None
) -> subprocess.Popen[bytes]:
    """A run that has begun; on SQLite, or on the database at that address."""
    command = [sys.executable, "-m", "pytest", "--quiet", *arguments]
    environment = {**os.environ, "TEST_DATABASE_URL": database}
    return subprocess.Popen(command, env=environment, stdout=to, stderr=to)


def install_missing() -> None:
    """Debian packages, when this user may install them without being asked."""
    packages = [] if chromium() else [SHELL]
    packages += [] if postgres.programs() else ["postgresql"]
    if not packages or not shutil.which("apt-get"):
        return
    if os.geteuid() == 0:
        rights = []
    elif shutil.which("sudo") and not quietly(["sudo", "-n", "true"]):
        rights = ["sudo", "-n"]
    else:
        return
    print(f"Đang cài {' và '.join(packages)}…", flush=True)
    apt = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    quietly([*apt, "update"])
    install = [*apt, "install", "-y", "--no-install-recommends"]
    # Not every distribution has the browser without windows.
    if quietly([*install, *packages]) and SHELL in packages:
        packages[packages.index(SHELL)] = "chromium"
        quietly([*install, *packages])


def quietly(command: list[str]) -> int:
    silence = subprocess.DEVNULL
    return subprocess.run(
        command, stdin=silence, stdout=silence, stderr=silence
    ).returncode


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
