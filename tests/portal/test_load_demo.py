"""The command: it fills an empty portal, once."""

import pytest
from django.core.management import CommandError
from django.utils import timezone

from news.models import Edition, FrontPageSlot
from party.demo import loading as party_loading
from portal.demo import loading
from portal.models import User
from tests.factories import ArticleFactory
from tests.portal.quick_demo import hasten, load

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _quick(monkeypatch, settings, tmp_path):
    hasten(monkeypatch)
    settings.VAR_ROOT = tmp_path / "var"


def test_the_party_records_are_the_officers_and_know_the_stories(monkeypatch):
    asked = []
    monkeypatch.setattr(
        loading.party_demo,
        "fill",
        lambda stories, *, by, today: asked.append((stories, by.username, today)),
    )

    load()

    [(stories, officer, today)] = asked
    assert set(party_loading.TOLD) <= set(stories)
    assert (officer, today) == ("canbodang", timezone.localdate())


def test_an_interrupted_load_is_completed(monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr(loading, "_front_page", lambda: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            load()
    stories = Edition.objects.live(timezone.now()).count()

    load()

    assert Edition.objects.live(timezone.now()).count() == stories
    assert FrontPageSlot.objects.count() == 5


def test_the_file_of_a_database_that_is_gone_is_written_anew(client):
    file = loading.accounts_file()
    file.parent.mkdir(parents=True)
    file.write_text("  Phóng viên  phongvien  mat-khau-cu\n", encoding="utf-8")

    load()

    *_, username, password = file.read_text(encoding="utf-8").splitlines()[0].split()
    assert username == "phongvien"
    assert client.login(username=username, password=password)


def test_a_portal_with_stories_of_its_own_is_left_alone():
    ArticleFactory()

    with pytest.raises(CommandError, match="đã có bài viết khác"):
        load()

    assert not User.objects.filter(username="bientap").exists()
