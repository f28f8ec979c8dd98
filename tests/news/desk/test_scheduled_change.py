"""A live story changed at a set time: nothing before it anywhere, everything at it."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from news import publishing
from news.models import Article, Category, Edition
from news.publishing import proof
from news.site import caching, moment
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    CategoryFactory,
    FrontPageSlotFactory,
    PhotoFactory,
    UnitFactory,
)
from tests.news.desk.sending import appointment, change, filled_in, hour, page

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


def corrected(editor, world, at, **more):
    """The form as the editor sends it at the worst moment."""
    article = world["article"]
    article.refresh_from_db()
    form = filled_in(
        article,
        title=NEW,
        category=world["new section"].pk,
        lead_photo=world["photos"][1].pk,
        tags="giày dép, hàng giả",
        pins=[
            {"target": pin.article_id, "position": place}
            for place, pin in enumerate(world["pins"], start=1)
        ],
        **more,
    )
    return editor.post(change(article), form | appointment(at))


def names_of(photo):
    """The part of the file's address that all its sizes share."""
    return str(photo.file.name).rsplit("/", 1)[-1].partition(".")[0]


def test_readers_see_nothing_before_the_minute_and_everything_at_it(
    client, editor, world, travel
):
    before = seen(client, world)
    at = travel(seconds=0) + timedelta(minutes=3)
    new_photo = names_of(world["photos"][1])

    assert corrected(editor, world, at).status_code == 302
    assert Edition.objects.get(title=NEW).starts_at == at
    for elapsed in ({"seconds": 1}, {"minutes": 2, "seconds": 59.999}):
        travel(**elapsed)
        now = seen(client, world)
        assert {name for name in now if now[name] != before[name]} == set()
    assert not any(NEW in text or new_photo in text for _, text in now.values())
    assert now["new tag"][0] == 404

    travel(minutes=3)
    after = seen(client, world)

    moved = world["places"]["story"]
    renamed = Edition.objects.get(title=NEW).get_absolute_url()
    response = client.get(moved)
    assert (response.status_code, response.url) == (301, renamed)
    story = client.get(renamed)
    assert f"<h1>{NEW}</h1>" in re.sub(r"<h1[^>]*>\s*", "<h1>", story.text)
    assert new_photo in story.text
    assert names_of(world["photos"][0]) not in story.text
    for pin in world["pins"]:
        assert pin.title in story.text
    shows_new = {name for name, (_, text) in after.items() if NEW in text}
    shows_old = {name for name, (_, text) in after.items() if f">{OLD}<" in text}
    assert shows_old == set()
    assert {
        *("home", "new section", "tag", "new tag", "author", "unit", "day"),
        *("feed", "new feed", "news sitemap", "neighbour 1"),
    } <= shows_new
    assert "old feed" not in shows_new
    caching.forget()  # Pages that were kept have no context.
    listed = client.get(world["places"]["old section"]).context["page"]
    assert [story.title for story in listed] == ["Giày dép ở chợ"]
    assert renamed in after["sitemap"][1]
    assert moved not in after["sitemap"][1]
    assert list(proof.faults(Edition.objects.all())) == []


def test_the_desk_says_meanwhile_what_readers_see(editor, world, travel):
    at = travel(seconds=0) + timedelta(minutes=3)
    corrected(editor, world, at)

    text = editor.get(change(world["article"])).text

    plan = text[text.index('<dl class="plan">') :].partition("</dl>")[0]
    assert plan.index(OLD) < plan.index(NEW)


@pytest.mark.parametrize("step", ["move", "cancel"])
def test_a_moved_or_cancelled_appointment_leaves_no_trace(
    client, editor, world, travel, step
):
    before = seen(client, world)
    at = travel(seconds=0) + timedelta(minutes=3)
    corrected(editor, world, at)
    version = Article.objects.values_list("version", flat=True).get(
        pk=world["article"].pk
    )

    later = hour(at + timedelta(hours=5)) if step == "move" else {}
    editor.post(page(world["article"], step), {"version": version, **later})
    for minutes in (2, 3, 4, 200):
        travel(minutes=minutes)
        now = seen(client, world)
        assert {name for name in now if now[name] != before[name]} == set()

    travel(hours=6)
    shown = client.get(world["places"]["story"])
    assert shown.status_code == (301 if step == "move" else 200)


def test_a_first_appointment_that_is_cancelled_was_never_there(
    client, editor, world, travel
):
    before = seen(client, world)
    article = ArticleFactory(
        title="Tin chưa ai thấy",
        category=world["new section"],
        tags=["chưa ai thấy", "giày dép"],
    )
    at = travel(seconds=0) + timedelta(minutes=3)
    editor.post(change(article), filled_in(article) | appointment(at))
    edition = Edition.objects.get(article=article)
    article.refresh_from_db()

    editor.post(page(article, "cancel"), {"version": article.version})
    for minutes in (0, 3, 10):
        travel(minutes=minutes)
        now = seen(client, world)
        assert {name for name in now if now[name] != before[name]} == set()
        for url in (edition.get_absolute_url(), "/tu-khoa/chua-ai-thay/"):
            assert client.get(url).status_code == 404
