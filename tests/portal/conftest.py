"""The storages of files, in folders and on a real S3 server."""

import os
from collections.abc import Callable, Iterator

import pytest
from django.core.files.storage import Storage, storages

from portal.environment import Environment
from tests import s3_server


@pytest.fixture(scope="session")
def s3_variables() -> Iterator[dict[str, str]]:
    """The variables that lead to the server; it starts when the first test asks."""
    program = s3_server.program()
    if program is None and os.environ.get("CI") != "true":
        pytest.skip("no S3 server for this machine")
    with s3_server.running(str(program)) as variables:
        yield variables


@pytest.fixture
def bucket(s3_variables) -> Iterator[dict[str, str]]:
    """The same for one test, which begins and ends with nothing in the bucket."""
    s3_server.empty(s3_variables)
    yield s3_variables
    s3_server.empty(s3_variables)


@pytest.fixture
def choose(settings, tmp_path) -> Callable[[dict[str, str]], None]:
    """Make the storages of files what the settings would say with these variables."""

    def chosen(variables: dict[str, str]) -> None:
        files = Environment(variables).file_storages(
            tmp_path / "media", tmp_path / "private"
        )
        settings.STORAGES = {**settings.STORAGES, **files}

    return chosen


@pytest.fixture(params=["local", "s3"])
def file_storages(request, choose) -> None:
    """Every storage of files in a folder, then every one of them on S3."""
    choose(request.getfixturevalue("bucket") if request.param == "s3" else {})


@pytest.fixture
def public(file_storages) -> Storage:
    return storages["default"]


@pytest.fixture
def private(file_storages) -> Storage:
    return storages["private"]
