"""Working texts are found at the desk by all their words, as soon as they are saved."""

import pytest

from news import publishing
from news.models import Article
from news.search import desk
from news.search.query import parse
from tests.factories import ArticleFactory, AuthorFactory, EditionFactory

pytestmark = pytest.mark.django_db


def found(typed, articles=None):
    articles = Article.objects.all() if articles is None else articles
    stories = desk.matching(articles, parse(typed)).order_by("pk")
    return [article.title for article in stories]


def test_every_part_of_a_working_text_is_found():
    ArticleFactory(
        title="Bản thảo",
        sapo="Tóm lược riêng.",
        body="<p>Đoạn trong thân.</p>",
        tags=["từ khóa ngầm"],
        bylines=[(AuthorFactory(name="Bút Xanh"), None)],
        source_name="Báo Mới",
    )
    ArticleFactory(title="Bài khác")

    for typed in (
        "ban thao",
        "rieng",
        "doan trong than",
        "ngam ",
        "but xan",
        "bao moi",
    ):
        assert found(typed) == ["Bản thảo"]
    assert found('"than doan"') == []
    assert found("khac -thao ") == ["Bài khác"]
    assert found("") == ["Bản thảo", "Bài khác"]


def test_what_was_written_last_is_found_and_nothing_before_it():
    article = ArticleFactory(title="Tên cũ")
    publishing.publish(article, by=None)
    article.title = "Tên mới"
    publishing.save(article, by=None)

    assert found("tên cũ") == []
    assert found("ten moi") == ["Tên mới"]


def test_only_the_given_stories_are_searched():
    first, second = (ArticleFactory(title=f"Hàng {n}") for n in ("một", "hai"))

    assert found("hang", Article.objects.filter(pk=first.pk)) == ["Hàng một"]
    assert found("hang") == ["Hàng một", second.title]


def test_marks_do_not_matter_at_the_desk():
    ArticleFactory(title="Đảng uỷ họp")
    ArticleFactory(title="Xe đang uy hiếp")

    assert found("Đảng ủy") == ["Đảng uỷ họp", "Xe đang uy hiếp"]


@pytest.mark.parametrize("typed", ["NEAR(", "a* OR", "\x00", '"', "-" * 99, "!&|<->"])
def test_a35_syntax_of_an_engine_is_nothing_at_the_desk(typed):
    EditionFactory(title="Hàng một")

    assert set(found(typed)) <= {"Hàng một"}
