"""Rows in an order of their own: who wrote the story, and its “Tin liên quan”."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from adminsortable2.admin import CustomInlineFormSet, SortableTabularInline
from django import forms
from django.db.models import ForeignKey, Model
from django.http import HttpRequest

from news.desk.access import pinnable_by, staff
from news.desk.admin.base import ChoosesOnly
from news.models.article import Article, Byline, Pin


class RowForm(forms.ModelForm):
    def clean(self) -> dict[str, Any]:
        """Leave uniqueness to the formset: it alone sees all rows as they will be."""
        return self.cleaned_data

    def has_changed(self) -> bool:
        """A new row with nothing but a place in the order is an empty row."""
        changed = set(self.changed_data)
        return bool(changed if self.instance.pk else changed - {"position"})


class OrderedFormSet(CustomInlineFormSet):
    """Rows that are written anew as a whole, so that any two may change places."""

    chosen: str
    twice: str

    def clean(self) -> None:
        seen: set[int] = set()
        for form in self.kept():
            pk = getattr(form.instance, f"{self.chosen}_id")
            if pk is not None and pk in seen:
                form.add_error(self.chosen, self.twice)
            seen.add(pk)

    def kept(self) -> Iterator[forms.ModelForm]:
        """The filled-in rows that nobody asked to delete."""
        for form in self.forms:
            empty = form in self.extra_forms and not form.has_changed()
            if not empty and not self._should_delete_form(form):
                yield form

    def save(self, commit: bool = True) -> list[Model]:
        self._note_what_changes()
        if not self.has_changed():
            return []
        rows = [form.instance for form in sorted(self.kept(), key=self._place)]
        self.model.objects.filter(article=self.instance).delete()
        for position, row in enumerate(rows, start=1):
            row.pk, row.article, row.position = None, self.instance, position
        return self.model.objects.bulk_create(rows)

    def _place(self, form: forms.ModelForm) -> tuple[bool, int, int]:
        """By the number on the row; new rows without one go to the end."""
        number = form.cleaned_data.get("position") or 0
        unplaced = not number and form in self.extra_forms
        return unplaced, number, self.forms.index(form)

    def _note_what_changes(self) -> None:
        """What the admin asks a formset for when it writes the history."""
        kept = list(self.kept())
        self.new_objects = [form.instance for form in kept if form in self.extra_forms]
        self.deleted_objects = [form.instance for form in self.deleted_forms]
        self.changed_objects = [
            (form.instance, form.changed_data)
            for form in kept
            if form in self.initial_forms and form.has_changed()
        ]


class BylineFormSet(OrderedFormSet):
    chosen, twice = "author", "Tác giả này đã có trong bài."


class PinFormSet(OrderedFormSet):
    chosen, twice = "target", "Tin này đã được ghim."

    def clean(self) -> None:
        super().clean()
        for form in self.kept():
            if self.instance.pk and form.instance.target_id == self.instance.pk:
                form.add_error("target", "Bài viết không thể ghim chính nó.")


class OrderedRows(ChoosesOnly, SortableTabularInline):
    template = "admin/news/article/ordered_rows.html"


class BylineInline(OrderedRows):
    model = Byline
    form = RowForm
    formset = BylineFormSet
    fields = ["author", "unit", "position"]
    autocomplete_fields = ["author", "unit"]
    may_add = ["author"]

    def get_extra(
        self, request: HttpRequest, obj: Article | None = None, **kwargs: Any
    ) -> int:
        return 0 if obj and obj.bylines.exists() else 1


class PinInline(OrderedRows):
    model = Pin
    fk_name = "article"
    form = RowForm
    formset = PinFormSet
    fields = ["target", "position"]
    autocomplete_fields = ["target"]
    extra = 0

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name == "target":
            kwargs["queryset"] = pinnable_by(staff(request))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
