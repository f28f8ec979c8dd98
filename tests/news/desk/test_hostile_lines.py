"""A16: hostile one-line texts are text everywhere in the admin, and run nothing."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse

from news import vietnamese
from news.models import Article
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    CategoryFactory,
    EditorFactory,
    FrontPageSlotFactory,
    PhotoFactory,
    TagFactory,
    UnitFactory,
)
from tests.hostile import LINES
from tests.news.desk.sending import change, filled_in, in_bulk

ADDRESSES = {"href", "src", "action", "formaction"}


class Judge(HTMLParser):
    """What would run on a page, and every text and value on it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.texts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag == "script" and not (values.get("src") or "").startswith(
            ("/static/", "/quan-tri/jsi18n/")
        ):
            self.faults += [] if "json" in (values.get("type") or "") else ["<script>"]
        for name, value in attrs:
            self.texts.append(value or "")
            if name.startswith("on") or (name == "autofocus" and tag != "input"):
                self.faults.append(f"{tag} {name}")
            if name in ADDRESSES and re.match(r"\s*javascript:|x$", value or ""):
                self.faults.append(f"{tag} {name}={value}")

    def handle_data(self, data):
        self.texts.append(data)


def judge(response) -> Judge:
    assert response.status_code == 200
    return Judge(response.text)


@pytest.fixture(params=LINES)
def line(request) -> str:
    """As it stands in the database; the database refuses NUL itself."""
    return vietnamese.clean_line(request.param)


@pytest.fixture
def editor(db, line) -> Client:
    client = Client()
    client.user = EditorFactory(full_name=line[:150])
    client.force_login(client.user)
    return client


@pytest.fixture
def article(editor, line) -> Article:
    """A story made of the line, wherever a person can type one."""
    tag, unit = TagFactory(name=line), UnitFactory(name=line)
    author = AuthorFactory(name=line, unit=unit)
    photo = PhotoFactory(caption=line, alt=line, credit=line)
    pin = ArticleFactory(title=line, by=editor.user)
    return ArticleFactory(
        title=line,
        sapo=line,
        body="<p>Nội dung</p>",
        category=CategoryFactory(name=line),
        lead_photo=photo,
        lead_caption=line,
        lead_alt=f"Ảnh: {line}",
        source_name=line,
        tags=[tag.name],
        bylines=[(author, unit)],
        pins=[pin.pk],
        by=editor.user,
    )


def test_a_hostile_line_is_text_in_lists_and_forms(editor, article, line):
    FrontPageSlotFactory(article=article)
    kinds = ["article", "author", "category", "frontpageslot", "photo", "tag", "unit"]
    pages = [reverse(f"admin:news_{kind}_changelist") for kind in kinds]
    pages += [
        change(article),
        reverse("admin:news_photo_change", args=[article.lead_photo_id]),
        reverse("admin:news_tag_change", args=[article.tags.get().pk]),
        reverse("admin:news_article_delete", args=[article.pk]),
        reverse("admin:news_article_history", args=[article.pk]),
    ]

    found = {url: judge(editor.get(url)) for url in pages}

    assert {url: page.faults for url, page in found.items() if page.faults} == {}
    for url in (pages[0], change(article)):
        assert line in [text.strip() for text in found[url].texts]


def test_a_hostile_line_is_text_in_messages_and_the_preview(editor, article, line):
    preview = reverse("admin:news_article_preview", args=[article.pk])
    actions = in_bulk("publish_selected", article)
    listed = reverse("admin:news_article_changelist")

    pages = [
        bar := editor.post(preview, filled_in(article), follow=True),
        editor.get(bar.context["frame_url"]),
        editor.post(change(article), filled_in(article, _publish="1"), follow=True),
        editor.post(listed, actions, follow=True),
        editor.get(reverse("admin:news_article_history", args=[article.pk])),
        editor.get(reverse("admin:news_article_withdraw", args=[article.pk])),
        editor.get(reverse("admin:index")),
    ]

    assert [judge(page).faults for page in pages] == [[]] * len(pages)
    assert article.editions.count() == 1  # The list was told that it is there already.


def test_a_hostile_line_is_data_in_the_autocomplete(editor, article, line):
    pin = {"app_label": "news", "model_name": "pin", "field_name": "target"}

    response = editor.get(reverse("admin:autocomplete"), pin)

    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert {row["text"] for row in response.json()["results"]} == {line}
