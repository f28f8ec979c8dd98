"""Fills an empty database with synthetic stories, the same ones every time.

    DATABASE_URL=… python benchmarks/corpus.py 100000

Every edition has its own headline, sapo, last paragraph, record, digest, card, head,
tags, byline and pins, made by the portal's own code. The rest of its text comes from
a pool of VARIANTS, each made by news.rendering: cleaning 100,000 bodies would take half
an hour and change nothing that is measured. The last paragraph is drawn by Zipf's law
from some thousand syllables, so that search meets rare words beside those of all texts.
Articles and revisions carry no bodies: the site does not read them.
"""

from __future__ import annotations

import os
import random
import re
import sys
import unicodedata
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

VARIANTS = 200
TOP_SECTIONS, SUBSECTIONS, TAGS, UNITS, AUTHORS, PHOTOS = 12, 24, 40, 8, 30, 300
LARGEST_SECTION = 0.15
BATCH = 1000
SYLLABLES = re.findall(
    r"\w+",
    """
    kiểm tra xử lý vi phạm hàng giả buôn lậu thị trường phát hiện tạm giữ cơ sở kinh
    doanh xăng dầu mỹ phẩm phân bón thuốc lá đường cát nhập khẩu tem nhãn hóa đơn giá
    niêm yết người tiêu dùng quyết định đoàn đội trưởng chi cục địa bàn tỉnh huyện xã
    phường chợ đầu mối kho lô tang vật tiêu hủy tuyên truyền tập huấn hội nghị chi bộ
    đảng ủy sinh hoạt tháng quý năm kế hoạch cao điểm tết trung thu an toàn thực phẩm
    """,
)
ONSETS = re.findall(r"\w+", "b c ch d đ g h kh l m n ng nh ph r s t th tr v x")
RIMES = re.findall(
    r"\w+",
    """
    a an ang anh ao am ap ăn ăng âm ân e em en ê ên i inh iên o on ong ô ôn ông ơ u
    """,
)
TONES = ("", "\u0300", "\u0301", "\u0309", "\u0323")
RARER = [
    unicodedata.normalize("NFC", onset + rime[0] + tone + rime[1:])
    for rime in RIMES
    for tone in TONES
    for onset in ONSETS
]
OWN_WORDS = 40


def main(count: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    call_command("migrate", verbosity=0)
    now = timezone.now().replace(microsecond=0)
    chance = random.Random(2026)
    facts = Facts(chance)
    variants = [_variant(facts, chance, now) for _ in range(VARIANTS)]
    for start in range(0, count, BATCH):
        _write(
            facts, chance, variants, range(start, min(start + BATCH, count)), now, count
        )
        _say(f"{min(start + BATCH, count)}/{count}")
    _relate(now)
    _readings(count, now)
    _finish()


class Facts:
    """Sections, tags, units, authors, photos, and one account."""

    def __init__(self, chance: random.Random) -> None:
        from news.models import Author, Category, Photo, Tag, Unit
        from portal.models import AgencyProfile

        self.sections: list[Any] = []
        for number in range(TOP_SECTIONS):
            top = Category.objects.add(
                f"Mục {number + 1}", position=number, on_home=True
            )
            self.sections.append(top)
            for child in range(SUBSECTIONS // TOP_SECTIONS):
                name = f"Mục {number + 1} {'ab'[child]}"
                self.sections.append(
                    Category.objects.add(name, parent=top, position=child)
                )
        self.tags = Tag.objects.named(words(chance, 2) + f" {n}" for n in range(TAGS))
        self.units = [Unit.objects.named(f"Đội QLTT số {n + 1}") for n in range(UNITS)]
        self.authors = [
            Author.objects.named(f"Bút danh {n + 1}", self.units[n % UNITS])
            for n in range(AUTHORS)
        ]
        self.photos = Photo.objects.bulk_create(
            Photo(
                file=f"anh/{n % 256:02x}/{n:040x}.jpg",
                width=1600,
                height=1067,
                alt=words(chance, 8),
                caption=words(chance, 14),
                credit="Đội QLTT số 1",
                sha256=f"{n:064x}",
            )
            for n in range(PHOTOS)
        )
        AgencyProfile.objects.create(
            valid_from="2020-01-01",
            name="Chi cục Quản lý thị trường",
            hotline="0123 456 789",
            address="Số 1, đường Hùng Vương",
        )


def words(chance: random.Random, count: int) -> str:
    text = " ".join(chance.choices(SYLLABLES, k=count))
    return text[0].upper() + text[1:]


def own_paragraph(chance: random.Random) -> str:
    """Syllables by Zipf's law: the first in nearly every text, the last in few."""
    picked = (int(len(RARER) ** chance.random()) - 1 for _ in range(OWN_WORDS))
    return f"<p>{' '.join(RARER[place] for place in picked)}.</p>"


def _variant(facts: Facts, chance: random.Random, now: Any) -> dict[str, Any]:
    """A body of about 11 KB with six figures, and what rendering makes of a story."""
    from news import rendering
    from news.models import Edition

    photos = chance.sample(facts.photos, 7)
    parts = []
    for number in range(chance.randint(12, 18)):
        parts.append(f"<p>{words(chance, 75)}.</p>")
        if number < 6:
            photo = photos[number + 1]
            parts.append(
                f'<figure class="image"><img alt="{photo.alt}" '
                f'src="/media/{photo.file}">'
                f"<figcaption>{photo.caption}.</figcaption></figure>"
            )
    author = chance.choice(facts.authors)
    category = chance.choice(facts.sections)
    story = {
        "title": words(chance, 14),
        "sapo": words(chance, 40) + ".",
        "body": "".join(parts),
        "kind": "tin",
        "category": {"id": category.pk, "path": category.path},
        "source": {"name": "", "url": ""},
        "lead": {
            "photo": photos[0].pk,
            "alt": photos[0].alt,
            "caption": photos[0].caption,
        },
        "photos": {str(photo.file): _recorded(photo) for photo in photos},
        "tags": [],
        "bylines": [
            {
                "author": author.pk,
                "name": author.name,
                "unit": author.unit_id,
                "unit_name": author.unit.name,
            }
        ],
        "pins": [],
    }
    edition = Edition.of(story, article_id=1, number=1, starts_at=now, published_at=now)
    rendering.render(edition)
    return {"story": story, "html": edition.html, "author": author}


def _recorded(photo: Any) -> dict[str, Any]:
    return {
        "id": photo.pk,
        "sha256": photo.sha256,
        "width": photo.width,
        "height": photo.height,
        "alt": photo.alt,
        "caption": photo.caption,
        "credit": photo.credit,
        "focal": [photo.focal_x, photo.focal_y],
    }


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
    revision = Revision(
        pk=pk,
        article_id=pk,
        number=1,
        data="{}",
        digest=Revision.digest_of("{}"),
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
