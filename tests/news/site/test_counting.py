"""A reading counts once, when it happened, and never because somebody asked twice."""

import threading
from datetime import timedelta
from ipaddress import ip_network

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from news import publishing
from news.models import DailyReading, HourlyReading, Reading, VisitorSalt
from news.site import visitors
from news.site.ledger import ledger
from tests.factories import ArticleFactory, EditorFactory

pytestmark = pytest.mark.django_db
BROWSER = "Mozilla/5.0 (Linux; Android 14) Chrome/130 Mobile"
HOUR = timedelta(hours=1)


def published(**fields):
    return publishing.publish(ArticleFactory(**fields), by=None)


def read(edition, visitor=1, client=None, **headers):
    """The status that this visitor's browser got for its beacon."""
    headers = {"User-Agent": BROWSER, "Sec-Fetch-Site": "same-origin"} | headers
    address = f"198.51.{visitor // 250}.{visitor % 250 + 1}"
    response = (client or Client()).post(
        f"/luot-doc/{edition.article_id}/", REMOTE_ADDR=address, headers=headers
    )
    assert not response.cookies
    assert response["Cache-Control"] == "no-store"
    return response.status_code


def counts():
    """Readings by article: the same by the hour, by the day, and as raw rows."""
    hourly = dict(HourlyReading.objects.values_list("article_id", "count"))
    assert hourly == dict(DailyReading.objects.values_list("article_id", "count"))
    assert sum(hourly.values()) == Reading.objects.count()
    return hourly


def test_from_20_visitors_a_has_20_b_12_and_nobody_else_any():
    a, b, c, d = (published() for _ in range(4))
    staff = Client()
    staff.force_login(EditorFactory())
    for visitor in range(20):
        assert read(a, visitor) == 204
    for visitor in range(12):
        assert read(b, visitor) == 204
    for _ in range(50):
        assert read(a, visitor=3) == 204
    for visitor in range(30):
        assert read(c, visitor, client=staff) == 204
    assert read(d, **{"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"}) == 204

    assert counts() == {a.article_id: 20, b.article_id: 12}
    assert c.article_id not in counts()


def test_a28_reloads_and_forged_addresses_of_one_visitor_count_once():
    edition = published()
    for number in range(60):
        read(edition, visitor=1)
        read(edition, visitor=1, **{"X-Forwarded-For": f"192.0.2.{number}"})

    assert counts() == {edition.article_id: 1}


@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": ""},
        {"User-Agent": "Mozilla/5.0 (compatible; bingbot/2.0; +http://x.example)"},
        {"User-Agent": "facebookexternalhit/1.1"},
        {"User-Agent": "curl/8.4"},
        {"User-Agent": "Mozilla/5.0 HeadlessChrome/130"},
        {"Sec-Purpose": "prefetch;prerender"},
        {"Purpose": "prefetch"},
        {"X-Moz": "prefetch"},
    ],
)
def test_a28_robots_and_pages_fetched_in_advance_do_not_count(headers):
    edition = published()

    assert read(edition, **headers) == 204
    assert counts() == {}


def test_a_telephone_whose_name_sounds_like_a_robot_counts():
    edition = published()

    read(edition, **{"User-Agent": "Mozilla/5.0 (Linux; Android 9; CUBOT X19)"})

    assert counts() == {edition.article_id: 1}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"}, 403),
        ({"Origin": "https://xau.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://testserver"}, 204),
        ({}, 204),
    ],
)
def test_a28_a_page_of_another_site_cannot_count(headers, status):
    edition = published()
    response = Client().post(
        f"/luot-doc/{edition.article_id}/", headers={"User-Agent": BROWSER} | headers
    )

    assert response.status_code == status
    assert bool(counts()) == (status == 204)


@pytest.mark.parametrize("method", ["get", "head", "put", "delete", "options"])
def test_a28_only_post_counts(client, method):
    edition = published()

    response = getattr(client, method)(f"/luot-doc/{edition.article_id}/")

    assert response.status_code == 405
    assert counts() == {}


def test_a28_what_is_not_on_the_site_cannot_be_read():
    draft = ArticleFactory()
    withdrawn = published()
    publishing.withdraw(withdrawn.article, by=None, reason="Nhầm bài")
    later = publishing.schedule(ArticleFactory(), at=timezone.now() + HOUR, by=None)
    for article_id in (draft.pk, withdrawn.article_id, later.article_id, 10**17, 0):
        response = Client().post(
            f"/luot-doc/{article_id}/", headers={"User-Agent": BROWSER}
        )
        assert response.status_code == 404

    assert counts() == {}


def test_a_story_that_was_read_and_then_withdrawn_counts_no_more():
    edition = published()
    assert read(edition, visitor=1) == 204
    publishing.withdraw(edition.article, by=None, reason="Nhầm bài")

    assert read(edition, visitor=2) == 404
    assert counts() == {edition.article_id: 1}


def test_a30_a_staff_cookie_is_enough_and_the_session_stays_shut(
    django_assert_num_queries,
):
    edition = published()
    client = Client()
    client.cookies["phien"] = "no-such-session"
    read(edition, visitor=9)  # What a process learns at the first reading.

    with django_assert_num_queries(1):  # The generation.
        assert read(edition, client=client) == 204

    assert counts() == {edition.article_id: 1}


def test_a29_a_reading_costs_few_statements(django_assert_num_queries):
    edition = published()
    read(edition, visitor=1)

    # Generation, and in one transaction: the raw row, its hour, its day.
    expected = 6 + (connection.vendor == "postgresql")
    with django_assert_num_queries(expected):
        read(edition, visitor=2)
    with django_assert_num_queries(expected - 2):  # Again: there is nothing to add.
        read(edition, visitor=2)


def test_a29_an_address_has_at_most_60_readings_a_minute(settings):
    settings.TRUSTED_PROXIES = (ip_network("127.0.0.1"),)
    edition = published()

    statuses = [
        read(edition, visitor=5, **{"User-Agent": f"{BROWSER} {number}"})
        for number in range(70)
    ]

    assert statuses == [204] * 60 + [429] * 10
    assert counts() == {edition.article_id: 60}
    assert read(edition, visitor=6) == 204


def test_a29_another_process_knows_what_an_address_has_sent():
    edition = published()
    for number in range(40):
        read(edition, visitor=5, **{"User-Agent": f"{BROWSER} {number}"})
    ledger.forget()

    later = [
        read(edition, visitor=5, **{"User-Agent": f"{BROWSER} {number}"})
        for number in range(40, 70)
    ]

    assert later == [204] * 20 + [429] * 10


def test_the_same_visitor_counts_again_in_the_next_hour(monkeypatch):
    edition = published()
    now = timezone.now()
    read(edition)
    monkeypatch.setattr(timezone, "now", lambda: now + HOUR)

    read(edition)

    assert [row.count for row in HourlyReading.objects.all()] == [1, 1]


def test_an_hour_belongs_to_its_vietnamese_day(monkeypatch):
    edition = published()
    midnight = timezone.localtime().replace(
        hour=0, minute=0, second=0, microsecond=0
    ) + timedelta(days=1)
    for moment in (midnight - HOUR / 2, midnight + HOUR / 2):
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        read(edition)

    rows = DailyReading.objects.order_by("day").values_list("day", "count")
    assert list(rows) == [
        (midnight.date() - timedelta(days=1), 1),
        (midnight.date(), 1),
    ]


# --- Many at once ---------------------------------------------------------------------


def at_once(*actions):
    barrier, results = threading.Barrier(len(actions)), []

    def run(action):
        barrier.wait()
        try:
            results.append(action())
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[action]) for action in actions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("visitors_in_all", [1, 50])
def test_r10_fifty_at_once_count_exactly(settings, visitors_in_all):
    settings.READING_WAITERS = 50
    edition = published()

    statuses = at_once(
        *(
            lambda number=number: read(edition, visitor=number % visitors_in_all)
            for number in range(50)
        )
    )

    assert statuses == [204] * 50
    assert counts() == {edition.article_id: visitors_in_all}


@pytest.mark.django_db(transaction=True)
def test_a30_too_many_waiting_are_sent_away_and_the_rest_is_exact(
    settings, monkeypatch
):
    settings.READING_WAITERS = 4
    edition = published()
    read(edition, visitor=99)
    begun, go_on = threading.Event(), threading.Event()
    real = ledger._write

    def slow(batch):
        begun.set()
        go_on.wait(10)
        real(batch)

    monkeypatch.setattr(ledger, "_write", slow)
    statuses = []

    def one(number):
        statuses.append(read(edition, visitor=number))
        connection.close()

    threads = [threading.Thread(target=one, args=[number]) for number in range(12)]
    threads[0].start()
    begun.wait(10)
    for thread in threads[1:]:
        thread.start()
    while statuses.count(503) < 7:
        pass
    go_on.set()
    for thread in threads:
        thread.join()

    assert sorted(statuses) == [204] * 5 + [503] * 7
    assert counts() == {edition.article_id: 6}


def test_a30_a_database_that_refuses_gives_503_and_counts_nothing(monkeypatch):
    edition = published()
    read(edition, visitor=1)

    def refuse(self, rows):
        raise OperationalError("database is locked")

    with monkeypatch.context() as locked:
        locked.setattr(type(Reading.objects.all()), "put", refuse)
        locked.setattr(Reading.objects, "put", lambda rows: refuse(None, rows))
        assert read(edition, visitor=2) == 503
        assert Client().get(edition.get_absolute_url()).status_code == 200

    assert read(edition, visitor=2) == 204
    assert counts() == {edition.article_id: 2}


# --- Forgetting -----------------------------------------------------------------------


def test_purging_forgets_who_read_and_changes_no_count(monkeypatch):
    edition = published()
    now = timezone.now()
    for number in range(3):
        read(edition, visitor=number)
    monkeypatch.setattr(timezone, "now", lambda: now + 4 * HOUR)
    read(edition, visitor=1)
    before = list(HourlyReading.objects.values_list("hour", "count"))

    call_command("purge_readings")

    assert Reading.objects.count() == 1
    assert list(HourlyReading.objects.values_list("hour", "count")) == before
    read(edition, visitor=1)  # Still refused: its hour is not over.
    assert list(HourlyReading.objects.values_list("hour", "count")) == before


def test_salts_are_forgotten_two_hours_after_their_day(monkeypatch):
    edition = published()
    read(edition)
    midnight = timezone.localtime().replace(
        hour=0, minute=0, second=0, microsecond=0
    ) + timedelta(days=1)
    for passed, left in ((HOUR * 1.9, 1), (HOUR * 2.1, 0)):
        monkeypatch.setattr(timezone, "now", lambda passed=passed: midnight + passed)
        call_command("purge_readings")

        assert VisitorSalt.objects.count() == left
    visitors.forget()
