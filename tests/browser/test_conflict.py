"""Two people at two browsers, one article: both texts side by side, nothing lost."""

import pytest

from news import publishing
from news.models import Article, Revision
from tests import chromium
from tests.browser.test_axe import violations
from tests.browser.test_main_paths import sign_in
from tests.factories import ArticleFactory, EditorFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BODY = "".join(
    f"<p>{text}</p>"
    for text in (
        "Đoàn kiểm tra lập biên bản tại kho hàng.",
        "Số hàng chưa có hóa đơn, chứng từ.",
        "Vụ việc đang được xác minh, làm rõ.",
    )
)


@pytest.fixture
def other_page(chromium_browser, live_server):
    """The browser of the colleague."""
    context = chromium_browser.new_context(base_url=live_server.url, locale="vi-VN")
    context.set_default_timeout(chromium.PATIENCE)
    yield context.new_page()
    context.close()


def open_story(page, user, article):
    sign_in(page, user)
    page.goto(f"/quan-tri/news/article/{article.pk}/change/")
    page.locator(".cke_editable").wait_for()


def set_body(page, html):
    page.evaluate("html => CKEDITOR.instances.id_body.setData(html)", html)


def save(page):
    page.get_by_role("button", name="Lưu", exact=True).click()


def choose(page, part, text, side):
    place = page.locator(f"[data-part={part}] fieldset", has_text=text)
    place.locator(f"input[value={side}]").check()


def test_scenario_a_two_people_one_article(page, other_page, browser_errors):
    pins = [
        publishing.publish(ArticleFactory(title=f"Tin ghim {name}"), by=None).article
        for name in ("A", "B")
    ]
    article = ArticleFactory(
        title="Tạm giữ 600 đôi giày", sapo="Sapo", body=BODY, pins=[pins[0].pk]
    )
    minh, ha = EditorFactory(full_name="Minh"), EditorFactory(full_name="Trần Thu Hà")
    open_story(page, minh, article)
    open_story(other_page, ha, article)

    other_page.locator("#id_title").fill("Tạm giữ 650 đôi giày")
    other_page.locator("#id_sapo").fill("Sapo của Hà")
    set_body(other_page, BODY.replace("kho hàng.", "chợ.") + "<p>Ngày mai họp báo.</p>")
    save(other_page)
    other_page.get_by_text("Đã lưu bài viết.").wait_for()
    set_body(
        page, BODY.replace("kho hàng.", "cửa khẩu.") + "<p>Hôm nay trời mưa to.</p>"
    )
    page.locator("#id_title").fill("Tạm giữ 600 đôi giày dép")
    page.locator("#id_source_name").fill("Đội 2")
    save(page)

    page.get_by_role("heading", name="Hai bản của bài này").wait_for()
    browser_errors.clear()  # 409, as it should be.
    page.locator(".cke_editable[role]").wait_for()
    assert violations(page, browser_errors) == []
    assert Article.objects.get(pk=article.pk).title == "Tạm giữ 650 đôi giày"
    assert page.locator("#id_title").input_value() == "Tạm giữ 600 đôi giày dép"
    apply = page.get_by_role("button", name="Đưa kết quả vào biểu mẫu")
    assert apply.is_disabled()
    page.get_by_text("Còn 2 chỗ phải chọn.").wait_for()

    save(page)  # Undecided: nothing is sent.
    page.get_by_text("Chưa lưu: hãy chọn giữa hai bản").wait_for()
    assert Revision.objects.of(article).count() == 2

    choose(page, "title", "Tạm giữ", "theirs")
    choose(page, "body", "cửa khẩu", "mine")
    apply.click()
    page.get_by_text("Đã đưa vào biểu mẫu, chưa lưu.").wait_for()
    assert page.locator("#id_title").input_value() == "Tạm giữ 650 đôi giày"
    save(page)
    page.get_by_text("Đã lưu bài viết.").wait_for()

    article.refresh_from_db()
    assert (article.title, article.sapo, article.source_name) == (
        "Tạm giữ 650 đôi giày",
        "Sapo của Hà",
        "Đội 2",
    )
    assert article.body.split("\n") == [
        "<p>Đoàn kiểm tra lập biên bản tại cửa khẩu.</p>",
        "<p>Số hàng chưa có hóa đơn, chứng từ.</p>",
        "<p>Vụ việc đang được xác minh, làm rõ.</p>",
        "<p>Hôm nay trời mưa to.</p>",
        "<p>Ngày mai họp báo.</p>",
    ]
    page.get_by_role("link", name="Lịch sử").first.click()
    rows = page.locator(".history__save").all_inner_texts()
    assert [("Minh" in rows[0]), ("Trần Thu Hà" in rows[1]), len(rows)] == [
        *(True, True, 3)
    ]
    found = violations(page, browser_errors)
    page.get_by_role("link", name="so với bản trước").first.click()
    page.get_by_role("heading", name="So sánh bản lưu 2 và 3").wait_for()
    assert found + violations(page, browser_errors) == []


def test_rows_are_taken_from_either_side(page, browser_errors):
    first, second, third = (
        publishing.publish(ArticleFactory(title=f"Tin ghim {name}"), by=None).article
        for name in ("A", "B", "C")
    )
    article = ArticleFactory(title="Bài", pins=[first.pk, second.pk], tags=["thuế"])
    open_story(page, EditorFactory(), article)
    stored = Article.objects.get(pk=article.pk)
    publishing.save(
        stored,
        by=EditorFactory(full_name="Hà"),
        pins=[third.pk, second.pk],
        tags=["thuế", "giá cả"],
    )
    page.locator("#id_tags").fill("thuế, hàng giả")
    save(page)

    page.get_by_role("heading", name="Hai bản của bài này").wait_for()
    browser_errors.clear()  # 409, as it should be.
    gone = page.locator("#pins-group tr.has_original", has_text="Tin ghim C")
    assert gone.locator("input[name$=-DELETE]").is_checked()
    page.get_by_role("button", name="Đưa kết quả vào biểu mẫu").click()
    assert page.locator("#id_tags").input_value() == "hàng giả, giá cả, thuế"
    save(page)
    page.get_by_text("Đã lưu bài viết.").wait_for()

    assert [pin.target for pin in stored.pins.all()] == [third, second]
    assert set(stored.tags.names()) == {"giá cả", "hàng giả", "thuế"}


def test_scenario_a_the_network_is_cut_while_a_colleague_saves(
    page, other_page, browser_errors, settings
):
    settings.DESK_PING_SECONDS = settings.DESK_AUTOSAVE_SECONDS = 1
    article = ArticleFactory(title="Bản đầu", sapo="Sapo đầu", body=BODY)
    minh, ha = EditorFactory(full_name="Minh"), EditorFactory(full_name="Trần Thu Hà")
    open_story(page, minh, article)
    open_story(other_page, ha, article)
    page.get_by_text("Trần Thu Hà cũng đang mở bài này").wait_for()

    page.context.set_offline(True)
    page.get_by_text("Mất kết nối; bài được giữ trong trình duyệt.").wait_for()
    page.locator("#id_title").fill("Bản của Minh")
    other_page.locator("#id_title").fill("Bản của Hà")
    other_page.locator("#id_sapo").fill("Sapo của Hà")
    save(other_page)
    other_page.get_by_text("Đã lưu bài viết.").wait_for()
    page.locator(".draft-state", has_text="Đã giữ trong trình duyệt").wait_for()
    page.close()  # The browser of Minh is gone, too.

    again = page.context.new_page()
    page.context.set_offline(False)
    again.goto(f"/quan-tri/news/article/{article.pk}/change/")
    again.get_by_text("Trong khi đó bài đã được Trần Thu Hà lưu lúc").wait_for()
    again.get_by_role("button", name="Khôi phục", exact=True).click()
    again.get_by_text("Đã khôi phục bản lúc").wait_for()
    save(again)
    again.get_by_role("heading", name="Hai bản của bài này").wait_for()
    assert Article.objects.get(pk=article.pk).title == "Bản của Hà"
    choose(again, "title", "Bản của", "mine")
    again.get_by_role("button", name="Đưa kết quả vào biểu mẫu").click()
    again.get_by_text("Đã đưa vào biểu mẫu, chưa lưu.").wait_for()
    save(again)
    again.get_by_text("Đã lưu bài viết.").wait_for()

    article.refresh_from_db()
    assert (article.title, article.sapo) == ("Bản của Minh", "Sapo của Hà")
    saves = Revision.objects.of(article).values_list("made_by__full_name", flat=True)
    assert list(saves) == ["Minh", "Trần Thu Hà", None]
    browser_errors.clear()  # A cut network and a 409, as it should be.
