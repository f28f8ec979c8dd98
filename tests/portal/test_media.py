import os
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from tests.s3_server import NOWHERE

pytestmark = pytest.mark.django_db

NAME = "anh/ab/canh-dong.png"
PIXELS = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 300


@pytest.fixture
def photo(public) -> str:
    """The address of a photo, in a folder and then on S3."""
    return public.url(public.save(NAME, ContentFile(PIXELS)))


@pytest.fixture
def local_photo(choose) -> str:
    choose({})
    return default_storage.url(default_storage.save(NAME, ContentFile(PIXELS)))


def stored(name: str, content: bytes = b"<script>alert(1)</script>") -> str:
    return default_storage.save(name, ContentFile(content))


def test_a13_photo_has_fixed_type_and_safe_headers(client, photo):
    response = client.get(photo)

    assert b"".join(response) == PIXELS
    assert response["Content-Type"] == "image/png"
    assert response["Content-Length"] == str(len(PIXELS))
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["Content-Disposition"] == 'inline; filename="canh-dong.png"'
    assert not response.cookies


def test_head_has_the_same_headers_and_no_body(client, photo):
    get = client.get(photo)
    head = client.head(photo)

    names = ["Content-Type", "Content-Length", "ETag", "Last-Modified", "Cache-Control"]
    assert [head[name] for name in names] == [get[name] for name in names]
    assert head.content == b""


@pytest.mark.parametrize(
    ("request_header", "answer_header"),
    [("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")],
)
def test_known_photo_is_not_sent_again(client, photo, request_header, answer_header):
    known = client.get(photo)[answer_header]

    response = client.get(photo, headers={request_header: known})

    assert response.status_code == 304
    assert response.content == b""
    assert response["Content-Length"] == str(len(PIXELS))  # Of what was not sent.


def test_failed_precondition_promises_no_body(client, photo):
    response = client.get(photo, headers={"If-Match": '"other"'})

    assert (response.status_code, response["Content-Length"]) == (412, "0")


def test_post_is_refused(client, photo):
    assert client.post(photo).status_code == 405


@pytest.mark.parametrize("extension", ["html", "svg", "js", "xml", "pdf", "php", "PNG"])
def test_a13_other_types_are_not_served(client, public, extension):
    name = stored(f"anh/trang.{extension}")

    assert client.get(f"/media/{name}").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "",
        "anh",
        "anh/",
        "khong-co.jpg",
        "anh/ab/canh-dong.png/x.jpg",
        "../portal.sqlite3",
        "../../etc/passwd",
        "anh/../../x.jpg",
        "anh/%2e%2e/%2e%2e/x.jpg",
        "/etc/x.jpg",
        "//x.jpg",
        "anh\\..\\x.jpg",
        "anh/%00.jpg",
        "anh/x.jpg%00",
        "anh/x.jpg%0a",
        "anh/%ff%fe.jpg",
        "anh/%ED%A0%80.jpg",
        "anh/ảnh.jpg",
        "anh/%E2%80%AEgpj.jpg",
        ".htaccess.jpg",
        "a/" * 200 + "x.jpg",
        "x" * 5000 + ".jpg",
    ],
)
def test_strange_paths_are_not_found(client, local_photo, path):
    assert client.get(f"/media/{path}").status_code == 404


def test_folder_with_the_name_of_a_photo_is_not_found(client, public):
    stored("thu-muc.jpg/x.png")

    assert client.get("/media/thu-muc.jpg").status_code == 404


@pytest.mark.parametrize("name", ["anh/ab/khong-co.png", f"{NAME}/x.jpg"])
def test_r13_missing_photo_is_not_found(client, photo, name):
    assert client.get(f"/media/{name}").status_code == 404


def test_r13_photo_cut_off_at_its_beginning_is_not_found(client, local_photo):
    os.truncate(default_storage.path(NAME), 0)

    assert client.get(local_photo).status_code == 404


def test_r13_photo_cut_off_in_the_middle_is_as_long_as_it_says(client, local_photo):
    known = client.get(local_photo)["ETag"]
    os.truncate(default_storage.path(NAME), 1000)

    response = client.get(local_photo, headers={"If-None-Match": known})

    assert response["Content-Length"] == "1000"
    assert b"".join(response) == PIXELS[:1000]


def test_withdrawn_photo_is_gone_for_those_who_know_it(client, photo, public):
    known = client.get(photo)["ETag"]
    public.delete(NAME)

    response = client.get(photo, headers={"If-None-Match": known})

    assert response.status_code == 404


def test_r13_unreadable_disk_says_when_to_come_back(client, local_photo, caplog):
    path = Path(default_storage.path(NAME))
    path.unlink()
    path.symlink_to(path)  # The kernel follows it and gives up.

    response = client.get(local_photo)

    assert_unavailable(response, caplog)


def test_r13_storage_that_is_down_says_when_to_come_back(client, choose, caplog):
    choose(NOWHERE)

    response = client.get(f"/media/{NAME}")

    assert_unavailable(response, caplog)


def assert_unavailable(response, caplog) -> None:
    """One sentence for the reader, the reason for the log alone."""
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert response.content.decode() == (
        "Chưa đọc được ảnh này. Xin thử lại sau ít phút."
    )
    assert response["Cache-Control"] == "no-store"
    messages = [
        record.message for record in caplog.records if record.name == "portal.media"
    ]
    assert messages == [f"Kho tệp không đọc được {NAME}."]


@pytest.mark.parametrize("method", ["get", "head"])
def test_bucket_is_asked_once_for_a_photo(client, bucket, choose, method):
    choose(bucket)
    photo = default_storage.url(stored(NAME, PIXELS))
    requests = []
    default_storage.connection.meta.client.meta.events.register(
        "before-send.s3", lambda request, **_: requests.append(request.method)
    )

    getattr(client, method)(photo)

    assert requests == ["GET"]
