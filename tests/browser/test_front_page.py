"""Arranging the front page as an editor does: with mouse, finger and keyboard."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from news.enums import SlotPlace
from news.models import FrontPageSlot
from tests.browser.test_main_paths import sign_in
from tests.factories import (
    CategoryFactory,
    EditionFactory,
    EditorFactory,
    FrontPageSlotFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HOUR = timedelta(hours=1)
PAGE = "/quan-tri/news/frontpageslot/"


def live(title, hours=1, **fields):
    at = timezone.now() - hours * HOUR
    return EditionFactory(title=title, starts_at=at, **fields).article


@pytest.fixture
def front(page):
    """A lead, three highlights, and a section with a story of its own."""
    section = CategoryFactory(name="Thời sự", on_home=True)
    live("Đảng ủy họp thường kỳ", hours=9, category=section)
    titles = ["Tin chính cũ", "Nổi bật một", "Nổi bật hai", "Nổi bật ba"]
    for position, title in enumerate(titles):
        FrontPageSlotFactory(
            article=live(title),
            place=SlotPlace.HIGHLIGHT if position else SlotPlace.LEAD,
            position=position,
            starts_at=timezone.now() - HOUR,
        )
    sign_in(page, EditorFactory())
    page.goto(PAGE)
    return page


def titles(page, name):
    shown = page.locator(f"[data-list={name}] [data-slot]:visible [data-title]")
    return shown.all_inner_texts()


def row(page, title):
    return page.locator("[data-slot]", has_text=title)


def save(page):
    page.get_by_role("button", name="Lưu trang chủ").click()
    page.get_by_text("Đã lưu trang chủ.").wait_for()


def test_a_highlight_is_dragged_to_the_lead_previewed_and_saved(front):
    handle = row(front, "Nổi bật hai").locator("[data-handle]")
    goal = row(front, "Tin chính cũ").locator("[data-title]")

    handle.hover()
    front.mouse.down()
    box = goal.bounding_box()
    front.mouse.move(box["x"] + 20, box["y"] + 40, steps=5)
    front.mouse.move(box["x"] + 20, box["y"] - 2, steps=5)
    front.mouse.up()

    assert titles(front, "chinh") == ["Nổi bật hai", "Tin chính cũ"]
    said = front.locator("[data-said-last]").inner_text()
    assert said == "“Nổi bật hai”: Tin chính, thứ 1 trong 2."
    row(front, "Tin chính cũ").get_by_role("button", name="Bỏ").click()
    with front.context.expect_page() as opened:
        front.get_by_role("button", name="Xem trước trang chủ").click()
    moves = opened.value.locator(".home-changes li")
    moves.first.wait_for()
    changes = moves.all_inner_texts()
    assert "“Nổi bật hai” rời Tin nổi bật, vào Tin chính." in changes
    assert "“Tin chính cũ” rời Tin chính, vào Tin nổi bật." in changes
    lead = opened.value.locator(".story-lead .story-card__link")
    assert lead.inner_text() == "Nổi bật hai"
    opened.value.close()
    save(front)

    front.goto("/")
    assert front.locator(".story-lead .story-card__link").inner_text() == "Nổi bật hai"


def test_the_keyboard_alone_moves_removes_and_puts_back(front):
    up = row(front, "Nổi bật ba").get_by_role("button", name="Lên: Nổi bật ba")
    up.press("Enter")
    assert titles(front, "noi-bat") == ["Nổi bật một", "Nổi bật ba", "Nổi bật hai"]
    assert front.evaluate("document.activeElement.title") == "Lên"

    lead = row(front, "Nổi bật ba").get_by_role("button", name="Lên tin chính")
    lead.press("Enter")
    assert titles(front, "chinh") == ["Nổi bật ba", "Tin chính cũ"]
    assert front.evaluate("document.activeElement.textContent") == "Xuống tin nổi bật"

    row(front, "Nổi bật một").get_by_role("button", name="Bỏ").press("Enter")
    assert titles(front, "noi-bat") == ["Nổi bật hai"]
    front.keyboard.press("Enter")  # “Hoàn tác” has the focus.
    assert titles(front, "noi-bat") == ["Nổi bật một", "Nổi bật hai"]
    save(front)

    stored = FrontPageSlot.objects.order_by("place", "position")
    assert list(stored.values_list("place", "position", "article__title")) == [
        ("chinh", 1, "Nổi bật ba"),
        ("chinh", 2, "Tin chính cũ"),
        ("noi-bat", 1, "Nổi bật một"),
        ("noi-bat", 2, "Nổi bật hai"),
    ]


def test_a_story_is_found_without_marks_and_added(front):
    front.get_by_label("Thêm tin lên trang chủ").fill("dang uy")
    front.get_by_role("button", name="Đảng ủy họp thường kỳ").press("Enter")

    assert titles(front, "noi-bat")[-1] == "Đảng ủy họp thường kỳ"
    save(front)
    front.goto("/")
    shown = front.locator(".story-side .story-card__link").all_inner_texts()
    assert shown[-1] == "Đảng ủy họp thường kỳ"


def test_what_was_taken_away_stays_so_when_the_form_comes_back(front, browser_errors):
    """A row that looks kept must be kept, and the other way round."""
    row(front, "Nổi bật một").get_by_role("button", name="Bỏ").click()
    FrontPageSlotFactory(article=live("Đồng nghiệp thêm"), position=9)

    front.get_by_role("button", name="Lưu trang chủ").click()
    front.get_by_text("vừa được sắp xếp lại").wait_for()
    assert [error[-14:] for error in browser_errors] == ["409 (Conflict)"]
    browser_errors.clear()

    kept = ["Nổi bật hai", "Nổi bật ba", "Đồng nghiệp thêm"]
    assert titles(front, "noi-bat") == kept
    expect(front.get_by_text("Đã bỏ “Nổi bật một”.")).to_be_visible()
    save(front)
    stored = FrontPageSlot.objects.filter(place="noi-bat").order_by("position")
    assert list(stored.values_list("article__title", flat=True)) == kept


def test_a_finger_drags_as_well(chromium_browser, live_server):
    """Pointer events of touch: the page does not scroll away under the finger."""
    for position, title in enumerate(["một", "hai"], start=1):
        FrontPageSlotFactory(
            article=live(f"Tin {title}"),
            position=position,
            starts_at=timezone.now() - HOUR,
        )
    context = chromium_browser.new_context(
        base_url=live_server.url,
        has_touch=True,
        viewport={"width": 768, "height": 1024},
    )
    page = context.new_page()
    sign_in(page, EditorFactory())
    page.goto(PAGE)
    handle = row(page, "Tin hai").locator("[data-handle]").bounding_box()
    goal = row(page, "Tin một").bounding_box()
    touch = context.new_cdp_session(page)

    def send(kind, y):
        points = [] if y is None else [{"x": handle["x"] + 10, "y": y}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    start = handle["y"] + handle["height"] / 2
    send("touchStart", start)
    for step in range(1, 9):
        send("touchMove", start + (goal["y"] + 5 - start) * step / 8)
    send("touchEnd", None)

    assert titles(page, "noi-bat") == ["Tin hai", "Tin một"]
    context.close()
