"""The photos of a story, one at a time: by button, key and finger; else a list."""

import time

import pytest
from playwright.sync_api import expect

from news import publishing
from news.enums import StoryKind
from news.models import GalleryPhoto
from tests.factories import ArticleFactory, PhotoFactory, picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LANDSCAPE, PORTRAIT = (900, 600), (400, 900)
RECORD_SHIFTS = """
window.shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture
def address():
    return publish_gallery(4)


def publish_gallery(count):
    """The address of a story of so many photos: wide and high ones, by turns."""
    article = ArticleFactory(kind=StoryKind.PHOTO)
    for position in range(count):
        size = PORTRAIT if position % 2 else LANDSCAPE
        GalleryPhoto.objects.create(
            article=article,
            photo=PhotoFactory(content=picture(position, size), credit=""),
            position=position,
            caption=f"Cảnh {position + 1}",
        )
    publishing.save(article, by=None)
    return publishing.publish(article, by=None).get_absolute_url()


def in_sight(page):
    """The captions of the photos that the gallery shows, once it stands still."""
    page.wait_for_timeout(800)
    return page.evaluate("""() => {
        const box = document.querySelector(".gallery__track").getBoundingClientRect();
        const slides = [...document.querySelectorAll(".gallery__item")];
        return slides.filter((slide) => {
          const { left, right } = slide.getBoundingClientRect();
          return right > box.left + 1 && left < box.right - 1;
        }).map((slide) => slide.querySelector("figcaption").innerText);
    }""")


def counter(page):
    return page.locator(".gallery-bar__counter").inner_text()


def swipe(page, element):
    """A finger from right to left over the element."""
    session, box = page.context.new_cdp_session(page), element.bounding_box()
    right, y = box["x"] + box["width"] - 60, box["y"] + 60
    steps = [("touchStart", 0), *(("touchMove", by) for by in range(10, 240, 10))]
    for kind, by in steps:
        event = {"type": kind, "touchPoints": [{"x": right - by, "y": y}]}
        session.send("Input.dispatchTouchEvent", event)
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def focused(page):
    return page.evaluate("document.activeElement.textContent.trim()")


def test_buttons_show_the_photos_one_by_one_and_end_at_the_ends(page, address):
    page.goto(address)
    earlier = page.get_by_role("button", name="Ảnh trước")
    later = page.get_by_role("button", name="Ảnh sau")

    assert in_sight(page) == ["Cảnh 1"]
    assert earlier.get_attribute("aria-disabled") == "true"
    later.click()
    assert in_sight(page) == ["Cảnh 2"]
    assert counter(page) == "2 / 4"
    later.click()
    later.click()
    later.click(force=True)  # Playwright itself would wait: there is no later one.
    assert in_sight(page) == ["Cảnh 4"]
    assert later.get_attribute("aria-disabled") == "true"
    earlier.click()
    assert in_sight(page) == ["Cảnh 3"]
    assert counter(page) == "3 / 4"


def test_keys_show_the_next_the_last_and_the_first_photo(page, address):
    page.goto(address)
    page.get_by_role("list", name="Ảnh trong bộ").focus()

    seen = []
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "End", "ArrowRight", "Home"):
        page.keyboard.press(key)
        seen += in_sight(page)

    assert seen == ["Cảnh 2", "Cảnh 3", "Cảnh 2", "Cảnh 4", "Cảnh 4", "Cảnh 1"]


def test_every_key_of_the_viewer_is_reached_by_tab_and_its_focus_shows(page, address):
    page.goto(address)
    page.get_by_role("button", name="Ảnh trước").focus()

    outlines = []
    for _ in range(4):
        page.keyboard.press("Tab")
        outlines.append(
            page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        )

    assert page.evaluate("document.activeElement.className") == "gallery__track"
    assert outlines == ["solid"] * 4


def test_a_swipe_shows_the_next_photo_and_says_so(page, address):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(address)
    track = page.locator(".gallery__track")
    track.scroll_into_view_if_needed()
    assert page.locator("[data-gallery-status]").text_content() == ""

    swipe(page, track)

    assert in_sight(page) == ["Cảnh 2"]
    assert counter(page) == "2 / 4"
    status = page.locator("[data-gallery-status]").text_content()
    assert status == "Ảnh 2 trên 4: Cảnh 2"


def test_the_next_photo_is_fetched_before_anybody_asks_and_the_others_later(
    page, address
):
    page.goto(address)
    page.locator(".gallery").scroll_into_view_if_needed()
    page.wait_for_timeout(500)

    loaded = "images => images.map(image => image.complete && image.naturalWidth > 0)"
    images = page.locator(".gallery img")
    before = images.evaluate_all(loaded)
    page.get_by_role("button", name="Ảnh sau").click()
    page.wait_for_timeout(500)

    assert before[:2] == [True, True]
    assert images.evaluate_all(loaded)[:3] == [True, True, True]
    ways = images.evaluate_all("images => images.map(image => image.loading)")
    assert ways == ["eager", "eager", "eager", "lazy"]


def test_the_whole_screen_shows_the_same_photo_and_escape_leads_back(page, address):
    page.goto(address)
    page.get_by_role("button", name="Ảnh sau").click()
    assert in_sight(page) == ["Cảnh 2"]
    page.get_by_role("button", name="Xem toàn màn hình").click()

    dialog = page.get_by_role("dialog", name="Bộ ảnh toàn màn hình")
    assert dialog.bounding_box() == {"x": 0, "y": 0, "width": 1280, "height": 900}
    assert in_sight(page) == ["Cảnh 2"]
    page.keyboard.press("ArrowRight")
    assert in_sight(page) == ["Cảnh 3"]
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    assert in_sight(page) == ["Cảnh 3"]
    assert focused(page) == "Xem toàn màn hình"


def test_a_photo_grows_with_the_screen_but_never_beyond_its_own_size(page, address):
    page.set_viewport_size({"width": 1600, "height": 1200})
    page.goto(address)
    image = page.locator(".gallery img").first
    width = (
        "image => new Promise(done => setTimeout(() => done(image.naturalWidth), 600))"
    )
    in_text = image.evaluate(width)

    page.get_by_role("button", name="Xem toàn màn hình").click()

    assert in_text < 900
    assert image.evaluate(width) == 900


def test_the_list_is_there_for_the_asking_and_so_is_the_way_back(page, address):
    page.goto(address)
    page.get_by_role("button", name="Ảnh sau").click()
    page.get_by_role("button", name="Xem dạng danh sách").click()

    everything = [f"Cảnh {number}" for number in range(1, 5)]
    tops = [figure.bounding_box()["y"] for figure in page.locator("figure").all()]
    assert in_sight(page) == everything
    assert tops == sorted(set(tops))
    assert page.get_by_role("button", name="Ảnh sau").count() == 0
    page.get_by_role("button", name="Xem từng ảnh").click()
    assert in_sight(page) == ["Cảnh 2"]


@pytest.mark.parametrize("width", [360, 768])
def test_nothing_moves_when_the_viewer_comes_late_or_the_photo_changes(
    page, address, width
):
    page.set_viewport_size({"width": width, "height": 800})
    page.add_init_script(RECORD_SHIFTS)
    page.route("**/gallery*.js", lambda route: (time.sleep(0.4), route.continue_()))
    page.goto(address)
    gallery = page.locator(".gallery")
    gallery.scroll_into_view_if_needed()
    heights = {gallery.bounding_box()["height"]}

    for _ in range(3):
        page.get_by_role("button", name="Ảnh sau").click()
        page.wait_for_timeout(500)
        heights.add(gallery.bounding_box()["height"])

    assert len(heights) == 1
    assert page.evaluate("window.shift") == 0
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_every_button_is_large_enough_for_a_finger(page, address):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(address)

    boxes = [button.bounding_box() for button in page.locator(".gallery button").all()]

    assert len(boxes) == 4
    assert all(box["width"] >= 44 and box["height"] >= 44 for box in boxes)


def test_a_reader_who_wants_no_motion_gets_none(page, address):
    page.emulate_media(reduced_motion="reduce")
    page.goto(address)

    page.get_by_role("button", name="Ảnh sau").click()

    track = page.locator(".gallery__track")
    assert track.evaluate("track => track.scrollLeft === track.clientWidth")


def test_on_paper_the_photos_are_a_list(page, address):
    page.goto(address)
    page.emulate_media(media="print")

    tops = [figure.bounding_box()["y"] for figure in page.locator("figure").all()]

    assert len(tops) == 4
    assert tops == sorted(set(tops))
    assert not page.locator(".gallery-bar").is_visible()


def test_without_scripts_the_photos_are_a_list(chromium_browser, live_server, address):
    context = chromium_browser.new_context(
        base_url=live_server.url, java_script_enabled=False
    )
    page = context.new_page()
    page.goto(address)

    captions = page.locator(".gallery > div > ol > li figcaption").all_inner_texts()
    tops = [figure.bounding_box()["y"] for figure in page.locator("figure").all()]
    buttons = page.get_by_role("button").filter(has_text="Xem").count()
    context.close()

    assert captions == [f"Cảnh {number}" for number in range(1, 5)]
    assert tops == sorted(set(tops))
    assert buttons == 0


def test_one_photo_needs_no_viewer(page):
    page.goto(publish_gallery(1))

    assert page.locator(".gallery figcaption").all_inner_texts() == ["Cảnh 1"]
    assert page.locator(".gallery button, .gallery dialog").count() == 0
