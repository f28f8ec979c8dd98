"""Two officers at once: one story, and neither learns of the other's too late."""

import threading

import pytest
from django.db import connection

from news.models import Article
from party import story
from party.models import Meeting, PartyLogEntry
from tests.factories import CategoryFactory, PartyOfficerFactory
from tests.party.told import meeting, organization

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_officers_at_once_make_one_story():
    CategoryFactory(name="Sinh hoạt chi bộ")
    held = meeting(organization())
    officers = [PartyOfficerFactory(), PartyOfficerFactory()]
    together, answers = threading.Barrier(2), []

    def make(officer):
        own = Meeting.objects.get(pk=held.pk)
        together.wait()
        try:
            answers.append(story.draft_from(own, by=officer).pk)
        except story.StoryError as error:
            answers.append(str(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=make, args=[officer]) for officer in officers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    article = Article.objects.get()
    assert sorted(map(str, answers)) == sorted(
        [str(article.pk), "Buổi sinh hoạt này đã có tin."]
    )
    assert Meeting.objects.get().article == article
    assert PartyLogEntry.objects.filter(kind="soan-tin").count() == 1
