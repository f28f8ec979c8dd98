"""Vietnamese text: composed or decomposed, with marks or without, it is one text."""

import unicodedata
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from django.db import connection
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
# Every beginning of a Vietnamese syllable, and what may stand behind oa, oe, uy.
ONSETS = (
    *("", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n"),
    *("ng", "ngh", "nh", "p", "ph", "q", "r", "s", "t", "th", "tr", "v", "x"),
)
ENDINGS = ("", "c", "ch", "i", "m", "n", "ng", "nh", "p", "t", "y")
BOTH_PLACEMENTS = [
    (f"{onset}{old}{second}{ending}", f"{onset}{first}{new}{ending}")
    for onset in ONSETS
    for first, second in ["oa", "oe", "uy"]
    for old, new in zip(TONES[first], TONES[second], strict=True)
    for ending in ENDINGS
]
KEYS = [
    vietnamese.fold,
    vietnamese.exact_key,
    vietnamese.title_key,
    vietnamese.words,
    vietnamese.search_keys,
    vietnamese.slug,
]
# What a stranger may send: each was quadratic somewhere, or may become so.
HOSTILE = {
    "tones that want sorting": "a" + "\u0301\u0323" * 50_000,
    "vowels of Tibetan": "\u0f71\u0f72" * 50_000,
    "hats before a tone": "a" + "\u0302" * 50_000 + "a\u0300",
    "one word of vowels": "à" + "a" * 100_000,
    "one word of consonants": "b" * 50_000 + "à" + "b" * 50_000,
    "letters that nobody sees": "a\u200b" * 50_000,
    "hyphens": "-" * 100_000,
    "quotes": '"' * 100_000,
    "NUL": "\x00" * 100_000,
    "spaces": " " * 100_000,
    "emoji": "👨‍👩‍👧" * 20_000,
    "right to left": "\u202eשלום " * 20_000,
}


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


@pytest.mark.parametrize(
    ("many", "few"),
    [
        ("a" + "\u0323" * 40 + "b", "ạ" + "\u0323" * 29 + "b"),
        ("“" * 40, "“" * 40),
        ("\u0958" + "\u0301" * 40, "\u0915\u093c" + "\u0301" * 29),
    ],
)
def test_nfc_leaves_no_more_marks_on_a_letter_than_any_language_has(many, few):
    assert vietnamese.nfc(many) == few
    assert vietnamese.nfc(few) == few


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_text(text):
    """Fast, too: benchmarks/README.md. Here: nothing raises, and keys stay keys."""
    exact = vietnamese.exact_key(text)
    folded, exact_words = vietnamese.search_keys(text)

    assert vietnamese.exact_key(exact) == exact
    assert len(folded) == len(exact_words) == len(vietnamese.places(text))
    assert 1 <= len(vietnamese.slug(text)) <= 100
    assert vietnamese.sort_key(text).isascii()


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
        *KEYS,
        vietnamese.nfc,
        vietnamese.clean_line,
        vietnamese.sort_key,
        vietnamese.person_sort_key,
    ]:
        assert key(decomposed) == key(text)


def test_both_places_of_the_tone_give_the_same_keys():
    """Every syllable with oa, oe, uy, in every tone, however it is written."""
    for old, new in BOTH_PLACEMENTS:
        assert old != new
        for key in KEYS:
            assert key(old) == key(new), (key, old)
            assert key(old.upper()) == key(new), (key, old)
            assert key(unicodedata.normalize("NFD", old)) == key(new), (key, old)


@given(st.lists(st.sampled_from(BOTH_PLACEMENTS), min_size=1, max_size=6))
def test_both_places_of_the_tone_give_the_same_keys_in_a_text(pairs):
    old, new = (" ".join(words) for words in zip(*pairs, strict=True))

    for key in KEYS:
        assert key(old) == key(new.title())


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
    ("text", "folded", "exact"),
    [
        ("Đảng ủy", ["dang", "uy"], ["đảng", "uỷ"]),
        ("12/QĐ-UBND", ["12", "qd", "ubnd"], ["12", "qđ", "ubnd"]),
        ("Đội QLTT_số 2”", ["doi", "qltt", "so", "2"], ["đôị", "qltt", "số", "2"]),
        ("Hưng\u200b Yê\u00adn", ["hung", "yen"], ["hưng", "yên"]),
        ("Thu\u0309y \u0301 x", ["thuy", "x"], ["thuỷ", "x"]),
        ("\u3164 \u115f", [], []),
        (" – … ", [], []),
    ],
)
def test_search_keys_are_folded_and_exact_word_by_word(text, folded, exact):
    assert vietnamese.search_keys(text) == (folded, exact)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("quản lý", "quản lí"),
        ("kỹ sư", "kĩ sư"),
        ("nước Mỹ", "nước Mĩ"),
        ("công ty", "công ti"),
        ("tỷ lệ", "tỉ lệ"),
        ("quý IV", "quí IV"),
    ],
)
def test_i_and_y_are_one_letter_to_search_and_two_to_exact_spelling(one, other):
    assert vietnamese.search_keys(one).folded == vietnamese.search_keys(other).folded
    assert vietnamese.search_keys(one).exact != vietnamese.search_keys(other).exact


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("thúy", "thúi"),
        ("may", "mai"),
        ("y tế", "i tế"),
        ("thị", "thy"),
        ("lyn", "lin"),
    ],
)
def test_i_and_y_stay_apart_where_they_are_different_sounds(one, other):
    assert vietnamese.search_keys(one).folded != vietnamese.search_keys(other).folded


@given(st.one_of(headlines, st.text(max_size=80)))
def test_places_tell_where_the_words_of_any_text_stand(text):
    keys, places = vietnamese.search_keys(text), vietnamese.places(text)

    for folded, exact, (start, end) in zip(*keys, places, strict=True):
        assert vietnamese.search_keys(text[start:end]) == ([folded], [exact])
        assert 1 <= len(folded) <= vietnamese.LONGEST_KEY
        assert folded.isalnum()
        assert exact.isalnum()


@given(st.one_of(headlines, st.text(max_size=60)))
def test_search_keys_of_folded_keys_are_the_same(text):
    folded = vietnamese.search_keys(text).folded

    assert vietnamese.search_keys(" ".join(folded)).folded == folded


def test_a_word_without_end_has_a_short_key():
    folded, exact = vietnamese.search_keys("đ" * 5_000 + " ủy")

    assert folded == ["d" * vietnamese.LONGEST_KEY, "uy"]
    assert exact == ["đ" * vietnamese.LONGEST_KEY, "uỷ"]


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


@pytest.mark.django_db
# SQLite has no order of Vietnamese to compare with: our key is what it sorts by.
@pytest.mark.skipif(connection.vendor != "postgresql", reason="asks ICU, by its SQL")
def test_sort_key_gives_the_order_of_icu():
    """CLDR's Vietnamese order, over every letter in every tone, also inside words."""
    letters = [*LETTERS, *TONED, *TONED.upper()]
    shapes = ["{}", "{}n", "{}n b", "{}nh", "t{}", "t{}n"]
    texts = [shape.format(letter) for letter in letters for shape in shapes]
    in_order = "SELECT text FROM unnest(%s) AS text ORDER BY text COLLATE {}, text"
    with connection.cursor() as cursor:
        cursor.execute(in_order.format('"vi-x-icu"'), [texts])
        by_icu = [text for (text,) in cursor.fetchall()]

    assert sorted(sorted(texts), key=vietnamese.sort_key) == by_icu


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
