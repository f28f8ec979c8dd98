"""Where addresses of older portals lead."""

from __future__ import annotations

from django import forms
from django.contrib import admin

from news.desk.admin.base import PublicModelAdmin
from news.models.legacy import LegacyAddress, normal_path


class LegacyAddressForm(forms.ModelForm):
    def clean_path(self) -> str:
        path = normal_path(self.cleaned_data["path"])
        same = LegacyAddress.objects.filter(path=path).exclude(pk=self.instance.pk)
        if same.exists():
            raise forms.ValidationError("Địa chỉ cũ này đã có.")
        return path


@admin.register(LegacyAddress)
class LegacyAddressAdmin(PublicModelAdmin):
    form = LegacyAddressForm
    fields = ["path", "article", "category", "tag"]
    autocomplete_fields = ["article", "category", "tag"]
    list_display = ["path", "article", "category", "tag"]
    list_select_related = ["article", "category", "tag"]
    search_fields = ["path"]
    ordering = ["path"]
