"""Whatever is asked, what is found is what reading every story by eye would find."""

import random
from datetime import timedelta

import pytest
from django.utils import timezone

from news import search
from news.search import Order, documents, finding, ranking
from news.search.postgresql import asking as postgresql
from news.search.query import parse
from news.search.sqlite import asking as sqlite
from tests.factories import EditionFactory

pytestmark = pytest.mark.django_db
# Words that fold alike, begin alike, look like a facet, or have no marks at all.
WORDS = ["hàng", "hang", "hãng", "giả", "giá", "gia", "giảm", "lý", "lí", "kho", "s1"]


@pytest.fixture
def stories():
    chance, now = random.Random(7), timezone.now()

    def text(most):
        return " ".join(chance.choices(WORDS, k=chance.randint(1, most)))

    return [
        EditionFactory(
            title=text(3),
            sapo=text(4),
            body=f"<p>{text(9)}</p><p>{text(9)}</p>",
            starts_at=now - timedelta(hours=hours + 1),
        )
        for hours in range(40)
    ]


def queries(chance):
    for _ in range(150):
        parts = []
        for _ in range(chance.randint(1, 4)):
            part = " ".join(chance.choices(WORDS, k=chance.choice([1, 1, 1, 2, 3, 4])))
            if " " in part and chance.random() < 0.7:
                part = f'"{part}"'
            parts.append(f"-{part}" if chance.random() < 0.25 else part)
        yield " ".join(parts) + chance.choice(["", " "])


def stands(term, document, *, exact):
    """Whether its words stand side by side in a line; the last may go on."""
    wanted = list(term.exact if exact else term.syllables)
    length = len(wanted)
    for field in (document.title, document.rest, document.body):
        for line in field:
            words = line.exact if exact else line.folded
            for start in range(len(words) - length + 1):
                *first, last = words[start : start + length]
                is_last = last.startswith if term.prefix else last.__eq__
                if first == wanted[:-1] and is_last(wanted[-1]):
                    return True
    return False


def read(query, found):
    """Of these documents the editions that answer the query, the newest first.

    Wanted in any spelling; unwanted as it was typed, if with marks.
    """
    return [
        document.edition_id
        for document in found
        if all(stands(term, document, exact=False) for term in query.conditions)
        and not any(
            stands(term, document, exact=term.marked) for term in query.unwanted
        )
    ]


def pages(query, moment, size):
    """What is found, page after page."""
    after = None
    while True:
        page = search.search(query, moment, after=after, size=size)
        yield from (hit.edition.pk for hit in page.hits)
        if (after := page.next) is None:
            return


@pytest.mark.parametrize(("few", "counted"), [(None, 1_000), (4, 1_000), (4, 6)])
def test_a_search_finds_what_reading_every_story_finds(
    stories, few, counted, monkeypatch
):
    """Few stories are judged by reading, many by asking: with a bound of 4 the same."""
    monkeypatch.setattr(finding, "MOST_COUNTED", counted)
    if few:
        monkeypatch.setattr(ranking, "CANDIDATES", few)
        monkeypatch.setattr(sqlite, "FEW", few)
        monkeypatch.setattr(postgresql, "FEW", few)
    everything = documents.of_editions(stories)
    moment = timezone.now()

    for typed in queries(random.Random(f"{few} {counted}")):
        query = parse(typed)
        wanted = read(query, everything) if query else []

        by_date = search.search(query, moment, order=Order.DATE, size=99)
        ranked = search.search(query, moment, size=99)

        assert [hit.edition.pk for hit in by_date.hits] == wanted, typed
        assert sorted(hit.edition.pk for hit in ranked.hits) == sorted(wanted), typed
        assert ranked.count == min(len(wanted), counted), typed
        whole = [hit.edition.pk for hit in ranked.hits]
        assert list(pages(query, moment, 15)) == whole, typed
