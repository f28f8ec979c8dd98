"""The demo, loaded: a living portal with people who can sign in."""

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from news.models import (
    Category,
    Edition,
    FrontPageSlot,
    HourlyReading,
    ImportedStory,
)
from news.publishing import proof
from portal.models import AgencyProfile, User
from tests.portal import quick_demo

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """Loaded once, for tests that leave nothing behind which the next one sees."""
    with (
        django_db_blocker.unblock(),
        override_settings(VAR_ROOT=tmp_path_factory.mktemp("demo")),
        pytest.MonkeyPatch.context() as monkeypatch,
        transaction.atomic(),
    ):
        quick_demo.hasten(monkeypatch)
        said = quick_demo.load()
        yield said
        transaction.set_rollback(True)


def test_the_demo_is_a_living_portal(client, demo):
    assert "Đã nạp dữ liệu mẫu." in demo

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


def test_the_accounts_of_the_file_can_sign_in(client, settings, demo):
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


def test_the_desk_of_the_demo_is_at_work(client, demo):
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


def test_a_story_of_the_demo_is_corrected_where_readers_look(client, demo):
    page = client.get("/dinh-chinh/").text

    assert page.count("kiểm tra 34 cửa hàng") == page.count("36 cửa hàng") == 1
    edition = Edition.objects.live(timezone.now()).get(number=2)
    text = client.get(edition.get_absolute_url()).text
    assert "đã kiểm tra 36 cửa hàng" in text
    assert "Cập nhật lúc" in text


def test_a_second_load_does_nothing(demo):
    before = (Edition.objects.count(), HourlyReading.objects.count())

    assert quick_demo.load() == "Dữ liệu mẫu đã có.\n"
    assert (Edition.objects.count(), HourlyReading.objects.count()) == before
