"""The desk's lists with 100,000 stories: queries and milliseconds of each page.

Pages are asked for in the process, as an editor and as a reporter, with the whole of
Django's middleware. SQLite works in the process: its CPU clock is the time that a quiet
machine takes; the best of several requests.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from inprocess import ours

ROUNDS, LIMIT_MS, LIMIT_QUERIES = 5, 300, 20
LISTS = "/quan-tri/news/article/"
PAGES = (
    "/quan-tri/",
    LISTS,
    f"{LISTS}?p=40",
    f"{LISTS}?q=hang+gia",
    f"{LISTS}?q=khong+co+chu+nay",
    *(
        f"{LISTS}?standing={name}"
        for name in ("chua-dang", "hen-gio", "da-dang", "co-sua", "het-han", "da-go")
    ),
    f"{LISTS}?state__exact=cho-duyet",
    f"{LISTS}?category__id__exact=2",
    f"{LISTS}?o=1",
    f"{LISTS}90000/change/",
    f"{LISTS}90000/history/",
    f"{LISTS}90000/delete/",
    "/quan-tri/autocomplete/?app_label=news&model_name=pin&field_name=target&term=hang",
    "/quan-tri/news/photo/",
    "/quan-tri/news/category/",
    "/quan-tri/news/tag/",
    "/quan-tri/news/author/",
    "/quan-tri/news/unit/",
    "/quan-tri/news/frontpageslot/",
    "/quan-tri/news/legacyaddress/",
    "/quan-tri/portal/user/",
    "/quan-tri/thong-ke/",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--ours", required=True)
    parser.add_argument("--article", default="")
    options, _ = parser.parse_known_args()
    copy = Path(os.environ["VAR_ROOT"]) / "desk.sqlite3"
    for end in ("", "-wal", "-shm"):
        Path(f"{copy}{end}").unlink(missing_ok=True)
    # What the desk does must not change the corpus that the other parts measure.
    sqlite3.connect(options.ours).execute("VACUUM INTO ?", [str(copy)])
    environment = {**os.environ, **ours(str(copy), 64)}
    command = [sys.executable, __file__, "--ours", str(copy)]
    if "BENCH_DESK" not in os.environ:
        environment["BENCH_DESK"] = "1"
        subprocess.run(command, env=environment, check=True)
        return


def measure() -> None:
    """In a process of its own, with the portal's settings on the copy."""
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    people = _people()
    _spread(people)
    print(f"| page | who | queries (≤ {LIMIT_QUERIES}) | CPU ms (≤ {LIMIT_MS}) |")
    print("|---|---|---|---|")
    for page in PAGES:
        for name, user in people.items():
            status, queries, milliseconds = _ask(user, page)
            if status == 200:
                print(f"| `{page}` | {name} | {queries} | {milliseconds:.0f} |")


def _people() -> dict:
    from django.contrib.auth.models import Group

    from news.models import Unit
    from portal import roles
    from portal.models import User

    roles.sync_roles()
    found = {}
    for name, role in (("editor", roles.EDITOR), ("reporter", roles.REPORTER)):
        user, _ = User.objects.get_or_create(username=f"bench-{name}", is_staff=True)
        user.groups.add(Group.objects.get(name=role))
        User.objects.filter(pk=user.pk).update(unit=Unit.objects.first())
        found[name] = user
    return found


def _spread(people: dict) -> None:
    """Some stories on their way, changed, scheduled, withdrawn, expired."""
    from datetime import timedelta

    from django.db.models import F
    from django.utils import timezone

    from news.models import Article, Edition

    reporter, now = people["reporter"].pk, timezone.now()
    Article.objects.filter(pk__lte=30_000).update(created_by=reporter)
    for rest, changes in {
        3: {"state": "cho-duyet"},
        5: {"state": "tra-lai"},
        7: {"is_ahead": True},
    }.items():
        Article.objects.annotate(rest=F("pk") % 1000).filter(rest=rest).update(
            **changes
        )
    places = Edition.objects.annotate(rest=F("article_id") % 1000)
    hour = timedelta(hours=1)
    places.filter(rest=11).update(withdrawn_at=now - hour, ends_at=now - hour)
    places.filter(rest=13).update(expires_at=now - hour, ends_at=now - hour)
    places.filter(rest=17).update(starts_at=now + hour)
    without = Article.objects.bulk_create(
        Article(title=f"Bản nháp {n}", search_text=f"ban nhap {n}") for n in range(500)
    )
    assert without


def _ask(user, page: str) -> tuple[int, int, float]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    status = client.get(page).status_code
    with CaptureQueriesContext(connection) as captured:
        client.get(page)
        queries = len(captured)  # Later requests clear them.
    spent = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        client.get(page)
        spent.append((time.process_time() - begun) * 1000)
    return status, queries, min(spent)


if __name__ == "__main__":
    measure() if os.environ.get("BENCH_DESK") else main()
