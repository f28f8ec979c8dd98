"""“Đính chính” from the form to the page, and the long list of all."""

from datetime import timedelta

import pytest
from django.utils import timezone

from news import publishing
from tests.browser.test_main_paths import sign_in
from tests.factories import ArticleFactory, EditionFactory, EditorFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HOUR = timedelta(hours=1)


def seen(**fields):
    article = ArticleFactory(**fields)
    EditionFactory(article=article, starts_at=timezone.now() - HOUR)
    article.refresh_from_db()
    return article


def test_an_editor_adds_a_correction_and_readers_see_it_with_the_new_edition(page):
    article = seen(title="Tạm giữ 600 đôi giày")
    address = article.editions.get().get_absolute_url()
    sign_in(page, EditorFactory())
    page.goto(f"/quan-tri/news/article/{article.pk}/change/")

    box = page.locator("#corrections-group")
    box.get_by_role("button", name="Thêm").or_(box.locator(".add-row a")).click()
    box.get_by_label("Đã viết (sai)").locator("visible=true").fill("600 đôi giày")
    box.get_by_label("Sửa lại là (đúng)").locator("visible=true").fill("60 đôi giày")
    page.get_by_role("button", name="Đăng", exact=True).click()
    page.locator(".messagelist .success").first.wait_for()

    page.goto(address)
    entry = page.get_by_role("region", name="Đính chính")
    assert entry.locator("del").inner_text() == "600 đôi giày"
    assert entry.locator("ins").inner_text() == "60 đôi giày"
    assert "Ban biên tập" in entry.inner_text()


def test_the_list_goes_on_with_corrections_of_the_same_story(page):
    article = seen(title="Bài nhiều chỗ sai")
    rows = [
        {
            "wrong": f"chỗ sai {number}",
            "right": f"chỗ đúng {number}",
            "on": timezone.localdate().isoformat(),
            "signed_by": "Ban biên tập",
            "edition": 1,
        }
        for number in range(14)
    ]
    publishing.save(article, by=None, corrections=rows)
    publishing.publish(article, by=None)
    page.goto("/dinh-chinh/")
    assert page.locator(".correction").count() == 12

    page.get_by_role("link", name="Xem thêm").click()

    page.get_by_text("Đã tải thêm 2 đính chính. Đã hết đính chính.").wait_for()
    told = page.locator(".correction ins").all_inner_texts()
    assert told == [f"chỗ đúng {number}" for number in reversed(range(14))]
