"""The whole index anew, beside the work of the newsroom; and whether it is right.

A rebuild goes through what should be found, newest first, and writes what differs, a
batch a transaction. Readers search meanwhile; one that was killed goes on where it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TypeVar

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery

from news.models.article import Article
from news.models.edition import Edition, EditionQuerySet
from news.models.revision import Revision
from news.models.search import DeskSearchDocument, SearchDocument, SearchWord
from news.search import desk, documents, indexing
from news.search.engine import engine

Item = TypeVar("Item")

BATCH = 100  # Editions a transaction: about half a second.
LOOKED_AT = 1_000  # Digests in memory at once.
SAID_OF = "Bản đăng {}: {}"


def size(moment: datetime) -> int:
    """How many steps rebuild() takes: one a text."""
    return Edition.objects.not_ended(moment).count() + Article.objects.count()


def rebuild(moment: datetime, *, anew: bool = False) -> Iterator[int]:
    """Make the index what editions and working texts are; yields texts done by then.

    `anew`: write what seems right, too.
    """
    engine().prepare()
    _forget_others(moment)
    known: set[str] = set(SearchWord.objects.values_list("exact", flat=True))
    newest = Edition.objects.not_ended(moment).newest()
    for ids in _chunks(newest.values_list("pk", flat=True), LOOKED_AT):
        todo = ids if anew else list(_wrong(ids))
        for start in range(0, len(todo), BATCH):
            _write(todo[start : start + BATCH], moment, known)
            yield min(BATCH, len(todo) - start)
        yield len(ids) - len(todo)
    for ids in _chunks(_articles().values_list("pk", flat=True), LOOKED_AT):
        todo = ids if anew else list(_wrong_at_desk(ids))
        for start in range(0, len(todo), BATCH):
            _write_desk(todo[start : start + BATCH])
            yield min(BATCH, len(todo) - start)
        yield len(ids) - len(todo)
    for _ in engine().tidy():
        yield 0
    _count_words()


def faults(moment: datetime) -> Iterator[str]:
    """Where index and editions differ, in Vietnamese; nothing when all is well."""
    newest = Edition.objects.not_ended(moment).newest()
    for ids in _chunks(newest.values_list("pk", flat=True), LOOKED_AT):
        for pk, fault in _wrong(ids).items():
            yield SAID_OF.format(pk, fault)
    for pk in _others(moment).values_list("edition", flat=True):
        yield SAID_OF.format(pk, "không còn hiện trên trang mà vẫn có trong chỉ mục.")
    for ids in _chunks(_articles().values_list("pk", flat=True), LOOKED_AT):
        for pk, fault in _wrong_at_desk(ids).items():
            yield f"Bài viết {pk}: {fault}"
    yield from engine().faults()


# --- Editions -------------------------------------------------------------------------


def _others(moment: datetime) -> QuerySet[SearchDocument]:
    """Documents of editions that were replaced or withdrawn.

    One that merely expired is found no more, too, and goes with the next rebuild.
    """
    ended = SearchDocument.objects.filter(ends_at__lte=moment)
    return ended.exclude(edition__expires_at__lte=moment)


def _forget_others(moment: datetime) -> None:
    ended = SearchDocument.objects.filter(ends_at__lte=moment)
    with transaction.atomic():
        indexing.forget(ended.values_list("edition", flat=True))
        engine().remove_orphans()


def _wrong(ids: list[int]) -> dict[int, str]:
    """What is wrong with which of these editions, newest first."""
    light = Edition.objects.filter(pk__in=ids).only(
        *("digest", "published_at", "section", "starts_at", "ends_at")
    )
    editions = light.in_bulk()
    digests = documents.digests(editions.values())
    rows = SearchDocument.objects.filter(edition__in=ids)
    known = {row.edition_id: row for row in rows.defer("place")}
    spoken = engine().with_words([row.pk for row in known.values()])
    return {
        pk: fault
        for pk in ids
        if pk in editions
        if (fault := _fault(editions[pk], known.get(pk), digests[pk], spoken))
    }


def _fault(
    edition: Edition, row: SearchDocument | None, digest: str, spoken: set[int]
) -> str:
    if row is None:
        return "chưa có trong chỉ mục."
    if row.digest != digest:
        return "chữ trong chỉ mục đã cũ."
    if (row.starts_at, row.ends_at) != (edition.starts_at, edition.ends_at):
        return "giờ hiển thị trong chỉ mục không đúng."
    return "" if row.pk in spoken else "chỉ mục thiếu chữ."


@transaction.atomic
def _write(ids: list[int], moment: datetime, known: set[str]) -> None:
    # Who publishes takes the article first, too: nobody changes these meanwhile.
    editions = Edition.objects.not_ended(moment).filter(pk__in=ids)
    _hold(editions.values_list("article", flat=True))
    indexing.write(documents.of_editions(_with_text(editions)), known)


def _with_text(editions: EditionQuerySet) -> EditionQuerySet:
    return editions.defer("html", "head", "card", "body")


def _hold(ids: QuerySet[Edition, int] | list[int]) -> None:
    held = Article.objects.filter(pk__in=list(ids)).order_by("pk").select_for_update()
    list(held.values_list("pk"))


# --- Working texts --------------------------------------------------------------------


def _articles() -> QuerySet[Article]:
    return Article.objects.order_by("-pk")


def _last_revisions(ids: list[int]) -> QuerySet[Revision]:
    own = Revision.objects.filter(article=OuterRef("article")).order_by("-number")
    last = Subquery(own.values("pk")[:1])
    return Revision.objects.filter(article__in=ids, pk=last).order_by("-article")


def _wrong_at_desk(ids: list[int]) -> dict[int, str]:
    known = dict(
        DeskSearchDocument.objects.filter(pk__in=ids).values_list("pk", "digest")
    )
    spoken = engine().with_words_at_desk(ids)
    last = _last_revisions(ids).values_list("article", "digest")
    return {
        pk: "chưa có trong chỉ mục của bàn biên tập, hoặc chữ đã cũ."
        for pk, digest in last
        if pk not in spoken or known.get(pk) != documents.digest_of(digest)
    }


@transaction.atomic
def _write_desk(ids: list[int]) -> None:
    _hold(ids)
    desk.write(_last_revisions(ids))


# --- Words ----------------------------------------------------------------------------


@transaction.atomic
def _count_words() -> None:
    """How many documents hold each word; forget words that none holds."""
    counts = engine().counts()
    rows = SearchWord.objects.all()
    gone = set(rows.values_list("exact", flat=True)) - counts.keys()
    for keys in _chunks(sorted(gone), indexing.ASKED):
        rows.filter(pk__in=keys).delete()
    SearchWord.objects.bulk_update(
        (SearchWord(exact=word, count=count) for word, count in sorted(counts.items())),
        ["count"],
        batch_size=indexing.ASKED,
    )


def _chunks(values: Iterable[Item], length: int) -> Iterator[list[Item]]:
    found = list(values)
    for start in range(0, len(found), length):
        yield found[start : start + length]
