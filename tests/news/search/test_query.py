"""What people type, read as words: the language, and that nothing breaks it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.search.query import MOST_LETTERS, MOST_TERMS, Query, parse
from news.search.terms import MOST_SYLLABLES

SYNTAX = [
    *("NEAR(", "NEAR/2", "AND", "OR", "NOT", "*", "^", ":", "title:", "{a b} : c"),
    *('"', '""', '"""', "'", "''", "(", ")", "a*", "-a", "--", "-", '-"', '-""', "+"),
    *("a & b", "a | b", "!a", "a <-> b", "a:*", "\\", "%", "_", "%s", "{}", "<mark>"),
    *(
        "🎉",
        "👨‍👩‍👧",
        "\u202eשלום\u202c",
        "مرحبا",
        "\x00",
        "\ud800",
        "\ufeff",
        "\u3164",
        "½",
        "Ⅳ",
    ),
]
anything = st.lists(st.one_of(st.sampled_from(SYNTAX), st.text(max_size=12))).map(
    " ".join
)


def wanted(typed: str) -> list[tuple[str, ...]]:
    return [term.syllables for term in parse(typed).wanted]


def unwanted(typed: str) -> list[tuple[str, ...]]:
    return [term.syllables for term in parse(typed).unwanted]


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("đảng ủy", [("dang",), ("uy",)]),
        ("Đảng  Uỷ,", [("dang",), ("uy",)]),
        ('"đảng ủy" tỉnh', [("dang", "uy"), ("tinh",)]),
        ("“đảng ủy” «hòa bình»", [("dang", "uy"), ("hoa", "binh")]),
        ("số 12/QĐ-UBND", [("so",), ("12", "qd", "ubnd")]),
        ("covid-19", [("covid", "19")]),
        ('kiểm tra "hàng giả', [("kiem",), ("tra",), ("hang", "gia")]),
        ("quản lí", [("quan",), ("li",)]),
        ("quản lý", [("quan",), ("li",)]),
        ("a - b – c", [("a",), ("b",), ("c",)]),
        ("--từ", [("tu",)]),
        ('"" "…" hàng', [("hang",)]),
        ('5" hàng', [("5",), ("hang",)]),
        ("NEAR( AND * :", [("near",), ("and",)]),
    ],
)
def test_words_and_phrases_are_wanted(typed, terms):
    assert wanted(typed) == terms
    assert unwanted(typed) == []


@pytest.mark.parametrize(
    ("typed", "terms", "without"),
    [
        ("thuốc -lá", [("thuoc",)], [("la",)]),
        ('thuốc -"thuốc lá" giả', [("thuoc",), ("gia",)], [("thuoc", "la")]),
        ("-lá thuốc", [("thuoc",)], [("la",)]),
        ("hàng-giả", [("hang", "gia")], []),
        ('hàng-"giả"', [("hang",), ("gia",)], []),
        ("-lá", [], [("la",)]),
    ],
)
def test_a_minus_leaves_out(typed, terms, without):
    assert wanted(typed) == terms
    assert unwanted(typed) == without


@pytest.mark.parametrize("typed", ["", "  ", "-", '"', '-""', "…", "-lá", "🎉", "\0"])
def test_a_query_that_wants_nothing_is_false(typed):
    assert not parse(typed)


@pytest.mark.parametrize(
    ("typed", "goes_on"),
    [
        ("đảng ủ", True),
        ("đảng ủy", True),
        ("12/QĐ-UB", True),
        ("đảng ủy ", False),
        ('"đảng ủ', False),
        ('"đảng" ủ', True),
        ("hàng -gi", False),
        ("đội số 1", False),
        ("công ty", False),
        ("quản lý", False),
    ],
)
def test_only_the_word_typed_last_may_go_on(typed, goes_on):
    terms = parse(typed).wanted

    assert [term.prefix for term in terms[:-1]] == [False] * (len(terms) - 1)
    assert terms[-1].prefix == goes_on


@pytest.mark.parametrize(
    ("typed", "marked"),
    [
        ("dang uy", [False, False]),
        ("đảng uy", [True, False]),
        ("DANG ỦY", [False, True]),
        ("ơn", [True]),
        ("doi 12", [False, False]),
    ],
)
def test_a_word_typed_with_marks_is_known(typed, marked):
    query = parse(typed)

    assert [term.marked for term in query.wanted] == marked
    assert query.is_marked == any(marked)


def test_repeated_words_are_one_condition_and_stay_in_their_order():
    query = parse("kiểm tra kiểm soát kiểm")

    assert [term.syllables[0] for term in query.wanted] == [
        *["kiem", "tra", "kiem", "soat", "kiem"]
    ]
    assert [term.syllables[0] for term in query.conditions] == ["kiem", "tra", "soat"]


def test_no_more_is_read_than_anybody_types():
    assert len(parse("a b " * 50_000).wanted) == MOST_TERMS
    assert parse("x" * 100_000).typed == "x" * MOST_LETTERS
    assert len(parse("a-" * 50_000).wanted[0].syllables) == MOST_SYLLABLES


@given(anything)
def test_a35_nothing_that_is_typed_raises_or_reaches_an_engine_as_syntax(typed):
    query = parse(typed)

    assert isinstance(query, Query)
    for term in query.wanted + query.unwanted:
        assert len(term.syllables) == len(term.exact) >= 1
        assert all(key.isalnum() for key in term.syllables + term.exact)


@given(anything)
def test_composed_and_decomposed_queries_are_the_same(typed):
    assert parse(unicodedata.normalize("NFD", typed)) == parse(typed)


@pytest.mark.parametrize(
    "typed",
    [
        *('"' * 100_000, "-" * 100_000, ' -"' * 33_000, "a\u0301" * 50_000),
        *("\u0301\u0323" * 50_000, "NEAR(" * 20_000, "\x00" * 100_000, ":*" * 50_000),
    ],
    ids=range(8),
)
def test_a35_a_hundred_kilobytes_are_a_query_like_another(typed):
    query = parse(typed)

    assert len(query.typed) <= MOST_LETTERS
    assert len(query.wanted) + len(query.unwanted) <= MOST_TERMS
