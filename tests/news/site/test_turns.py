"""Writers of readings take turns at a database file."""

import threading

import pytest
from django.db import connection

from news.site.turns import turn_to_write

pytestmark = pytest.mark.django_db


def test_a_second_writer_waits_until_the_first_has_gone():
    entered, order = threading.Event(), []

    def second():
        entered.wait(10)
        with turn_to_write():
            order.append("second")
        connection.close()

    thread = threading.Thread(target=second)
    thread.start()
    with turn_to_write():
        entered.set()
        thread.join(0.2)
        order.append("first")
    thread.join(10)

    if connection.vendor == "sqlite":
        assert order == ["first", "second"]
    else:  # A server orders its writers itself: nobody waits here.
        assert order == ["second", "first"]


def test_the_turn_is_given_back_when_the_writing_fails():
    with pytest.raises(ZeroDivisionError), turn_to_write():
        raise ZeroDivisionError

    with turn_to_write():
        pass
