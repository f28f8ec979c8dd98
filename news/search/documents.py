"""What an edition or a working text says, as words: folded and exact, by field."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

from news import html, vietnamese
from news.models.edition import Edition
from news.models.tag import EditionTag

VERSION = 2  # Raised when the same record gives other words, or words otherwise.
MOST_LETTERS = 200_000  # Of a field; PostgreSQL refuses a megabyte of words.

# Places of documents: seconds in the upper bits, the edition's id in the lower.
ID_BITS = 31
OLDEST, NEWEST = -(2**31), 2**32 - 1  # 1901 to 2106; what lies outside is drawn in.
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Line(NamedTuple):
    """Words that stand one behind the other; no phrase reaches into the next line."""

    folded: tuple[str, ...]
    exact: tuple[str, ...]  # As many.


Field = tuple[Line, ...]


def field(lines: Iterable[str]) -> Field:
    """The words of these lines; MOST_LETTERS are read."""
    found, room = [], MOST_LETTERS
    for line in lines:
        folded, exact = vietnamese.search_keys(line[:room])
        room = max(room - len(line), 0)
        if folded:
            found.append(Line(tuple(folded), tuple(exact)))
    return tuple(found)


@dataclass(frozen=True)
class Document:
    """An edition, ready to be written into either index."""

    place: int
    edition_id: int
    starts_at: datetime
    ends_at: datetime | None
    facets: tuple[str, ...]
    title: Field
    rest: Field  # Sapo, caption of the lead photo, tags, names, units, source.
    body: Field  # Text, captions, names of attachments, corrections.
    text: str  # Sapo and body as they are read, for passages.
    digest: str

    @property
    def packed(self) -> bytes:
        return zlib.compress(self.text.encode(), 3)


def unpacked(packed: bytes | memoryview) -> str:
    """The text of a document's packed form."""
    return zlib.decompress(packed).decode()


def place_of(published_at: datetime, edition_id: int = 0) -> int:
    """Orders documents by date and, within a second, by edition; fits 63 bits."""
    seconds = int((published_at - EPOCH).total_seconds() // 1)
    return (min(max(seconds, OLDEST), NEWEST) << ID_BITS) | edition_id


def edition_of(place: int) -> int:
    return place & ((1 << ID_BITS) - 1)


def of_editions(editions: Iterable[Edition]) -> list[Document]:
    """The documents of these editions; one query for all of them."""
    found = list(editions)
    tags = _tags(found)
    return [_of(edition, tags[edition.pk]) for edition in found]


def digests(editions: Iterable[Edition]) -> dict[int, str]:
    """The digests that the documents of these editions would have; reads no text."""
    found = list(editions)
    tags = _tags(found)
    return {edition.pk: _digest(edition, tags[edition.pk]) for edition in found}


def _tags(editions: list[Edition]) -> dict[int, list[str]]:
    """Names as they are now: a page prints a renamed tag by its new name."""
    tags: dict[int, list[str]] = defaultdict(list)
    rows = EditionTag.objects.filter(content_object__in=[one.pk for one in editions])
    for pk, name in rows.order_by("pk").values_list("content_object_id", "tag__name"):
        tags[pk].append(name)
    return tags


def _digest(edition: Edition, tags: list[str]) -> str:
    """Changes with all that a document is made of."""
    place = place_of(edition.published_at, edition.pk)
    return digest_of(edition.digest, place, edition.section_id, tags)


def digest_of(*facts: object) -> str:
    """32 digits for these facts and for the way in which they become words."""
    return hashlib.sha256(repr((VERSION, facts)).encode()).hexdigest()[:32]


def _of(edition: Edition, tags: list[str]) -> Document:
    story = edition.story
    lines = _body(story)
    return Document(
        place=place_of(edition.published_at, edition.pk),
        edition_id=edition.pk,
        starts_at=edition.starts_at,
        ends_at=edition.ends_at,
        facets=_facets(edition, story),
        title=field([story["title"]]),
        rest=field(_rest(story, tags)),
        body=field(lines),
        text="\n".join([story["sapo"], *lines]),
        digest=_digest(edition, tags),
    )


def words_of_text(story: dict[str, Any]) -> Field:
    """A working text whole, for the desk; `story` as in a revision."""
    tags = [tag["tag__name"] for tag in story["tags"]]
    return field([story["title"], *_rest(story, tags), *_body(story)])


def _rest(story: dict[str, Any], tags: list[str]) -> list[str]:
    lead = story["lead"] or {}
    names = [row[key] for row in story["bylines"] for key in ("name", "unit_name")]
    return [
        story["sapo"],
        lead.get("caption", ""),
        *tags,
        *dict.fromkeys(names),
        story["source"]["name"],
    ]


def _body(story: dict[str, Any]) -> list[str]:
    try:
        lines = html.text(story["body"]).split("\n")
    except html.UnsafeHTML:  # An old draft: found by what stands around its body.
        lines = []
    lines += [row["caption"] for row in story.get("gallery", [])]
    lines += [row["title"] for row in story.get("attachments", [])]
    for row in story.get("corrections", []):
        lines += [row["wrong"], row["right"]]
    return [line for line in lines if line]


# --- What searches are narrowed by: words that nobody can type ------------------------


def _facets(edition: Edition, story: dict[str, Any]) -> tuple[str, ...]:
    units = sorted({row["unit"] for row in story["bylines"] if row["unit"]})
    return (
        section_facet(edition.section_id),
        category_facet(edition.category_id or 0),
        kind_facet(edition.kind),
        *map(unit_facet, units),
    )


def section_facet(pk: int) -> str:
    return f"s{pk}"


def category_facet(pk: int) -> str:
    return f"c{pk}"


def unit_facet(pk: int) -> str:
    return f"u{pk}"


def kind_facet(kind: str) -> str:
    return "k" + re.sub("[^a-z0-9]", "", kind)
