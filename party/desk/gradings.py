"""Gradings at the desk: the form says what is wrong, party.gradings writes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import ForeignKey, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from news import vietnamese
from news.desk.access import staff
from news.desk.admin.base import ChoosesOnly, CleanForm
from party import acknowledging, gradings, log
from party.access import Scope
from party.acknowledging import AcknowledgingError
from party.desk.base import PartyAdmin, scope
from party.enums import LogKind
from party.gradings import GradingsError, scoring
from party.models import Criterion, Grading, Rubric
from party.rules import Finding, warnings
from party.rules.scores import field_of, shown

ABOUT = ["organization", "member", "year", "quarter"]
FIXED = ["organization", "member", "period", "points_shown"]  # Once it is added.
LEVELS = ["self_level", "proposed_level"]
DECISION = ["decided_level", "decided_on", "decision", "is_announced"]


class GradingForm(CleanForm):
    """Fields of the points are named as findings of rule 14 name them.

    The grading is written where the form is checked: that a colleague was faster is
    then a message of the form, and nothing typed is lost.
    """

    by: Any = None  # Whoever fills it in; the admin sets it.
    rubric: Rubric | None = None
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Grading
        exclude = ("rubric", "points", "score")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found: list[Finding] = []
        self.criteria = _criteria(self.rubric)
        for criterion in self.criteria:
            self.fields[field_of(criterion)] = forms.CharField(
                label=criterion.text,
                required=False,
                max_length=10,
                initial=_shown(self.instance.points, criterion),
                help_text=f"Từ 0 đến {shown(criterion.most)}.",
                widget=forms.TextInput(attrs={"inputmode": "decimal", "size": 6}),
            )
        if "seen" in self.fields:
            self.initial["seen"] = self.instance.version

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if self.errors:
            return
        if self.instance.pk is not None:
            self.instance.version = self.cleaned_data.get("seen") or 0
        typed: Mapping[str, str] | None = None
        if self.criteria:
            typed = {
                str(it.pk): self.cleaned_data.get(field_of(it), "")
                for it in self.criteria
            }
        try:
            self.found = gradings.grade(self.instance, typed, by=self.by)
        except GradingsError as error:
            for finding in error.findings:
                field = finding.field if finding.field in self.fields else None
                self.add_error(field, finding.message)

    def save(self, commit: bool = True) -> Grading:
        """It is saved already."""
        self.save_m2m = lambda: None  # type: ignore[method-assign]
        return self.instance


class SubjectFilter(admin.SimpleListFilter):
    title, parameter_name = "đối tượng", "doi-tuong"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("to-chuc", "Tổ chức"), ("dang-vien", "Đảng viên")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() in {"to-chuc", "dang-vien"}:
            return queryset.filter(member__isnull=self.value() == "to-chuc")
        return queryset


@admin.register(Grading)
class GradingAdmin(ChoosesOnly, PartyAdmin):
    form = GradingForm
    list_display = ["subject", "organization", "period", "points_shown", *LEVELS]
    list_display += ["decided_level"]
    list_display_links = ["subject"]
    list_filter = [SubjectFilter, "year", "quarter", "decided_level"]
    list_select_related = ["organization", "member"]
    search_fields = ["member__search_text"]
    search_help_text = "Họ tên đảng viên"
    ordering = ["-year", "-quarter", "organization", "member__sort_key", "pk"]
    autocomplete_fields = ["organization", "member"]
    actions = None

    def rows(self, scope: Scope) -> QuerySet[Grading]:
        rows = Grading.objects.select_related("organization", "member", "rubric")
        if scope.is_officer:
            return rows
        return rows.filter(organization__in=scope.seen)

    def get_urls(self) -> list[Any]:
        """Without history and deletion: the Party's log has what was done."""
        gone = {f"party_grading_{name}" for name in ("history", "delete")}
        kept = [url for url in super().get_urls() if url.name not in gone]
        noted = self.admin_site.admin_view(require_POST(self.acknowledge))
        name = "party_grading_acknowledge"
        return [path("<int:pk>/ghi-nhan/", noted, name=name), *kept]

    @admin.display(description="đối tượng", ordering="member__sort_key")
    def subject(self, row: Grading) -> str:
        return str(row.member or "Tổ chức")

    @admin.display(description="kỳ", ordering="year")
    def period(self, row: Grading) -> str:
        return row.period

    @admin.display(description="điểm", ordering="score")
    def points_shown(self, row: Grading) -> str:
        return "" if row.score is None else shown(row.score)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        folded = vietnamese.fold(search_term)
        return super().get_search_results(request, queryset, folded)

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Only what this person may write about can be chosen, and only it is taken."""
        rights = scope(request)
        if db_field.name == "organization":
            rows = rights.organizations()
            if not rights.is_officer:
                rows = rows.filter(pk__in=rights.recorded)
            kwargs["queryset"] = rows
        if db_field.name == "member":
            kwargs["queryset"] = rights.members()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"year": timezone.localdate().year}

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Who and when stay as they are; only Party officers write decisions."""
        fixed = [*FIXED] if obj is not None else []
        return fixed if scope(request).is_officer else [*fixed, *DECISION]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        marks = [field_of(it) for it in _criteria(obj.rubric if obj else None)]
        if not self.has_change_permission(request, obj):
            marks = []
        about = [*FIXED] if obj else [*ABOUT]
        sets: list[Any] = [(None, {"fields": about})]
        if marks:
            sets.append(("Điểm từng tiêu chí", {"fields": marks}))
        levels = [*LEVELS, *DECISION, "note", *(["seen"] if obj else [])]
        if obj is not None and not self.has_change_permission(request, obj):
            levels.remove("seen")
        return [*sets, ("Mức xếp loại", {"fields": levels})]

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """Without the fields of the points, which the form itself adds."""
        sets = self.get_fieldsets(request, obj)
        names = [name for _, options in sets for name in options["fields"]]
        given = {field_of(it) for it in _criteria(obj.rubric if obj else None)}
        kwargs["fields"] = [name for name in names if name not in {*given, "seen"}]
        form = super().get_form(request, obj, change, **kwargs)
        own = {"by": request.user, "rubric": obj.rubric if obj else None}
        return type("FilledGradingForm", (form,), own)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        response = super().changelist_view(request, extra_context)
        if request.method == "GET":
            log.record(LogKind.VIEW, "Xem danh sách xếp loại", by=staff(request))
        return response

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        row = self.get_object(request, object_id)
        context = dict(extra_context or {})
        if row is not None and request.method == "GET":
            log.record(
                LogKind.VIEW,
                f"Xem xếp loại số {row.pk}",
                by=staff(request),
                organization=row.organization_id,
                member=row.member_id,
            )
        if row is not None:
            context |= {
                "noted": acknowledging.noted(gradings.check(row)),
                "action": "admin:party_grading_acknowledge",
                "pk": row.pk,
                "may_note": self.has_change_permission(request, row),
            }
        return super().change_view(request, object_id, form_url, context)

    def save_model(
        self, request: HttpRequest, obj: Any, form: Any, change: bool
    ) -> None:
        """Written by the form; here is said what it warned of."""
        for finding in warnings(form.found):
            messages.warning(request, finding.message)

    def _log(self, request: HttpRequest, row: Any, done: str) -> None:
        """party.gradings has logged it."""

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: Any = None
    ) -> HttpResponse:
        """On to the points, which depend on whom it is about, and when."""
        if obj.rubric_id is None:
            return super().response_add(request, obj, post_url_continue)
        messages.success(request, "Đã ghi. Tiếp theo: chấm điểm từng tiêu chí.")
        return self._to(obj.pk)

    def acknowledge(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Why a warning of rule 15 stands."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        row = self.get_object(request, str(pk))
        if row is None:
            return self.does_not_exist(request, pk)
        if not self.has_change_permission(request, row):
            raise PermissionDenied
        try:
            acknowledging.acknowledge(
                gradings.check(row),
                request.POST.get("key", ""),
                organization=row.organization_id,
                reason=request.POST.get("reason", ""),
                by=staff(request),
            )
        except AcknowledgingError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, "Đã ghi nhận cảnh báo.")
        return self._to(pk)

    def _to(self, pk: int) -> HttpResponse:
        url = reverse("admin:party_grading_change", args=[pk])
        return HttpResponseRedirect(url)


def _criteria(rubric: Rubric | None) -> list[Criterion]:
    return list(scoring.measure_of(rubric).criteria) if rubric else []


def _shown(points: Mapping[str, str], criterion: Criterion) -> str:
    return points.get(str(criterion.pk), "").replace(".", ",")
