"""A16: hostile texts run nothing on the desk, on any road that shows them.

What would run calls alert(1) or is stopped by the policy of the page; the hook hears of
both. The roads without a browser: tests/news/desk/test_hostile_lines.py.
"""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from news import publishing
from news.models import Article
from tests.browser.test_main_paths import sign_in
from tests.browser.test_paste import paste
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    CategoryFactory,
    EditorFactory,
    PhotoFactory,
    UnitFactory,
)
from tests.hostile import BODIES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HOOK = """
window.alert = text => report(`alert ${text}`);
addEventListener("securitypolicyviolation", event => {
    const harmless = event.sample.startsWith("javascript:void"); // Of the editor.
    if (event.effectiveDirective.startsWith("script") && !harmless)
        report(`${event.effectiveDirective} ${event.blockedURI}`);
});
"""
BAIT = "<img src=x onerror=alert(1)>"
LINE = f'"> {BAIT} </textarea><svg onload=alert(1)> hang gia'
NAMES = ["image error", "handler of an unknown tag", "svg", "frame", "video source"]
STORED = "".join(f"<p>{BODIES[name]}</p>" for name in NAMES)


@pytest.fixture
def ran(page):
    """What ran, or tried to."""
    heard = []
    page.context.expose_function("report", lambda what: heard.append(what))
    page.context.add_init_script(HOOK)
    return heard


@pytest.fixture
def article(page):
    """A story whose every text is hostile, with a body that no form ever saw."""
    editor = EditorFactory(full_name=LINE)
    author = AuthorFactory(name=LINE, unit=UnitFactory(name=LINE))
    photo = PhotoFactory(caption=LINE, alt=LINE, credit=LINE)
    pin = ArticleFactory(title=LINE, by=editor)
    article = ArticleFactory(
        title=LINE,
        sapo=LINE,
        category=CategoryFactory(name=LINE[:100]),
        lead_photo=photo,
        lead_caption=LINE,
        lead_alt=f"Ảnh: {LINE}",
        source_name=LINE,
        tags=[LINE[:100].replace(",", "")],
        bylines=[(author, None)],
        pins=[pin.pk],
        by=editor,
    )
    publishing.publish(pin, by=editor)
    sign_in(page, editor)
    Article.objects.filter(pk=article.pk).update(body=STORED)
    return article


def settled(page):
    """After whatever was put into the page had the time to load and to fail."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(200)


def forget(browser_errors):
    """Pictures that don't exist are not found; nothing else may have gone wrong."""
    odd = [e for e in browser_errors if "404" not in e and "Refused to load" not in e]
    browser_errors.clear()
    return odd


def test_a16_the_hook_hears_what_runs(page, ran, browser_errors):
    editor = EditorFactory()
    sign_in(page, editor)
    for address in ("/quan-tri/", "/quan-tri/news/article/add/"):
        page.goto(address)
        page.evaluate(
            "bait => document.body.append("
            "document.createRange().createContextualFragment(bait))",
            BAIT,
        )
        settled(page)
    browser_errors.clear()

    # The policy of ordinary pages stops the handler; the editor's page lets it run.
    assert ran == ["script-src-attr inline", "alert 1"]


def test_a16_hostile_texts_run_nothing_on_any_page_of_a_story(
    page, ran, article, browser_errors
):
    names = ["change", "history", "delete", "withdraw"]
    pages = [reverse(f"admin:news_article_{name}", args=[article.pk]) for name in names]
    pages += [
        reverse("admin:index"),
        reverse("admin:news_article_changelist"),
        reverse("admin:news_photo_changelist"),
        reverse("admin:news_photo_change", args=[article.lead_photo_id]),
    ]

    for address in pages:
        page.goto(address)
        settled(page)
        assert "onerror=alert(1)" in page.locator("body").inner_text() or (
            page.locator("#id_title, #id_caption, #id_alt").count()
        ), address

    assert ran == []
    assert forget(browser_errors) == []


def test_a16_hostile_texts_run_nothing_in_what_the_form_opens(
    page, ran, article, browser_errors
):
    page.goto(f"/quan-tri/news/article/{article.pk}/change/")
    page.locator(".cke_editable").wait_for()
    expect(page.locator(".field-title .word-count").first).to_contain_text("chữ")
    page.locator("#id_title").fill(LINE + LINE)
    page.locator(".cke_editable").click()
    page.keyboard.press("Control+k")
    page.locator("#link-box-search").fill("hang gia")
    expect(page.locator("#link-box-list [role=option]").first).to_contain_text(BAIT)
    page.keyboard.press("Enter")
    page.keyboard.press("Control+Alt+i")
    page.locator(".photo-tile").first.click()
    page.get_by_role("button", name="Dùng ảnh đã chọn").click()
    expect(page.locator(".cke_editable figure").first).to_contain_text(BAIT)
    page.locator(".field-category .select2-selection").click()
    page.locator(".select2-search__field").fill("hang gia")
    settled(page)
    page.keyboard.press("Escape")
    with page.expect_popup() as popup:
        page.get_by_role("button", name="Xem trước", exact=True).click()
    settled(popup.value)
    assert "onerror" in popup.value.locator("body").inner_text()
    popup.value.close()
    page.get_by_role("button", name="Đăng", exact=True).click()
    settled(page)

    assert ran == []
    assert forget(browser_errors) == []


@pytest.mark.parametrize("road", ["paste", "set"])
def test_a16_no_hostile_body_runs_in_the_editor(page, ran, browser_errors, road):
    sign_in(page, EditorFactory())
    page.goto("/quan-tri/news/article/add/")
    page.locator(".cke_editable").click()

    for name, body in BODIES.items():
        page.evaluate("CKEDITOR.instances.id_body.setData('<p>a</p>')")
        if road == "paste":
            paste(page, html=body.encode("utf-8", "replace").decode())
        else:
            page.evaluate(
                "body => CKEDITOR.instances.id_body.setData(body)",
                body.encode("utf-8", "replace").decode(),
            )
        assert (name, ran) == (name, [])
    settled(page)

    assert ran == []
    browser_errors.clear()
