"""A live story changed at a set time: nothing before it anywhere, everything at it."""

import re
from datetime import timedelta

import pytest

from news.models import Article, Edition
from news.publishing import proof
from news.site import caching
from tests.factories import ArticleFactory
from tests.news.desk.sending import appointment, change, filled_in, hour, page
from tests.scheduled_change import NEW, OLD, names_of, seen


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
        *("suggestions", "suggestions of the new"),
    } <= shows_new
    assert "old feed" not in shows_new
    for name in ("search", "search by date", "search of the new"):
        hits = client.get(world["places"][name]).context["answer"].results.hits
        assert [hit.edition.title for hit in hits] == [NEW]
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
