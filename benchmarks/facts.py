"""What the stories of the corpus are made of: sections, people, photos, words."""

from __future__ import annotations

import random
import re
import unicodedata
from typing import Any

TOP_SECTIONS, SUBSECTIONS, TAGS, UNITS, AUTHORS, PHOTOS = 12, 24, 40, 8, 30, 300
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


def variant(facts: Facts, chance: random.Random, now: Any) -> dict[str, Any]:
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
