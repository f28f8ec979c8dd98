"""Rows in an order of their own: who wrote the story, and its “Tin liên quan”."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from adminsortable2.admin import CustomInlineFormSet, SortableTabularInline
from django import forms
from django.contrib import admin
from django.db.models import ForeignKey, Model, QuerySet
from django.http import HttpRequest

from news import vietnamese
from news.desk.access import attachable_by, pinnable_by, staff, titles_for
from news.desk.admin.base import ChoosesOnly, StoredChoice
from news.desk.admin.photo_choice import FileChoice, PhotoChoice
from news.models.article import Article, Byline, Pin
from news.models.attachment import ArticleAttachment
from news.models.gallery import GalleryPhoto
from news.models.photo import Photo


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


class GalleryFormSet(OrderedFormSet):
    chosen, twice = "photo", "Ảnh này đã có trong bộ ảnh."


class AttachmentFormSet(OrderedFormSet):
    chosen, twice = "attachment", "Tệp này đã được đính kèm."


class UseForm(RowForm):
    """A row that uses something with a text of its own: loaded once, shown as is."""

    chosen: str
    texts: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = getattr(self.instance, f"{self.chosen}_id", None)
        if known:
            self.fields[self.chosen].widget.known = getattr(self.instance, self.chosen)

    def clean(self) -> dict[str, Any]:
        for name in self.texts:
            if name in self.cleaned_data:
                line = vietnamese.clean_line(self.cleaned_data[name])
                self.cleaned_data[name] = line
        return self.cleaned_data


class GalleryForm(UseForm):
    chosen, texts = "photo", ("caption", "alt")

    class Meta:
        widgets = {
            "caption": forms.Textarea(attrs={"rows": 2, "placeholder": "Chú thích"}),
            "alt": forms.Textarea(attrs={"rows": 2, "placeholder": "Mô tả ảnh (alt)"}),
        }


class AttachmentForm(UseForm):
    chosen, texts = "attachment", ("title",)


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
    readonly_fields = ["named"]
    autocomplete_fields = ["target"]
    extra = 0

    def get_fields(self, request: HttpRequest, obj: Article | None = None) -> Any:
        """Who may only look reads no title of a story that is not to be seen."""
        if self.has_change_permission(request, obj):
            return self.fields
        pins = obj.pins.values_list("target", flat=True) if obj else []
        self.titles = titles_for(staff(request), list(pins))
        return ["named", "position"]

    @admin.display(description="tin liên quan")
    def named(self, pin: Pin) -> str:
        return self.titles.get(pin.target_id, f"Bài số {pin.target_id}")

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name == "target":
            kwargs["queryset"] = pinnable_by(staff(request))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class GalleryInline(OrderedRows):
    model = GalleryPhoto
    form = GalleryForm
    formset = GalleryFormSet
    fields = ["photo", "caption", "alt", "position"]
    extra = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[GalleryPhoto]:
        return super().get_queryset(request).select_related("photo")

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name == "photo":
            return StoredChoice(Photo.objects.all(), widget=PhotoChoice(), label="Ảnh")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class AttachmentInline(OrderedRows):
    model = ArticleAttachment
    form = AttachmentForm
    formset = AttachmentFormSet
    fields = ["attachment", "title", "position"]
    extra = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[ArticleAttachment]:
        return super().get_queryset(request).select_related("attachment")

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name == "attachment":
            allowed = attachable_by(staff(request))
            return StoredChoice(allowed, widget=FileChoice(allowed), label="Tệp")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
