"""The same visitor again, or another one; and nothing by which to find the person."""

from datetime import UTC, datetime, timedelta
from ipaddress import ip_network

import pytest
from django.test import RequestFactory

from news.models import VisitorSalt
from news.site import visitors

HOUR = datetime(2026, 11, 23, 5, tzinfo=UTC)  # 12:00 in Vietnam.
PROXY = "10.0.0.1"


@pytest.fixture(autouse=True)
def _proxies(settings):
    settings.TRUSTED_PROXIES = (ip_network("10.0.0.0/8"),)


def request(peer="203.0.113.7", **headers):
    return RequestFactory().post("/", REMOTE_ADDR=peer, headers=headers)


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        ("203.0.113.7", None, "203.0.113.7"),
        ("203.0.113.7", "198.51.100.1", "203.0.113.7"),
        (PROXY, "198.51.100.1", "198.51.100.1"),
        (PROXY, "192.0.2.9, 198.51.100.1", "198.51.100.1"),
        (PROXY, "198.51.100.1, 10.2.3.4", "198.51.100.1"),
        (PROXY, "rác, 10.2.3.4", "10.2.3.4"),
        (PROXY, "198.51.100.1, rác", PROXY),
        (PROXY, "", PROXY),
        (PROXY, "::ffff:198.51.100.1", "198.51.100.1"),
        ("2001:db8:1:2:3:4:5:6", None, "2001:db8:1:2::/64"),
        ("", None, ""),
    ],
)
def test_a28_the_address_is_one_that_nobody_can_choose(peer, forwarded, address):
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}

    assert visitors.address_of(request(peer, **headers)) == address


@pytest.mark.django_db
def test_a_visitor_is_address_and_browser():
    browser = {"User-Agent": "Mozilla/5.0", "Accept-Language": "vi"}
    one = visitors.visitor_of(request(**browser), HOUR)

    assert len(one) == 16
    assert visitors.visitor_of(request(**browser), HOUR) == one
    for other in (
        request("203.0.113.8", **browser),
        request(**browser | {"User-Agent": "Mozilla/6.0"}),
        request(**browser | {"Accept-Language": "en"}),
    ):
        assert visitors.visitor_of(other, HOUR) != one
        assert len(visitors.visitor_of(other, HOUR)) == 16


@pytest.mark.django_db
def test_a_household_on_ipv6_is_one_address():
    first = visitors.source_of(request("2001:db8::1"), HOUR)

    assert visitors.source_of(request("2001:db8::ffff"), HOUR) == first
    assert visitors.source_of(request("2001:db8:0:1::1"), HOUR) != first


@pytest.mark.django_db
def test_the_salt_is_that_of_the_hours_vietnamese_day():
    before_midnight = datetime(2026, 11, 23, 16, tzinfo=UTC)  # 23:00 in Vietnam.
    first = visitors.source_of(request(), HOUR)

    assert visitors.source_of(request(), before_midnight) == first
    assert visitors.source_of(request(), before_midnight + timedelta(hours=1)) != first
    days = VisitorSalt.objects.order_by("day").values_list("day", flat=True)
    assert [day.isoformat() for day in days] == ["2026-11-23", "2026-11-24"]


@pytest.mark.django_db
def test_every_process_uses_the_same_salt():
    first = visitors.source_of(request(), HOUR)
    visitors.forget()

    assert visitors.source_of(request(), HOUR) == first
