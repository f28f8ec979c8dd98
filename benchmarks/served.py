"""A portal behind granian, for the benchmarks over HTTP: started, loaded, measured."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.request import urlopen

HERE = Path(__file__).resolve().parent
WORKERS, THREADS = 2, 32
CRAWLERS = 8
PERCENTILE = """
done = function(summary, latency)
  io.write(string.format("P95 %.2fms\\n", latency:percentile(95) / 1000))
end
"""
# Each thread of wrk has a Lua state of its own: the same seed, were it not for this.
SEED = (
    'math.randomseed(os.time() + tonumber(tostring({}):match("0x(%x+)"):sub(-6), 16))'
)
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Server:
    process: subprocess.Popen[bytes]
    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def processes(self) -> list[int]:
        return [self.process.pid, *_children(self.process.pid)]

    @property
    def cpu(self) -> float:
        """Seconds of all its processes until now."""
        return sum(map(cpu_of, self.processes))

    def memory(self) -> list[int]:
        """Megabytes (PSS, without files mapped from the database) of each worker."""
        return [_private(pid) for pid in _children(self.process.pid)]

    def kill(self) -> None:
        for pid in self.processes[::-1]:
            os.kill(pid, signal.SIGKILL)


@contextmanager
def server(environment: dict[str, str], check: str) -> Iterator[Server]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi"),
        *("--host", "127.0.0.1", "--port", str(port), "--no-ws"),
        *("--workers", str(WORKERS), "--blocking-threads", str(THREADS)),
        *("--log-level", "error", environment["BENCH_WSGI"] + ":application"),
    ]
    process = subprocess.Popen(
        command, cwd=HERE.parent, env={**os.environ, **environment}
    )
    found = Server(process, port)
    try:
        _wait(found.url + check)
        yield found
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()


@dataclass
class Load:
    rate: float
    p50: str
    p95: str
    requests: int
    errors: int


def wrk(url: str, script: str, *, clients: int, seconds: int) -> Load:
    """Load by wrk with a Lua script; its own CPU is not the server's."""
    file = Path(os.environ["VAR_ROOT"]) / f"load-{time.monotonic_ns()}.lua"
    file.write_text(script + PERCENTILE)
    command = ["wrk", "-t2", f"-c{clients}", f"-d{seconds}s", "--timeout", "20s"]
    ran = subprocess.run(
        [*command, "--latency", "-s", str(file), url],
        capture_output=True,
        text=True,
        check=True,
    )
    file.unlink()
    text = ran.stdout
    errors = sum(map(int, re.findall(r"Non-2xx or 3xx responses: (\d+)", text)))
    broken = re.findall(r"(?:connect|read|write|timeout) (\d+)", text)
    errors += sum(map(int, broken))
    return Load(
        rate=float(_one(r"Requests/sec:\s+([\d.]+)", text)),
        p50=_one(r"50%\s+(\S+)", text),
        p95=_one(r"P95 (\S+)", text),
        requests=int(_one(r"(\d+) requests in", text)),
        errors=errors,
    )


def among(paths: list[str]) -> str:
    """A Lua script that asks for these paths by Zipf's law, the first most often."""
    return f"""
    local paths = {_table(paths)}
    {SEED}
    request = function()
      local rank = math.floor((#paths + 1) ^ math.random())
      return wrk.format("GET", paths[rank])
    end
    """


def crawl(target: Server, paths: list[str]) -> None:
    """Asks for each path once, by eight clients that keep their connections."""
    with ThreadPoolExecutor(CRAWLERS) as pool:
        pages = [
            pool.submit(_visit, target, paths[n::CRAWLERS]) for n in range(CRAWLERS)
        ]
    for done in pages:
        done.result()


def _visit(target: Server, paths: list[str]) -> None:
    connection = HTTPConnection("127.0.0.1", target.port, timeout=30)
    for path in paths:
        connection.request("GET", path)
        response = connection.getresponse()
        response.read()
        if response.status != 200:
            sys.exit(f"{path}: {response.status}")


def _table(paths: list[str]) -> str:
    return "{" + ",".join(f'"{path}"' for path in paths) + "}"


def cpu_of(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICKS


def postgres_cpu() -> float:
    """Seconds of every PostgreSQL process, those that ended included."""
    total = 0.0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if (folder / "comm").read_text().strip() != "postgres":
                continue
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        ended = 0 if int(fields[1]) != 1 else int(fields[13]) + int(fields[14])
        total += (int(fields[11]) + int(fields[12]) + ended) / TICKS
    return total


def _children(pid: int) -> list[int]:
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in text.split()]


def _private(pid: int) -> int:
    """PSS of what is not a file: the database's mapped pages are the system's cache."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return int(_one(r"Pss_Anon:\s+(\d+)", text)) // 1024


def _one(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    return found[1] if found else "0"


def _wait(url: str) -> None:
    for _ in range(200):
        try:
            urlopen(url, timeout=5).read()
        except OSError:
            time.sleep(0.1)
        else:
            return
    sys.exit(f"{url} does not answer.")
