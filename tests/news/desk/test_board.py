"""“Bàn biên tập”: what waits for the person who signed in, and nothing else."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from news import effects, gate, publishing
from news.enums import ArticleState, SlotPlace, StepKind
from news.models import Article, DailyReading, Edition, FrontPageSlot, Photo, Step
from news.models.waiver import Waiver
from portal.models import User
from tests.factories import (
    ArticleFactory,
    CategoryFactory,
    EditionFactory,
    EditorFactory,
    FrontPageSlotFactory,
    PartyOfficerFactory,
    PhotoFactory,
    ReporterFactory,
    UnitFactory,
)
from tests.news.desk.conftest import signed_in
from tests.news.gate.stories import every_kind_of_link

DESK = reverse("admin:index")
LIST = reverse("admin:news_article_changelist")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def board(client) -> dict:
    """{key: titles} of every block on the page."""
    shown = client.get(DESK).context["board"]
    blocks = [*shown.work, *shown.side]
    return {block.key: [line.title for line in block.lines] for block in blocks}


def block(client, key):
    shown = client.get(DESK).context["board"]
    return next(it for it in [*shown.work, *shown.side] if it.key == key)


def in_state(state, *, at=None, kind=None, note="", **fields) -> Article:
    """A story on its way, as the door leaves it: state and step."""
    article = ArticleFactory(**fields)
    Article.objects.filter(pk=article.pk).update(state=state)
    if kind:
        Step.objects.create(
            article=article, kind=kind, at=at or timezone.now(), note=note
        )
    return article


def submitted(ago=HOUR, **fields) -> Article:
    at = timezone.now() - ago
    return in_state(ArticleState.SUBMITTED, at=at, kind=StepKind.SUBMIT, **fields)


def returned(note, **fields) -> Article:
    return in_state(ArticleState.RETURNED, kind=StepKind.SEND_BACK, note=note, **fields)


def edited_after_publication(title, **fields) -> Article:
    article = EditionFactory(**fields).article
    article.title = title
    publishing.save(article, by=fields.get("by"))
    return article


@pytest.fixture
def newsroom(db):
    """Something in every block, of two people; what the gate lets through."""
    writer, colleague = ReporterFactory(), ReporterFactory()
    for by, name in ((writer, "người viết"), (colleague, "đồng nghiệp")):
        ArticleFactory(title=f"Nháp của {name}", by=by)
        submitted(title=f"Chờ duyệt của {name}", by=by, ago=2 * DAY)
        returned("Thiếu ảnh.", title=f"Trả lại cho {name}", by=by)
        EditionFactory(
            title=f"Hẹn giờ của {name}", by=by, starts_at=timezone.now() + DAY
        )
        edited_after_publication(f"Sửa sau khi đăng của {name}", by=by)
    return writer, colleague


def test_a_reporter_sees_what_is_their_own(newsroom):
    writer, _ = newsroom

    assert board(signed_in(writer)) == {
        "waiting": ["Chờ duyệt của người viết"],
        "returned": ["Trả lại cho người viết"],
        "drafts": ["Nháp của người viết"],
        "scheduled": ["Hẹn giờ của người viết"],
        "ahead": ["Sửa sau khi đăng của người viết"],
        "read": [],
    }


def test_an_editor_sees_what_waits_for_editors_and_own_drafts(newsroom):
    client = signed_in(EditorFactory())
    ArticleFactory(title="Nháp của biên tập", by=client.user)

    assert board(client) == {
        "waiting": ["Chờ duyệt của người viết", "Chờ duyệt của đồng nghiệp"],
        "troubles": [],
        "returned": [],
        "drafts": ["Nháp của biên tập"],
        "scheduled": ["Hẹn giờ của người viết", "Hẹn giờ của đồng nghiệp"],
        "ahead": [
            "Sửa sau khi đăng của đồng nghiệp",
            "Sửa sau khi đăng của người viết",
        ],
        "read": [],
    }


def test_an_administrator_sees_the_accounts_that_nobody_uses(newsroom, administrator):
    now = timezone.now()
    User.objects.update(last_login=now)
    idle = ReporterFactory(full_name="Người nghỉ lâu", last_login=now - 91 * DAY)
    never = ReporterFactory(full_name="Người chưa vào")
    ReporterFactory(last_login=now - 89 * DAY)
    ReporterFactory(full_name="Đã khóa", is_active=False)

    assert board(administrator)["accounts"] == [str(never), str(idle)]
    assert board(administrator)["waiting"] == [
        "Chờ duyệt của người viết",
        "Chờ duyệt của đồng nghiệp",
    ]
    assert "accounts" not in board(signed_in(EditorFactory()))


def test_a6_a_party_officer_sees_no_title_of_a_story(newsroom):
    reading = Edition.objects.live(timezone.now()).first()
    DailyReading.objects.create(
        article_id=reading.article_id, day=timezone.localdate(), count=5
    )

    page = signed_in(PartyOfficerFactory()).get(DESK)

    titles = {
        *Article.objects.values_list("title", flat=True),
        *Edition.objects.values_list("title", flat=True),
    }
    assert len(titles) == 12
    assert [title for title in titles if title in page.text] == []
    assert page.context["board"].work == ()
    assert "không làm việc với tin bài" in page.text
    assert reverse("admin:news_article_add") not in page.text


def test_a6_a_reporter_reads_no_title_of_anothers_work(newsroom):
    writer, colleague = newsroom
    page = signed_in(writer).get(DESK)

    others = Article.objects.filter(created_by=colleague).values_list(
        "title", flat=True
    )
    assert len(others) == 5
    assert [title for title in others if title in page.text] == []


def test_the_unit_reads_what_its_people_submitted(newsroom):
    writer, colleague = newsroom
    stranger = submitted(title="Chờ duyệt của đội khác", by=ReporterFactory())
    unit = UnitFactory()
    User.objects.filter(pk__in=[writer.pk, colleague.pk]).update(unit=unit)
    writer.refresh_from_db()

    shown = board(signed_in(writer))

    assert sorted(shown["waiting"]) == [
        "Chờ duyệt của người viết",
        "Chờ duyệt của đồng nghiệp",
    ]
    assert stranger.title not in shown["waiting"]
    assert shown["drafts"] == ["Nháp của người viết"]
    assert shown["returned"] == ["Trả lại cho người viết"]


def test_who_waits_longest_comes_first_and_says_how_long(editor):
    submitted(title="Mới gửi", ago=timedelta(minutes=5))
    submitted(title="Lâu nhất", ago=timedelta(days=2, hours=3))
    submitted(title="Từ sáng", ago=timedelta(hours=6))

    lines = block(editor, "waiting").lines

    waits = [(line.title, line.facts[-1], line.is_late) for line in lines]
    assert waits == [
        ("Lâu nhất", "chờ 2 ngày", True),
        ("Từ sáng", "chờ 6 giờ", False),
        ("Mới gửi", "chờ 5 phút", False),
    ]


def test_what_was_sent_back_comes_with_the_last_note(reporter):
    article = returned("Lần đầu.", by=reporter.user, title="Bài bị trả")
    Step.objects.create(
        article=article,
        kind=StepKind.SEND_BACK,
        at=timezone.now() + HOUR,
        note="Bổ sung số liệu.",
    )

    (line,) = block(reporter, "returned").lines

    assert line.note == "Bổ sung số liệu."
    assert "Bổ sung số liệu." in reporter.get(DESK).text


def test_a_block_counts_what_it_does_not_list(editor):
    for number in range(8):
        submitted(title=f"Bài chờ {number}")

    waiting = block(editor, "waiting")

    assert (waiting.count, len(waiting.lines)) == ("8", 6)
    assert waiting.more == f"{LIST}?state__exact=cho-duyet"


def test_every_block_leads_to_a_list_of_the_same_stories(editor, newsroom):
    ArticleFactory(title="Nháp của biên tập", by=editor.user)
    returned("Sửa lại.", title="Trả lại biên tập", by=editor.user)
    shown = editor.get(DESK).context["board"]

    for it in shown.work:
        if it.more:
            listed = editor.get(it.more).context["cl"].result_list
            titles = sorted(story.title for story in listed)
            assert titles == sorted(line.title for line in it.found), it.key


def test_empty_blocks_say_so_calmly(editor):
    text = editor.get(DESK).text

    for sentence in (
        "Không có bài nào chờ.",
        "Không có bài nào bị trả lại.",
        "Bạn không còn bài nháp nào.",
        "Chưa hẹn giờ bài nào.",
        "Bài nào trên trang cũng là bản mới nhất.",
        "Trang chủ và các bài mới đăng đều ổn.",
        "Hôm nay chưa có lượt đọc nào.",
    ):
        assert sentence in text


def test_most_read_today_is_of_today_and_of_what_is_live(editor, reporter):
    today = timezone.localdate()
    first, second, gone, before = (EditionFactory(title=t) for t in "ABCD")
    publishing.withdraw(gone.article, by=editor.user, reason="Sai")
    for edition, day, count in (
        (second, today, 3),
        (first, today, 1200),
        (gone, today, 9),
        (before, today - DAY, 50),
    ):
        DailyReading.objects.create(article_id=edition.article_id, day=day, count=count)

    lines = block(editor, "read").lines
    assert [(line.title, line.facts) for line in lines] == [
        ("A", ["1.200 lượt"]),
        ("B", ["3 lượt"]),
    ]
    assert lines[0].url == reverse("admin:news_article_change", args=[first.article_id])
    # A reporter may not open the form of another's story, but may read it.
    assert [line.url for line in block(reporter, "read").lines] == [
        first.get_absolute_url(),
        second.get_absolute_url(),
    ]
    assert editor.get(block(editor, "read").more).status_code == 200


# --- Việc phải xử lý ------------------------------------------------------------------


def troubles(client) -> list[tuple[str, str]]:
    return [(line.title, line.note) for line in block(client, "troubles").found]


def test_a_live_story_with_a_photo_without_caption_is_a_trouble(editor):
    photo = PhotoFactory(caption="")
    bad = EditionFactory(title="Ảnh thiếu chú thích", lead_photo=photo)
    EditionFactory(title="Bài đủ")

    ((title, message),) = troubles(editor)

    assert title == "Ảnh thiếu chú thích"
    assert "chú thích" in message
    (line,) = block(editor, "troubles").lines
    form = reverse("admin:news_article_change", args=[bad.article_id])
    assert line.url == f"{form}?kiem-tra=1"


def test_what_an_editor_waived_is_no_trouble(editor):
    edition = EditionFactory(lead_photo=PhotoFactory(caption=""))
    for problem in gate.problems(edition.story):
        Waiver.objects.create(
            article=edition.article,
            problem=problem.key,
            message=problem.message,
            reason="Ảnh tư liệu.",
            at=timezone.now(),
        )

    assert troubles(editor) == []


def test_a_live_story_with_a_withdrawn_photo_is_a_trouble(editor):
    edition = EditionFactory(title="Dùng ảnh đã gỡ", lead_photo=PhotoFactory())
    EditionFactory(lead_photo=PhotoFactory())
    Photo.objects.filter(pk=edition.lead_photo_id).update(withdrawn_at=timezone.now())

    assert troubles(editor) == [
        ("Dùng ảnh đã gỡ", "Bài còn dùng ảnh đã gỡ khỏi thư viện.")
    ]


def test_a_highlight_whose_story_is_gone_is_a_trouble(editor):
    slot = FrontPageSlotFactory()
    FrontPageSlotFactory()
    publishing.withdraw(slot.article, by=editor.user, reason="Sai")

    assert troubles(editor) == [
        (
            slot.article.title,
            "Tin nổi bật ở trang chủ, nhưng bài không còn trên trang.",
        )
    ]


def test_a_highlight_says_when_it_ends_soon(editor):
    now = timezone.now()
    soon = FrontPageSlotFactory(ends_at=now + 2 * HOUR)
    FrontPageSlotFactory(ends_at=now + DAY)

    ends = timezone.localtime(soon.ends_at)
    assert troubles(editor) == [
        (soon.article.title, f"Tin nổi bật: hết giờ lúc {ends:%H:%M %d/%m/%Y}.")
    ]


def test_a_place_of_the_front_page_that_ran_out_is_a_trouble(editor):
    now = timezone.now()
    FrontPageSlotFactory(
        place=SlotPlace.LEAD, starts_at=now - DAY, ends_at=now - 2 * HOUR
    )
    FrontPageSlotFactory()

    ((title, message),) = troubles(editor)
    assert title == "Trang chủ không còn tin chính do biên tập chọn"
    assert "Hết giờ từ" in message

    FrontPageSlotFactory(place=SlotPlace.LEAD)
    effects.public_changed()
    assert troubles(editor) == []


def test_troubles_are_found_again_once_something_changed(editor):
    edition = EditionFactory(title="Ảnh thiếu", lead_photo=PhotoFactory(caption=""))
    assert len(troubles(editor)) == 1

    publishing.withdraw(edition.article, by=editor.user, reason="Sai")

    assert troubles(editor) == []


def test_old_stories_are_not_looked_through(editor, monkeypatch):
    from news.desk import troubles as module

    monkeypatch.setattr(module, "NEWEST", 2)
    old = EditionFactory(
        title="Bài cũ thiếu chú thích",
        lead_photo=PhotoFactory(caption=""),
        starts_at=timezone.now() - 30 * DAY,
    )
    EditionFactory.create_batch(2)
    assert troubles(editor) == []

    FrontPageSlotFactory(article=old.article)
    effects.public_changed()
    assert [title for title, _ in troubles(editor)] == [old.title]


# --- Price ----------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("role", "queries", "blocks"), [("administrator", 18, 8), ("editor", 17, 7)]
)
def test_the_first_page_costs_the_same_however_full_and_whatever_stories_link_to(
    request, django_assert_num_queries, role, queries, blocks, count
):
    client = request.getfixturevalue(role)
    user, now, category = client.user, timezone.now(), CategoryFactory()
    for number in range(1001, 1001 + count):
        common = {"category": category, "by": user}
        links = [f'<a href="{href}">tin</a>' for href in every_kind_of_link(number)]
        submitted(**common)
        returned("Sửa.", **common)
        ArticleFactory(**common)
        EditionFactory(starts_at=now + DAY, **common)
        edited_after_publication("Sửa", **common)
        bad = EditionFactory(body=f"<p>Xem {' và '.join(links)}.</p>", **common)
        FrontPageSlotFactory(article=bad.article, ends_at=now + HOUR)
        ReporterFactory(last_login=now - 365 * DAY)
        DailyReading.objects.create(
            article_id=bad.article_id, day=timezone.localdate(), count=1
        )

    # moment, session, user, two for rights, agency, two for the boundary of parts,
    # stories, scheduled, four for troubles, read; an administrator’s accounts
    with django_assert_num_queries(queries):
        shown = client.get(DESK).context["board"]

    found = [*shown.work, *shown.side]
    assert len(found) == blocks
    assert min(len(it.lines) for it in found) >= count
    broken = [line for line in shown.work[1].found if "7 việc khác" in line.note]
    assert len(broken) == count  # A link of every kind leads nowhere.


def test_the_menu_names_every_place_once_in_groups(administrator, reporter):
    menu = administrator.get(DESK).context["available_apps"]
    places = [place["name"] for group in menu for place in group["models"]]

    assert [group["name"] for group in menu][:2] == ["Tin bài", "Danh mục"]
    assert menu[-1]["name"] == "Hệ thống"
    assert len(places) == len(set(places))
    names = [g["name"] for g in reporter.get(DESK).context["available_apps"]]
    assert names == ["Tin bài", "Danh mục"]


def test_the_menu_marks_where_one_is(editor):
    text = editor.get(LIST).text

    assert text.count('aria-current="page">') == 2  # In the menu and in the trail.
    assert f'<a href="{LIST}" aria-current="page">' in text


def test_slots_that_begin_later_are_nobodys_trouble(editor):
    slot = FrontPageSlotFactory(starts_at=timezone.now() + DAY)
    publishing.withdraw(slot.article, by=editor.user, reason="Sai")

    assert FrontPageSlot.objects.count() == 1
    assert troubles(editor) == []
