from ipaddress import ip_network

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.environment import Environment


def environment(**values: str) -> Environment:
    return Environment(values)


def database(tmp_path, address: str) -> dict:
    found = environment(DATABASE_URL=address).database(
        "DATABASE_URL", base=tmp_path, default=tmp_path / "var" / "portal.sqlite3"
    )
    return {
        name: found[name] for name in ("NAME", "USER", "HOST", "PORT") if name in found
    }


def test_file_fills_in_what_the_environment_leaves_out(tmp_path):
    file = tmp_path / ".env"
    file.write_text(
        "# SITE_URL=https://comment.example\n"
        "\n"
        "SECRET_KEY='from = file'\n"
        "export DEBUG=1\n"
        "ALLOWED_HOSTS=file.example\n"
        "a line without a sign\n",
        encoding="utf-8",
    )

    read = Environment.read({"ALLOWED_HOSTS": "variable.example"}, file)

    assert read.values == {
        "SECRET_KEY": "from = file",
        "DEBUG": "1",
        "ALLOWED_HOSTS": "variable.example",
    }


def test_missing_file_is_no_problem(tmp_path):
    assert Environment.read({"DEBUG": "1"}, tmp_path / ".env").values == {"DEBUG": "1"}


def test_missing_secret_is_named_in_one_line():
    with pytest.raises(ImproperlyConfigured, match="thiếu biến SECRET_KEY") as error:
        environment(SECRET_KEY=" ").required("SECRET_KEY")

    assert "\n" not in str(error.value)


def test_secrets_stay_out_of_the_representation():
    assert "s3cret" not in repr(environment(SECRET_KEY="s3cret"))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("1", True),
        ("True", True),
        ("on", True),
        ("0", False),
        ("no", False),
        ("", False),
    ],
)
def test_flag(value, expected):
    assert environment(DEBUG=value).flag("DEBUG") is expected


def test_flag_refuses_a_word_that_it_does_not_know():
    with pytest.raises(ImproperlyConfigured, match="DEBUG"):
        environment(DEBUG="perhaps").flag("DEBUG")


def test_words_are_separated_by_commas():
    read = environment(ALLOWED_HOSTS=" a.example, b.example,, ")

    assert read.words("ALLOWED_HOSTS") == ["a.example", "b.example"]


def test_networks():
    read = environment(TRUSTED_PROXIES="127.0.0.1, 10.0.0.0/8, ::1")

    assert read.networks("TRUSTED_PROXIES") == (
        ip_network("127.0.0.1"),
        ip_network("10.0.0.0/8"),
        ip_network("::1"),
    )


def test_networks_refuse_a_name():
    with pytest.raises(ImproperlyConfigured, match="TRUSTED_PROXIES"):
        environment(TRUSTED_PROXIES="proxy.example").networks("TRUSTED_PROXIES")


@pytest.mark.parametrize("address", ["portal.example.vn", "ftp://x.vn", "https://"])
def test_site_needs_scheme_and_host(address):
    with pytest.raises(ImproperlyConfigured, match="SITE_URL"):
        environment(SITE_URL=address).site("SITE_URL", "http://localhost")


def test_site_drops_path_and_slash():
    read = environment(SITE_URL="https://portal.example.vn:8443/tin/")

    assert read.site("SITE_URL", "").geturl() == "https://portal.example.vn:8443"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("", {"NAME": "{base}/var/portal.sqlite3"}),
        ("sqlite:///data/x.sqlite3", {"NAME": "{base}/data/x.sqlite3"}),
        ("sqlite:///{base}/absolute.sqlite3", {"NAME": "{base}/absolute.sqlite3"}),
        (
            "postgresql:///portal?host=/var/run/postgresql",
            {"NAME": "portal", "USER": "", "HOST": "/var/run/postgresql", "PORT": ""},
        ),
        (
            "postgres://an%40vn:m%2Ft@db.example:5433/portal",
            {"NAME": "portal", "USER": "an@vn", "HOST": "db.example", "PORT": "5433"},
        ),
    ],
)
def test_database(tmp_path, address, expected):
    expected = {key: text.format(base=tmp_path) for key, text in expected.items()}

    assert database(tmp_path, address.format(base=tmp_path)) == expected


@pytest.mark.parametrize("address", ["mysql://x/y", "portal", "postgres://h:port/x"])
def test_database_refuses_what_it_does_not_know(tmp_path, address):
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        database(tmp_path, address)


BUCKET = {
    "MEDIA_S3_BUCKET": "cong-thong-tin",
    "MEDIA_S3_ENDPOINT": "http://10.0.0.5:9000",
    "MEDIA_S3_ACCESS_KEY": "portal",
    "MEDIA_S3_SECRET_KEY": "s3cret",
}


def test_files_are_in_two_folders_without_a_bucket(tmp_path):
    found = environment().file_storages(tmp_path / "media", tmp_path / "private")

    assert found == {
        "default": {
            "BACKEND": "portal.storage.LocalFiles",
            "OPTIONS": {"location": str(tmp_path / "media")},
        },
        "private": {
            "BACKEND": "portal.storage.LocalFiles",
            "OPTIONS": {
                "location": str(tmp_path / "private"),
                "is_served": False,
                "file_permissions_mode": 0o600,
                "directory_permissions_mode": 0o700,
            },
        },
    }


def test_files_are_in_two_parts_of_a_bucket(tmp_path):
    found = environment(**BUCKET).file_storages(tmp_path, tmp_path)

    common = {
        "bucket_name": "cong-thong-tin",
        "endpoint_url": "http://10.0.0.5:9000",
        "access_key": "portal",
        "secret_key": "s3cret",
        "region_name": "us-east-1",
    }
    assert found == {
        name: {
            "BACKEND": "portal.s3.S3Files",
            "OPTIONS": {**common, "location": location, "is_served": is_served},
        }
        for name, location, is_served in (
            ("default", "media/", True),
            ("private", "private/", False),
        )
    }


@pytest.mark.parametrize("name", BUCKET)
def test_missing_part_of_the_bucket_is_named(tmp_path, name):
    read = environment(**{**BUCKET, name: " "})

    with pytest.raises(ImproperlyConfigured) as error:
        read.file_storages(tmp_path, tmp_path)

    assert str(error.value) == f"kho tệp S3 còn thiếu biến {name}."


def test_region_alone_is_no_bucket(tmp_path):
    read = environment(MEDIA_S3_REGION="vn-1")

    with pytest.raises(ImproperlyConfigured, match="MEDIA_S3_BUCKET, MEDIA_S3_END"):
        read.file_storages(tmp_path, tmp_path)


def test_bucket_needs_an_address(tmp_path):
    read = environment(**{**BUCKET, "MEDIA_S3_ENDPOINT": "10.0.0.5:9000"})

    with pytest.raises(ImproperlyConfigured, match="https://may-chu"):
        read.file_storages(tmp_path, tmp_path)


def test_bucket_needs_its_libraries(tmp_path, monkeypatch):
    monkeypatch.setattr("portal.environment.find_spec", lambda _: None)

    with pytest.raises(ImproperlyConfigured, match=r"requirements/s3\.txt"):
        environment(**BUCKET).file_storages(tmp_path, tmp_path)
