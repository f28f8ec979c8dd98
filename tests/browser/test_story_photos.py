"""Photos and files in the article form, as a reporter with a mouse brings them in."""

import base64

import pytest
from playwright.sync_api import expect

from news import publishing
from news.models import Article, Photo
from tests.browser.test_main_paths import sign_in
from tests.document_files import pdf
from tests.factories import (
    ArticleFactory,
    EditorFactory,
    PhotoFactory,
    ReporterFactory,
    picture,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# A file on the clipboard or under the mouse, as the browser itself would hand it over.
HAND_OVER = """([kind, name, type, content]) => {
    const bytes = Uint8Array.from(atob(content), letter => letter.charCodeAt(0));
    const data = new DataTransfer();
    data.items.add(new File([bytes], name, {type}));
    const target = document.querySelector(".cke_editable");
    const {left, top} = target.querySelector("p").getBoundingClientRect();
    const options = {bubbles: true, cancelable: true};
    const place = {clientX: left + 5, clientY: top + 5, ...options};
    const event = kind === "paste"
        ? new ClipboardEvent("paste", {clipboardData: data, bubbles: true})
        : new DragEvent("drop", {dataTransfer: data, ...place});
    target.focus();
    target.dispatchEvent(event);
}"""


def hand_over(page, kind, content, name="anh.png", content_type="image/png"):
    encoded = base64.b64encode(content).decode()
    page.evaluate(HAND_OVER, [kind, name, content_type, encoded])


def refused(browser_errors, count):
    """The browser itself complains of each answer 400, and of nothing else."""
    assert len(browser_errors) == count
    assert all("400 (Bad Request)" in error for error in browser_errors)
    browser_errors.clear()


def save(page):
    page.get_by_role("button", name="Lưu", exact=True).click()
    page.get_by_text("Đã lưu bài viết.").wait_for()


def test_photos_of_the_library_are_put_into_the_text_with_their_words(page):
    wanted = PhotoFactory(caption="Niêm phong kho", alt="Cửa kho dán niêm phong")
    other = PhotoFactory(caption="Kiểm đếm", alt="Hàng xếp thành chồng")
    sign_in(page, ReporterFactory())
    page.goto("/quan-tri/news/article/add/")
    page.locator("#id_title").fill("Tin có ảnh")
    page.locator(".cke_editable").click()

    page.locator(".cke_button__deskphotos").click()
    page.get_by_label("Tìm ảnh").fill("niem phong")
    expect(page.locator(".photo-tile")).to_have_count(1)
    page.locator(".photo-tile").click()
    page.get_by_label("Tìm ảnh").fill("")
    expect(page.locator(".photo-tile")).to_have_count(2)
    page.locator(f"[data-photo='{other.pk}']").click()
    page.get_by_role("button", name="Dùng ảnh đã chọn").click()

    figures = page.locator(".cke_editable figure")
    expect(figures).to_have_count(2)
    save(page)
    body = Article.objects.get().body
    for photo in (wanted, other):
        assert f'alt="{photo.alt}"' in body
        assert photo.file.url in body
        assert f"<figcaption>{photo.caption}</figcaption>" in body


@pytest.mark.parametrize("kind", ["paste", "drop"])
def test_a_file_given_to_the_editor_goes_into_the_library(page, kind):
    user = ReporterFactory()
    sign_in(page, user)
    page.goto("/quan-tri/news/article/add/")
    page.locator("#id_title").fill("Tin có ảnh dán")
    page.locator(".cke_editable").click()

    hand_over(page, kind, picture(5, (300, 200)))

    expect(page.locator(".cke_editable figure img[src^='/media/anh/']")).to_have_count(
        1
    )
    photo = Photo.objects.get()
    assert photo.uploaded_by == user
    save(page)
    assert f'src="{photo.file.url}"' in Article.objects.get().body


def test_a_bad_file_given_to_the_editor_is_refused_with_the_sentence(
    page, browser_errors
):
    sign_in(page, ReporterFactory())
    page.goto("/quan-tri/news/article/add/")
    page.locator(".cke_editable").click()

    hand_over(page, "paste", b"<svg onload=alert(1)>")

    page.get_by_text("Tệp không phải ảnh JPEG, PNG, WebP hoặc GIF.").wait_for()
    assert page.locator(".cke_editable img").count() == 0
    assert not Photo.objects.exists()
    refused(browser_errors, 1)


def test_the_lead_photo_is_uploaded_chosen_and_dropped_again(page):
    sign_in(page, ReporterFactory())
    page.goto("/quan-tri/news/article/add/")
    page.locator("#id_title").fill("Tin có ảnh đại diện")
    field = page.locator(".field-lead_photo [data-photo-field]")

    field.get_by_role("button", name="Chọn hoặc tải ảnh").click()
    file = {"name": "kho.png", "mimeType": "image/png", "buffer": picture(8)}
    page.locator(".photo-box input[type=file]").set_input_files(file)
    page.get_by_text("kho.png: đã vào thư viện.").wait_for()
    page.get_by_role("button", name="Dùng ảnh đã chọn").click()
    expect(field.locator("img")).to_be_visible()
    save(page)

    article = Article.objects.get()
    first = Photo.objects.get()
    assert article.lead_photo == first
    words_of_the_photo_before(page, field, first)
    field.get_by_role("button", name="Bỏ ảnh").click()
    save(page)
    article.refresh_from_db()
    assert article.lead_photo is None


def words_of_the_photo_before(page, field, first):
    """Another photo comes: what was written for the first one is told, and kept."""
    PhotoFactory(caption="Ảnh mới", alt="Mô tả của ảnh mới")
    caption, alt = page.locator("#id_lead_caption"), page.locator("#id_lead_alt")
    caption.fill("Viết cho ảnh đầu")
    field.get_by_role("button", name="Chọn hoặc tải ảnh").click()
    page.locator(f".photo-tile:not([data-photo='{first.pk}'])").click()
    page.get_by_role("button", name="Dùng ảnh đã chọn").click()

    note = field.locator(".photo-choice__words")
    expect(note).to_contain_text("vẫn là của ảnh trước")
    expect(caption).to_have_value("Viết cho ảnh đầu")
    note.get_by_role("button", name="Dùng chữ của ảnh mới").click()
    expect(caption).to_have_value("Ảnh mới")
    expect(alt).to_have_value("Mô tả của ảnh mới")
    note.get_by_role("button", name="Lấy lại chữ cũ").click()
    expect(caption).to_have_value("Viết cho ảnh đầu")
    expect(alt).to_have_value("")


def test_a_gallery_is_filled_from_the_library_and_read_without_scripts(
    page, chromium_browser, live_server
):
    PhotoFactory.create_batch(3)
    article = ArticleFactory(title="Chùm ảnh chợ Tết")
    sign_in(page, EditorFactory())
    page.goto(f"/quan-tri/news/article/{article.pk}/change/")

    page.locator("#id_kind").select_option("anh")
    page.get_by_role("button", name="Thêm nhiều ảnh vào bộ ảnh").click()
    expect(page.locator(".photo-tile")).to_have_count(3)
    for number in range(3):
        page.locator(".photo-tile").nth(number).click()
    page.get_by_role("button", name="Dùng ảnh đã chọn").click()
    expect(page.locator("#gallery-group tr.dynamic-gallery")).to_have_count(3)
    page.get_by_role("button", name="Đăng", exact=True).click()
    page.locator(".messagelist .success").wait_for()

    captions = list(article.gallery.values_list("caption", flat=True))
    assert len(set(captions)) == 3
    plain = chromium_browser.new_context(
        base_url=live_server.url, java_script_enabled=False
    )
    reader = plain.new_page()
    reader.goto(article.editions.get().get_absolute_url())
    shown = reader.locator(".gallery figcaption").all_inner_texts()
    assert [text.split(" Ảnh:")[0].split("\n")[0] for text in shown] == captions
    plain.close()


def test_a_file_is_attached_and_downloaded_by_readers(page):
    article = ArticleFactory(title="Tin có tệp")
    sign_in(page, EditorFactory())
    page.goto(f"/quan-tri/news/article/{article.pk}/change/")

    file = {
        "name": "Quyết định xử phạt.pdf",
        "mimeType": "application/pdf",
        "buffer": pdf(),
    }
    page.locator(".file-drop input[type=file]").set_input_files(file)
    expect(page.locator("#attachments-group [name$=-title]").first).to_have_value(
        "Quyết định xử phạt"
    )
    save(page)
    publishing.publish(Article.objects.get(), by=None)

    page.goto(article.editions.get().get_absolute_url())
    with page.expect_download() as download:
        page.get_by_role("link", name="Quyết định xử phạt").click()
    assert download.value.suggested_filename == "quyet-dinh-xu-phat.pdf"


def test_of_many_files_the_bad_ones_are_named_and_the_rest_is_kept(
    page, browser_errors
):
    sign_in(page, ReporterFactory())
    page.goto("/quan-tri/news/photo/add/")
    files = [
        {"name": f"{n}.png", "mimeType": "image/png", "buffer": picture(n)}
        for n in range(17)
    ]
    bad = {"svg.jpg": b"<svg/>", "cut.png": picture(99)[:40], "rong.png": b""}
    files += [
        {"name": name, "mimeType": "image/png", "buffer": content}
        for name, content in bad.items()
    ]

    page.locator("input[type=file]").set_input_files(files)

    page.get_by_text("17 ảnh đã vào thư viện, 3 tệp không nhận.").wait_for()
    failed = page.locator(".photo-row--failed").all_inner_texts()
    assert sorted(text.split("\n")[0] for text in failed) == sorted(bad)
    assert Photo.objects.count() == 17
    refused(browser_errors, 3)
