"""From nothing to a story: a branch's meeting is recorded, told, approved and read.

The shape to reach is that of the pages on which offices report their branches'
meetings: title with the month, sapo, related stories, captions of who attended, who
came in order, the tale, the byline, and the lists below.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from news.models import Article, Edition
from party.enums import MeetingState
from party.models import Meeting
from party.story import pictures
from tests.browser.test_axe import violations
from tests.browser.test_main_paths import sign_in
from tests.factories import (
    CategoryFactory,
    EditionFactory,
    EditorFactory,
    PartyOfficerFactory,
    UnitFactory,
    picture,
)
from tests.party.factories import (
    MeetingFactory,
    MemberFactory,
    OfficeFactory,
    OrganizationFactory,
    TermFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOST_ACTIONS = 60
NAME = "Chi bộ Thanh tra – Pháp chế, Nghiệp vụ – Tổng hợp"
GUESTS = [
    ("Trần Thị Hoa", "Ủy viên Ban Thường vụ, Trưởng ban Dân vận Tỉnh ủy"),
    ("Lê Thị Minh", "Tỉnh ủy viên, Bí thư Đảng ủy Sở Công Thương"),
    ("Vũ Tiến Đạt", "Tỉnh ủy viên, Phó Chủ nhiệm Ủy ban Kiểm tra Tỉnh ủy"),
    ("Đinh Hồng Nhung", "Tỉnh ủy viên, Bí thư Tỉnh Đoàn"),
    ("Cao Thị Thúy", "Chủ nhiệm Ủy ban Kiểm tra Đảng ủy Sở Công Thương"),
]
AGENDA = ["Thông tin thời sự, chính sách mới", "Thảo luận báo cáo của chi bộ"]


class Hands:
    """What a person does with mouse and keyboard, counted."""

    def __init__(self, page):
        self.page, self.actions = page, 0

    def click(self, locator):
        self.actions += 1
        locator.click()

    def fill(self, name, text):
        self.actions += 1
        self.page.locator(f'[name="{name}"]').fill(text)

    def choose(self, name, label):
        self.actions += 1
        self.page.locator(f'[name="{name}"]').select_option(label=label)

    def check(self, locator):
        self.actions += 1
        locator.check()

    def press(self, key):
        self.actions += 1
        self.page.keyboard.press(key)

    def button(self, name):
        self.click(self.page.get_by_role("button", name=name, exact=True))

    def files(self, locator, files):
        self.actions += 1
        locator.set_input_files(files)


def branch_of_twelve():
    rooms = [UnitFactory(name="Phòng Nghiệp vụ – Tổng hợp"), UnitFactory()]
    branch = OrganizationFactory(name=NAME, units=rooms, is_public=True)
    term = TermFactory(organization=branch)
    secretary = MemberFactory(full_name="Nguyễn Thị Bình", organization=branch)
    OfficeFactory(term=term, member=secretary, is_public=True)
    MemberFactory.create_batch(11, organization=branch)
    return branch


def newsroom():
    """Enough stories for every list below the article."""
    top = CategoryFactory(name="Xây dựng Đảng")
    section = CategoryFactory(name="Sinh hoạt chi bộ", parent=top)
    other = CategoryFactory(name="Thời sự")
    now = timezone.now()
    for number in range(1, 19):
        EditionFactory(
            title=f"Chi bộ số {number} sinh hoạt định kỳ"
            if number < 9
            else f"Tin {number}",
            category=section if number < 9 else other,
            starts_at=now - timedelta(hours=number),
            tags=["sinh hoạt chi bộ"] if number < 9 else ["thị trường"],
        )


def record(hands, page):
    """Plan the meeting, write it down, hold it."""
    hands.click(page.get_by_role("link", name="Buổi sinh hoạt").first)
    hands.click(page.locator(".object-tools a, a.addlink").first)
    hands.choose("organization", NAME)
    hands.fill("starts_at", "08:00 05/12/2023")
    hands.button("Lập buổi sinh hoạt")
    page.locator("#meeting-form").wait_for()
    for number, (name, post) in enumerate(GUESTS):
        if not page.locator(f'[name="guests-{number}-full_name"]').count():
            hands.click(page.locator("#dai-bieu [data-add]"))
        hands.fill(f"guests-{number}-full_name", name)
        hands.fill(f"guests-{number}-post", post)
    hands.check(page.locator('[name="guests-0-has_spoken"]'))
    for number, text in enumerate(AGENDA):
        if not page.locator(f'[name="agenda-{number}-text"]').count():
            hands.click(page.locator("#chuong-trinh [data-add]"))
        hands.fill(f"agenda-{number}-text", text)
    hands.click(page.locator("[data-all]"))
    hands.fill("ends_at", "10:00")
    hands.fill("tale_title", "Tấm lòng của Bác với người lao động")
    hands.button("Lưu")
    page.locator(".messagelist .success").wait_for()
    hands.choose("tale_guest", GUESTS[0][0])
    hands.button("Đã họp")
    page.locator(".messagelist .success").wait_for()


def tell(hands, page):
    """Three photos, and the draft."""
    hands.click(page.get_by_role("link", name="Soạn tin từ buổi sinh hoạt"))
    pictures = [
        {"name": f"{n}.png", "mimeType": "image/png", "buffer": picture(n, (900, 600))}
        for n in range(3)
    ]
    hands.files(page.locator("#party-photos"), pictures)
    page.locator("#party-credit").fill("Hải Yến")
    hands.actions += 1
    hands.button("Tải ảnh lên")
    page.locator(".party-photo").nth(2).wait_for()
    rows = page.locator(".party-photo")
    for number, label in enumerate(
        [f"{GUESTS[0][0]}, dự", f"{GUESTS[1][0]}, dự", "Nguyễn Thị Bình, chủ trì"]
    ):
        row = rows.nth(number)
        hands.check(row.locator("input[type=checkbox]"))
        hands.actions += 1
        row.locator("select").select_option(label=label)
    hands.button("Soạn tin")
    page.get_by_text("Đã soạn tin và gửi Ban biên tập duyệt.").wait_for()


def test_a_meeting_is_recorded_and_told_in_under_sixty_actions(page):
    branch_of_twelve()
    newsroom()
    sign_in(page, PartyOfficerFactory(full_name="Phạm Hải Yến"))
    page.goto("/quan-tri/")
    hands = Hands(page)

    record(hands, page)
    tell(hands, page)

    assert hands.actions < MOST_ACTIONS
    meeting = Meeting.objects.get()
    assert (meeting.state, meeting.attendance.count()) == (MeetingState.HELD, 12)
    assert [guest.full_name for guest in meeting.guests.all()] == [n for n, _ in GUESTS]

    page.context.clear_cookies()
    sign_in(page, EditorFactory())
    page.goto(f"/quan-tri/news/article/{meeting.article_id}/change/")
    page.locator(".cke_editable").wait_for()
    page.get_by_role("button", name="Đăng", exact=True).click()
    page.locator(".messagelist .success").wait_for()

    edition = Edition.objects.get(article=Article.objects.get(pk=meeting.article_id))
    page.goto(edition.get_absolute_url())
    look_at(page)
    page.goto(meeting.organization.get_absolute_url())
    assert page.get_by_role("link", name=edition.title).first.is_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_of_the_party_has_a_serious_barrier(page, browser_errors, width):
    branch = branch_of_twelve()
    made = MeetingFactory(
        organization=branch,
        state=MeetingState.HELD,
        guests=[{"full_name": GUESTS[0][0], "post": GUESTS[0][1]}],
        agenda=[{"text": AGENDA[0]}],
    )
    officer = PartyOfficerFactory()
    pictures.add(made, picture(1), by=officer)
    page.set_viewport_size({"width": width, "height": 900})
    found = []
    for address in ("/to-chuc-dang/", branch.get_absolute_url()):
        page.goto(address)
        found += violations(page, browser_errors)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    sign_in(page, officer)

    page.goto(f"/quan-tri/party/meeting/{made.pk}/soan-tin/")

    assert found + violations(page, browser_errors) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def look_at(page):
    """The parts of the real pages, in their order, and nothing that is private."""
    title = f"{NAME} tổ chức sinh hoạt định kỳ tháng 12 năm 2023"
    assert page.locator("h1").inner_text() == title
    assert page.locator(".pinned-stories a").count() == 2
    captions = [
        text.partition("Ảnh:")[0].strip()
        for text in page.locator("article figcaption").all_inner_texts()
    ]
    assert sorted(captions) == sorted(
        [
            f"Đồng chí {GUESTS[0][0]} – {GUESTS[0][1]} dự sinh hoạt Chi bộ",
            f"Đồng chí {GUESTS[1][0]} – {GUESTS[1][1]} dự sinh hoạt Chi bộ",
            "Đồng chí Nguyễn Thị Bình – Bí thư Chi bộ chủ trì buổi sinh hoạt",
        ]
    )
    text = page.locator(".story-text").inner_text()
    places = [
        text.index(part)
        for part in (
            "Đến dự buổi sinh hoạt có: đồng chí Trần Thị Hoa",
            *(f"đồng chí {name} – {post}" for name, post in GUESTS),
            "Về phía chi bộ có đồng chí Nguyễn Thị Bình – Bí thư Chi bộ",
            "kết quả thực hiện nhiệm vụ tháng 11 và phương hướng nhiệm vụ tháng 12",
            "kể mẩu chuyện “Tấm lòng của Bác với người lao động”",
        )
    ]
    assert places == sorted(places)
    assert "Phạm Hải Yến" in page.locator(".byline").inner_text()
    tags = page.locator(".story-tags a").all_inner_texts()
    own = "Chi bộ Thanh tra – Pháp chế – Nghiệp vụ – Tổng hợp"  # No comma in a tag.
    assert set(tags) == {"sinh hoạt chi bộ", "xây dựng Đảng", own}
    headings = page.locator(".after-article h2").all_inner_texts()
    assert [heading.strip(" ›") for heading in headings] == [
        "Có thể bạn quan tâm",
        "Cùng chuyên mục",
        "Tin khác",
    ]
    assert page.get_by_role("tab").all_inner_texts() == ["Đọc nhiều", "Mới nhận"]
    assert "Nguyễn Văn Thử" not in page.content()
