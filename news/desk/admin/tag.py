"""Tags: unique by exact key, with a slug of their own."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from taggit.admin import Tag as TaggitTag

from news import effects, vietnamese
from news.desk.admin.base import NamedForm, PublicModelAdmin, SearchByName
from news.models.address import free_slug
from news.models.tag import Tag

# taggit brings an admin of its own tags; we have none of those.
admin.site.unregister(TaggitTag)


class TagForm(NamedForm):
    slug_fallback = "tu-khoa"

    def clean_names(self, cleaned: dict[str, Any]) -> None:
        super().clean_names(cleaned)
        name = cleaned["name"]
        self.instance.key = vietnamese.exact_key(name)
        if "," in name:
            self.add_error("name", "Từ khóa không có dấu phẩy.")
        elif same := self.others().filter(key=self.instance.key).first():
            self.add_error("name", f"Đã có từ khóa này: “{same}”.")

    def make_slug(self, name: str) -> str:
        return free_slug(self.others(), name, fallback=self.slug_fallback)


@admin.register(Tag)
class TagAdmin(PublicModelAdmin, SearchByName):
    form = TagForm
    fields = ["name", "slug"]
    list_display = ["name", "slug"]
    search_fields = ["name"]
    ordering = ["slug"]

    def save_model(
        self, request: HttpRequest, obj: Tag, form: Any, change: bool
    ) -> None:
        slugs = Tag.objects.filter(pk=obj.pk).values_list("slug", flat=True)
        old_slug = slugs.first() or ""
        super().save_model(request, obj, form, change)
        if change:
            effects.tag_changed(obj, old_slug)
