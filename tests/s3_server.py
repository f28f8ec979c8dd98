"""An S3 server for one run of the tests: a real one, made, used, thrown away.

SeaweedFS in one process, on free ports of this machine; nothing of it outlives the run.
"""

import json
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

BUCKET, KEY, SECRET = "portal", "portal", "only-for-the-tests"
# The variables of a server that is down.
NOWHERE = {
    "MEDIA_S3_BUCKET": BUCKET,
    "MEDIA_S3_ENDPOINT": "http://127.0.0.1:9",
    "MEDIA_S3_ACCESS_KEY": KEY,
    "MEDIA_S3_SECRET_KEY": SECRET,
}
PARTS = ("master", "volume", "filer", "s3")
LONGEST_START = 60  # seconds
# Small, quiet, and no word to anybody outside.
MODEST = (
    *("-filer", "-s3", "-s3.port.iceberg=0", "-s3.port.lance=0"),
    *("-master.telemetry=false", "-master.volumeSizeLimitMB=16", "-volume.max=8"),
)


def program() -> str | None:
    """The server's file: it came with the libraries of the tests, where it exists."""
    return shutil.which("weed", path=str(Path(sys.executable).parent))


@contextmanager
def running(program: str) -> Iterator[dict[str, str]]:
    """The variables that lead the portal to an empty bucket of a running server."""
    folder = Path(tempfile.mkdtemp(prefix="portal-s3-"))
    ports = dict(zip(_names_of_ports(), _free_ports(), strict=True))
    settings = [f"-{name}={port}" for name, port in ports.items()]
    endpoint = f"http://127.0.0.1:{ports['s3.port']}"
    variables = {**NOWHERE, "MEDIA_S3_ENDPOINT": endpoint}
    (folder / "who.json").write_text(json.dumps(_identities()))
    here = ["-ip=127.0.0.1", "-ip.bind=127.0.0.1", f"-dir={folder}"]
    here.append(f"-s3.config={folder / 'who.json'}")
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [program, "server", *here, *settings, *MODEST],
            cwd=folder,
            env={"HOME": str(folder), "TMPDIR": str(folder)},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
    try:
        _wait_for(server, client(variables), folder / "log")
        yield variables
    finally:
        server.kill()  # It would take its time, and nothing of it is kept.
        server.wait()
        shutil.rmtree(folder, ignore_errors=True)
        for port in ports.values():  # It has no option for where these lie.
            for left in Path(tempfile.gettempdir()).glob(f"seaweedfs-*-{port}.sock"):
                left.unlink()


def client(variables: dict[str, str]):
    """A way to the server that is not the one under test."""
    return boto3.client(
        "s3",
        endpoint_url=variables["MEDIA_S3_ENDPOINT"],
        aws_access_key_id=variables["MEDIA_S3_ACCESS_KEY"],
        aws_secret_access_key=variables["MEDIA_S3_SECRET_KEY"],
        region_name="us-east-1",
        config=Config(
            s3={"addressing_style": "path"},
            connect_timeout=1,
            read_timeout=5,
            retries={"total_max_attempts": 1},
        ),
    )


def empty(variables: dict[str, str]) -> None:
    there = client(variables)
    for found in there.list_objects_v2(Bucket=BUCKET).get("Contents", []):
        there.delete_object(Bucket=BUCKET, Key=found["Key"])


def _wait_for(server: subprocess.Popen, there, log: Path) -> None:
    """Until it keeps a file: it answers before its volumes are ready."""
    deadline = time.monotonic() + LONGEST_START
    while True:
        try:
            if not there.list_buckets()["Buckets"]:
                there.create_bucket(Bucket=BUCKET)
            there.put_object(Bucket=BUCKET, Key="ready", Body=b"ready")
            there.delete_object(Bucket=BUCKET, Key="ready")
            return
        except (BotoCoreError, ClientError) as error:
            if server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(log.read_text()[-3000:]) from error
            time.sleep(0.1)


def _identities() -> dict:
    credentials = [{"accessKey": KEY, "secretKey": SECRET}]
    actions = ["Admin", "Read", "Write", "List"]
    return {
        "identities": [{"name": KEY, "credentials": credentials, "actions": actions}]
    }


def _names_of_ports() -> list[str]:
    return [f"{part}.port{kind}" for part in PARTS for kind in ("", ".grpc")]


def _free_ports() -> list[int]:
    probes = [socket.socket() for _ in _names_of_ports()]
    for probe in probes:
        probe.bind(("127.0.0.1", 0))
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports
