"""A story counts once it was in sight for three seconds, once for each reader."""

import pytest

from news import publishing
from news.models import DailyReading
from tests.factories import ArticleFactory, ReporterFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "Mat-khau-cua-phep-thu-1"
PERSON = "Mozilla/5.0 (X11; Linux x86_64) Chrome/130.0 Safari/537.36"


@pytest.fixture
def edition():
    return publishing.publish(ArticleFactory(), by=None)


@pytest.fixture
def reader(chromium_browser, live_server, page):
    """A window of a person's browser: ours says that nobody sits before it."""
    context = chromium_browser.new_context(
        base_url=live_server.url, user_agent=PERSON, locale="vi-VN"
    )
    page = context.new_page()
    page.clock.install()
    yield page
    context.close()


def wait(page, milliseconds):
    """The page's own clock runs on; a beacon gets the time to be answered."""
    page.clock.run_for(milliseconds)
    page.wait_for_timeout(300)


def beacons(page):
    """The answers to the beacons that the page will have sent."""
    found = []
    page.on(
        "response",
        lambda response: (
            found.append(response.status) if "/luot-doc/" in response.url else None
        ),
    )
    return found


def total():
    return sum(DailyReading.objects.values_list("count", flat=True))


def test_reading_a_story_counts_once(reader, edition):
    answers = beacons(reader)
    reader.goto(edition.get_absolute_url())
    wait(reader, 2500)
    assert answers == []
    wait(reader, 1500)
    assert (answers, total()) == ([204], 1)

    reader.reload()
    wait(reader, 4000)

    assert (answers, total()) == ([204, 204], 1)


def test_looking_in_for_a_moment_does_not_count(reader, edition):
    answers = beacons(reader)
    reader.goto(edition.get_absolute_url())
    wait(reader, 1500)

    reader.goto("/")
    wait(reader, 3000)

    assert (answers, total()) == ([], 0)


def test_time_in_the_background_does_not_count(reader, edition):
    answers = beacons(reader)
    reader.add_init_script(
        """
        let state = "visible";
        Object.defineProperty(document, "visibilityState", { get: () => state });
        window.show = (wanted) => {
          state = wanted;
          document.dispatchEvent(new Event("visibilitychange"));
        };
        """
    )
    reader.goto(edition.get_absolute_url())
    wait(reader, 1000)
    reader.evaluate("show('hidden')")
    wait(reader, 4000)
    assert answers == []

    reader.evaluate("show('visible')")
    wait(reader, 3000)

    assert (answers, total()) == ([204], 1)


def test_the_staff_does_not_count(reader, edition):
    reporter = ReporterFactory()
    reporter.set_password(PASSWORD)
    reporter.save()
    reader.goto("/quan-tri/")
    reader.get_by_label("Tên đăng nhập").fill(reporter.username)
    reader.get_by_label("Mật khẩu").fill(PASSWORD)
    reader.get_by_role("button", name="Đăng nhập").click()
    reader.wait_for_url("**/quan-tri/")
    answers = beacons(reader)

    reader.goto(edition.get_absolute_url())
    wait(reader, 4000)

    assert (answers, total()) == ([204], 0)
