"""The two paths that the portal is for: write → publish → read; read → next story."""

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from news import publishing
from news.models import Article, Edition
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    CategoryFactory,
    EditorFactory,
    PhotoFactory,
    ReporterFactory,
    UnitFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "Mat-khau-cua-phep-thu-1"


def sign_in(page, user):
    """As if this person had signed in: the cookie alone, without loading two pages."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    cookie = {"name": name, "value": client.cookies[name].value}
    page.context.add_cookies([{**cookie, "domain": "localhost", "path": "/"}])


def sign_in_by_form(page, user):
    user.set_password(PASSWORD)
    user.save()
    page.goto("/quan-tri/")
    page.get_by_label("Tên đăng nhập").fill(user.username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url("**/quan-tri/")


def write(page, text):
    """Type into the editor, as the reporter does."""
    area = page.locator(".cke_editable")
    area.click()
    page.keyboard.type(text)


def choose(page, field, text):
    """Pick from an autocomplete by typing without marks."""
    page.locator(f".field-{field} .select2-selection").first.click()
    page.locator(".select2-search__field").fill(text)
    page.locator(".select2-results__option--highlighted").first.wait_for()
    page.locator(".select2-results__option", has_not_text="Đang").first.click()


def test_write_publish_read(page):
    CategoryFactory(name="Kiểm tra, kiểm soát")
    AuthorFactory(name="Minh Anh", unit=UnitFactory(name="Đội QLTT số 2"))
    sign_in_by_form(page, EditorFactory())

    page.goto("/quan-tri/news/article/add/")
    page.locator("#id_title").fill("Tạm giữ 600 đôi giày ở Đông Đô")
    write(page, "Đoàn kiểm tra lập biên bản tại kho hàng.")
    page.get_by_role("button", name="Đăng", exact=True).click()

    page.get_by_text("Bài chưa đăng được").wait_for()
    problems = page.locator(".problems li").all_inner_texts()
    assert "Bài chưa có chuyên mục." in problems
    assert "Bài chưa có sapo." in problems
    assert page.locator("#id_title").input_value() == "Tạm giữ 600 đôi giày ở Đông Đô"
    assert "lập biên bản" in page.locator(".cke_editable").inner_text()
    assert not Edition.objects.exists()

    page.locator("#id_sapo").fill("Số hàng chưa có hóa đơn, chứng từ.")
    choose(page, "category", "kiem tra")
    page.locator("#id_tags").fill("hàng lậu, giày dép")
    page.locator("#id_source_name").fill("Đội QLTT số 2")
    page.get_by_role("button", name="Đăng", exact=True).click()
    page.locator(".messagelist .success").wait_for()

    edition = Edition.objects.get()
    page.goto("/")
    page.get_by_role("link", name="Tạm giữ 600 đôi giày ở Đông Đô").first.click()
    page.wait_for_url(f"**{edition.get_absolute_url()}")
    assert page.locator("h1").inner_text() == "Tạm giữ 600 đôi giày ở Đông Đô"
    assert "lập biên bản tại kho hàng" in page.locator(".story-text").inner_text()
    page.get_by_role("link", name="hàng lậu").click()
    page.wait_for_url("**/tu-khoa/hang-lau/")
    assert page.locator("h1").inner_text() == "hàng lậu"


def test_a_reporter_writes_and_previews_but_has_no_publish_button(page):
    sign_in(page, ReporterFactory())
    page.goto("/quan-tri/news/article/add/")
    page.locator("#id_title").fill("Bài của phóng viên")
    write(page, "Chữ chưa lưu.")

    assert page.get_by_role("button", name="Đăng", exact=True).count() == 0
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Xem trước").click()
    preview = opened.value.frame_locator("iframe")
    assert preview.locator("h1").inner_text() == "Bài của phóng viên"
    assert "Chữ chưa lưu." in preview.locator(".story-text").inner_text()
    assert not Article.objects.exists()

    page.get_by_role("button", name="Lưu", exact=True).click()
    page.get_by_text("Đã lưu bài viết.").wait_for()
    assert Article.objects.get().title == "Bài của phóng viên"


def test_pins_are_ordered_by_dragging_and_read_in_that_order(page):
    first, second = (
        publishing.publish(ArticleFactory(title=title), by=None)
        for title in ("Tin ghim một", "Tin ghim hai")
    )
    article = ArticleFactory(pins=[first.article_id, second.article_id])
    sign_in(page, EditorFactory())
    page.goto(f"/quan-tri/news/article/{article.pk}/change/")
    page.locator(".cke_editable").wait_for()  # It moves the rows when it comes.

    rows = page.locator("#pins-group tr.has_original")
    source, target = (rows.nth(n).locator("td.original p") for n in (1, 0))
    source.drag_to(target)
    page.get_by_role("button", name="Đăng", exact=True).click()
    page.locator(".messagelist .success").wait_for()

    page.goto(Edition.objects.get(article=article).get_absolute_url())
    pins = page.locator(".pinned-stories a").all_inner_texts()
    assert pins == ["Tin ghim hai", "Tin ghim một"]


def test_read_then_the_next_story(page):
    category = CategoryFactory(name="Thời sự")
    photo = PhotoFactory(caption="Toàn cảnh kho hàng", alt="Kho hàng")
    pin = publishing.publish(ArticleFactory(title="Tin được ghim"), by=None)
    for number in range(12):
        article = ArticleFactory(title=f"Tin số {number}", lead_photo=photo)
        publishing.publish(article, by=None)
    edition = publishing.publish(
        ArticleFactory(
            title="Tin đang đọc",
            category=category,
            lead_photo=photo,
            pins=[pin.article_id],
        ),
        by=None,
    )

    page.goto(edition.get_absolute_url())
    picture = page.locator(".story-text img").first
    assert picture.evaluate("image => image.complete && image.naturalWidth") == 48
    page.get_by_role("tab", name="Mới nhận").click()
    expect(page.get_by_role("tabpanel", name="Mới nhận")).to_be_visible()
    page.get_by_role("link", name="Xem thêm").click()
    page.get_by_text("Đã tải thêm").wait_for()
    page.get_by_role("link", name="Tin được ghim").first.click()
    page.wait_for_url(f"**{pin.get_absolute_url()}")
    assert page.locator("h1").inner_text() == "Tin được ghim"


def test_the_keyboard_alone_reaches_the_next_story(page):
    pin = publishing.publish(ArticleFactory(title="Tin được ghim"), by=None)
    article = ArticleFactory(pins=[pin.article_id])
    page.goto(publishing.publish(article, by=None).get_absolute_url())

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Tin được ghim":
            break
    page.keyboard.press("Enter")

    page.wait_for_url(f"**{pin.get_absolute_url()}")


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_no_page_scrolls_sideways(page, width):
    edition = publishing.publish(
        ArticleFactory(
            title="Khẩn trương " * 18,
            body="<table><tr><th>Mặt hàng</th>"
            + "<td>1.609.000.000</td>" * 12
            + "</tr></table><p>"
            + "dàidòng" * 40
            + "</p>",
            tags=["một từ khóa dài để thử cách xuống dòng của trang"],
        ),
        by=None,
    )
    page.set_viewport_size({"width": width, "height": 800})

    for path in ("/", edition.get_absolute_url(), edition.category.get_absolute_url()):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
