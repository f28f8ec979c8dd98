"""A meeting at the desk by keyboard alone: the roll call, the rows of its lists."""

import pytest
from django.urls import reverse

from party.enums import AttendanceStatus
from party.models import Attendance
from tests.browser.test_axe import WIDTHS, violations
from tests.browser.test_main_paths import sign_in
from tests.factories import PartyOfficerFactory
from tests.party.factories import MeetingFactory, MemberFactory, OrganizationFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PEOPLE = 60
# Whoever is absent, by place in the list: excused with a reason, or without any.
EXCUSED, UNEXCUSED = [11, 34, 35], [52]
# One key in a second is slow: people who do not touch-type reach two or three.
KEYS_IN_A_MINUTE = 60


class Keyboard:
    """Presses keys and counts them; a typed text counts each of its letters."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def press(self, key, times=1):
        for _ in range(times):
            self.page.keyboard.press(key)
        self.count += times

    def type(self, text):
        self.page.keyboard.type(text)
        self.count += len(text)


@pytest.fixture
def meeting():
    branch = OrganizationFactory()
    MemberFactory.create_batch(PEOPLE, organization=branch)
    return MeetingFactory(organization=branch)


@pytest.fixture
def keyboard(page, meeting):
    sign_in(page, PartyOfficerFactory())
    page.goto(reverse("admin:party_meeting_change", args=[meeting.pk]))
    page.locator("[data-person] input[type=radio]").first.focus()
    return Keyboard(page)


def saved(page, meeting):
    """After “Lưu”: the statuses, in the order of the list."""
    page.keyboard.press("Control+s")
    page.wait_for_selector(".messagelist .success")
    rows = Attendance.objects.filter(meeting=meeting)
    return list(
        rows.order_by("member__sort_key", "member").values_list("status", "reason")
    )


def expected(reason):
    found = [(AttendanceStatus.PRESENT, "")] * PEOPLE
    for place in EXCUSED:
        found[place] = (AttendanceStatus.EXCUSED, reason)
    for place in UNEXCUSED:
        found[place] = (AttendanceStatus.UNEXCUSED, "")
    return found


def test_sixty_people_are_marked_with_fewer_keys_than_a_minute_has_seconds(
    page, meeting, keyboard
):
    keyboard.press("t")  # Everybody is there …
    at = 0
    for place in sorted([*EXCUSED, *UNEXCUSED]):  # … but these four.
        keyboard.press("PageDown", (place - at) // 10)
        keyboard.press("ArrowDown", (place - at) % 10)
        if place in EXCUSED:
            keyboard.press("l")
            keyboard.type("ốm")
            keyboard.press("Enter")
        else:
            keyboard.press("k")
        at = place + 1
    told = page.locator("[data-count]").inner_text()

    assert saved(page, meeting) == expected("ốm")
    assert told == "Phải dự 60: có mặt 56, vắng có lý do 3, vắng không lý do 1"
    assert keyboard.count < KEYS_IN_A_MINUTE


def test_a_roll_called_name_by_name_takes_one_key_a_person(page, meeting, keyboard):
    for place in range(PEOPLE):
        if place in EXCUSED:
            keyboard.press("l")
            keyboard.press("Enter")
        else:
            keyboard.press("k" if place in UNEXCUSED else "c")

    assert saved(page, meeting) == expected("")
    assert keyboard.count == PEOPLE + len(EXCUSED)


def test_rows_are_added_moved_and_dropped_by_keyboard(page, meeting, keyboard):
    rows = page.locator("[data-rows=agenda]")
    rows.locator("input[type=text]").first.focus()
    for text in ("Một", "Hai", "Ba", "Bốn"):
        keyboard.type(text)
        keyboard.press("Enter")
    keyboard.type("Năm")
    rows.locator("[data-row]").nth(4).get_by_label("Lên trên").press("Enter")
    rows.locator("[data-row]").nth(0).get_by_role("button", name="Bỏ").press("Enter")

    saved(page, meeting)

    assert list(meeting.agenda.values_list("text", flat=True)) == [
        *("Hai", "Ba", "Năm", "Bốn")
    ]


@pytest.mark.parametrize("width", WIDTHS)
def test_the_pages_of_a_meeting_have_no_barriers(page, browser_errors, width):
    page.set_viewport_size(dict(zip(("width", "height"), WIDTHS[width], strict=True)))
    passed = {"summary": "Nghị quyết", "state": "da-thong-qua"}
    held, closed = (
        MeetingFactory(
            guests=[{"full_name": "Lê Văn Khách"}],
            tasks=[{"text": "Việc"}],
            resolutions=[passed],
            state=state,
        )
        for state in ("da-hop", "da-chot")
    )
    sign_in(page, PartyOfficerFactory())

    found = []
    for name, row in (
        ("changelist", None),
        ("add", None),
        ("change", held),
        ("change", closed),
        ("amend", closed),
    ):
        arguments = [row.pk] if row else []
        page.goto(reverse(f"admin:party_meeting_{name}", args=arguments))
        found += violations(page, browser_errors)

    assert found == []
