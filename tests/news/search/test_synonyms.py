"""Synonyms: who searches for one name of a thing finds its other names."""

from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from news import effects, search
from news.models import Synonym
from news.models.synonym import split_by_equals
from news.search import synonyms
from news.search.alternatives import MOST_ALTERNATIVES, MOST_PHRASES, expanded
from news.search.query import for_readers, parse
from news.search.terms import SynonymSet, term
from tests.factories import EditionFactory

seeds = import_module("news.migrations.0023_seed_synonyms")


def sets(*lines: str) -> tuple[SynonymSet, ...]:
    ways = (map(term, split_by_equals(line)) for line in lines)
    return expanded([SynonymSet(tuple(found)) for found in ways])


SEEDED = sets(*(phrases for phrases, _ in seeds.SYNONYMS))


def alternatives(typed: str, known=SEEDED) -> dict[str, list[str]]:
    """The words of each term that has alternatives, and these."""
    return {
        " ".join(term.syllables): [" ".join(one.syllables) for one in term.alternatives]
        for term in parse(typed, known).wanted
        if term.alternatives
    }


def test_an_abbreviation_is_its_words():
    assert alternatives("qltt hưng yên") == {"qltt": ["quan li thi truong"]}
    assert alternatives("UBND tỉnh") == {"ubnd": ["uy ban nhan dan"]}


def test_words_are_their_abbreviation_and_need_not_stand_side_by_side():
    """(quản and lý and …) or QLTT: each of the words may be QLTT instead."""
    assert alternatives("quản lý thị trường") == {
        "quan": ["qltt"],
        "li": ["qltt"],
        "thi": ["qltt"],
        "truong": ["qltt"],
    }


def test_what_says_nothing_new_is_left_out():
    """Whoever writes “cục QLTT” writes “cục”: only “chi” has another way."""
    assert alternatives("chi cục qltt") == {
        "chi": ["cuc qltt", "cuc quan li thi truong"],
        "qltt": ["quan li thi truong"],
    }


def test_a_longer_name_is_not_taken_for_the_name_inside():
    successor = "cuc quan li va phat trien thi truong trong nuoc"

    assert alternatives("tổng cục qltt") == {
        "tong": [successor],
        "qltt": ["quan li thi truong", successor],
    }


@pytest.mark.parametrize(
    "typed",
    [
        '"qltt"',
        "thuốc -qltt",
        "12/QĐ-UBND",
        "ql tt",
        "quản lý thị -trường",
        'quản "lý" thị trường',
        "quan li thi",
        "qltts",
    ],
)
def test_what_is_quoted_left_out_or_part_of_a_number_is_as_typed(typed):
    assert alternatives(typed) == {}


def test_with_marks_the_word_itself_is_meant():
    known = sets("TU = tỉnh ủy")

    assert alternatives("TU họp", known) == {"tu": ["tinh uy"]}
    assert alternatives("tư tưởng", known) == {}
    assert alternatives("tự lo", known) == {}


def test_a_word_of_several_syllables_can_be_one_name():
    known = sets("covid-19 = SARS-CoV-2")

    assert alternatives("dịch covid-19", known) == {"covid 19": ["sars cov 2"]}


def test_sets_stay_small_whatever_is_written():
    many = [f"QLTT = nghĩa thứ {number}" for number in range(30)]
    known = sets(*many, "cục QLTT = phòng QLTT = đội QLTT")

    assert max(len(one.phrases) for one in known) == MOST_PHRASES
    assert [len(found) for found in alternatives("qltt", known).values()] == [
        MOST_ALTERNATIVES
    ]


# --- The table ------------------------------------------------------------------------


def found(typed: str) -> list[str]:
    results = search.search(for_readers(typed), timezone.now())
    return sorted(hit.edition.title for hit in results.hits)


@pytest.fixture
def stories(db):
    Synonym.objects.all().delete()
    seeds.seed(apps, None)
    for title in [
        "Đội QLTT số 2 kiểm tra kho",
        "Đội Quản lý thị trường số 5 họp",
        "Cục QLTT tỉnh ra quân",
        "Chi cục Quản lý thị trường tỉnh thi đua",
        "Tổng cục Quản lý thị trường hội nghị",
        "Cục Quản lý và Phát triển thị trường trong nước khai trương",
    ]:
        EditionFactory(title=title, sapo="Tin.", body="<p>Tin.</p>", bylines=[])


@pytest.mark.parametrize("typed", ["đội qltt", "đội quản lý thị trường", "doi QLTT"])
def test_qltt_is_quan_ly_thi_truong(stories, typed):
    assert found(typed) == [
        "Đội QLTT số 2 kiểm tra kho",
        "Đội Quản lý thị trường số 5 họp",
    ]


@pytest.mark.parametrize(
    "typed",
    ["chi cục qltt tỉnh", "cục qltt tỉnh", "cục quản lý thị trường tỉnh"],
)
def test_chi_cuc_is_cuc(stories, typed):
    assert found(typed) == [
        "Chi cục Quản lý thị trường tỉnh thi đua",
        "Cục QLTT tỉnh ra quân",
    ]


@pytest.mark.parametrize(
    "typed",
    ["tổng cục qltt", "cục quản lý và phát triển thị trường trong nước"],
)
def test_tong_cuc_is_its_successor(stories, typed):
    assert found(typed) == [
        "Cục Quản lý và Phát triển thị trường trong nước khai trương",
        "Tổng cục Quản lý thị trường hội nghị",
    ]


def test_a_change_counts_from_the_next_generation_on(
    stories, django_assert_num_queries
):
    assert found("đội chống buôn lậu") == []
    with django_assert_num_queries(1):  # The generation alone: the table is kept.
        for_readers("qltt")

    Synonym.objects.create(phrases="chống buôn lậu = QLTT")
    effects.public_changed()

    assert found("đội chống buôn lậu") == [
        "Đội QLTT số 2 kiểm tra kho",
        "Đội Quản lý thị trường số 5 họp",
    ]
    Synonym.objects.all().delete()
    effects.public_changed()
    assert found("đội chống buôn lậu") == []
    assert found("đội qltt") == ["Đội QLTT số 2 kiểm tra kho"]


@pytest.mark.django_db
def test_rows_that_no_form_let_through_do_no_harm():
    Synonym.objects.all().delete()
    for phrases in ["", "=", "một mình", "= … = QLTT", "QLTT = qltt"]:
        Synonym.objects.create(phrases=phrases)
    synonyms.forget()

    assert for_readers("qltt một mình") == parse("qltt một mình")


def test_the_seeds_are_what_the_form_would_have_written():
    for phrases, note in seeds.SYNONYMS:
        assert phrases == " = ".join(split_by_equals(phrases))
        assert len(phrases) <= 400
        assert len(note) <= 200
