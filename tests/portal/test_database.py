from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection, transaction

from portal.models import User

WRITERS = 8
READERS = 32
WRITES = 40


def pragma(name: str):
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        return cursor.fetchone()[0]


@pytest.mark.django_db(transaction=True)
def test_sqlite_does_not_make_readers_wait():
    if connection.vendor != "sqlite":
        return

    assert pragma("journal_mode") == "wal"
    assert pragma("synchronous") == 1  # NORMAL
    assert pragma("busy_timeout") == 20_000
    assert connection.transaction_mode == "IMMEDIATE"


@pytest.mark.django_db(transaction=True)
def test_r9_many_writers_and_readers_wait_and_none_fails():
    counter = User.objects.create(username="dem", full_name="0")

    def write(_writer: int) -> None:
        try:
            for _ in range(WRITES):
                with transaction.atomic():
                    row = User.objects.select_for_update().get(pk=counter.pk)
                    row.full_name = str(int(row.full_name) + 1)
                    row.save(update_fields=["full_name"])
        finally:
            connection.close()

    done = Event()

    def read(_reader: int) -> int:
        seen, times = 0, 0
        try:
            while not done.is_set():
                value = int(User.objects.get(pk=counter.pk).full_name)
                assert value >= seen
                seen, times = value, times + 1
        finally:
            connection.close()
        return times

    with ThreadPoolExecutor(READERS) as readers, ThreadPoolExecutor(WRITERS) as pool:
        reading = [readers.submit(read, number) for number in range(READERS)]
        try:
            list(pool.map(write, range(WRITERS)))
        finally:
            done.set()

    assert all(future.result() for future in reading)
    counter.refresh_from_db()
    assert counter.full_name == str(WRITERS * WRITES)
