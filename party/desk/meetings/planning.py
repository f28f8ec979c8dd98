"""A new meeting: what it is and when. The rest is written on its own page."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from news.desk.access import staff
from news.desk.moments import moment_field
from party import meetings, roster
from party.desk.base import scope
from party.desk.meetings.page import url_of
from party.enums import MeetingKind, MeetingMode, OfficeRole, OrganizationKind
from party.meetings import MeetingsError
from party.models import Meeting, Member, Office, Organization

if TYPE_CHECKING:
    from party.desk.meetings.admin import MeetingAdmin

PLANNED = "Đã lập buổi sinh hoạt. Ghi tiếp các phần còn lại ở đây."


class PlanForm(forms.Form):
    """`organizations`: those that this person records for."""

    kind = forms.ChoiceField(label="Loại", choices=MeetingKind.choices)
    starts_at = moment_field(
        "Bắt đầu", error_messages={"required": "Hãy ghi ngày giờ họp."}
    )
    month = forms.IntegerField(
        label="Của tháng",
        min_value=1,
        max_value=12,
        required=False,
        help_text="Để trống: tháng của ngày họp.",
    )
    year = forms.IntegerField(
        label="Năm", min_value=1930, max_value=2200, required=False
    )
    place = forms.CharField(
        label="Địa điểm",
        max_length=250,
        required=False,
        help_text="Để trống: như buổi trước.",
    )
    mode = forms.ChoiceField(label="Hình thức họp", choices=MeetingMode.choices)
    theme = forms.CharField(label="Chuyên đề", max_length=300, required=False)

    def __init__(self, *args: Any, organizations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        known = {str(row.pk): row for row in organizations}
        choices = [(pk, str(row)) for pk, row in known.items()]
        if len(choices) != 1:
            choices.insert(0, ("", "— Chọn —"))
        chooser = forms.TypedChoiceField(
            label="Tổ chức",
            choices=choices,
            coerce=known.__getitem__,
            error_messages={"required": "Hãy chọn tổ chức."},
        )
        self.fields = {"organization": chooser, **self.fields}


def answer(admin: MeetingAdmin, request: HttpRequest) -> HttpResponse:
    organizations = recorded(request)
    if request.method != "POST":
        form = PlanForm(organizations=organizations)
        return _shown(admin, request, form)
    form = PlanForm(request.POST, organizations=organizations)
    if not form.is_valid():
        return _shown(admin, request, form)
    fields = dict(form.cleaned_data)
    organization = fields.pop("organization")
    usual = usual_of(organization, fields)
    try:
        meeting = meetings.plan(organization, by=staff(request), **fields | usual)
    except MeetingsError as error:
        for finding in error.findings:
            at = finding.field if finding.field in form.fields else None
            form.add_error(at, finding.message)
        return _shown(admin, request, form)
    admin.message_user(request, PLANNED, messages.SUCCESS)
    return HttpResponseRedirect(url_of(meeting))


def recorded(request: HttpRequest) -> list[Organization]:
    """Active organizations that meet, and that this person records for."""
    rights = scope(request)
    rows = rights.organizations().active_on(timezone.localdate())
    rows = rows.exclude(kind=OrganizationKind.GROUP).in_order()
    return [row for row in rows if rights.may_record(row.pk)]


def usual_of(organization: Organization, fields: dict[str, Any]) -> dict[str, Any]:
    """Place, chair and secretary as they usually are, where nothing was said."""
    day = timezone.localdate(fields["starts_at"])
    lines = roster.roster(organization, day, fields["kind"])
    able = {it.member for it in lines if it.may_vote and not it.status}
    last = Meeting.objects.filter(organization=organization).standing().newest().first()
    found: dict[str, Any] = {"chair": _secretary_of(organization, day, able)}
    if last is not None:
        found["place"] = fields["place"] or last.place
        if last.secretary in able and last.secretary != found["chair"]:
            found["secretary"] = last.secretary
    return found


def _secretary_of(
    organization: Organization, day: Any, able: Collection[Member]
) -> Member | None:
    """The branch's bí thư, or else its phó bí thư, who can chair that day."""
    rows = Office.objects.on(day).filter(term__organization=organization)
    offices = {row.role: row.member for row in rows.select_related("member")}
    for role in (OfficeRole.SECRETARY, OfficeRole.DEPUTY):
        if offices.get(role) in able:
            return offices[role]
    return None


def _shown(admin: MeetingAdmin, request: HttpRequest, form: PlanForm) -> HttpResponse:
    context = {
        **admin.admin_site.each_context(request),
        "title": "Buổi sinh hoạt mới",
        "opts": admin.opts,
        "form": form,
    }
    return render(request, "admin/party/meeting/add.html", context)
