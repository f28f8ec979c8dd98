"""The demo: loaded once, into an empty portal, with people who can sign in."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from news.models import (
    Category,
    Edition,
    FrontPageSlot,
    HourlyReading,
    ImportedStory,
)
from news.publishing import proof
from party.demo import loading as party_loading
from portal.demo import loading, package, scenes
from portal.models import AgencyProfile, User
from tests.factories import ArticleFactory, picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _quick_pictures(monkeypatch, settings, tmp_path):
    """Small pictures, no Party records: both have tests of their own."""
    settings.VAR_ROOT = tmp_path / "var"
    numbers = {name: number for number, name in enumerate(scenes.NAMES)}
    monkeypatch.setattr(loading.party_demo, "fill", lambda *_, **__: None)
    monkeypatch.setattr(
        package,
        "draw_photo",
        lambda path, name: path.write_bytes(picture(numbers[name])),
    )


def load(**options):
    out = StringIO()
    call_command("load_demo", stdout=out, **options)
    return out.getvalue()


def test_the_demo_is_a_living_portal(client):
    assert "Đã nạp dữ liệu mẫu." in load()

    now = timezone.now()
    live = Edition.objects.live(now)
    assert live.count() == ImportedStory.objects.count() >= 60
    assert list(proof.faults(Edition.objects.all())) == []
    assert AgencyProfile.objects.get().name == "Chi cục Quản lý thị trường"
    assert FrontPageSlot.objects.count() == 5
    context = client.get("/").context
    assert context["lead"].title.startswith("Ra quân cao điểm")
    assert len(context["highlights"]) == 4
    assert [len(ranking.editions) for ranking in context["most_read"]] == [6, 6, 6]
    assert context["most_read"][0].editions != context["latest"]
    assert all(section.children for section in context["menu"])
    for category in Category.objects.all():
        assert client.get(category.get_absolute_url()).status_code == 200


def test_the_accounts_of_the_file_can_sign_in(client, settings):
    load()

    file = settings.VAR_ROOT / "demo-accounts.txt"
    assert file.stat().st_mode & 0o777 == 0o600
    rows = [line.split()[-2:] for line in file.read_text().splitlines()]
    assert [name for name, _ in rows] == [
        "phongvien",
        "bientap",
        "quantri",
        "canbodang",
    ]
    for username, password in rows:
        assert client.login(username=username, password=password)
    assert not User.objects.filter(is_superuser=True).exists()


def test_the_desk_of_the_demo_is_at_work(client):
    load()

    def board(username):
        client.force_login(User.objects.get(username=username))
        shown = client.get("/quan-tri/").context["board"]
        blocks = [*shown.work, *shown.side]
        return {block.key: len(block.found) for block in blocks}

    assert board("phongvien") == {
        "waiting": 2,
        "returned": 1,
        "drafts": 1,
        "scheduled": 1,
        "ahead": 0,
        "read": 6,
    }
    assert board("bientap") == {
        "waiting": 2,
        "troubles": 0,
        "returned": 0,
        "drafts": 0,
        "scheduled": 1,
        "ahead": 1,
        "read": 6,
    }


def test_a_story_of_the_demo_is_corrected_where_readers_look(client):
    load()

    page = client.get("/dinh-chinh/").text

    assert page.count("kiểm tra 34 cửa hàng") == page.count("36 cửa hàng") == 1
    edition = Edition.objects.live(timezone.now()).get(number=2)
    text = client.get(edition.get_absolute_url()).text
    assert "đã kiểm tra 36 cửa hàng" in text
    assert "Cập nhật lúc" in text


def test_a_second_load_does_nothing():
    load()
    before = (Edition.objects.count(), HourlyReading.objects.count())

    assert load() == "Dữ liệu mẫu đã có.\n"
    assert (Edition.objects.count(), HourlyReading.objects.count()) == before


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
