"""Nothing typed is lost: kept in the browser, offered again, saved when it can be."""

import pytest

from news import publishing
from news.enums import StoryKind
from news.models import Article, GalleryPhoto
from tests.browser.test_main_paths import choose, sign_in, sign_in_by_form, write
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    CategoryFactory,
    EditorFactory,
    PhotoFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ADD = "/quan-tri/news/article/add/"
KEPT = "Đã giữ trong trình duyệt lúc"


@pytest.fixture(autouse=True)
def _quick(settings):
    settings.DESK_PING_SECONDS = settings.DESK_AUTOSAVE_SECONDS = 1


def address(article):
    return f"/quan-tri/news/article/{article.pk}/change/"


def opened(page, address):
    """The form, when its editor is there."""
    page.goto(address)
    page.locator(".cke_editable").wait_for()
    page.locator(".draft-state").wait_for(state="attached")


def wait_until_kept(page):
    page.locator(".draft-state", has_text=KEPT).wait_for()


def kept(page):
    return page.evaluate(
        "Object.keys(localStorage).filter((name) => name.startsWith('desk:draft:'))"
    )


def wait_until_nothing_is_kept(page):
    """The page that follows a save drops what was saved a moment after it came."""
    for _ in range(50):
        if kept(page):
            page.wait_for_timeout(100)
    assert kept(page) == []


def offers(page):
    return page.locator(".presence__draft").all_inner_texts()


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def save(page):
    button(page, "Lưu").click()
    page.locator(".messagelist .success").wait_for()
    wait_until_nothing_is_kept(page)


def test_all_that_was_typed_comes_back_after_the_tab_was_closed(page):
    editor = EditorFactory()
    CategoryFactory(name="Thời sự")
    first, second, third = (AuthorFactory(name=name) for name in ("An", "Bình", "Chi"))
    photos = [PhotoFactory(caption=f"Ảnh {n}") for n in range(3)]
    pin = publishing.publish(ArticleFactory(title="Tin để ghim"), by=None)
    article = ArticleFactory(
        by=editor,
        title="Tiêu đề cũ",
        kind=StoryKind.PHOTO,
        bylines=[(first, None), (second, None)],
    )
    for position, photo in enumerate(photos[:2], start=1):
        GalleryPhoto.objects.create(
            article=article, photo=photo, position=position, caption=f"Cũ {position}"
        )
    sign_in(page, editor)
    opened(page, address(article))

    page.locator("#id_title").fill("Tiêu đề mới")
    write(page, "Chữ vừa gõ. ")
    choose(page, "category", "thoi su")
    page.locator("#id_tags").fill("hàng giả, giá cả")
    page.locator("#id_kind").select_option(StoryKind.PHOTO)
    # The second author goes, a third comes and stands first.
    page.locator("#id_bylines-1-DELETE").check()
    page.locator("#bylines-group .add-row a").click()
    page.locator("#bylines-2 .field-author .select2-selection").click()
    page.locator(".select2-search__field").fill("chi")
    page.locator(".select2-results__option", has_text="Chi").click()
    for _ in range(2):
        page.locator("#bylines-2").get_by_role("button", name="Lên").click()
    page.locator("#gallery-0 [name$=-caption]").fill("Chú thích mới")
    page.locator("#gallery-1").get_by_role("button", name="Lên").click()
    page.locator("#pins-group .add-row a").click()
    page.locator("#pins-0 .select2-selection").click()
    page.locator(".select2-search__field").fill("de ghim")
    page.locator(".select2-results__option", has_text="Tin để ghim").click()
    button(page, "Chọn hoặc tải ảnh").last.click()
    page.locator(f"[data-photo='{photos[2].pk}']").click()
    button(page, "Dùng ảnh đã chọn").click()
    wait_until_kept(page)
    page.wait_for_timeout(1200)
    page.close()  # As a crash does: nobody is asked.

    page = page.context.new_page()
    opened(page, address(article))
    offer = page.locator(".presence__draft")
    assert offer.inner_text().startswith("Có bản chưa lưu lúc ")
    assert page.locator("#id_title").input_value() == "Tiêu đề cũ"
    button(offer, "Khôi phục").click()
    assert page.locator("#id_title").input_value() == "Tiêu đề mới"
    assert page.locator("#id_category option:checked").inner_text() == "Thời sự"
    assert page.locator("#pins-0 .select2-selection").inner_text() == "Tin để ghim"
    assert page.locator(".field-lead_photo .photo-choice__caption").inner_text() == (
        "Ảnh 2"
    )
    save(page)

    article = Article.objects.get(pk=article.pk)
    assert article.title == "Tiêu đề mới"
    assert "Chữ vừa gõ." in article.body
    assert article.category.name == "Thời sự"
    assert sorted(article.tags.names()) == ["giá cả", "hàng giả"]
    assert [row.author for row in article.bylines.all()] == [third, first]
    assert [(row.photo, row.caption) for row in article.gallery.all()] == [
        (photos[1], "Cũ 2"),
        (photos[0], "Chú thích mới"),
    ]
    assert list(article.pins.values_list("target", flat=True)) == [pin.article_id]
    assert article.lead_photo == photos[2]
    assert offers(page) == []


def test_after_a_clean_save_nothing_is_kept_and_nobody_is_asked(page):
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    sign_in(page, EditorFactory())
    opened(page, ADD)
    page.locator("#id_title").fill("Tin mới")
    wait_until_kept(page)

    page.goto("/quan-tri/")
    assert asked == ["beforeunload"]
    opened(page, ADD)
    button(page, "Khôi phục").click()
    with page.context.expect_page() as preview:
        button(page, "Xem trước").click()
    assert preview.value.locator("h1").inner_text().endswith("Tin mới")
    save(page)
    opened(
        page, address(ArticleFactory(body="<h2>Mục</h2><p>Chữ&nbsp;có  dấu cách.</p>"))
    )
    page.locator(".cke_editable").click()
    page.wait_for_timeout(1200)
    assert page.locator(".draft-state").inner_text() == ""
    page.goto("/quan-tri/")

    assert kept(page) == []
    assert asked == ["beforeunload"]
    assert Article.objects.filter(title="Tin mới").count() == 1


def test_a_cut_network_keeps_the_page_and_a_save_goes_through_afterwards(
    page, browser_errors
):
    article = ArticleFactory(title="Trước khi mất mạng")
    sign_in(page, EditorFactory())
    opened(page, address(article))
    page.locator("#id_title").fill("Gõ trước khi mất mạng")

    page.context.set_offline(True)
    page.get_by_text("Mất kết nối; bài được giữ trong trình duyệt.").wait_for()
    page.locator("#id_sapo").fill("Gõ khi mất mạng.")
    button(page, "Lưu").click()
    page.get_by_text("Chưa lưu được: mất kết nối.").wait_for()
    assert page.locator("#id_title").input_value() == "Gõ trước khi mất mạng"
    assert len(kept(page)) == 1
    page.context.set_offline(False)
    page.get_by_text("Mất kết nối;").wait_for(state="detached")
    save(page)

    article.refresh_from_db()
    assert article.title == "Gõ trước khi mất mạng"
    assert article.sapo == "Gõ khi mất mạng."
    assert {error for error in browser_errors if "INTERNET" not in error} == set()
    browser_errors.clear()


def test_a_session_that_ended_is_told_and_the_text_is_saved_after_signing_in(
    page, browser_errors
):
    editor = EditorFactory()
    article = ArticleFactory()
    sign_in(page, editor)
    opened(page, address(article))
    page.locator("#id_title").fill("Gõ qua đêm")
    page.context.clear_cookies(name="phien")

    page.get_by_text("Phiên làm việc đã hết; bài được giữ").wait_for()
    button(page, "Lưu").click()
    page.get_by_text("Chưa lưu được: phiên làm việc đã hết.").wait_for()
    other = page.context.new_page()
    sign_in_by_form(other, editor)
    page.get_by_text("Phiên làm việc đã hết;").wait_for(state="detached")
    save(page)

    article.refresh_from_db()
    assert article.title == "Gõ qua đêm"
    assert {error for error in browser_errors if "403" not in error} == set()
    browser_errors.clear()


def test_another_account_is_shown_nothing_and_cannot_save_by_mistake(
    page, browser_errors
):
    article = ArticleFactory(title="Bài chung")
    sign_in(page, EditorFactory())
    opened(page, address(article))
    page.locator("#id_title").fill("Chữ của người thứ nhất")
    wait_until_kept(page)

    page.context.clear_cookies()
    other = page.context.new_page()
    sign_in(other, EditorFactory(full_name="Lê Nam"))
    opened(other, address(article))
    other.wait_for_timeout(600)
    assert offers(other) == []
    page.get_by_text("vừa đăng nhập bằng tài khoản của Lê Nam").wait_for()
    button(page, "Lưu").click()
    page.get_by_text("đang dùng tài khoản của người khác").wait_for()

    article.refresh_from_db()
    assert article.title == "Bài chung"
    browser_errors.clear()  # The pings of the first account were refused.


def test_a_draft_of_an_older_text_goes_to_the_comparison_and_overwrites_nothing(
    page, browser_errors
):
    article = ArticleFactory(title="Bản đầu")
    sign_in(page, EditorFactory())
    opened(page, address(article))
    page.locator("#id_title").fill("Bản của tôi")
    wait_until_kept(page)
    page.close()
    article.title = "Bản của Hà"
    publishing.save(article, by=EditorFactory(full_name="Trần Thu Hà"))

    page = page.context.new_page()
    opened(page, address(article))
    page.get_by_text("Trong khi đó bài đã được Trần Thu Hà lưu lúc").wait_for()
    button(page, "Khôi phục").click()
    assert page.locator("#id_title").input_value() == "Bản của tôi"
    page.get_by_text("Trần Thu Hà đã lưu bản mới lúc").wait_for()
    button(page, "Lưu").click()
    page.get_by_role("heading", name="Hai bản của bài này").wait_for()

    assert page.locator("#id_title").input_value() == "Bản của tôi"
    article.refresh_from_db()
    assert article.title == "Bản của Hà"
    page.locator("[name=resolved]").check()
    save(page)
    article.refresh_from_db()
    assert article.title == "Bản của tôi"
    assert len(browser_errors) == 1
    assert "409 (Conflict)" in browser_errors.pop()


def test_restoring_and_dropping_can_be_undone_until_one_leaves(page):
    article = ArticleFactory(title="Bản trên máy chủ")
    sign_in(page, EditorFactory())
    opened(page, address(article))
    page.locator("#id_title").fill("Bản chưa lưu")
    wait_until_kept(page)
    page.close()
    page = page.context.new_page()
    opened(page, address(article))

    button(page, "Khôi phục").click()
    button(page, "Hoàn tác").click()
    assert page.locator("#id_title").input_value() == "Bản trên máy chủ"
    button(page, "Bỏ").click()
    assert kept(page) == []
    button(page, "Lấy lại").click()
    assert len(kept(page)) == 1
    button(page, "Bỏ").click()
    page.wait_for_timeout(1200)
    opened(page, address(article))
    page.wait_for_timeout(600)

    assert offers(page) == []
    assert kept(page) == []


def test_new_stories_never_saved_are_listed_on_the_form_for_a_new_one(page):
    sign_in(page, EditorFactory())
    for title in ("Tin dở dang một", "Tin dở dang hai"):
        tab = page.context.new_page()
        opened(tab, ADD)
        tab.locator("#id_title").fill(title)
        wait_until_kept(tab)
        if title.endswith("hai"):
            stays = tab
        else:
            tab.close()

    opened(page, ADD)
    page.locator(".presence__draft").wait_for()
    assert [text.split("“")[1].split("”")[0] for text in offers(page)] == [
        "Tin dở dang một"
    ]  # The other is open in its own tab.
    stays.close()
    # What a crash or a power cut keeps from the disk comes back from its copy.
    page.evaluate("localStorage.clear()")
    opened(page, ADD)
    page.locator(".presence__draft").nth(1).wait_for()
    page.locator("summary", has_text="Xem chữ").first.click()

    assert page.locator(".presence__text").first.inner_text() == "Tin dở dang hai"


def test_a_form_that_came_back_is_unsaved_and_asks_before_it_is_left(page):
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    sign_in(page, EditorFactory())
    opened(page, ADD)
    page.locator("#id_sapo").fill("Có sapo, chưa có tiêu đề.")
    button(page, "Lưu").click()
    page.get_by_text("Bài viết phải có tiêu đề.").wait_for()
    wait_until_kept(page)
    assert len(kept(page)) == 1

    page.goto("/quan-tri/")
    assert asked == ["beforeunload"]
    opened(page, ADD)
    button(page, "Khôi phục").click()
    page.locator("#id_title").fill("Có tiêu đề rồi")
    save(page)

    assert Article.objects.get().sapo == "Có sapo, chưa có tiêu đề."


def test_a_browser_without_room_says_so(page):
    sign_in(page, EditorFactory())
    opened(page, ADD)
    page.evaluate("""() => {
        let part = "x".repeat(1_000_000);
        for (let n = 0; part.length > 20; n += 1) {
          try { localStorage.setItem(`full${n}`, part); }
          catch { part = part.slice(0, part.length / 2); }
        }
    }""")
    page.locator("#id_title").fill("Không còn chỗ")

    page.get_by_text("Trình duyệt đã hết chỗ giữ bài; hãy bấm Lưu.").wait_for()
    save(page)
    assert Article.objects.get().title == "Không còn chỗ"


@pytest.mark.parametrize(("answer", "left"), [("Giữ lại", 1), ("Xóa rồi", 0)])
def test_whoever_signs_out_says_what_becomes_of_unsaved_text(
    page, browser_errors, answer, left
):
    sign_in(page, EditorFactory())
    opened(page, ADD)
    page.locator("#id_title").fill("Dở dang")
    wait_until_kept(page)

    page.locator("button.person").click()
    button(page, "Đăng xuất").click()
    page.get_by_text("Máy này đang giữ 1 bài chưa lưu của bạn.").wait_for()
    page.get_by_role("button", name=answer).click()
    page.wait_for_url("**/quan-tri/logout/")

    assert len(kept(page)) == left
    # A ping may have been on its way while the session ended.
    assert {error for error in browser_errors if "403" not in error} == set()
    browser_errors.clear()
