"""From the record to the page: clean again, credits once, nothing that could run."""

import json
import re

import pytest

from news import publishing
from news.models import Article
from tests import hostile
from tests.factories import ArticleFactory, PhotoFactory

JSON_LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)

pytestmark = pytest.mark.django_db


def put_behind_the_form(article, **fields):
    Article.objects.filter(pk=article.pk).update(**fields)
    return publishing.publish(article, by=None, gate_open=True)


def storable(text):
    """What a database can hold at all: no NUL, no half of a surrogate pair."""
    return text.replace("\x00", "").encode(errors="ignore").decode()


def test_a15_every_hostile_body_behind_the_form_is_neutralised_when_published():
    article = ArticleFactory()

    for name, body in hostile.BODIES.items():
        edition = put_behind_the_form(article, body=storable(f"<p>Chữ.</p>{body}"))
        assert hostile.is_harmless(edition.html) == [], name


def test_a16_every_hostile_line_is_text_wherever_the_site_shows_it(client):
    article = ArticleFactory()

    for line in map(storable, hostile.LINES):
        fields = {"title": line[:200], "sapo": line, "source_name": line[:200]}
        edition = put_behind_the_form(article, **fields)
        page = client.get(edition.get_absolute_url()).text
        assert hostile.is_harmless(edition.html) == [], line
        assert hostile.is_harmless(edition.card) == [], line
        (facts,) = JSON_LD.findall(edition.head)
        assert json.loads(facts)["headline"] == line[:200]
        scripts = re.findall(r"<script\b[^>]*>", page)
        assert [s for s in scripts if "src=" not in s and "ld+json" not in s] == []


def test_a_source_that_is_no_web_address_is_no_link():
    article = ArticleFactory(source_name="Báo khác")

    bad = put_behind_the_form(article, source_url="javascript:alert(1)")
    good = put_behind_the_form(article, source_url="https://bao.example/tin")

    assert "javascript" not in bad.html
    assert "Báo khác" in bad.html
    assert 'href="https://bao.example/tin"' in good.html


def test_a_picture_outside_the_library_is_left_out():
    article = ArticleFactory()

    edition = put_behind_the_form(
        article, body='<p>Chữ.</p><p><img src="/media/la.jpg" alt="Lạ"></p>'
    )

    assert "<img" not in edition.html


def test_the_use_owns_its_caption_and_the_credit_is_said_once():
    photo = PhotoFactory(caption="Chú thích thư viện", alt="Kho", credit="Đội 2")
    figure = '<figure class="image"><img src="{}" alt="">{}</figure>'
    own = "<figcaption>Chú thích riêng. <em>Ảnh: Đội 3</em></figcaption>"

    def html(caption):
        body = "<p>Chữ.</p>" + figure.format(photo.file.url, caption)
        return put_behind_the_form(ArticleFactory(), body=body).html

    assert "Chú thích riêng. <em>Ảnh: Đội 3</em>" in html(own)
    assert "Đội 2" not in html(own)
    assert "Chú thích thư viện" in html("")
    assert html("").count("Ảnh: Đội 2") == 1
