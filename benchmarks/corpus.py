"""Fills an empty database with synthetic stories, the same ones every time.

    DATABASE_URL=… python benchmarks/corpus.py 100000

Every edition has its own headline, sapo, last paragraph, record, digest, card, head,
tags, byline and pins, made by the portal's own code. The rest of its text comes from
a pool of VARIANTS, each made by news.rendering: cleaning 100,000 bodies would take half
an hour and change nothing that is measured. The last paragraph is drawn by Zipf's law
from some thousand syllables, so that search meets rare words beside those of all texts.
Articles and revisions carry no bodies: only the desk reads them.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from facts import Facts, own_paragraph, variant, words

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

VARIANTS = 200
LARGEST_SECTION = 0.15
BATCH = 1000


def main(count: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    call_command("migrate", verbosity=0)
    now = timezone.now().replace(microsecond=0)
    chance = random.Random(2026)
    facts = Facts(chance)
    variants = [variant(facts, chance, now) for _ in range(VARIANTS)]
    for start in range(0, count, BATCH):
        _write(
            facts, chance, variants, range(start, min(start + BATCH, count)), now, count
        )
        _say(f"{min(start + BATCH, count)}/{count}")
    _relate(now)
    _readings(count, now)
    _finish()


def _write(
    facts: Facts,
    chance: random.Random,
    variants: list[dict[str, Any]],
    numbers: range,
    now: Any,
    count: int,
) -> None:
    """One batch of stories, with everything that hangs on them."""
    from django.db import transaction

    from news.models import (
        Article,
        Edition,
        EditionByline,
        EditionPin,
        EditionTag,
        Revision,
    )

    made = [_story(facts, chance, variants, n, now, count) for n in numbers]
    with transaction.atomic():
        Article.objects.bulk_create(article for article, *_ in made)
        Revision.objects.bulk_create(revision for _, revision, *_ in made)
        Edition.objects.bulk_create(edition for *_, edition, _ in made)
        EditionTag.objects.bulk_create(
            EditionTag(content_object=e, tag_id=tag["tag_id"])
            for *_, e, _ in made
            for tag in e.story["tags"]
        )
        EditionByline.objects.bulk_create(
            EditionByline(edition=e, author=author, unit_id=author.unit_id)
            for *_, e, author in made
        )
        EditionPin.objects.bulk_create(
            EditionPin(edition=e, target_id=pk, position=place)
            for *_, e, _ in made
            for place, pk in enumerate(e.story["pins"])
        )


def _story(
    facts: Facts,
    chance: random.Random,
    variants: list[dict[str, Any]],
    n: int,
    now: Any,
    count: int,
) -> tuple[Any, ...]:
    from news import rendering, vietnamese
    from news.models import Article, Edition, Revision
    from news.models.revision import encode
    from news.rendering import page
    from news.rendering.pictures import Album

    pk, variant = n + 1, variants[n % VARIANTS]
    largest = chance.random() < LARGEST_SECTION
    category = facts.sections[1] if largest else chance.choice(facts.sections)
    pins = sorted({chance.randint(1, n) for _ in range(5)}) if n else []
    moment = now - timedelta(minutes=26 * (count - n))
    own = own_paragraph(chance)
    story = variant["story"] | {
        "title": f"{words(chance, 12)} {pk}",
        "sapo": words(chance, 40) + ".",
        "body": variant["story"]["body"] + own,
        "category": {"id": category.pk, "path": category.path},
        "tags": [
            {"tag_id": tag.pk, "tag__name": tag.name}
            for tag in chance.sample(facts.tags, chance.randint(3, 6))
        ],
        "pins": pins,
    }
    article = Article(pk=pk, title=story["title"], category=category)
    text = encode(story | {"sapo": "", "body": "", "lead": None, "photos": {}})
    revision = Revision(
        pk=pk,
        article_id=pk,
        number=1,
        data=text,
        digest=Revision.digest_of(text),
        made_at=moment,
    )
    edition = Edition.of(
        story, article_id=pk, number=1, starts_at=moment, published_at=moment
    )
    edition.pk = edition.revision_id = pk
    edition.section_id = category.parent_id or category.pk
    album = Album.of(edition, story["body"])
    # What Album would ask the library for every story.
    album.__dict__["photos"] = story["photos"]
    edition.html = variant["html"] + own
    edition.head = page.head(edition, album)
    edition.card = page.card(edition, album)
    edition.title_key = vietnamese.title_key(edition.title)
    edition.render_version = rendering.RENDER_VERSION
    return article, revision, edition, variant["author"]


def _relate(now: Any) -> None:
    from django.db import transaction

    from news import kinship

    with transaction.atomic():
        for done in kinship.relate_all(now):
            _say(f"kin: {done}")


def _readings(count: int, now: Any) -> None:
    """Thirty days of readings, shaped like Zipf's law, by the day and by the hour."""
    from django.utils import timezone

    from news.models import DailyReading, HourlyReading

    read = min(count, 3000)
    today = timezone.localdate(now)
    DailyReading.objects.bulk_create(
        (
            DailyReading(article_id=pk, day=today - timedelta(days=day), count=reads)
            for day in range(30)
            for pk, reads in _zipf(count, read, day)
        ),
        batch_size=BATCH,
    )
    hour = now.replace(minute=0, second=0)
    HourlyReading.objects.bulk_create(
        (
            HourlyReading(article_id=pk, hour=hour - timedelta(hours=ago), count=reads)
            for ago in range(48)
            for pk, reads in _zipf(count, min(read, 500), ago)
        ),
        batch_size=BATCH,
    )


def _zipf(count: int, read: int, seed: int) -> Iterator[tuple[int, int]]:
    newest = list(range(max(1, count - 20_000), count + 1))
    random.Random(seed).shuffle(newest)
    for rank, pk in enumerate(newest[:read]):
        yield pk, 2000 // (rank + 1) + 1


def _finish() -> None:
    from django.db import connection

    from news.models.generation import PageGeneration

    PageGeneration.objects.advance()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # The sequences do not know the ids that were given.
            for table in ("news_article", "news_revision", "news_edition"):
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) "
                    f"FROM {table}"
                )
            cursor.execute("VACUUM ANALYZE")
        else:
            cursor.execute("ANALYZE")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _say(text: str) -> None:
    print(f"\r{text}   ", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
