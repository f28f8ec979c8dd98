from ipaddress import ip_network

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from portal.security import SecurityHeaders

PUBLIC_POLICY = (
    "default-src 'none'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; "
    "script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; manifest-src 'self'"
)


def answer(path: str, *, status: int = 200, **meta: str) -> HttpResponse:
    """What leaves the middleware; the body is the scheme header that came in."""

    def site(request) -> HttpResponse:
        seen = request.META.get("HTTP_X_FORWARDED_PROTO", "")
        return HttpResponse(seen, status=status)

    return SecurityHeaders(site)(RequestFactory().get(path, **meta))


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/robots.txt", "/khong-co-gi-o-day.html"])
def test_public_page_has_the_strict_policy_and_no_cookie(client, path):
    response = client.get(path)

    assert response["Content-Security-Policy"] == PUBLIC_POLICY
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.django_db
def test_admin_page_is_strict_and_never_stored(client):
    response = client.get("/quan-tri/login/")

    assert response.status_code == 200
    assert "unsafe" not in response["Content-Security-Policy"]
    assert "script-src 'self';" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(
    "path", ["/quan-tri/news/article/add/", "/quan-tri/news/article/12/change/"]
)
def test_editor_page_allows_attributes_and_no_script_blocks(path):
    policy = answer(path)["Content-Security-Policy"]

    assert "script-src 'self';" in policy
    assert "script-src-elem 'self';" in policy
    assert "script-src-attr 'unsafe-inline'" in policy
    assert "unsafe-eval" not in policy


KEY = "0b8f9a52-6b7e-4a4e-9d51-7f0c2a3b4c5d"


@pytest.mark.parametrize(
    "path",
    [f"/quan-tri/news/article/{p}/" for p in ("12/xem-truoc", f"xem-truoc/{KEY}")],
)
def test_only_the_page_of_a_preview_is_framed_and_only_by_us(path):
    bar, page = (
        answer(url)["Content-Security-Policy"] for url in (path, f"{path}trang/")
    )

    assert "frame-src 'self'" in bar
    assert "frame-ancestors 'none'" in bar
    assert "frame-ancestors 'self'" in page
    assert "unsafe" not in bar + page


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/quan-tri/",
        "/quan-tri/news/article/12/change/",
        "/quan-tri/news/article/12/xem-truoc/trang/x/",
        "/quan-tri/news/article/xem-truoc/trang/",
        f"/ban-nhap/1-{'x' * 43}/",
    ],
)
def test_no_other_page_is_framed_by_anybody(path):
    policy = answer(path)["Content-Security-Policy"]

    assert "frame-ancestors 'none'" in policy
    assert "frame-src" not in policy


@pytest.mark.parametrize(
    "path",
    [
        "/quan-tri/news/article/",
        "/quan-tri/news/article/12/history/",
        "/quan-tri/news/category/add/",
        "/quan-tri/news/article/add/x",
        "/news/article/add/",
    ],
)
def test_no_other_page_gets_the_editors_policy(path):
    assert "unsafe" not in answer(path)["Content-Security-Policy"]


def test_a_policy_of_the_view_itself_stays():
    def site(request) -> HttpResponse:
        return HttpResponse(headers={"Content-Security-Policy": "sandbox"})

    response = SecurityHeaders(site)(RequestFactory().get("/media/x.jpg"))

    assert response["Content-Security-Policy"] == "sandbox"


@pytest.mark.parametrize("status", [400, 403, 404, 410, 500, 503])
def test_errors_are_not_stored(status):
    assert answer("/", status=status)["Cache-Control"] == "no-store"


def test_pages_may_be_stored():
    assert "Cache-Control" not in answer("/")


def test_forwarded_scheme_is_believed_from_our_proxy_only(settings):
    settings.TRUSTED_PROXIES = (ip_network("127.0.0.1"),)

    seen = {
        peer: answer("/", REMOTE_ADDR=peer, HTTP_X_FORWARDED_PROTO="https").text
        for peer in ("127.0.0.1", "203.0.113.7", "")
    }

    assert seen == {"127.0.0.1": "https", "203.0.113.7": "", "": ""}
