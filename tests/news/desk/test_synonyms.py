"""“Từ đồng nghĩa” at the desk: who may, what is refused, what readers find then."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from news import search
from news.models import Synonym
from news.models.generation import PageGeneration
from news.search.query import for_readers
from news.search.synonyms import MOST_SETS
from tests.factories import EditionFactory

LIST = reverse("admin:news_synonym_changelist")
ADD = reverse("admin:news_synonym_add")


@pytest.fixture(autouse=True)
def no_seeds(db):
    Synonym.objects.all().delete()


def change(row: Synonym) -> str:
    return reverse("admin:news_synonym_change", args=[row.pk])


def errors_of(response) -> dict[str, list[str]]:
    return dict(response.context["adminform"].form.errors)


def found(typed: str) -> list[str]:
    results = search.search(for_readers(typed), timezone.now())
    return [hit.edition.title for hit in results.hits]


@pytest.mark.parametrize("role", ["editor", "administrator"])
def test_readers_find_by_a_new_name_at_once(request, role):
    staff = request.getfixturevalue(role)
    EditionFactory(title="Ngăn chặn thuốc lá thế hệ mới")
    assert found("vape") == []
    before = PageGeneration.objects.current()[0]

    typed = {"phrases": " vape=thuốc lá  thế hệ mới = pod ", "note": "từ 2025"}
    response = staff.post(ADD, typed)

    assert response.status_code == 302
    row = Synonym.objects.get()
    assert (row.phrases, row.note) == ("vape = thuốc lá thế hệ mới = pod", "từ 2025")
    assert PageGeneration.objects.current()[0] == before + 1
    assert found("vape") == found("pod") == ["Ngăn chặn thuốc lá thế hệ mới"]

    staff.post(change(row), {"phrases": "shisha = pod"})
    assert found("vape") == []

    staff.post(reverse("admin:news_synonym_delete", args=[row.pk]), {"post": "yes"})
    assert not Synonym.objects.exists()
    assert PageGeneration.objects.current()[0] == before + 3


@pytest.mark.parametrize(
    ("role", "status"),
    [("reporter", 403), ("party_officer", 403), ("client", 302)],
)
def test_nobody_else_sees_or_changes_them(request, role, status):
    row = Synonym.objects.create(phrases="vape = thuốc lá điện tử")
    browser = request.getfixturevalue(role)

    answers = [
        browser.get(LIST).status_code,
        browser.get(ADD).status_code,
        browser.post(ADD, {"phrases": "a1 = b2"}).status_code,
    ]

    assert answers == [status] * 3
    assert list(Synonym.objects.all()) == [row]


@pytest.mark.parametrize(
    ("phrases", "error"),
    [
        ("", "Trường này là bắt buộc."),
        ("vape", "Cần ít nhất hai cách gọi, cách nhau bằng dấu “=”."),
        (" = vape = ", "Cần ít nhất hai cách gọi, cách nhau bằng dấu “=”."),
        ("vape = Vape", "“vape” và “Vape” là một cách gọi."),
        ("hòa giải = hoà giải", "“hòa giải” và “hoà giải” là một cách gọi."),
        ("v = vape", "“v” quá ngắn: cần ít nhất hai chữ cái hay chữ số."),
        ("vape = !!!", "“!!!” quá ngắn: cần ít nhất hai chữ cái hay chữ số."),
        (
            "vape = " + "dài " * 13,
            f"“{('dài ' * 13).strip()}” dài quá 12 tiếng.",
        ),
        (
            " = ".join(f"vape {number}" for number in range(9)),
            "Nhiều nhất 8 cách gọi trong một nhóm.",
        ),
        (
            "shisha = THUỐC lá điện tử",
            "“THUỐC lá điện tử” đã có ở nhóm “thuốc lá điện tử = pod”; "
            "hãy thêm vào nhóm ấy.",
        ),
    ],
)
def test_what_search_could_not_use_is_refused_and_kept_in_its_field(
    editor, phrases, error
):
    row = Synonym.objects.create(phrases="thuốc lá điện tử = pod")

    response = editor.post(ADD, {"phrases": phrases, "note": "ghi chú"})

    assert errors_of(response) == {"phrases": [error]}
    form = response.context["adminform"].form
    assert (form["phrases"].value(), form["note"].value()) == (phrases, "ghi chú")
    assert list(Synonym.objects.all()) == [row]


def test_a_group_may_be_saved_again_as_it_is(editor):
    row = Synonym.objects.create(phrases="vape = pod")

    response = editor.post(change(row), {"phrases": "vape = pod", "note": "mới"})

    assert response.status_code == 302
    row.refresh_from_db()
    assert row.note == "mới"


def test_there_are_only_as_many_groups_as_search_reads(editor):
    Synonym.objects.bulk_create(
        Synonym(phrases=f"một{number} = hai{number}") for number in range(MOST_SETS)
    )

    response = editor.post(ADD, {"phrases": "vape = pod"})

    assert errors_of(response) == {
        "phrases": ["Nhiều nhất 300 nhóm; hãy xóa bớt nhóm cũ."]
    }


@pytest.mark.parametrize("typed", ["uy ban", "Ủy ban", "UBND", "uỷ  nhân"])
def test_the_list_is_searched_with_or_without_marks(editor, typed):
    row = Synonym.objects.create(phrases="UBND = uỷ ban nhân dân")
    Synonym.objects.create(phrases="vape = pod")

    response = editor.get(LIST, {"q": typed})

    assert list(response.context["cl"].queryset) == [row]


@pytest.mark.parametrize("row_count", [1, 3])
def test_the_list_asks_for_its_rows_once(editor, row_count):
    for number in range(row_count):
        Synonym.objects.create(phrases=f"vape{number} = pod{number}")

    with CaptureQueriesContext(connection) as asked:
        response = editor.get(LIST)

    assert response.context["cl"].result_count == row_count
    own = [query for query in asked if '"news_synonym"' in query["sql"]]
    assert len(own) == 2  # Their number, and the rows.
