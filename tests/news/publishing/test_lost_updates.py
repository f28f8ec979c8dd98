"""R5: two people save the same story a thousand times; nobody's text is lost."""

import threading

import pytest
from django.db import connection

from news import publishing
from news.models import Article, Revision
from tests.factories import ArticleFactory

TAKEN = "Bài viết vừa được người khác sửa."
RACES = 1000

pytestmark = pytest.mark.django_db(transaction=True)


class Writer(threading.Thread):
    """Saves texts of its own in rounds that begin for both writers at once."""

    def __init__(self, name, article, rounds):
        super().__init__(name=name)
        self.article, self.rounds = article, rounds
        self.saved, self.kept_back, self.failures = [], [], []

    def run(self):
        try:
            for number in range(RACES):
                own = Article.objects.get(pk=self.article.pk)
                own.title = f"{self.name} {number}"
                self.rounds.wait(60)  # Both have read the same version.
                self._save(own)
                self.rounds.wait(60)
        except Exception as error:
            self.failures.append(error)
            self.rounds.abort()
        finally:
            connection.close()

    def _save(self, own):
        try:
            self.saved.append(publishing.save(own, by=None).number)
        except publishing.PublishingError as error:
            self.kept_back.append((own.title, str(error)))


def test_r5_a_thousand_races_lose_no_text():
    article, rounds = ArticleFactory(), threading.Barrier(2)
    writers = [Writer(name, article, rounds) for name in ("An", "Bình")]

    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert [writer.failures for writer in writers] == [[], []]
    # One of the two was first in every race; the other was told, and has his text.
    saved = sorted(number for writer in writers for number in writer.saved)
    assert saved == list(range(2, RACES + 2))
    assert sum(len(writer.kept_back) for writer in writers) == RACES
    assert {said for writer in writers for _, said in writer.kept_back} == {TAKEN}
    kept = dict(Revision.objects.filter(article=article).values_list("number", "data"))
    for writer in writers:
        assert all(f'"title":"{writer.name} ' in kept[n] for n in writer.saved)
