"""A compiled query returns exactly what its queryset returns."""

from datetime import timedelta

import pytest
from django.utils import timezone

from news.models import Edition
from news.models.statement import Statement
from tests.factories import CategoryFactory, EditionFactory

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def listed(moment, section):
    return Edition.objects.live(moment).filter(category_id=section).for_cards().newest()


def test_it_returns_the_rows_of_its_queryset_for_any_values():
    statement = Statement(listed)
    now = timezone.now()
    first, second = CategoryFactory(), CategoryFactory()
    for category in (first, second, first):
        EditionFactory(category=category, starts_at=now - HOUR, published_at=now)
    for moment in (now, now - 2 * HOUR, now + HOUR):
        for section in (first.pk, second.pk, 0):
            wanted = list(listed(moment, section))

            rows = statement(moment=moment, section=section)

            assert rows == wanted
            assert [row.card for row in rows] == [row.card for row in wanted]
            dates = [row.published_at for row in rows]
            assert dates == [row.published_at for row in wanted]


def test_what_was_not_loaded_is_loaded_when_asked_for(django_assert_num_queries):
    edition = EditionFactory()
    statement = Statement(listed)
    (row,) = statement(moment=timezone.now(), section=edition.category_id)

    with django_assert_num_queries(0):
        assert (row.pk, row.card) == (edition.pk, edition.card)
    with django_assert_num_queries(1):
        assert row.title == edition.title
    assert row.get_absolute_url() == edition.get_absolute_url()


def test_it_is_one_statement(django_assert_num_queries):
    statement = Statement(listed)
    with django_assert_num_queries(1):
        statement(moment=timezone.now(), section=1)
    with django_assert_num_queries(1):
        statement(moment=timezone.now(), section=2)
