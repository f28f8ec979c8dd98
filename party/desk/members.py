"""Members at the desk: the list, and the page of one."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from news import vietnamese
from news.desk.access import staff
from news.desk.admin.base import MOST_WORDS
from party import acknowledging, log, sealing
from party.access import Scope
from party.acknowledging import AcknowledgingError
from party.desk import member_page, organization_page
from party.desk.base import scope
from party.desk.member_filters import OrganizationFilter, StandingFilter
from party.desk.member_steps import STEPS
from party.desk.record_admin import RecordAdmin
from party.desk.row_log import log_of_row
from party.enums import LogKind, MembershipKind
from party.models import Member, Membership, Office, PartyLogEntry
from party.rules.members import rule_12

WRONG_KEY = "Không mở được số thẻ: khóa PARTY_KEY trên máy chủ không đúng."


@admin.register(Member)
class MemberAdmin(RecordAdmin):
    list_display = ["full_name", "place", "standing", "offices", "admitted", "official"]
    list_display_links = ["full_name"]
    list_filter = [OrganizationFilter, StandingFilter]
    search_fields = ["full_name"]
    search_help_text = "Họ và tên, có dấu hoặc không dấu."
    empty_value_display = "—"
    ordering = ["sort_key", "pk"]
    sortable_by = ()
    steps = STEPS
    actions = None

    def rows(self, scope: Scope) -> QuerySet[Member]:
        """With where they belong today and what they are there: two queries a page."""
        today = timezone.localdate()
        stays = Membership.objects.on(today).select_related("organization")
        held = Office.objects.on(today).select_related("term__organization")
        if not scope.is_officer:
            stays = stays.filter(organization__in=scope.seen)
            held = held.filter(term__organization__in=scope.seen)
        return (
            scope.members()
            .real()
            .prefetch_related(
                Prefetch("memberships", stays, to_attr="stays_now"),
                Prefetch("offices", held, to_attr="offices_now"),
            )
        )

    def organization_of(self, row: Member) -> int | None:
        rows = Membership.objects.on(timezone.localdate()).filter(member=row)
        home = rows.filter(kind=MembershipKind.OFFICIAL).first()
        return home.organization_id if home else None

    def named(self, row: Member) -> dict[str, Any]:
        return {"member": row, "organization": self.organization_of(row)}

    def get_urls(self) -> list[Any]:
        def posted(view: Any) -> Any:
            return self.admin_site.admin_view(require_POST(view))

        own = [("so-the", self.card, "card"), ("ghi-nhan", self.acknowledge, "noted")]
        urls = [
            path(f"<id:pk>/{slug}/", posted(view), name=self.name_of(name))
            for slug, view, name in own
        ]
        return [*urls, *super().get_urls()]

    # --- The list ---------------------------------------------------------------------

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if self.has_view_permission(request):
            what = "Xem danh sách đảng viên"
            log.record(
                LogKind.VIEW, what, by=staff(request), organization=_asked(request)
            )
        return super().changelist_view(request, {"title": "Đảng viên"})

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """By name, with or without marks. Whoever is offered names by it is logged."""
        for word in vietnamese.words(search_term)[:MOST_WORDS]:
            queryset = queryset.filter(search_text__contains=word)
        if request.path.endswith("/autocomplete/"):
            log.record(LogKind.VIEW, "Tìm chọn đảng viên", by=staff(request))
        return queryset, False

    @admin.display(description="sinh hoạt ở")
    def place(self, member: Any) -> SafeString | str:
        of = {row.kind: row for row in member.stays_now}
        home, guest = of.get(MembershipKind.OFFICIAL), of.get(MembershipKind.HOSTED)
        away = of.get(MembershipKind.AWAY)
        elsewhere = away.place if away else str(guest.organization) if guest else ""
        if elsewhere and home:
            return format_html(
                '{}<br><span class="quiet">tạm thời: {}</span>',
                home.organization,
                elsewhere,
            )
        return home.organization.name if home else elsewhere

    @admin.display(description="tư cách")
    def standing(self, member: Any) -> SafeString | str:
        shown = [r for r in member.stays_now if r.kind != MembershipKind.AWAY]
        if not shown:
            return "—"
        shown[0].member = member
        key, words = organization_page.standing(shown[0], timezone.localdate())
        return format_html('<span class="badge standing--{}">{}</span>', key, words)

    @admin.display(description="chức vụ")
    def offices(self, member: Any) -> str:
        return ", ".join(office.label for office in member.offices_now)

    @admin.display(description="vào Đảng")
    def admitted(self, member: Member) -> str:
        return _day(member.admitted_on)

    @admin.display(description="chính thức")
    def official(self, member: Member) -> str:
        return _day(member.official_on)

    # --- One member -------------------------------------------------------------------

    def show(
        self, request: HttpRequest, row: Member, card_number: str = ""
    ) -> HttpResponse:
        if not card_number:
            self.log_view(request, row, "Xem hồ sơ đảng viên")
        today, rights = timezone.localdate(), scope(request)
        context = member_page.context(row, today, rights)
        return self.page(
            request,
            "admin/party/member/page.html",
            {
                **context,
                "title": row.full_name,
                "may_write": rights.is_officer,
                "may_note": rights.may_record(self.organization_of(row)),
                "card_masked": _masked(row),
                "card_number": card_number,
            },
        )

    def card(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The number in clear, once, for whoever asked; that is logged."""
        row = self.found(request, pk)
        if row is None:
            return self.does_not_exist(request, pk)
        try:
            number = row.card_number
        except ValueError:
            messages.error(request, WRONG_KEY)
            return self._back(row)
        self.log_view(request, row, "Xem số thẻ đảng viên")
        return self.show(request, row, number) if number else self._back(row)

    def acknowledge(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Why a warning stands."""
        row = self.found(request, pk)
        if row is None:
            return self.does_not_exist(request, pk)
        organization = self.organization_of(row)
        if organization is None or not scope(request).may_record(organization):
            raise PermissionDenied
        try:
            acknowledging.acknowledge(
                rule_12(row, timezone.localdate()),
                request.POST.get("key", ""),
                organization=organization,
                reason=request.POST.get("reason", ""),
                by=staff(request),
            )
        except AcknowledgingError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, "Đã ghi nhận cảnh báo.")
        return self._back(row)

    def show_log(self, request: HttpRequest, row: Member) -> HttpResponse:
        rows = PartyLogEntry.objects.filter(member=row)
        return log_of_row(self, request, row, rows)

    def _back(self, row: Member) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:party_member_change", args=[row.pk]))


def _masked(member: Member) -> str:
    try:
        return sealing.masked(member.card_number)
    except ValueError:
        return "không mở được"


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _asked(request: HttpRequest) -> int | None:
    """The organization that the list was narrowed to, if it is in the scope."""
    value = request.GET.get(OrganizationFilter.parameter_name, "")
    rows = scope(request).organizations()
    if not value.isdecimal() or len(value) > 18:
        return None
    return rows.filter(pk=value).values_list("pk", flat=True).first()
