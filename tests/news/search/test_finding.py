"""What is found, and in which order; the same on both engines."""

import unicodedata
from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from news import publishing, search
from news.enums import StoryKind
from news.models import EditionByline, Unit
from news.search import Narrowing, Order, documents, finding, ranking
from news.search.postgresql import asking as postgresql
from news.search.query import parse
from news.search.sqlite import asking as sqlite
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    CategoryFactory,
    EditionFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def results(typed, *, moment=None, **options):
    return search.search(parse(typed), moment or timezone.now(), **options)


def found(typed, **options):
    return [hit.edition.title for hit in results(typed, **options).hits]


def story(title, *, days=0, **fields):
    """Published so many days ago; its own words stand in the title alone."""
    moment = timezone.now() - timedelta(days=days, minutes=1)
    fields = {"sapo": "Tóm tắt.", "body": "<p>Toàn văn.</p>", **fields}
    return EditionFactory(title=title, starts_at=moment, **fields)


# --- Spelling -------------------------------------------------------------------------


@pytest.fixture
def spelled():
    """Stories that differ by their spelling, the newest last."""
    story("Họp Đảng uỷ Chi cục", days=9)
    story("Giá hàng hoà bình ổn định", days=8)
    story("Thăm vùng lòng hồ Hoà Bình", days=7)
    story("Trao quà cho đồng chí Thủy", days=6)
    story("Họp Đảng ủy các cấp", days=5)
    story("Xe đang ùy tín", days=4)
    story("Hỏa bính là gì", days=3)
    story("Biểu dương đồng chí Thuỷ", days=2)
    story("Tin không liên quan", days=1)


EXACT_PARTY = ["Họp Đảng ủy các cấp", "Họp Đảng uỷ Chi cục"]
OTHER_PARTY = ["Xe đang ùy tín"]
EXACT_PEACE = ["Thăm vùng lòng hồ Hoà Bình", "Giá hàng hoà bình ổn định"]
OTHER_PEACE = ["Hỏa bính là gì"]
COMRADES = ["Biểu dương đồng chí Thuỷ", "Trao quà cho đồng chí Thủy"]


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("Đảng ủy", EXACT_PARTY + OTHER_PARTY),
        ("Đảng uỷ", EXACT_PARTY + OTHER_PARTY),
        (unicodedata.normalize("NFD", "đảng uỷ"), EXACT_PARTY + OTHER_PARTY),
        ("dang uy", OTHER_PARTY + EXACT_PARTY),
        ("DANG UY", OTHER_PARTY + EXACT_PARTY),
        ("hòa bình", EXACT_PEACE + OTHER_PEACE),
        ("hoà bình", EXACT_PEACE + OTHER_PEACE),
        ("hoa binh", OTHER_PEACE + EXACT_PEACE),
        ("dong chi thuy", COMRADES),
        ("đồng chí Thuỷ", COMRADES),
    ],
)
def test_every_spelling_finds_the_same_stories_the_typed_one_first(
    spelled, typed, titles
):
    assert found(typed) == titles


def test_exact_spelling_in_the_body_goes_before_other_words_in_the_title():
    story("Thue nhà giá rẻ, thuê xe", days=1)
    story("Tin cũ", days=2, body="<p>Cơ quan thuế vào cuộc.</p>")

    assert found("thuế") == ["Tin cũ", "Thue nhà giá rẻ, thuê xe"]


def test_a_mark_counts_where_it_was_typed_and_nowhere_else():
    story("Chi bộ ra quân", days=1)
    story("Chỉ bỏ ra một đồng", days=2)

    assert found("chi bộ") == ["Chi bộ ra quân", "Chỉ bỏ ra một đồng"]


# --- Ranking --------------------------------------------------------------------------


def test_the_tiers_follow_each_other_and_the_newer_goes_first_within_one():
    body = "<p>Về {}.</p>"
    order = [
        story("Kho hàng giả lớn", days=20),
        story("Kho hàng giả nhỏ", days=30),
        story("Hàng thật, kho giả", days=19),
        story("Tin một", days=18, sapo="Triệt phá kho hàng giả."),
        story("Tin hai", days=17, sapo="Hàng ở kho là giả."),
        story("Tin ba về kho", days=16, sapo="Hàng giả."),
        story("Tin bốn", days=15, body=body.format("kho hàng giả")),
        story("Tin năm", days=14, body=body.format("giả, hàng và kho")),
    ]
    order[4], order[5] = order[5], order[4]  # Of one tier: the newer goes first.
    story("Kho hàng", days=1, body=body.format("hàng thật"))

    assert found("kho hang gia") == [edition.title for edition in order]


def test_an_old_title_goes_before_any_number_of_newer_mentions(monkeypatch):
    monkeypatch.setattr(finding, "MOST_COUNTED", 3)
    monkeypatch.setattr(ranking, "CANDIDATES", 3)
    story("Xăng dầu tăng giá", days=400)
    for number in range(6):
        story(f"Tin {number}", days=number, body="<p>Xăng và dầu.</p>")

    assert found("xang dau", size=2) == ["Xăng dầu tăng giá", "Tin 0"]


def test_behind_the_candidates_every_story_still_comes_once(monkeypatch):
    monkeypatch.setattr(finding, "MOST_COUNTED", 3)
    monkeypatch.setattr(ranking, "CANDIDATES", 3)
    for number in range(8):
        words = "xăng dầu" if number % 2 else "dầu, xăng"
        story(f"Tin {number}", days=number, body=f"<p>Về {words}.</p>")

    # A phrase is looked for among the three newest alone.
    newest = ["Tin 1", "Tin 0", "Tin 2"]
    assert found("xang dau") == newest + [f"Tin {number}" for number in range(3, 8)]


@pytest.mark.parametrize("typed", ['"hàng giả ở"', 'kho "hàng giả ở"'])
@pytest.mark.parametrize("size", [20, 2])
def test_of_a_long_common_phrase_the_newest_exact_bodies_go_first(
    monkeypatch, size, typed
):
    """To find old bodies by exact spelling an engine compares the places of all."""
    monkeypatch.setattr(finding, "MOST_COUNTED", 5)
    monkeypatch.setattr(ranking, "CANDIDATES", 4)
    story("Có hàng giả ở kho", days=400)
    story("Bài cũ", days=300, body="<p>Hàng giả ở trong kho.</p>")
    for number in range(9):
        exact = number in (3, 4, 7)
        body = "<p>Hàng giả ở kho.</p>" if exact else "<p>Hãng già ở kho.</p>"
        story(f"Tin {number}", days=number, body=body)

    titles, after = [], None
    while not titles or after:
        page = results(typed, size=size, after=after)
        titles += [hit.edition.title for hit in page.hits]
        after = page.next

    newest = ["Tin 3", "Tin 4"]  # Of the six that are counted, “Tin 0” to “Tin 5”.
    others = [f"Tin {number}" for number in (0, 1, 2, 5, 6, 7, 8)]
    assert titles == ["Có hàng giả ở kho", *newest, *others, "Bài cũ"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ('"hàng giả"', "Hàng giả ở"),
        ('kho "hàng giả"', "Hàng giả ở"),
        ('"hãng giả ở"', "Hãng giả ở"),
        ('kho "hãng giả ở"', "Hãng giả ở"),
    ],
)
def test_a_short_phrase_or_one_of_rare_spelling_goes_first_however_old(
    monkeypatch, typed, words
):
    monkeypatch.setattr(finding, "MOST_COUNTED", 5)
    monkeypatch.setattr(ranking, "CANDIDATES", 4)
    story("Bài cũ", days=300, body=f"<p>{words} kho.</p>")
    for number in range(9):
        # Its words stand here, but not side by side in that spelling.
        loose = "Giả. Hàng." if number % 2 else ""
        body = f"<p>{loose} Hăng gia ở kho.</p>"
        story(f"Tin {number}", days=number, body=body)

    assert found(typed) == ["Bài cũ", *(f"Tin {number}" for number in range(9))]


def test_a_phrase_in_an_old_title_is_found_behind_any_number_of_loose_words(
    monkeypatch,
):
    """PostgreSQL asks only the newest for words side by side, but every title."""
    monkeypatch.setattr(postgresql, "PHRASED", 3)
    story("Xăng dầu tăng giá", days=400)
    for number in range(6):
        body = "<p>Dầu và xăng.</p>" if number != 2 else "<p>Về xăng dầu.</p>"
        story(f"Tin {number}", days=number, body=body)

    assert found('"xang dau"') == ["Xăng dầu tăng giá", "Tin 2"]
    assert results('"xang dau"').count == 2


@pytest.mark.parametrize("near", [0, 4, 20])
def test_however_common_a_word_may_be_the_newest_with_it_are_found(
    monkeypatch, django_assert_max_num_queries, near
):
    """PostgreSQL reads the newest, or asks its index: as its statistics say."""
    monkeypatch.setattr(postgresql, "SCANNED", dict.fromkeys(postgresql.SCANNED, near))
    monkeypatch.setattr(finding, "MOST_COUNTED", 3)
    for number in range(12):
        words = "Xăng dầu" if number % 3 else "Xăng"
        story(f"Tin {number}", days=number, body=f"<p>{words}.</p>")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE news_searchdocument")

    with django_assert_max_num_queries(20) as asked:
        page = results("xang dau ", size=3)

    assert [hit.edition.title for hit in page.hits] == ["Tin 1", "Tin 2", "Tin 4"]
    assert (page.count, page.is_capped) == (3, True)
    looked = [one["sql"] for one in asked if f"DESC LIMIT {near})" in one["sql"]]
    reads_the_newest = connection.vendor == "postgresql" and near == 20
    assert any(sql.startswith("SELECT place") for sql in looked) == reads_the_newest


def test_several_phrases_in_an_old_title_are_found_behind_any_number_of_loose_words(
    monkeypatch,
):
    """SQLite asks only the newest for several phrases, but of every column."""
    monkeypatch.setattr(sqlite, "JUDGED", 2)
    monkeypatch.setattr(postgresql, "PHRASED", 2)
    story("Hàng giả tại chợ lớn", days=400)
    story("Tin sapo", days=300, sapo="Chợ lớn có hàng giả.")
    for number in range(6):
        body = "<p>Lớn, chợ, giả, hàng.</p>"
        if number in {1, 5}:
            body = "<p>Chợ lớn có hàng giả.</p>"
        story(f"Tin {number}", days=number, body=body)

    # Tin 5 has two newer ones with its words before it.
    newest = ["Hàng giả tại chợ lớn", "Tin sapo", "Tin 1"]
    assert sorted(found('"hang gia" "cho lon"')) == sorted(newest)
    assert found('"hang gia" "cho lon" -"gia tai"') == ["Tin sapo", "Tin 1"]
    assert found('"hang gia" "cho lon" -sapo') == ["Hàng giả tại chợ lớn", "Tin 1"]
    assert found('"hang gia tai cho lon"') == ["Hàng giả tại chợ lớn"]
    assert found('"hang gia" tai-cho-lo') == ["Hàng giả tại chợ lớn"]


def test_an_unwanted_phrase_leaves_what_has_its_words_apart():
    story("Xăng dầu", days=1, body="<p>Thị trường.</p>")
    story("Tin hai", days=2, sapo="Thị trường xăng dầu.")
    story("Tin ba", days=3, body="<p>Thị trường. Về xăng dầu.</p>")
    story("Tin bốn", days=4, body="<p>Thị trường dầu, xăng.</p>")

    assert found('thi truong -"xang dau"') == ["Tin bốn"]
    assert found('"thi truong" -"xang dau"') == ["Tin bốn"]


def test_by_date_nothing_but_the_date_counts():
    story("Xăng dầu", days=3)
    story("Tin khác", days=1, body="<p>Dầu và xăng.</p>")

    assert found("xang dau", order=Order.DATE) == ["Tin khác", "Xăng dầu"]


# --- The language ---------------------------------------------------------------------


def test_a_phrase_an_unwanted_word_and_an_unfinished_one():
    story("Hàng giả ở Hưng Yên", days=1)
    story("Giả hàng hiệu", days=2)
    story("Hàng thật", days=3, body="<p>Không hưng phấn.</p>")

    assert found('"hang gia"') == ["Hàng giả ở Hưng Yên"]
    assert found("hang -gia ") == ["Hàng thật"]
    assert found('hang -"hang gia"') == ["Giả hàng hiệu", "Hàng thật"]
    assert found("hang hu") == ["Hàng giả ở Hưng Yên", "Hàng thật"]
    assert found("hang hu ") == []


def test_an_unwanted_word_counts_wherever_it_stands():
    story("Hàng một", days=1, body="<p>Có xăng.</p>")
    story("Hàng hai", days=2)

    assert found("hàng -xăng ") == ["Hàng hai"]


def test_a_word_of_several_syllables_is_a_phrase():
    story("Quyết định 12/QĐ-UBND", days=1)
    story("UBND ra 12 quyết định QĐ", days=2)

    assert found("12/qd-ubnd") == ["Quyết định 12/QĐ-UBND"]


def test_no_phrase_reaches_from_one_paragraph_tag_or_name_into_the_next():
    story(
        "Tin một",
        body="<p>Kết thúc bằng hàng</p><p>giả sử bắt đầu.</p>",
        tags=["kho hàng", "giả mạo"],
    )

    assert found('"hang gia"') == []
    assert found("hang gia") == ["Tin một"]


@pytest.mark.parametrize(
    "typed",
    ["kẻ thứ mười", "chú thích ảnh", "từ khóa lạ", "Bút Xanh", "Đội Ba Vì", "báo Mới"],
)
def test_captions_tags_names_units_and_sources_are_found(typed):
    author = AuthorFactory(name="Bút Xanh", unit=UnitFactory(name="Đội Ba Vì"))
    story(
        "Tin một",
        bylines=[(author, None)],
        tags=["từ khóa lạ"],
        lead_caption="Chú thích ảnh đầu",
        source_name="Báo Mới",
        body="<p>Kẻ thứ mười.</p>",
    )
    story("Tin hai")

    # A caption without a photo is none.
    assert found(typed) == ([] if typed == "chú thích ảnh" else ["Tin một"])


# --- Who may be found -----------------------------------------------------------------


def test_a7_words_of_a_draft_find_nothing():
    ArticleFactory(
        title="Bản thảo mật",
        sapo="Sapo bí ẩn.",
        body="<p>Nội dung chìm.</p>",
        tags=["từ khóa ngầm"],
    )

    for typed in ("bản thảo mật", "bí ẩn", "chìm", "ngầm", "thao", "th"):
        assert results(typed) == finding.NOTHING
        assert search.suggest(parse(typed), timezone.now()) == []


def test_a7_words_that_were_only_written_since_find_nothing():
    article = ArticleFactory(title="Bản đã đăng")
    publishing.publish(article, by=None)
    article.title, article.body = "Bản đã đăng", "<p>Thêm chữ bí ẩn.</p>"
    publishing.save(article, by=None)

    assert found("bí ẩn") == []
    assert found("bản đã đăng") == ["Bản đã đăng"]


def test_a_withdrawn_story_and_a_replaced_text_are_never_found():
    article = ArticleFactory(title="Tên cũ")
    publishing.publish(article, by=None)
    article.title = "Tên mới"
    publishing.save(article, by=None)
    publishing.publish(article, by=None)
    gone = ArticleFactory(title="Bài bị gỡ")
    publishing.publish(gone, by=None)
    publishing.withdraw(gone, by=None, reason="Nhầm.")

    assert found("ten") == ["Tên mới"]
    assert found("tên cũ") == []
    assert found("bài bị gỡ") == []


def test_a_scheduled_story_is_found_from_its_second_on_and_no_job_runs():
    now = timezone.now()
    article = ArticleFactory(title="Tên cũ")
    publishing.publish(article, by=None)
    article.title = "Tên mới"
    publishing.save(article, by=None)
    at = now + timedelta(hours=1)
    publishing.schedule(article, at=at, by=None)

    tick = timedelta(microseconds=1)
    assert found("ten", moment=at - tick) == ["Tên cũ"]
    assert found("ten", moment=at) == ["Tên mới"]
    assert results("ten moi", moment=at - tick).count == 0
    assert results("ten moi", moment=at).count == 1


def test_an_expired_story_is_found_no_more():
    now = timezone.now()
    edition = story("Tin có hạn")
    publishing.expire(edition.article, at=now + timedelta(hours=1), by=None)

    assert found("tin co han", moment=now + timedelta(minutes=59)) == ["Tin có hạn"]
    assert found("tin co han", moment=now + timedelta(hours=1)) == []


# --- Narrowing, counting, paging ------------------------------------------------------


def test_filters_let_through_what_they_say():
    top = CategoryFactory(name="Tin tức")
    child = CategoryFactory(name="Tin nhanh", parent=top)
    unit = UnitFactory()
    by_unit = AuthorFactory(unit=unit)
    story("Hàng một", days=3, category=top)
    story("Hàng hai", days=2, category=child, bylines=[(by_unit, None)])
    story("Hàng ba", days=1, kind=StoryKind.NOTICE)
    assert EditionByline.objects.filter(unit=unit).count() == 1
    today = timezone.localdate()

    def narrowed(**by):
        return found("hang", narrowing=Narrowing(**by))

    assert narrowed() == ["Hàng ba", "Hàng hai", "Hàng một"]
    assert narrowed(section=top) == ["Hàng hai", "Hàng một"]
    assert narrowed(section=child) == ["Hàng hai"]
    assert narrowed(unit=unit) == ["Hàng hai"]
    assert narrowed(unit=Unit(pk=987)) == []
    assert narrowed(kind=StoryKind.NOTICE) == ["Hàng ba"]
    assert narrowed(section=top, unit=unit, kind=StoryKind.NOTICE) == []
    two_days = {"since": today - 4 * DAY, "until": today - 2 * DAY}
    assert narrowed(**two_days)[-1] == "Hàng một"
    assert narrowed(since=today + 2 * DAY) == []
    assert narrowed(since=date.min, until=date.max) == narrowed()


@pytest.mark.parametrize(
    ("stories", "count", "is_capped"), [(3, 3, False), (4, 3, True)]
)
def test_the_count_ends_where_nobody_counts_any_more(
    monkeypatch, stories, count, is_capped
):
    monkeypatch.setattr(finding, "MOST_COUNTED", 3)
    monkeypatch.setattr(ranking, "CANDIDATES", 3)
    for number in range(stories):
        story(f"Hàng {number}", days=number)

    found = results("hang")

    assert (found.count, found.is_capped, len(found.hits)) == (
        count,
        is_capped,
        stories,
    )


@pytest.mark.parametrize("order", Order)
def test_page_after_page_every_story_comes_once(order):
    for number in range(3):
        story(f"Kho hàng {number}", days=10 + number)
        story(f"Hàng, kho {number}", days=20 + number)
        story(f"Tin {number}", days=number, body="<p>Kho hàng.</p>")
        story(f"Bài {number}", days=30 + number, sapo="Hàng và kho")
    whole = found("kho hang", order=order)
    assert len(whole) == 12

    pages, after = [], None
    while True:
        page = results("kho hang", order=order, after=after, size=5)
        assert page.count == 12
        pages.append([hit.edition.title for hit in page.hits])
        if (after := page.next) is None:
            break

    assert [len(page) for page in pages] == [5, 5, 2]
    assert [title for page in pages for title in page] == whole


@pytest.mark.parametrize(
    "after",
    [
        "",
        "1",
        "-1.1",
        "0.1; DROP TABLE news_edition",
        "0." + "9" * 7000,
        "0." + "9" * 19,
        "999999999999.1",
        "٣.٣",
        "0.\x00",
        "0.1.1",
    ],
)
def test_a36_a_forged_cursor_is_the_first_page(after):
    story("Hàng một")

    assert found("hang", after=after) == ["Hàng một"]


@pytest.mark.parametrize("after", ["99.5", "11.-999999999999999999", "0.-1", "0.0"])
def test_a36_a_cursor_that_nobody_gave_out_is_an_empty_page(after):
    story("Hàng một")

    assert found("hang", after=after) == []


@pytest.mark.parametrize("stories", [1, 3])
def test_a_page_of_results_asks_as_often_for_one_story_as_for_three(
    django_assert_num_queries, stories
):
    for number in range(stories):
        story(f"Hàng {number}")
    query, now = parse("hàng "), timezone.now()

    # The count (PostgreSQL looks at the newest first), three tiers of either spelling,
    # the editions, their texts.
    with django_assert_num_queries({"sqlite": 9, "postgresql": 10}[connection.vendor]):
        page = search.search(query, now)
        assert [hit.edition.category.name for hit in page.hits]

    assert len(page.hits) == stories


def test_hits_are_highlighted_in_the_spelling_of_the_story():
    story("Họp Đảng uỷ <b>", body="<p>Dài dòng.</p><p>Đảng ủy &amp; chi bộ.</p>")

    hit = results("dang uy").hits[0]

    assert hit.title == "Họp <mark>Đảng uỷ</mark> &lt;b&gt;"
    assert hit.passage == "<mark>Đảng ủy</mark> &amp; chi bộ."


# --- Anything may be typed ------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        "NEAR(",
        "title:hàng",
        "hàng*",
        "a AND NOT (b OR",
        "'; DROP TABLE news_edition; --",
        "\\",
        "!&|():*<->",
        '"',
        "'" * 99,
        "-" * 5000,
        "\x00hàng\x00",
        "😀 🇻🇳",
        "\u202eabc \u0647\u0644",
        "hàng " * 20_000,
        "+hang =s1 \ue000",
        "x" * 100_000,
        "\ud800",
        '"a b c d e f g" -"h i" j/k/l m-n',
        "% _ \\%",
    ],
)
def test_a35_whatever_is_typed_is_words_and_never_syntax(typed):
    story("Hàng một")

    page = results(typed)

    assert {hit.edition.title for hit in page.hits} <= {"Hàng một"}
    assert search.suggest(parse(typed), timezone.now()) is not None


def test_a23_what_narrows_a_search_cannot_be_typed():
    edition = story("Hàng một", body="<p>Một.</p><p>Hai.</p>")
    [document] = documents.of_editions([edition])
    facets = document.facets
    typed = [*facets, *(f"={facet}" for facet in facets), "facets", "title", "\ue000"]

    assert len(facets) > 2
    assert {one: count for one in typed if (count := results(one).count)} == {}
    assert found("Hàng") == ["Hàng một"]
