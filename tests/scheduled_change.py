"""A live story with everything around it, to be changed at a set time."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from news import publishing
from news.models import Category
from news.site import caching, moment
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    CategoryFactory,
    FrontPageSlotFactory,
    PhotoFactory,
    UnitFactory,
)

OLD, NEW = "Tạm giữ sáu trăm đôi giày", "Tạm giữ chín trăm đôi giày giả"
CARD_TIME = re.compile(r"\d+ (?:phút|giờ) trước")


@pytest.fixture
def travel(monkeypatch):
    """Takes the system clock along: travel(minutes=3)."""
    start = timezone.now().replace(second=0, microsecond=0)

    def to(**delta):
        now = start + timedelta(**delta)
        monkeypatch.setattr(timezone, "now", lambda: now)
        moment.forget()
        caching.forget()
        return now

    to()
    return to


@pytest.fixture
def world(travel):
    """A live story, its neighbours, and every public place where it could show."""
    unit = UnitFactory()
    author = AuthorFactory(unit=unit)
    old_section, new_section = (
        CategoryFactory(name=name, slug=slug)
        for name, slug in [("Kiểm tra", "kiem-tra"), ("Vụ việc", "vu-viec")]
    )
    Category.objects.update(in_menu=True, on_home=True)
    pins = [
        publishing.publish(ArticleFactory(title=f"Tin ghim {n}"), by=None)
        for n in ("một", "hai", "ba")
    ]
    shared = {"tags": ["giày dép"], "bylines": [(author, None)]}
    neighbours = [
        publishing.publish(
            ArticleFactory(title=f"Giày dép {place}", category=section, **shared),
            by=None,
        )
        for place, section in [("ở chợ", old_section), ("trên mạng", new_section)]
    ]
    first, second = PhotoFactory(), PhotoFactory()
    article = ArticleFactory(
        title=OLD,
        category=old_section,
        lead_photo=first,
        pins=[pin.article_id for pin in pins[:2]],
        **shared,
    )
    edition = publishing.publish(article, by=None)
    FrontPageSlotFactory(article=article)
    return {
        "article": article,
        "edition": edition,
        "pins": pins,
        "new section": new_section,
        "photos": (first, second),
        "places": {
            "home": "/",
            "story": edition.get_absolute_url(),
            "old section": old_section.get_absolute_url(),
            "new section": new_section.get_absolute_url(),
            "tag": edition.tags.get().get_absolute_url(),
            "new tag": "/tu-khoa/hang-gia/",
            "author": author.get_absolute_url(),
            "unit": unit.get_absolute_url(),
            "day": f"/ngay/{timezone.localdate():%Y/%m/%d}/",
            "feed": "/rss/",
            "old feed": f"/rss/{old_section.path}.rss",
            "new feed": f"/rss/{new_section.path}.rss",
            "sitemap": "/sitemap-bai-0.xml",
            "news sitemap": "/sitemap-news.xml",
            "list sitemap": "/sitemap-muc.xml",
            # Words of the old title, of both and of the new one alone.
            "search": "/tim-kiem/?q=tam+giu+tram+doi+giay",
            "search by date": "/tim-kiem/?q=tam+giu&xep=moi-nhat",
            "search of the new": "/tim-kiem/?q=chin+tram+doi",
            "suggestions": "/tim-kiem/goi-y/?q=tam+giu",
            "suggestions of the new": "/tim-kiem/goi-y/?q=chin+tram",
            "third pin": pins[2].get_absolute_url(),
            **{
                f"neighbour {number}": neighbour.get_absolute_url()
                for number, neighbour in enumerate(neighbours)
            },
        },
    }


def seen(client, world):
    """What readers get at every place, but for the words that only say how long ago."""
    answers = {}
    for name, path in world["places"].items():
        response = client.get(path)
        answers[name] = (response.status_code, CARD_TIME.sub("", response.text))
    return answers


def names_of(photo):
    """The part of the file's address that all its sizes share."""
    return str(photo.file.name).rsplit("/", 1)[-1].partition(".")[0]
