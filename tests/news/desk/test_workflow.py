"""The steps of a story at the desk: buttons, small pages, what each says."""

import re
from datetime import datetime, timedelta

import pytest
from django.contrib.admin import site
from django.utils import timezone

from news import publishing
from news.models import Article, Edition, Revision, Step
from tests.factories import (
    ArticleFactory,
    EditionFactory,
    EditorFactory,
    ReporterFactory,
)
from tests.news.desk.conftest import signed_in
from tests.news.desk.sending import (
    ADD,
    appointment,
    change,
    filled_in,
    hour,
    in_bulk,
    page,
)

TAKEN = "Bài viết vừa được người khác sửa."
NAMES = {"_save", "_publish", "_schedule", "_submit", "_recall"}
PAGES = ["send_back", "move", "cancel", "expire", "withdraw"]


def minutes(number):
    """So many minutes ahead, to the minute: what a form can say."""
    now = timezone.now().replace(second=0, microsecond=0)
    return now + timedelta(minutes=number)


def steps_of(article):
    return list(article.steps.order_by("pk").values_list("kind", flat=True))[1:]


def messages(response):
    return [str(message) for message in response.context["messages"]]


def offered(client, article):
    """The steps that the form offers, by the names of buttons and pages."""
    text = client.get(change(article)).text
    buttons = set(re.findall(r'<(?:button|input)[^>]+name="(_\w+)"', text)) & NAMES
    return buttons | {name for name in PAGES if page(article, name) in text}


# --- Which buttons stand where --------------------------------------------------------

WRITES = {"_save", "_submit"}
APPROVES = {"_save", "_publish", "_schedule"}
BEFORE = {  # standing: how the story came there
    "draft": lambda own: own,
    "submitted": lambda own: publishing.submit(own, by=own.created_by),
    "returned": lambda own: (
        publishing.submit(own, by=own.created_by),
        publishing.send_back(own, by=None, note="Xem lại"),
    ),
    "scheduled": lambda own: publishing.schedule(own, at=minutes(60), by=None),
    "live": lambda own: publishing.publish(own, by=None),
    "replaced": lambda own: (
        publishing.publish(own, by=None),
        publishing.save(own, by=None, tags=["mới"]),
        publishing.schedule(own, at=minutes(60), by=None),
    ),
    "withdrawn": lambda own: (
        publishing.publish(own, by=None),
        publishing.withdraw(own, by=None, reason="Sai"),
    ),
}
REPORTER_SEES = {
    "draft": WRITES,
    "submitted": {"_save", "_recall"},
    "returned": WRITES,
    "scheduled": set(),
    "live": set(),
    "replaced": set(),
    "withdrawn": set(),
}
EDITOR_SEES = {
    "draft": APPROVES,
    "submitted": APPROVES | {"send_back"},
    "returned": APPROVES,
    "scheduled": APPROVES | {"move", "cancel", "expire"},
    "live": APPROVES | {"expire", "withdraw"},
    "replaced": APPROVES | {"move", "cancel", "expire", "withdraw"},
    "withdrawn": APPROVES,
}
WRITING_EDITOR_SEES = {
    "draft": WRITES,
    "submitted": {"_save", "_recall"},
    "returned": WRITES,
    "scheduled": WRITES | {"cancel", "expire"},
    "live": WRITES | {"expire", "withdraw"},
    "replaced": WRITES | {"cancel", "expire", "withdraw"},
    "withdrawn": WRITES,
}


@pytest.mark.parametrize("standing", BEFORE)
def test_each_person_is_offered_what_makes_sense(reporter, editor, settings, standing):
    settings.SELF_APPROVAL = False
    own, written = ArticleFactory(by=reporter.user), ArticleFactory(by=editor.user)
    for article in (own, written):
        BEFORE[standing](article)

    assert {
        "reporter": offered(reporter, own),
        "editor": offered(editor, own),
        "writing editor": offered(editor, written),
    } == {
        "reporter": REPORTER_SEES[standing],
        "editor": EDITOR_SEES[standing],
        "writing editor": WRITING_EDITOR_SEES[standing],
    }


def test_an_editor_who_may_approve_her_own_can_still_ask_a_colleague(editor):
    article = ArticleFactory(by=editor.user)

    assert offered(editor, article) == APPROVES | {"_submit"}


# --- Submit and recall ----------------------------------------------------------------


def test_submitting_saves_first_and_takes_the_note_along(reporter, editor):
    article = ArticleFactory(by=reporter.user)
    form = filled_in(article, title="Sửa lần cuối", _submit="1")

    response = reporter.post(
        change(article), form | {"submit-note": "Xem giúp số liệu"}, follow=True
    )

    article.refresh_from_db()
    assert (article.title, article.state) == ("Sửa lần cuối", "cho-duyet")
    assert messages(response) == ["Đã gửi duyệt “Sửa lần cuối”."]
    text = editor.get(change(article)).text
    assert "Xem giúp số liệu" in text
    assert "step-note--gui-duyet" in text


def test_a_new_story_is_written_and_submitted_with_one_button(reporter):
    reporter.post(ADD, filled_in(title="Mới", body="<p>Chữ</p>", _submit="1"))

    article = Article.objects.get()
    assert (article.created_by, article.state) == (reporter.user, "cho-duyet")


def test_an_empty_story_is_not_submitted_and_nothing_typed_is_lost(reporter):
    form = filled_in(title="Mới có tiêu đề", _submit="1")

    response = reporter.post(ADD, form | {"submit-note": "Gấp"})

    errors = response.context["adminform"].form.errors
    assert errors == {"body": ["Bài chưa có nội dung nên chưa gửi duyệt được."]}
    assert "Mới có tiêu đề" in response.text
    assert ">Gấp</textarea>" in response.text


def test_a_note_that_came_back_stands_on_the_writers_form(reporter):
    article = ArticleFactory(by=reporter.user)
    publishing.submit(article, by=reporter.user)
    publishing.send_back(article, by=EditorFactory(full_name="Hà"), note="Thiếu <ngày>")

    text = reporter.get(change(article)).text

    note = text[text.index("step-note--tra-lai") :].partition("</section>")[0]
    assert "Thiếu &lt;ngày&gt;" in note
    assert "Hà" in note


def test_recalling_saves_first(reporter):
    article = ArticleFactory(by=reporter.user)
    publishing.submit(article, by=reporter.user)

    reporter.post(change(article), filled_in(article, title="Viết tiếp", _recall="1"))

    article.refresh_from_db()
    assert (article.title, article.state) == ("Viết tiếp", "nhap")


def test_one_sending_with_two_buttons_takes_one_step(editor):
    article = ArticleFactory()
    form = filled_in(article, _publish="1", _submit="1")

    editor.post(change(article), form | appointment(minutes(60)))

    assert steps_of(article) == ["luu", "dang"]


def test_the_same_sending_twice_takes_one_step(reporter):
    article = ArticleFactory(by=reporter.user)
    form = filled_in(article, _submit="1")

    reporter.post(change(article), form)
    second = reporter.post(change(article), form)

    assert TAKEN in second.text
    assert steps_of(article) == ["luu", "gui-duyet"]


def test_who_may_not_approve_is_told_after_the_text_is_saved(editor, settings):
    settings.SELF_APPROVAL = False
    article = ArticleFactory(by=editor.user)
    form = filled_in(article, title="Vẫn được lưu", _publish="1")

    response = editor.post(change(article), form, follow=True)

    (message,) = messages(response)
    assert message.startswith("Bài viết đã được lưu. Bạn viết hoặc ký tên bài này")
    assert not Edition.objects.exists()
    assert Article.objects.get(pk=article.pk).title == "Vẫn được lưu"


def test_the_two_pairs_of_eyes_hold_in_bulk(editor, settings):
    settings.SELF_APPROVAL = False
    own, other = ArticleFactory(by=editor.user), ArticleFactory()

    editor.post("/quan-tri/news/article/", in_bulk("publish_selected", own, other))

    assert [edition.article for edition in Edition.objects.all()] == [other]


# --- Schedule -------------------------------------------------------------------------


def test_an_appointment_is_made_in_vietnamese_time(editor):
    article, at = ArticleFactory(), minutes(90)

    form = filled_in(article, title="Lên trang sau", **appointment(at))
    response = editor.post(change(article), form, follow=True)

    edition = Edition.objects.get()
    assert (edition.starts_at, edition.title) == (at, "Lên trang sau")
    said = f"{timezone.localtime(at):%H:%M · %d/%m/%Y}"
    assert messages(response) == [
        f"Đã hẹn “Lên trang sau” lên trang lúc {said} (giờ Việt Nam)."
    ]


@pytest.mark.parametrize(
    ("day", "time"),
    [
        ("{:%d/%m/%Y}", "7:05"),
        ("{:%d-%m-%Y}", "07:05"),
        ("{:%Y-%m-%d}", "7h05"),
        ("{:%d.%m.%Y}", " 7g05 "),
    ],
)
def test_hours_are_taken_as_people_write_them(editor, day, time):
    article = ArticleFactory()
    tomorrow = timezone.localtime() + timedelta(days=1)
    typed = {"appointment-day": day.format(tomorrow), "appointment-time": time}

    editor.post(change(article), filled_in(article, _schedule="1") | typed)

    at = timezone.localtime(Edition.objects.get().starts_at)
    assert (at.date(), at.hour, at.minute) == (tomorrow.date(), 7, 5)


@pytest.mark.parametrize(
    ("day", "time", "field", "message"),
    [
        ("25/11/2020", "07:00", "time", "Giờ hẹn đã qua."),
        ("31/02/2027", "07:00", "day", "Ngày không đúng; hãy viết như 26/11/2026."),
        ("01/01/0001", "00:00", "day", "Năm không đúng."),
        ("31/12/9999", "23:59", "day", "Năm không đúng."),
        ("01/01/2090", "07:00", "day", "Hẹn xa quá một năm; hãy xem lại ngày."),
        (
            "26/11/2026",
            "25:00",
            "time",
            "Giờ không đúng; hãy viết như 07:00 hoặc 17:30.",
        ),
        ("", "07:00", "day", "Hãy ghi ngày."),
        ("26/11/2026", "", "time", "Hãy ghi giờ."),
        ("<b>", "\x00", "day", "Ngày không đúng; hãy viết như 26/11/2026."),
    ],
)
def test_a_wrong_hour_is_an_error_at_its_field_and_nothing_is_lost(
    editor, day, time, field, message
):
    article = ArticleFactory(title="Ban đầu")
    typed = {"appointment-day": day, "appointment-time": time}
    form = filled_in(article, title="Đã gõ dở", _schedule="1") | typed

    response = editor.post(change(article), form)

    shown = response.context["appointment"]
    assert shown.errors[field] == [message]
    assert (shown["day"].value(), shown["time"].value()) == (day, time)
    assert response.context["adminform"].form["title"].value() == "Đã gõ dở"
    assert not Edition.objects.exists()
    assert Revision.objects.of(article).count() == 1


def test_the_gate_keeps_the_hour_that_was_typed(editor):
    article, at = ArticleFactory(sapo=""), minutes(90)

    response = editor.post(
        change(article), filled_in(article, **appointment(at)), follow=True
    )

    typed = hour(at)
    assert not Edition.objects.exists()
    assert f'value="{typed["day"]}"' in response.text
    assert f'value="{typed["time"]}"' in response.text


def test_a_live_story_is_replaced_at_a_set_time(editor):
    article, at = EditionFactory(title="Đang thấy").article, minutes(90)

    form = filled_in(article, title="Sẽ thấy", **appointment(at))
    text = editor.post(change(article), form, follow=True).text

    plan = text[text.index('<dl class="plan">') :].partition("</dl>")[0]
    assert plan.index("Đang thấy") < plan.index("Sẽ thấy")
    assert f"{timezone.localtime(at):%H:%M %d/%m/%Y} giờ Việt Nam" in plan
    titles = Edition.objects.order_by("number").values_list("title", "ends_at")
    assert list(titles) == [("Đang thấy", at), ("Sẽ thấy", None)]


# --- The small pages ------------------------------------------------------------------


def prepared(name):
    """A story for which that page makes sense, and what its form sends."""
    writer = ReporterFactory()
    article = ArticleFactory(by=writer)
    if name == "send_back":
        publishing.submit(article, by=writer)
        sent = {"note": "Xem lại"}
    elif name in {"move", "cancel"}:
        publishing.schedule(article, at=minutes(60), by=None)
        sent = hour(minutes(120)) if name == "move" else {}
    else:
        publishing.publish(article, by=None)
        sent = hour(minutes(60)) if name == "expire" else {"reason": "Sai số liệu"}
    return article, {"version": article.version, **sent}


KINDS = {
    "send_back": "tra-lai",
    "move": "doi-gio",
    "cancel": "huy-hen",
    "expire": "han-hien-thi",
    "withdraw": "go",
}


@pytest.mark.parametrize("name", PAGES)
def test_each_page_takes_its_step_and_leads_back(editor, name):
    article, sent = prepared(name)

    assert editor.get(page(article, name)).status_code == 200
    response = editor.post(page(article, name), sent)

    last = Step.objects.order_by("-pk").first()
    assert response.url == change(article)
    assert (last.kind, last.by, last.article) == (KINDS[name], editor.user, article)


@pytest.mark.parametrize("name", PAGES)
def test_pressing_twice_takes_one_step_and_says_so(editor, name):
    article, sent = prepared(name)
    editor.post(page(article, name), sent)
    before = article.steps.count()

    second = editor.post(page(article, name), sent)

    assert (
        second.context["form"]
        .non_field_errors()[0]
        .startswith("Bạn đã làm bước này lúc")
    )
    assert article.steps.count() == before


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_an_older_version_takes_no_step(editor, name):
    article, sent = prepared(name)
    colleague = Article.objects.get(pk=article.pk)
    publishing.save(colleague, by=EditorFactory())
    before = article.steps.count()

    response = editor.post(page(article, name), sent)

    assert response.context["form"].non_field_errors()[0] == TAKEN
    assert article.steps.count() == before


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30])
def test_a36_a_forged_version_takes_no_step(editor, name, version):
    article, sent = prepared(name)
    before = article.steps.count()

    response = editor.post(page(article, name), sent | {"version": version})

    assert response.status_code == 200
    assert article.steps.count() == before


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_makes_no_sense_leads_back_with_a_word(editor, name):
    article = ArticleFactory()

    response = editor.get(page(article, name), follow=True)

    assert response.redirect_chain == [(change(article), 302)]
    assert len(messages(response)) == 1


@pytest.mark.parametrize("name", ["move", "expire"])
def test_an_hour_that_has_passed_is_an_error_at_its_field(editor, name):
    article, sent = prepared(name)

    response = editor.post(page(article, name), sent | hour(minutes(-5)))

    assert set(response.context["form"].errors) == {"time"}
    assert "đã qua" in response.text


def test_an_expiry_before_the_appointment_is_an_error_at_its_field(editor):
    article, _ = prepared("cancel")
    sent = {"version": article.version, **hour(minutes(30))}

    response = editor.post(page(article, "expire"), sent)

    errors = response.context["form"].errors
    assert errors == {"time": ["Hạn hiển thị phải sau giờ hẹn đăng."]}


def test_an_expiry_is_shown_and_taken_back(editor):
    article, sent = prepared("expire")
    editor.post(page(article, "expire"), sent)
    assert Edition.objects.get().ends_at == minutes(60)
    article.refresh_from_db()

    asked = editor.get(page(article, "expire"))
    editor.post(page(article, "expire"), {"version": article.version, "_clear": "1"})

    assert hour(minutes(60))["time"] in asked.text
    assert Edition.objects.get().ends_at is None


# --- The log --------------------------------------------------------------------------


def test_a47_the_log_of_steps_has_no_admin_and_no_address_that_changes_it(
    administrator,
):
    article, sent = prepared("withdraw")
    administrator.post(page(article, "withdraw"), sent)
    before = list(Step.objects.values())

    history = f"/quan-tri/news/article/{article.pk}/history/"
    administrator.post(history, {"steps-0-note": "Khác", "_save": "1"})
    forged = {"steps-TOTAL_FORMS": "1", "steps-0-id": before[0]["id"]}
    article.refresh_from_db()
    administrator.post(
        change(article), filled_in(article) | forged | {"steps-0-note": "Khác"}
    )

    assert not {Step, Revision, Edition} & set(site._registry)
    assert list(Step.objects.values())[: len(before)] == before


# --- The list -------------------------------------------------------------------------

LIST = "/quan-tri/news/article/"


def rows(client, **query):
    return list(client.get(LIST, query).context["cl"].result_list)


def test_the_list_says_what_goes_live_and_what_ends_when(editor):
    soon, at = ArticleFactory(title="Hẹn"), minutes(90)
    publishing.schedule(soon, at=at, by=None)
    ending = ArticleFactory(title="Có hạn")
    publishing.publish(ending, by=None)
    publishing.expire(ending, at=at, by=None)
    ArticleFactory(title="Nháp")

    text = editor.get(LIST).text

    said = f"{timezone.localtime(at):%H:%M %d/%m/%Y}"
    cells = re.findall(r'<td class="field-when">(.*?)</td>', text)
    assert sorted(cells) == ["", f"Hẹn {said}", f"Hết hạn {said}"]


def test_what_is_to_come_stands_in_the_order_of_its_coming(editor):
    late, soon, next_ = ArticleFactory.create_batch(3)
    for article, number in [(late, 300), (soon, 60), (next_, 90)]:
        publishing.schedule(article, at=minutes(number), by=None)
    ArticleFactory()

    assert rows(editor, standing="hen-gio") == [soon, next_, late]


def test_the_list_is_narrowed_to_a_writer_a_unit_or_oneself(editor, two_units):
    ours, theirs, colleague = two_units
    mine = ArticleFactory(by=editor.user)
    first = ArticleFactory(by=colleague)
    second = ArticleFactory(by=theirs)

    assert rows(editor, cua="toi") == [mine]
    assert rows(editor, cua=theirs.pk) == [second]
    assert rows(editor, **{"don-vi": ours.unit_id}) == [first]
    for odd in ("x", "99999999999999999999", "-1"):
        narrowed = rows(editor, **{"cua": odd, "don-vi": odd})
        assert narrowed == [second, first, mine]


def test_a_reporter_finds_people_of_her_unit_alone_in_the_filters(two_units):
    reporter, theirs, colleague = two_units

    filters = signed_in(reporter).get(LIST).context["cl"].filter_specs

    people = {spec.title: dict(getattr(spec, "lookup_choices", [])) for spec in filters}
    assert people["người viết"] == {
        "toi": "Tôi",
        str(colleague.pk): str(colleague),
    }
    assert "đơn vị" not in people
    assert rows(signed_in(reporter), cua=theirs.pk) == []


def test_stories_are_submitted_in_bulk_each_answering_for_itself(reporter):
    good, bad = (
        ArticleFactory(title="Đủ", by=reporter.user),
        ArticleFactory(title="Rỗng", body="", by=reporter.user),
    )

    response = reporter.post(LIST, in_bulk("submit_selected", good, bad), follow=True)

    assert messages(response) == [
        "“Rỗng”: Bài chưa có nội dung nên chưa gửi duyệt được.",
        "Đã gửi duyệt “Đủ”.",
    ]
    assert Article.objects.get(state="cho-duyet") == good


def test_more_than_a_page_is_not_taken_at_once(editor, monkeypatch):
    monkeypatch.setattr("news.desk.admin.article.listing.MOST_AT_ONCE", 1)
    one, two = ArticleFactory.create_batch(2)

    editor.post(LIST, in_bulk("publish_selected", one, two, select_across="1"))

    assert not Edition.objects.exists()


def test_what_is_published_in_bulk_is_what_the_list_showed(editor):
    same, changed, unseen = (
        ArticleFactory(title=title) for title in ("Như cũ", "Vừa sửa", "Trang sau")
    )
    page = editor.get(LIST).text
    chosen = in_bulk("publish_selected", same, changed, select_across="1")
    assert all(f'name="{key}" value="1"' in page for key in chosen if "seen-" in key)
    publishing.save(changed, by=ReporterFactory())

    response = editor.post(LIST, chosen, follow=True)

    assert sorted(messages(response)) == [
        "Đã đăng “Như cũ”.",
        "“Trang sau”: Bài không hiện trong danh sách lúc bạn chọn. Hãy mở bài để xem"
        " trước.",
        "“Vừa sửa”: Bài viết vừa được người khác sửa.",
    ]
    assert [edition.article for edition in Edition.objects.all()] == [same]
    assert not unseen.editions.exists()


@pytest.mark.parametrize("seen", ["", "abc", "٣", "9" * 30, "-1"])
def test_a36_a_forged_version_in_the_list_publishes_nothing(editor, seen):
    story = ArticleFactory()
    chosen = in_bulk("publish_selected", story) | {f"seen-{story.pk}": seen}

    assert editor.post(LIST, chosen).status_code == 302
    assert not Edition.objects.exists()


def test_the_clock_of_the_form_is_the_one_of_vietnam():
    at = datetime.fromisoformat("2026-11-25T23:30:00+00:00")

    assert hour(at) == {"day": "26/11/2026", "time": "06:30"}
