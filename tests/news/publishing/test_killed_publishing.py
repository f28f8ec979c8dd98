"""R6: a process that is killed while it publishes leaves all of it, or nothing."""

import contextlib
import os
import random
import signal
import time

import pytest
from django.db import connection

from news import publishing
from news.models import (
    Article,
    Edition,
    EditionPhoto,
    EditionPin,
    EditionTag,
    PageGeneration,
    Step,
)
from news.models.generation import clock
from news.publishing import proof
from tests.factories import ArticleFactory, PhotoFactory

KILLS = 200

pytestmark = pytest.mark.django_db(transaction=True)


def started(action):
    """The id of a process of its own that does this and ends."""
    connection.close()  # A connection can't be shared with the child.
    child = os.fork()
    if child == 0:
        status = 1
        try:
            action()
            status = 0
        finally:
            os._exit(status)
    return child


def ended_well(child):
    _, status = os.waitpid(child, 0)
    return os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0


def killed_while(action, after):
    """Whether the action came to its end in the seconds before the kill."""
    child = started(action)
    time.sleep(after)
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    return ended_well(child)


def seconds_of(action):
    """How long the action takes on this machine, at this hour, in such a process."""
    begun = time.monotonic()
    assert ended_well(started(action))
    return time.monotonic() - begun


def publish(article):
    publishing.publish(Article.objects.get(pk=article.pk), by=None)


def traces(article):
    """What a publication leaves, in every table that must agree."""
    editions = Edition.objects.filter(article=article)
    return {
        "editions": editions.count(),
        "live": editions.live(clock()).count(),
        "steps": Step.objects.filter(article=article, kind="dang").count(),
        "tags": EditionTag.objects.filter(content_object__in=editions).count(),
        "photos": EditionPhoto.objects.filter(edition__in=editions).count(),
        "pins": EditionPin.objects.filter(edition__in=editions).count(),
        "generation": PageGeneration.objects.get().number,
    }


def test_r6_two_hundred_kills_leave_nothing_half_published(client):
    chance, outcomes = random.Random(6), []
    pinned = publishing.publish(ArticleFactory(), by=None).article_id
    photo = PhotoFactory()
    article = ArticleFactory(lead_photo=photo, tags=["hàng giả"], pins=[pinned])
    usual = seconds_of(lambda: publish(ArticleFactory()))

    for number in range(KILLS):
        article = Article.objects.get(pk=article.pk)
        article.title = f"Bản thứ {number} của một bài"
        publishing.save(article, by=None)
        before = traces(article)

        came_to_its_end = killed_while(
            lambda own=article: publish(own), after=chance.uniform(0, 2 * usual)
        )

        after = traces(article)
        published = after["editions"] - before["editions"]
        outcomes.append(published)
        assert published in ({1} if came_to_its_end else {0, 1})
        assert {name: after[name] - before[name] for name in before} == {
            "editions": published,
            "live": after["live"] - before["live"],
            "steps": published,
            "tags": published,
            "photos": published,
            "pins": published,
            "generation": published,
        }
        assert after["live"] == min(1, sum(outcomes))
        fresh = Article.objects.get(pk=article.pk)
        # What was half done has taken no version either: the editor just clicks again.
        assert fresh.version == article.version + published
        assert fresh.is_ahead is (not published and after["editions"] > 0)

    # Kills came early, late and in between, or the test would prove little.
    assert 10 < sum(outcomes) < KILLS - 10
    assert list(proof.faults(Edition.objects.all())) == []
    live = Edition.objects.live(clock()).get(article=article)
    assert client.get(live.get_absolute_url()).status_code == 200
    feed = client.get("/rss/").content.decode()
    assert feed.count(f"<title>{live.title}</title>") == 1
    assert feed.count("của một bài</title>") == 1


def test_r6_a_killed_publication_is_published_once_by_the_next_click():
    article = ArticleFactory()
    usual = seconds_of(lambda: publish(ArticleFactory()))
    for number in range(20):
        killed_while(lambda: publish(article), after=number * usual / 10)
        with contextlib.suppress(publishing.PublishingError):
            publish(article)
        assert Edition.objects.filter(article=article).count() == 1
