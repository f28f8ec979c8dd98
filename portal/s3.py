"""Files in a bucket of any server that speaks S3; needs requirements/s3.txt.

The bucket stays private: readers get pictures from portal.media, under the same address
and the same policy as ever. Whatever goes wrong is an OSError, as on a disk.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files import File
from storages.backends.s3 import S3Storage

from portal.storage import PortalFiles, Stored

IN_MEMORY = 1024 * 1024  # Bytes of a file; of a longer one the rest goes to the disk.
MISSING = {"NoSuchKey", "404"}
PATIENCE = Config(
    s3={"addressing_style": "path"},
    signature_version="s3v4",
    connect_timeout=2,
    read_timeout=10,
    retries={"total_max_attempts": 2, "mode": "standard"},
    # Servers other than Amazon's need not know the newer checksums.
    request_checksum_calculation="when_required",
    response_checksum_validation="when_required",
)


class S3Files(PortalFiles, S3Storage):
    """One part of a bucket: `location` is “media/” or “private/”."""

    def get_default_settings(self) -> dict[str, Any]:
        return {
            **super().get_default_settings(),
            "is_served": True,
            "client_config": PATIENCE,
        }

    def stored(self, name: str) -> Stored:
        """With all of its content: the server may go away before it is asked for."""
        content = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
        with _as_on_a_disk(name):
            key = self._key(name)
            found = self._client.get_object(Bucket=self.bucket_name, Key=key)
            shutil.copyfileobj(found["Body"], content)
        content.seek(0)
        modified = found["LastModified"].timestamp()
        return Stored(File(content, name), found["ContentLength"], modified)

    def exists(self, name: str) -> bool:
        with _as_on_a_disk(name):
            return bool(super().exists(name))

    def size(self, name: str) -> int:
        with _as_on_a_disk(name):
            return int(super().size(name))

    def get_modified_time(self, name: str) -> datetime:
        with _as_on_a_disk(name):
            found: datetime = super().get_modified_time(name)
            return found

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        with _as_on_a_disk(path):
            folders, files = super().listdir(path)
            return folders, files

    def delete(self, name: str) -> None:
        with _as_on_a_disk(name):
            super().delete(name)

    def _open(self, name: str, mode: str = "rb") -> File:
        if mode != "rb":
            raise ValueError("Files are written by save().")
        return self.stored(name).file

    def _save(self, name: str, content: File) -> str:
        """One request: the server shows the whole file or none."""
        content.seek(0)
        with _as_on_a_disk(name):
            self._client.put_object(
                Bucket=self.bucket_name,
                Key=self._key(name),
                Body=content,
                ContentLength=content.size,
                **self._get_write_parameters(name),
            )
        return name

    @property
    def _client(self) -> Any:
        return self.connection.meta.client

    def _key(self, name: str) -> str:
        return str(self._normalize_name(name))


@contextmanager
def _as_on_a_disk(name: str) -> Iterator[None]:
    try:
        yield
    except ClientError as error:
        if error.response.get("Error", {}).get("Code") in MISSING:
            raise FileNotFoundError(name) from error
        raise OSError(f"S3: {error}") from error
    except BotoCoreError as error:
        raise OSError(f"S3: {error}") from error
