"""Pictures on pages: every format and width, in an order that browsers understand."""

import re

import pytest
from django.core.files.storage import default_storage

from news import publishing, renditions
from news.enums import StoryKind
from news.models import GalleryPhoto
from tests.factories import ArticleFactory, PhotoFactory, picture

pytestmark = pytest.mark.django_db


def published(**fields):
    return publishing.publish(ArticleFactory(**fields), by=None)


def images(text):
    return re.findall(r"<img[^>]+>", text)


def with_figures(*photos):
    figures = (
        f'<figure class="image"><img src="{photo.file.url}" alt="Kho {n}">'
        f"<figcaption>Chú thích {n}</figcaption></figure>"
        for n, photo in enumerate(photos)
    )
    return "<p>Chữ.</p>" + "".join(figures)


def test_a_figure_offers_avif_then_webp_then_jpeg_at_every_width():
    photo = PhotoFactory(content=picture(1, (1700, 1100)))

    text = published(lead_photo=photo).html

    found = re.findall(r'<source type="([^"]+)" srcset="([^"]+)"', text)
    shown = images(text)[0]
    stem = photo.file.url.removesuffix(".jpg")
    assert [kind for kind, _ in found] == ["image/avif", "image/webp"]
    assert found[0][1] == ", ".join(
        f"{stem}-{width}.avif {width}w" for width in (400, 800, 1200, 1600)
    )
    assert f"{stem}-1600.jpg 1600w" in shown
    assert f'src="{stem}-800.jpg"' in shown
    assert 'width="1600" height="1035"' in shown


def test_no_picture_is_offered_wider_than_it_is():
    photo = PhotoFactory(content=picture(1, (500, 300)))

    text = published(lead_photo=photo).html

    assert set(re.findall(r"(\d+)w", text)) == {"400", "500"}


def test_every_file_that_a_page_names_exists():
    photo = PhotoFactory(content=picture(1, (1300, 700)), focal_x=10)
    edition = published(lead_photo=photo)

    named = re.findall(r"/media/([^\s\"]+)", edition.html + edition.head + edition.card)

    missing = [name for name in named if not default_storage.exists(name)]
    assert len(named) > 20
    assert [name for name in missing if "-3x2-10-" not in name] == []


def test_the_lead_photo_alone_is_fetched_at_once():
    lead, other = PhotoFactory(), PhotoFactory()

    edition = published(lead_photo=lead, body=with_figures(other))

    first, second = images(edition.html)
    preload = re.findall(r"<link rel=\"preload\"[^>]+>", edition.head)
    assert 'fetchpriority="high"' in first
    assert "loading=" not in first
    assert 'loading="lazy"' in second
    assert len(preload) == 1
    assert lead.file.name.removesuffix(".jpg") in preload[0]
    assert 'type="image/avif"' in preload[0]
    assert 'as="image"' in preload[0]


def test_a_story_without_photos_fetches_none():
    edition = published()

    assert "preload" not in edition.head
    assert "<picture" not in edition.html + edition.card


def test_the_use_owns_caption_and_alt():
    photo = PhotoFactory(caption="Của thư viện", alt="Mô tả của thư viện")

    own = published(body=with_figures(photo)).html
    taken_over = published(body=f'<p><img src="{photo.file.url}"></p>').html

    assert "Chú thích 0" in own
    assert "Của thư viện" not in own
    assert "Của thư viện" in taken_over
    assert 'alt="Mô tả của thư viện"' in taken_over


def test_a_card_shows_the_crop_and_tells_its_width():
    photo = PhotoFactory(content=picture(1, (1700, 1100)))

    card = published(lead_photo=photo).card

    crop = renditions.card(photo.file.name, (1700, 1100), (50, 40))
    assert f"/media/{crop.file(240, 'avif')} 240w" in card
    assert 'width="960" height="640"' in card
    assert 'sizes="auto, ' in card
    assert 'alt=""' in card


def test_a_gallery_is_a_list_in_its_order():
    article = ArticleFactory(kind=StoryKind.PHOTO, body="")
    photos = PhotoFactory.create_batch(3)
    for position, photo in enumerate(reversed(photos)):
        GalleryPhoto.objects.create(
            article=article, photo=photo, position=position, caption=f"Cảnh {position}"
        )
    publishing.save(article, by=None)

    edition = publishing.publish(article, by=None)

    shown = re.findall(r"Cảnh \d", edition.html)
    stems = [photo.file.name.removesuffix(".jpg") for photo in reversed(photos)]
    assert shown == ["Cảnh 0", "Cảnh 1", "Cảnh 2"]
    assert [
        stem in image for stem, image in zip(stems, images(edition.html), strict=True)
    ] == [True] * 3
    assert stems[0] in edition.card


def test_a_story_of_kind_photo_needs_a_gallery_and_only_it_has_one():
    empty = ArticleFactory(kind=StoryKind.PHOTO)
    wrong = ArticleFactory()
    GalleryPhoto.objects.create(article=wrong, photo=PhotoFactory())
    publishing.save(wrong, by=None)

    with pytest.raises(publishing.Blocked, match="chưa có ảnh nào trong bộ ảnh"):
        publishing.publish(empty, by=None)
    with pytest.raises(publishing.Blocked, match="phải thuộc thể loại Ảnh"):
        publishing.publish(wrong, by=None)


def test_r13_a_photo_lost_on_disk_costs_neither_page_nor_space(client):
    photo = PhotoFactory(content=picture(1, (600, 400)))
    edition = published(lead_photo=photo)
    for name in default_storage.listdir(f"anh/{photo.sha256[:2]}")[1]:
        default_storage.delete(f"anh/{photo.sha256[:2]}/{name}")

    page = client.get(edition.get_absolute_url())

    assert page.status_code == 200
    assert f'width="600" height="400" alt="{photo.alt}"' in page.text
    assert client.get(photo.file.url).status_code == 404
