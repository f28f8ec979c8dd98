"""Sections, tags, authors, units: names make slugs and keys; equal ones are refused."""

import pytest
from django.urls import reverse

from news.models import Author, Category, Edition, LegacyAddress, Tag, Unit
from news.models.generation import PageGeneration
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    CategoryFactory,
    EditionFactory,
    TagFactory,
    UnitFactory,
)


def add(kind: str) -> str:
    return reverse(f"admin:news_{kind}_add")


def change(row) -> str:
    return reverse(f"admin:news_{row._meta.model_name}_change", args=[row.pk])


def errors_of(response) -> dict[str, list[str]]:
    return dict(response.context["adminform"].form.errors)


def test_a_section_gets_its_slug_from_its_name(administrator):
    parent = CategoryFactory(name="Xây dựng Đảng")
    form = {"name": " Sinh hoạt  chi bộ ", "parent": parent.pk, "position": 1}

    administrator.post(add("category"), form)

    section = Category.objects.get(parent=parent)
    assert (section.name, section.slug) == ("Sinh hoạt chi bộ", "sinh-hoat-chi-bo")
    assert section.path == "xay-dung-dang/sinh-hoat-chi-bo"


@pytest.mark.parametrize(
    ("form", "errors"),
    [
        ({"name": "Thời sự"}, {"slug": ["Đã có chuyên mục với đường dẫn này."]}),
        ({"name": "Rss"}, {"slug": ["Đường dẫn này dành cho trang khác."]}),
        ({"name": " \u200b "}, {"name": ["Tên không được để trống."]}),
    ],
)
def test_a_section_that_cannot_be_is_refused_at_its_field(administrator, form, errors):
    CategoryFactory(name="Thời sự")

    response = administrator.post(add("category"), {**form, "position": 0})

    assert errors_of(response) == errors


def test_a_moved_section_leaves_its_address_behind(administrator):
    section = CategoryFactory(name="Tin cũ")
    form = {"name": "Tin mới", "slug": "tin-moi", "position": 0}

    administrator.post(change(section), form)

    section.refresh_from_db()
    assert section.path == "tin-moi"
    assert LegacyAddress.objects.get(path="/tin-cu/").category == section


def test_a_change_of_a_public_thing_makes_the_pages_old(administrator):
    section = CategoryFactory()
    before = PageGeneration.objects.values_list("number", flat=True).first() or 0

    administrator.post(change(section), {"name": "Tên khác", "position": 0})

    assert PageGeneration.objects.get().number == before + 1


def test_a_tag_with_the_same_key_is_refused(editor):
    TagFactory(name="Uỷ ban")

    response = editor.post(add("tag"), {"name": "ủy  ban"})

    assert errors_of(response) == {"name": ["Đã có từ khóa này: “Uỷ ban”."]}


def test_tags_that_differ_in_marks_are_two(editor):
    TagFactory(name="thuế")

    editor.post(add("tag"), {"name": "thuê"})

    assert set(Tag.objects.values_list("name", "slug")) == {
        ("thuế", "thue"),
        ("thuê", "thue-2"),
    }


def test_a_tag_has_no_comma(editor):
    response = editor.post(add("tag"), {"name": "hàng giả, thuế"})

    assert errors_of(response) == {"name": ["Từ khóa không có dấu phẩy."]}


def test_a_renamed_tag_shows_its_new_name_on_the_stories(editor):
    edition = EditionFactory(tags=["hàng nhái"])
    tag = Tag.objects.get()

    editor.post(change(tag), {"name": "hàng giả", "slug": "hang-gia"})

    assert "hàng giả" in Edition.objects.get(pk=edition.pk).html
    assert LegacyAddress.objects.get(path="/tu-khoa/hang-nhai/").tag == tag


def test_an_author_has_one_name_in_a_unit(editor):
    unit = UnitFactory()
    AuthorFactory(name="Minh Hoà", unit=unit)

    twice = editor.post(add("author"), {"name": "minh hòa", "unit": unit.pk})
    editor.post(add("author"), {"name": "Minh Hòa", "unit": ""})

    assert errors_of(twice) == {"name": ["Đơn vị này đã có bút danh như vậy."]}
    assert set(Author.objects.values_list("slug", "unit")) == {
        ("minh-hoa", unit.pk),
        ("minh-hoa-2", None),
    }


def test_a_slug_of_an_author_stays(editor):
    author = AuthorFactory(name="Minh Hòa")

    editor.post(change(author), {"name": "Thu Hà", "unit": "", "slug": "khac"})

    author.refresh_from_db()
    assert (author.name, author.slug) == ("Thu Hà", "minh-hoa")


def test_a_unit_is_not_under_itself(administrator):
    unit = UnitFactory()
    below = UnitFactory(parent=unit)
    form = {"name": unit.name, "kind": "doi", "parent": below.pk}

    response = administrator.post(change(unit), form)

    assert errors_of(response) == {"parent": ["Đơn vị không thể trực thuộc chính nó."]}


def test_equal_names_of_units_are_refused(administrator):
    UnitFactory(name="Đội QLTT số 1")

    response = administrator.post(add("unit"), {"name": "đội qltt số 1", "kind": "doi"})

    assert errors_of(response) == {"name": ["Đã có đơn vị mang tên này."]}
    assert Unit.objects.count() == 1


def test_what_is_in_use_is_not_deleted(administrator):
    section = ArticleFactory().category
    url = reverse("admin:news_category_delete", args=[section.pk])

    response = administrator.post(url, {"post": "yes"})

    assert response.status_code == 200
    assert Category.objects.filter(pk=section.pk).exists()


@pytest.mark.parametrize(
    ("kind", "factory"),
    [
        ("category", CategoryFactory),
        ("tag", TagFactory),
        ("author", AuthorFactory),
        ("unit", UnitFactory),
    ],
)
def test_names_are_found_without_marks(administrator, kind, factory):
    wanted = factory(name="Đường sắt")
    factory(name="Hàng không")
    url = reverse(f"admin:news_{kind}_changelist")

    for typed in ("duong sat", "Đường sắt"):
        page = administrator.get(url, {"q": typed})
        assert list(page.context["cl"].result_list) == [wanted]
