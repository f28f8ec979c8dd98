"""“Xem thêm”: a link that becomes a button, and a way back to where one was."""

import pytest

from news import publishing
from tests.factories import ArticleFactory, CategoryFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def section():
    category = CategoryFactory(name="Thời sự")
    for number in range(30):
        article = ArticleFactory(title=f"Tin thứ {number + 1}", category=category)
        publishing.publish(article, by=None)
    return category.get_absolute_url()


def titles(page):
    return page.locator("main .story-card__link").all_inner_texts()


def wanted(count):
    return [f"Tin thứ {30 - number}" for number in range(count)]


def test_stories_are_added_and_the_first_new_one_has_the_focus(page, section):
    page.goto(section)
    assert titles(page) == wanted(12)

    page.get_by_text("Xem thêm").click()
    page.get_by_text("Đã tải thêm 12 bài.").wait_for()

    assert titles(page) == wanted(24)
    focused = page.evaluate("document.activeElement.textContent")
    assert focused == "Tin thứ 18"
    assert page.url.endswith(section)

    page.get_by_text("Xem thêm").press("Enter")
    page.get_by_text("Đã tải thêm 6 bài. Đã hết bài.").wait_for()

    assert titles(page) == wanted(30)
    assert page.get_by_text("Xem thêm").is_hidden()


def test_a_double_click_adds_one_page(page, section):
    page.goto(section)

    page.get_by_text("Xem thêm").dblclick()
    page.get_by_text("Đã tải thêm 12 bài.").wait_for()
    page.wait_for_timeout(300)

    assert titles(page) == wanted(24)


@pytest.mark.parametrize("leave", ["back", "reload"])
def test_who_comes_back_finds_everything_in_its_place(page, section, leave):
    page.goto(section)
    page.get_by_text("Xem thêm").click()
    page.get_by_text("Đã tải thêm 12 bài.").wait_for()
    page.get_by_role("link", name="Tin thứ 10", exact=True).scroll_into_view_if_needed()
    page.wait_for_timeout(400)
    place = page.evaluate("Math.round(scrollY)")
    assert place > 500

    if leave == "back":
        page.get_by_role("link", name="Tin thứ 10", exact=True).click()
        page.get_by_role("heading", level=1, name="Tin thứ 10").wait_for()
        page.go_back()
    else:
        page.reload()
    page.get_by_role("link", name="Tin thứ 10", exact=True).wait_for()
    page.wait_for_timeout(500)

    assert titles(page) == wanted(24)
    assert abs(page.evaluate("scrollY") - place) < 5


def test_stories_published_meanwhile_repeat_nothing(page, section):
    page.goto(section)
    article = ArticleFactory(title="Tin mới nhất")
    publishing.publish(article, by=None)

    page.get_by_text("Xem thêm").click()
    page.get_by_text("Đã tải thêm 12 bài.").wait_for()

    assert titles(page) == wanted(24)


def test_a_cut_network_says_so_and_the_link_stays(page, section, browser_errors):
    page.goto(section)
    page.route("**/*truoc=*", lambda route: route.abort())

    page.get_by_text("Xem thêm").click()
    page.get_by_text("Chưa tải được. Mời bạn bấm lại.").wait_for()
    page.unroute("**/*truoc=*")
    page.get_by_text("Xem thêm").click()
    page.get_by_text("Đã tải thêm 12 bài.").wait_for()

    assert titles(page) == wanted(24)
    browser_errors.clear()  # The request that was cut.


def test_without_scripts_it_is_a_link_to_the_next_page(
    chromium_browser, live_server, section
):
    context = chromium_browser.new_context(
        base_url=live_server.url, java_script_enabled=False
    )
    page = context.new_page()
    page.goto(section)

    page.get_by_text("Xem thêm").click()
    page.wait_for_url("**truoc=**")

    assert titles(page) == wanted(24)[12:]
    context.close()


def test_other_stories_of_an_article_go_on(page, section):
    edition = publishing.publish(ArticleFactory(title="Bài ở mục khác"), by=None)
    page.goto(edition.get_absolute_url())
    before = titles(page)

    page.get_by_text("Xem thêm").click()
    page.get_by_text("Đã tải thêm 12 bài.").wait_for()

    after = titles(page)
    assert after[: len(before)] == before
    assert len(after) == len(set(after)) == len(before) + 12


def test_a_click_for_a_new_tab_stays_one(page, section):
    page.goto(section)

    with page.context.expect_page() as opened:
        page.get_by_text("Xem thêm").click(modifiers=["ControlOrMeta"])

    opened.value.wait_for_url("**truoc=*")
    assert titles(page) == wanted(12)


def test_a_slow_network_shows_that_it_is_loading(page, section):
    held = []
    page.route("**/*truoc=*", lambda route: held.append(route))
    page.goto(section)
    page.get_by_text("Xem thêm").click()

    loading = page.get_by_text("Đang tải…")
    loading.click(force=True)

    assert loading.get_attribute("aria-disabled") == "true"
    assert len(held) == 1
    held[0].continue_()
    page.get_by_text("Đã tải thêm 12 bài.").wait_for()
    assert page.get_by_text("Xem thêm").get_attribute("aria-disabled") == "false"


def test_a_story_with_a_new_headline_is_not_shown_twice(page, section):
    page.goto(section)
    shown = page.locator("main .story-card__link").nth(3).get_attribute("href")
    card = (
        '<article class="story-card"><a class="story-card__link"'
        f' href="/ten-moi-{shown.rpartition("-")[2]}">Tên mới</a></article>'
    )

    def with_it(route):
        text = route.fetch().text()
        route.fulfill(body=text.replace("data-stories>", f"data-stories>{card}"))

    page.route("**/*truoc=*", with_it)
    page.get_by_text("Xem thêm").click()
    page.get_by_text("Đã tải thêm 12 bài.").wait_for()

    assert titles(page) == wanted(24)


def test_links_to_other_lists_are_left_alone(page, section):
    def with_another(route):
        link = '<a class="more-link" href="/" data-more>Tin mới</a>'
        text = route.fetch().text()
        route.fulfill(body=text.replace("<h1", f"{link}<h1", 1))

    page.route(f"**{section}", with_another)
    page.goto(section)

    page.get_by_text("Xem thêm").click()
    page.get_by_text("Đã tải thêm 12 bài.").wait_for()

    assert titles(page) == wanted(24)
    page.locator(".more-link", has_text="Tin mới").click()
    page.get_by_role("region", name="Tin nổi bật").wait_for()


def test_who_moves_while_stories_come_back_is_not_moved(page, section):
    held = []
    page.goto(section)
    page.get_by_text("Xem thêm").click()
    page.get_by_text("Đã tải thêm 12 bài.").wait_for()
    page.get_by_role("link", name="Tin thứ 8", exact=True).scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    page.route("**/*truoc=*", lambda route: held.append(route))
    page.reload()
    page.get_by_text("Đang tải…").wait_for()

    page.mouse.wheel(0, 120)
    page.wait_for_function("scrollY > 0")
    page.wait_for_timeout(300)
    place = page.evaluate("scrollY")
    held[0].continue_()
    page.get_by_role("link", name="Tin thứ 8", exact=True).wait_for()

    assert page.evaluate("scrollY") == place
