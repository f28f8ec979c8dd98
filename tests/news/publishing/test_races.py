"""Two people at the same door: real threads, on whichever database the suite runs."""

import threading
from datetime import timedelta
from functools import partial

import pytest
from django.db import connection
from django.utils import timezone

from news import publishing
from news.models import Article, Edition
from news.publishing import proof
from tests.factories import ArticleFactory

TAKEN = "Bài viết vừa được người khác sửa."

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*actions):
    """Run the actions in threads that start together; what each returned or raised."""
    gate, results = threading.Barrier(len(actions)), [None] * len(actions)

    def run(place, action):
        gate.wait()
        try:
            results[place] = action()
        except publishing.PublishingError as error:
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=item) for item in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def read(article):
    """The story as one of several people has it before them."""
    return Article.objects.get(pk=article.pk)


def publish(article):
    return publishing.publish(article, by=None)


def test_two_people_publish_at_once_and_one_wins():
    for _ in range(15):
        article = ArticleFactory()

        results = at_once(*(partial(publish, read(article)) for _ in range(2)))

        refused = [r for r in results if isinstance(r, publishing.PublishingError)]
        assert [str(error) for error in refused] == [TAKEN]
        assert article.editions.live(timezone.now()).count() == 1
        assert list(proof.faults(Edition.objects.filter(article=article))) == []


def test_different_steps_at_once_never_show_two_editions():
    steps = [
        publish,
        lambda own: publishing.schedule(
            own, at=timezone.now() + timedelta(seconds=5), by=None
        ),
        lambda own: publishing.withdraw(own, by=None, reason="Rút lại"),
        lambda own: publishing.save(own, by=None),
    ]
    for _ in range(10):
        article = ArticleFactory()
        publish(article)

        results = at_once(*(partial(step, read(article)) for step in steps))

        won = [r for r in results if not isinstance(r, publishing.PublishingError)]
        assert len(won) == 1
        assert list(proof.faults(Edition.objects.filter(article=article))) == []


def test_two_saves_of_one_version_lose_nothing():
    article = ArticleFactory(title="Ban đầu")

    def write(title, own):
        own.title = title
        return publishing.save(own, by=None)

    titles = ["Của An", "Của Bình"]
    results = at_once(*(partial(write, title, read(article)) for title in titles))

    saved = [r for r in results if not isinstance(r, publishing.PublishingError)]
    assert len(saved) == 1
    assert read(article).title == saved[0].story["title"]
    assert article.revisions.count() == 2
