"""“Có thể bạn quan tâm”: by rare tags, unit, section and words; the newer first."""

from datetime import timedelta

import pytest
from django.utils import timezone

from news import kinship, publishing
from news.models import Edition, Kinship
from tests.factories import ArticleFactory, AuthorFactory, CategoryFactory, UnitFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def published(*, days=0, **fields):
    """A live story of so many days ago, alone with its section, unit and words."""
    number = Edition.objects.count()
    fields.setdefault("title", f"Một{number} hai{number}")
    fields.setdefault("sapo", f"Ba{number} bốn{number}.")
    article = ArticleFactory(**fields)
    published_at = timezone.now() - days * DAY
    return publishing.publish(article, by=None, published_at=published_at)


def kin(edition):
    """The live stories akin to it, best first."""
    return list(Edition.objects.live(timezone.now()).akin_to(edition.pk))


def test_a_rare_tag_says_more_than_a_common_one():
    for _ in range(6):
        published(tags=["hàng giả"])
    common = published(tags=["hàng giả"])
    rare = published(tags=["xăng dầu"], days=1)

    edition = published(tags=["hàng giả", "xăng dầu"])

    assert kin(edition)[:2] == [rare, common]


@pytest.mark.parametrize("shared", ["unit", "section", "title", "sapo"])
def test_unit_section_and_words_make_kin(shared):
    unit, section = UnitFactory(), CategoryFactory()
    fields = {
        "unit": {"bylines": [(AuthorFactory(unit=unit), None)]},
        "section": {"category": section},
        "title": {"title": "Tạm giữ lô đường cát"},
        "sapo": {"sapo": "Lô đường cát không hóa đơn."},
    }[shared]
    stranger = published()
    other = published(**fields)

    edition = published(**fields)

    assert kin(edition) == [other]
    assert kin(other) == [edition]
    assert kin(stranger) == []


def test_of_two_equally_akin_the_newer_stands_first_and_age_can_win():
    old = published(tags=["hàng giả"], days=400)
    new = published(tags=["hàng giả"], days=3)
    very_old = published(tags=["hàng giả", "xăng dầu"], days=4000)

    edition = published(tags=["hàng giả", "xăng dầu"])

    assert kin(edition) == [new, old, very_old]


def test_the_page_of_an_old_story_learns_of_a_newer_one():
    old = published(tags=["hàng giả"], days=30)
    assert kin(old) == []

    new = published(tags=["hàng giả"])

    assert kin(old) == [new]


def test_a_scheduled_story_is_no_kin_before_its_time_and_leaves_no_trace(monkeypatch):
    live = published(tags=["hàng giả"])
    article = ArticleFactory(tags=["hàng giả"], title="Hẹn giờ")
    later = timezone.now() + DAY
    scheduled = publishing.schedule(article, at=later, by=None)

    assert kin(live) == []
    assert list(Edition.objects.live(later).akin_to(live.pk)) == [scheduled]
    publishing.cancel(article, by=None)
    assert not Kinship.objects.exists()


def test_a_new_text_takes_the_place_of_the_old_ones_kin():
    other = published(tags=["hàng giả"])
    article = ArticleFactory(tags=["hàng giả"], title="Một bài")
    publishing.publish(article, by=None)
    article.title = "Một bài khác"
    publishing.begin_save(article, by=None)
    article.save()
    publishing.finish_save(article, by=None)

    second = publishing.publish(article, by=None)

    assert kin(other) == [second]
    assert Kinship.objects.count() == 2


def test_a_story_is_no_kin_of_its_own_editions():
    article = ArticleFactory(tags=["hàng giả"])
    publishing.publish(article, by=None)
    publishing.schedule(article, at=timezone.now() + DAY, by=None)

    assert not Kinship.objects.exists()


def test_all_kin_can_be_found_anew():
    editions = [published(tags=["hàng giả"], days=9 - n) for n in range(3)]
    before = sorted(Kinship.objects.values_list("edition_id", "other_id"))
    Kinship.objects.all().delete()

    assert list(kinship.relate_all(timezone.now())) == [3]

    assert sorted(Kinship.objects.values_list("edition_id", "other_id")) == before
    assert kin(editions[0]) == [editions[2], editions[1]]


def test_finding_kin_costs_the_same_however_many_there_are(django_assert_num_queries):
    article = ArticleFactory(tags=["hàng giả"])
    edition = publishing.publish(article, by=None)
    for count in (1, 8):
        for _ in range(count):
            published(tags=["hàng giả"], category=article.category)
        with django_assert_num_queries(15):
            kinship.relate(edition, timezone.now())
