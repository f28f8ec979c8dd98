"""Galleries and attachments: rows of the article form, then of what readers see."""

import re

import pytest
from django.core.files.storage import storages
from django.urls import reverse

from news import attachments, publishing
from news.enums import StoryKind
from news.models import Article, ArticleAttachment, Attachment, Edition, GalleryPhoto
from tests.bad_documents import BAD, made
from tests.document_files import docx, pdf
from tests.factories import (
    ArticleFactory,
    EditorFactory,
    PhotoFactory,
    ReporterFactory,
)
from tests.news.desk.sending import ADD, change, filled_in

FILES = reverse("admin:news_article_file_upload")


def sent(content, name="van-ban.pdf"):
    from django.core.files.uploadedfile import SimpleUploadedFile

    return {"upload": SimpleUploadedFile(name, content)}


def with_file(article, title="", **stored):
    stored = {
        "content": pdf(),
        "name": "Quyết định 12/QĐ-QLTT.pdf",
        "by": None,
    } | stored
    file = attachments.store(stored.pop("content"), **stored)
    ArticleAttachment.objects.create(article=article, attachment=file, title=title)
    publishing.save(article, by=None)
    return file


def link_in(edition):
    found = re.search(r'href="(/tep-dinh-kem/[^"]+)"', edition.html)
    return found[1] if found else ""


# --- Galleries ------------------------------------------------------------------------


def test_a_gallery_is_saved_in_its_order_with_its_own_texts(editor):
    first, second = PhotoFactory(), PhotoFactory()
    rows = [
        {"photo": second.pk, "caption": " Cảnh  hai ", "alt": "Kho", "position": 2},
        {"photo": first.pk, "caption": "", "alt": "", "position": 1},
    ]

    editor.post(ADD, filled_in(title="Chùm ảnh", kind="anh", gallery=rows))

    article = Article.objects.get()
    saved = GalleryPhoto.objects.filter(article=article)
    assert [(row.photo, row.caption, row.alt) for row in saved] == [
        (first, "", ""),
        (second, "Cảnh hai", "Kho"),
    ]
    told = article.revisions.get().story["gallery"]
    assert [row["caption"] for row in told] == [first.caption, "Cảnh hai"]


def test_a_photo_stands_once_in_a_gallery(editor):
    photo = PhotoFactory()
    rows = [{"photo": photo.pk, "position": n} for n in (1, 2)]

    response = editor.post(ADD, filled_in(title="Chùm ảnh", gallery=rows))

    assert "Ảnh này đã có trong bộ ảnh." in response.text
    assert not Article.objects.exists()


@pytest.mark.parametrize("pk", ["0", "9" * 18, "9" * 30, "x", "-1", "1' OR 1=1"])
def test_a_photo_that_is_none_is_refused_at_its_row(editor, pk):
    rows = [{"photo": pk, "position": 1}]

    response = editor.post(ADD, filled_in(title="Chùm ảnh", gallery=rows))

    assert response.status_code == 200
    assert not Article.objects.exists()


def test_a_restored_revision_brings_gallery_and_files_back(db):
    article = ArticleFactory(kind=StoryKind.PHOTO)
    GalleryPhoto.objects.create(article=article, photo=PhotoFactory(caption="Kho"))
    with_file(article)
    revision = article.revisions.order_by("-number").first()
    GalleryPhoto.objects.all().delete()
    ArticleAttachment.objects.all().delete()
    publishing.save(article, by=None)

    publishing.restore(revision, by=None, version=article.version)

    latest = article.revisions.order_by("-number").first()
    assert latest.story["gallery"] == revision.story["gallery"]
    assert latest.story["attachments"] == revision.story["attachments"]


# --- Attachments: coming in -----------------------------------------------------------


def test_a_document_is_kept_under_a_name_of_ours(reporter):
    answer = reporter.post(FILES, sent(docx(), "../Báo cáo  tháng 11.docx.docx")).json()

    file = Attachment.objects.get()
    assert answer["title"] == file.title == "Báo cáo tháng 11"
    assert file.name == f"tep/{file.sha256[:2]}/{file.sha256[2:34]}.docx"
    assert file.open().read() == docx()


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_a19_a27_a_bad_document_leaves_nothing(editor, bad):
    content, message = bad

    response = editor.post(FILES, sent(made(content)))

    assert response.status_code in (400, 413)
    assert message in response.json()["error"]["message"]
    assert not Attachment.objects.exists()


def test_a3_a_reporter_attaches_no_file_of_another(reporter):
    anothers = attachments.store(pdf(), name="Mật.pdf", by=ReporterFactory())
    rows = [{"attachment": anothers.pk, "title": "Của tôi", "position": 1}]

    response = reporter.post(ADD, filled_in(title="Tin", attachments=rows))

    assert response.status_code == 200
    assert "Mật" not in response.text
    assert not Article.objects.exists()


def test_a3_a_reporter_reads_no_file_of_anothers_draft(reporter):
    draft = ArticleFactory(by=ReporterFactory())
    own = attachments.store(docx(), name="Của tôi.docx", by=reporter.user)
    anothers = with_file(draft)

    answers = [
        reporter.get(reverse("admin:news_article_file", args=[file.pk])).status_code
        for file in (own, anothers)
    ]

    assert answers == [200, 404]


def test_r4_a_document_without_room_leaves_nothing(editor, monkeypatch):
    def full(name, content, max_length=None):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(storages["private"], "save", full)

    response = editor.post(FILES, sent(pdf()))

    assert response.status_code == 507
    assert "ổ đĩa đã đầy" in response.json()["error"]["message"]
    assert not Attachment.objects.exists()


# --- Attachments: going out -----------------------------------------------------------


def test_a19_readers_download_what_a_live_edition_offers(client, db):
    article = ArticleFactory()
    with_file(article)
    edition = publishing.publish(article, by=None)

    page = client.get(edition.get_absolute_url()).text
    response = client.get(link_in(edition))

    assert "Quyết định 12/QĐ-QLTT" not in page  # Folders of the name are dropped.
    assert "PDF QĐ-QLTT 1 KB" in re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", page))
    assert b"".join(response) == pdf()
    assert response["Content-Disposition"] == 'attachment; filename="qd-qltt.pdf"'
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_a10_files_of_a_story_that_is_not_live_are_nobodys(client, db):
    draft, gone = ArticleFactory(), ArticleFactory()
    hidden = with_file(draft)
    with_file(gone, content=docx(), name="b.docx")
    edition = publishing.publish(gone, by=None)
    link = link_in(edition)
    before = client.get(link).status_code
    publishing.withdraw(gone, by=None, reason="Nhầm")

    addresses = [
        link,
        f"/tep-dinh-kem/{draft.pk}/{hidden.pk}/a.pdf",
        f"/media/{hidden.name}",
        f"/private/{hidden.name}",
    ]
    assert before == 200
    assert [client.get(a).status_code for a in addresses] == [404] * 4


def test_a10_photos_of_a_draft_have_a_name_that_nobody_guesses(client, db):
    photo = PhotoFactory()
    ArticleFactory(lead_photo=photo, body=f'<p><img src="{photo.file.url}"></p>')
    publishing.publish(ArticleFactory(), by=None)

    stem = photo.file.name.removesuffix(".jpg")
    assert len(stem.rpartition("/")[2]) == 32
    assert stem not in client.get("/").text
    assert client.get("/media/").status_code == 404
    assert client.get("/media/anh/").status_code == 404


def test_a10_a_file_of_another_story_is_not_sent(client, db):
    article, other = ArticleFactory(), ArticleFactory()
    file = with_file(article)
    publishing.publish(other, by=None)

    response = client.get(f"/tep-dinh-kem/{other.pk}/{file.pk}/a.pdf")

    assert response.status_code == 404


def test_a_lost_file_is_a_404(client, db):
    article = ArticleFactory()
    file = with_file(article, content=pdf(b"/Lost 1"))
    edition = publishing.publish(article, by=None)
    storages["private"].delete(file.name)

    assert client.get(link_in(edition)).status_code == 404


def test_the_record_keeps_the_files_of_an_edition(db):
    article = ArticleFactory()
    with_file(article, title="Quyết định xử phạt")
    edition = publishing.publish(article, by=None)
    ArticleAttachment.objects.all().delete()
    publishing.save(article, by=None)

    assert "Quyết định xử phạt" in Edition.objects.get(pk=edition.pk).html


def test_the_preview_leads_to_the_file_at_the_desk(editor):
    article = ArticleFactory(by=EditorFactory())
    file = with_file(article)
    url = reverse("admin:news_article_preview", args=[article.pk])

    kept = editor.post(url, filled_in(article)).url
    text = editor.get(f"{kept}trang/").text

    assert reverse("admin:news_article_file", args=[file.pk]) in text
    assert "/tep-dinh-kem/" not in text


def test_the_article_form_costs_the_same_with_many_files(
    editor, django_assert_max_num_queries
):
    article = ArticleFactory(kind=StoryKind.PHOTO)
    for position in range(6):
        GalleryPhoto.objects.create(
            article=article, photo=PhotoFactory(), position=position
        )
    with_file(article)

    with django_assert_max_num_queries(27):
        editor.get(change(article))
