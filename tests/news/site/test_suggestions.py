"""What a search box suggests, and what browsers are told of it."""

import json
from xml.etree import ElementTree

import pytest

from tests.factories import ArticleFactory, EditionFactory, TagFactory

pytestmark = pytest.mark.django_db
SUGGESTIONS = "/tim-kiem/goi-y/"
# PostgreSQL looks among the newest stories first, then among all.
NAMESPACE = {"o": "http://a9.com/-/spec/opensearch/1.1/"}


def suggested(client, typed):
    return json.loads(client.get(SUGGESTIONS, {"q": typed}).content)


@pytest.mark.parametrize("typed", ["hang g", "hàng gi", "HANG GIA"])
def test_tags_and_titles_of_live_stories_are_suggested(client, typed):
    edition = EditionFactory(title="Tạm giữ hàng giả & nhái", tags=["hàng giả"])
    TagFactory(name="hàng giả Trung thu")
    ArticleFactory(title="Hàng giả nháp")

    assert suggested(client, typed) == [
        typed,
        ["hàng giả", "Tạm giữ hàng giả & nhái"],
        ["Từ khóa", ""],
        [edition.tags.get().get_absolute_url(), edition.get_absolute_url()],
    ]


@pytest.mark.parametrize("typed", ["", "  ", "-hàng", "xyzzy"])
def test_nothing_is_suggested_for_nothing(client, typed):
    EditionFactory(title="Hàng giả")

    assert suggested(client, typed)[1:] == [[], [], []]


@pytest.mark.parametrize("story_count", [1, 3])
def test_suggestions_cost_the_same_with_one_or_three(
    client, django_assert_num_queries, story_count
):
    for number in range(story_count):
        EditionFactory(title=f"Hàng giả {number}", tags=[f"hàng giả {number}"])
    suggested(client, "xyz")

    # Generation, synonyms'; tags; endings of the last word, titles (PostgreSQL: in two
    # steps), stories.
    with django_assert_num_queries(6):
        answer = suggested(client, "hang gia")

    assert len(answer[1]) == 2 * story_count


def test_browsers_are_told_how_to_search_here(client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    path = "/tim-kiem/opensearch.xml"

    response = client.get(path, headers={"host": "evil.example"})

    found = ElementTree.fromstring(response.content)
    assert response["Content-Type"].startswith("application/opensearchdescription+xml")
    assert {
        url.get("type"): url.get("template")
        for url in found.findall("o:Url", NAMESPACE)
    } == {
        "text/html": "http://testserver/tim-kiem/?q={searchTerms}",
        "application/x-suggestions+json": (
            "http://testserver/tim-kiem/goi-y/?q={searchTerms}"
        ),
    }
    assert 0 < len(found.find("o:ShortName", NAMESPACE).text) <= 16
    assert "evil.example" not in response.text
    assert f'href="{path}"' in client.get("/").text
