"""The moment of a page never goes back, and a change shows at once."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.utils import timezone

from news.models import PageGeneration
from news.site import moment

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh():
    moment._largest.forget()
    yield
    moment._largest.forget()


def test_the_moment_does_not_go_back_with_the_clock(monkeypatch):
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)
    assert moment.page_moment() == now

    monkeypatch.setattr(timezone, "now", lambda: now - timedelta(hours=1))

    assert moment.page_moment() == now


def test_the_moment_is_never_before_the_last_change():
    ahead = timezone.now() + timedelta(minutes=5)
    PageGeneration.objects.advance(ahead)
    PageGeneration.objects.advance(timezone.now())

    assert moment.page_moment() == ahead


def test_without_a_database_the_moment_is_the_clock(monkeypatch, caplog):
    def fail(self):
        raise DatabaseError

    monkeypatch.setattr(type(PageGeneration.objects.all()), "current", fail)
    monkeypatch.setattr(PageGeneration.objects, "current", lambda: fail(None))

    assert abs(moment.page_moment() - timezone.now()) < timedelta(seconds=5)
    assert "Cơ sở dữ liệu" in caplog.text


def test_the_generation_is_remembered_for_a_short_while(
    settings, django_assert_num_queries
):
    settings.GENERATION_MEMO_SECONDS = 60
    PageGeneration.objects.advance()
    PageGeneration.objects.forget()
    with django_assert_num_queries(1):
        first = PageGeneration.objects.current()
        assert PageGeneration.objects.current() == first

    PageGeneration.objects.forget()

    with django_assert_num_queries(1):
        PageGeneration.objects.current()
    PageGeneration.objects.forget()
