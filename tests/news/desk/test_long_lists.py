"""Lists at the desk stay quick, however many stories there are."""

from datetime import timedelta

import pytest
from django.utils import timezone

from news import publishing
from news.desk.admin.base import CountsSome
from news.enums import Standing
from news.models import Article, Edition
from tests.factories import ArticleFactory

LIST = "/quan-tri/news/article/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def stories():
    """One story of every standing, by its name."""
    soon = timezone.now() + timedelta(hours=1)
    found = {standing: ArticleFactory(title=standing.label) for standing in Standing}
    for standing, article in found.items():
        if standing == Standing.SCHEDULED:
            publishing.schedule(article, at=soon, by=None)
        elif standing != Standing.NONE:
            publishing.publish(article, by=None)
    publishing.withdraw(found[Standing.WITHDRAWN], by=None, reason="Sai tên cơ sở")
    changed = found[Standing.CHANGED]
    changed.sapo = "Sapo mới, chưa đăng."
    publishing.save(changed, by=None)
    past = timezone.now() - timedelta(hours=1)
    Edition.objects.filter(article=found[Standing.EXPIRED]).update(
        starts_at=past - timedelta(hours=1), expires_at=past, ends_at=past
    )
    return found


@pytest.mark.parametrize("standing", Standing)
def test_each_standing_is_found_and_nothing_else(stories, editor, standing):
    moment = timezone.now()

    answer = editor.get(LIST, {"standing": standing.value})

    listed = [article.title for article in answer.context["cl"].result_list]
    assert listed == [standing.label]
    rows = Article.objects.with_standing(moment).values_list("title", "standing")
    assert dict(rows)[standing.label] == standing


def test_a_story_that_waits_behind_a_live_one_is_scheduled_alone(editor):
    article = ArticleFactory(title="Bài thay bản mới lúc 7 giờ")
    publishing.publish(article, by=None)
    article.sapo = "Bản mới."
    publishing.save(article, by=None)
    publishing.schedule(article, at=timezone.now() + timedelta(hours=1), by=None)

    found = {
        standing: editor.get(LIST, {"standing": standing.value})
        .context["cl"]
        .result_count
        for standing in Standing
    }

    assert found == {
        standing: int(standing == Standing.SCHEDULED) for standing in Standing
    }


def test_what_is_too_much_to_count_is_told_as_more_than(editor, monkeypatch):
    monkeypatch.setattr(CountsSome, "MOST", 2)
    for _ in range(3):
        ArticleFactory()

    page = editor.get(LIST)

    assert "hơn 2 bài viết" in " ".join(page.content.decode().split())
