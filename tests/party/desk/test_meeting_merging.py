"""Two people on one meeting: what one of them changed is never lost to the other."""

from hypothesis import given
from hypothesis import strategies as st

from party.desk.meetings.merging import merge
from party.desk.meetings.typed import ROWS, Typed, decode, sent

TEXTS = st.sampled_from(["", "một", "hai", "ba"])
NAMES = ["place", "theme", "minutes"]


def agenda(*rows):
    lists = {prefix: [] for prefix in ROWS}
    lists["agenda"] = [{"id": pk, "text": text, "presenter": ""} for pk, text in rows]
    return Typed(rows=lists)


def fields(**values):
    return Typed(fields=values)


def texts(merged):
    return [(row["id"], row["text"]) for row in merged.typed.rows["agenda"]]


VALUES = st.fixed_dictionaries(dict.fromkeys(NAMES, TEXTS))


@given(VALUES, VALUES, VALUES)
def test_of_every_field_the_change_of_one_stands_and_that_of_both_is_shown(
    base, mine, theirs
):
    merged = merge(Typed(fields=base), Typed(fields=mine), Typed(fields=theirs))

    clashing = {clash.place for clash in merged.clashes}
    for name in NAMES:
        if mine[name] == base[name]:
            assert merged.typed.fields[name] == theirs[name]
        else:
            assert merged.typed.fields[name] == mine[name]
        both = mine[name] != base[name] != theirs[name] != mine[name]
        assert (name in clashing) == both


def test_the_end_of_a_line_is_no_change():
    merged = merge(
        fields(minutes="một\nhai"), fields(minutes="một\r\nhai "), fields(minutes="ba")
    )

    assert merged.typed.fields == {"minutes": "ba"}
    assert merged.clashes == []


def test_marks_of_two_callers_of_the_roll_come_together():
    base = Typed(marks={"1": ["", ""], "2": ["", ""]})
    mine = Typed(marks={"1": ["co-mat", ""], "2": ["", ""]})
    theirs = Typed(marks={"1": ["", ""], "2": ["vang-co-ly-do", "ốm"]})

    merged = merge(base, mine, theirs)

    assert merged.typed.marks == {"1": ["co-mat", ""], "2": ["vang-co-ly-do", "ốm"]}
    assert merged.clashes == []


def test_a_mark_that_both_set_is_shown_and_mine_stays():
    mine, theirs = ["co-mat", ""], ["vang-co-ly-do", "ốm"]

    merged = merge(Typed(), Typed(marks={"1": mine}), Typed(marks={"1": theirs}))

    assert merged.typed.marks == {"1": mine}
    assert [(c.place, c.theirs) for c in merged.clashes] == [
        ("status-1", "vang-co-ly-do ốm")
    ]


def test_rows_that_each_added_are_all_there():
    base = agenda(("1", "chung"))

    merged = merge(
        base,
        agenda(("1", "chung"), ("", "của tôi")),
        agenda(("1", "chung"), ("2", "của người kia")),
    )

    assert texts(merged) == [
        ("1", "chung"),
        ("", "của tôi"),
        ("2", "của người kia"),
    ]
    assert merged.clashes == []


def test_each_ones_change_of_another_row_stands():
    merged = merge(
        agenda(("1", "a"), ("2", "b")),
        agenda(("1", "của tôi"), ("2", "b")),
        agenda(("1", "a"), ("2", "của người kia")),
    )

    assert texts(merged) == [("1", "của tôi"), ("2", "của người kia")]
    assert merged.clashes == []


def test_a_row_that_both_changed_is_shown():
    merged = merge(
        agenda(("1", "a"), ("2", "b")),
        agenda(("1", "của tôi"), ("2", "b")),
        agenda(("1", "của người kia"), ("2", "b")),
    )

    assert texts(merged) == [("1", "của tôi"), ("2", "b")]
    assert [(c.mine, c.theirs) for c in merged.clashes] == [
        ("của tôi", "của người kia")
    ]


def test_a_row_taken_away_by_one_and_changed_by_the_other_is_shown():
    base = agenda(("1", "a"), ("2", "b"))
    gone, changed = agenda(("2", "b")), agenda(("1", "sửa"), ("2", "b"))

    by_them = merge(base, changed, gone)
    by_me = merge(base, gone, changed)

    assert texts(by_them) == [("", "sửa"), ("2", "b")]
    assert [(c.mine, c.theirs) for c in by_them.clashes] == [("sửa", "")]
    assert texts(by_me) == [("2", "b")]
    assert [(c.mine, c.theirs) for c in by_me.clashes] == [("", "sửa")]


def test_what_one_took_away_and_the_other_left_alone_is_gone():
    base = agenda(("1", "a"), ("2", "b"))

    merged = merge(base, agenda(("1", "a"), ("2", "của tôi")), agenda(("2", "b")))

    assert texts(merged) == [("2", "của tôi")]
    assert merged.clashes == []


ROW_TEXTS = st.lists(TEXTS.filter(bool), max_size=4)


@given(ROW_TEXTS, ROW_TEXTS)
def test_what_is_sent_comes_back_the_same(agenda_texts, guest_names):
    typed = agenda(*((str(pk), text) for pk, text in enumerate(agenda_texts, 1)))
    typed.rows["guests"] = [
        dict.fromkeys(ROWS["guests"], "") | {"full_name": name} for name in guest_names
    ]
    typed.marks = {"7": ["co-mat", ""]}
    typed.points = {"3": "12,5"}

    again = sent(typed.data())

    assert (again.rows, again.marks, again.points) == (
        typed.rows,
        typed.marks,
        typed.points,
    )
    assert vars(decode(again.encode())) == vars(again)


def test_what_is_no_form_of_ours_is_no_base():
    forged = ["", "[]", "{}", "null", '{"fields": 1, "rows": {}, "marks": {}}']

    assert [decode(text) for text in forged] == [None] * 5
