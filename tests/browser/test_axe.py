"""The desk without barriers: axe-core finds nothing serious on its pages."""

from pathlib import Path

import axe_playwright_python
import pytest
from django.urls import reverse
from playwright.sync_api import expect

from news import publishing
from tests.browser.test_main_paths import sign_in
from tests.factories import (
    AdministratorFactory,
    ArticleFactory,
    FrontPageSlotFactory,
    PhotoFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
RUN = "axe.run(document, {resultTypes: ['violations'], preload: false})"
WIDTHS = {"desktop": (1366, 768), "tablet": (768, 1024)}


def violations(page, browser_errors) -> list[tuple[str, str, str]]:
    """(page, rule, where) of everything serious or critical.

    The script's text is evaluated from outside the page, where its policy does not
    reach; the styles that axe then tries on are blocked, and complained about.
    """
    before = len(browser_errors)
    page.evaluate(AXE)
    found = page.evaluate(RUN)
    browser_errors[before:] = [
        error for error in browser_errors[before:] if "inline style" not in error
    ]
    return [
        (page.url, violation["id"], node["html"][:120])
        for violation in found["violations"]
        if violation["impact"] in {"serious", "critical"}
        for node in violation["nodes"]
    ]


@pytest.fixture
def newsroom(db):
    """A published story with a photo, one with problems, a slot: every block full."""
    story = ArticleFactory(lead_photo=PhotoFactory(), tags=["hàng giả"])
    publishing.publish(story, by=None)
    FrontPageSlotFactory(article=story)
    ArticleFactory(pins=[story.pk])
    return story


def pages(story) -> list[str]:
    names = [
        *("index", "news_article_changelist", "news_article_add", "news_photo_add"),
        *("news_photo_changelist", "statistics", "news_frontpageslot_changelist"),
        *("portal_user_add", "news_category_changelist", "password_change"),
    ]
    names += ["news_auditentry_changelist"]
    form = reverse("admin:news_article_change", args=[story.pk])
    own = [
        reverse(f"admin:news_article_{name}", args=[story.pk])
        for name in ("preview", "sharing")
    ]
    plain = [reverse(f"admin:{name}") for name in names]
    return [*plain, *own, form, f"{form}?kiem-tra=1"]


def stopped_at_the_gate() -> str:
    """The form with everything that the gate's panel can hold."""
    story = ArticleFactory(bylines=[], tags=[], body="<p>Chữ.</p><h3>Cấp ba</h3>")
    publishing.waive(story, "byline-missing", reason="Tin gửi", by=None)
    address = reverse("admin:news_article_change", args=[story.pk])
    return f"{address}?kiem-tra=1"


@pytest.mark.parametrize("device", WIDTHS)
def test_no_page_of_the_desk_has_a_serious_barrier(
    page, newsroom, browser_errors, device
):
    width, height = WIDTHS[device]
    page.set_viewport_size({"width": width, "height": height})
    page.goto(reverse("admin:login"))
    found = violations(page, browser_errors)
    sign_in(page, AdministratorFactory())

    for address in [*pages(newsroom), stopped_at_the_gate()]:
        page.goto(address)
        if page.locator("textarea#id_body").count():
            page.locator(".cke_editable").wait_for()
        found += violations(page, browser_errors)

    assert found == []


def test_axe_would_find_a_barrier(page, browser_errors):
    page.goto(reverse("admin:login"))
    page.evaluate("document.querySelector('label').remove()")

    assert [rule for _, rule, _ in violations(page, browser_errors)] == ["label"]


def test_the_keyboard_reaches_menu_filters_and_editor(page, newsroom):
    sign_in(page, AdministratorFactory())
    page.set_viewport_size({"width": 768, "height": 1024})
    page.goto(reverse("admin:news_article_changelist"))

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Tới nội dung chính"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    menu = page.locator("#desk-menu")
    expect(menu).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()

    chosen = page.locator("details.filter summary").first
    chosen.focus()
    page.keyboard.press("Enter")
    choice = page.locator("details.filter[open] a").first
    expect(choice).to_be_visible()
    page.keyboard.press("Escape")
    expect(choice).to_be_hidden()

    page.goto(reverse("admin:news_article_add"))
    page.locator(".cke_editable").click()
    page.keyboard.press("Shift+Tab")  # No trap: back to the field before.
    inside = "document.activeElement.closest('.cke_wysiwyg_div') !== null"
    assert page.evaluate(inside) is False


def test_save_and_publish_are_in_reach_without_scrolling(page, newsroom):
    sign_in(page, AdministratorFactory())
    for width, height in WIDTHS.values():
        page.set_viewport_size({"width": width, "height": height})
        page.goto(reverse("admin:news_article_change", args=[newsroom.pk]))
        for name in ("Lưu", "Xem trước", "Đăng"):
            box = page.get_by_role("button", name=name, exact=True).bounding_box()
            assert box["y"] + box["height"] <= height, name
            assert box["x"] + box["width"] <= width, name


@pytest.mark.parametrize("width", [360, 768, 1366])
def test_no_page_of_the_desk_scrolls_sideways(page, newsroom, width):
    sign_in(page, AdministratorFactory())
    page.set_viewport_size({"width": width, "height": 768})

    wide = []
    for address in pages(newsroom):
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(address)

    assert wide == []
