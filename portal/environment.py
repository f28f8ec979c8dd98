"""Settings come from the environment; a `.env` file fills in what it leaves out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any, Self
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}
# What the bucket needs: MEDIA_S3_… and the option of django-storages.
BUCKET = {
    "BUCKET": "bucket_name",
    "ENDPOINT": "endpoint_url",
    "ACCESS_KEY": "access_key",
    "SECRET_KEY": "secret_key",
}
# The folder of originals and attachments: for the portal alone, and no address.
CLOSED = {
    "is_served": False,
    "file_permissions_mode": 0o600,
    "directory_permissions_mode": 0o700,
}


@dataclass(frozen=True)
class Environment:
    """Typed reading of environment variables; a wrong value says so in one line."""

    values: Mapping[str, str] = field(repr=False)  # Some of them are secrets.

    @classmethod
    def read(cls, variables: Mapping[str, str], file: Path) -> Self:
        """The variables, and under them the lines of the file when it exists."""
        return cls({**_lines(file), **variables})

    def text(self, name: str, default: str = "") -> str:
        return self.values.get(name, default).strip()

    def required(self, name: str) -> str:
        if not (value := self.text(name)):
            raise ImproperlyConfigured(
                f"thiếu biến {name}; chạy “make setup” để tạo tệp .env."
            )
        return value

    def flag(self, name: str) -> bool:
        value = self.text(name).lower()
        if value not in TRUE | FALSE:
            raise ImproperlyConfigured(
                f"{name} phải là 1 hoặc 0, không phải “{value}”."
            )
        return value in TRUE

    def words(self, name: str) -> list[str]:
        """A comma-separated list."""
        return [word.strip() for word in self.text(name).split(",") if word.strip()]

    def number(self, name: str, default: int) -> int:
        value = self.text(name) or str(default)
        if not (value.isascii() and value.isdigit() and len(value) < 10):
            raise ImproperlyConfigured(f"{name} phải là một số, không phải “{value}”.")
        return int(value)

    def folder(self, name: str, default: Path) -> Path:
        return Path(self.text(name) or default).expanduser().absolute()

    def networks(self, name: str) -> tuple[IPv4Network | IPv6Network, ...]:
        """Addresses or networks: 127.0.0.1, 10.0.0.0/8."""
        try:
            return tuple(ip_network(word) for word in self.words(name))
        except ValueError as error:
            raise ImproperlyConfigured(f"{name}: {error}.") from error

    def site(self, name: str, default: str) -> SplitResult:
        """The address of the site: scheme and host, nothing else."""
        parts = urlsplit(self.text(name) or default)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ImproperlyConfigured(
                f"{name} phải có dạng https://ten-mien, không phải “{parts.geturl()}”."
            )
        return parts._replace(path="", query="", fragment="")

    def database(self, name: str, *, base: Path, default: Path) -> dict[str, Any]:
        """A Django database from an address; SQLite in the default file without one."""
        address = self.text(name)
        if not address:
            return sqlite(default)
        try:
            parts = urlsplit(address)
            if parts.scheme == "sqlite":
                return sqlite(base / unquote(parts.path.removeprefix("/")))
            if parts.scheme in {"postgres", "postgresql"}:
                return postgresql(parts)
        except ValueError as error:
            raise ImproperlyConfigured(f"{name} không đọc được: {error}.") from error
        raise ImproperlyConfigured(
            f"{name} phải bắt đầu bằng sqlite:// hoặc postgresql://."
        )

    def file_storages(self, public: Path, private: Path) -> dict[str, dict[str, Any]]:
        """Django's “default” and “private”: two folders, or two parts of a bucket."""
        bucket = {name: self.text(f"MEDIA_S3_{name}") for name in BUCKET}
        region = self.text("MEDIA_S3_REGION")
        if not any([*bucket.values(), region]):
            return {
                "default": local_files(location=str(public)),
                "private": local_files(location=str(private), **CLOSED),
            }
        if missing := [f"MEDIA_S3_{name}" for name in BUCKET if not bucket[name]]:
            raise ImproperlyConfigured(
                f"kho tệp S3 còn thiếu biến {', '.join(missing)}."
            )
        _need_s3(bucket["ENDPOINT"])
        options = {option: bucket[name] for name, option in BUCKET.items()}
        options["region_name"] = region or "us-east-1"  # Most servers do not ask.
        return {
            "default": s3_files(location="media/", is_served=True, **options),
            "private": s3_files(location="private/", is_served=False, **options),
        }


def local_files(**options: Any) -> dict[str, Any]:
    return {"BACKEND": "portal.storage.LocalFiles", "OPTIONS": options}


def s3_files(**options: Any) -> dict[str, Any]:
    return {"BACKEND": "portal.s3.S3Files", "OPTIONS": options}


def _need_s3(endpoint: str) -> None:
    parts = urlsplit(endpoint)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ImproperlyConfigured(
            f"MEDIA_S3_ENDPOINT phải có dạng https://may-chu, không phải “{endpoint}”."
        )
    if not all(map(find_spec, ("boto3", "storages"))):
        raise ImproperlyConfigured(
            "kho tệp S3 cần thêm thư viện; hãy cài theo requirements/s3.txt."
        )


def sqlite(file: Path) -> dict[str, Any]:
    """Readers never wait for a writer (WAL); writers queue instead of failing."""
    file.parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }


def postgresql(parts: SplitResult) -> dict[str, Any]:
    """postgresql://user:password@host:port/name, or ///name?host=/socket/folder."""
    query = dict(parse_qsl(parts.query))
    # Percent-decoded before the host is read: a socket folder may stand there, too.
    host = query.pop("host", "") or unquote(parts.hostname or "")
    port = query.pop("port", "") or str(parts.port or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.removeprefix("/")),
        "USER": query.pop("user", "") or unquote(parts.username or ""),
        "PASSWORD": query.pop("password", "") or unquote(parts.password or ""),
        "HOST": host,
        "PORT": port,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": "3", **query},
    }


def _lines(file: Path) -> dict[str, str]:
    """NAME=value lines; blank lines and # comments are left out."""
    values: dict[str, str] = {}
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return values
    for line in text.splitlines():
        name, equals, value = line.strip().removeprefix("export ").partition("=")
        if equals and not name.startswith("#"):
            values[name.strip()] = _unquoted(value.strip())
    return values


def _unquoted(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "'\"":
        return value[1:-1]
    return value
