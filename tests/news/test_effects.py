"""What follows a change: old addresses lead on, editions say the new name."""

import pytest
from django.core.exceptions import ValidationError

from news import effects, publishing
from news.models import Category, Edition, Tag
from news.publishing import proof
from tests.factories import ArticleFactory, CategoryFactory

pytestmark = pytest.mark.django_db


def published(**fields):
    return publishing.publish(ArticleFactory(**fields), by=None)


def test_a_section_that_moves_takes_its_subsections_and_old_addresses_along(client):
    parent = CategoryFactory(name="Xây dựng Đảng")
    child = CategoryFactory(name="Chi bộ", parent=parent)
    edition = published(category=child)
    parent.slug = "dang-bo"
    parent.clean()
    parent.save()

    effects.section_changed(parent, "xay-dung-dang")

    assert Category.objects.get(pk=child.pk).path == "dang-bo/chi-bo"
    for old, new in [
        ("/xay-dung-dang/", "/dang-bo/"),
        ("/xay-dung-dang/chi-bo/", "/dang-bo/chi-bo/"),
    ]:
        response = client.get(old)
        assert (response.status_code, response.url) == (301, new)
    assert list(client.get("/dang-bo/chi-bo/").context["page"]) == [edition]


def test_a_renamed_tag_leads_on_and_its_editions_print_the_new_name(client):
    edition = published(tags=["hàng dỏm"])
    tag = Tag.objects.get()
    tag.name, tag.key, tag.slug = "hàng giả", "hàng giả", "hang-gia"
    tag.save()

    effects.tag_changed(tag, "hang-dom")

    response = client.get("/tu-khoa/hang-dom/")
    assert (response.status_code, response.url) == (301, "/tu-khoa/hang-gia/")
    html = Edition.objects.get(pk=edition.pk).html
    assert "hàng giả" in html
    assert "hàng dỏm" not in html
    assert list(proof.faults(Edition.objects.all())) == []


@pytest.mark.parametrize("slug", ["Tin_Tuc", "-", "--a", "a--b", "tin/tuc", "tin.tuc"])
def test_a_slug_that_no_address_could_hold_is_refused(slug):
    with pytest.raises(ValidationError, match="Đường dẫn"):
        CategoryFactory(name="Tin tức", slug=slug)


def test_an_old_address_of_one_section_is_not_taken_by_another(client):
    first = CategoryFactory(name="Một")
    second = CategoryFactory(name="Hai")
    for section, slugs in [(first, ["mot-moi"]), (second, ["mot", "hai"])]:
        for slug in slugs:
            old, section.slug = section.path, slug
            section.clean()
            section.save()
            effects.section_changed(section, old)

    assert client.get("/mot/").url == "/mot-moi/"
    assert client.get("/mot").url == "/mot-moi/"
