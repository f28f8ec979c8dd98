"""What stands in a feed is text: for readers that take it for HTML, too."""

from xml.etree import ElementTree

import pytest

from news import publishing
from news.models import Edition
from portal.models import AgencyProfile
from tests.factories import ArticleFactory, CategoryFactory

pytestmark = pytest.mark.django_db


def channel(client, url="/rss/"):
    response = client.get(url)
    assert response.status_code == 200
    return ElementTree.fromstring(response.content).find("channel")


def test_a16_markup_in_a_headline_or_sapo_stays_text(client):
    article = ArticleFactory(
        title='Giá "vàng" <img src=x onerror=alert(1)>', sapo="<script>a</script> & b"
    )
    publishing.publish(article, by=None)

    item = channel(client).find("item")

    assert item.findtext("title") == 'Giá "vàng" &lt;img src=x onerror=alert(1)&gt;'
    assert item.findtext("description") == "&lt;script&gt;a&lt;/script&gt; &amp; b"


def test_a15_a_row_that_xml_cannot_hold_breaks_no_feed(client):
    edition = publishing.publish(ArticleFactory(), by=None)
    Edition.objects.filter(pk=edition.pk).update(title="Tin\x0b tức", sapo="Mở\x01 đầu")

    item = channel(client).find("item")

    assert item.findtext("title") == "Tin tức"
    assert item.findtext("description") == "Mở đầu"


def test_a_feed_says_whose_it_is(client):
    AgencyProfile.objects.create(valid_from="2025-06-01", name="Chi cục “A & B”")
    CategoryFactory(name="Hàng & giá")

    assert channel(client).findtext("title") == "Tin mới – Chi cục “A & B”"
    section = channel(client, "/rss/hang-gia.rss")
    assert section.findtext("title") == "Hàng & giá – Chi cục “A & B”"
