"""The search page: what is found, how it is narrowed and ordered, what helps."""

import re
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from news import search
from news.enums import StoryKind
from news.search import finding, ranking
from news.site import caching
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    CategoryFactory,
    EditionFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db
PAGE = "/tim-kiem/"


def asked(client, q="", **filters):
    return client.get(PAGE, {"q": q, **filters})


def found(response):
    """The titles of the hits, in order."""
    answer = response.context["answer"]
    return [hit.edition.title for hit in answer.results.hits] if answer else None


def main_part(response):
    """Without the header, and the lists beside, which hold every story."""
    text = response.text
    return text[text.index("<main") : text.index("</main>")]


def link(response, text):
    """Where the link of that text leads."""
    pattern = rf'<a [^>]*href="([^"]+)"[^>]*>\s*{re.escape(text)}'
    return re.search(pattern, main_part(response))[1].replace("&amp;", "&")


# --- What is found --------------------------------------------------------------------


@pytest.mark.parametrize("story_count", [1, 3])
def test_a_search_costs_the_same_with_one_or_three_hits(
    client, django_assert_num_queries, story_count
):
    for number in range(story_count):
        unit = UnitFactory()
        EditionFactory(
            title=f"Hàng giả số {number}",
            category=CategoryFactory(),
            bylines=[(AuthorFactory(unit=unit), None)],
            tags=[f"hàng giả {number}"],
        )
    asked(client, "xyz")  # What all pages share is made.

    # Generation, synonyms'; endings of the last word, or how common the words are
    # (PostgreSQL); count, six tiers; editions, texts.
    with django_assert_num_queries(12):
        response = asked(client, "hang gia")

    assert len(found(response)) == story_count


@pytest.mark.parametrize("typed", ["hàng giả", "hang gia", "HANG GIA", "“hàng giả”"])
def test_a_hit_shows_its_words_in_the_spelling_of_the_story(client, typed):
    EditionFactory(
        title="Hàng giả & hàng nhái <ở chợ>",
        sapo="Đội kiểm tra 20 thùng HÀNG GIẢ.",
        category=CategoryFactory(name="Vụ việc"),
    )

    text = main_part(asked(client, typed))

    assert "<mark>Hàng giả</mark> &amp; " in text
    assert "&lt;ở chợ&gt;" in text
    assert "20 thùng <mark>HÀNG GIẢ</mark>." in text
    assert '<span class="search-hit__section">Vụ việc</span>' in text


def test_the_count_is_said_and_a_huge_one_is_capped(client, monkeypatch):
    EditionFactory.create_batch(3, title="Kiểm tra kho")

    exact = main_part(asked(client, "kho"))
    monkeypatch.setattr(finding, "MOST_COUNTED", 2)
    monkeypatch.setattr(ranking, "CANDIDATES", 2)
    capped = main_part(asked(client, "kho"))

    assert "Tìm thấy 3 bài viết" in exact
    assert "Tìm thấy hơn 2 bài viết" in capped


def test_more_pages_hold_every_hit_once_in_both_orders(client, monkeypatch):
    monkeypatch.setitem(search.search.__kwdefaults__, "size", 2)
    titles = [f"Kiểm tra kho {n}" for n in range(5)]
    for title in titles:
        EditionFactory(title=title)

    for order in ("", "moi-nhat"):
        response = asked(client, "kho", xep=order)
        shown = found(response)
        while "Xem thêm" in response.text:
            response = client.get(link(response, "Xem thêm"))
            shown += found(response)
        assert shown == titles[::-1]


def test_behind_the_last_hit_a_page_leads_back(client):
    EditionFactory(title="Kiểm tra kho")

    response = asked(client, "kho", sau="99.1")

    assert "Đã hết kết quả" in response.text
    assert link(response, "Về đầu danh sách") == "/tim-kiem/?q=kho"


def test_the_order_is_by_relevance_or_by_date(client):
    old = datetime(2025, 1, 1, tzinfo=UTC)
    EditionFactory(title="Hàng giả ở chợ", published_at=old)
    EditionFactory(title="Tin khác", body="<p>Có hàng giả.</p>")

    first = asked(client, "hàng giả")
    by_date = client.get(link(first, "Mới nhất"))

    assert found(first) == ["Hàng giả ở chợ", "Tin khác"]
    assert found(by_date) == ["Tin khác", "Hàng giả ở chợ"]
    assert found(client.get(link(by_date, "Phù hợp nhất"))) == found(first)
    assert '<input type="hidden" name="xep" value="moi-nhat">' in by_date.text


# --- Filters --------------------------------------------------------------------------


@pytest.fixture
def archive():
    """A story for each filter; all hold the word “kho”."""
    top = CategoryFactory(name="Kiểm tra")
    child = CategoryFactory(name="Đột xuất", parent=top)
    unit = UnitFactory(name="Đội QLTT số 2")
    signed = [(AuthorFactory(unit=unit), None)]
    days = [datetime(2026, 1, day, 3, tzinfo=UTC) for day in (1, 2, 3, 4)]
    EditionFactory(title="Kho một", category=top, published_at=days[0])
    EditionFactory(title="Kho hai", category=child, published_at=days[1])
    EditionFactory(title="Kho ba", bylines=signed, published_at=days[2])
    EditionFactory(title="Kho bốn", kind=StoryKind.NOTICE, published_at=days[3])
    UnitFactory(name="Đội chưa có bài")
    ArticleFactory(bylines=[(AuthorFactory(unit=UnitFactory(name="Đội nháp")), None)])


@pytest.mark.parametrize(
    ("filters", "titles"),
    [
        ({}, ["Kho bốn", "Kho ba", "Kho hai", "Kho một"]),
        ({"muc": "kiem-tra"}, ["Kho hai", "Kho một"]),
        ({"muc": "kiem-tra/dot-xuat"}, ["Kho hai"]),
        ({"don_vi": "doi-qltt-so-2"}, ["Kho ba"]),
        ({"loai": "thong-bao"}, ["Kho bốn"]),
        ({"tu": "02/01/2026", "den": "3/1/2026"}, ["Kho ba", "Kho hai"]),
        ({"tu": "03012026"}, ["Kho bốn", "Kho ba"]),
        ({"den": "2026-01-01"}, ["Kho một"]),
        ({"muc": "kiem-tra", "tu": "2-1-2026"}, ["Kho hai"]),
    ],
)
def test_filters_narrow_what_is_found(client, archive, filters, titles):
    assert found(asked(client, "kho", **filters)) == titles


def test_each_filter_can_be_taken_away_alone(client, archive):
    filters = {"muc": "kiem-tra", "tu": "02/01/2026", "xep": "moi-nhat"}
    response = asked(client, "kho", **filters)

    without_section = link(response, "Kiểm tra")
    without_day = link(response, "Từ ngày 02/01/2026")
    without_both = link(response, "Bỏ hết")

    def query(url):
        return parse_qs(urlsplit(url).query)

    rest = {"q": ["kho"], "xep": ["moi-nhat"]}
    assert query(without_section) == {**rest, "tu": ["02/01/2026"]}
    assert query(without_day) == {**rest, "muc": ["kiem-tra"]}
    assert query(without_both) == rest


def test_only_units_that_readers_know_are_offered_and_accepted(client, archive):
    response = asked(client, "kho")
    unknown = asked(client, "kho", don_vi="doi-nhap")
    nowhere = asked(client, "kho", don_vi="khong-co")

    select = r'(?s)<select name="don_vi".*?</select>'
    offered = re.search(select, response.text)[0]
    assert re.findall(r">([^<>\n]+)</option>", offered) == [
        "Mọi đơn vị",
        "Đội QLTT số 2",
    ]
    assert unknown.status_code == nowhere.status_code == 400
    assert main_part(unknown) == main_part(nowhere).replace("khong-co", "doi-nhap")


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("tu", "31/02/2026", "Ngày phải có dạng 23/11/2026."),
        ("den", "hôm qua", "Ngày phải có dạng 23/11/2026."),
        ("den", "01/01/0001", "Ngày phải có dạng 23/11/2026."),
        ("tu", "٠١/٠١/٢٠٢٦<b>", "Ngày phải có dạng 23/11/2026."),
        ("den", "01/01/2020", "Ngày này phải bằng hoặc sau “Từ ngày”."),
    ],
)
def test_a_bad_day_gets_a_message_at_its_field_and_stays(
    client, archive, field, typed, message
):
    other = "den" if field == "tu" else "tu"
    response = asked(client, "kho", muc="kiem-tra", **{field: typed, other: "2/1/2026"})

    text = main_part(response)
    escaped = typed.replace("<", "&lt;").replace(">", "&gt;")
    tag = re.search(rf'<input[^>]*name="{field}"[^>]*>', text)[0]
    kept = re.search(rf'<input[^>]*name="{other}"[^>]*>', text)[0]
    assert response.status_code == 400
    assert f'value="{escaped}"' in tag
    assert f'aria-describedby="loc-{field}_error"' in tag
    assert "autofocus" in tag
    assert 'value="2/1/2026"' in kept
    assert "aria-invalid" not in kept
    assert f'id="loc-{field}_error" role="alert">{message}</p>' in text
    assert '<option value="kiem-tra" selected>' in text
    assert 'name="q" value="kho"' in text
    assert "<details" in text
    assert "open>" in text
    assert found(response) is None


@pytest.mark.parametrize("field", ["muc", "don_vi", "loai"])
@pytest.mark.parametrize(
    "value", ["khong-co", "title", "-pk", "category__slug", "\x00"]
)
def test_a23_only_what_is_offered_narrows_or_orders(client, archive, field, value):
    response = asked(client, "kho", **{field: value})

    assert response.status_code == 400
    assert found(response) is None
    assert response.text.count("Mời chọn lại.") == 1


@pytest.mark.parametrize(
    "junk",
    [
        {"xep": "-title"},
        {"xep": "published_at; DROP TABLE news_edition"},
        {"xep": "\x00"},
        {"order_by": "pk", "sort": "title", "o": "-1"},
        {"title__contains": "x", "edition__data": "x", "narrowing": "x", "size": "9"},
    ],
)
def test_a23_an_unknown_order_or_parameter_is_no_order(client, archive, junk):
    plain = asked(client, "kho")

    odd = asked(client, "kho", **junk)

    assert odd.status_code == 200
    assert odd.text == plain.text


# --- What helps -----------------------------------------------------------------------


def test_the_empty_page_says_how_to_search_and_where_to_look(client):
    CategoryFactory(name="Vụ việc")

    response = client.get(PAGE)

    text = main_part(response)
    assert "Cách tìm" in text
    assert '<a class="search-help__section" href="/vu-viec/">Vụ việc</a>' in text
    assert " autofocus" in text
    assert found(response) is None


def test_filters_that_leave_nothing_say_what_there_is_without_them(client, archive):
    response = asked(client, "kho hai ", loai="anh")

    assert "Không tìm thấy bài nào khớp với bộ lọc" in response.text
    assert "Bỏ bộ lọc thì có 1 bài" in response.text
    assert link(response, "bỏ bộ lọc") == "/tim-kiem/?q=kho+hai+"


@pytest.mark.parametrize("typed", ["-kho", "!!!", '""', "- -", "🙂"])
def test_nothing_to_look_for_is_said(client, archive, typed):
    response = asked(client, typed)

    assert response.status_code == 200
    assert "Chưa có từ nào để tìm" in response.text
    assert found(response) == []


def test_nothing_found_says_what_to_try(client, archive):
    text = main_part(asked(client, "zzyzx"))

    assert "Không tìm thấy bài nào</h2>" in text
    assert "xem lại chính tả" in text
    assert "Cách tìm" in text


def test_a_space_behind_the_last_word_ends_it(client):
    EditionFactory(title="Kho hàng")
    EditionFactory(title="Khoan giếng")

    assert found(asked(client, "kho")) == ["Khoan giếng", "Kho hàng"]
    assert found(asked(client, "kho ")) == ["Kho hàng"]
    assert link(asked(client, "kho "), "Mới nhất") == "/tim-kiem/?q=kho+&xep=moi-nhat"


# --- The page among the others --------------------------------------------------------


def test_every_page_has_a_box_and_the_search_page_has_one(client):
    edition = EditionFactory()
    caching.forget()

    boxes = {
        path: client.get(path).text.count('<input class="search-box__field"')
        for path in ("/", edition.get_absolute_url(), "/khong-co/", PAGE, "/ngay/x/")
    }

    assert set(boxes.values()) == {1}


def test_robots_leave_the_search_alone(client):
    EditionFactory(title="Kiểm tra kho")

    assert "Disallow: /tim-kiem/\n" in client.get("/robots.txt").text
    for response in (client.get(PAGE), asked(client, "kho")):
        assert '<meta name="robots" content="noindex, follow">' in response.text
    suggestions = client.get(reverse("news:suggestions"), {"q": "kho"})
    assert suggestions["X-Robots-Tag"] == "noindex"
    assert PAGE not in client.get("/sitemap-muc.xml").text


# --- An index that is not there yet ---------------------------------------------------

FILLING = "Chỉ mục tìm kiếm đang được lập"


def test_an_index_that_is_not_complete_is_said_when_nothing_is_found(client):
    edition = EditionFactory(title="Hàng giả")
    assert FILLING not in asked(client, "chu la").text
    search.forget([edition.pk])

    page = asked(client, "hang gia")

    assert FILLING in page.text
    assert found(page) == []
