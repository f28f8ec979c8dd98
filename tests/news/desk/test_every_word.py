"""Every word of the admin is Vietnamese; titles and names are text and never markup."""

import re
from contextlib import suppress
from html.parser import HTMLParser

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests import test_access
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    EditionFactory,
    FrontPageSlotFactory,
    PhotoFactory,
    UnitFactory,
)
from tests.news.desk.sending import change, filled_in

# Words of Django's and CKEditor's English that are no Vietnamese syllables.
ENGLISH_WORDS = """
    action actions add added all and another application apply are authenticated back
    breadcrumbs by change changed chosen clear click close confirm content continue
    correct counts current currently date default delete deleted disabled editing
    enabled enter entries entry error errors field fields filter first for forgotten
    from hide history home invalid items last leave link location main message model
    move name navigation none note object objects of only page password permission
    permissions please position previous recent remove required result results save
    search select selected show sidebar site skip sort status success successfully sure
    tag tagged tags that the this time toggle unknown update user value view welcome
    with yes you your
"""
ENGLISH = set(ENGLISH_WORDS.split())
SPOKEN = {"alt", "aria-label", "placeholder", "title", "data-confirm"}
SILENT = {"script", "style", "code", "kbd", "option", "textarea"}


# Files of scripts and of data.
NO_PAGES = {"admin:jsi18n", "admin:autocomplete", "admin:statistics_file"}
# Every address of the desk, and something at it.
staff, objects = test_access.staff, test_access.objects
pytestmark = pytest.mark.django_db


class Words(HTMLParser):
    """The words that a person sees or hears."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.silent = 0
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.silent += tag in SILENT
        attributes = dict(attrs)
        self.texts += [value or "" for name, value in attrs if name in SPOKEN]
        if attributes.get("type") in {"submit", "button"}:
            self.texts.append(attributes.get("value") or "")

    def handle_endtag(self, tag):
        self.silent -= tag in SILENT

    def handle_data(self, data):
        if not self.silent:
            self.texts.append(data)

    def english(self) -> set[str]:
        words = re.findall(r"\w+", " ".join(self.texts).lower())
        return ENGLISH.intersection(words)


def pages_of(row) -> list[str]:
    """The addresses of a row in the admin, and of its kind."""
    meta = row._meta
    name = f"admin:{meta.app_label}_{meta.model_name}"
    urls = [reverse(f"{name}_changelist")]
    if meta.model_name == "frontpageslot":  # One page for all of them.
        return urls
    for page in ("change", "delete", "history"):
        with suppress(NoReverseMatch):  # What is never deleted has no such page.
            urls.append(reverse(f"{name}_{page}", args=[row.pk]))
    if meta.model_name == "article":
        urls.append(reverse(f"{name}_withdraw", args=[row.pk]))
    with suppress(NoReverseMatch):
        urls.append(reverse(f"{name}_add"))
    return urls


@pytest.fixture
def rows(db):
    """One row of everything that the admin shows."""
    author = AuthorFactory(unit=UnitFactory())
    edition = EditionFactory(
        tags=["hàng giả"], bylines=[(author, None)], lead_photo=PhotoFactory()
    )
    ArticleFactory(pins=[edition.article_id])
    FrontPageSlotFactory(article=edition.article)
    models = [model for model in admin.site._registry if model.objects.exists()]
    return [model.objects.first() for model in models]


@pytest.mark.parametrize("who", ["reporter", "editor", "administrator"])
def test_no_english_word_is_left(request, rows, who):
    client = request.getfixturevalue(who)
    names = ["index", "password_change", "statistics"]
    urls = [reverse(f"admin:{name}") for name in names]
    urls += [url for row in rows for url in pages_of(row)]

    found = {}
    for url in urls:
        response = client.get(url)
        if response.status_code == 200:
            found[url] = Words(response.text).english()

    assert {url: words for url, words in found.items() if words} == {}
    assert len(found) > 8


@pytest.mark.parametrize("role", ["reporter", "editor", "administrator", "party"])
def test_no_english_word_is_left_at_any_address(client, staff, objects, role):
    """Every address of the desk that answers with a page, also with “not allowed”."""
    client.force_login(staff[role])

    found = {}
    for name, route in test_access.patterns():
        if route.startswith("quan-tri/") and name not in NO_PAGES:
            path = test_access.address(name, route, objects)
            response = client.get(path)
            if response.headers.get("Content-Type", "").startswith("text/html"):
                found[name] = Words(response.text).english()

    assert {name: words for name, words in found.items() if words} == {}
    assert len(found) > 60


def test_no_english_word_is_left_in_errors(administrator, rows):
    found = {}
    for row in rows:
        if row._meta.model_name == "frontpageslot":  # Has no form of its own.
            continue
        name = f"admin:{row._meta.app_label}_{row._meta.model_name}_add"
        response = administrator.post(reverse(name), {"slug": "không hợp lệ"})
        found[name] = Words(response.text).english()

    assert {name: words for name, words in found.items() if words} == {}


def test_no_english_word_is_left_at_the_door(client, db):
    login = reverse("admin:login")

    pages = [client.get(login), client.post(login, {"username": "x", "password": "y"})]

    assert [Words(page.text).english() for page in pages] == [set(), set()]


def test_the_history_of_a_story_reads_well(editor):
    article = ArticleFactory()

    editor.post(change(article), filled_in(article, title="Tên mới", tags="thuế"))
    page = editor.get(reverse("admin:news_article_history", args=[article.pk]))

    assert Words(page.text).english() == set()
    assert page.context["page"].numbers == [2, 1]
    for name, query in (
        ("compare", "?cu=1&moi=2"),
        ("readers_saw", "?ngay=01/11/2026"),
        ("readers_saw", "?ngay=x&gio=x"),
    ):
        url = reverse(f"admin:news_article_{name}", args=[article.pk])
        assert Words(editor.get(url + query).text).english() == set()
    for name in ("revision", "restore"):
        url = reverse(f"admin:news_article_{name}", args=[article.pk, 1])
        assert Words(editor.get(url).text).english() == set()


def test_two_texts_side_by_side_read_well(editor):
    article = ArticleFactory()
    late = filled_in(article, title="Của tôi", tags="thuế", base=1)
    editor.post(change(article), filled_in(article, title="Của Hà", sapo="Sapo mới"))

    page = editor.post(change(article), late)

    assert page.status_code == 409
    start = page.text.index("data-conflict ")
    both = page.text[start : page.text.index('class="story-form"')]
    assert Words(both).english() == set()


def test_signing_out_speaks_vietnamese(editor: Client):
    page = editor.post(reverse("admin:logout"))

    assert Words(page.text).english() == set()
