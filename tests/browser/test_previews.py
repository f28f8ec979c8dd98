"""Previews at true widths, and links that people without an account open."""

import pytest

from news import publishing
from news.models import PreviewLink
from tests.browser.test_main_paths import sign_in
from tests.factories import (
    ArticleFactory,
    CategoryFactory,
    EditorFactory,
    PhotoFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def article():
    photos = [PhotoFactory() for _ in range(3)]
    article = ArticleFactory(
        title="Bản đã lưu", category=CategoryFactory(), lead_photo=photos[0]
    )
    rows = [{"photo": photo.pk, "alt": "", "caption": ""} for photo in photos]
    publishing.save(article, by=None, gallery=rows)
    return article


def preview(page):
    """The tab that “Xem trước” opens, and the frame in it."""
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Xem trước").click()
    tab = opened.value
    tab.wait_for_load_state()
    return tab, tab.frame_locator("iframe")


def inner_width(tab):
    tab.wait_for_load_state("networkidle")
    return tab.frames[1].evaluate("window.innerWidth")


def test_a_preview_has_the_true_width_of_each_screen_and_survives_a_reload(
    page, article
):
    sign_in(page, EditorFactory())
    page.goto(f"/quan-tri/news/article/{article.pk}/change/")
    page.locator("#id_title").fill("Chữ đang gõ")

    tab, frame = preview(page)

    assert frame.locator("h1").inner_text() == "Chữ đang gõ"
    assert inner_width(tab) == 1280
    assert frame.locator(".columns__side").is_visible()
    widths = {}
    for label in ("Điện thoại", "Máy tính bảng"):
        tab.get_by_label(label).check()
        widths[label] = inner_width(tab)
    assert widths == {"Điện thoại": 390, "Máy tính bảng": 768}
    bar = tab.evaluate("document.documentElement.scrollWidth")
    assert bar == 1280
    mark = "getComputedStyle(document.querySelector('.draft-mark'), '::before').content"
    assert tab.frames[1].evaluate(mark) == '"BẢN NHÁP"'

    tab.reload()
    assert frame.locator("h1").inner_text() == "Chữ đang gõ"
    assert inner_width(tab) == 768  # As it was looked at last.
    page.locator("#id_title").fill("Chữ gõ tiếp")
    _, second_frame = preview(page)
    assert second_frame.locator("h1").inner_text() == "Chữ gõ tiếp"
    assert frame.locator("h1").inner_text() == "Chữ đang gõ"

    frame.get_by_role("button", name="Ảnh sau").first.click()
    with page.context.expect_page() as opened:
        frame.locator(".breadcrumb a").first.click()
    opened.value.wait_for_url("**/")
    assert opened.value.url.endswith("/")
    assert frame.locator("h1").inner_text() == "Chữ đang gõ"


def test_a_link_opens_its_revision_for_everybody_until_it_is_revoked(
    page, chromium_browser, live_server, article, settings
):
    settings.SITE_URL = live_server.url
    sign_in(page, EditorFactory())
    page.goto(f"/quan-tri/news/article/{article.pk}/change/")
    page.locator("#id_title").fill("Chưa lưu, vẫn còn đây")
    page.get_by_label("Gửi cho ai").fill("Chi cục trưởng")
    page.get_by_role("button", name="Tạo liên kết").click()
    page.get_by_text("Đã tạo liên kết xem trước.").wait_for()
    address = page.get_by_label("Địa chỉ của liên kết").input_value()
    assert page.locator("#id_title").input_value() == "Chưa lưu, vẫn còn đây"
    page.get_by_role("button", name="Lưu", exact=True).click()
    page.get_by_text("Đã lưu bài viết.").wait_for()

    outside = chromium_browser.new_context()
    reader = outside.new_page()
    assert reader.goto(address).status == 200
    assert reader.locator("h1").inner_text() == "Bản đã lưu"
    assert outside.cookies() == []

    page.get_by_role("button", name="Thu hồi").click()
    page.get_by_text("Đã thu hồi liên kết.").wait_for()
    assert reader.reload().status == 404
    assert not PreviewLink.objects.filter(revoked_at=None).exists()
    outside.close()
