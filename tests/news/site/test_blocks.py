"""The four lists around a story: each story once, none missing, none that is gone."""

import pytest
from django.db import connection
from django.utils import timezone

from news import publishing
from news.models import Edition
from news.site import blocks, parts
from tests.factories import ArticleFactory, CategoryFactory

pytestmark = pytest.mark.django_db
LISTS = ["pins", "interesting", "same_section", "others"]


def published(**fields):
    return publishing.publish(ArticleFactory(**fields), by=None)


def shown(client, edition):
    """Headlines of the four lists, in their order."""
    context = client.get(edition.get_absolute_url()).context
    return [[other.article_id for other in context[name]] for name in LISTS]


def test_interesting_is_never_empty_when_there_are_ten_stories(client):
    editions = [
        published(title=f"Tin {n}{n}", sapo=f"Sapo{n} số{n}.") for n in range(10)
    ]

    for edition in editions:
        assert len(shown(client, edition)[1]) == blocks.INTERESTING


def test_a_pinned_story_that_is_withdrawn_leaves_no_hole(client):
    gone, stays = published(), published()
    pins = [gone.article_id, stays.article_id]
    edition = published(pins=pins)
    assert shown(client, edition)[0] == pins

    publishing.withdraw(gone.article, by=None, reason="Nhầm bài")

    assert shown(client, edition)[0] == [stays.article_id]
    assert gone.get_absolute_url() not in client.get(edition.get_absolute_url()).text


@pytest.mark.parametrize(
    "title",
    [
        "Thủy điện hòa bình",
        "Thuỷ điện hoà bình",
        "Thủy  điện hòa-bình",
        "THỦY ĐIỆN–HOÀ BÌNH",
    ],
)
def test_the_same_headline_from_two_archives_is_one_story(client, title):
    first = published(title="Thủy điện Hòa Bình")
    second = published(title=title)
    edition = published(title="Bài khác")

    found = [pk for ids in shown(client, edition) for pk in ids]
    own = [pk for ids in shown(client, second) for pk in ids]

    assert [pk for pk in found if pk in (first.article_id, second.article_id)] == [
        second.article_id
    ]
    assert first.article_id not in own


def test_another_tone_is_another_story(client):
    first = published(title="Thuế đất")
    published(title="Thuê đất")
    edition = published(title="Bài khác")

    assert first.article_id in [pk for ids in shown(client, edition) for pk in ids]


def test_many_pins_leave_every_list_full(client):
    category = CategoryFactory()
    inside = [published(category=category) for _ in range(25)]
    outside = [published() for _ in range(35)]
    pins = [e.article_id for e in [*inside[-20:], *outside[-20:]]]

    edition = published(category=category, pins=pins)

    lists = shown(client, edition)
    assert [len(ids) for ids in lists] == [40, 3, 3, 8]
    every = [pk for ids in lists for pk in ids]
    assert len(every) == len(set(every))


def test_what_all_pages_share_is_made_once(client):
    first, second = published(), published()
    client.get(first.get_absolute_url())
    client.get(second.get_absolute_url())
    shared = parts._current

    assert shared is not None
    assert blocks.newest(shared) is blocks.newest(shared)
    client.get("/")
    assert parts._current is shared


# PostgreSQL keeps long texts outside of the row: their columns may stand anywhere.
@pytest.mark.skipif(connection.vendor != "sqlite", reason="rows of SQLite only")
def test_on_sqlite_long_texts_stand_behind_what_lists_read():
    table = Edition._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA table_info({table})")
        names = [row[1] for row in cursor.fetchall()]

    assert names[-6:] == ["card", "head", "html", "body", "data", "source_at"]
    page = str(Edition.objects.live(timezone.now()).for_page().query)
    assert not [name for name in ("body", "data", "source_at") if f'"{name}"' in page]
