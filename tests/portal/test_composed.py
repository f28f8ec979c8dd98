"""Every text that staff type is stored in NFC, on every road into the admin."""

import unicodedata

import pytest
from django import forms
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db import models
from django.test import Client, RequestFactory
from django.urls import reverse

from news import attachments, publishing
from news.models import (
    Article,
    ArticleAttachment,
    GalleryPhoto,
    LegacyAddress,
    Synonym,
)
from portal.composed import compose
from portal.models import AgencyProfile
from tests.document_files import pdf
from tests.factories import (
    AdministratorFactory,
    ArticleFactory,
    AuthorFactory,
    CategoryFactory,
    PhotoFactory,
    ReporterFactory,
    TagFactory,
    UnitFactory,
)
from tests.news.desk.sending import filled_in

pytestmark = pytest.mark.django_db
TEXT = "Đội Huế ạ"
DECOMPOSED = unicodedata.normalize("NFD", TEXT)
# Not texts, or of a form that Vietnamese letters break; their forms refuse both.
NO_TEXTS = (
    forms.EmailField,
    forms.URLField,
    forms.SlugField,
    forms.FileField,
    forms.RegexField,
)
OF_A_FORM = {"username", "path", "phone", "phones", "hotline", "fax", "tax_code"}
OF_A_FORM |= {"phrases"}  # “A = B”: see the tests of synonyms.


def a_story_with_rows():
    article = ArticleFactory(tags=["hàng giả"])
    GalleryPhoto.objects.create(article=article, photo=PhotoFactory(), position=1)
    file = attachments.store(pdf(), name="Quyết định.pdf", by=None)
    ArticleAttachment.objects.create(article=article, attachment=file, position=1)
    publishing.save(article, by=None)
    return article


ROWS = {
    "news.Article": a_story_with_rows,
    "news.Author": AuthorFactory,
    "news.Category": CategoryFactory,
    "news.LegacyAddress": lambda: LegacyAddress.objects.point(
        "/cu.html", article_id=ArticleFactory().pk
    ),
    "news.Photo": PhotoFactory,
    "news.Synonym": lambda: Synonym.objects.create(phrases="ATK = an toàn kho"),
    "news.Tag": TagFactory,
    "news.Unit": UnitFactory,
    "portal.AgencyProfile": lambda: AgencyProfile.objects.create(
        valid_from="2025-06-01", name="Chi cục"
    ),
    "portal.User": ReporterFactory,
}
# Nobody types into these: groups have fixed rights, the front page is dragged.
UNTYPED = {"auth.Group", "news.FrontPageSlot"}


def administrators():
    return {model._meta.label: a for model, a in admin.site._registry.items()}


@pytest.fixture
def client(db):
    client = Client()
    client.user = AdministratorFactory()
    client.force_login(client.user)
    return client


def is_written(label):
    """Whether some member of staff may change rows of this kind."""
    request = RequestFactory().get("/quan-tri/")
    request.user = AdministratorFactory()
    return administrators()[label].has_change_permission(request)


def test_every_kind_that_staff_write_is_in_this_table():
    written = {label for label in administrators() if is_written(label)}

    assert written - UNTYPED == set(ROWS)


def sent(form):
    """What a browser sends of a form, with the text in every field for texts."""
    data, texts = {}, {}
    for field in form:
        kind, value = field.field, field.value()
        is_text = type(kind) is forms.CharField and not kind.widget.is_hidden
        if is_text and field.name not in OF_A_FORM and not isinstance(kind, NO_TEXTS):
            value = texts[field.name] = DECOMPOSED
        if isinstance(kind.widget, forms.SplitDateTimeWidget):
            parts = kind.widget.decompress(value)
            data |= {f"{field.html_name}_{n}": p or "" for n, p in enumerate(parts)}
        elif isinstance(value, (list, tuple)):
            data[field.html_name] = [getattr(item, "pk", item) for item in value]
        elif value is not None and value is not False:
            data[field.html_name] = getattr(value, "pk", value)
    return data, texts


@pytest.mark.parametrize("label", ROWS)
def test_decomposed_texts_of_every_form_are_stored_composed(client, label):
    ROWS[label]()
    model_admin = administrators()[label]
    row = model_admin.model._default_manager.order_by("-pk").first()
    url = reverse(f"admin:{label.lower().replace('.', '_')}_change", args=[row.pk])
    context = client.get(url).context
    data, texts = sent(context["adminform"].form)
    rows = []
    for inline in context["inline_admin_formsets"]:
        data |= sent(inline.formset.management_form)[0]
        for form in inline.formset.initial_forms:
            fields, written = sent(form)
            data |= fields
            rows.append((form.instance, written))

    response = client.post(url, data)

    shown = response.context and response.context["errors"]
    assert (response.status_code, shown) == (302, None)
    changed = {row: texts} | dict(rows)
    for instance, written in changed.items():
        stored = type(instance)._default_manager.filter(pk=instance.pk).first()
        stored = stored or type(instance)._default_manager.order_by("-pk").first()
        columns = {f.name for f in stored._meta.concrete_fields}
        found = {name: getattr(stored, name) for name in written if name in columns}
        assert {unicodedata.normalize("NFC", text) for text in found.values()} <= {
            TEXT,
            f"<p>{TEXT}</p>",
        }
        for field in stored._meta.concrete_fields:
            value = getattr(stored, field.name)
            if isinstance(field, (models.CharField, models.TextField)) and value:
                assert unicodedata.is_normalized("NFC", value), field.name


@pytest.mark.parametrize(
    ("label", "make"),
    [
        ("news.Article", lambda: ArticleFactory(title=TEXT)),
        ("news.Author", lambda: AuthorFactory(name=TEXT)),
        ("news.Category", lambda: CategoryFactory(name=TEXT)),
        ("news.Photo", lambda: PhotoFactory(caption=TEXT)),
        ("news.Tag", lambda: TagFactory(name=TEXT)),
        ("news.Unit", lambda: UnitFactory(name=TEXT)),
        ("portal.User", lambda: ReporterFactory(full_name=TEXT)),
        ("auth.Group", lambda: Group.objects.create(name=TEXT)),
    ],
)
def test_a_decomposed_search_finds_what_was_typed_elsewhere(client, label, make):
    wanted = make()
    listed = reverse(f"admin:{label.lower().replace('.', '_')}_changelist")

    response = client.get(listed, {"q": DECOMPOSED})

    assert list(response.context["cl"].result_list) == [wanted]


def test_a_decomposed_word_is_found_by_the_choosers(client):
    author = AuthorFactory(name=TEXT)
    field = {"app_label": "news", "model_name": "byline", "field_name": "author"}

    response = client.get(reverse("admin:autocomplete"), field | {"term": DECOMPOSED})

    assert [row["id"] for row in response.json()["results"]] == [str(author.pk)]


def test_a_password_is_taken_as_it_was_typed(client):
    password = f"Mật-khẩu-{DECOMPOSED}-9"
    user = ReporterFactory()
    url = reverse("admin:auth_user_password_change", args=[user.pk])

    client.post(url, {"password1": password, "password2": password})

    user.refresh_from_db()
    assert user.check_password(password)


def test_markup_is_not_joined_with_a_mark_behind_it():
    assert compose("<p>\u0338a</p> e\u0301") == "<p>\u0338a</p> \xe9"
    assert compose('<p class="a"=\u0338>') == '<p class="a"=\u0338>'


def test_a_length_is_judged_of_what_will_be_stored(client):
    title = "ế" * 250
    form = filled_in(title=unicodedata.normalize("NFD", title))

    response = client.post(reverse("admin:news_article_add"), form)

    assert response.status_code == 302
    assert Article.objects.get().title == title
