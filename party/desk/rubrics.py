"""Rubrics at the desk. One that was used stays: a new one begins on another day."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.forms import BaseInlineFormSet
from django.http import HttpRequest

from news.desk.admin.base import ChoosesOnly, CleanForm
from party.access import Scope
from party.desk.base import PartyAdmin, scope
from party.enums import GradeLevel, RubricKind
from party.models import Band, Criterion, Grading, MeetingScore, Rubric

BY_LABEL = {level.label: level.value for level in GradeLevel}
USED = "Bộ tiêu chí này đã dùng để chấm điểm nên không sửa: lập bộ mới từ ngày khác."


class LevelField(forms.CharField):
    """A level of 366-QĐ/TW by its name; a meeting's as it is typed."""

    def prepare_value(self, value: Any) -> Any:
        return GradeLevel(value).label if value in GradeLevel.values else value

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        return BY_LABEL.get(text, text)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class BandForm(CleanForm):
    level = LevelField(label="mức", max_length=60)

    class Meta:
        model = Band
        fields = ("level", "least")


class Rows(BaseInlineFormSet):
    """What of the rows will be there once the form is saved."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """Django's tables name their columns, and not the boxes in them."""
        super().add_fields(form, index)
        for field in form.fields.values():
            if not field.widget.is_hidden:
                field.widget.attrs["aria-label"] = field.label

    def kept(self) -> list[dict[str, Any]]:
        rows = (form.cleaned_data for form in self.forms if form.is_valid())
        return [row for row in rows if row and not row.get("DELETE")]


class Criteria(Rows):
    def clean(self) -> None:
        super().clean()
        if not any(self.errors) and not self.kept():
            raise forms.ValidationError("Bộ tiêu chí cần ít nhất một tiêu chí.")


class Bands(Rows):
    def clean(self) -> None:
        """From nothing up, and for gradings the four levels of the regulation."""
        super().clean()
        if any(self.errors):
            return
        rows = self.kept()
        if not any(row["least"] == Decimal(0) for row in rows):
            raise forms.ValidationError(
                "Cần một mức từ 0 điểm, để điểm nào cũng có mức."
            )
        levels = [row["level"] for row in rows]
        if len(levels) != len(set(levels)):
            raise forms.ValidationError("Một mức chỉ ghi một lần.")
        is_meeting = self.instance.kind == RubricKind.MEETING
        if not is_meeting and (wrong := set(levels) - set(GradeLevel.values)):
            names = ", ".join(sorted(f"“{level}”" for level in wrong))
            raise forms.ValidationError(
                f"Không có mức {names}. Các mức: {', '.join(BY_LABEL)}."
            )


class OfficersInline(admin.TabularInline):
    """Rights are those of the rubric that the rows belong to."""

    extra = 0

    def _may(self, request: HttpRequest, obj: Any) -> bool:
        return scope(request).is_officer and not _is_used(obj)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return scope(request).is_officer

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, obj)


class CriterionForm(CleanForm):
    class Meta:
        model = Criterion
        fields = ("position", "text", "most", "must_be_full")


class CriterionInline(OfficersInline):
    model, form, formset = Criterion, CriterionForm, Criteria
    ordering = ["position", "pk"]


class BandInline(OfficersInline):
    model, form, formset = Band, BandForm, Bands
    ordering = ["-least"]


class RubricForm(CleanForm):
    class Meta:
        model = Rubric
        fields = ("kind", "name", "valid_from", "decision", "cap_below")


@admin.register(Rubric)
class RubricAdmin(ChoosesOnly, PartyAdmin):
    form = RubricForm
    inlines = [CriterionInline, BandInline]
    for_officers_only = True
    list_display = ["name", "kind", "valid_from", "decision"]
    list_filter = ["kind"]
    ordering = ["kind", "-valid_from", "pk"]
    actions = None

    def rows(self, scope: Scope) -> QuerySet[Rubric]:
        return Rubric.objects.all()

    def organization_of(self, row: Rubric) -> None:
        return None

    def get_urls(self) -> list[Any]:
        """Without history and deletion: the Party's log has what was done."""
        gone = {f"party_rubric_{name}" for name in ("history", "delete")}
        return [url for url in super().get_urls() if url.name not in gone]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and not _is_used(obj)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        row = self.get_object(request, object_id)
        used = {"used": USED} if _is_used(row) else {}
        context = {**(extra_context or {}), **used}
        return super().change_view(request, object_id, form_url, context)


def _is_used(rubric: Rubric | None) -> bool:
    """Whether points were given by it: they would mean something else afterwards."""
    if rubric is None or rubric.pk is None:
        return False
    known = getattr(rubric, "_is_used", None)  # Asked once a page, not once a row.
    if known is None:
        given = Grading.objects.filter(rubric=rubric).exclude(points={})
        scored = MeetingScore.objects.filter(rubric=rubric)
        known = given.exists() or scored.exists()
        rubric._is_used = known  # type: ignore[attr-defined]
    return known
