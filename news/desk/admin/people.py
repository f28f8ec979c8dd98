"""Authors and units. Their slugs stay as they were made: editions link to them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest

from news import vietnamese
from news.desk.admin.base import NamedForm, PublicModelAdmin, SearchByName
from news.models.address import free_slug
from news.models.people import Author, Unit


class AuthorForm(NamedForm):
    slug_fallback = "tac-gia"

    def clean_names(self, cleaned: dict[str, Any]) -> None:
        super().clean_names(cleaned)
        self.instance.key = vietnamese.exact_key(cleaned["name"])
        same = self.others().filter(key=self.instance.key, unit=cleaned.get("unit"))
        if same.exists():
            where = "Đơn vị này đã có" if cleaned.get("unit") else "Đã có"
            self.add_error("name", f"{where} bút danh như vậy.")

    def make_slug(self, name: str) -> str:
        return free_slug(self.others(), name, fallback=self.slug_fallback)


class UnitForm(NamedForm):
    slug_fallback = "don-vi"

    def clean_names(self, cleaned: dict[str, Any]) -> None:
        super().clean_names(cleaned)
        self.instance.key = vietnamese.exact_key(cleaned["name"])
        if self.others().filter(key=self.instance.key).exists():
            self.add_error("name", "Đã có đơn vị mang tên này.")

    def clean_parent(self) -> Unit | None:
        parent = above = self.cleaned_data.get("parent")
        while above is not None:
            if above.pk == self.instance.pk:
                raise forms.ValidationError("Đơn vị không thể trực thuộc chính nó.")
            above = above.parent
        return parent

    def make_slug(self, name: str) -> str:
        return free_slug(self.others(), name, fallback=self.slug_fallback)


class SlugIsKept(admin.ModelAdmin):
    """The slug can be chosen once, when the row is made."""

    def get_readonly_fields(
        self, request: HttpRequest, obj: Model | None = None
    ) -> list[str]:
        return ["slug"] if obj else []


@admin.register(Author)
class AuthorAdmin(SlugIsKept, PublicModelAdmin, SearchByName):
    form = AuthorForm
    autocomplete_fields = ["unit", "user"]
    list_display = ["name", "unit", "user"]
    list_select_related = ["unit", "user"]
    search_fields = ["name"]
    ordering = ["slug"]

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> list[Any]:
        account = ["user"] if request.user.has_perm("portal.view_user") else []
        return ["name", "unit", *account, "slug"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Author]:
        return super().get_queryset(request).select_related("unit")


@admin.register(Unit)
class UnitAdmin(SlugIsKept, PublicModelAdmin, SearchByName):
    form = UnitForm
    fields = [
        "name",
        "short_name",
        "slug",
        "kind",
        "parent",
        ("valid_from", "valid_to"),
        "successors",
    ]
    autocomplete_fields = ["parent", "successors"]
    list_display = ["name", "kind", "parent", "valid_from", "valid_to"]
    list_select_related = ["parent"]
    list_filter = ["kind"]
    search_fields = ["name"]
    ordering = ["slug"]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Unit], search_term: str
    ) -> tuple[QuerySet[Unit], bool]:
        named, _ = super().get_search_results(request, queryset, search_term)
        short = Q(short_name__icontains=vietnamese.clean_line(search_term))
        return queryset.filter(Q(pk__in=named.values("pk")) | short), False
