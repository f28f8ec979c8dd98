"""How staff narrow the photo library: by use, month of upload and unit."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from news.models.people import Unit
from news.models.photo import Photo

MONTH = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])", re.ASCII)
MOST_MONTHS = 60


class UseFilter(admin.SimpleListFilter):
    title = "sử dụng"
    parameter_name = "dung"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("co", "Đã dùng"), ("chua", "Chưa dùng"), ("go", "Đã gỡ")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        photos = Photo.objects.filter(pk__in=queryset.values("pk"))
        match self.value():
            case "co":
                return queryset.filter(pk__in=photos.used().values("pk"))
            case "chua":
                return queryset.filter(pk__in=photos.unused().values("pk"))
            case "go":
                return queryset.filter(withdrawn_at__isnull=False)
        return queryset


class MonthFilter(admin.SimpleListFilter):
    title = "tháng tải lên"
    parameter_name = "thang"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """From the newest month to the oldest, without asking for every photo."""
        moments = Photo.objects.values_list("uploaded_at", flat=True)
        newest = moments.order_by("-uploaded_at", "-pk").first()
        oldest = moments.order_by("uploaded_at", "pk").first()
        if newest is None or oldest is None:
            return []
        first, last = _month(oldest), _month(newest)
        months = range(last, max(first, last - MOST_MONTHS) - 1, -1)
        return [(f"{m // 12}-{m % 12 + 1:02}", _name(m)) for m in months]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        found = MONTH.fullmatch(self.value() or "")
        if found is None:
            return queryset
        month = int(found[1]) * 12 + int(found[2]) - 1
        return queryset.filter(
            uploaded_at__gte=_start(month), uploaded_at__lt=_start(month + 1)
        )


class UnitFilter(admin.SimpleListFilter):
    title = "đơn vị"
    parameter_name = "don-vi"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        used = Photo.objects.filter(unit__isnull=False).values("unit")
        units = Unit.objects.filter(pk__in=used).order_by("key")
        return [(unit.slug, unit.name) for unit in units]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(unit__slug=self.value()) if self.value() else queryset


def _month(moment: datetime) -> int:
    """Months since year 0, by Vietnamese time."""
    local = timezone.localtime(moment)
    return local.year * 12 + local.month - 1


def _name(month: int) -> str:
    return f"Tháng {month % 12 + 1}/{month // 12}"


def _start(month: int) -> datetime:
    zone = timezone.get_default_timezone()
    return datetime(month // 12, month % 12 + 1, 1, tzinfo=zone)
