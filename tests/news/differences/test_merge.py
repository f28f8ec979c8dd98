"""Two texts from one: what one side alone changed is taken, the rest is asked."""

from hypothesis import given

from news.differences.blocks import blocks
from news.differences.merge import chosen, merge
from tests.news.differences.test_align import ITEMS

ONE, TWO = "<p>Đoàn kiểm tra lập biên bản tại kho</p>", "<p>Số hàng chưa có hóa đơn</p>"
THREE = "<p>Vụ việc đang được xác minh làm rõ</p>"
ONE_MORE = "<p>Đoàn kiểm tra lập biên bản tại kho lậu</p>"
ONE_ELSE = "<p>Đoàn kiểm tra lập biên bản tại chợ</p>"
NEW, NEWER = "<p>Hôm nay</p>", "<p>Ngày mai họp báo</p>"


def merged(base, mine, theirs, **choices):
    slots = merge(blocks(base), blocks(mine), blocks(theirs))
    html = "".join(item.html for item in chosen(slots, choices))
    return html, sum(slot.is_open for slot in slots)


def test_what_one_side_alone_changed_is_taken():
    base = ONE + TWO + THREE

    assert merged(base, ONE_MORE + TWO + THREE, base) == (ONE_MORE + TWO + THREE, 0)
    assert merged(base, base, ONE_MORE + TWO + THREE) == (ONE_MORE + TWO + THREE, 0)
    assert merged(base, ONE_MORE + TWO + THREE, ONE + TWO + THREE + NEW) == (
        ONE_MORE + TWO + THREE + NEW,
        0,
    )


def test_what_one_side_alone_dropped_is_dropped():
    base = ONE + TWO + THREE

    assert merged(base, ONE + THREE, base) == (ONE + THREE, 0)
    assert merged(base, base, ONE + THREE) == (ONE + THREE, 0)


def test_what_one_side_alone_moved_is_moved():
    base, moved = ONE + TWO + THREE, TWO + THREE + ONE

    assert merged(base, moved, base) == (moved, 0)
    assert merged(base, base, moved) == (moved, 0)


def test_both_added_paragraphs_stay():
    html, open_choices = merged(ONE, ONE + NEW, ONE + NEWER)

    assert (html, open_choices) == (ONE + NEW + NEWER, 0)


def test_the_same_change_on_both_sides_is_none():
    assert merged(ONE, ONE_MORE, ONE_MORE) == (ONE_MORE, 0)


def test_a_paragraph_that_both_changed_is_asked():
    assert merged(ONE, ONE_MORE, ONE_ELSE)[1] == 1


def test_a_paragraph_changed_here_and_dropped_there_is_asked():
    assert merged(ONE + TWO, ONE_MORE + TWO, TWO)[1] == 1
    assert merged(ONE + TWO, TWO, ONE_MORE + TWO)[1] == 1


def test_without_a_base_every_difference_is_asked():
    slots = merge(None, blocks(ONE_MORE + TWO), blocks(ONE + TWO + THREE))

    assert [slot.is_open for slot in slots] == [True, False, True]


@given(ITEMS, ITEMS, ITEMS)
def test_either_side_can_be_had_whole(base, mine, theirs):
    for known in (base, None):
        slots = merge(known, mine, theirs)
        all_of = {
            side: {slot.choice: side for slot in slots if slot.choice is not None}
            for side in ("mine", "theirs")
        }

        assert chosen(slots, all_of["mine"]) == mine
        assert [i.identity for i in chosen(slots, all_of["theirs"])] == [
            item.identity for item in theirs
        ]


@given(ITEMS, ITEMS)
def test_a_side_that_changed_nothing_gives_way(base, other):
    for mine, theirs in ((base, other), (other, base)):
        slots = merge(base, mine, theirs)

        assert [i.identity for i in chosen(slots, {})] == [i.identity for i in other]
        assert not any(slot.is_open for slot in slots)
