"""What every test may use, and what none may touch."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import setup_databases, teardown_databases
from hypothesis import configuration
from hypothesis import settings as hypothesis_settings
from xdist.scheduler import LoadScopeScheduling

from news.search import synonyms, vocabulary
from news.site import caching, ledger, moment, parts, visitors
from tests import chromium, database
from tests import settings as test_settings

# Looking for garbage less often: a tenth of the time of all tests.
gc.set_threshold(50_000, 20, 50)

# Playwright's loop runs in the thread of the test, which Django takes for async code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

configuration.set_hypothesis_home_dir(test_settings.SCRATCH / "hypothesis")
hypothesis_settings.register_profile("portal", database=None, deadline=None)
hypothesis_settings.load_profile("portal")

pytest_plugins = ["tests.scheduled_change"]

# Files whose tests share what takes seconds to start, and none of them a database that
# is emptied afterwards; all other tests go wherever there is room.
TOGETHER = {
    "tests/portal/demo/test_demo.py": "demo",
    "tests/portal/test_limits.py": "limits",
    "tests/portal/test_media.py": "s3",
    "tests/portal/test_storage.py": "s3",
}

# CKEditor's buttons are links to javascript:void(0); our policy blocks them.
HARMLESS = ("javascript:void",)


class Scheduling(LoadScopeScheduling):
    """Which tests a process gets as one piece of work."""

    def _split_scope(self, nodeid: str) -> str:
        return TOGETHER.get(nodeid.partition("::")[0], nodeid)


def pytest_xdist_make_scheduler(config, log) -> Scheduling:
    return Scheduling(config, log)


def pytest_collection_modifyitems(config, items) -> None:
    """On the second database only what asks a database anything runs again."""
    if not os.environ.get("TEST_DATABASE_URL"):
        return
    rest = [item for item in items if not asks_a_database(item)]
    config.hook.pytest_deselected(items=rest)
    items[:] = filter(asks_a_database, items)


def asks_a_database(item) -> bool:
    fixtures = {"db", "transactional_db", "live_server"}
    marked = item.get_closest_marker("django_db") is not None
    return marked or not fixtures.isdisjoint(item.fixturenames)


def pytest_unconfigure() -> None:
    test_settings.clear_scratch()


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment, django_db_modify_db_settings, django_db_blocker
) -> Iterator[None]:
    """The database of pytest-django; on SQLite a copy, made without migrating."""
    made = []

    def make() -> None:
        made.append(setup_databases(0, interactive=False, serialized_aliases=[]))

    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            name = connection.settings_dict["TEST"]["NAME"]
            database.copy_or_make(Path(name), make)
            connection.close()
            connection.settings_dict["NAME"] = name
        else:
            make()
    yield
    with django_db_blocker.unblock():
        for old in made:
            teardown_databases(old, 0)


@pytest.fixture(autouse=True)
def _new_process() -> None:
    """What a process remembers between requests is forgotten between tests."""
    moment.forget()
    parts.forget()
    caching.forget()
    visitors.forget()
    ledger.ledger.forget()
    synonyms.forget()
    vocabulary.forget()


@pytest.fixture(scope="session")
def chromium_browser():
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=chromium.PATIENCE)
    executable = chromium.chromium()
    if executable is None:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable, args=chromium.ARGUMENTS
        )
        yield browser
        browser.close()


@pytest.fixture
def browser_errors() -> list[str]:
    """What the browser complained about; a test that expects a complaint clears it."""
    return []


@pytest.fixture
def page(chromium_browser, live_server, browser_errors) -> Iterator:
    """A page of its own window. Fails on console errors and on any outside request."""
    context = chromium_browser.new_context(
        base_url=live_server.url,
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        viewport={"width": 1280, "height": 900},
    )

    def hear(message) -> None:
        if message.type == "error" and not any(
            word in message.text for word in HARMLESS
        ):
            browser_errors.append(message.text)

    def watch(request) -> None:
        if urlsplit(request.url).hostname not in {"localhost", "127.0.0.1", None}:
            browser_errors.append(f"outside request: {request.url}")

    context.on("console", hear)
    context.on("weberror", lambda error: browser_errors.append(str(error.error)))
    context.on("request", watch)
    context.set_default_timeout(chromium.PATIENCE)
    yield context.new_page()
    context.close()
    assert browser_errors == []
