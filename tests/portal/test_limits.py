"""A38: what no honest browser sends is answered with a 4xx before anything reads it."""

import io
import os
import re
import socket
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest
from django.conf import settings
from django.http import UnreadablePostError
from django.test import Client, RequestFactory

from portal import limits
from tests import database

MB = 1024 * 1024
# Open to everybody, and its body is read: by the check of the token.
ADDRESS = "/quan-tri/login/"
TOKEN = "a" * 32


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
        ({"CONTENT_TYPE": "x" * 33_000}, 431),
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


URLENCODED = "application/x-www-form-urlencoded"
FORM = "multipart/form-data; boundary=x"
FIELD = b'--x\r\nContent-Disposition: form-data; name="a"'
FILE = FIELD + b'; filename="a.jpg"'
IN_BASE64 = b"\r\nContent-Transfer-Encoding: base64"
START = b"\r\n\r\n"
END = b"\r\n--x--\r\n"
BAD_FORMS = {
    "2,001 fields": (URLENCODED, b"&".join([b"a=1"] * 2_001)),
    "5 MB": (URLENCODED, b"a=" + b"1" * 5 * MB),
    "2,001 parts": (FORM, (FIELD + START + b"1\r\n") * 2_001 + b"--x--\r\n"),
    "51 files": (FORM, (FILE + START + b"1\r\n") * 51 + b"--x--\r\n"),
    "a field of 5 MB": (FORM, FIELD + START + b"1" * 5 * MB + END),
    "7 MB in base64": (FORM, FIELD + IN_BASE64 + START + b"1" * 7 * MB + END),
    "no boundary": ("multipart/form-data", b"1"),
}


@pytest.fixture
def visitor(db):
    """A browser that has its cookie for forms, but sends no token."""
    client = Client(enforce_csrf_checks=True)
    client.cookies[settings.CSRF_COOKIE_NAME] = TOKEN
    return client


@pytest.mark.parametrize("what", BAD_FORMS)
def test_a14_a_form_that_nobody_fills_in_is_a_400_in_vietnamese(visitor, what):
    kind, body = BAD_FORMS[what]

    response = visitor.post(ADDRESS, body, kind)

    assert response.status_code == 400
    assert "Yêu cầu không hợp lệ" in response.text


def test_a14_half_a_form_is_an_error_and_no_shorter_form():
    request = RequestFactory().post(ADDRESS, b"a=1&b=", URLENCODED)
    request.META["CONTENT_LENGTH"] = "100"
    request.META["wsgi.input"] = io.BytesIO(b"a=1&b=")

    with pytest.raises(UnreadablePostError):
        limits.RequestLimits(lambda request: request.POST)(request)


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
    place = {"cwd": settings.BASE_DIR, "env": environment}
    migrate = partial(
        subprocess.run,
        [sys.executable, "manage.py", "migrate", "-v0"],
        check=True,
        **place,
    )
    database.copy_or_make(folder / "limits.sqlite3", migrate)
    process = subprocess.Popen(command, **place)
    try:
        for _ in range(150):
            if is_well(port):
                break
            time.sleep(0.1)
        yield port, worker_of(process.pid)
    finally:
        process.terminate()
        process.wait(20)


def worker_of(pid):
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return int(children[0]) if children else pid


def is_well(port):
    try:
        return ask(port, b"GET /healthz HTTP/1.1\r\n") == 200
    except OSError:
        return False


def ask(port, head, body=(), pause=0, cut_off=False):
    """The status that the server answers, however little of the body it reads."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        try:
            connection.sendall(head + b"Host: localhost\r\nConnection: close\r\n\r\n")
            for chunk in body:
                connection.sendall(chunk)
                time.sleep(pause)
            if cut_off:
                connection.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # It has said enough already.
        line = connection.makefile("rb").readline()
    return int(line.split()[1])


def post(*lines):
    """The first lines of a POST whose body Django reads: it looks for the token."""
    first = (f"POST {ADDRESS} HTTP/1.1", f"Cookie: csrf={TOKEN}")
    return ("\r\n".join([*first, *lines]) + "\r\n").encode()


def form(kind, length):
    return post(f"Content-Type: {kind}", f"Content-Length: {length}")


def peak(pid):
    """Kilobytes."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1])


CHUNK = b"A" * MB
IN_CHUNKS = post(f"Content-Type: {FORM}", "Transfer-Encoding: chunked")
FILE_IN_BASE64 = FILE + IN_BASE64 + START
FIELD_IN_BASE64 = FIELD + IN_BASE64 + START
SMALL_FILE = FILE + START + b"1\r\n"
HEAVY = {
    "50 MB": (413, form(FORM, 50 * MB), [CHUNK] * 50),
    "50 MB without a length": (
        403,
        IN_CHUNKS,
        [b"100000\r\n" + CHUNK + b"\r\n"] * 50,
    ),
    "a form of 20 MB": (400, form(URLENCODED, 20 * MB), [CHUNK] * 20),
    "a file of 20 MB in base64": (
        403,
        form(FORM, 20 * MB + len(FILE_IN_BASE64 + END)),
        [FILE_IN_BASE64, *[CHUNK] * 20, END],
    ),
    "a field of 20 MB in base64": (
        400,
        form(FORM, 20 * MB + len(FIELD_IN_BASE64 + END)),
        [FIELD_IN_BASE64, *[CHUNK] * 20, END],
    ),
    "10,000 parts": (
        400,
        form(FORM, 10_000 * len(SMALL_FILE)),
        [SMALL_FILE * 1_000] * 10,
    ),
    "2,000 headers": (431, post(*(f"X-{n}: {n}" for n in range(2_000))), []),
    "60 kB of cookies": (431, post("Cookie: a=" + "x" * 60_000), []),
    "an address of 100,000 letters": (
        414,
        b"GET /" + b"x" * 100_000 + b" HTTP/1.1\r\n",
        [],
    ),
}


@pytest.mark.parametrize("what", HEAVY)
def test_a38_a_heavy_request_is_refused_within_twice_its_size(server, what):
    port, pid = server
    expected, head, body = HEAVY[what]
    size = len(head) + sum(map(len, body))
    before = peak(pid)

    status = ask(port, head, body)

    assert status == expected
    assert peak(pid) - before <= 2 * size / 1024 + 8 * 1024
    assert is_well(port)


LOGIN = f"csrfmiddlewaretoken={TOKEN}&username=lan&password=sai".encode()


def test_a38_a_slow_form_arrives_whole(server):
    port, _ = server
    drops = [LOGIN[at : at + 8] for at in range(0, len(LOGIN), 8)]

    status = ask(port, form(URLENCODED, len(LOGIN)), drops, pause=0.03)

    assert status == 200


def test_a14_a_form_cut_off_on_its_way_is_refused(server):
    port, _ = server

    head = form(URLENCODED, len(LOGIN) + 1)

    status = ask(port, head, [LOGIN], pause=0.1, cut_off=True)

    assert status == 403
