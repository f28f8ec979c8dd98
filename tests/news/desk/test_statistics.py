"""What was read: on the page “Thống kê”, in its files and on a story's own page."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from news import publishing
from news.desk import chart, statistics
from news.desk.statistics import Days, Hours
from news.models import HourlyReading
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    CategoryFactory,
    EditionFactory,
    PartyOfficerFactory,
    UnitFactory,
)
from tests.news.desk.conftest import signed_in

pytestmark = pytest.mark.django_db
PAGE = reverse("admin:statistics")
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def file(table: str, kind: str = "csv") -> str:
    return reverse("admin:statistics_file", args=[table, kind])


def rows_of(response) -> list[list[str]]:
    text = response.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def read(article, count: int, ago: timedelta = timedelta(0)) -> None:
    hour = (timezone.now() - ago).replace(minute=0, second=0, microsecond=0)
    HourlyReading.objects.add(article.pk, hour, count)


def today() -> date:
    return timezone.localdate()


@pytest.fixture
def tet():
    """A story of an hour ago in a subsection, signed by two authors of two units."""
    top = CategoryFactory(name="Kiểm tra")
    section = CategoryFactory(name="Xăng dầu", parent=top)
    first, second = UnitFactory(name="Đội 1"), UnitFactory(name="Đội 2")
    bylines = [(AuthorFactory(name="An"), first), (AuthorFactory(name="Bình"), second)]
    start = timezone.now() - HOUR
    return EditionFactory(
        title="Xăng dầu Tết", category=section, bylines=bylines, starts_at=start
    ).article


# --- Questions ------------------------------------------------------------------------


def test_days_are_those_of_vietnam_and_none_is_missing(tet):
    noon = timezone.now().replace(hour=12, minute=0, second=0, microsecond=0)
    HourlyReading.objects.add(tet.pk, noon.replace(hour=16), 2)  # 23:00 here.
    HourlyReading.objects.add(tet.pk, noon.replace(hour=17), 3)  # 0:00, the next day.
    day = noon.date()

    assert Days(day - DAY, day + 2 * DAY).counts() == [
        (day - DAY, 0),
        (day, 2),
        (day + DAY, 3),
        (day + 2 * DAY, 0),
    ]


def test_hours_end_with_the_one_that_runs(tet):
    moment = timezone.now().replace(minute=30, second=0, microsecond=0)
    running = moment.replace(minute=0)
    for ago, count in [(0, 1), (2, 10), (3, 100)]:
        HourlyReading.objects.add(tet.pk, running - ago * HOUR, count)

    assert Hours(3, moment).counts() == [
        (running - 2 * HOUR, 10),
        (running - HOUR, 0),
        (running, 1),
    ]


def test_of_equals_the_newer_story_leads():
    old, new, most = (EditionFactory().article for _ in range(3))
    read(old, 5)
    read(new, 5)
    read(most, 6)

    counts = statistics.by_article(Days(today(), today()))

    assert list(counts.items()) == [(most.pk, 6), (new.pk, 5), (old.pk, 5)]


def test_a_section_holds_what_its_subsections_hold(tet):
    beside = EditionFactory(category=tet.category.parent).article
    read(tet, 3)
    read(beside, 4)
    period = Days(today(), today())

    groups = statistics.by_section(
        period, statistics.by_article(period), timezone.now()
    )

    assert [(g.level, g.name, g.stories, g.count) for g in groups] == [
        (1, "Kiểm tra", 2, 7),
        (2, "Xăng dầu", 1, 3),
    ]


def test_who_signs_together_counts_each_and_a_unit_once(tet):
    unit = UnitFactory(name="Đội 3")
    both = [(AuthorFactory(name=name), unit) for name in ("Chi", "Dung")]
    read(tet, 3)
    read(EditionFactory(bylines=both).article, 5)
    period = Days(today(), today())

    units, authors = statistics.by_signature(
        period, statistics.by_article(period), timezone.now()
    )

    assert [(g.name, g.stories, g.count) for g in units] == [
        ("Đội 3", 1, 5),
        ("Đội 1", 1, 3),
        ("Đội 2", 1, 3),
    ]
    assert [(g.name, g.count) for g in authors] == [
        ("Chi", 5),
        ("Dung", 5),
        ("An", 3),
        ("Bình", 3),
    ]


def test_readings_belong_to_where_the_newest_started_edition_stands(tet, editor):
    old = EditionFactory(category=CategoryFactory(name="Mục cũ")).article
    read(old, 2)
    old.category, old.title = CategoryFactory(name="Mục mới"), "Tên mới"
    publishing.save(old, by=editor.user)
    publishing.publish(old, by=editor.user)
    old.category, old.title = CategoryFactory(name="Mục sau"), "Tên sau"
    publishing.save(old, by=editor.user)
    publishing.schedule(old, at=timezone.now() + DAY, by=editor.user)

    context = editor.get(PAGE).context

    assert [group.name for group in context["sections"]] == ["Mục mới"]
    assert [line["edition"].title for line in context["stories"]] == ["Tên mới"]


# --- The page -------------------------------------------------------------------------


@pytest.mark.parametrize("story_count", [1, 3])
def test_the_page_costs_the_same_with_one_or_three_stories(
    editor, django_assert_num_queries, story_count
):
    for _ in range(story_count):
        unit = UnitFactory()
        edition = EditionFactory(bylines=[(AuthorFactory(unit=unit), unit)])
        read(edition.article, 3)

    # moment, session, user, two for rights; by time, by story, titles, sections, their
    # stories, signatures, units, authors; three for the agency
    # Two of these: who sees Party records, for the menu.
    with django_assert_num_queries(18):
        response = editor.get(PAGE)

    assert len(response.context["stories"]) == story_count


def test_the_page_names_the_figures_of_its_period(editor, tet):
    other = EditionFactory().article
    read(tet, 1200)
    read(tet, 30, 3 * DAY)
    read(other, 4)
    read(other, 500, 10 * DAY)

    context = editor.get(PAGE, {"ky": "7-ngay"}).context

    assert context["chart"].total == 1234
    assert context["story_count"] == 2
    assert context["average"] == 176
    assert [
        (line["edition"].article_id, line["count"]) for line in context["stories"]
    ] == [
        (tet.pk, 1230),
        (other.pk, 4),
    ]


@pytest.mark.parametrize(
    ("query", "total", "bars"),
    [
        ("ky=24-gio", 1, 24),
        ("ky=7-ngay", 11, 7),
        ("", 11, 7),
        ("ky=khac", 11, 7),
        ("ky=30-ngay", 111, 30),
    ],
)
def test_the_usual_periods(editor, tet, query, total, bars):
    read(tet, 1)
    read(tet, 10, 6 * DAY)
    read(tet, 100, 29 * DAY)
    read(tet, 1000, 30 * DAY)

    shown = editor.get(f"{PAGE}?{query}").context["chart"]

    assert (shown.total, len(shown.bars)) == (total, bars)


@pytest.mark.parametrize("form", ["%Y-%m-%d", "%d/%m/%Y"])
def test_a_period_from_a_day_to_a_day(editor, tet, form):
    read(tet, 1)
    read(tet, 10, 2 * DAY)
    read(tet, 100, 4 * DAY)
    first, last = today() - 3 * DAY, today() - DAY
    asked = {"tu": first.strftime(form), "den": last.strftime(form)}

    context = editor.get(PAGE, asked).context

    assert (context["chart"].total, len(context["chart"].bars)) == (10, 3)
    assert context["choice"].query() == f"tu={first}&den={last}"


@pytest.mark.parametrize(
    ("first", "last", "errors"),
    [
        ("", "", ["Hãy chọn ngày đầu.", "Hãy chọn ngày cuối."]),
        ("32/13/2026", "01/01/2026", ["Ngày đầu không đúng; hãy viết như 23/11/2026."]),
        ("01/01/2026", "x", ["Ngày cuối không đúng; hãy viết như 23/11/2026."]),
        ("02/01/2026", "01/01/2026", ["Ngày cuối không được trước ngày đầu."]),
        ("01/01/2026", "01/01/9999", ["Ngày cuối không được sau hôm nay."]),
        ("01/01/2024", "01/01/2025", ["Mỗi lần chỉ xem được 366 ngày."]),
    ],
)
def test_dates_that_make_no_sense_are_told_in_one_sentence(editor, first, last, errors):
    response = editor.get(PAGE, {"tu": first, "den": last})

    form = response.context["choice"].form
    told = [error for field in form for error in field.errors]
    assert (response.status_code, told) == (200, errors)
    assert "chart" not in response.context


@pytest.mark.parametrize(
    "query", ["tu=01/01/2024&den=31/12/2024", "tu=0001-01-01&den=0001-01-02"]
)
def test_a_leap_year_and_the_first_days_ever_are_periods(editor, query):
    assert editor.get(f"{PAGE}?{query}").context["chart"].total == 0


@pytest.mark.parametrize("query", ["ky=%00", "tu=%00&den=1", "tu=%F0%9F%92%A9&den=-1"])
def test_a36_odd_periods_are_never_a_500(editor, query):
    assert editor.get(f"{PAGE}?{query}").status_code in {200, 400}


def test_a_story_that_left_the_site_is_told_from_the_others(editor, tet):
    expired = EditionFactory(
        title="Hết hạn", starts_at=timezone.now() - DAY, ends_at=timezone.now() - HOUR
    ).article
    publishing.withdraw(tet, by=editor.user, reason="Sai")
    read(tet, 2)
    read(expired, 1)

    lines = editor.get(PAGE).context["stories"]

    assert [line["badge"] for line in lines] == [
        '<span class="badge badge--da-go">Đã gỡ</span>',
        '<span class="badge badge--het-han">Đã hết hạn</span>',
    ]


def test_titles_are_those_that_readers_saw(editor, tet):
    ArticleFactory(title="Bản nháp bí mật", by=editor.user)
    read(tet, 2)
    tet.title = "Tên đang sửa"
    publishing.save(tet, by=editor.user)

    text = editor.get(PAGE).content.decode()

    assert "Xăng dầu Tết" in text
    assert "Tên đang sửa" not in text
    assert "Bản nháp bí mật" not in text


def test_a_hostile_title_is_text(editor):
    read(EditionFactory(title="<script>alert(1)</script>").article, 2)

    text = editor.get(PAGE).content.decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "<script>alert" not in text


def test_the_page_says_how_readings_are_counted(editor):
    assert (
        "Mỗi máy đọc một bài được tính một lần mỗi giờ; các máy giống hệt nhau sau cùng"
        " một địa chỉ được tính là một; robot và cán bộ đang đăng nhập không được tính."
    ) in editor.get(PAGE).content.decode()


# --- Who may --------------------------------------------------------------------------


def test_a5_a_reporter_sees_but_takes_nothing_away(reporter, tet):
    read(tet, 2)

    page = reporter.get(PAGE)

    assert page.context["stories"][0]["url"] == tet.editions.get().get_absolute_url()
    assert "Tải về" not in page.content.decode()
    assert reporter.get(file("bai-viet")).status_code == 403


def test_a5_a_reporter_is_led_to_the_desk_only_for_own_stories(reporter):
    own = EditionFactory(by=reporter.user).article
    withdrawn = EditionFactory().article
    publishing.withdraw(withdrawn, by=None, reason="Sai")
    read(own, 2)
    read(withdrawn, 1)

    lines = reporter.get(PAGE).context["stories"]

    desk = reverse("admin:news_article_change", args=[own.pk])
    assert [line["url"] for line in lines] == [desk, ""]


def test_a5_a_party_officer_sees_no_statistics_and_no_way_to_them(client):
    officer = signed_in(PartyOfficerFactory())

    answers = [officer.get(PAGE).status_code, officer.get(file("don-vi")).status_code]

    assert answers == [403, 403]
    assert PAGE not in officer.get(reverse("admin:index")).content.decode()


@pytest.mark.parametrize("address", [PAGE, file("don-vi")])
def test_a5_a_visitor_is_sent_to_the_login(client, address):
    response = client.get(address)

    assert response.status_code == 302
    assert response["Location"].startswith(reverse("admin:login"))


@pytest.mark.parametrize("address", [PAGE, file("don-vi")])
def test_statistics_are_only_asked_for(editor, address):
    assert editor.post(address).status_code == 405


def test_the_menu_leads_to_the_page(reporter):
    menu = reporter.get(reverse("admin:index")).context["app_list"]

    (newsroom,) = [app for app in menu if app["app_label"] == "news"]
    assert newsroom["models"][-1]["admin_url"] == PAGE


# --- Files ----------------------------------------------------------------------------


def test_every_table_can_be_taken_away(administrator, tet):
    read(tet, 1200)
    day = today().isoformat()
    start = timezone.localtime(tet.editions.get().published_at)
    asked = {"tu": day, "den": day}

    tables = {
        table: rows_of(administrator.get(file(table), asked))
        for table in ("thoi-gian", "bai-viet", "chuyen-muc", "don-vi", "tac-gia")
    }

    moment = start.strftime("%Y-%m-%d %H:%M")
    assert tables == {
        "thoi-gian": [["Ngày", "Lượt đọc"], [day, "1200"]],
        "bai-viet": [
            ["Hạng", "Bài viết", "Chuyên mục", "Đăng lúc", "Lượt đọc"],
            ["1", "Xăng dầu Tết", "Xăng dầu", moment, "1200"],
        ],
        "chuyen-muc": [
            ["Chuyên mục", "Mục con", "Số bài", "Lượt đọc"],
            ["Kiểm tra", "", "1", "1200"],
            ["Kiểm tra", "Xăng dầu", "1", "1200"],
        ],
        "don-vi": [
            ["Đơn vị", "Số bài", "Lượt đọc"],
            ["Đội 1", "1", "1200"],
            ["Đội 2", "1", "1200"],
        ],
        "tac-gia": [
            ["Tác giả", "Số bài", "Lượt đọc"],
            ["An", "1", "1200"],
            ["Bình", "1", "1200"],
        ],
    }


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_file_is_named_after_its_table_and_period(editor, kind):
    response = editor.get(
        file("tac-gia", kind), {"tu": "01/11/2025", "den": "30/11/2025"}
    )

    assert response["Content-Disposition"] == (
        f'attachment; filename="luot-doc-tac-gia-2025-11-01-den-2025-11-30.{kind}"'
    )


def test_a44_a_title_that_looks_like_a_formula_is_text_in_the_file(editor):
    read(EditionFactory(title='=HYPERLINK("http://xau.example")').article, 1)

    rows = rows_of(editor.get(file("bai-viet")))

    assert rows[1][1] == '\'=HYPERLINK("http://xau.example")'


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"{PAGE}bai-viet.csv?tu=x&den=y", 400),
        (f"{PAGE}khac.csv", 404),
        (f"{PAGE}bai-viet.pdf", 404),
    ],
)
def test_a36_a_file_that_does_not_exist_is_no_500(editor, address, status):
    assert editor.get(address).status_code == status


# --- A story's own page ---------------------------------------------------------------


def test_the_page_of_a_story_shows_its_readings(editor, tet):
    now = timezone.now()
    read(tet, 1)
    read(tet, 10, 23 * HOUR)
    read(tet, 100, 47 * HOUR)
    read(tet, 1000, 40 * DAY)
    read(EditionFactory().article, 7)

    response = editor.get(reverse("admin:news_article_change", args=[tet.pk]))

    shown = response.context["readings"]
    yesterday = (
        0 if timezone.localdate(now - 23 * HOUR) < timezone.localdate(now) else 10
    )
    assert (shown["total"], shown["last_day"]) == (1111, 11)
    assert shown["today"] == 1 + yesterday
    assert (shown["days"].total, len(shown["days"].bars)) == (111, 30)
    assert (shown["hours"].total, len(shown["hours"].bars)) == (111, 48)
    assert "1.111" in response.content.decode()


def test_the_page_of_a_draft_shows_no_readings(editor):
    draft = ArticleFactory(by=editor.user)

    response = editor.get(reverse("admin:news_article_change", args=[draft.pk]))

    assert "readings" not in response.context


# --- The chart ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "top"),
    [(0, 2), (1, 2), (3, 4), (10, 10), (11, 20), (2762, 4000), (10_001, 20_000)],
)
def test_the_scale_of_a_chart_ends_at_a_round_number(count, top):
    assert chart.ceiling(count) == top


def test_a_chart_is_as_high_as_its_scale_and_labels_its_last_bar():
    drawn = chart.of("ngày", [("a", "A", 0), ("b", "B", 5), ("c", "C", 10)])

    assert [(bar.label, bar.y, bar.height) for bar in drawn.bars] == [
        ("a", "100.00", "0.00"),
        ("b", "50.00", "50.00"),
        ("c", "0.00", "100.00"),
    ]


def test_a_long_chart_has_room_for_its_labels():
    points = [(str(n), str(n), n) for n in range(366)]

    labels = [bar.label for bar in chart.of("ngày", points).bars if bar.label]

    assert labels == ["69", "143", "217", "291", "365"]


def test_the_chart_is_drawn_without_style_or_localised_numbers(editor, tet):
    read(tet, 1500)

    text = editor.get(PAGE, {"ky": "30-ngay"}).content.decode()

    assert 'viewBox="0 0 300 100"' in text
    assert "style=" not in text.split('<div id="content-main"')[1]
    assert ": 1.500 lượt</title>" in text
