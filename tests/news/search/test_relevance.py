"""What people look for must stand first: relevance.txt, query by query."""

import json
import re
from datetime import datetime
from pathlib import Path

import pytest
from django.utils import timezone

from news import search
from news.models import SearchDocument
from news.search.query import parse
from portal.demo import package
from tests.factories import AuthorFactory, CategoryFactory, EditionFactory, UnitFactory

pytestmark = pytest.mark.django_db
HERE = Path(__file__).parent
SEED = HERE.parents[3] / "shared" / "seed" / "package" / "stories.jsonl"
FIGURE = re.compile(r"<figure.*?</figure>", re.DOTALL)


def publish(stories):
    category = CategoryFactory()
    for story in stories:
        moment = datetime.fromisoformat(story["published_at"])
        EditionFactory(
            title=story["title"],
            sapo=story["sapo"],
            body=FIGURE.sub("", story["body"]) or "<p>Ảnh.</p>",
            tags=story["tags"],
            bylines=[_author(line) for line in story["byline"]],
            category=category,
            starts_at=moment,
        )


def _author(line):
    name, unit = (line, "") if isinstance(line, str) else (line["name"], line["unit"])
    return AuthorFactory(name=name, unit=UnitFactory(name=unit) if unit else None), None


def expectations(name):
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split(" | ") for line in lines if not line.startswith("#")]


def misses(name):
    """(query, expected, found) of every query that finds another story first."""
    now, wrong = timezone.now(), []
    for typed, title in expectations(name):
        hits = search.search(parse(typed), now, size=1).hits
        first = hits[0].edition.title if hits else ""
        if not first.startswith(title):
            wrong.append((typed, title, first))
    return wrong


def test_the_demo_answers_every_query_with_the_right_story_first():
    assert len(expectations("relevance.txt")) >= 60
    publish(package.dated(story, timezone.now()) for story in package.read_stories())
    assert SearchDocument.objects.count() >= 60

    assert misses("relevance.txt") == []


# The package lies beside the repository, not in it: a clone alone has none.
@pytest.mark.skipif(not SEED.exists(), reason="no package beside this repository")
def test_imported_stories_answer_as_well_as_our_own():
    publish(map(json.loads, SEED.read_text(encoding="utf-8").splitlines()))

    assert misses("relevance_imported.txt") == []
