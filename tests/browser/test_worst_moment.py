"""Scenario (b): a live story is corrected at the worst moment, with readers on it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from news.models import Edition
from tests import chromium
from tests.browser.test_main_paths import sign_in
from tests.factories import EditorFactory
from tests.scheduled_change import NEW, OLD, names_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HOUR_FIELDS = "#id_appointment-day", "#id_appointment-time"


@pytest.fixture
def visitor(chromium_browser, live_server):
    """The browser of a reader, who keeps the page open all the while."""
    context = chromium_browser.new_context(base_url=live_server.url, locale="vi-VN")
    context.set_default_timeout(chromium.PATIENCE)
    yield context.new_page()
    context.close()


def read(visitor, places):
    """What the reader gets at every place."""
    answers = {name: visitor.request.get(path) for name, path in places.items()}
    return {name: (answer.status, answer.text()) for name, answer in answers.items()}


def correct(page, world, at):
    """What the editor does in the form: everything at once, three minutes ahead."""
    page.goto(f"/quan-tri/news/article/{world['article'].pk}/change/")
    page.locator(".cke_editable").wait_for()
    page.locator("#id_title").fill(NEW)
    page.locator(".field-category .select2-selection").click()
    page.locator(".select2-search__field").fill("vu viec")
    name = world["new section"].name
    page.locator(".select2-results__option", has_text=name).click()
    field = page.locator(".field-lead_photo [data-photo-field]")
    field.get_by_role("button", name="Chọn hoặc tải ảnh").click()
    new_photo = world["photos"][1]
    page.locator(f".photo-box img[src*='{names_of(new_photo)}']").click()
    page.get_by_role("button", name="Dùng ảnh đã chọn").click()
    pins = page.locator("#pins-group")
    pins.locator(".add-row a").click()
    pins.locator("tr.dynamic-pins").last.locator(".select2-selection").click()
    page.locator(".select2-search__field").fill("ghim ba")
    page.locator(".select2-results__option", has_text="Tin ghim ba").click()
    box = page.locator("#corrections-group")
    box.locator(".add-row a").click()
    box.get_by_label("Đã viết (sai)").locator("visible=true").fill("sáu trăm đôi")
    box.get_by_label("Sửa lại là (đúng)").locator("visible=true").fill("chín trăm đôi")

    page.get_by_text("Hẹn giờ…").click()
    local = timezone.localtime(at)
    for field, text in zip(
        HOUR_FIELDS, (f"{local:%d/%m/%Y}", f"{local:%H:%M}"), strict=True
    ):
        page.locator(field).fill(text)
    page.get_by_role("button", name="Hẹn giờ", exact=True).click()
    page.locator(".messagelist .success").wait_for()


def test_scenario_b_visitors_see_all_of_it_at_the_minute_and_nothing_before(
    page, visitor, world, travel
):
    places = world["places"] | {"corrections": "/dinh-chinh/"}
    at = travel(seconds=0) + timedelta(minutes=3)
    sign_in(page, EditorFactory())
    visitor.goto(places["story"])
    before = read(visitor, places)

    correct(page, world, at)
    for elapsed in ({"seconds": 5}, {"minutes": 2, "seconds": 59}):
        travel(**elapsed)
        visitor.reload()
        assert visitor.locator("h1").inner_text() == OLD
        now = read(visitor, places)
        assert {name for name in places if now[name][0] != before[name][0]} == set()
        new = (NEW, "chín trăm đôi", names_of(world["photos"][1]))
        leaks = {
            name for name, (_, text) in now.items() if any(word in text for word in new)
        }
        assert leaks == set()

    travel(minutes=3)
    visitor.reload()  # The old address: 301 to the new one.

    renamed = Edition.objects.get(title=NEW).get_absolute_url()
    visitor.wait_for_url(f"**{renamed}")
    assert visitor.locator("h1").inner_text() == NEW
    section = visitor.locator(".article-head__section").inner_text()
    assert section == world["new section"].name
    assert visitor.get_by_text("Cập nhật lúc").is_visible()
    entry = visitor.get_by_role("region", name="Đính chính")
    assert entry.locator("del").inner_text() == "sáu trăm đôi"
    assert entry.locator("ins").inner_text() == "chín trăm đôi"
    pinned = visitor.locator(".pinned-stories a").all_inner_texts()
    assert pinned == ["Tin ghim một", "Tin ghim hai", "Tin ghim ba"]
    lead = visitor.locator(".article figure img").first.get_attribute("src")
    assert names_of(world["photos"][1]) in lead
    after = read(visitor, places)
    shown = {name for name, (_, text) in after.items() if NEW in text}
    assert {"home", "new section", "tag", "feed", "new feed", "corrections"} <= shown
    assert not {name for name, (_, text) in after.items() if f">{OLD}<" in text}
    assert {"suggestions", "suggestions of the new"} <= shown
    visitor.goto(places["search of the new"])
    hits = visitor.locator(".search-hit__title").all_inner_texts()
    assert (hits, visitor.locator("mark").count() > 0) == ([NEW], True)
    visitor.goto(places["search"])
    assert visitor.locator(".search-hit__title").all_inner_texts() == [NEW]
    assert "chín trăm đôi" in after["feed"][1]
