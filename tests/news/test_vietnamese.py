"""Vietnamese text: composed or decomposed, with marks or without, it is one text."""

import unicodedata
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from news import vietnamese

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyAĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXY"
TONED = "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
syllables = st.text(st.sampled_from(LETTERS + TONED), min_size=1, max_size=7)
headlines = st.lists(syllables, min_size=1, max_size=20).map(" ".join)

TONES = {
    "a": "àảãáạ",
    "e": "èẻẽéẹ",
    "o": "òỏõóọ",
    "u": "ùủũúụ",
    "y": "ỳỷỹýỵ",
}
BOTH_PLACEMENTS = [
    (onset + old + second, onset + first + new)
    for onset in ["", "h", "kh", "th", "t", "l", "ng"]
    for first, second in ["oa", "oe", "uy"]
    for old, new in zip(TONES[first], TONES[second], strict=True)
]


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Đa\u0300 La\u0323t", "Đà Lạt"),
        ("Hưng\u200b Yên\ufeff", "Hưng Yên"),
        ("\u202eĐảng\u202c bộ\x00", "Đảng bộ"),
        ("Ðảng và Ɖoàn, ðảng và ɖoàn", "Đảng và Đoàn, đảng và đoàn"),
        ("một\r\nhai\u2028ba\x0bbốn", "một\nhai\nba\nbốn"),
        ("½ ① ㎏", "½ ① ㎏"),
        ("10\u00a0000 đồng", "10\u00a0000 đồng"),
        ("lẻ \ud800 loi", "lẻ  loi"),
    ],
)
def test_nfc_gives_one_form(raw, clean):
    assert vietnamese.nfc(raw) == clean


@given(st.text(max_size=60))
def test_nfc_and_clean_line_change_nothing_the_second_time(text):
    once = vietnamese.nfc(text)
    line = vietnamese.clean_line(text)

    assert vietnamese.nfc(once) == once
    assert vietnamese.clean_line(line) == line
    assert line == line.strip()
    assert not any(char in line for char in "\n\t\r\xa0")
    assert line.encode().decode() == line  # No lone surrogate.


def test_clean_line_turns_every_kind_of_space_into_one():
    assert vietnamese.clean_line(" Chi\u00a0cục \t QLTT\n số 2 ") == "Chi cục QLTT số 2"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đảng bộ", "dang bo"),
        ("QUẢN LÝ THỊ TRƯỜNG", "quan ly thi truong"),
        ("Hoà Bình", "hoa binh"),
        ("Uỷ ban", "uy ban"),
        ("Ðội  số\u00a02", "doi so 2"),
        ("", ""),
    ],
)
def test_fold_drops_case_and_marks(text, folded):
    assert vietnamese.fold(text) == folded
    assert vietnamese.fold(unicodedata.normalize("NFD", text)) == folded


@given(st.text(max_size=60))
@example("İstanbul ſ ß ᾳ \u0345")
def test_fold_is_idempotent_for_any_text(text):
    once = vietnamese.fold(text)

    assert vietnamese.fold(once) == once


@given(headlines)
def test_composed_and_decomposed_text_have_the_same_keys(text):
    decomposed = unicodedata.normalize("NFD", text)

    for key in [
        vietnamese.nfc,
        vietnamese.clean_line,
        vietnamese.fold,
        vietnamese.exact_key,
        vietnamese.words,
        vietnamese.slug,
        vietnamese.sort_key,
        vietnamese.person_sort_key,
    ]:
        assert key(decomposed) == key(text)


@pytest.mark.parametrize(("old", "new"), BOTH_PLACEMENTS)
def test_exact_key_is_the_same_for_both_places_of_the_tone(old, new):
    assert old != new
    assert vietnamese.exact_key(old) == vietnamese.exact_key(new)
    assert vietnamese.exact_key(f"{old.upper()} bình") == vietnamese.exact_key(
        f"{new}  Bình"
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("thuế", "thuê"),
        ("quý", "quy"),
        ("quý", "quỳ"),
        ("đa", "da"),
        ("hòa", "hoa"),
        ("hòa", "hóa"),
        ("mơ", "mờ"),
        ("an ninh", "anninh"),
        ("năm", "nắm"),
        ("1,5", "1.5"),
    ],
)
def test_exact_key_keeps_different_words_apart(one, other):
    assert vietnamese.exact_key(one) != vietnamese.exact_key(other)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Quý IV/2026", "quý iv/2026"),
        ("qúy", "quý"),
        ("họp  Chi bộ", "họp chi bộ"),
        ("Ủy ban", "uỷ ban"),
        ("résumé", "résumé"),
    ],
)
def test_exact_key_stays_readable(text, key):
    assert vietnamese.exact_key(text) == key


@given(headlines)
def test_exact_key_is_idempotent_and_never_longer_than_the_text(text):
    key = vietnamese.exact_key(text)

    assert vietnamese.exact_key(key) == key
    assert len(key) <= len(text)
    assert vietnamese.fold(key) == vietnamese.fold(text)


@given(st.text(max_size=60))
def test_exact_key_is_idempotent_for_any_text(text):
    key = vietnamese.exact_key(text)

    assert vietnamese.exact_key(key) == key


def test_words_are_folded_and_free_of_punctuation():
    assert vietnamese.words('“Đội QLTT_số 2”, NEAR( 12/QĐ-UBND* "') == [
        *["doi", "qltt", "so", "2", "near", "12", "qd", "ubnd"]
    ]
    assert vietnamese.words(" – … ") == []


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Đại hội Đảng bộ", "dai-hoi-dang-bo"),
        ("12/QĐ-UBND", "12-qd-ubnd"),
        ("Đà Lạt: Đội QLTT số 1", "da-lat-doi-qltt-so-1"),
        ("Hưng Yên – Thái Bình, 1.609 sản phẩm", "hung-yen-thai-binh-1-609-san-pham"),
        ("Kho 50 m²", "kho-50-m2"),
        ("🎉🎉", "bai-viet"),
        ("???", "bai-viet"),
        ("", "bai-viet"),
    ],
)
def test_slug_of_a_headline(text, slug):
    assert vietnamese.slug(text) == slug


def test_slug_is_cut_at_a_word():
    assert vietnamese.slug("Quản lý thị trường", limit=11) == "quan-ly-thi"
    assert vietnamese.slug("Quản lý thị trường", limit=10) == "quan-ly"
    assert vietnamese.slug("Nghiêng", limit=4) == "nghi"
    assert vietnamese.slug("!", fallback="muc") == "muc"


@given(st.one_of(headlines, st.text()), st.integers(1, 120))
def test_slug_is_short_ascii_and_never_empty(text, limit):
    slug = vietnamese.slug(text, limit=limit)

    assert 1 <= len(slug) <= limit
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not slug.startswith("-")
    assert not slug.endswith("-")
    assert "--" not in slug
    whole = vietnamese.slug(text, limit=10_000)
    assert slug == whole or len(whole) > limit


def test_sort_key_gives_the_order_of_the_alphabet():
    ordered = ["An", "Ánh", "Bùi", "Dương", "Đào", "Đỗ", "Em", "Êm", "Lê", "Ngô", "Ơn"]
    shuffled = ordered[::-1]

    assert sorted(shuffled, key=vietnamese.sort_key) == ordered


@pytest.mark.parametrize(
    "ordered",
    [
        ["ma", "mà", "mả", "mã", "má", "mạ", "mă", "mâ"],
        ["a", "A", "à", "ă", "â", "b", "c", "d", "đ", "e", "ê"],
        ["o", "ô", "ơ", "p", "u", "ư", "v", "x", "y"],
        ["Đội 2", "Đội QLTT", "đợi", "Я"],
        ["an", "an ninh", "ang", "anh"],
        ["– gạch", "1", "a"],
    ],
)
def test_sort_key_puts_letters_before_tones_before_capitals(ordered):
    keys = [vietnamese.sort_key(text) for text in ordered]

    assert all(first < second for first, second in pairwise(keys))


@given(st.text(max_size=40))
def test_sort_key_is_plain_ascii(text):
    assert vietnamese.sort_key(text).isascii()
    assert "\x00" not in vietnamese.sort_key(text)


def test_people_are_sorted_by_given_name_then_family_then_middle():
    ordered = [
        "An",
        "Lê Văn An",
        "NGUYỄN THỊ AN",
        "Nguyễn Văn An",
        "Trần An",
        "Bùi Thị Ánh",
        "Lê Bình",
        "Hoàng Văn Đào",
    ]
    shuffled = ordered[::-1]

    assert sorted(shuffled, key=vietnamese.person_sort_key) == ordered
    assert isinstance(vietnamese.person_sort_key(""), str)


def test_shorten_cuts_at_a_space():
    text = "Đội Quản lý thị trường số 2, thu giữ 600 đôi giày"

    assert vietnamese.shorten(text, 100) == text
    assert vietnamese.shorten(text, 30) == "Đội Quản lý thị trường số 2…"
    assert vietnamese.shorten(text, 22) == "Đội Quản lý thị…"
    assert vietnamese.shorten("Nghiêng", 5) == "Nghi…"


@given(st.one_of(headlines, st.text()), st.integers(2, 80))
def test_shorten_keeps_the_limit(text, limit):
    assert len(vietnamese.shorten(text, limit)) <= limit


@pytest.mark.parametrize("zone", [None, UTC])
def test_moments_as_the_site_writes_them(zone):
    moment = datetime(2026, 11, 23, 13, 8, 59, tzinfo=zone)

    assert vietnamese.long_moment(moment) == "Thứ hai, 23/11/2026 13:08"
    assert vietnamese.short_moment(moment) == "13:08 · 23/11/2026"
    assert vietnamese.long_date(moment.date()) == "Thứ hai, 23/11/2026"


def test_every_weekday_has_its_name():
    days = [
        vietnamese.long_date(date(2026, 2, day)).split(",")[0] for day in range(2, 9)
    ]

    assert days == [
        *["Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật"]
    ]
    assert vietnamese.long_date(date(2026, 2, 5)) == "Thứ năm, 05/02/2026"
