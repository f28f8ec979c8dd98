"""Two people, one story: nothing is overwritten, both texts come back side by side."""

import json
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from news import attachments, publishing
from news.desk import conflicts
from news.models import Article, ArticleAttachment, Edition, Revision
from tests.document_files import pdf
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    CategoryFactory,
    EditorFactory,
    PhotoFactory,
    TagFactory,
    UnitFactory,
)
from tests.news.desk.sending import change, filled_in
from tests.news.desk.test_history import save

TAKEN = "Bài viết vừa được người khác sửa."
ONE = "<p>Đoàn kiểm tra lập biên bản tại kho</p>"
ONE_MORE = "<p>Đoàn kiểm tra lập biên bản tại kho lậu</p>"
TWO = "<p>Số hàng chưa có hóa đơn</p>"


@pytest.fixture
def colleague(db):
    return EditorFactory(full_name="Trần Thu Hà")


def opened(article, **typed):
    """The form as it is sent later, opened now."""
    base = Revision.objects.of(article).first().number
    return filled_in(article, base=base) | filled_in_changes(article, typed)


def filled_in_changes(article, typed):
    whole, changed = filled_in(article), filled_in(article, **typed)
    return {
        key: value
        for key, value in changed.items()
        if whole.get(key) != value or key not in whole
    }


def told(response):
    """{part: [(mine, theirs, preset)]} of what differs."""
    return {
        part.name: [
            (
                place.slot.mine and place.slot.mine.text,
                place.slot.theirs and place.slot.theirs.text,
                place.slot.preset,
            )
            for place in part.places
            if place.slot.choice is not None
        ]
        for part in response.context["conflict"].parts
    }


def side_by_side(response):
    """The part of the page that shows both texts."""
    start = response.text.index("data-conflict ")
    return response.text[start : response.text.index('class="story-form"')]


def refused(response, article):
    """Nothing was written, and the answer says so."""
    errors = response.context["adminform"].form.errors
    written = Article.objects.get(pk=article.pk)
    return (
        response.status_code == 409
        and errors["__all__"][0] == TAKEN
        and written.version == article.version
        and written.revisions.count() == article.revisions.count()
    )


def resolved(response, **form):
    """The same form sent again by somebody who saw both texts."""
    bound = response.context["adminform"].form
    sent = dict(bound.data.items())
    for inline in response.context["inline_admin_formsets"]:
        prefix = f"{inline.formset.prefix}-"
        sent = {k: v for k, v in sent.items() if not k.startswith(prefix)}
        data = inline.formset.data
        sent |= {k: v for k, v in data.items() if k.startswith(prefix)}
    return sent | {"resolved": response.context["conflict"].resolved} | form


def test_r5_a_late_save_gets_409_and_both_texts(editor, colleague):
    article = ArticleFactory(title="Ban đầu", body=ONE + TWO)
    late = opened(article, title="Của tôi", body=ONE + TWO + "<p>Đoạn của tôi</p>")
    save(article, colleague, title="Của Hà", body=ONE_MORE + TWO)

    response = editor.post(change(article), late)

    assert refused(response, article)
    assert told(response) == {
        "title": [("Của tôi", "Của Hà", "")],
        "body": [
            (
                "Đoàn kiểm tra lập biên bản tại kho",
                "Đoàn kiểm tra lập biên bản tại kho lậu",
                "theirs",
            ),
            ("Đoạn của tôi", None, "mine"),
        ],
    }
    form = response.context["adminform"].form
    assert form["title"].value() == "Của tôi"
    assert "Đoạn của tôi" in form["body"].value()
    assert "Trần Thu Hà" in response.text
    assert "Của <mark>Hà</mark>" in response.text


SCALARS = {
    "title": ("Tin một", "Tin hai", "Tin ba"),
    "sapo": ("Sapo một", "Sapo hai", "Sapo ba"),
    "kind": ("tin", "bai", "thong-bao"),
    "source_name": ("Đội 1", "Đội 2", "Đội 3"),
    "source_url": ("https://a.vn/1", "https://a.vn/2", "https://a.vn/3"),
    "lead_caption": ("Chú thích một", "Chú thích hai", "Chú thích ba"),
    "source_at": (
        datetime(2026, 11, 20, 8, 0, 30, tzinfo=UTC),
        datetime(2026, 11, 20, 9, 0, tzinfo=UTC),
        datetime(2026, 11, 20, 10, 0, tzinfo=UTC),
    ),
    "lead_alt": ("Mô tả một", "Mô tả hai", "Mô tả ba"),
}


@pytest.mark.parametrize("name", SCALARS)
@pytest.mark.parametrize("who", ["both", "mine", "theirs"])
def test_every_field_stands_side_by_side(editor, colleague, name, who):
    base, mine, theirs = SCALARS[name]
    other = "source_name" if name == "title" else "title"
    article = ArticleFactory(**{"lead_photo": PhotoFactory(), name: base})
    late = opened(article, **{name: mine if who != "theirs" else base})
    changes = {name: theirs if who != "mine" else base, other: "Việc khác"}
    save(article, colleague, **changes)

    response = editor.post(change(article), late)

    expected = {"both": "", "mine": "mine", "theirs": "theirs"}[who]
    assert refused(response, article)
    ((_, _, preset),) = told(response)[name]
    assert preset == expected
    assert response.context["adminform"].form[name].value() == str(late[name])


def test_sections_and_lead_photos_stand_side_by_side(editor, colleague):
    sections = [CategoryFactory(name=name) for name in ("Một", "Hai", "Ba")]
    photos = PhotoFactory.create_batch(3)
    article = ArticleFactory(category=sections[0], lead_photo=photos[0])
    late = opened(article, category=sections[1].pk, lead_photo=photos[1].pk)
    save(article, colleague, category=sections[2], lead_photo=photos[2])

    response = editor.post(change(article), late)

    assert refused(response, article)
    differences = told(response)
    assert differences["category"] == [("Hai", "Ba", "")]
    ((mine, theirs, preset),) = differences["lead_photo"]
    assert (mine.split()[2], theirs.split()[2], preset) == (
        str(photos[1].pk),
        str(photos[2].pk),
        "",
    )
    assert differences["lead_caption"] == [(photos[1].caption, photos[2].caption, "")]
    filled = {
        part.name: [json.loads(place.theirs) for place in part.places]
        for part in response.context["conflict"].parts
    }
    assert filled["category"] == [
        {
            "fields": {"category": [str(sections[2].pk)]},
            "labels": {"category": ["Ba"]},
        }
    ]
    # The form's own caption is empty on both sides: the library's is shown.
    assert filled["lead_caption"][0]["fields"] == {"lead_caption": [""]}


def test_tags_of_both_stand_side_by_side(editor, colleague):
    TagFactory(name="hàng giả")
    article = ArticleFactory(tags=["hàng giả"])
    late = opened(article, tags="HÀNG GIẢ, thuế")
    save(article, colleague, tags=["hàng giả", "giá cả"])

    response = editor.post(change(article), late)

    assert refused(response, article)
    assert told(response) == {
        "tags": [(None, "giá cả", "theirs"), ("thuế", None, "mine")]
    }


def test_rows_of_both_stand_side_by_side(editor, colleague):
    mine, theirs, both = (ArticleFactory(title=f"Tin {n}") for n in ("A", "B", "C"))
    minh, lan = AuthorFactory(name="Minh"), AuthorFactory(name="Lan")
    unit, other = UnitFactory(name="Đội 1"), UnitFactory(name="Đội 2")
    photo, own = PhotoFactory(), PhotoFactory()
    file = attachments.store(pdf(), name="a.pdf", by=None)
    article = ArticleFactory(bylines=[(minh, None)], pins=[both.pk])
    ArticleAttachment.objects.create(article=article, attachment=file, title="Cũ")
    save(article)
    late = opened(
        article,
        pins=[
            {"target": mine.pk, "position": 1},
            {"id": article.pins.get().pk, "target": both.pk, "position": 2},
        ],
        bylines=[
            {"id": article.bylines.get().pk, "author": minh.pk, "unit": unit.pk},
            {"author": lan.pk, "unit": ""},
        ],
        gallery=[{"photo": own.pk, "caption": "Của tôi", "alt": "a"}],
        attachments=[
            {
                "id": article.attachments.get().pk,
                "attachment": file.pk,
                "title": "Mới",
            }
        ],
    )
    save(
        article,
        colleague,
        pins=[both.pk, theirs.pk],
        bylines=[(minh, other)],
        gallery=[{"photo": photo.pk, "caption": "Của Hà", "alt": "b"}],
    )

    response = editor.post(change(article), late)

    assert refused(response, article)
    assert told(response) == {
        "bylines": [("Minh, Đội 1", "Minh, Đội 2", ""), ("Lan", None, "mine")],
        "gallery": [
            (f"Ảnh số {own.pk}: Của tôi\nMô tả (alt): a", None, "mine"),
            (None, f"Ảnh số {photo.pk}: Của Hà\nMô tả (alt): b", "theirs"),
        ],
        "attachments": [("Mới (PDF)", "Cũ (PDF)", "mine")],
        "pins": [("Tin A", None, "mine"), (None, "Tin B", "theirs")],
    }
    again = editor.post(change(article), resolved(response))
    assert again.status_code == 302
    article.refresh_from_db()
    assert [pin.target for pin in article.pins.all()] == [mine, both]
    assert [(b.author, b.unit) for b in article.bylines.all()] == [
        (minh, unit),
        (lan, None),
    ]
    assert [row.caption for row in article.gallery.all()] == ["Của tôi"]
    assert [row.title for row in article.attachments.all()] == ["Mới"]


def test_rows_that_a_colleague_removed_break_nothing(editor, colleague):
    pins = ArticleFactory.create_batch(3)
    article = ArticleFactory(pins=[pin.pk for pin in pins])
    late = opened(article, title="Của tôi")
    save(article, colleague, pins=[], bylines=[])

    response = editor.post(change(article), late)

    assert refused(response, article)
    assert [preset for *_, preset in told(response)["pins"]] == ["theirs"] * 3
    again = editor.post(change(article), resolved(response))
    assert again.status_code == 302
    assert [pin.target for pin in article.pins.all()] == pins


def test_a_preview_on_top_of_other_rows_breaks_nothing(editor, colleague):
    mine, theirs = (ArticleFactory(title=name) for name in ("Tin A", "Tin B"))
    article = ArticleFactory(pins=[mine.pk, theirs.pk])
    late = opened(article, title="Của tôi")
    save(article, colleague, pins=[], bylines=[])
    preview = reverse("admin:news_article_preview", args=[article.pk])

    assert editor.post(preview, late).status_code in (200, 302)
    assert not article.pins.exists()


def test_rows_that_i_removed_stay_removed(editor, colleague):
    pin, new = ArticleFactory(), ArticleFactory()
    article = ArticleFactory(pins=[pin.pk])
    late = opened(article, pins=[])
    save(article, colleague, pins=[pin.pk, new.pk])

    response = editor.post(change(article), late)
    editor.post(change(article), resolved(response))

    assert not article.pins.exists()


def test_invalid_rows_come_back_as_typed(editor, colleague):
    article, author = ArticleFactory(bylines=[]), AuthorFactory(name="Lan")
    rows = [{"author": author.pk}, {"author": author.pk}, {"author": "999999"}]
    late = opened(article, bylines=rows, title="")
    save(article, colleague, title="Của Hà")

    response = editor.post(change(article), late)

    assert refused(response, article)
    bylines, *_ = response.context["inline_admin_formsets"]
    assert [form["author"].value() for form in bylines.formset.forms] == [
        *(str(author.pk), str(author.pk), "999999")
    ]
    assert bylines.formset.forms[1].errors
    assert "title" in response.context["adminform"].form.errors


def test_a_body_that_cannot_be_saved_is_not_lost(editor, colleague):
    article = ArticleFactory(body=ONE)
    wild = "<div>" * 400 + "Chữ của tôi" + "</div>" * 400
    late = opened(article, body=wild)
    save(article, colleague, body=TWO)

    response = editor.post(change(article), late)

    assert refused(response, article)
    assert response.context["adminform"].form["body"].value() == wild


@pytest.mark.parametrize("button", ["_publish", "_submit", "_schedule", "_save"])
def test_no_button_passes_by_the_question(editor, colleague, button):
    article = ArticleFactory(title="Ban đầu")
    late = opened(article, title="Của tôi", **{button: "1"})
    save(article, colleague, title="Của Hà")

    response = editor.post(change(article), late)

    assert refused(response, article)
    assert not Edition.objects.exists()
    article.refresh_from_db()
    assert (article.title, article.state) == ("Của Hà", "nhap")


def test_sent_again_without_a_decision_it_is_asked_again(editor, colleague):
    article = ArticleFactory(title="Ban đầu")
    late = opened(article, title="Của tôi")
    save(article, colleague, title="Của Hà")
    response = editor.post(change(article), late)
    undecided = resolved(response)
    del undecided["resolved"]

    again = editor.post(change(article), undecided)

    assert refused(again, article)
    assert told(again) == told(response)


def test_decided_it_is_saved_and_both_texts_are_in_the_history(editor, colleague):
    article = ArticleFactory(title="Ban đầu")
    late = opened(article, title="Của tôi")
    save(article, colleague, title="Của Hà")
    response = editor.post(change(article), late)

    again = editor.post(change(article), resolved(response, title="Của cả hai"))

    assert again.url == change(article)
    titles = [(r.story["title"], r.made_by) for r in Revision.objects.of(article)]
    assert titles[:2] == [("Của cả hai", editor.user), ("Của Hà", colleague)]


def test_a_third_save_in_between_is_asked_once_more(editor, colleague):
    article = ArticleFactory(title="Ban đầu", sapo="Sapo")
    late = opened(article, title="Của tôi")
    save(article, colleague, title="Của Hà")
    response = editor.post(change(article), late)
    decided = resolved(response, title="Của cả hai")
    save(article, EditorFactory(full_name="Người thứ ba"), sapo="Sapo thứ ba")

    third = editor.post(change(article), decided)

    assert refused(third, article)
    # Against the save that was seen: the title is my decision, the sapo is theirs.
    assert told(third) == {
        "title": [("Của cả hai", "Của Hà", "mine")],
        "sapo": [("Sapo", "Sapo thứ ba", "theirs")],
    }
    assert "Người thứ ba" in third.text
    editor.post(change(article), resolved(third, sapo="Sapo thứ ba"))
    article.refresh_from_db()
    assert (article.title, article.sapo) == ("Của cả hai", "Sapo thứ ba")


def test_without_a_base_everything_is_asked(editor, colleague):
    article = ArticleFactory(title="Ban đầu", sapo="Sapo")
    late = opened(article, title="Của tôi") | {"base": ""}
    save(article, colleague, sapo="Sapo của Hà")

    for base in ("", "x", "99", "-1", "9" * 30):
        response = editor.post(change(article), late | {"base": base})
        assert told(response) == {
            "title": [("Của tôi", "Ban đầu", "")],
            "sapo": [("Sapo", "Sapo của Hà", "")],
        }


def test_the_same_text_sent_twice_simply_succeeds(editor):
    article = ArticleFactory(title="Ban đầu", tags=["hàng giả"])
    form = opened(article, title="  Của   tôi ", body=ONE, _save="Lưu")
    editor.post(change(article), form)
    saves = article.revisions.count()

    again = editor.post(change(article), form)

    assert again.url == change(article)
    assert article.revisions.count() == saves
    page = editor.get(again.url)
    assert "đúng những chữ này" in str([str(m) for m in page.context["messages"]])


def test_a_step_without_new_text_asks_for_nothing_but_a_second_look(editor, colleague):
    article = ArticleFactory(title="Ban đầu")
    late = opened(article, title="Của tôi")
    publishing.submit(article, by=colleague, note="Xin duyệt gấp")

    response = editor.post(change(article), late)

    assert refused(response, article)
    assert told(response) == {"title": [("Của tôi", "Ban đầu", "mine")]}
    assert "Xin duyệt gấp" in response.text
    assert editor.post(change(article), resolved(response)).status_code == 302
    article.refresh_from_db()
    assert article.title == "Của tôi"


def test_a_form_knows_the_save_that_it_was_opened_from(editor):
    article = ArticleFactory()
    save(article, title="Hai")

    page = editor.get(change(article))

    assert '<input type="hidden" name="base" value="2" id="id_base">' in page.text
    assert "data-conflict" not in page.text


def test_a6_a_reporter_learns_no_hidden_title_from_a_conflict(reporter):
    secret = ArticleFactory(title="Tin mật")
    article = ArticleFactory(by=reporter.user, title="Ban đầu")
    late = opened(article, title="Của tôi", pins=[{"target": secret.pk}])
    save(article, EditorFactory(), title="Của Hà", pins=[secret.pk])

    response = reporter.post(change(article), late)

    assert refused(response, article)
    assert "Tin mật" not in side_by_side(response)


def test_a5_a_stranger_gets_no_text_by_a_conflict(reporter):
    other = ArticleFactory(title="Tin mật")

    response = reporter.post(change(other), filled_in(other, version=0))

    assert response.status_code == 302
    assert "Tin mật" not in response.text


def test_what_is_shown_of_either_side_runs_nothing(editor, colleague):
    article = ArticleFactory(body=ONE)
    late = opened(article, body="<p>a<script>alert(1)</script><b onclick=x>b</b></p>")
    save(article, colleague, title="<img src=x onerror=alert(2)>")

    response = editor.post(change(article), late)

    shown = side_by_side(response)
    assert "alert(2)" in shown
    assert "<script>alert(1)" not in shown
    assert "onclick=x" not in shown
    assert "<img src=x" not in shown


@pytest.mark.parametrize("count", [1, 3])
def test_two_texts_are_compared_in_the_same_queries(
    editor, colleague, django_assert_num_queries, count
):
    pins = [ArticleFactory().pk for _ in range(count)]
    bylines = [(AuthorFactory(unit=UnitFactory()), None) for _ in range(count)]
    photos = PhotoFactory.create_batch(count)
    gallery = [{"photo": p.pk, "alt": "a", "caption": "c"} for p in photos]
    article = ArticleFactory(pins=pins[:1], lead_photo=photos[0])
    save(article, colleague, pins=pins, bylines=bylines, gallery=gallery)
    typed = conflicts.stored(Article.objects.get(pk=article.pk))

    with django_assert_num_queries(29):  # Two stories of twelve kinds of rows each.
        conflict = conflicts.between(typed, article.pk, base=1, user=editor.user)

    assert conflict.parts == []
