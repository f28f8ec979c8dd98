"""Word by word: both texts can be read from the outcome, and it is quick."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news import differences
from news.differences import Piece
from news.differences.matching import common, matching
from news.differences.words import count, words

WORDS = st.lists(
    st.sampled_from(["hàng", "giả", "Đội", "số", "2", ",", ".", " ", "\n", "thuế"]),
    max_size=30,
).map(" ".join)
ELEMENTS = st.lists(st.integers(0, 4), max_size=25)


def read(pieces, *changes):
    return "".join(piece.text for piece in pieces if piece.change in changes)


def lcs_length(one, other):
    """The textbook's table, cell by cell."""
    row = [0] * (len(other) + 1)
    for a in one:
        above = row[:]
        for place, b in enumerate(other):
            row[place + 1] = (
                above[place] + 1 if a == b else max(above[place + 1], row[place])
            )
    return row[-1]


@given(st.text() | WORDS, st.text() | WORDS)
def test_both_texts_are_read_from_the_difference(before, after):
    pieces = differences.pieces(before, after)

    from news import vietnamese

    assert read(pieces, "same", "removed") == vietnamese.nfc(before)
    assert read(pieces, "same", "added") == vietnamese.nfc(after)


@given(ELEMENTS, ELEMENTS)
def test_the_longest_common_subsequence_is_found(one, other):
    pairs = matching(one, other)

    assert [one[i] for i, _ in pairs] == [other[j] for _, j in pairs]
    assert pairs == sorted(pairs)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    assert len(pairs) == common(one, other) == lcs_length(one, other)


@given(ELEMENTS, ELEMENTS)
def test_lists_too_large_for_the_table_are_cut_at_what_is_unique(one, other):
    from unittest import mock

    with mock.patch("news.differences.matching.CELLS", 4):
        pairs = matching(one, other)

    assert [one[i] for i, _ in pairs] == [other[j] for _, j in pairs]
    assert pairs == sorted(set(pairs))
    assert len({j for _, j in pairs}) == len(pairs)


def test_changed_words_stand_between_the_same_ones():
    assert differences.pieces(
        "Tạm giữ 600 đôi giày ở Đông Đô.", "Tạm giữ 650 đôi giày, dép tại Đông Đô."
    ) == [
        Piece("same", "Tạm giữ "),
        Piece("removed", "600"),
        Piece("added", "650"),
        Piece("same", " đôi giày"),
        Piece("removed", " ở"),
        Piece("added", ", dép tại"),
        Piece("same", " Đông Đô."),
    ]


def test_the_two_forms_of_unicode_are_one_text():
    composed = "Chi cục Quản lý thị trường"

    pieces = differences.pieces(unicodedata.normalize("NFD", composed), composed)

    assert pieces == [Piece("same", composed)]


def test_another_place_of_the_tone_is_a_change():
    assert differences.pieces("hòa bình", "hoà bình") == [
        Piece("removed", "hòa"),
        Piece("added", "hoà"),
        Piece("same", " bình"),
    ]


def test_numbers_and_signs_of_documents_are_one_word():
    assert words("Quyết định 12/QĐ-UBND: 1.609.000 đồng") == [
        *("Quyết", "định", "12/QĐ-UBND", "1.609.000", "đồng")
    ]


def test_words_are_counted_as_they_came_and_went():
    before = ["Tạm", "giữ", "600", "đôi", "giày"]
    after = ["Hôm", "qua", "tạm", "giữ", "650", "đôi", "giày"]

    assert count(before, after) == (4, 2)
    assert count([], after) == (7, 0)
    assert count(after, after) == (0, 0)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a " * 50_000, "a b " * 25_000),
        (" ".join(map(str, range(20_000))), " ".join(map(str, range(20_000, 0, -1)))),
        ("x" * 100_000, "y" * 100_000),
        ("( " * 50_000, ") " * 50_000),
    ],
)
def test_a_hundred_kilobytes_take_no_time(before, after):
    started = time.process_time()

    pieces = differences.pieces(before, after)

    assert time.process_time() - started < 2
    assert read(pieces, "same", "removed") == before
