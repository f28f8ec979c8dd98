"""The gate at the form: the check of what is typed, waivers, who may do what."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from news import html, publishing
from news.models import Article, Revision, Step, Tag, Waiver
from tests.factories import (
    AdministratorFactory,
    ArticleFactory,
    AuthorFactory,
    EditorFactory,
    PartyOfficerFactory,
    PhotoFactory,
    ReporterFactory,
)
from tests.news.desk.conftest import signed_in
from tests.news.desk.sending import ADD, change, filled_in, in_bulk

pytestmark = pytest.mark.django_db
UNSIGNED = "byline-missing"
SIGN = "Bài chưa có người viết hoặc nguồn."
ADD_CHECK = "/quan-tri/news/article/kiem-tra/"
WAIVERS = "/quan-tri/news/waiver/"
JSON = {"HTTP_ACCEPT": "application/json"}


def url(article, name):
    return reverse(f"admin:news_article_{name}", args=[article.pk])


def goals(response):
    """(message, key) of every problem in the panel."""
    found = re.findall(r'data-gate-goal="([^"]*)"[^>]*>([^<]*)</a>', response.text)
    return [(message, key) for key, message in found]


def waive(client, article, key=UNSIGNED, reason="Tin gửi", **extra):
    data = {"version": article.version, "problem": key, "reason": reason}
    return client.post(url(article, "waive"), data, **extra)


@pytest.fixture
def unsigned(editor):
    return ArticleFactory(bylines=[], tags=["hàng giả"], by=editor.user)


# --- The check of the form as it stands -----------------------------------------------


def test_the_check_judges_what_is_typed_and_keeps_nothing_of_it(editor):
    article = ArticleFactory(title="Đã lưu", tags=["hàng giả"])
    before = (Revision.objects.count(), Step.objects.count(), Tag.objects.count())
    typed = filled_in(
        article,
        sapo="",
        tags="từ khóa chưa lưu",
        body='<p>Xem <a href="/khong-co/">trang này</a></p><h3>Cấp ba</h3>',
    )

    response = editor.post(url(article, "check"), typed)

    assert [key for _, key in goals(response)] == [
        "sapo-missing",
        "heading-skipped:h3:Cấp ba",
        "link-broken:/khong-co/",
    ]
    stored = Article.objects.get(pk=article.pk)
    assert (stored.sapo, stored.version) == (article.sapo, article.version)
    after = (Revision.objects.count(), Step.objects.count(), Tag.objects.count())
    assert after == before


def test_the_check_of_a_new_story_makes_none(editor):
    response = editor.post(ADD_CHECK, filled_in(title="Mới"))

    assert [key for _, key in goals(response)] == [
        *("category-missing", "sapo-missing", "body-missing", UNSIGNED),
        "tags-missing",
    ]
    assert "Bỏ qua…" not in response.text
    assert not Article.objects.exists()


def test_the_check_says_what_is_wrong_with_the_form_itself(editor):
    article = ArticleFactory()

    empty = editor.post(url(article, "check"), filled_in(article, title=" "))
    late = editor.post(url(article, "check"), filled_in(article, version=99))

    assert (empty.status_code, late.status_code) == (422, 422)
    assert "<li>Bài viết phải có tiêu đề.</li>" in empty.text
    assert "<li>Bài viết vừa được người khác sửa.</li>" in late.text


def test_the_check_publishes_nothing_whatever_is_sent_with_it(editor):
    article = ArticleFactory()

    editor.post(url(article, "check"), filled_in(article, _publish="1"))

    assert not article.editions.exists()


def test_a_sound_story_is_told_so(editor):
    article = ArticleFactory(tags=["hàng giả"])

    response = editor.post(url(article, "check"), filled_in(article))

    assert goals(response) == []
    assert "Không còn việc phải làm trước khi đăng" in response.text


def test_links_of_the_panel_lead_to_field_box_figure_and_library(editor):
    photo = PhotoFactory(caption="", credit="")
    article = ArticleFactory(
        body=f'<p>Chữ.</p><p><img src="{photo.file.url}" alt="Kho hàng"></p>',
        bylines=[],
        source_name="",
        category=None,
    )

    response = editor.get(f"{change(article)}?kiem-tra=1")

    assert 'href="#id_category" data-gate-goal="category-missing"' in response.text
    assert f'href="#bylines-group" data-gate-goal="{UNSIGNED}"' in response.text
    figure = (
        f'data-gate-goal="figure-caption-missing:{photo.file.name}"'
        f' data-spot-kind="img" data-spot-value="{photo.file.url}" data-spot-place="0"'
    )
    assert figure in response.text
    library = reverse("admin:news_photo_change", args=[photo.pk])
    assert f'<a href="{library}" target="_blank">Mở ảnh' in response.text


def test_problems_of_rows_stand_in_their_boxes_too(editor):
    article = ArticleFactory(kind="anh", bylines=[])

    text = editor.get(f"{change(article)}?kiem-tra=1").text

    assert f'<ul class="errorlist"><li>{SIGN}</li></ul>' in text
    assert "<li>Bài thể loại Ảnh chưa có ảnh nào trong bộ ảnh.</li></ul>" in text


def test_advice_is_said_once_after_a_publication(editor):
    article = ArticleFactory(tags=[])

    response = editor.post(
        change(article), filled_in(article, _publish="1"), follow=True
    )

    said = [str(message) for message in response.context["messages"]]
    assert len(said) == 2
    assert said[0].startswith("Đã đăng “")
    assert said[1].startswith("Bài còn 1 điều nên xem lại.")


def test_no_advice_no_word_of_it(editor):
    article = ArticleFactory(tags=["hàng giả"])

    response = editor.post(
        change(article), filled_in(article, _publish="1"), follow=True
    )

    assert len(response.context["messages"]) == 1


def test_the_check_judges_for_the_hour_that_is_typed(editor):
    now = timezone.now()
    coming = publishing.schedule(
        ArticleFactory(title="Bài hẹn giờ"), at=now + timedelta(hours=2), by=None
    )
    link = f'<p>Xem <a href="{coming.get_absolute_url()}">bài hẹn giờ</a></p>'
    article = ArticleFactory(body=link, tags=["hàng giả"])

    def found(hours):
        at = timezone.localtime(now + timedelta(hours=hours))
        hour = {
            "appointment-day": f"{at:%d/%m/%Y}",
            "appointment-time": f"{at:%H:%M}",
        }
        sent = editor.post(url(article, "check"), filled_in(article) | hour)
        shown = editor.get(change(article), {"kiem-tra": 1} | hour)
        assert goals(sent) == goals(shown)
        return [key for _, key in goals(sent)]

    assert found(1) == [f"link-broken:{coming.get_absolute_url()}"]
    assert found(3) == []


def test_a16_what_the_panel_quotes_is_text(editor):
    bait = '"><img src=x onerror=alert(1)>'
    body = html.clean(f"<h3>{escape(bait)}</h3><p>Chữ.</p>")
    article = ArticleFactory(body=body, bylines=[])
    waive(editor, article, reason=bait)

    text = editor.post(url(article, "check"), filled_in(article, version=2)).text

    assert escape(bait) in text
    assert bait not in text


# --- Waivers --------------------------------------------------------------------------


def test_an_editor_waives_with_a_reason_and_publishes(editor, unsigned):
    refused = editor.post(change(unsigned), filled_in(unsigned, _publish="1"))
    unsigned.refresh_from_db()
    panel = editor.get(refused.url)
    assert goals(panel) == [(SIGN, UNSIGNED)]
    assert url(unsigned, "waive") in panel.text

    answer = waive(editor, unsigned)
    unsigned.refresh_from_db()
    published = editor.post(change(unsigned), filled_in(unsigned, _publish="1"))

    assert answer.url == f"{change(unsigned)}?kiem-tra=1"
    assert published.url == change(unsigned)
    assert unsigned.editions.count() == 1
    waiver = Waiver.objects.get()
    assert (waiver.problem, waiver.reason, waiver.by) == (
        UNSIGNED,
        "Tin gửi",
        editor.user,
    )


def test_a_script_gets_the_version_to_go_on_from(editor, unsigned):
    seen = unsigned.version

    answer = waive(editor, unsigned, **JSON)

    assert answer.json() == {"message": f"Đã bỏ qua: {SIGN}", "version": seen + 1}
    form = filled_in(unsigned, title="Gõ tiếp", version=seen + 1)
    assert editor.post(change(unsigned), form).status_code == 302
    assert Article.objects.get().title == "Gõ tiếp"


def test_a_waiver_never_steps_over_a_colleague_s_save(editor, unsigned):
    colleague = Article.objects.get()
    publishing.save(colleague, by=None)

    answer = waive(editor, unsigned, **JSON)

    assert answer.status_code == 409
    assert answer.json()["message"] == "Bài viết vừa được người khác sửa."
    assert not Waiver.objects.exists()


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 40, "٣"])
def test_a_forged_version_is_an_old_one(editor, unsigned, version):
    data = {"version": version, "problem": UNSIGNED, "reason": "x"}

    assert editor.post(url(unsigned, "waive"), data, **JSON).status_code == 409


@pytest.mark.parametrize(
    ("key", "reason", "said"),
    [
        (UNSIGNED, " ", "Bỏ qua phải có lý do."),
        ("khong-co", "Gấp", "Bản đã lưu của bài không có việc này."),
        ("x\x00", "Gấp", "Bản đã lưu của bài không có việc này."),
        (UNSIGNED * 100, "Gấp", "Bản đã lưu của bài không có việc này."),
    ],
)
def test_what_cannot_be_waived_is_refused_in_words(editor, unsigned, key, reason, said):
    answer = waive(editor, unsigned, key=key, reason=reason, **JSON)

    assert answer.status_code == 409
    assert answer.json()["message"].startswith(said)
    assert not Waiver.objects.exists()


def test_only_saved_problems_have_a_form_to_waive_them(editor, unsigned):
    typed = filled_in(unsigned, body="<p>Chữ.</p><h3>Chưa lưu</h3>")

    text = editor.post(url(unsigned, "check"), typed).text

    waivable = re.findall(r'name="problem" value="([^"]*)"', text)
    assert waivable == [UNSIGNED]
    assert "lưu bài rồi mới bỏ qua được" in text


@pytest.mark.parametrize("key", ["", "khong-co", "x\x00"])
def test_what_was_not_waived_cannot_be_taken_back(editor, unsigned, key):
    data = {"version": unsigned.version, "problem": key}

    answer = editor.post(url(unsigned, "unwaive"), data, **JSON)

    assert answer.status_code == 409
    assert answer.json()["message"] == "Việc này không được bỏ qua."


def test_waivers_stand_on_the_form_and_can_be_taken_back(editor, unsigned):
    waive(editor, unsigned, reason="Cộng tác viên <b>")
    unsigned.refresh_from_db()

    text = editor.get(change(unsigned)).text
    assert "Đã bỏ qua (1)" in text
    assert f"{editor.user.full_name}, " in text
    assert "Cộng tác viên &lt;b&gt;" in text

    data = {"version": unsigned.version, "problem": UNSIGNED}
    answer = editor.post(url(unsigned, "unwaive"), data)
    assert answer.url == f"{change(unsigned)}?kiem-tra=1"
    assert goals(editor.get(answer.url)) == [(SIGN, UNSIGNED)]
    assert not Waiver.objects.exists()
    kinds = list(unsigned.steps.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["luu", "bo-qua", "thoi-bo-qua"]


def test_a_waiver_that_is_met_no_more_is_said_to_be_so(editor, unsigned):
    waive(editor, unsigned)
    unsigned.refresh_from_db()
    unsigned.source_name = "Cục QLTT"
    publishing.save(unsigned, by=None)

    text = editor.get(f"{change(unsigned)}?kiem-tra=1").text

    assert "(nay không còn gặp)" in text


# --- Who may --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("factory", "status"),
    [
        (EditorFactory, 302),
        (AdministratorFactory, 302),
        (ReporterFactory, 403),
        (PartyOfficerFactory, 403),
    ],
)
@pytest.mark.parametrize("name", ["waive", "unwaive"])
def test_a1_only_editors_waive(factory, status, name):
    person = factory()
    article = ArticleFactory(bylines=[], by=person)
    if name == "unwaive":
        publishing.waive(article, UNSIGNED, reason="Tin gửi", by=None)
    data = {"version": article.version, "problem": UNSIGNED, "reason": "Tôi muốn"}

    answer = signed_in(person).post(url(article, name), data)

    assert answer.status_code == status
    done = status == 302
    assert Waiver.objects.exists() is (done if name == "waive" else not done)


def test_a1_who_is_not_signed_in_waives_nothing(client):
    article = ArticleFactory(bylines=[])

    answer = waive(client, article)

    assert answer.url.startswith("/quan-tri/login/")
    assert not Waiver.objects.exists()


def test_a46_a_waiver_is_a_post_with_a_token(unsigned, editor):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor.user)

    assert editor.get(url(unsigned, "waive")).status_code == 405
    assert editor.get(url(unsigned, "unwaive")).status_code == 405
    assert waive(strict, unsigned).status_code == 403
    assert not Waiver.objects.exists()


def test_a12_another_s_story_looks_like_none_to_a_reporter(reporter):
    other, missing = ArticleFactory(bylines=[]), Article(pk=999_999)

    def seen(article):
        sent = filled_in(other)
        answers = [
            reporter.post(url(article, "check"), sent),
            reporter.post(url(article, "waive"), {"problem": UNSIGNED}),
            reporter.get(f"{change(article)}?kiem-tra=1"),
        ]
        return [
            (answer.status_code, answer.headers.get("Location")) for answer in answers
        ]

    assert (
        seen(other)
        == seen(missing)
        == [(302, "/quan-tri/"), (403, None), (302, "/quan-tri/")]
    )


def test_a_missing_story_is_missing_to_an_editor_too(editor):
    answer = waive(editor, Article(pk=999_999, version=1))

    assert (answer.status_code, answer.url) == (302, "/quan-tri/")


def test_a_reporter_checks_own_stories_and_sees_no_way_to_waive(reporter):
    article = ArticleFactory(bylines=[], tags=["hàng giả"], by=reporter.user)

    checked = reporter.post(url(article, "check"), filled_in(article))
    shown = reporter.get(f"{change(article)}?kiem-tra=1")

    for answer in (checked, shown):
        assert goals(answer) == [(SIGN, UNSIGNED)]
        assert "bo-qua" not in answer.text


def test_a2_the_bulk_action_stops_at_the_gate_story_by_story(editor, unsigned):
    waived, sound = ArticleFactory(bylines=[]), ArticleFactory()
    publishing.waive(waived, UNSIGNED, reason="Tin gửi", by=None)
    data = in_bulk("publish_selected", unsigned, waived, sound)

    response = editor.post("/quan-tri/news/article/", data, follow=True)

    live = Article.objects.filter(editions__isnull=False)
    assert set(live) == {waived, sound}
    said = {str(message) for message in response.context["messages"]}
    assert f"“{unsigned}”: {SIGN}" in said


# --- “Việc được bỏ qua” ---------------------------------------------------------------


@pytest.fixture
def two_waivers(editor):
    made = []
    for title in ("Bài một", "Bài hai"):
        article = ArticleFactory(title=title, bylines=[])
        made.append(
            publishing.waive(
                article, UNSIGNED, reason=f"Lý do của {title}", by=editor.user
            )
        )
    return made


def test_all_waivers_are_listed_newest_first(editor, two_waivers):
    response = editor.get(WAIVERS)

    assert list(response.context["cl"].result_list) == two_waivers[::-1]
    for word in ("Lý do của Bài một", "Bài hai", SIGN, editor.user.full_name):
        assert word in response.text


def test_the_list_is_found_by_the_story_s_title(editor, two_waivers):
    response = editor.get(WAIVERS, {"q": "bai HAI"})

    assert list(response.context["cl"].result_list) == [two_waivers[1]]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_long_it_is(
    editor, count, django_assert_num_queries
):
    for _ in range(count):
        article = ArticleFactory(bylines=[])
        publishing.waive(article, UNSIGNED, reason="Tin gửi", by=editor.user)
    editor.get(WAIVERS)

    # Two of these: who sees Party records, for the menu.
    with django_assert_num_queries(9):
        editor.get(WAIVERS)


def test_a47_nobody_adds_changes_or_deletes_a_waiver(administrator, two_waivers):
    waiver = two_waivers[0]
    pages = [
        f"{WAIVERS}add/",
        f"{WAIVERS}{waiver.pk}/delete/",
        f"{WAIVERS}{waiver.pk}/change/",
    ]

    answers = [administrator.post(page, {"post": "yes"}) for page in pages]
    administrator.post(
        WAIVERS, {"action": "delete_selected", "_selected_action": [waiver.pk]}
    )

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert Waiver.objects.count() == 2


@pytest.mark.parametrize(
    ("factory", "status"),
    [
        (EditorFactory, 200),
        (AdministratorFactory, 200),
        (ReporterFactory, 403),
        (PartyOfficerFactory, 403),
    ],
)
def test_a6_editors_and_administrators_read_the_list(factory, status, two_waivers):
    assert signed_in(factory()).get(WAIVERS).status_code == status


def test_a_draft_with_a_waiver_can_still_be_deleted(editor, unsigned):
    waive(editor, unsigned)

    editor.post(url(unsigned, "delete"), {"post": "yes"})

    assert not Article.objects.exists()
    assert not Waiver.objects.exists()


# --- The source's time ----------------------------------------------------------------


def test_the_source_s_time_is_typed_and_shown_in_vietnamese_time(editor):
    author = AuthorFactory()
    editor.post(
        ADD,
        filled_in(
            title="Dẫn nguồn",
            source_at="23/11/2026 13h38",
            bylines=[{"author": author.pk, "unit": "", "position": 1}],
        ),
    )

    article = Article.objects.get()
    assert article.source_at == datetime(2026, 11, 23, 6, 38, tzinfo=UTC)
    text = editor.get(change(article)).text
    assert "Nguồn đăng lúc (giờ Việt Nam)" in text
    assert 'value="23/11/2026 13:38"' in text


def test_a_day_stands_before_its_month(editor):
    editor.post(ADD, filled_in(title="Dẫn nguồn", source_at="05/11/2026 07:00"))

    assert Article.objects.get().source_at == datetime(2026, 11, 5, tzinfo=UTC)


def test_a_wrong_time_is_said_at_its_field_and_stays_typed(editor):
    response = editor.post(ADD, filled_in(title="Dẫn nguồn", source_at="hôm qua"))

    form = response.context["adminform"].form
    assert form.errors["source_at"] == [
        "Ngày giờ không đúng; hãy viết như 26/11/2026 07:00."
    ]
    assert form["source_at"].value() == "hôm qua"
