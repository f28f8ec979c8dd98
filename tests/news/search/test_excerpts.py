"""Which line of a story a passage is cut from."""

import pytest

from news.search.excerpts import GOOD_LINES, LENGTH, SPELLED_LINES, Chooser
from news.search.query import parse


def chosen(typed, *lines):
    """The first line of what is chosen."""
    return Chooser(parse(typed)).choose("\n".join(lines)).split("\n")[0]


@pytest.mark.parametrize(
    ("typed", "lines", "wanted"),
    [
        ("kho hang", ("Cửa hàng.", "Kho hàng.", "Hàng trong kho."), 1),
        ("kho hang", ("Hàng trong kho.", "Cả kho hàng."), 1),
        # The first of equals; typed without marks, any spelling does.
        ("hang gia", ("Hàng giá rẻ.", "Hàng giả."), 0),
        # Typed with marks, the line that is spelled so; more words go before that.
        ("hàng giả", ("Hàng giá rẻ.", "Hàng giả."), 1),
        ("hàng giả", ("Hàng giá rẻ.", "Giả danh bán hàng."), 1),
        ("hàng giả kho", ("Hàng giá trong kho.", "Hàng giả."), 0),
        # Both placements of the tone, and decomposed letters, are the same spelling.
        ("đảng ủy ", ("Dáng uy.", "Đảng uỷ."), 1),
        ("hòa bình ", ("Hoa binh.", "Hoà bình."), 1),
        ("hàng giả", ("Hàng giá.", "Hàng giả."), 1),
        # An unfinished word.
        ("hàng gi", ("Hang giấy.", "Hàng giả."), 1),
        ("hang", ("Không có gì.", "Cũng không."), 0),
    ],
)
def test_the_line_that_says_most_is_chosen(typed, lines, wanted):
    assert chosen(typed, *lines) == lines[wanted]


def test_what_follows_is_taken_along_until_it_is_long_enough():
    lines = ["Đầu.", "Kho hàng.", "a" * LENGTH, "Cuối."]

    assert Chooser(parse("kho hang")).choose("\n".join(lines)).split("\n") == lines[1:3]


def test_only_so_many_lines_are_looked_at():
    many = ["Hàng để trong kho."] * GOOD_LINES
    other = ["Giá hàng."] * SPELLED_LINES

    assert chosen("kho hang", *many, "Kho hàng.") == many[0]
    assert chosen("kho hàng giả", *other, "Giả hàng.") == other[0]
