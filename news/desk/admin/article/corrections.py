"""The box “Đính chính” of the article form: for stories that readers have seen."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.db.models import OuterRef, QuerySet, Subquery
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils import timezone

from news import vietnamese
from news.desk.access import staff
from news.desk.moments import day_field
from news.enums import Standing
from news.models.article import Article
from news.models.correction import Correction, EditionCorrection
from news.models.generation import clock

if TYPE_CHECKING:
    from portal.models import User

OFFICE = "Ban biên tập"
SEEN = {Standing.LIVE, Standing.CHANGED, Standing.EXPIRED, Standing.WITHDRAWN}
TEXTS = {
    "wrong": "Hãy ghi chữ đã viết sai trên trang.",
    "right": "Hãy ghi chữ đúng.",
    "signed_by": "Hãy ghi ai đính chính.",
}


class CorrectionForm(forms.ModelForm):
    on = day_field(
        "Ngày",
        initial=timezone.localdate,
        error_messages={"required": "Hãy ghi ngày đính chính."},
    )
    signed_by = forms.CharField(
        label="Người đính chính",
        initial=OFFICE,
        max_length=200,
        error_messages={"required": TEXTS["signed_by"]},
    )

    class Meta:
        model = Correction
        fields = ["wrong", "right", "on", "signed_by"]
        widgets = {
            "wrong": forms.Textarea(attrs={"rows": 3}),
            "right": forms.Textarea(attrs={"rows": 3}),
        }
        error_messages = {
            name: {"required": message} for name, message in TEXTS.items()
        }

    def has_changed(self) -> bool:
        """A new row with nothing but what it came with is an empty row."""
        changed = set(self.changed_data)
        return bool(changed if self.instance.pk else changed & {"wrong", "right"})

    def clean_on(self) -> date:
        on = self.cleaned_data["on"]
        if on > timezone.localdate(clock()):
            raise forms.ValidationError("Ngày đính chính không thể ở tương lai.")
        first = self.instance.article.editions.order_by("number").first()
        if first is not None and on < timezone.localdate(first.published_at):
            raise forms.ValidationError(
                "Ngày đính chính không thể trước ngày đăng bài."
            )
        return on

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, message in TEXTS.items():
            if name in cleaned:
                cleaned[name] = vietnamese.clean_line(cleaned[name])
                if not cleaned[name]:
                    self.add_error(name, message)
        if cleaned.get("wrong") and cleaned.get("wrong") == cleaned.get("right"):
            self.add_error("right", "Chữ đúng phải khác chữ sai.")
        return cleaned


class CorrectionFormSet(BaseInlineFormSet):
    """`by` is who fills it in."""

    by: User | None = None

    def save_new(self, form: Any, commit: bool = True) -> Any:
        """A new row is about what readers saw last."""
        seen = self.instance.editions.started(clock()).order_by("-number").first()
        form.instance.edition_number = seen.number if seen else 1
        form.instance.position = len(self.initial_forms) + self.extra_forms.index(form)
        form.instance.made_by = self.by
        return super().save_new(form, commit)


class CorrectionInline(admin.TabularInline):
    model = Correction
    form = CorrectionForm
    formset = CorrectionFormSet
    template = "admin/news/article/correction_rows.html"
    fields = ["wrong", "right", "on", "signed_by", "whereabouts"]
    readonly_fields = ["whereabouts"]
    extra = 0

    def get_formset(
        self, request: HttpRequest, obj: Article | None = None, **kwargs: Any
    ) -> Any:
        formset: Any = super().get_formset(request, obj, **kwargs)
        formset.by = staff(request)
        return formset

    def get_queryset(self, request: HttpRequest) -> QuerySet[Correction]:
        """With the first edition that shows each, if there is one."""
        same = {name: OuterRef(name) for name in ("wrong", "right", "on", "signed_by")}
        shown = EditionCorrection.objects.filter(
            edition__article=OuterRef("article"), **same
        ).order_by("edition__number")
        # Not Django's own: it asks for a permission without saying of which story.
        return Correction.objects.annotate(
            shown_in=Subquery(shown.values("edition__number")[:1]),
            shown_from=Subquery(shown.values("edition__starts_at")[:1]),
        )

    @admin.display(description="Trên trang")
    def whereabouts(self, correction: Any) -> str:
        if correction.pk is None:
            return "Sẽ hiện từ lần đăng tới."
        wrong = f"Sai ở bản {correction.edition_number}"
        if correction.shown_in is None:
            return f"{wrong}; chưa đăng."
        if correction.shown_from > clock():
            at = timezone.localtime(correction.shown_from)
            return f"{wrong}; hẹn đăng {at:%H:%M %d/%m/%Y} (bản {correction.shown_in})."
        return f"{wrong}; bạn đọc thấy đính chính từ bản {correction.shown_in}."

    def has_view_permission(
        self, request: HttpRequest, obj: Article | None = None
    ) -> bool:
        return _was_seen(obj) and super().has_view_permission(request, obj)

    def has_add_permission(
        self, request: HttpRequest, obj: Article | None = None
    ) -> bool:
        return _was_seen(obj) and super().has_add_permission(request, obj)

    def has_change_permission(
        self, request: HttpRequest, obj: Article | None = None
    ) -> bool:
        return _was_seen(obj) and super().has_change_permission(request, obj)

    def has_delete_permission(
        self, request: HttpRequest, obj: Article | None = None
    ) -> bool:
        return _was_seen(obj) and super().has_delete_permission(request, obj)


def _was_seen(article: Article | None) -> bool:
    """Whether readers have seen the story: then there is something to correct."""
    standing = getattr(article, "standing", Standing.NONE)
    if article is None or standing == Standing.NONE:
        return False
    if standing == Standing.SCHEDULED:  # Perhaps for the second time.
        return article.editions.started(clock()).exists()
    return standing in SEEN
