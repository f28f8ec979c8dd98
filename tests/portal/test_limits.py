"""A38: what no honest browser sends is answered with a 4xx before anything reads it."""

import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.test import RequestFactory

from portal import limits

MB = 1024 * 1024
ADDRESS = "/quan-tri/news/photo/tai-len/"


def test_a38_an_honest_request_is_within_the_limits():
    request = RequestFactory().post(
        ADDRESS, {"a": "b"}, headers={"Cookie": "phien=" + "x" * 200}
    )

    assert limits.excess(request) is None


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"CONTENT_LENGTH": str(26 * MB + 1)}, 413),
        ({"CONTENT_LENGTH": "9" * 40}, 413),
        ({"CONTENT_LENGTH": "-1"}, 400),
        ({"CONTENT_LENGTH": "٥"}, 400),
        ({"QUERY_STRING": "q=" + "x" * 8_000}, 414),
        ({"PATH_INFO": "/" + "x" * 8_001}, 414),
        ({"HTTP_COOKIE": "x" * 8_193}, 431),
        ({"HTTP_X_LARGE": "x" * 33_000}, 431),
        ({f"HTTP_X_{n}": "x" for n in range(101)}, 431),
    ],
    ids=lambda value: "" if isinstance(value, int) else next(iter(value)),
)
def test_a38_what_is_over_a_limit_is_named(change, status):
    request = RequestFactory().get("/")
    request.META.update(change)
    request.path_info = change.get("PATH_INFO", "/")

    assert limits.excess(request)[0] == status


def test_a38_the_answer_is_a_page_or_what_a_script_asked_for(client):
    large = {"CONTENT_LENGTH": str(30 * MB)}

    page = client.get("/", **large)
    answer = client.get("/", headers={"Accept": "application/json"}, **large)

    assert (page.status_code, answer.status_code) == (413, 413)
    assert "Tệp lớn hơn 25 MB." in page.text
    assert answer.json()["error"]["message"] == "Tệp lớn hơn 25 MB."
    assert "no-store" in page["Cache-Control"]
    assert "default-src 'none'" in page["Content-Security-Policy"]


@pytest.mark.parametrize("fields", [2_001, 100_000])
def test_a38_a_form_of_too_many_fields_is_a_400(client, db, fields):
    body = "&".join(f"f{n}=1" for n in range(fields))

    response = client.post(
        "/quan-tri/login/", body, content_type="application/x-www-form-urlencoded"
    )

    assert response.status_code == 400


def test_a38_a_form_of_too_many_files_is_a_400(client, db):
    body = (PART + b"\r\na\r\n") * 60 + b"--x--\r\n"

    response = client.post(
        ADDRESS, body, content_type="multipart/form-data; boundary=x"
    )

    assert response.status_code in (400, 403)


# --- A real server --------------------------------------------------------------------


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """(port, process id) of granian with one worker, as production runs it."""
    folder = tmp_path_factory.mktemp("limits")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi"),
        *("--host", "127.0.0.1", "--port", str(port), "--workers", "1"),
        *("--blocking-threads", "2", "--log-level", "error", "portal.wsgi:application"),
    ]
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "TEST_DATABASE_URL": f"sqlite:///{folder}/limits.sqlite3",
    }
    migrate = [sys.executable, "manage.py", "migrate", "-v0"]
    subprocess.run(migrate, cwd=settings.BASE_DIR, env=environment, check=True)
    process = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment)
    try:
        for _ in range(150):
            if ask(port, b"GET /healthz HTTP/1.1\r\n").startswith(b"HTTP/1.1 200"):
                break
            time.sleep(0.1)
        yield port, worker_of(process.pid)
    finally:
        process.terminate()
        process.wait(20)


def worker_of(pid):
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return int(children[0]) if children else pid


def ask(port, head, body=()):
    """What the server answers to these bytes, however little of them it reads."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
            connection.sendall(head + b"Host: localhost\r\nConnection: close\r\n\r\n")
            try:
                for chunk in body:
                    connection.sendall(chunk)
            except OSError:
                pass  # It has said enough already.
            answer = b""
            while len(answer) < 4096 and (more := connection.recv(4096)):
                answer += more
            return answer
    except OSError:
        return b""


def post(length, *more):
    lines = [f"POST {ADDRESS} HTTP/1.1", *more]
    if length is not None:
        lines.append(f"Content-Length: {length}")
    return ("\r\n".join(lines) + "\r\n").encode()


FORM = "Content-Type: multipart/form-data; boundary=x"
PART = b'--x\r\nContent-Disposition: form-data; name="upload"; filename="a.jpg"\r\n'
BASE64 = PART + b"Content-Transfer-Encoding: base64\r\n\r\n"
CHUNK = b"A" * MB
HEAVY = {
    "50 MB": (post(50 * MB, FORM), [CHUNK] * 50),
    "50 MB without a length": (
        post(None, FORM, "Transfer-Encoding: chunked"),
        [b"100000\r\n" + CHUNK + b"\r\n"] * 50,
    ),
    "20 MB in base64": (post(20 * MB + len(BASE64), FORM), [BASE64, *[CHUNK] * 20]),
    "10,000 parts": (
        post(10_000 * (len(PART) + 5), FORM),
        [(PART + b"\r\na\r\n") * 1_000] * 10,
    ),
    "2,000 headers": (
        post(0, *(f"X-{n}: {n}" for n in range(2_000))),
        [],
    ),
    "60 kB of cookies": (post(0, "Cookie: a=" + "x" * 60_000), []),
    "an address of 100,000 letters": (
        f"GET /{'x' * 100_000} HTTP/1.1\r\n".encode(),
        [],
    ),
}


def peak(pid):
    """Kilobytes."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1])


@pytest.mark.parametrize("what", HEAVY)
def test_a38_a_heavy_request_is_refused_within_twice_its_size(server, what):
    port, pid = server
    head, body = HEAVY[what]
    size = len(head) + sum(map(len, body))
    before = peak(pid)

    answer = ask(port, head, body)

    status = answer[9:12]
    assert status[:1] == b"4" or answer == b"", answer[:200]
    assert peak(pid) - before <= 2 * size / 1024 + 8 * 1024
    assert ask(port, b"GET /healthz HTTP/1.1\r\n").startswith(b"HTTP/1.1 200")
