"""“Có phải bạn tìm: …”: what is meant, from what readers may find, or nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from news import publishing, search
from news.models import Edition
from news.search import vocabulary
from news.search.query import parse
from news.search.spelling import corrections
from news.search.telex import decoded
from news.search.vocabulary import Vocabulary
from tests.factories import ArticleFactory, EditionFactory

pytestmark = pytest.mark.django_db


def meant(typed: str, moment=None) -> str | None:
    return corrections(parse(typed), moment or timezone.now())


@pytest.fixture
def stories():
    EditionFactory(
        title="Quản lý thị trường kiểm tra kho thuốc lá",
        sapo="Đội QLTT số 2 tạm giữ 600 bao thuốc lá nhập lậu ở Hưng Yên.",
    )
    EditionFactory(
        title="Đảng ủy Chi cục họp", sapo="Thứ trưởng Nguyễn Thị Thúy dự, quan tâm."
    )


@pytest.mark.usefixtures("stories")
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("quản lý thị trươngf", "quản lý thị trường"),
        ("quản lý thị trờng", "quản lý thị trường"),
        ("quan ly thi troung", "quan ly thi truong"),
        ("quna ly thi truong", "quan ly thi truong"),
        ("hugn yên", "hưng yên"),
        ("thuốcs lá", "thuốc lá"),
        ("Đảg ủy", "Đảng ủy"),
        ("QUAN LY THI TROUNG", "QUAN LY THI TRUONG"),
        ("thuoocs la thuoocs", "thuoc la thuoc"),
        ("thuoocs -thuoocs", None),
        ("nguyeenx", "nguyen"),
        ('"quản lý thịt" -kho "đội qlttt"', None),
        ('"đội qltx" số', '"đội QLTT" số'),
        ("kiem tra -mực khoo", "kiem tra -mực kho"),
        ("quarn lys thij truwowngf", "quản lý thị trường"),
        ("hungw yeen", "hưng yên"),
        ("vịt quay", None),
        ("zzzzz", None),
        ("zq", None),
        ("12345", None),
        ("", None),
    ],
)
def test_one_mistyped_syllable_is_put_right(typed, expected):
    assert meant(typed) == expected


@pytest.mark.usefixtures("stories")
def test_what_is_suggested_is_found():
    for typed in ["quan ly thi troung", "hugn yên", "hungw yeen", "Đảg ủy"]:
        suggested = parse(meant(typed))

        assert search.search(parse(typed), timezone.now()).count == 0
        assert search.search(suggested, timezone.now()).count == 1


@pytest.mark.usefixtures("stories")
def test_a_word_that_stories_have_may_still_be_the_wrong_one():
    """“quan” stands in the second story, but not beside “lý thị trường”."""
    assert meant("quan lý chi cục") is None
    assert meant("đảng ủy chị cúc hợp") is None  # Found: other marks, same words.
    assert meant("thúy trưởng dư") is None
    assert meant("thuoc la nhap lao") == "thuoc la nhap lau"


def test_the_neighbour_decides_between_words_that_are_as_near():
    EditionFactory(title="Hàng nhái, hàng lậu", sapo="Bắt giữ ở cửa khẩu.")
    EditionFactory(title="Cây lâu năm", sapo="Hàng cây bên đường.")

    assert meant("hàng lauj") == "hàng lậu"
    assert meant("lauj năm") == "lâu năm"


def test_of_words_as_near_and_as_well_placed_the_most_frequent_is_meant():
    EditionFactory(title="Hàng dài người mua", body="<p>Hàng giả, hàng giả.</p>")

    assert meant("hang gai") == "hang gia"


@pytest.mark.parametrize("shown", [True, False])
def test_a7_a_word_of_a_story_that_is_not_live_is_never_suggested(shown):
    """Scheduled, withdrawn, superseded, a draft: each holds the word; one is shown."""
    now = timezone.now()
    EditionFactory(title="Kiểm tra kho hàng")
    EditionFactory(title="Vụ Samurai", starts_at=now + timedelta(hours=1))
    EditionFactory(title="Vụ Samurai", starts_at=now - timedelta(2), ends_at=now)
    ArticleFactory(title="Vụ Samurai")
    if shown:
        EditionFactory(title="Vụ Samurai")

    assert meant("samurrai") == ("samurai" if shown else None)
    assert meant("vụ samurrai") == ("vụ samurai" if shown else None)
    assert meant("sâmurai kho") is None
    assert meant("samurxai", now + timedelta(hours=2)) == "samurai"


def test_a7_words_that_are_not_live_change_no_suggestion():
    """Nobody learns from a suggestion, or from none, what a hidden story says."""
    EditionFactory(title="Kiểm tra samurai ở kho")
    before = [meant("samurui"), meant("samurui kho"), meant("kho samuraii")]

    EditionFactory(title="Samurui", starts_at=timezone.now() + timedelta(hours=1))
    vocabulary.forget()

    assert before == ["samurai", "samurai kho", "kho samurai"]
    assert [meant("samurui"), meant("samurui kho"), meant("kho samuraii")] == before


def test_a_withdrawn_story_takes_its_words_along():
    article = ArticleFactory(title="Vụ Samurai")
    publishing.publish(article, by=None)
    assert meant("samurrai") == "samurai"

    publishing.withdraw(article, reason="Sai tên", by=None)

    assert Edition.objects.count() == 1
    assert meant("samurrai") is None


@pytest.mark.parametrize("story_count", [1, 3])
def test_a_suggestion_costs_a_fixed_number_of_queries(
    django_assert_num_queries, story_count
):
    for number in range(story_count):
        EditionFactory(title=f"Quản lý thị trường, tin {number}")
    typed, now = parse("quản lý thị trờng"), timezone.now()

    # Generation, words, index, titles, texts; endings of the last word, or how common
    # it is (PostgreSQL).
    with django_assert_num_queries(6):
        assert corrections(typed, now) == "quản lý thị trường"
    with django_assert_num_queries(5):  # The words are kept.
        assert corrections(typed, now) == "quản lý thị trường"


@given(st.text(max_size=60))
def test_a35_anything_can_be_corrected(typed):
    assert meant(typed) is None


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("truong", "truong", 0),
        ("truong", "trong", 1),
        ("truong", "truongf", 1),
        ("truong", "turong", 1),
        ("truong", "truang", 1),
        ("truong", "troung", 1),
        ("truong", "chuong", 2),
        ("", "ab", 2),
        ("abcd", "badc", 2),
    ],
)
def test_distance_counts_slips_of_the_finger(one, other, apart):
    assert vocabulary.distance(one, other) == apart
    assert vocabulary.distance(other, one) == apart


def test_the_nearest_words_come_first_then_the_most_frequent():
    words = Vocabulary(
        {"trung": 9, "truong": 2, "trong": 5, "trang": 7, "12": 9, "đen": 1}
    )

    assert words.near("trog", 2, 9) == ["trong", "trung", "trang", "truong"]
    assert words.near("trog", 1, 9) == ["trong"]
    assert words.near("trong", 1, 1) == ["trung"]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("quarn lys thij truwowngf", "quản lý thị trường"),
        ("quanr lys thij truongwf", "quản lý thị trường"),
        ("ddangr uyr", "đảng ủy"),
        ("hoaf binhf", "hòa bình"),
        ("nghieen cuuws", "nghiên cứu"),
        ("nhana daan", "nhân dân"),
        ("dduwowcj", "được"),
        ("tw tuowngr", "tư tưởng"),
        ("ngoaif khuyur gif", "ngoài khuỷu gì"),
        ("12/qd-ubnd www.abc.vn", "12/qd-ubnd www.abc.vn"),
        ("mua kho hang", "mua kho hang"),
        ("đảng ủy", "đảng ủy"),
    ],
)
def test_telex_is_read_where_the_keyboard_did_not(typed, read):
    assert decoded(typed) == read


@given(st.text(max_size=60))
def test_telex_reads_any_text(typed):
    assert len(decoded(typed)) <= 2 * len(typed) + 12
