"""Scenario (c): stopped by the gate, one problem mended by its link, one waived."""

import pytest
from playwright.sync_api import expect

from news.models import Article, Edition, Waiver
from tests.browser.test_main_paths import sign_in
from tests.factories import (
    ArticleFactory,
    CategoryFactory,
    EditorFactory,
    PhotoFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FILLER = "<p>Đoạn văn dài để trang phải cuộn.</p>" * 60
PANEL = "#gate"


def goal(page, text):
    return page.locator(f"{PANEL} [data-gate-goal]", has_text=text)


def selected(page):
    return page.evaluate("String(window.getSelection())")


def is_seen_above_the_panel(page, selector):
    box = page.locator(selector).first.bounding_box()
    panel = page.locator(PANEL).bounding_box()
    beside = box["x"] + box["width"] <= panel["x"]
    return box["y"] >= 0 and (beside or box["y"] + 20 <= panel["y"])


def home_of(visitor):
    """The headlines that a reader's own browser shows on the home page."""
    visitor.goto("/")
    return visitor.locator("main").inner_text()


def test_scenario_c_stopped_mended_waived_published_and_logged(
    page, chromium_browser, live_server
):
    reader = chromium_browser.new_context(base_url=live_server.url, locale="vi-VN")
    visitor = reader.new_page()
    photo = PhotoFactory(caption="", alt="Kho hàng")
    figure = f'<figure class="image"><img src="{photo.file.url}" alt=""></figure>'
    table = "<table><tr><td>Giày</td><td>600 đôi</td></tr></table>"
    editor, _ = EditorFactory(), CategoryFactory(name="Thời sự")
    article = ArticleFactory(
        title="Tạm giữ 600 đôi giày",
        body=f"<p>Mở đầu.</p>{FILLER}{figure}{FILLER}{table}",
        category=None,
        tags=["hàng lậu"],
    )
    sign_in(page, editor)
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(f"/quan-tri/news/article/{article.pk}/change/")
    page.locator(".cke_editable").wait_for()

    page.get_by_role("button", name="Đăng", exact=True).click()
    page.get_by_text("Bài chưa đăng được. Còn 3 việc phải làm:").wait_for()
    page.locator(".cke_editable figure").wait_for()
    assert "Tạm giữ 600 đôi giày" not in home_of(visitor)
    assert not Edition.objects.exists()

    # The keyboard is led to the field, the caption, the cell; each in sight.
    goal(page, "Bài chưa có chuyên mục.").click()
    assert "select2-selection" in page.evaluate("document.activeElement.className")
    assert is_seen_above_the_panel(page, ".field-category .select2-selection")
    goal(page, "Bảng thứ 1").click()
    assert is_seen_above_the_panel(page, ".cke_editable td")
    assert selected(page).strip() == "Giày"

    # Mended: the caption is written where the link led.
    goal(page, "Ảnh thứ 1 chưa có chú thích.").click()
    page.keyboard.type("Kiểm đếm tang vật.")
    caption = page.locator(".cke_editable figcaption").inner_text()
    assert caption.strip() == "Kiểm đếm tang vật."
    page.locator(".field-category .select2-selection").click()
    page.locator(".select2-search__field").fill("thoi su")
    page.locator(".select2-results__option--highlighted").first.wait_for()
    page.keyboard.press("Enter")

    # Waived, with a reason, while what is typed is not saved yet.
    panel = page.locator(PANEL)
    panel.locator("li", has_text="Bảng thứ 1").locator("summary").click()
    panel.get_by_label("Lý do bỏ qua").last.fill("Bảng chỉ có một hàng")
    panel.get_by_role("button", name="Bỏ qua", exact=True).last.click()
    page.get_by_text("Không còn việc phải làm trước khi đăng").first.wait_for()
    assert panel.get_by_text("Bảng chỉ có một hàng").is_visible()
    assert Article.objects.get().category is None
    assert page.locator(".cke_editable figcaption").inner_text().strip() == caption

    page.get_by_role("button", name="Đăng", exact=True).click()
    page.locator(".messagelist .success").wait_for()

    assert "Tạm giữ 600 đôi giày" in home_of(visitor)
    visitor.get_by_role("link", name="Tạm giữ 600 đôi giày").first.click()
    visitor.get_by_text("Kiểm đếm tang vật.").wait_for()
    reader.close()
    waiver = Waiver.objects.get()
    assert (waiver.by, waiver.reason) == (editor, "Bảng chỉ có một hàng")
    page.goto(f"/quan-tri/news/article/{article.pk}/history/")
    assert page.get_by_text("Lý do: Bảng chỉ có một hàng").first.is_visible()
    page.goto("/quan-tri/news/waiver/")
    assert page.get_by_text("Bảng chỉ có một hàng").is_visible()


def test_the_check_shows_what_is_typed_and_leads_to_link_heading_and_alt(page):
    photo = PhotoFactory()
    picture = f'<p><img src="{photo.file.url}" alt="IMG_1234"></p>'
    sign_in(page, EditorFactory())
    page.goto("/quan-tri/news/article/add/")
    page.locator(".cke_editable").wait_for()
    page.locator("#id_title").fill("Bài chưa lưu")
    body = (
        f'<p>Một <a href="/khong-co/">trang</a>.</p>{picture}<h3>Cấp ba</h3>'
        '<p>Hai <a href="/cung-khong-co/">trang khác</a>.</p><p>§¶ng uû</p>'
    )
    page.evaluate("body => CKEDITOR.instances.id_body.setData(body)", body)
    page.locator(".cke_editable h3").wait_for()

    page.get_by_role("button", name="Kiểm tra", exact=True).click()
    page.get_by_text("Bài chưa đăng được").first.wait_for()

    assert page.evaluate("document.activeElement.id") == "gate"
    goal(page, "trang khác").click()
    assert selected(page) == "trang khác"
    goal(page, "Cấp ba").click()
    assert selected(page) == "Cấp ba"
    goal(page, "phông cũ").click()
    assert selected(page) == "§¶ng"
    goal(page, "Ảnh thứ 1 cần mô tả").click()
    page.locator(".cke_dialog").wait_for()
    expect(page.locator(":focus")).to_have_value("IMG_1234")
    assert page.locator("#id_title").input_value() == "Bài chưa lưu"
    assert not Article.objects.exists()


def test_without_an_answer_nothing_typed_is_lost(page, browser_errors):
    article = ArticleFactory()
    sign_in(page, EditorFactory())
    page.goto(f"/quan-tri/news/article/{article.pk}/change/")
    page.locator(".cke_editable").wait_for()
    page.locator("#id_title").fill("Gõ khi mất mạng")
    page.context.set_offline(True)

    page.get_by_role("button", name="Kiểm tra", exact=True).click()

    page.locator(f"{PANEL} .gate__error", has_text="Máy chủ chưa trả lời").wait_for()
    page.keyboard.press("Escape")
    assert page.locator("#id_title").input_value() == "Gõ khi mất mạng"
    browser_errors.clear()
