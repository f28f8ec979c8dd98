"""Filters of the list of stories: whose they are."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from news.desk.access import is_editor, staff
from news.models.people import Unit

MINE = "toi"


class WriterFilter(admin.SimpleListFilter):
    """Mine, or those of somebody whose stories I may see."""

    title = "người viết"
    parameter_name = "cua"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        user = staff(request)
        people = (
            get_user_model().objects.filter(is_staff=True).order_by("full_name", "pk")
        )
        if not is_editor(user):
            same_unit = Q(unit__isnull=False, unit=user.unit_id)
            people = people.filter(same_unit)
        others = people.exclude(pk=user.pk).order_by("full_name", "pk")
        return [(MINE, "Tôi"), *((str(other.pk), str(other)) for other in others)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        wanted = self.value()
        if wanted == MINE:
            return queryset.filter(created_by=staff(request))
        if wanted in {value for value, _ in self.lookup_choices}:
            return queryset.filter(created_by=int(wanted or 0))
        return queryset


class UnitFilter(admin.SimpleListFilter):
    """The unit that the writer's account belongs to."""

    title = "đơn vị"
    parameter_name = "don-vi"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        user = staff(request)
        if not is_editor(user):
            return []  # There is only one, and no other to choose.
        with_staff = get_user_model().objects.filter(unit__isnull=False).values("unit")
        units = Unit.objects.filter(pk__in=with_staff).order_by("slug")
        return [(str(unit.pk), unit.short_name or unit.name) for unit in units]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        wanted = self.value()
        if wanted in {value for value, _ in self.lookup_choices}:
            people = get_user_model().objects.filter(unit=int(wanted or 0))
            return queryset.filter(created_by__in=people.values("pk"))
        return queryset
