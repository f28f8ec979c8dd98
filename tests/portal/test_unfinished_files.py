"""What a folder holds after a write that failed, at any point of it."""

import errno
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from portal.storage import UNFINISHED, LocalFiles

NAME = "anh/ab/0123456789abcdef-800.avif"
OLD, NEW = b"old " * 1000, b"new content " * 300_000
NO_ROOM, TOO_LONG = os.strerror(errno.ENOSPC), os.strerror(errno.EFBIG)
FULL = 256 * 1024  # Bytes that there is room for.


@pytest.fixture
def folder(tmp_path) -> LocalFiles:
    return LocalFiles(location=tmp_path / "media")


def files(storage: LocalFiles) -> list[str]:
    """Every file below the folder, finished or not."""
    root = Path(storage.location)
    return sorted(
        str(file.relative_to(root)) for file in root.rglob("*") if file.is_file()
    )


@contextmanager
def limited_files() -> Iterator[None]:
    """The kernel refuses to let any file grow further, in the middle of a write."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (FULL, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def small_disk(tmp_path) -> Iterator[LocalFiles]:
    """A disk of its own with room for one file."""
    place = tmp_path / "disk"
    place.mkdir()
    options = f"size={FULL}"
    mount = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)]
    if os.geteuid() or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("only root may mount a small disk, and not everywhere")
    yield LocalFiles(location=place)
    subprocess.run(["umount", str(place)], check=True)


def test_r4_new_file_that_finds_no_room_leaves_nothing(folder):
    with limited_files(), pytest.raises(OSError, match=TOO_LONG):
        folder.save(NAME, ContentFile(NEW))

    assert files(folder) == []


def test_r4_old_file_stays_when_the_new_one_finds_no_room(folder):
    folder.save(NAME, ContentFile(OLD))

    with limited_files(), pytest.raises(OSError, match=TOO_LONG):
        folder.save(NAME, ContentFile(NEW))

    assert files(folder) == [NAME]
    assert folder.open(NAME).read() == OLD


@pytest.mark.parametrize("step", ["fchmod", "fsync", "replace"])
def test_r4_failure_at_any_step_leaves_the_old_file_alone(folder, monkeypatch, step):
    def fail(*arguments: object) -> None:
        raise OSError(errno.ENOSPC, NO_ROOM)

    folder.save(NAME, ContentFile(OLD))
    monkeypatch.setattr(f"portal.storage.os.{step}", fail)

    with pytest.raises(OSError, match=NO_ROOM):
        folder.save(NAME, ContentFile(NEW))

    assert files(folder) == [NAME]
    assert folder.open(NAME).read() == OLD


def test_r4_upload_that_breaks_off_leaves_nothing(folder):
    class Broken(ContentFile):
        def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
            yield OLD
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        folder.save(NAME, Broken(NEW))

    assert files(folder) == []


def test_r4_full_disk_keeps_what_it_holds_and_goes_on_reading(small_disk):
    small_disk.save(NAME, ContentFile(OLD))

    with pytest.raises(OSError, match=NO_ROOM):
        small_disk.save("anh/cd/x.jpg", ContentFile(NEW))

    assert files(small_disk) == [NAME]
    assert small_disk.open(NAME).read() == OLD


def test_r4_full_disk_takes_files_again_when_there_is_room(small_disk):
    with pytest.raises(OSError, match=NO_ROOM):
        small_disk.save(NAME, ContentFile(NEW))

    small_disk.save(NAME, ContentFile(OLD))

    assert small_disk.open(NAME).read() == OLD


def test_r4_killed_writer_leaves_the_old_file_whole(folder):
    folder.save(NAME, ContentFile(OLD))

    with subprocess.Popen(
        [sys.executable, "-c", WRITER, folder.location, NAME],
        cwd=settings.BASE_DIR,
        stdout=subprocess.PIPE,
    ) as writer:
        written = writer.stdout.readline()
        writer.kill()

    unfinished = [name for name in files(folder) if name != NAME]
    assert (written, writer.returncode) == (b"half\n", -signal.SIGKILL)
    assert folder.open(NAME).read() == OLD
    assert [Path(name).name.startswith(UNFINISHED) for name in unfinished] == [True]


WRITER = """
import sys, time
from django.conf import settings
from django.core.files.base import ContentFile
settings.configure()
from portal.storage import LocalFiles

class Half(ContentFile):
    def chunks(self, chunk_size=None):
        yield b"new" * 100_000
        print("half", flush=True)
        time.sleep(60)

LocalFiles(location=sys.argv[1]).save(sys.argv[2], Half(b""))
"""


def test_reader_keeps_the_file_that_was_there_when_it_began(folder):
    folder.save(NAME, ContentFile(OLD))

    with folder.open(NAME) as file:
        folder.save(NAME, ContentFile(NEW))
        read = file.read()

    assert read == OLD
    assert folder.open(NAME).read() == NEW


@pytest.mark.parametrize(
    ("storage", "of_file", "of_folders"),
    [("default", 0o644, 0o755), ("private", 0o600, 0o700)],
)
@pytest.mark.parametrize("umask", [0o000, 0o077])
def test_a10_rights_do_not_depend_on_who_starts_the_portal(
    choose, storage, of_file, of_folders, umask
):
    choose({})
    before = os.umask(umask)

    try:
        storages[storage].save(NAME, ContentFile(OLD))
    finally:
        os.umask(before)

    path = Path(storages[storage].path(NAME))
    places = [path, path.parent, path.parent.parent]
    rights = [place.stat().st_mode & 0o777 for place in places]
    assert rights == [of_file, of_folders, of_folders]
