import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

pytestmark = pytest.mark.django_db

PIXELS = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 300


@pytest.fixture
def photo() -> str:
    name = default_storage.save("anh/ab/canh-dong.png", ContentFile(PIXELS))
    yield f"/media/{name}"
    default_storage.delete(name)


def stored(name: str, content: bytes = b"<script>alert(1)</script>") -> str:
    return default_storage.save(name, ContentFile(content))


def test_photo_has_fixed_type_and_safe_headers(client, photo):
    response = client.get(photo)

    assert b"".join(response) == PIXELS
    assert response["Content-Type"] == "image/png"
    assert response["Content-Length"] == str(len(PIXELS))
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
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
def test_other_types_are_not_served(client, extension):
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
def test_strange_paths_are_not_found(client, photo, path):
    assert client.get(f"/media/{path}").status_code == 404


def test_folder_with_the_name_of_a_photo_is_not_found(client):
    stored("thu-muc.jpg/x.png")

    assert client.get("/media/thu-muc.jpg").status_code == 404
