import pytest
from django.db import OperationalError, connection

pytestmark = pytest.mark.django_db


def unreachable(*args, **kwargs):
    raise OperationalError("the database is away")


@pytest.fixture
def patient_client(client):
    """Shows the error page instead of raising into the test."""
    client.raise_request_exception = False
    return client


def test_healthz_asks_the_database(client):
    response = client.get("/healthz")

    assert (response.status_code, response.text) == (200, "ok")
    assert response["Cache-Control"] == "no-store"


def test_healthz_without_a_database(client, monkeypatch):
    monkeypatch.setattr(connection, "cursor", unreachable)

    assert client.get("/healthz").status_code == 503


def test_robots_keep_out_of_the_desk(client):
    response = client.get("/robots.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "Disallow: /quan-tri/\n" in response.text


def test_favicon_leads_to_the_static_one(client):
    response = client.get("/favicon.ico")

    assert response.status_code == 302
    assert client.get(response["Location"])["Content-Type"] in {
        "image/x-icon",
        "image/vnd.microsoft.icon",
    }


def test_a33_unknown_host_is_refused(client):
    response = client.get("/robots.txt", headers={"Host": "gia-mao.example"})

    assert response.status_code == 400
    assert "gia-mao" not in response.text


def test_missing_page_has_the_sites_own_page(client):
    response = client.get("/khong-co-gi-o-day.html")

    assert response.status_code == 404
    assert "Không tìm thấy trang" in response.text


def test_reader_hears_when_the_database_is_away(patient_client, monkeypatch):
    monkeypatch.setattr(connection, "cursor", unreachable)

    response = patient_client.get("/")

    assert response.status_code == 503
    assert response["Retry-After"] == "30"
    assert response["Cache-Control"] == "no-store"
    assert "bảo trì" in response.text


def test_other_failures_are_a_500_without_details(patient_client, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("secret detail")

    monkeypatch.setattr("portal.views._plain", fail)

    response = patient_client.get("/robots.txt")

    assert response.status_code == 500
    assert "Hệ thống đang gặp sự cố" in response.text
    assert "secret detail" not in response.text


def test_even_a_broken_error_page_gives_an_answer(patient_client, monkeypatch):
    def fail(*args, **kwargs):
        raise ValueError("no such static file")

    monkeypatch.setattr("portal.views.render_to_string", fail)

    response = patient_client.get("/robots.txt", headers={"Host": "gia-mao.example"})

    assert (response.status_code, response.text) == (400, "Hệ thống đang gặp sự cố.")
