"""Where files live: folders of this machine, or a bucket of an S3 server (portal.s3).

Two storages: “default” holds what portal.media serves, “private” what no address leads
to. Names say what files hold, so saving under a name that exists replaces the file.
"""

from __future__ import annotations

import os
import tempfile
from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File
from django.core.files.storage import FileSystemStorage
from django.utils.encoding import filepath_to_uri

UNFINISHED = ".dang-ghi-"  # Begins the name of a file that is still being written.


@dataclass(frozen=True)
class Stored:
    """An open file, and what its storage says of it."""

    file: File
    size: int
    modified: float  # Seconds since 1970.


class PortalFiles(ABC):
    """Names stay as they are; what is served is served by the portal itself."""

    is_served: bool

    @abstractmethod
    def stored(self, name: str) -> Stored:
        """The file, by one question to the storage. Raises OSError."""

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name

    def url(self, name: str | None) -> str:
        if not self.is_served:
            raise ValueError("Private files have no address.")
        return settings.MEDIA_URL + str(filepath_to_uri(name))


class LocalFiles(PortalFiles, FileSystemStorage):
    """A folder in which no file is ever seen half written."""

    def __init__(self, *, is_served: bool = True, **options: Any) -> None:
        super().__init__(**options)
        self.is_served = is_served

    def stored(self, name: str) -> Stored:
        file = self.open(name)
        facts = os.fstat(file.fileno())
        return Stored(file, facts.st_size, facts.st_mtime)

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        """Of a folder that nobody has made yet: nothing, as in a bucket."""
        try:
            return super().listdir(path)
        except FileNotFoundError:
            return [], []

    def _save(self, name: str, content: File) -> str:
        """Write beside the place, flush to the disk, then move there at once."""
        path = Path(self.path(name))
        self._make(path.parent)
        handle, temporary = tempfile.mkstemp(prefix=UNFINISHED, dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                for chunk in content.chunks():
                    file.write(chunk)
                file.flush()
                if self.file_permissions_mode is not None:
                    os.fchmod(file.fileno(), self.file_permissions_mode)
                os.fsync(file.fileno())
            os.replace(temporary, path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        _flush(path.parent)
        return name

    def _make(self, folder: Path) -> None:
        """The folder and those above it. Django's way would change the umask of all."""
        if folder.is_dir():
            return
        self._make(folder.parent)
        folder.mkdir(exist_ok=True)
        if self.directory_permissions_mode is not None:
            folder.chmod(self.directory_permissions_mode)
        _flush(folder.parent)


def _flush(folder: Path) -> None:
    """After a power cut the folder knows its new entry."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
