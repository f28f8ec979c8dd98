"""The home page of an unsaved arrangement: exact, in words, and never public."""

from datetime import timedelta

import pytest
from django.utils import timezone

from news import publishing
from news.models import FrontPageSlot
from tests.factories import (
    ArticleFactory,
    CategoryFactory,
    EditionFactory,
    EditorFactory,
    FrontPageSlotFactory,
    ReporterFactory,
)
from tests.news.desk.front_rows import (
    HIGHLIGHT,
    LEAD,
    PREVIEW,
    row,
    row_of,
    sent,
    typed,
)

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MARKER = "xwqzmarker"


@pytest.fixture
def editor(client):
    client.force_login(EditorFactory())
    return client


@pytest.fixture
def section():
    return CategoryFactory(name="Thời sự", on_home=True)


def live(title, hours=1, **fields):
    at = timezone.now() - hours * HOUR
    return EditionFactory(title=title, starts_at=at, **fields).article


def slot(title, place=HIGHLIGHT, **fields):
    fields.setdefault("starts_at", timezone.now() - HOUR)
    return FrontPageSlotFactory(article=live(title), place=place, **fields)


def changes(client, *rows, **more):
    return client.post(PREVIEW, sent(*rows, **more)).context["changes"]


def test_it_says_which_story_leaves_which_block_and_which_comes_in(editor, section):
    lead = slot("Tin chính cũ", LEAD)
    for number in range(3):
        slot(f"Nổi bật {number}", position=number)
    fourth = slot("Nổi bật cuối", position=3)
    in_section = [live(f"Thời sự {n}", hours=2 + n, category=section) for n in range(4)]

    said = changes(
        editor,
        row(in_section[0], LEAD),
        *[row_of(s) for s in FrontPageSlot.objects.filter(place=HIGHLIGHT)],
        row_of(lead, place=HIGHLIGHT, position=0),
    )

    assert said == [
        "“Thời sự 0” rời mục Thời sự, vào Tin chính.",
        "“Tin chính cũ” rời Tin chính, vào Tin nổi bật.",
        "“Thời sự 3” rời Tin mới, vào mục Thời sự.",
        "“Nổi bật cuối” rời Tin nổi bật, vào Tin mới.",
    ]
    assert fourth.article.title == "Nổi bật cuối"


def test_it_says_when_only_the_order_changes_or_nothing_does(editor):
    slot("Chính", LEAD)
    first, second = slot("một", position=1), slot("hai", position=2)
    lead = FrontPageSlot.objects.get(place=LEAD)
    same = [row_of(lead), row_of(first), row_of(second)]

    swapped = [row_of(lead), row_of(first, position=2), row_of(second, position=1)]

    assert changes(editor, *same) == []
    assert "Không có gì thay đổi." in editor.post(PREVIEW, sent(*same)).text
    assert changes(editor, *swapped) == ["Tin nổi bật đổi thứ tự: hai; một."]


def test_it_shows_the_home_page_of_the_arrangement(editor):
    old, new = slot("Tin chính cũ", LEAD), live("Tin chính mới")

    response = editor.post(PREVIEW, sent(row_of(old, DELETE="on"), row(new, LEAD)))

    assert response.context["lead"].article_id == new.pk
    assert "XEM TRƯỚC TRANG CHỦ – chưa lưu" in response.text
    front = response.text.index('class="story-lead"')
    assert response.text.index("Tin chính mới", front) < response.text.index(
        "Tin chính cũ", front
    )


def test_at_a_later_moment_it_shows_what_is_scheduled_and_in_force_then(editor):
    article = ArticleFactory(title="Tin hẹn giờ")
    now = timezone.now()
    publishing.schedule(article, at=now + HOUR, by=None)
    current = slot("Tin chính cũ", LEAD)
    rows = [
        row(article, LEAD, starts_at=typed(now + 2 * HOUR)),
        row_of(current, ends_at=typed(now + 2 * HOUR), position=2),
    ]

    today = editor.post(PREVIEW, sent(*rows))
    later = editor.post(PREVIEW, sent(*rows, look_at=typed(now + DAY)))

    assert today.context["lead"].article_id == current.article_id
    assert later.context["lead"].article_id == article.pk
    assert "“Tin hẹn giờ” vào Tin chính." in later.context["changes"]
    assert "nếu từ nay tới đó" in later.text
    assert "nếu từ nay tới đó" not in today.text


def test_a8_nothing_of_a_preview_reaches_the_public_page(editor, client):
    """Neither through the page cache nor through what pages share."""
    article = ArticleFactory(title=f"Hẹn {MARKER}")
    publishing.schedule(article, at=timezone.now() + HOUR, by=None)
    slot("Tin chính cũ", LEAD)
    chosen = live("Chỉ trong bản xem trước", hours=9)
    later = typed(timezone.now() + DAY)
    rows = [row(article, LEAD), row(chosen, LEAD, position=2)]
    before = client.get("/").content

    preview = editor.post(PREVIEW, sent(*rows, look_at=later))
    assert MARKER in preview.text
    from news.site import caching

    caching.forget()

    for address in ("/", "/rss/", "/dinh-chinh/", "/khong-co/"):
        assert MARKER not in client.get(address).text, address
    assert client.get("/").content == before
    assert FrontPageSlot.objects.count() == 1


def test_a_cursor_in_the_address_of_a_preview_does_not_page_the_public_page(
    editor, client
):
    stories = [live(f"Tin {n}", hours=1 + n) for n in range(8)]

    editor.post(f"{PREVIEW}?truoc=1-1", sent(row(stories[0], LEAD)))

    newest = [e.article_id for e in client.get("/").context["page"]]
    assert newest == [story.pk for story in stories[5:]]


def test_it_is_kept_nowhere_and_read_by_no_robot(editor):
    response = editor.post(PREVIEW, sent(row(live("một"), LEAD)))

    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert '<meta name="robots" content="noindex, nofollow">' in response.text
    assert "ETag" not in response.headers


def test_what_is_wrong_in_the_form_is_said_with_its_story(editor):
    response = editor.post(
        PREVIEW,
        sent(
            row(live("một"), starts_at="2098-01-02T00:00", ends_at="2098-01-01T00:00"),
            look_at="mai",
        ),
    )

    assert response.context["errors"] == [
        "“một”: Giờ kết thúc phải sau giờ bắt đầu.",
        "Ngày giờ không đúng; hãy viết như 26/11/2026 07:00.",
    ]


def test_a_preview_that_is_loaded_again_leads_back(editor):
    response = editor.get(PREVIEW)

    assert (response.status_code, response.url) == (
        302,
        "/quan-tri/news/frontpageslot/",
    )


def test_a2_only_who_may_arrange_previews(client):
    article = live("một")
    assert client.post(PREVIEW, sent(row(article))).status_code == 302
    client.force_login(ReporterFactory())

    assert client.get(PREVIEW).status_code == 403
    assert client.post(PREVIEW, sent(row(article))).status_code == 403
