"""The search box: suggestions by keyboard and mouse, never outdated; a form without."""

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser.test_axe import violations
from tests.factories import CategoryFactory, EditionFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BOX = "#tim-nhanh"


@pytest.fixture
def stories():
    category = CategoryFactory(name="Vụ việc")
    titles = ["Tạm giữ hàng giả", "Hàng giả ở chợ", "Kiểm tra kho hàng"]
    return [EditionFactory(title=title, category=category) for title in titles]


@pytest.fixture
def asked(page):
    """What the box asked the server."""
    found = []

    def hear(request):
        url = urlsplit(request.url)
        if url.path == "/tim-kiem/goi-y/":
            found.append(parse_qs(url.query)["q"][0])

    page.on("request", hear)
    return found


def options(page):
    return page.get_by_role("option").all_inner_texts()


def query_of(page):
    return parse_qs(urlsplit(page.url).query)


def test_suggestions_are_chosen_with_the_keyboard(page, stories, asked):
    page.goto("/")
    box = page.locator(BOX)
    box.press_sequentially("hang gia", delay=20)
    page.get_by_role("option").first.wait_for()

    assert options(page) == ["Hàng giả ở chợ", "Tạm giữ hàng giả"]
    assert asked == ["hang gia"]  # Not one question for each letter.
    assert box.get_attribute("aria-expanded") == "true"
    status = page.locator(".masthead [role=status]").inner_text()
    assert status == "2 gợi ý. Dùng phím mũi tên để chọn."

    for _ in range(2):
        page.keyboard.press("ArrowDown")
    active = page.locator(f"#{box.get_attribute('aria-activedescendant')}")
    assert active.get_attribute("aria-selected") == "true"
    assert active.inner_text() == "Tạm giữ hàng giả"
    page.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") is None
    page.keyboard.press("Escape")
    assert options(page) == []
    assert box.input_value() == "hang gia"

    page.keyboard.press("ArrowDown")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{stories[0].get_absolute_url()}")


def test_enter_searches_for_what_was_typed(page, stories):
    page.goto("/")
    page.locator(BOX).fill("hang gia")
    page.get_by_role("option").first.wait_for()

    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem/**")

    assert query_of(page) == {"q": ["hang gia"]}
    hits = page.locator(".search-hit__title").all_inner_texts()
    assert hits == ["Hàng giả ở chợ", "Tạm giữ hàng giả"]
    marked = page.locator(".search-hit__title mark").all_inner_texts()
    assert marked == ["Hàng giả", "hàng giả"]
    page.get_by_text("Lọc kết quả").click()
    page.get_by_role("combobox", name="Chuyên mục").select_option("Vụ việc")
    page.get_by_role("button", name="Lọc", exact=True).click()
    page.get_by_role("link", name="Bỏ lọc: Vụ việc").wait_for()
    assert query_of(page) == {"q": ["hang gia"], "muc": ["vu-viec"]}


def test_a_suggestion_is_clicked(page, stories):
    page.goto("/")
    page.locator(BOX).fill("kho")

    page.get_by_role("option", name="Kiểm tra kho hàng").click()

    page.wait_for_url(f"**{stories[2].get_absolute_url()}")


def test_an_answer_to_other_letters_is_never_shown(page, stories, asked):
    """The first answer comes after the second: it was called off."""
    held, failed = [], []
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.route("**/goi-y/?q=kho", lambda route: held.append(route))
    page.goto("/")
    box = page.locator(BOX)

    with page.expect_request("**/goi-y/?q=kho"):
        box.fill("kho")
    box.fill("hang gia")
    page.get_by_role("option").first.wait_for()
    page.wait_for_timeout(200)

    assert asked == ["kho", "hang gia"]
    assert [urlsplit(url).query for url in failed] == ["q=kho"]
    assert options(page) == ["Hàng giả ở chợ", "Tạm giữ hàng giả"]
    box.fill("h")
    assert options(page) == []


def test_without_suggestions_the_box_still_searches(page, stories, browser_errors):
    page.route("**/goi-y/**", lambda route: route.abort())
    page.goto("/")
    page.locator(BOX).fill("kho")
    page.wait_for_timeout(400)

    assert options(page) == []
    page.keyboard.press("Enter")
    page.get_by_text("Tìm thấy 1 bài viết").wait_for()
    browser_errors.clear()  # The request that was cut.


def test_without_scripts_everything_is_a_form(chromium_browser, live_server, stories):
    context = chromium_browser.new_context(
        base_url=live_server.url, java_script_enabled=False
    )
    page = context.new_page()
    page.goto("/")
    page.locator(BOX).fill("hang gia")
    page.get_by_role("button", name="Tìm", exact=True).click()
    page.get_by_text("Lọc kết quả").click()
    page.get_by_label("Từ ngày").fill("31/02/2026")
    page.get_by_role("button", name="Lọc", exact=True).click()

    assert page.get_by_role("alert").inner_text() == "Ngày phải có dạng 23/11/2026."
    assert page.get_by_label("Từ ngày").input_value() == "31/02/2026"
    page.get_by_label("Từ ngày").fill("01/01/2026")
    page.get_by_role("button", name="Lọc", exact=True).click()
    page.get_by_text("Tìm thấy 2 bài viết").wait_for()
    context.close()


def test_more_hits_are_added_to_the_page(page):
    for number in range(23):
        EditionFactory(title=f"Kho hàng {number}")
    page.goto("/tim-kiem/?q=kho+hang")

    page.get_by_text("Xem thêm").click()
    page.get_by_text("Đã tải thêm 3 bài. Đã hết bài.").wait_for()

    titles = page.locator(".search-hit__title").all_inner_texts()
    assert titles == [f"Kho hàng {number}" for number in reversed(range(23))]


STATES = {
    "empty": "/tim-kiem/",
    "hits": "/tim-kiem/?q=hang+gia&loai=tin",
    "nothing": "/tim-kiem/?q=khong+co+gi",
    "error": "/tim-kiem/?q=hang&tu=x&muc=y",
}


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_search_has_no_serious_barrier_and_nothing_is_cut(
    page, stories, browser_errors, width
):
    page.set_viewport_size({"width": width, "height": 740})
    found, wide = [], []

    def look(name):
        found.extend(violations(page, browser_errors))
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(name)

    for name, address in STATES.items():
        page.goto(address)
        look(name)
    browser_errors.clear()  # The page with an error is a 400.
    page.goto("/")
    page.locator(BOX).fill("hang gia")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    look("suggestions")
    shown = page.get_by_role("listbox").bounding_box()

    assert (found, wide) == ([], [])
    assert shown["x"] >= 0
    assert shown["x"] + shown["width"] <= width
