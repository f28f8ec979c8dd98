"""Highlights: the words of the story as it spells them, and never its markup."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.search import marking
from news.search.query import parse

STORY = (
    "Sáng 02/12, Đảng uỷ Chi cục Quản lý thị trường đang họp. "
    "Đồng chí Thủy báo cáo kết quả; hoà giải <b>xong</b>."
)
FILLING = "Đoạn này kể chuyện khác, dài dòng và không liên quan gì. " * 12


def marks(text, typed):
    return re.findall("<mark>(.*?)</mark>", marking.mark(text, parse(typed)))


def plain(html):
    """What a reader sees of it."""
    text = re.sub("</?mark>", "", html)
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"')):
        text = text.replace(entity, sign)
    return text.replace("&#x27;", "'").replace("&amp;", "&")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("đảng ủy", ["Đảng uỷ"]),
        ("Đảng uỷ", ["Đảng uỷ"]),
        ("dang uy", ["Đảng uỷ", "đang"]),
        ("dong chi thuy", ["Chi", "Đồng chí Thủy"]),
        ('"dong chi"', ["Đồng chí"]),
        ("quản lí", ["Quản lý"]),
        ("tru", ["trường"]),
        ("trư", ["trường"]),
        ("02/12", ["02/12"]),
        ("thu", ["Thủy"]),
        ("hòa -thủy", ["hoà"]),
        ("thúy", ["Thủy"]),
        ("vắng", []),
        ("", []),
    ],
)
def test_what_was_found_is_marked_as_the_story_spells_it(typed, found):
    assert marks(STORY, typed) == found


def test_decomposed_text_keeps_its_letters():
    text = unicodedata.normalize("NFD", "Đảng uỷ họp")

    marked = marking.mark(text, parse("đảng ủy"))

    assert marked == unicodedata.normalize("NFD", "<mark>Đảng uỷ</mark> họp")


def test_synonyms_are_marked_too():
    query = parse("qltt")
    (term,) = query.wanted
    (meant,) = parse('"quản lý thị trường"').wanted
    with_synonym = query.__class__(
        "qltt", (term.__class__(term.syllables, term.exact, alternatives=(meant,)),)
    )

    marked = marking.mark("Đội QLTT của Chi cục Quản lý thị trường", with_synonym)

    assert marked == (
        "Đội <mark>QLTT</mark> của Chi cục <mark>Quản lý thị trường</mark>"
    )


@given(
    st.lists(st.sampled_from([*'<>&"', "<b>", "</mark>", "hàng", "giả", " "])).map(
        "".join
    )
)
def test_a24_a_story_cannot_bring_its_own_markup(text):
    query = parse("hàng b mark")

    for html in (marking.mark(text, query), marking.passage(text, query)):
        assert re.sub("</?mark>", "", html).count("<") == 0
        assert html.count("<mark>") == html.count("</mark>")
    assert plain(marking.mark(text, query)) == text


def test_a_passage_shows_the_place_that_answers_best():
    text = f"Hàng về. {FILLING}Lập biên bản hàng giả nhãn hiệu. {FILLING}Giả vờ."

    passage = marking.passage(text, parse("hàng giả"))

    assert passage.startswith("…Lập biên bản <mark>hàng giả</mark> nhãn hiệu. Đoạn")
    assert passage.endswith("…")
    assert 180 <= len(plain(passage)) <= marking.PASSAGE + 2


def test_a_passage_prefers_the_spelling_that_was_typed():
    text = f"Người bán hãng. {FILLING}Khám hàng hóa. {FILLING}"

    without_marks = marking.passage(text, parse("hang"))
    with_marks = marking.passage(text, parse("hàng"))

    assert without_marks.startswith("Người bán <mark>hãng</mark>. Đoạn")
    assert with_marks.startswith("…Khám <mark>hàng</mark> hóa. Đoạn")


def test_a_passage_without_a_hit_is_the_beginning():
    passage = marking.passage(FILLING, parse("vắng"), length=40)

    assert passage == "Đoạn này kể chuyện khác, dài dòng và…"


@pytest.mark.parametrize("text", ["", "Ngắn.", "Hàng\n\ngiả \t ở kho"])
def test_a_short_text_is_its_own_passage(text):
    assert plain(marking.passage(text, parse("hàng"))) == " ".join(text.split())


@given(
    st.lists(st.sampled_from(["hàng", "giả", "kho", "a.", "“b", "c, "]), max_size=200),
    st.sampled_from(["hàng giả", "kho", "a b c", '"giả kho" hàng', "x"]),
    st.integers(10, 300),
)
def test_a_passage_is_a_piece_of_the_text_cut_at_words(words, typed, length):
    text = " ".join(" ".join(words).split())

    passage = plain(marking.passage(text, parse(typed), length))

    piece = passage.strip("…")
    assert re.search(rf"(?<!\w){re.escape(piece)}(?!\w)", text)
    assert len(passage) <= max(length, 20) + 2


@given(st.text(max_size=200), st.text(max_size=30))
def test_a35_any_text_can_be_searched_for_anything(text, typed):
    query = parse(typed)

    assert plain(marking.mark(text, query)) == text
    marking.passage(text, query)


@pytest.mark.parametrize(
    "hostile",
    [
        "a " * 50_000,
        "a" * 100_000,
        "a\u0301" * 50_000,
        ". " * 50_000,
        "\u200b" * 100_000,
    ],
    ids=range(5),
)
def test_a35_a_hundred_kilobytes_are_marked_like_others(hostile):
    query = parse(hostile)

    marked = marking.mark(hostile, query)

    assert plain(marked) == hostile
    assert len(plain(marking.passage(hostile, query, 100))) <= 102
