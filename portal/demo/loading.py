"""The demo into the database: a step that is taken again changes nothing."""

from __future__ import annotations

import math
import secrets
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import Group
from django.utils import timezone

from news.desk.archive.package import Reader
from news.desk.archive.passes import PUBLISHED, Import
from news.enums import SlotPlace
from news.models import (
    Article,
    Category,
    Edition,
    FrontPageSlot,
    HourlyReading,
    ImportedStory,
    Unit,
)
from party import demo as party_demo
from portal import roles
from portal.demo import desk, front, package
from portal.models import AgencyProfile, User

SOURCE = "demo"
HOUR = timedelta(hours=1)
DAYS_OF_READINGS = 30
USUAL_READINGS = 70  # On its best day, of a story that front.READINGS does not name.
FADES_BY = 0.72  # What is left of a day's readings on the next day.
ACCOUNTS = {
    "phongvien": (roles.REPORTER, "Nguyễn Minh Anh"),
    "bientap": (roles.EDITOR, "Trần Thu Hà"),
    "quantri": (roles.ADMINISTRATOR, "Lê Quang Vinh"),
    "canbodang": (roles.PARTY_OFFICER, "Phạm Hải Yến"),
}
# No 0 and O, no 1 and l: a password that is read from one screen and typed on another.
LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"


def accounts_file() -> Path:
    return Path(settings.VAR_ROOT) / "demo-accounts.txt"


def is_loaded() -> bool:
    """Whether every story came to its end and the accounts were written down."""
    done = ImportedStory.objects.filter(source=SOURCE, passes_done=PUBLISHED)
    return accounts_file().exists() and done.count() >= len(package.read_stories())


def has_other_stories() -> bool:
    """Whether an office works here already."""
    ours = ImportedStory.objects.filter(source=SOURCE)
    return Article.objects.exclude(pk__in=ours.values("article")).exists()


def load(say: Callable[[str], None], complain: Callable[[str], None]) -> None:
    _agency()
    _sections()
    _units()
    _stories(say, complain)
    _front_page()
    _readings(timezone.now())
    _people()
    officer = User.objects.get(username="canbodang")
    party_demo.fill(_articles(), by=officer, today=timezone.localdate())
    _accounts()  # Its file says that the demo is complete…
    desk.fill()  # …so that stories which nobody imported are known to be the demo's.
    party_demo.draft(by=officer)


def _agency() -> None:
    AgencyProfile.objects.get_or_create(
        valid_from=front.AGENCY_SINCE, defaults=front.AGENCY
    )


def _sections() -> None:
    told = {story["category"][0] for story in package.read_stories()}
    for position, facts in enumerate(front.CATEGORIES):
        parent = Category.objects.filter(path=facts["slug"]).first()
        if parent is None:
            parent = Category.objects.add(
                facts["name"],
                slug=facts["slug"],
                position=position,
                on_home=facts["on_home"],
                description=facts["description"],
            )
            # A menu leads to where there is something to read.
            name = facts["name"]
            parent.in_menu = name in told and name not in front.BESIDE_THE_MENU
            parent.save(update_fields=["in_menu"])
        for place, (child, slug) in enumerate(facts["children"]):
            if not Category.objects.filter(path=f"{parent.path}/{slug}").exists():
                Category.objects.add(child, parent=parent, slug=slug, position=place)


def _units() -> None:
    for facts in front.UNITS:
        unit = Unit.objects.named(facts["name"])
        unit.short_name, unit.kind = facts["short_name"], facts["kind"]
        unit.save(update_fields=["short_name", "kind"])


def _stories(say: Callable[[str], None], complain: Callable[[str], None]) -> None:
    with tempfile.TemporaryDirectory() as name:
        package.build(Path(name), timezone.localtime())
        importing = Import(
            reader=Reader(Path(name)),
            source=SOURCE,
            by=None,
            say=lambda line, text: say(f"Dòng {line}: {text}"),
            complain=lambda line, text: complain(f"Dòng {line}: {text}"),
        )
        importing.run(advance=lambda: None)


def _front_page() -> None:
    if FrontPageSlot.objects.exists():
        return
    highlights = front.FRONT_PAGE["highlights"]
    wanted = [(SlotPlace.LEAD, str(front.FRONT_PAGE["lead"]))]
    wanted += [(SlotPlace.HIGHLIGHT, str(story)) for story in highlights]
    articles = _articles()
    FrontPageSlot.objects.bulk_create(
        FrontPageSlot(place=place, article_id=articles[story], position=position)
        for position, (place, story) in enumerate(wanted)
        if story in articles
    )


def _articles() -> dict[str, int]:
    rows = ImportedStory.objects.filter(source=SOURCE)
    return dict(rows.values_list("external_id", "article_id"))


def _readings(now: datetime) -> None:
    if HourlyReading.objects.exists():
        return
    first = dict(
        Edition.objects.filter(number=1).values_list("article_id", "published_at")
    )
    HourlyReading.objects.add_all(
        HourlyReading(article_id=article_id, hour=hour, count=count)
        for story, article_id in _articles().items()
        if article_id in first
        for hour, count in _read(story, first[article_id], now)
    )


def _read(story: str, since: datetime, now: datetime) -> Iterator[tuple[datetime, int]]:
    """(hour, readings) of a story: by day and night, and fading day by day."""
    best = front.READINGS.get(story, USUAL_READINGS)
    hour = max(since, now - timedelta(days=DAYS_OF_READINGS))
    hour = hour.replace(minute=0, second=0, microsecond=0)
    while hour <= now:
        age = (hour - since) / timedelta(days=1)
        count = round(best * FADES_BY ** max(age, 0) * _share(hour))
        if count:
            yield hour, count
        hour += HOUR


def _share(hour: datetime) -> float:
    """The part of a day's readings in that hour: few at night, most in the evening."""
    local = timezone.localtime(hour).hour
    morning = math.exp(-((local - 9) ** 2) / 8)
    evening = 1.3 * math.exp(-((local - 20) ** 2) / 6)
    return (0.05 + morning + evening) / 13.1


def _people() -> None:
    """Four people, one a role; nobody signs in before the accounts are written down."""
    for username, (role, full_name) in ACCOUNTS.items():
        if User.objects.filter(username=username).exists():
            continue
        user = User(username=username, full_name=full_name, is_staff=True)
        user.set_unusable_password()
        user.save()
        user.groups.set([Group.objects.get(name=role)])


def _accounts() -> None:
    """New passwords when nobody knows the old ones."""
    file, people = accounts_file(), User.objects.filter(username__in=ACCOUNTS)
    unset = UNUSABLE_PASSWORD_PREFIX
    if file.exists() and people.exclude(password__startswith=unset).exists():
        return  # Without one of them the file tells of a database that is gone.
    lines = []
    for user in people.order_by("pk"):
        password = "-".join(_word() for _ in range(3))
        user.set_password(password)
        user.save(update_fields=["password"])
        username, (role, _) = user.username, ACCOUNTS[user.username]
        lines.append(f"  {role:<14} {username:<10} {password}\n")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch(mode=0o600)
    file.write_text("".join(lines), encoding="utf-8")


def _word() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(4))
