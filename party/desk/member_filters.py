"""The filters of the list of members: where they belong, and what they are."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from news.desk.admin.base import ID
from party.desk.base import scope
from party.enums import MembershipKind
from party.models import Exemption, Membership


class OrganizationFilter(admin.SimpleListFilter):
    title = "tổ chức"
    parameter_name = "to-chuc"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        today = timezone.localdate()
        rows = scope(request).organizations().active_on(today).branches().in_order()
        return [(str(row.pk), row.name) for row in rows]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        value = self.value()
        if not value:
            return queryset
        if not ID.fullmatch(value) or not scope(request).may_see(int(value)):
            return queryset.none()
        rows = Membership.objects.on(timezone.localdate()).filter(organization=value)
        rows = rows.exclude(kind=MembershipKind.AWAY)
        return queryset.filter(pk__in=rows.values("member"))


class StandingFilter(admin.SimpleListFilter):
    """Without a choice: whoever belongs somewhere today."""

    title = "tư cách"
    parameter_name = "tu-cach"
    CHOICES = [
        ("chinh-thuc", "Chính thức"),
        ("du-bi", "Dự bị"),
        ("tam-thoi", "Sinh hoạt tạm thời"),
        ("mien", "Được miễn"),
        ("da-thoi", "Đã chuyển đi, đã thôi"),
    ]

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return self.CHOICES

    def choices(self, changelist: Any) -> Any:
        """The first one says what it is: not all."""
        for choice in super().choices(changelist):
            if choice["display"] == "Tất cả":
                choice["display"] = "Đang sinh hoạt"
            yield choice

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        today, value = timezone.localdate(), self.value()
        stays = Membership.objects.on(today)
        if not scope(request).is_officer:
            stays = stays.filter(organization__in=scope(request).seen)
        here = Q(pk__in=stays.exclude(kind=MembershipKind.AWAY).values("member"))
        official = Q(official_on__lte=today)
        own = stays.filter(kind=MembershipKind.OFFICIAL).values("member")
        hosted = stays.filter(kind=MembershipKind.HOSTED).values("member")
        exempt = Exemption.objects.on(today).values("member")
        conditions = {
            None: here,
            "chinh-thuc": Q(pk__in=own) & official,
            "du-bi": Q(pk__in=own) & ~official,
            "tam-thoi": Q(pk__in=hosted),
            "mien": here & Q(pk__in=exempt),
            "da-thoi": ~here,
        }
        if value not in conditions:
            return queryset.none()
        return queryset.filter(conditions[value])
