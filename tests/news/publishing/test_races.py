"""Two people at the same door: real threads, on whichever database the suite runs."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from news import publishing
from news.models import Article, Edition
from news.publishing import proof
from tests.factories import ArticleFactory

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

    threads = [
        threading.Thread(target=run, args=item) for item in enumerate(actions)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_two_people_publish_at_once_and_one_wins():
    for _ in range(15):
        article = ArticleFactory()

        results = at_once(
            *(
                lambda own=Article.objects.get(pk=article.pk): publishing.publish(
                    own, by=None
                )
                for _ in range(2)
            )
        )

        refused = [r for r in results if isinstance(r, publishing.PublishingError)]
        assert [str(error) for error in refused] == ["Bài viết vừa được người khác sửa."]
        assert article.editions.live(timezone.now()).count() == 1
        assert list(proof.faults(Edition.objects.filter(article=article))) == []


def test_different_steps_at_once_never_show_two_editions():
    steps = [
        lambda own: publishing.publish(own, by=None),
        lambda own: publishing.schedule(
            own, at=timezone.now() + timedelta(milliseconds=5), by=None
        ),
        lambda own: publishing.withdraw(own, by=None, reason="Rút lại"),
        lambda own: publishing.save(own, by=None),
    ]
    for _ in range(10):
        article = ArticleFactory()
        publishing.publish(article, by=None)

        results = at_once(
            *(
                lambda step=step, own=Article.objects.get(pk=article.pk): step(own)
                for step in steps
            )
        )

        won = [r for r in results if not isinstance(r, publishing.PublishingError)]
        assert len(won) == 1
        assert list(proof.faults(Edition.objects.filter(article=article))) == []


def test_two_saves_of_one_version_lose_nothing():
    article = ArticleFactory(title="Ban đầu")

    def save(title):
        own = Article.objects.get(pk=article.pk)
        return own, title

    owns = [save("Của An"), save("Của Bình")]

    def write(own, title):
        own.title = title
        return publishing.save(own, by=None)

    results = at_once(*(lambda pair=pair: write(*pair) for pair in owns))

    saved = [r for r in results if not isinstance(r, publishing.PublishingError)]
    assert len(saved) == 1
    assert Article.objects.get(pk=article.pk).title == saved[0].story["title"]
    assert article.revisions.count() == 2
