import pytest

from portal.models import User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

INLINE_SCRIPT = """
const script = document.createElement("script");
script.textContent = "document.title = 'Đã chạy'";
document.body.append(script);
"""


def test_staff_sign_in_without_a_single_complaint_of_the_browser(page):
    User.objects.create_superuser("quan-tri-vien", "mat-khau-thu-2026")

    page.goto("/quan-tri/")
    page.fill("[name=username]", "quan-tri-vien")
    page.fill("[name=password]", "mat-khau-thu-2026")
    page.click("[type=submit]")

    assert page.title().startswith("Bàn biên tập")
    page.goto("/quan-tri/password_change/")
    assert page.locator("[name=new_password1]").count() == 1


def test_inline_script_does_not_run(page, browser_errors):
    page.goto("/quan-tri/login/")

    page.evaluate(INLINE_SCRIPT)

    assert page.title() != "Đã chạy"
    assert any("Content Security Policy" in error for error in browser_errors)
    browser_errors.clear()


def test_home_page_shows_no_complaint_of_the_browser(page):
    page.goto("/")

    assert page.locator("h1, h2").count() > 0
