"""Settings come from the environment; a `.env` file fills in what it leaves out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any, Self
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}


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
        """Django's storages “default” and “private”: folders, or an S3 bucket."""
        bucket = self.text("MEDIA_S3_BUCKET")
        if not bucket:
            return {
                "default": local_files(public, None),
                "private": local_files(private, ""),
            }
        options = {
            "bucket_name": bucket,
            "access_key": self.required("MEDIA_S3_ACCESS_KEY"),
            "secret_key": self.required("MEDIA_S3_SECRET_KEY"),
            "endpoint_url": self.text("MEDIA_S3_ENDPOINT") or None,
            "region_name": self.text("MEDIA_S3_REGION", "us-east-1"),
        }
        return {
            "default": s3_files("media/", options),
            "private": s3_files("private/", options),
        }


def local_files(folder: Path, base_url: str | None) -> dict[str, Any]:
    """A folder; None: the address of MEDIA_URL."""
    options: dict[str, Any] = {"location": str(folder)}
    if base_url is not None:
        options["base_url"] = base_url
    return {"BACKEND": "portal.storage.LocalFiles", "OPTIONS": options}


def s3_files(location: str, options: dict[str, Any]) -> dict[str, Any]:
    """A part of a bucket; any server that speaks S3 will do."""
    return {
        "BACKEND": "portal.storage.S3Files",
        "OPTIONS": {
            **options,
            "location": location,
            "addressing_style": "path",
            "signature_version": "s3v4",
            "file_overwrite": True,
            "default_acl": None,
        },
    }


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
