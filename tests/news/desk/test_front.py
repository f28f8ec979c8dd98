"""“Sắp xếp trang chủ”: order, times, one save for all, no silent overwriting."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from news import publishing
from news.desk import front
from news.models import Article, FrontPageSlot, PageGeneration
from news.models.audit import AuditEntry
from tests.factories import (
    ArticleFactory,
    EditionFactory,
    EditorFactory,
    FrontPageSlotFactory,
)
from tests.news.desk.conftest import signed_in
from tests.news.desk.front_rows import (
    HIGHLIGHT,
    LEAD,
    PAGE,
    row,
    row_of,
    sent,
    typed,
)

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def live(title="Tin đang trên trang", **fields):
    edition = EditionFactory(title=title, starts_at=timezone.now() - HOUR, **fields)
    return edition.article


def slot(title="Tin", place=HIGHLIGHT, **fields):
    fields.setdefault("starts_at", timezone.now() - HOUR)
    return FrontPageSlotFactory(article=live(title), place=place, **fields)


def arranged():
    """What is stored: place, position and headline of every slot, in order."""
    rows = FrontPageSlot.objects.order_by("place", "position")
    return list(rows.values_list("place", "position", "article__title"))


# --- One save for all -----------------------------------------------------------------


def test_rows_are_stored_in_the_order_sent_each_place_numbered_anew(editor):
    first, second = slot("một", position=5), slot("hai", position=9)
    new, lead = live("ba"), live("bốn")

    response = editor.post(
        PAGE,
        sent(
            row_of(first, position=2),
            row_of(second, position=1),
            row(new, position=3),
            row(lead, LEAD, position=1),
        ),
    )

    assert response.status_code == 302
    assert arranged() == [
        (LEAD, 1, "bốn"),
        (HIGHLIGHT, 1, "hai"),
        (HIGHLIGHT, 2, "một"),
        (HIGHLIGHT, 3, "ba"),
    ]
    assert set(FrontPageSlot.objects.values_list("pk", flat=True)) > {
        first.pk,
        second.pk,
    }


def test_readers_get_the_new_order_at_once(editor, client):
    first, second = slot("một", LEAD), slot("hai")
    assert client.get("/").context["lead"].article_id == first.article_id

    editor.post(PAGE, sent(row_of(first, place=HIGHLIGHT), row_of(second, place=LEAD)))

    context = client.get("/").context
    assert context["lead"].article_id == second.article_id
    assert [e.article_id for e in context["highlights"]] == [first.article_id]


def test_a_row_is_taken_away_and_what_was_not_sent_stays(editor):
    gone, untouched = slot("bỏ"), slot("để nguyên")

    editor.post(PAGE, sent(row_of(gone, DELETE="on")))

    assert FrontPageSlot.objects.get() == untouched


def test_times_are_those_of_vietnam_and_what_was_not_touched_keeps_its_seconds(editor):
    start = timezone.now().replace(second=23, microsecond=456) - HOUR
    kept = slot("một", starts_at=start, ends_at=start + DAY)

    editor.post(
        PAGE,
        sent(
            row_of(kept),
            row(live(), starts_at="2098-11-26T07:00", ends_at="08:30 27/11/2098"),
        ),
    )

    kept.refresh_from_db()
    assert (kept.starts_at, kept.ends_at) == (start, start + DAY)
    new = FrontPageSlot.objects.exclude(pk=kept.pk).get()
    assert new.starts_at.isoformat() == "2098-11-26T00:00:00+00:00"
    assert new.ends_at.isoformat() == "2098-11-27T01:30:00+00:00"


def test_a_row_without_a_beginning_begins_now(editor):
    before = timezone.now()

    editor.post(PAGE, sent(row(live())))

    assert before <= FrontPageSlot.objects.get().starts_at <= timezone.now()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"starts_at": "2098-11-26T07:00", "ends_at": "2098-11-26T07:00"},
            "Giờ kết thúc phải sau giờ bắt đầu.",
        ),
        (
            {"starts_at": "2020-01-01T07:00", "ends_at": "2020-01-02T07:00"},
            "Giờ kết thúc đã qua.",
        ),
        ({"starts_at": "mai"}, "Ngày giờ không đúng; hãy viết như 26/11/2026 07:00."),
        (
            {"starts_at": "0001-01-01T00:00"},
            "Hãy nhập một ngày trong các năm từ 1990 đến 2099.",
        ),
        ({"article": 999_999}, "Không còn bài này."),
    ],
)
def test_errors_stand_at_the_row_and_nothing_is_lost(editor, changes, message):
    stored = slot("Tin đã có", position=1)
    before = arranged()

    response = editor.post(
        PAGE,
        sent(row(live("Tin mới thêm"), **changes), row_of(stored, place=LEAD)),
    )

    assert response.status_code == 200
    rows = response.context["rows"]
    said = [str(e) for errors in rows.forms[0].errors.values() for e in errors]
    assert said == [message]
    assert rows.forms[1].errors == {}
    assert arranged() == before
    assert [f.story.title for f in rows.leads()] == ["Tin đã có"]
    for name, value in changes.items():
        assert rows.forms[0][name].value() == str(value)


@pytest.mark.parametrize("state", ["draft", "withdrawn", "expired"])
def test_a_story_that_no_reader_will_see_is_refused(editor, state):
    article = ArticleFactory() if state == "draft" else live()
    if state == "withdrawn":
        publishing.withdraw(article, by=None, reason="Nhầm")
    if state == "expired":
        article = EditionFactory(
            starts_at=timezone.now() - DAY, ends_at=timezone.now() - HOUR
        ).article

    response = editor.post(PAGE, sent(row(article)))

    message = "Bài này không ở trên trang và cũng chưa hẹn giờ."
    assert message in response.text
    assert not FrontPageSlot.objects.exists()


def test_a_scheduled_story_may_wait_on_the_front_page(editor, client):
    article = ArticleFactory(title="Tin hẹn giờ")
    publishing.schedule(article, at=timezone.now() + HOUR, by=None)

    assert editor.post(PAGE, sent(row(article, LEAD))).status_code == 302

    text = editor.get(PAGE).text
    assert "Bài lên trang lúc" in text
    assert "Tin hẹn giờ" not in client.get("/").text


def test_a_story_stands_once_at_a_time(editor):
    article, now = live(), timezone.now()
    again = row(article, LEAD, starts_at=typed(now + HOUR), ends_at=typed(now + DAY))

    response = editor.post(PAGE, sent(row(article), again))
    assert "Bài này đã có ở một dòng khác trong cùng thời gian." in response.text
    assert not FrontPageSlot.objects.exists()

    until = row(article, ends_at=typed(now + HOUR))
    assert editor.post(PAGE, sent(until, again)).status_code == 302
    assert FrontPageSlot.objects.count() == 2


def test_home_shows_a_story_once_even_when_two_slots_name_it(client):
    lead = slot("một", LEAD)
    FrontPageSlotFactory(article=lead.article, starts_at=lead.starts_at)

    context = client.get("/").context

    assert context["lead"].article_id == lead.article_id
    assert context["highlights"] == []


@pytest.mark.parametrize(
    "changes",
    [
        {"slots-TOTAL_FORMS": "x"},
        {"slots-0-article": "9" * 40},
        {"slots-0-article": "²"},
        {"slots-0-slot": "x"},
        {"slots-0-place": "khac"},
        {"slots-0-position": "-1"},
        {"slots-0-starts_at": "9999-12-31T23:59"},
    ],
)
def test_a36_a_forged_row_is_an_error_and_no_500(editor, changes):
    response = editor.post(PAGE, sent(row(live()), **changes))

    assert response.status_code == 200
    assert not FrontPageSlot.objects.exists()


# --- What has ended, and what readers do not see --------------------------------------


def test_ended_slots_are_named_and_leave_in_one_go(editor):
    now = timezone.now()
    ended = [slot(f"cũ {n}", ends_at=now - HOUR / 2) for n in range(2)]
    kept = slot("mới")

    page = editor.get(PAGE)
    assert [f.story.title for f in page.context["rows"].forms] == ["mới"]
    assert set(page.context["ended"]) == set(ended)

    editor.post(PAGE, sent(row_of(kept)))
    assert FrontPageSlot.objects.count() == 3
    editor.post(PAGE, sent(row_of(kept), without_ended="1"))
    assert [s.pk for s in FrontPageSlot.objects.all()] == [kept.pk]


def test_upcoming_slots_say_from_when(editor):
    at = timezone.localtime(timezone.now() + DAY)
    slot("sắp tới", starts_at=at)

    form = editor.get(PAGE).context["rows"].forms[0]

    year = "" if at.year == timezone.localdate().year else f"/{at:%Y}"
    assert form.notes == [("upcoming", f"từ {at:%H:%M ngày %d/%m}{year}")]


def test_what_readers_do_not_see_is_named_as_a_problem(editor):
    withdrawn, fine = slot("bị gỡ"), slot("tốt")
    publishing.withdraw(withdrawn.article, by=None, reason="Nhầm")
    expired = slot("hết hạn")
    publishing.expire(expired.article, at=timezone.now() + HOUR, by=None)
    past = FrontPageSlotFactory(
        article=EditionFactory(
            title="đã hết",
            starts_at=timezone.now() - DAY,
            ends_at=timezone.now() - HOUR,
        ).article
    )
    draft = FrontPageSlotFactory(article=ArticleFactory(title="nháp"))

    rows = editor.get(PAGE).context["rows"]

    notes = {form.own.pk: [words for _, words in form.notes] for form in rows.forms}
    assert notes[withdrawn.pk] == ["Bài đã gỡ: trang chủ không hiện tin này."]
    assert notes[past.pk] == ["Bài đã hết hạn hiển thị: trang chủ không hiện tin này."]
    assert notes[draft.pk] == ["Bài chưa đăng: trang chủ không hiện tin này."]
    assert notes[fine.pk] == []
    assert notes[expired.pk][0].startswith("Bài rời trang lúc")


def test_a_fifth_highlight_is_told_that_it_is_not_shown(editor, client):
    slot("chính", LEAD)
    shown = [slot(f"tin {n}", position=n) for n in range(5)]

    rows = editor.get(PAGE).context["rows"]

    told = [form.own.pk for form in rows.forms if form.notes]
    assert told == [shown[4].pk]
    on_home = [e.article_id for e in client.get("/").context["highlights"]]
    assert on_home == [s.article_id for s in shown[:4]]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_queries(editor, django_assert_num_queries, count):
    for number in range(count):
        slot(f"tin {number}")
        slot(f"cũ {number}", ends_at=timezone.now() - HOUR / 2)
    editor.get(PAGE)

    # Two of these: who sees Party records, for the menu.
    with django_assert_num_queries(16):
        response = editor.get(PAGE)

    assert len(response.context["rows"].forms) == count


# --- Search ---------------------------------------------------------------------------


def found(client, words):
    return client.get(f"{PAGE}tim/", {"q": words}).json()["stories"]


def test_stories_are_found_without_marks_when_readers_see_or_will_see_them(editor):
    shown = live("Đảng ủy họp thường kỳ")
    ArticleFactory(title="Đảng ủy: bản nháp")
    withdrawn = live("Đảng ủy: bị gỡ")
    publishing.withdraw(withdrawn, by=None, reason="Nhầm")
    ahead = ArticleFactory(title="Đảng ủy: hẹn giờ")
    at = timezone.localtime(timezone.now() + DAY)
    publishing.schedule(ahead, at=at, by=None)
    live("Chuyện khác")

    rows = {row["pk"]: row["said"] for row in found(editor, "dang uy")}

    year = "" if at.year == timezone.localdate().year else f"/{at:%Y}"
    assert rows == {
        shown.pk: "Đã đăng",
        ahead.pk: f"Hẹn giờ {at:%H:%M ngày %d/%m}{year}",
    }


@pytest.mark.parametrize("count", [1, 3])
def test_the_search_costs_the_same_queries(editor, django_assert_num_queries, count):
    for number in range(count):
        live(f"Tin {number}")
    found(editor, "tin")

    with django_assert_num_queries(8):
        assert len(found(editor, "tin")) == count


@pytest.mark.parametrize("words", ["", "  ", "…", "a " * 3000])
def test_a36_odd_searches_find_nothing(editor, words):
    live("Tin")

    assert found(editor, words) == []


# --- Two editors ----------------------------------------------------------------------


def test_r5_a_save_on_an_older_arrangement_overwrites_nothing(editor):
    mine, theirs = slot("một", position=1), slot("hai", position=2)
    old = FrontPageSlot.objects.token()
    colleague = signed_in(EditorFactory(full_name="Lê Thị Hoa"))
    added = live("ba")
    colleague.post(
        PAGE, sent(row_of(mine), row_of(theirs, DELETE="on"), row(added, position=2))
    )
    after = arranged()

    rows = [row_of(mine, position=2), row_of(theirs, position=1)]
    response = editor.post(PAGE, sent(*rows, seen=old))

    assert response.status_code == 409
    assert arranged() == after == [(HIGHLIGHT, 1, "một"), (HIGHLIGHT, 2, "ba")]
    assert "Lê Thị Hoa vừa sắp xếp lại trang chủ lúc" in response.text
    shown = response.context["rows"].highlights()
    notes = {form.story.title: [words for _, words in form.notes] for form in shown}
    # One's own order first; what a colleague added or took away is said.
    assert list(notes.items()) == [
        ("hai", ["Đồng nghiệp vừa bỏ tin này."]),
        ("một", []),
        ("ba", ["Đồng nghiệp vừa thêm tin này."]),
    ]
    assert response.context["seen"] == FrontPageSlot.objects.token()


def test_after_the_conflict_the_next_save_is_the_editors_own(editor):
    mine = slot("một", position=1)
    old = FrontPageSlot.objects.token()
    signed_in(EditorFactory()).post(PAGE, sent(row_of(mine, DELETE="on")))

    first = editor.post(PAGE, sent(row_of(mine, place=LEAD), seen=old))
    again = sent(row_of(mine, place=LEAD), seen=first.context["seen"])
    second = editor.post(PAGE, again)

    assert (first.status_code, second.status_code) == (409, 302)
    assert arranged() == [(LEAD, 1, "một")]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_first_change", [False, True])
def test_r5_of_two_saves_at_once_exactly_one_succeeds(is_first_change):
    stories = [publishing.publish(ArticleFactory(), by=None) for _ in range(3)]
    slots = [
        FrontPageSlotFactory(article=story.article, position=number)
        for number, story in enumerate(stories)
    ]
    seen, results = FrontPageSlot.objects.token(), []
    editors = [EditorFactory() for _ in range(4)]
    if is_first_change:  # All meet before there is a row that could make them wait.
        PageGeneration.objects.all().delete()
    gate = threading.Barrier(len(editors))

    def save(person):
        gate.wait()
        mine = [FrontPageSlot(article_id=slots[0].article_id, place=LEAD, position=1)]
        try:
            front.arrange(
                mine,
                removed=[s.pk for s in slots],
                without_ended=False,
                seen=seen,
                now=timezone.now(),
                by=person,
            )
            results.append("saved")
        except front.Rearranged:
            results.append("told")
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=[person]) for person in editors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == ["saved", "told", "told", "told"]
    assert FrontPageSlot.objects.count() == 1
    assert AuditEntry.objects.filter(kind="trang-chu").count() == 1


# --- Rights and the log ---------------------------------------------------------------


def test_a2_a_reporter_neither_sees_nor_arranges_nor_searches(reporter):
    stored = slot("một", LEAD)
    before = arranged()

    answers = [
        reporter.get(PAGE),
        reporter.post(PAGE, sent(row_of(stored, DELETE="on"))),
        reporter.get(f"{PAGE}tim/", {"q": "mot"}),
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert arranged() == before


def test_a_visitor_is_sent_to_the_login(client):
    assert client.post(PAGE, sent()).status_code == 302
    assert client.get(f"{PAGE}tim/").status_code == 302


def test_an_administrator_arranges_too(administrator):
    assert administrator.post(PAGE, sent(row(live("một"), LEAD))).status_code == 302
    assert arranged() == [(LEAD, 1, "một")]


def test_a46_arranging_needs_a_token(editor):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor.user)

    assert strict.post(PAGE, sent(row(live()))).status_code == 403
    assert not FrontPageSlot.objects.exists()


def test_a47_who_arranged_what_stands_in_the_log(editor):
    editor.post(PAGE, sent(row(live("một"), LEAD), row(live("hai"))))

    entry = AuditEntry.objects.get(kind="trang-chu")
    assert entry.actor == editor.user
    assert entry.text == "Tin chính 1: một; Tin nổi bật 1: hai"
    assert f"Lưu lần cuối {timezone.localtime(entry.at):%H:%M %d/%m/%Y}" in (
        editor.get(PAGE).text
    )


def test_a16_a_hostile_headline_is_text(editor):
    title = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    article = Article.objects.get(pk=slot("một").article_id)
    Article.objects.filter(pk=article.pk).update(title=title)

    text = editor.get(PAGE).text

    assert "<script>alert(1)" not in text
    assert "<img src=x" not in text
    assert "&lt;script&gt;alert(1)" in text
