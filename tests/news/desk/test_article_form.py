"""Saving and publishing in the form: a title is enough, and nothing typed is lost."""

import pytest

from news.desk.admin.article.form import ArticleForm
from news.models import Article, Edition, Revision
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    CategoryFactory,
    PhotoFactory,
    UnitFactory,
)
from tests.news.desk.sending import ADD, change, filled_in

TAKEN = "Bài viết vừa được người khác sửa."


def errors_of(response) -> dict[str, list[str]]:
    return dict(response.context["adminform"].form.errors)


def test_a_title_is_enough_to_save(editor):
    response = editor.post(ADD, filled_in(title="Chỉ có tiêu đề", _save="Lưu"))

    article = Article.objects.get()
    assert response.url == change(article)
    assert (article.title, article.created_by) == ("Chỉ có tiêu đề", editor.user)
    assert Revision.objects.of(article).count() == 1


@pytest.mark.parametrize("title", ["", "   ", "\u200b", "\u00a0"])
def test_a_story_without_title_is_not_saved_and_keeps_what_was_typed(editor, title):
    response = editor.post(ADD, filled_in(title=title, sapo="Đã gõ"))

    assert errors_of(response) == {"title": ["Bài viết phải có tiêu đề."]}
    assert response.context["adminform"].form["sapo"].value() == "Đã gõ"
    assert not Article.objects.exists()


def test_save_writes_everything_and_one_revision(editor):
    section, photo = CategoryFactory(), PhotoFactory()
    unit, first, second = UnitFactory(), AuthorFactory(), AuthorFactory()
    one, two = ArticleFactory(), ArticleFactory()

    editor.post(
        ADD,
        filled_in(
            title="Đủ mọi thứ",
            sapo="Sapo",
            body="<p>Nội dung</p>",
            category=section.pk,
            lead_photo=photo.pk,
            tags="hàng giả, Thuế",
            source_url="example.vn/tin",
            bylines=[
                {"author": first.pk, "unit": "", "position": 2},
                {"author": second.pk, "unit": unit.pk, "position": 1},
            ],
            pins=[{"target": two.pk, "position": 1}, {"target": one.pk, "position": 2}],
        ),
    )

    article = Article.objects.get(title="Đủ mọi thứ")
    story = Revision.objects.get(article=article).story
    assert [tag["tag__name"] for tag in story["tags"]] == ["hàng giả", "Thuế"]
    assert [row["author"] for row in story["bylines"]] == [second.pk, first.pk]
    assert story["bylines"][0]["unit"] == unit.pk
    assert story["pins"] == [two.pk, one.pk]
    assert story["lead"]["photo"] == photo.pk
    assert article.source_url == "https://example.vn/tin"


def test_rows_change_places_and_disappear(editor):
    one, two, three = ArticleFactory.create_batch(3)
    article = ArticleFactory(pins=[one.pk, two.pk, three.pk])
    first, second, third = article.pins.all()

    editor.post(
        change(article),
        filled_in(
            article,
            pins=[
                {"id": first.pk, "target": two.pk, "position": 2},
                {"id": second.pk, "target": one.pk, "position": 1},
                {"id": third.pk, "target": three.pk, "position": 3, "DELETE": "on"},
            ],
        ),
    )

    assert [pin.target for pin in article.pins.all()] == [one, two]


def test_a_new_row_without_a_place_goes_to_the_end(editor):
    one, two = ArticleFactory.create_batch(2)
    article = ArticleFactory(pins=[one.pk])
    (pin,) = article.pins.all()

    editor.post(
        change(article),
        filled_in(
            article,
            pins=[
                {"id": pin.pk, "target": one.pk, "position": 1},
                {"target": two.pk, "position": 0},
            ],
        ),
    )

    assert [pin.target for pin in article.pins.all()] == [one, two]


def test_an_empty_row_is_no_row_whatever_its_place(editor):
    article = ArticleFactory(bylines=[])
    rows = [{"author": "", "unit": "", "position": 1}]

    response = editor.post(change(article), filled_in(article, bylines=rows))

    assert response.status_code == 302
    assert not article.bylines.exists()


def test_a_story_pins_neither_itself_nor_another_twice(editor):
    article, other = ArticleFactory(), ArticleFactory()
    rows = [{"target": pk} for pk in (article.pk, other.pk, other.pk)]

    response = editor.post(change(article), filled_in(article, pins=rows))

    *_, pins = response.context["inline_admin_formsets"]
    assert [dict(form.errors) for form in pins.formset.forms] == [
        {"target": ["Bài viết không thể ghim chính nó."]},
        {},
        {"target": ["Tin này đã được ghim."]},
    ]
    assert not article.pins.exists()


def test_an_author_signs_once(editor):
    article, author = ArticleFactory(bylines=[]), AuthorFactory()
    rows = [{"author": author.pk}, {"author": author.pk}]

    response = editor.post(change(article), filled_in(article, bylines=rows))

    bylines, *_ = response.context["inline_admin_formsets"]
    assert bylines.formset.forms[1].errors == {
        "author": ["Tác giả này đã có trong bài."]
    }
    assert not article.bylines.exists()


def test_publish_saves_first_and_puts_the_story_on_the_site(editor):
    article = ArticleFactory()

    response = editor.post(
        change(article), filled_in(article, title="Tiêu đề mới", _publish="1")
    )

    edition = Edition.objects.get()
    assert (edition.title, edition.published_by) == ("Tiêu đề mới", editor.user)
    assert response.url == change(article)
    assert edition.get_absolute_url() in editor.get(response.url).text


def test_a_new_story_is_published_with_one_button(editor):
    section, author = CategoryFactory(), AuthorFactory()

    editor.post(
        ADD,
        filled_in(
            title="Tin mới",
            sapo="Sapo",
            body="<p>Chữ</p>",
            category=section.pk,
            bylines=[{"author": author.pk}],
            _publish="1",
        ),
    )

    assert Edition.objects.get().title == "Tin mới"


def test_publish_shows_each_problem_at_its_field_and_keeps_what_was_typed(editor):
    response = editor.post(ADD, filled_in(title="Tin còn thiếu", _publish="1"))
    page = editor.get(response.url)

    article = Article.objects.get()
    assert not article.editions.exists()
    assert errors_of(page) == {
        "category": ["Bài chưa có chuyên mục."],
        "sapo": ["Bài chưa có sapo."],
        "body": ["Bài chưa có nội dung."],
    }
    box = page.text[page.text.index('id="bylines-group"') :]
    assert "Bài chưa có người viết hoặc nguồn." in box[: box.index("</table>")]
    assert [problem["anchor"] for problem in page.context["problems"]] == [
        "id_category",
        "id_sapo",
        "id_body",
        "bylines-group",
    ]
    assert page.context["adminform"].form["title"].value() == "Tin còn thiếu"
    assert "còn 4 việc phải làm" in page.text


def test_a_lead_photo_without_caption_is_named_at_its_field(editor):
    article = ArticleFactory(lead_photo=PhotoFactory(caption="", alt=""))

    response = editor.post(change(article), filled_in(article, _publish="1"))

    assert errors_of(editor.get(response.url)) == {
        "lead_caption": ["Ảnh đại diện chưa có chú thích."],
        "lead_alt": ["Ảnh đại diện cần mô tả (alt) nói rõ trong ảnh có gì."],
    }


def test_a_form_of_an_older_version_comes_back_with_everything_typed(editor):
    article = ArticleFactory(title="Ban đầu")
    late = filled_in(article, title="Của người sau", _publish="1")
    editor.post(change(article), filled_in(article, title="Của người trước"))

    response = editor.post(change(article), late)

    assert errors_of(response)["__all__"][0] == TAKEN
    assert response.context["adminform"].form["title"].value() == "Của người sau"
    article.refresh_from_db()
    assert article.title == "Của người trước"
    assert article.revisions.count() == 2
    assert not article.editions.exists()


def test_a_form_without_version_is_an_old_one(editor):
    article = ArticleFactory()

    response = editor.post(
        change(article), filled_in(article, version="", title="Khác")
    )

    assert errors_of(response)["__all__"][0] == TAKEN


def test_publishing_twice_with_one_form_makes_one_edition(editor):
    article = ArticleFactory()
    form = filled_in(article, _publish="1")

    editor.post(change(article), form)
    second = editor.post(change(article), form)

    assert Edition.objects.count() == 1
    assert errors_of(second)["__all__"][0] == TAKEN


def test_a_colleague_between_reading_and_writing_wins(editor, monkeypatch):
    """The form was read before the colleague's save; the door still refuses it."""
    article = ArticleFactory(title="Ban đầu")
    late = filled_in(article, title="Chậm hơn")
    editor.post(change(article), filled_in(article, title="Nhanh hơn"))
    clean, blind = ArticleForm.clean, [True]

    def clean_before_the_save(form):
        if blind:
            form.instance.version = form.cleaned_data["version"]
            blind.pop()
        return clean(form)

    monkeypatch.setattr(ArticleForm, "clean", clean_before_the_save)
    response = editor.post(change(article), late)

    assert errors_of(response)["__all__"][0] == TAKEN
    assert response.context["adminform"].form["title"].value() == "Chậm hơn"
    article.refresh_from_db()
    assert article.title == "Nhanh hơn"
