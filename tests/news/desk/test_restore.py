"""An old save becomes the working text again; nobody gains a right by it."""

import pytest
from django.urls import reverse

from news import attachments, publishing
from news.models import Article, ArticleAttachment, Author, Edition, Photo, Revision
from tests.document_files import pdf
from tests.factories import (
    AdministratorFactory,
    ArticleFactory,
    AuthorFactory,
    CategoryFactory,
    EditorFactory,
    PartyOfficerFactory,
    PhotoFactory,
    UnitFactory,
)
from tests.news.desk.conftest import signed_in
from tests.news.desk.test_history import address, save

PAGES = ["history", "compare", "readers_saw"]
QUERIES = {"compare": "?cu=1&moi=2", "readers_saw": "?ngay=01/11/2026"}


def restore(client, article, number, **form):
    version = Article.objects.get(pk=article.pk).version
    url = address("restore", article, number)
    return client.post(url, {"version": version, "note": ""} | form)


def messages(client, response):
    page = client.get(response.url)
    return [str(message) for message in page.context["messages"]]


def test_every_part_comes_back_as_a_new_save(editor):
    pin, photo = ArticleFactory(), PhotoFactory()
    author, unit = AuthorFactory(), UnitFactory()
    file = attachments.store(pdf(), name="Quyết định.pdf", by=None)
    article = ArticleFactory(
        title="Cũ",
        sapo="Sapo cũ",
        body="<p>Chữ cũ</p>",
        kind="bai",
        lead_photo=photo,
        lead_caption="Chú thích cũ",
        lead_alt="Mô tả cũ",
        source_name="Nguồn cũ",
        source_url="https://a.vn/cu",
        tags=["hàng giả"],
        bylines=[(author, unit)],
        pins=[pin.pk],
    )
    ArticleAttachment.objects.create(article=article, attachment=file, title="Tệp cũ")
    save(article, gallery=[{"photo": photo.pk, "alt": "a", "caption": "c"}])
    old = Revision.objects.of(article).first()
    ArticleAttachment.objects.all().delete()
    save(
        article,
        **dict.fromkeys(("sapo", "body", "lead_caption", "lead_alt"), ""),
        title="Mới",
        kind="tin",
        lead_photo=None,
        category=CategoryFactory(),
        source_name="",
        source_url="",
        tags=[],
        bylines=[],
        pins=[],
        gallery=[],
    )

    response = restore(editor, article, 2, note="Bản kia nhầm số")

    last = Revision.objects.of(article).first()
    assert (last.number, last.digest, last.made_by) == (4, old.digest, editor.user)
    assert last.note == "Khôi phục bản lưu 2: Bản kia nhầm số"
    assert messages(editor, response) == [
        "Đã khôi phục bản lưu 2; trang chưa đổi gì.",
    ]
    assert not Edition.objects.exists()


def test_the_page_tells_what_would_change_and_changes_nothing(editor):
    article = ArticleFactory(title="Bản đầu")
    save(article, title="Bản sau")

    page = editor.get(address("restore", article, 1))

    (title,) = page.context["differences"]
    (line,) = title.lines
    assert (line.before.text, line.after.text) == ("Bản sau", "Bản đầu")
    assert article.revisions.count() == 2


def test_a_story_that_changed_meanwhile_is_not_overwritten(editor):
    article = ArticleFactory(title="Một")
    save(article, title="Hai")
    version = article.version
    colleague = EditorFactory(full_name="Trần Thu Hà")
    save(article, colleague, title="Ba")

    page = restore(editor, article, 1, version=version, note="Lý do của tôi")

    assert page.status_code == 409
    assert "Bài viết vừa được người khác sửa." in page.text
    assert "Trần Thu Hà" in page.text
    assert 'value="Lý do của tôi"' in page.text
    assert f'name="version" value="{article.version}"' in page.text
    article.refresh_from_db()
    assert article.title == "Ba"
    assert restore(editor, article, 1).status_code == 302
    article.refresh_from_db()
    assert article.title == "Một"


def test_what_is_gone_is_named(editor):
    photo, gone = PhotoFactory(), PhotoFactory()
    author = AuthorFactory(name="Người đã nghỉ")
    pin = ArticleFactory(bylines=[])
    section = CategoryFactory(name="Mục cũ")
    article = ArticleFactory(
        lead_photo=photo, bylines=[(author, None)], pins=[pin.pk], category=section
    )
    save(article, gallery=[{"photo": gone.pk, "alt": "a", "caption": "c"}])
    save(
        article,
        title="Hai",
        lead_photo=None,
        bylines=[],
        pins=[],
        gallery=[],
        category=None,
    )
    Author.objects.filter(pk=author.pk).delete()
    publishing.withdraw_photo(photo, by=None, reason="Bản quyền")
    Photo.objects.filter(pk=gone.pk).delete()
    pin.revisions.all().delete()
    Article.objects.filter(pk=pin.pk).delete()
    section.delete()
    lost = [
        "Chuyên mục “muc-cu” không còn nữa.",
        "Tác giả “Người đã nghỉ” không còn nữa.",
        f"Ảnh {photo.file.name.rpartition('/')[2]} đã bị gỡ khỏi mọi trang;"
        " bạn đọc sẽ không thấy.",
        f"Ảnh {gone.file.name.rpartition('/')[2]} không còn trong thư viện.",
        f"Tin liên quan số {pin.pk} không còn nữa.",
    ]

    page = editor.get(address("restore", article, 2))
    response = restore(editor, article, 2)

    assert page.context["lost"] == lost
    assert messages(editor, response)[1:] == lost
    article.refresh_from_db()
    assert article.category is None
    assert not article.pins.exists()


def test_a_save_of_another_story_has_no_address_here(editor):
    article, other = ArticleFactory(title="Của tôi"), ArticleFactory(title="Tin mật")
    save(other, title="Tin mật hai")

    for name in ("revision", "restore"):
        assert editor.get(address(name, article, 2)).status_code == 302
    assert restore(editor, article, 2).status_code == 302
    article.refresh_from_db()
    assert article.title == "Của tôi"
    assert article.revisions.count() == 1


def test_a5_a6_the_past_of_a_story_is_hidden_like_the_story(reporter):
    other = ArticleFactory(title="Tin mật")
    save(other, title="Tin mật hai")
    nothing = 987654

    for name in PAGES:
        refused = reporter.get(address(name, other) + QUERIES.get(name, ""))
        absent = reverse(f"admin:news_article_{name}", args=[nothing])
        missing = reporter.get(absent + QUERIES.get(name, ""))
        assert refused.status_code == missing.status_code == 302
        assert refused.url == missing.url == reverse("admin:index")
    for name in ("revision", "restore"):
        refused = reporter.get(address(name, other, 1))
        missing = reporter.get(reverse(f"admin:news_article_{name}", args=[nothing, 1]))
        assert refused.url == missing.url == reverse("admin:index")
        assert len(refused.content) == len(missing.content)
    assert restore(reporter, other, 1).status_code == 302
    other.refresh_from_db()
    assert other.title == "Tin mật hai"


def test_a12_what_is_hidden_and_what_is_absent_say_the_same(reporter):
    other = ArticleFactory(title="Tin mật")

    def said(pk):
        url = reverse("admin:news_article_history", args=[pk])
        page = reporter.get(url, follow=True)
        return [str(m).replace(str(pk), "…") for m in page.context["messages"]]

    assert said(other.pk) == said(987654)
    assert "Tin mật" not in str(said(other.pk))


@pytest.mark.parametrize("name", [*PAGES, "revision", "restore"])
def test_a5_a6_a_party_officer_and_a_visitor_see_no_past(client, db, name):
    article = ArticleFactory(title="Bản nháp")
    numbers = [1] if name in {"revision", "restore"} else []
    url = address(name, article, *numbers)
    officer = signed_in(PartyOfficerFactory())

    assert officer.get(url).status_code == 403
    assert client.get(url).status_code == 302
    assert "/quan-tri/login/" in client.get(url).url
    assert "Bản nháp" not in officer.get(url).text


def test_a_reporter_restores_her_own_until_it_is_published(reporter):
    article = ArticleFactory(title="Một", by=reporter.user)
    save(article, title="Hai")

    assert restore(reporter, article, 1).status_code == 302
    article.refresh_from_db()
    assert article.title == "Một"

    publishing.publish(article, by=EditorFactory())
    assert restore(reporter, article, 2).status_code == 403
    assert reporter.get(address("restore", article, 2)).status_code == 403
    assert (
        address("restore", article, 2)
        not in reporter.get(address("revision", article, 2)).text
    )
    article.refresh_from_db()
    assert article.title == "Một"


def test_an_administrator_restores_as_an_editor_does(db):
    article = ArticleFactory(title="Một")
    save(article, title="Hai")

    restore(signed_in(AdministratorFactory()), article, 1)

    article.refresh_from_db()
    assert article.title == "Một"


def test_a_restored_save_pins_nothing_for_who_may_not_pin(reporter):
    secret, shown = ArticleFactory(title="Tin mật"), ArticleFactory()
    article = ArticleFactory(by=reporter.user, pins=[secret.pk])
    save(article, title="Hai", pins=[shown.pk])

    page = reporter.get(address("restore", article, 1))
    response = restore(reporter, article, 1)

    assert [pin.target for pin in article.pins.all()] == [shown]
    said = "Tin liên quan giữ như hiện nay: bạn không có quyền ghim tin."
    assert page.context["lost"] == [said]
    assert said in messages(reporter, response)
    assert "Tin mật" not in page.text


def test_a_restored_save_brings_no_file_that_one_may_not_have(reporter):
    file = attachments.store(pdf(), name="Mật.pdf", by=EditorFactory())
    article = ArticleFactory(by=reporter.user)
    ArticleAttachment.objects.create(article=article, attachment=file)
    save(article)
    ArticleAttachment.objects.all().delete()
    save(article, title="Hai")

    response = restore(reporter, article, 2)

    assert not article.attachments.exists()
    assert any("không có quyền với tệp này" in m for m in messages(reporter, response))
    file_url = reverse("admin:news_article_file", args=[file.pk])
    assert reporter.get(file_url).status_code == 404


def test_titles_of_hidden_stories_stay_hidden_in_the_past(reporter):
    secret = ArticleFactory(title="Tin mật")
    article = ArticleFactory(by=reporter.user, pins=[secret.pk])
    save(article, pins=[])

    for url in (
        address("revision", article, 1),
        address("compare", article) + "?cu=1&moi=2",
    ):
        page = reporter.get(url)
        assert f"Bài số {secret.pk}" in page.text
        assert "Tin mật" not in page.text


def test_restore_needs_a_post_with_a_version(editor):
    article = ArticleFactory(title="Một")
    save(article, title="Hai")

    for form in ({"version": ""}, {"version": "x"}, {"version": "9" * 30}):
        assert restore(editor, article, 1, **form).status_code == 409
    article.refresh_from_db()
    assert article.title == "Hai"
