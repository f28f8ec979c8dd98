"""Rule 14: a score is the sum of points within their criteria; its level follows."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from party.gradings import scoring
from party.models import Band, Criterion
from party.rules.scores import Measure, number, rule_14

MOST = [Decimal(15), Decimal(20), Decimal(45), Decimal(20)]
LEVELS = [("Tốt", 90), ("Khá", 70), ("Trung bình", 50), ("Kém", 0)]


def measure(cap_below: int | None = 90) -> Measure:
    """Four criteria of 100 points, the second of which must be full; four levels."""
    criteria = [
        Criterion(pk=pk, text=f"Tiêu chí {pk}", most=most, must_be_full=pk == 2)
        for pk, most in enumerate(MOST, start=1)
    ]
    bands = [Band(level=name, least=Decimal(least)) for name, least in LEVELS]
    return Measure(criteria, bands, None if cap_below is None else Decimal(cap_below))


def points(*given: str) -> dict[str, str]:
    return {str(pk): text for pk, text in enumerate(given, start=1)}


def messages(*arguments) -> dict[str, str]:
    return {it.field: it.message for it in rule_14(*arguments)}


def test_a_score_that_is_its_sum_and_level_keeps_the_rule():
    assert rule_14(measure(), points("15", "20", "45", "20"), Decimal(100), "Tốt") == []


def test_a_total_that_is_not_the_sum_breaks_the_rule():
    given = points("15", "20", "40", "14.9")

    found = rule_14(measure(), given, Decimal(90), "Khá")

    assert [(it.rule, it.blocks, it.field, it.message) for it in found] == [
        (
            14,
            True,
            "total",
            "Tổng điểm phải là 89,9, bằng tổng các tiêu chí; đang ghi 90.",
        )
    ]


def test_the_most_of_a_criterion_is_allowed_and_a_cent_more_is_not():
    assert rule_14(measure(), points("15", "20", "45", "10"), Decimal(90), "Tốt") == []
    assert messages(measure(), points("15.01", "20", "45", "10"), Decimal(90), "") == {
        "points-1": "Điểm từ 0 đến 15; đang ghi 15.01."
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Nhập điểm cho tiêu chí “Tiêu chí 1”."),
        ("-1", "Điểm từ 0 đến 15; đang ghi -1."),
        ("1.005", "Điểm có nhiều nhất hai chữ số sau dấu phẩy."),
        ("mười", "Điểm phải là số, ví dụ 12,5; đang ghi “mười”."),
        ("NaN", "Điểm phải là số, ví dụ 12,5; đang ghi “NaN”."),
        ("Infinity", "Điểm phải là số, ví dụ 12,5; đang ghi “Infinity”."),
        ("1e999999", "Điểm phải là số, ví dụ 12,5; đang ghi “1e999999”."),
    ],
)
def test_points_that_are_none_are_complained_of_at_their_field(text, message):
    score = scoring.score(measure(), points(text, "20", "45", "20"))

    assert {it.field: it.message for it in score.findings} == {"points-1": message}
    assert score.level == ""


@pytest.mark.parametrize(
    ("last", "level"),
    [
        ("10", "Tốt"),
        ("9.99", "Khá"),
    ],
)
def test_a_level_begins_at_its_least_total(last, level):
    given = points("15", "20", "45", last)

    assert scoring.score(measure(), given).level == level


@pytest.mark.parametrize(
    ("total", "level"),
    [("70", "Khá"), ("69.99", "Trung bình"), ("50", "Trung bình"), ("49.99", "Kém")],
)
def test_lower_levels_begin_at_their_least_total_too(total, level):
    only = Measure([Criterion(pk=1, text="Chung", most=Decimal(100))], measure().bands)

    assert scoring.score(only, {"1": total}).level == level


def test_a_criterion_that_must_be_full_caps_the_level_when_it_is_not():
    given = points("15", "19.99", "45", "20")

    score = scoring.score(measure(), given)

    assert (score.total, score.level, score.is_capped) == (
        Decimal("99.99"),
        "Khá",
        True,
    )
    assert messages(measure(), given, Decimal("99.99"), "Tốt") == {
        "level": "Xếp loại theo thang điểm vì tiêu chí bắt buộc chưa tối đa phải là "
        "“Khá”, đang ghi “Tốt”."
    }


def test_a_cap_lifts_nobody():
    score = scoring.score(measure(), points("0", "0", "10", "0"))

    assert (score.level, score.is_capped) == ("Kém", True)


def test_without_a_cap_what_must_be_full_changes_nothing():
    score = scoring.score(measure(cap_below=None), points("15", "19", "45", "20"))

    assert (score.level, score.is_capped) == ("Tốt", False)


def test_a_criterion_that_need_not_be_full_caps_nothing():
    score = scoring.score(measure(), points("14", "20", "45", "20"))

    assert (score.level, score.is_capped) == ("Tốt", False)


def test_points_are_kept_in_one_way_of_writing():
    score = scoring.score(measure(), points("12,50", " 20 ", "045", "0"))

    assert score.points == {"1": "12.5", "2": "20", "3": "45", "4": "0"}
    assert score.total == Decimal("77.5")


def test_what_is_no_number_stays_as_it_was_typed():
    assert scoring.score(measure(), points("hai")).points["1"] == "hai"


@pytest.mark.parametrize("text", ["٣", "1 2", "1,2,3", "--1", "1.", ".5", "1234567"])
def test_only_plain_numbers_are_numbers(text):
    assert number(text) is None


@given(st.tuples(*[st.decimals(0, most, places=2) for most in MOST]))
def test_whatever_is_scored_keeps_the_rule(given_points):
    scored = scoring.score(measure(), points(*map(str, given_points)))

    assert scored.total == sum(given_points)
    assert rule_14(measure(), scored.points, scored.total, scored.level) == []
