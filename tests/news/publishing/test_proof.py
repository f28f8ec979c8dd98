"""verify_editions finds what was changed behind the door; render_editions mends it."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F, Value
from django.db.models.functions import Replace

from news import publishing
from news.models import Edition, PageGeneration
from tests.factories import ArticleFactory, PhotoFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    article = ArticleFactory(
        title="Tiêu hủy hàng vi phạm", tags=["hàng giả"], lead_photo=PhotoFactory()
    )
    publishing.publish(article, by=None)
    article.sapo = "Sapo đã sửa."
    publishing.save(article, by=None)
    publishing.publish(article, by=None)
    return article


def faults():
    errors = StringIO()
    with pytest.raises(CommandError):
        call_command("verify_editions", stderr=errors)
    return errors.getvalue()


def run(command):
    out = StringIO()
    call_command(command, stdout=out)
    return out.getvalue().strip()


def test_verify_is_content_with_what_the_door_wrote(article):
    assert run("verify_editions") == "2 bản đăng đều đúng."


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"title": "Tiêu đề bị sửa"}, "cột title khác bản ghi"),
        ({"data": Replace("data", Value("hủy"), Value("hoại"))}, "SHA-256 bị đứt"),
        ({"digest": "0" * 64}, "SHA-256 bị đứt"),
        ({"html": F("card")}, "cột html khác kết quả kết xuất"),
        ({"published_at": F("published_at") - timedelta(days=1)}, "published_at"),
        ({"ends_at": None, "starts_at": F("starts_at")}, None),
        ({"ends_at": F("starts_at") + timedelta(days=1)}, "giờ kết thúc"),
    ],
)
def test_verify_finds_what_was_changed_behind_the_door(article, change, fault):
    if fault is None:  # The last edition is open: setting it open again is no fault.
        Edition.objects.filter(article=article, number=2).update(**change)
        assert run("verify_editions") == "2 bản đăng đều đúng."
        return
    number = 1 if "digest" not in change else 2
    Edition.objects.filter(article=article, number=number).update(**change)

    assert fault in faults()


@pytest.mark.parametrize("data", ["x", "{}", "null", "[]", '{"edition": 5}'])
def test_verify_reports_a_record_that_cannot_be_read_and_goes_on(article, data):
    later = ArticleFactory()
    publishing.publish(later, by=None)
    Edition.objects.filter(article=article, number=1).update(data=data)
    Edition.objects.filter(article=later).update(title="Bị sửa")

    found = faults()

    assert "bản 1: bản ghi không đọc được." in found
    assert f"Bài {later.pk}: bản 1: cột title khác bản ghi." in found


def test_verify_finds_a_lost_tag(article):
    edition = article.editions.get(number=2)
    edition.tags.through.objects.filter(content_object=edition).delete()

    assert "từ khóa, người viết hoặc đính chính khác bản ghi" in faults()


def test_render_mends_columns_and_rows_from_the_record(article):
    edition = article.editions.get(number=2)
    edition.tags.through.objects.filter(content_object=edition).delete()
    edition.bylines.all().delete()
    Edition.objects.filter(pk=edition.pk).update(title="Bị sửa", slug="bi-sua")

    run("render_editions")

    assert run("verify_editions") == "2 bản đăng đều đúng."


def test_render_makes_the_derived_columns_anew_and_once(article):
    Edition.objects.filter(number=2).update(html="", head="", card="", render_version=0)
    before, _ = PageGeneration.objects.current()

    assert run("render_editions") == "2 bản đăng, 1 thay đổi."
    assert run("verify_editions") == "2 bản đăng đều đúng."
    assert run("render_editions") == "2 bản đăng, 0 thay đổi."
    assert PageGeneration.objects.current()[0] == before + 2  # Kin are found anew.
