"""Sections of the site."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import F
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from news import effects
from news.desk.admin.base import NamedForm, PublicModelAdmin, SearchByName
from news.models.category import Category


class CategoryForm(NamedForm):
    slug_fallback = "muc"


@admin.register(Category)
class CategoryAdmin(PublicModelAdmin, SearchByName):
    form = CategoryForm
    fields = [
        "name",
        "slug",
        "parent",
        "description",
        "position",
        "on_home",
        "in_menu",
    ]
    autocomplete_fields = ["parent"]
    list_display = ["branch", "full_path", "position", "on_home", "in_menu"]
    list_select_related = ["parent"]
    search_fields = ["name"]
    # The tree: every section under its parent.
    ordering = [
        Coalesce("parent__position", "position"),
        Coalesce("parent_id", "pk"),
        F("parent").asc(nulls_first=True),
        "position",
        "pk",
    ]
    sortable_by = ()

    @admin.display(description="tên mục")
    def branch(self, section: Category) -> SafeString:
        level = 1 if section.parent_id is None else 2
        return format_html(
            '<span class="branch branch--{}">{}</span>', level, section.name
        )

    @admin.display(description="địa chỉ")
    def full_path(self, section: Category) -> str:
        return f"/{section.path}/"

    def save_model(
        self, request: HttpRequest, obj: Category, form: Any, change: bool
    ) -> None:
        paths = Category.objects.filter(pk=obj.pk).values_list("path", flat=True)
        old_path = paths.first() or ""
        super().save_model(request, obj, form, change)
        if change:
            effects.section_changed(obj, old_path)
