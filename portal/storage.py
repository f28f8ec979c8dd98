"""Where files live: two folders of this machine, or two halves of an S3 bucket.

Names say what files hold, so a file is never changed, only written again: saving under
a name that exists replaces the file, whole.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.core.files import File
from django.core.files.storage import FileSystemStorage

try:
    from storages.backends.s3 import S3Storage
except ImportError:  # The extra “s3” is installed where it is used.
    S3Storage = object


class LocalFiles(FileSystemStorage):
    """A folder in which no file is ever seen half written."""

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name

    def _save(self, name: str, content: File) -> str:
        """Write beside the place, flush to the disk, then move there at once."""
        path = Path(self.path(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=".", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                for chunk in content.chunks():
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).chmod(settings.FILE_UPLOAD_PERMISSIONS)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        return name


class S3Files(S3Storage):  # type: ignore[misc]
    """A private bucket behind our own addresses: readers never meet it.

    Pictures go on being served by portal.media, under the same policy as ever.
    """

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name

    def url(self, name: str, *args: Any, **kwargs: Any) -> str:
        return settings.MEDIA_URL + quote(name)
