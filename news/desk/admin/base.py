"""What the admins of public things have in common."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, cast

from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import (
    AutocompleteSelect,
    RelatedFieldWidgetWrapper,
)
from django.core.exceptions import BadRequest, PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Field, ForeignKey, Model, Q, QuerySet
from django.forms import HiddenInput
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.text import capfirst

from news import audit, effects, vietnamese
from news.desk.access import staff
from news.enums import AuditKind

MOST_WORDS = 10  # Of a search; each is a condition.
ID = re.compile(r"[0-9]{1,18}", re.ASCII)


class StoredChoice(forms.ModelChoiceField):
    """A choice by id; what no database could hold as one is no choice."""

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and value and not ID.fullmatch(value):
            message = self.error_messages["invalid_choice"]
            raise forms.ValidationError(message, "invalid_choice", {"value": value})
        return super().to_python(value)


class StoredSelect(AutocompleteSelect):
    """Django's chooser, which looks up whatever a forged form or address names."""

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> Any:
        named = [pk for pk in value if ID.fullmatch(str(pk))]
        return super().optgroups(name, named, attr)


class ChoosesOnly(BaseModelAdmin):
    """Choosers without buttons beside them, but for adding what is in `may_add`.

    What is chosen is changed where it lives.
    """

    may_add: Sequence[str] = ()

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """New forms are empty: no address fills them in."""
        return {}

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = StoredSelect(db_field, self.admin_site)
            kwargs["form_class"] = StoredChoice
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(
        self, db_field: Field, request: HttpRequest, **kwargs: Any
    ) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_change_related = False
            field.widget.can_delete_related = False
            field.widget.can_view_related = False
            field.widget.can_add_related &= db_field.name in self.may_add
            if isinstance(field.widget.widget, HiddenInput):  # Has buttons of its own.
                field.widget = field.widget.widget
        return field


class CountsSome(Paginator):
    """Counts no further than anybody turns pages: to count all takes longer."""

    MOST = 10_000

    @cached_property
    def _counted(self) -> int:
        rows = cast(QuerySet, self.object_list).order_by()
        return rows[: self.MOST + 1].count()

    @property
    def is_more(self) -> bool:
        return self._counted > self.MOST

    @cached_property
    def count(self) -> int:
        return min(self._counted, self.MOST)


class LogsDeletions(admin.ModelAdmin):
    """What is deleted, one by one or by an action, stands in the log of the portal."""

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        for row in queryset:
            label = f"{row} ({self.opts.verbose_name} {row.pk})"
            audit.record(AuditKind.DELETE, by=staff(request), label=label)
        return super().log_deletions(request, queryset)


class NamesRows(LogsDeletions):
    """A list whose actions are asked for rows that a database could hold.

    Whoever may see none of its rows does not learn which there are.
    """

    paginator = CountsSome

    def lookup_allowed(
        self, lookup: str, value: str, request: HttpRequest | None = None
    ) -> bool:
        """Of the fields, what a filter offers; Django lets in all one step away.

        So an address could ask of a tag which hidden stories have it.
        """
        name = lookup.split("__")[0]
        if name in self._named and lookup not in self._offered:
            return False
        return super().lookup_allowed(lookup, value, request)  # type: ignore[arg-type]

    @cached_property
    def _named(self) -> set[str]:
        """Whatever Django could follow from here: fields, and what points here."""
        fields = {field.name for field in self.opts.get_fields(include_hidden=True)}
        return fields | {getattr(f, "attname", "") for f in self.opts.fields} | {"pk"}

    @cached_property
    def _offered(self) -> set[str]:
        names = [name for name in self.list_filter if isinstance(name, str)]
        kinds = ("exact", "id__exact", "isnull")
        return {f"{name}__{kind}" for name in names for kind in kinds}

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        named = request.POST.getlist(ACTION_CHECKBOX_NAME)
        if not all(ID.fullmatch(pk) for pk in named):
            raise BadRequest
        return super().changelist_view(request, extra_context)

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        """Also for an address that ends in “_to_field=”, which Django cannot read."""
        return super().get_object(request, object_id, from_field or None)

    def history_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Refused before the row is looked for, which Django does the other way round.

        Whoever may see none of them is not told which there are.
        """
        if not self.has_view_permission(request):
            raise PermissionDenied
        return super().history_view(request, object_id, extra_context)


class QuietTies(admin.ModelAdmin):
    """A row that is deleted takes its ties along: to what one may not see, unsaid."""

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[Any, dict[Any, int], set[Any], Any]:
        rows, counts, needed, protected = super().get_deleted_objects(objs, request)
        hidden = list(self._ties_unseen_by(request))
        told = {tie._meta.verbose_name_plural for tie in hidden}
        counts = {name: count for name, count in counts.items() if name not in told}
        starts = tuple(f"{capfirst(tie._meta.verbose_name)}: " for tie in hidden)
        return _without(rows, starts), counts, needed, protected

    def _ties_unseen_by(self, request: HttpRequest) -> Iterator[type[Model]]:
        """Django's own models between this one and another app's."""
        for relation in self.opts.get_fields(include_hidden=True):
            tie = relation.related_model if relation.auto_created else None
            owner = getattr(getattr(tie, "_meta", None), "auto_created", False)
            theirs = self.admin_site._registry.get(cast(type[Model], owner))
            if theirs is not None and not theirs.has_view_permission(request):
                yield cast(type[Model], tie)


def _without(rows: list[Any], starts: tuple[str, ...]) -> list[Any]:
    return [
        _without(row, starts) if isinstance(row, list) else row
        for row in rows
        if not (isinstance(row, str) and row.startswith(starts))
    ]


class PublicModelAdmin(ChoosesOnly, QuietTies, NamesRows):
    """Whatever is changed here makes every page of the site old."""

    list_per_page = 50
    show_facets = admin.ShowFacets.NEVER
    show_full_result_count = False

    def save_related(
        self, request: HttpRequest, form: Any, formsets: Any, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        effects.public_changed()

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        super().delete_model(request, obj)
        effects.public_changed()

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        super().delete_queryset(request, queryset)
        effects.public_changed()


class SearchByName(admin.ModelAdmin):
    """Search by name, with or without marks: the slug is the folded name."""

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        literal = Q(name__contains=vietnamese.clean_line(search_term))
        folded = Q()
        for word in vietnamese.words(search_term)[:MOST_WORDS]:
            folded &= Q(slug__contains=word)
        return queryset.filter(literal | folded), False


class CleanForm(forms.ModelForm):
    """Every text of the form in NFC, without what cannot be seen."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, value in cleaned.items():
            if isinstance(value, str):
                cleaned[name] = vietnamese.clean_line(value)
        return cleaned


class NamedForm(CleanForm):
    """A thing with a name, the key of the name and a slug made from it."""

    slug_fallback = ""
    slug_limit = 80

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if slug := self.fields.get("slug"):
            slug.required = False
            slug.help_text = "Để trống thì tạo từ tên."

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "name" in cleaned and not cleaned["name"]:
            self.add_error("name", "Tên không được để trống.")
        elif "name" in cleaned:
            self.clean_names(cleaned)
        return cleaned

    def clean_names(self, cleaned: dict[str, Any]) -> None:
        """The name is there: set what depends on it."""
        if "slug" in self.fields and not cleaned.get("slug"):
            cleaned["slug"] = self.make_slug(cleaned["name"])

    def make_slug(self, name: str) -> str:
        return vietnamese.slug(name, fallback=self.slug_fallback, limit=self.slug_limit)

    def others(self) -> QuerySet:
        """The rows of this kind other than this one."""
        return self._meta.model._default_manager.exclude(pk=self.instance.pk)
