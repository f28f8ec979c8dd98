"""Which stories lead the home page, from when to when."""

from __future__ import annotations

from django.contrib import admin

from news.desk.admin.base import PublicModelAdmin
from news.models.frontpage import FrontPageSlot


@admin.register(FrontPageSlot)
class FrontPageSlotAdmin(PublicModelAdmin):
    fields = ["place", "article", "position", "starts_at", "ends_at"]
    autocomplete_fields = ["article"]
    list_display = ["article", "place", "position", "starts_at", "ends_at"]
    list_select_related = ["article"]
    list_filter = ["place"]
    ordering = ["-starts_at", "position"]
