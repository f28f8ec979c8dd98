"""`make test`: the whole suite on SQLite, then on PostgreSQL, and the browser once.

What is missing is installed when it may be; what can't run is named in one line.
"""

import os
import shutil
import subprocess
import sys

from tests import postgres
from tests.chromium import SHELL, chromium

# One more than the usual two cores: a browser and a second database often wait.
WORKERS = ["-n", "3"]
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

    print("— SQLite", flush=True)
    without_browser = ["-m", "not browser"]
    code = run_pytest(*([] if chromium() else without_browser), *arguments)
    if not (programs := postgres.programs()):
        return code
    print("— PostgreSQL", flush=True)
    with postgres.cluster(programs) as address:
        return run_pytest(*without_browser, *arguments, database=address) or code


def run_pytest(*arguments: str, database: str = "") -> int:
    command = [sys.executable, "-m", "pytest", "--quiet", *WORKERS, *arguments]
    environment = {**os.environ, "TEST_DATABASE_URL": database}
    return subprocess.run(command, env=environment).returncode


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
