"""Paragraphs, pictures and rows beside each other; nothing is lost on either side."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news import differences
from news.differences import Item
from news.differences.blocks import blocks

TEXTS = st.sampled_from(
    [
        "",
        "Hàng giả",
        "Đoàn kiểm tra lập biên bản",
        "Đoàn kiểm tra lập biên bản tại kho",
        "Số hàng chưa có hóa đơn",
        "Số hàng chưa có hóa đơn, chứng từ",
    ]
)
ITEMS = st.lists(
    st.builds(
        Item,
        text=TEXTS,
        key=st.sampled_from(["", "", "1", "2"]),
        kind=st.sampled_from(["text", "figure", "row"]),
    ),
    max_size=9,
)


def sides(lines):
    before = [ln.before for ln in lines if ln.change not in ("added", "moved")]
    after = [ln.after for ln in lines if ln.change not in ("removed", "left")]
    return before, after


def shape(before, after):
    """(change, text before, text after) of every line of two bodies."""
    return [
        (line.change, line.before and line.before.text, line.after and line.after.text)
        for line in differences.align(blocks(before), blocks(after))
    ]


@given(ITEMS, ITEMS)
def test_both_sides_are_read_from_the_lines(before, after):
    lines = differences.align(before, after)

    assert sides(lines) == (before, after)
    for line in lines:
        if line.before and line.after and line.change == "same":
            assert line.before.identity == line.after.identity


@given(ITEMS)
def test_what_is_equal_has_no_difference(items):
    assert {line.change for line in differences.align(items, items)} <= {"same"}


def test_a_paragraph_is_changed_added_removed_or_moved():
    one, two = "Đoàn kiểm tra lập biên bản tại kho hàng", "Số hàng chưa có hóa đơn"
    three, new = "Vụ việc đang được xác minh làm rõ", "Hôm nay trời đẹp"

    assert shape(
        f"<p>{one}</p><p>{two}</p><p>{three}</p>",
        f"<p>{one} lậu</p><p>{new}</p><p>{three}</p>",
    ) == [
        ("changed", one, f"{one} lậu"),
        ("removed", two, None),
        ("added", None, new),
        ("same", three, three),
    ]
    assert shape(
        f"<p>{one}</p><p>{two}</p><p>{three}</p>",
        f"<p>{two}</p><p>{three}</p><p>{one}</p>",
    ) == [
        ("left", one, one),
        ("same", two, two),
        ("same", three, three),
        ("moved", one, one),
    ]


def test_a_picture_with_another_caption_is_the_same_picture():
    picture = '<figure><img src="/media/a.jpg" alt="Kho"><figcaption>{}</figcaption>'

    lines = shape(picture.format("Toàn cảnh"), picture.format("Hiện trường"))

    said = "[Ảnh a.jpg; mô tả: Kho]\n"
    assert lines == [("changed", f"{said}Toàn cảnh", f"{said}Hiện trường")]


def test_rows_cells_items_and_links_are_read_out():
    (table,) = blocks("<table><tr><th>Hàng</th><th>Số</th></tr><tr><td>Giày</td></tr>")
    (points,) = blocks("<ul><li>Một</li><li>Hai <b>ba</b></li></ul>")
    (link,) = blocks('<p>Xem <a href="/tin-1.html">tin</a>.</p>')

    assert table.text == "Hàng | Số\nGiày"
    assert points.text == "• Một\n• Hai ba"
    assert link.text == "Xem tin (→ /tin-1.html)."


def test_bold_alone_is_a_change_of_form():
    (line,) = differences.align(blocks("<p>Hàng giả</p>"), blocks("<p><b>Hàng giả</b>"))

    assert (line.change, line.only_form) == ("changed", True)


@pytest.mark.parametrize("swap", [0, 1])
def test_a_row_is_known_by_its_key(swap):
    rows = [Item("Ảnh một", "1"), Item("Ảnh hai", "2")]
    other = [Item("Ảnh một", "1"), Item("Ảnh hai, sửa", "2")]
    if swap:
        other.reverse()

    changes = [line.change for line in differences.align(rows, other)]

    assert changes == (["moved", "same", "left"] if swap else ["same", "changed"])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["<p>a</p>"] * 4_000, ["<p>b</p>"] * 4_000),
        ([f"<p>{n % 7} a</p>" for n in range(4_000)], ["<p>1 a</p>"] * 4_000),
        ([f"<p>{n} a b</p>" for n in range(4_000)], ["<p>x a b</p>"] * 4_000),
    ],
)
def test_thousands_of_paragraphs_take_no_time(before, after):
    started = time.process_time()

    lines = differences.align(blocks("".join(before)), blocks("".join(after)))

    assert time.process_time() - started < 4
    assert [len(side) for side in sides(lines)] == [len(before), len(after)]
