"""The index is what the editions are, after every step and in the same transaction."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from news import effects, publishing, search
from news.models import (
    Category,
    DeskSearchDocument,
    Edition,
    SearchDocument,
    SearchText,
    SearchWord,
    Tag,
)
from news.search import documents, engine, indexing, rebuilding
from news.search.query import parse
from news.search.sqlite.tables import DESK, TABLES
from tests.factories import ArticleFactory, CategoryFactory, EditionFactory

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def found(typed, **options):
    hits = search.search(parse(typed), timezone.now(), **options).hits
    return [hit.edition.title for hit in hits]


def faults():
    return list(rebuilding.faults(timezone.now()))


def indexed():
    rows = SearchDocument.objects.order_by("edition").values_list("edition", flat=True)
    return list(rows)


def rebuild(**options):
    for _ in rebuilding.rebuild(timezone.now(), **options):
        pass


def lose_words(place):
    """What no code of ours does: the words go, the row stays."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM news_searchtitle WHERE rowid = %s", [place])
        else:
            cursor.execute(
                "UPDATE news_searchdocument SET title = '' WHERE place = %s", [place]
            )


# PostgreSQL keeps the words in the rows: there are no segments to count.
@pytest.mark.skipif(connection.vendor != "sqlite", reason="FTS5 keeps segments")
@pytest.mark.parametrize("table", ["news_searchbody", "news_searchhead"])
def test_a_batch_is_one_segment_though_it_begins_with_the_newest(table):
    """FTS5 begins another at every step back, each to be merged later."""
    for hours in range(3):
        EditionFactory(starts_at=timezone.now() - hours * HOUR)
    engine.engine().remove(list(SearchDocument.objects.values_list("pk", flat=True)))
    newest = Edition.objects.order_by("-starts_at")
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")

        indexing.write(documents.of_editions(newest))

        cursor.execute(f"SELECT count(*) FROM {table} WHERE {table} MATCH 'toan'")
        cursor.execute(
            f"SELECT count(DISTINCT id >> 37) FROM {table}_data WHERE id > 99"
        )
        assert cursor.fetchone() == (1,)
    assert len(indexed()) == 3


# PostgreSQL has no such tables of its own, and autovacuum keeps its statistics true.
@pytest.mark.skipif(connection.vendor != "sqlite", reason="FTS5 deletes ranges")
def test_a_rebuild_forgets_what_analyze_counted_when_the_index_was_empty():
    """Else each of FTS5's own deletions reads the whole index: minutes of them."""
    of_fts5 = "EXPLAIN QUERY PLAN DELETE FROM {}_data WHERE id >= 1 AND id <= 2"
    tables = [*TABLES.values(), DESK]

    def plans():
        made = []
        for table in tables:
            cursor.execute(of_fts5.format(table))
            made.append(cursor.fetchone()[3].partition(" ")[0])
        return made

    CategoryFactory()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        assert plans() == ["SCAN"] * 4

        list(rebuilding.rebuild(timezone.now()))

        assert plans() == ["SEARCH"] * 4
        cursor.execute("SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'news_category'")
        assert cursor.fetchone()[0] > 0


# --- Every step of publishing ---------------------------------------------------------


def test_after_every_step_index_and_editions_agree():
    now = timezone.now()
    article = ArticleFactory(title="Bản một")
    assert (indexed(), faults()) == ([], [])
    first = publishing.publish(article, by=None)
    assert (indexed(), faults()) == ([first.pk], [])
    article.title = "Bản hai"
    publishing.save(article, by=None)
    second = publishing.schedule(article, at=now + HOUR, by=None)
    assert (indexed(), faults()) == ([first.pk, second.pk], [])
    moved = publishing.move(article, at=now + 2 * HOUR, by=None)
    assert (indexed(), faults()) == ([first.pk, moved.pk], [])
    publishing.expire(article, at=now + 3 * HOUR, by=None)
    assert (indexed(), faults()) == ([first.pk, moved.pk], [])
    publishing.cancel(article, by=None)
    assert (indexed(), faults()) == ([first.pk], [])
    third = publishing.publish(article, by=None)
    assert (indexed(), faults()) == ([third.pk], [])
    publishing.withdraw(article, by=None, reason="Nhầm.")
    assert (indexed(), faults()) == ([], [])
    assert Edition.objects.count() == 2


def test_a_step_that_fails_leaves_the_index_as_it_was(monkeypatch):
    article = ArticleFactory(title="Tin một")
    publishing.publish(article, by=None)
    article.title = "Tin hai"
    publishing.save(article, by=None)

    def fail(moment=None):
        raise RuntimeError

    monkeypatch.setattr(effects, "public_changed", fail)
    with pytest.raises(RuntimeError), transaction.atomic():
        publishing.publish(article, by=None)

    assert found("tin") == ["Tin một"]
    assert faults() == []


def test_what_is_written_twice_is_found_once():
    edition = EditionFactory(title="Tin một")

    search.index([edition])
    search.index([edition])

    assert found("tin một") == ["Tin một"]
    assert SearchText.objects.count() == 1
    assert faults() == []


def test_a_renamed_tag_and_a_moved_section_are_found_by_what_they_are_now():
    top, other = CategoryFactory(name="Tin tức"), CategoryFactory(name="Văn bản")
    child = CategoryFactory(name="Tin nhanh", parent=top)
    EditionFactory(title="Tin một", category=child, tags=["tên cũ"])
    tag = Tag.objects.get()
    Tag.objects.filter(pk=tag.pk).update(name="nhãn mới")
    effects.tag_changed(Tag.objects.get(), tag.slug)
    Category.objects.filter(pk=child.pk).update(parent=other)
    effects.section_changed(Category.objects.get(pk=child.pk), child.path)

    assert found("tên cũ") == []
    assert found("nhãn mới") == ["Tin một"]
    assert found("tin", narrowing=search.Narrowing(section=top)) == []
    assert found("tin", narrowing=search.Narrowing(section=other)) == ["Tin một"]
    assert faults() == []


def test_a_story_of_any_length_is_indexed():
    long = " ".join(f"từ{number}" for number in range(30_000))
    EditionFactory(title="Tin dài", body=f"<p>{long}</p>")

    assert found("từ1") == ["Tin dài"]
    assert found("từ20000 ") == ["Tin dài"]
    assert faults() == []


# --- The vocabulary -------------------------------------------------------------------


def test_every_word_of_an_edition_is_in_the_vocabulary_once():
    EditionFactory(title="Hoà hoà Hòa", sapo="Kỹ sư.", body="<p>12/QĐ.</p>", bylines=[])

    words = dict(SearchWord.objects.values_list("exact", "folded"))

    assert words == {
        "hoà": "hoa",
        "kỹ": "ki",
        "sư": "su",
        "12": "12",
        "qđ": "qd",
    }


def test_a_rebuild_counts_words_and_forgets_those_of_no_story():
    EditionFactory(title="Hàng một", sapo="Hàng.", body="<p>Hàng.</p>", bylines=[])
    EditionFactory(title="Hàng hai", sapo="Hàng.", body="<p>Hàng.</p>", bylines=[])
    SearchWord.objects.create(exact="mất", folded="mat")

    rebuild()

    counts = dict(SearchWord.objects.values_list("exact", "count"))
    assert counts == {"hàng": 2, "một": 1, "hai": 1}


# --- Rebuilding and verifying ---------------------------------------------------------


def test_a_rebuild_mends_whatever_is_wrong_and_verify_names_it():
    now = timezone.now()
    right, unknown, old, moved, silent, gone = (
        EditionFactory(title=f"Tin {n}", starts_at=now - (9 - n) * HOUR)
        for n in range(6)
    )
    documents = SearchDocument.objects
    search.forget([unknown.pk])
    documents.filter(edition=old.pk).update(digest="khác")
    documents.filter(edition=moved.pk).update(ends_at=now + HOUR)
    lose_words(documents.get(edition=silent.pk).pk)
    Edition.objects.filter(pk=gone.pk).update(ends_at=now)
    documents.filter(edition=gone.pk).update(ends_at=now)
    DeskSearchDocument.objects.filter(article=right.article_id).update(digest="khác")

    assert faults() == [
        f"Bản đăng {silent.pk}: chỉ mục thiếu chữ.",
        f"Bản đăng {moved.pk}: giờ hiển thị trong chỉ mục không đúng.",
        f"Bản đăng {old.pk}: chữ trong chỉ mục đã cũ.",
        f"Bản đăng {unknown.pk}: chưa có trong chỉ mục.",
        f"Bản đăng {gone.pk}: không còn hiện trên trang mà vẫn có trong chỉ mục.",
        f"Bài viết {right.article_id}: chưa có trong chỉ mục của bàn biên tập, hoặc chữ"
        " đã cũ.",
    ]
    with pytest.raises(CommandError, match="6 chỗ khác nhau"):
        call_command("verify_search_index", stderr=StringIO())

    rebuild()

    assert faults() == []
    assert indexed() == [edition.pk for edition in (right, unknown, old, moved, silent)]
    out = StringIO()
    call_command("verify_search_index", stdout=out)
    assert out.getvalue() == "Chỉ mục tìm kiếm khớp với mọi bản đăng và bài viết.\n"


def test_the_command_fills_an_empty_index_and_says_how_much():
    EditionFactory(title="Tin một")
    search.forget(indexed())
    assert found("tin") == []
    out = StringIO()

    call_command("rebuild_search_index", stdout=out)

    assert out.getvalue() == "Chỉ mục tìm kiếm đã đủ 2 văn bản.\n"
    assert found("tin") == ["Tin một"]


def test_a_rebuild_that_was_stopped_goes_on_where_it_was(monkeypatch):
    monkeypatch.setattr(rebuilding, "BATCH", 1)
    editions = EditionFactory.create_batch(4)
    search.forget(indexed())
    steps = rebuilding.rebuild(timezone.now())
    next(steps), next(steps)
    steps.close()
    assert indexed() == [edition.pk for edition in editions[2:]]
    assert not search.is_complete(timezone.now())
    written = []
    write = engine.engine().write
    monkeypatch.setattr(
        engine.engine(),
        "write",
        lambda found: (written.extend(one.edition_id for one in found), write(found)),
    )

    rebuild()

    assert written == [editions[1].pk, editions[0].pk]
    assert search.is_complete(timezone.now())
    assert faults() == []


def test_a_rebuild_of_all_writes_all_anew(monkeypatch):
    editions = EditionFactory.create_batch(3)
    before = dict(SearchDocument.objects.values_list("edition", "digest"))
    SearchText.objects.update(packed=b"")

    rebuild(anew=True)

    assert dict(SearchDocument.objects.values_list("edition", "digest")) == before
    assert not SearchText.objects.filter(packed=b"").exists()
    assert len(editions) == 3


def test_an_index_without_stories_is_complete():
    ArticleFactory()

    assert search.is_complete(timezone.now())
