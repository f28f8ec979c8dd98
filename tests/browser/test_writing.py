"""Comfort in writing: counts, the address, keys, focus mode, the box of links."""

import unicodedata

import pytest
from playwright.sync_api import expect

from news import vietnamese
from news.models import Article
from tests.browser.test_main_paths import sign_in, write
from tests.factories import (
    ArticleFactory,
    EditionFactory,
    EditorFactory,
    PhotoFactory,
    ReporterFactory,
)
from tests.hostile import LINES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLES = [
    "Đại hội Đảng bộ tỉnh: nhiệm kỳ 2025–2030",
    "ĐẮK LẮK: đường Đỗ Đức Dục, Ðắk Nông",
    "12/QĐ-UBND",
    "Giá tăng ½, diện tích 120 m², ① việc",
    "🎉🎉",
    "",
    "  --  ",
    "Straße ﬁn ŉ İstanbul K ς",
    "a\u05b0b a\u0902b a\u20ddb a\u0315b a\u1dceb",
    "Tin\u200b không\u200d thấy\ufeff\xa0ở\u3000đây",
    "x" * 120,
    "kiểm tra " * 20,
    "-".join(["kiểm"] * 30),
    "Tin" + "\u0301" * 80,
    *LINES,
]
SLUGS = """async titles => {
    const {slug} = await import("/static/js/desk-vietnamese.js");
    return titles.map(title => slug(title));
}"""


def many_titles():
    """Every letter that Python knows in the first planes, between Latin ones."""
    letters = [chr(code) for code in range(0x20, 0x3200) if not 0xD800 <= code < 0xE000]
    known = [letter for letter in letters if unicodedata.category(letter) != "Cn"]
    return [f"a{letter}b {letter}" for letter in known]


def open_form(page, user=None, article=None):
    sign_in(page, user or ReporterFactory())
    page.goto(
        f"/quan-tri/news/article/{article.pk}/change/"
        if article
        else "/quan-tri/news/article/add/"
    )
    page.locator(".cke_editable").wait_for()


def test_the_browser_makes_the_same_slugs_as_the_server(page):
    page.goto("/quan-tri/login/")
    titles = TITLES + [unicodedata.normalize("NFD", title) for title in TITLES]
    titles += many_titles()

    found = page.evaluate(SLUGS, titles)

    unequal = {
        title: (theirs, vietnamese.slug(title))
        for title, theirs in zip(titles, found, strict=True)
        if theirs != vietnamese.slug(title)
    }
    assert unequal == {}


def test_the_address_is_shown_while_the_title_is_typed_and_is_the_same_when_saved(page):
    open_form(page)
    title = unicodedata.normalize("NFD", "Đảng ủy Chi cục: 12/QĐ-UBND")
    page.locator("#id_title").fill(title)
    expect(page.locator(".story-address")).to_contain_text(
        "/dang-uy-chi-cuc-12-qd-ubnd- và số của bài, có khi lưu lần đầu"
    )

    page.get_by_role("button", name="Lưu", exact=True).click()
    page.get_by_text("Đã lưu bài viết.").wait_for()

    article = Article.objects.get()
    shown = page.locator(".story-address__url").inner_text()
    assert shown.endswith(f"/dang-uy-chi-cuc-12-qd-ubnd-{article.pk}.html")
    assert article.title == "Đảng ủy Chi cục: 12/QĐ-UBND"


def test_a_new_title_of_a_live_story_says_that_the_old_address_leads_on(page):
    edition = EditionFactory(title="Tên cũ")
    open_form(page, EditorFactory(), edition.article)
    notice = page.get_by_text("Địa chỉ cũ sẽ dẫn sang địa chỉ mới khi đăng.")
    expect(notice).to_have_count(0)

    page.locator("#id_title").fill("Tên mới")
    expect(notice).to_be_visible()
    page.locator("#id_title").fill("Tên  CŨ")

    expect(notice).to_have_count(0)


def test_words_and_limits_are_told_while_typing_and_nothing_is_cut(page):
    open_form(page)
    page.locator("#id_title").fill("Tạm giữ 600 đôi giày – 12/10")
    page.locator("#id_sapo").fill("chữ " * 61)
    write(page, "Một hai ba.")

    row = page.locator(".field-title")
    expect(row.locator(".word-count").first).to_have_text("7 chữ · 28/250 ký tự")
    expect(page.locator(".field-sapo .word-count").first).to_have_text(
        "61 chữ · 243/1.500 ký tự · sapo nên trong 60 chữ"
    )
    expect(page.locator(".field-body .word-count").first).to_have_text(
        "3 chữ · đọc khoảng 1 phút (230 chữ một phút)"
    )
    page.locator("#id_title").fill("x" * 260)
    expect(row.locator("[role=status].word-count")).to_have_text(
        "Dài quá 250 ký tự: hãy bỏ bớt 10 ký tự."
    )
    assert len(page.locator("#id_title").input_value()) == 260


def test_keys_save_once_and_preview_from_inside_the_text(page):
    open_form(page)
    page.locator("#id_title").fill("Tin gõ phím")
    write(page, "Nội dung đang gõ.")

    with page.expect_popup() as popup:
        page.keyboard.press("Control+Enter")
    expect(popup.value.locator("h1").first).to_contain_text("Tin gõ phím")
    popup.value.close()
    assert not Article.objects.exists()
    page.evaluate(
        """() => [1, 2].forEach(() => document.activeElement.dispatchEvent(
            new KeyboardEvent("keydown",
                {code: "KeyS", ctrlKey: true, bubbles: true, cancelable: true})))"""
    )
    page.get_by_text("Đã lưu bài viết.").wait_for()

    article = Article.objects.get()
    assert (article.body, article.version) == ("<p>Nội dung đang gõ.</p>", 1)


def test_keys_open_the_boxes_and_the_help_lists_them(page):
    PhotoFactory()
    open_form(page)
    page.locator(".cke_editable").click()

    page.keyboard.press("Control+Alt+i")
    expect(page.locator(".photo-box")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog", name="Liên kết")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Phím tắt").focus()
    page.keyboard.press("Enter")

    box = page.get_by_role("dialog", name="Phím tắt")
    assert box.locator("dt").all_inner_texts() == [
        "Ctrl + S",
        "Ctrl + Enter",
        "Ctrl + K",
        "Ctrl + Alt + I",
        "Ctrl + Alt + F",
        "Ctrl + /",
    ]
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()


def test_focus_mode_leaves_the_text_alone_and_is_remembered(page):
    open_form(page)
    page.locator("#id_title").fill("Tin")
    page.keyboard.press("Control+Alt+f")

    bar = page.locator(".writing-bar")
    expect(bar).to_contain_text("Có thay đổi chưa lưu")
    for shown in ("#id_title", "#id_sapo", ".cke_editable"):
        expect(page.locator(shown)).to_be_visible()
    for hidden in ("#header", ".story-form__side", ".submit-row", "#bylines-group"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.locator("[data-focus-said]")).to_contain_text("Bấm Esc để thoát")
    page.keyboard.press("Control+s")
    page.get_by_text("Đã lưu bài viết.").wait_for()
    expect(bar).to_be_visible()
    expect(page.locator(".story-form__side")).to_be_hidden()

    page.keyboard.press("Escape")
    expect(page.locator(".story-form__side")).to_be_visible()
    expect(page.get_by_role("button", name="Tập trung viết")).to_be_focused()
    page.reload()
    expect(page.locator(".story-form__side")).to_be_visible()


def look_for(page, text):
    page.locator("#link-box-search").fill(text)


def body(page):
    return page.evaluate("CKEDITOR.instances.id_body.getData()")


def test_a_link_to_a_story_is_made_changed_and_taken_away(page):
    edition = EditionFactory(title="Đảng ủy Chi cục họp")
    user = ReporterFactory()
    ArticleFactory(title="Đảng ủy: bài nháp", by=user)
    open_form(page, user)
    write(page, "xem tin")
    page.keyboard.press("Control+Shift+ArrowLeft")
    page.keyboard.press("Control+k")

    look_for(page, "dang uy")
    options = page.locator("#link-box-list [role=option]")
    expect(options).to_have_count(2)
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.locator(".link-box__message")).to_contain_text("Bài này chưa đăng")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")

    url = edition.get_absolute_url()
    expect(page.locator(f".cke_editable a[href='{url}']")).to_have_text("tin")
    page.locator(".cke_editable a").dblclick()
    expect(page.locator("#link-box-search")).to_have_value(url)
    look_for(page, "moit.gov.vn/van-ban")
    expect(options).to_have_count(1)
    page.keyboard.press("Enter")
    assert body(page) == '<p>xem <a href="https://moit.gov.vn/van-ban">tin</a></p>'
    page.locator(".cke_editable a").dblclick()
    page.get_by_role("button", name="Bỏ liên kết").click()

    assert body(page) == "<p>xem tin</p>"


def test_without_a_selection_the_title_of_the_story_becomes_the_link(page):
    edition = EditionFactory(title="Tạm giữ 2 tấn đường")
    open_form(page)
    page.locator(".cke_editable").click()
    page.keyboard.press("Control+k")

    look_for(page, "tam giu")
    page.locator("#link-box-list [role=option]").click()

    url = edition.get_absolute_url()
    assert body(page) == f'<p><a href="{url}">Tạm giữ 2 tấn đường</a></p>'
    for bad in ("javascript:alert(1)", "data:text/html,x", "//evil.example"):
        assert (
            page.evaluate(
                """async text => (await import("/static/js/desk-addresses.js"))
                .addressOf(text)""",
                bad,
            )
            == ""
        )
