"""“Từ đồng nghĩa”: what readers may call one thing when they search."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest

from news import vietnamese
from news.desk.admin.base import CleanForm, PublicModelAdmin
from news.models.synonym import EQUALS, Synonym, split_by_equals
from news.search.synonyms import MOST_SETS
from news.search.terms import Term, term

MOST_WAYS = 8
LONGEST_WAY = 12  # Syllables.


class SynonymForm(CleanForm):
    def clean_phrases(self) -> str:
        ways = split_by_equals(self.cleaned_data["phrases"])
        if len(ways) < 2:
            raise ValidationError("Cần ít nhất hai cách gọi, cách nhau bằng dấu “=”.")
        if len(ways) > MOST_WAYS:
            raise ValidationError(f"Nhiều nhất {MOST_WAYS} cách gọi trong một nhóm.")
        self._refuse_repeated(ways, [_term(way) for way in ways])
        if self.instance.pk is None and Synonym.objects.count() >= MOST_SETS:
            raise ValidationError(f"Nhiều nhất {MOST_SETS} nhóm; hãy xóa bớt nhóm cũ.")
        return EQUALS.join(ways)

    def _refuse_repeated(self, ways: list[str], terms: list[Term]) -> None:
        own: dict[tuple[str, ...], str] = {}
        others = _known(Synonym.objects.exclude(pk=self.instance.pk))
        for way, one in zip(ways, terms, strict=True):
            if same := own.get(one.exact):
                raise ValidationError(f"“{same}” và “{way}” là một cách gọi.")
            own[one.exact] = way
            if group := others.get(one.exact):
                raise ValidationError(
                    f"“{way}” đã có ở nhóm “{group}”; hãy thêm vào nhóm ấy."
                )


def _term(way: str) -> Term:
    found = term(way)
    if found is None or found.syllables == (found.syllables[0][:1],):
        raise ValidationError(f"“{way}” quá ngắn: cần ít nhất hai chữ cái hay chữ số.")
    if len(found.syllables) > LONGEST_WAY:
        raise ValidationError(f"“{way}” dài quá {LONGEST_WAY} tiếng.")
    return found


def _known(rows: QuerySet[Synonym]) -> dict[tuple[str, ...], Synonym]:
    """Every way that these groups hold, by its exact key."""
    pairs = ((term(way), row) for row in rows for way in row.ways())
    return {one.exact: row for one, row in pairs if one is not None}


@admin.register(Synonym)
class SynonymAdmin(PublicModelAdmin):
    form = SynonymForm
    fields = ["phrases", "note"]
    list_display = ["phrases", "note"]
    search_fields = ["phrases"]
    search_help_text = "Tìm theo cách gọi, có dấu hoặc không."
    ordering = ["phrases", "pk"]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        words = vietnamese.words(search_term)
        if not words:
            return queryset, False
        # Few rows, and a database does not fold.
        found = [
            row.pk
            for row in Synonym.objects.all()
            if all(word in vietnamese.fold(row.phrases) for word in words)
        ]
        return queryset.filter(pk__in=found), False

    def formfield_for_dbfield(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None:
            field.widget.attrs["class"] = "vLargeTextField"  # As wide as the form.
        return field
