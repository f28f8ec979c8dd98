"""“Hẹn giờ…” and “Gửi duyệt…” as people press them."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from news import publishing
from news.models import Article, Edition
from tests.browser.test_main_paths import sign_in
from tests.factories import ArticleFactory, EditorFactory, ReporterFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_an_editor_replaces_a_live_story_tomorrow_morning(page):
    article = ArticleFactory(title="Đang đăng")
    publishing.publish(article, by=None)
    sign_in(page, EditorFactory())
    page.goto(f"/quan-tri/news/article/{article.pk}/change/")
    page.locator("#id_title").fill("Sáng mai mới thấy")

    page.get_by_text("Hẹn giờ…").click()
    expect(page.locator("#id_appointment-day")).to_be_focused()
    page.locator("#id_appointment-day").fill("25/11/2020")
    page.locator("#id_appointment-time").fill("7:00")
    page.keyboard.press("Enter")
    page.get_by_text("Giờ hẹn đã qua.").wait_for()
    assert page.locator("#id_title").input_value() == "Sáng mai mới thấy"
    expect(page.locator("#id_appointment-time")).to_be_visible()

    page.get_by_role("button", name="7:00 sáng mai").click()
    page.get_by_role("button", name="Hẹn giờ", exact=True).click()
    page.locator(".messagelist .success").wait_for()

    tomorrow = timezone.localtime() + timedelta(days=1)
    at = timezone.localtime(Edition.objects.order_by("-number")[0].starts_at)
    assert (at.date(), at.hour, at.minute) == (tomorrow.date(), 7, 0)
    assert "Sáng mai mới thấy" in page.locator(".plan").inner_text()
    page.goto("/quan-tri/news/article/?standing=hen-gio")
    assert f"Hẹn 07:00 {at:%d/%m/%Y}" in page.locator("#result_list").inner_text()


def test_a_reporter_submits_with_a_note_and_takes_it_back(page):
    writer = ReporterFactory()
    article = ArticleFactory(by=writer)
    sign_in(page, writer)
    page.goto(f"/quan-tri/news/article/{article.pk}/change/")

    page.get_by_text("Gửi duyệt…").click()
    page.get_by_label("Lời nhắn cho biên tập viên").fill("Nhờ xem số liệu")
    page.keyboard.press("Escape")
    expect(page.get_by_label("Lời nhắn cho biên tập viên")).to_be_hidden()
    page.get_by_text("Gửi duyệt…").click()
    page.get_by_role("button", name="Gửi duyệt", exact=True).click()
    page.locator(".step-note", has_text="Nhờ xem số liệu").wait_for()
    assert Article.objects.get().state == "cho-duyet"

    page.get_by_role("button", name="Rút về").click()
    page.get_by_text("về để viết tiếp.").wait_for()
    assert Article.objects.get().state == "nhap"
