"""Keeping the index what the editions are; in the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from news.models.edition import Edition, EditionQuerySet
from news.models.search import SearchDocument, SearchText, SearchWord
from news.search import documents
from news.search.documents import Document
from news.search.engine import engine

BATCH = 200  # Editions in memory at once.
ASKED = 500  # Words in one question: SQLite takes no endless list.


def index(editions: Iterable[Edition]) -> None:
    """Make these editions findable from their start to their end."""
    write(documents.of_editions(editions))


def write(found: list[Document], known: set[str] | None = None) -> None:
    """These documents; `known` are words that need no asking, and learns the others."""
    engine().write(found)
    SearchText.objects.bulk_create(
        SearchText(document_id=document.place, packed=document.packed)
        for document in found
    )
    _learn(found, set() if known is None else known)


def forget(edition_ids: Iterable[int]) -> None:
    """Nothing finds these editions any more. Before they are deleted."""
    known = SearchDocument.objects.filter(edition__in=list(edition_ids))
    engine().remove(list(known.values_list("place", flat=True)))


def is_complete(moment: datetime) -> bool:
    """Whether every story can be found: a rebuild ends with the oldest."""
    oldest = Edition.objects.not_ended(moment).order_by("published_at", "article")
    pk = oldest.values_list("pk", flat=True).first()
    return pk is None or SearchDocument.objects.filter(edition=pk).exists()


def refresh(article_id: int, moment: datetime) -> None:
    """What readers see or will see of that story is indexed, and nothing else of it."""
    editions = Edition.objects.of_articles([article_id])
    wanted = {edition.pk: edition for edition in editions.not_ended(moment)}
    known = SearchDocument.objects.filter(edition__article=article_id)
    ends = dict(known.values_list("edition", "ends_at"))
    forget(ends.keys() - wanted.keys())
    for pk in ends.keys() & wanted.keys():
        if ends[pk] != wanted[pk].ends_at:
            known.filter(edition=pk).update(ends_at=wanted[pk].ends_at)
    index(wanted[pk] for pk in sorted(wanted.keys() - ends.keys()))


def reindex(editions: EditionQuerySet) -> None:
    """Read those of the editions anew that are indexed: a tag or a section changed."""
    known = SearchDocument.objects.filter(edition__in=editions.order_by().values("pk"))
    ids = list(known.values_list("edition", flat=True))
    for start in range(0, len(ids), BATCH):
        index(Edition.objects.filter(pk__in=ids[start : start + BATCH]))


def _learn(found: Iterable[Document], known: set[str]) -> None:
    """Write down the words of these documents that were never met before."""
    words = dict(pair for document in found for pair in _words(document))
    new = words.keys() - known
    keys = sorted(new)
    for start in range(0, len(keys), ASKED):
        asked = keys[start : start + ASKED]
        old = SearchWord.objects.filter(exact__in=asked)
        new.difference_update(old.values_list("exact", flat=True))
    # In order, so that two who publish at once do not wait for each other in a ring.
    rows = [SearchWord(exact=exact, folded=words[exact]) for exact in sorted(new)]
    SearchWord.objects.bulk_create(rows, ignore_conflicts=True, batch_size=ASKED)
    known.update(keys)


def _words(document: Document) -> set[tuple[str, str]]:
    """(exact, folded) of every word of the document, once."""
    return {
        pair
        for field in (document.title, document.rest, document.body)
        for line in field
        for pair in zip(line.exact, line.folded, strict=True)
    }
