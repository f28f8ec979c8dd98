"""The small pages of one step each: close, put off, call off, amend.

Each asks once, with the version of the meeting that the person saw.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from news.desk.access import staff
from news.desk.moments import moment_field
from party import acknowledging, meetings
from party.desk.meetings import page, steps
from party.meetings import MeetingsError, closing
from party.meetings.steps import TAKEN
from party.meetings.warnings import warnings_of
from party.models import Meeting

if TYPE_CHECKING:
    from party.desk.meetings.admin import MeetingAdmin
    from portal.models import User

LOOK_AGAIN = "Hãy mở lại buổi họp, xem có gì mới rồi làm tiếp nếu còn cần."


class StepForm(forms.Form):
    version = forms.IntegerField(
        min_value=1, max_value=10**9 - 1, widget=forms.HiddenInput
    )


class ReasonForm(StepForm):
    reason = forms.CharField(label="Lý do", max_length=300, required=False)


class PostponeForm(ReasonForm):
    to = moment_field("Họp lại vào", error_messages={"required": "Hãy ghi giờ mới."})
    field_order = ["to", "reason"]


class AmendForm(StepForm):
    text = forms.CharField(
        label="Nội dung đính chính",
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
    )
    reason = forms.CharField(label="Lý do", max_length=300, required=False)
    password = forms.CharField(
        label="Mật khẩu của bạn",
        strip=False,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text="Nhập lại mật khẩu thay cho chữ ký.",
    )


class StepPage(ABC):
    """`name` is that of party.desk.meetings.steps.PAGES, which knows the states."""

    name: str
    address: str
    title: str
    button: str
    hint: str
    form: type[StepForm]
    shows_findings = False

    @abstractmethod
    def take(self, meeting: Meeting, form: Any, by: User) -> None:
        """The step itself. Raises MeetingsError."""


class Close(StepPage):
    name, address, form = "close", "chot", StepForm
    title, button = "Chốt buổi họp", "Chốt buổi họp"
    hint = (
        "Chốt rồi thì điểm danh, biên bản, biểu quyết và tên, chức vụ của từng người "
        "giữ nguyên như hôm nay. Sau đó chỉ sửa được bằng đính chính có ký."
    )
    shows_findings = True

    def take(self, meeting: Meeting, form: Any, by: User) -> None:
        meetings.close(meeting, by=by)


class Postpone(StepPage):
    name, address, form = "postpone", "hoan", PostponeForm
    title, button = "Hoãn buổi họp", "Hoãn buổi họp"
    hint = "Buổi họp giữ nguyên tháng của nó và mọi nội dung đã ghi."

    def take(self, meeting: Meeting, form: Any, by: User) -> None:
        given = form.cleaned_data
        meetings.postpone(meeting, to=given["to"], reason=given["reason"], by=by)


class Cancel(StepPage):
    name, address, form = "cancel", "huy", ReasonForm
    title, button = "Hủy buổi họp", "Hủy buổi họp"
    hint = "Buổi đã hủy không mở lại được; tháng của nó dành cho buổi khác."

    def take(self, meeting: Meeting, form: Any, by: User) -> None:
        meetings.cancel(meeting, reason=form.cleaned_data["reason"], by=by)


class Amend(StepPage):
    name, address, form = "amend", "dinh-chinh", AmendForm
    title, button = "Đính chính buổi họp đã chốt", "Ký đính chính"
    hint = (
        "Bản đã chốt không đổi; nội dung đính chính đứng bên cạnh, có tên người ký và "
        "không xóa được."
    )

    def take(self, meeting: Meeting, form: Any, by: User) -> None:
        given = {name: form.cleaned_data[name] for name in ("text", "reason")}
        password = form.cleaned_data["password"]
        meetings.amend(meeting, password=password, by=by, **given)


PAGES: list[StepPage] = [Close(), Postpone(), Cancel(), Amend()]


def urls(admin: MeetingAdmin) -> list[URLPattern]:
    return [
        path(
            f"<id:pk>/{it.address}/",
            _view(admin, it),
            name=f"party_meeting_{it.name}",
        )
        for it in PAGES
    ]


def _view(admin: MeetingAdmin, step: StepPage) -> Any:
    @sensitive_post_parameters("password")
    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        # Before the meeting is looked for: who may not learns nothing of which exist.
        if not admin.has_view_permission(request):
            raise PermissionDenied
        meeting = admin.meeting(request, pk)
        if meeting is None:
            return admin.does_not_exist(request, pk)
        if not admin.may_record(request, meeting):
            raise PermissionDenied
        return _answer(admin, request, step, meeting)

    return admin.admin_site.admin_view(view)


def _answer(
    admin: MeetingAdmin, request: HttpRequest, step: StepPage, meeting: Meeting
) -> HttpResponse:
    asks = request.method != "POST"
    if asks and step.name not in {it.name for it in steps.pages(meeting)}:
        label = meeting.get_state_display().lower()
        said = f"Buổi họp đang ở tình trạng “{label}”, không làm được bước này."
        admin.message_user(request, said, messages.WARNING)
        return HttpResponseRedirect(page.url_of(meeting))
    initial = {"version": meeting.version}
    form = step.form(None if asks else request.POST, initial=initial, label_suffix="")
    missing = closing.in_the_way(meeting) if step.shows_findings else []
    if not asks and form.is_valid() and _taken(step, meeting, form, staff(request)):
        done = f"{step.title}: xong."
        admin.message_user(request, done, messages.SUCCESS)
        return HttpResponseRedirect(page.url_of(meeting))
    found = warnings_of(meeting) if step.shows_findings else []
    context = {
        **page.frame(admin, request, meeting),
        "title": step.title,
        "step": step,
        "form": form,
        "missing": missing,
        "noted": acknowledging.noted(found),
        "back_url": page.url_of(meeting),
    }
    return render(request, "admin/party/meeting/step.html", context)


def _taken(step: StepPage, meeting: Meeting, form: StepForm, by: User) -> bool:
    """Take the step, or put what party.meetings says where it belongs in the form."""
    seen, meeting.version = meeting.version, form.cleaned_data["version"]
    try:
        step.take(meeting, form, by)
    except MeetingsError as error:
        meeting.version = seen
        for finding in error.findings:
            at = finding.field if finding.field in form.fields else None
            said = [finding.message]
            form.add_error(at, [*said, LOOK_AGAIN] if said == [TAKEN] else said)
        return False
    return True
