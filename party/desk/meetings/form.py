"""The form of one meeting: its facts, its lists, who came, its score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils import timezone

from news.desk.moments import HOURS, NOT_A_MOMENT, day_field, moment_field
from party.desk.meetings.typed import MOST_ROWS, is_empty
from party.enums import MeetingKind, MeetingMode, ResolutionState, TaskState
from party.models import Guest, Member

NOBODY = "—"
LARGEST_ID = 10**18 - 1


class PersonField(forms.TypedChoiceField):
    """One of the roster, or whoever stands there already; gives the Member."""

    def __init__(
        self, label: str, people: Mapping[str, Member], **options: Any
    ) -> None:
        super().__init__(
            label=label,
            choices=[("", NOBODY), *((pk, str(it)) for pk, it in people.items())],
            coerce=lambda pk: people[pk],
            empty_value=None,
            required=options.pop("required", False),
            **options,
        )


class EndField(forms.DateTimeField):
    """A moment, or an hour alone: that of the day on which the meeting began."""

    def to_python(self, value: Any) -> Any:
        for form in HOURS if isinstance(value, str) else ():
            try:
                return datetime.strptime(value.strip(), form).time()
            except ValueError:
                continue
        return super().to_python(value)


def long_text(label: str) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, required=False, widget=widget)


class MeetingForm(forms.Form):
    kind = forms.ChoiceField(label="Loại", choices=MeetingKind.choices)
    month = forms.IntegerField(label="Của tháng", min_value=1, max_value=12)
    year = forms.IntegerField(label="Năm", min_value=1930, max_value=2200)
    starts_at = moment_field("Bắt đầu")
    mode = forms.ChoiceField(label="Hình thức họp", choices=MeetingMode.choices)
    place = forms.CharField(label="Địa điểm", max_length=250, required=False)
    theme = forms.CharField(label="Chuyên đề", max_length=300, required=False)
    superior_present = forms.CharField(
        label="Cấp ủy cấp trên dự", max_length=250, required=False
    )
    announced_at = moment_field("Thông báo lúc", required=False)
    papers_at = moment_field("Gửi tài liệu lúc", required=False)
    tale_title = forms.CharField(
        label="Mẩu chuyện về Bác", max_length=300, required=False
    )
    last_result = long_text("Kết quả tháng trước")
    next_plan = long_text("Phương hướng tháng tới")
    tale_conclusion = long_text("Bài học rút ra")
    conclusion = long_text("Kết luận của chủ trì")
    minutes = long_text("Nội dung biên bản")
    declared = forms.BooleanField(
        label="Tôi khai: buổi họp và tệp gửi kèm không chứa nội dung Mật, Tối mật, "
        "Tuyệt mật",
        required=False,
    )
    minutes_upload = forms.FileField(
        label="Tệp biên bản (PDF, DOCX, ODT)", required=False
    )

    def __init__(
        self,
        *args: Any,
        people: Mapping[str, Member],
        guests: Sequence[Guest],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.fields["ends_at"] = EndField(
            label="Kết thúc",
            required=False,
            input_formats=moment_field("").input_formats,
            error_messages={"invalid": NOT_A_MOMENT},
            widget=forms.DateTimeInput(
                attrs={"placeholder": "giờ:phút, cùng ngày", "autocomplete": "off"}
            ),
        )
        for name, label in (
            ("chair", "Chủ trì"),
            ("secretary", "Thư ký"),
            ("tale_member", "Đảng viên kể chuyện"),
        ):
            self.fields[name] = PersonField(label, people)
        known = {str(guest.pk): guest for guest in guests}
        self.fields["tale_guest"] = forms.TypedChoiceField(
            label="hoặc đại biểu",
            choices=[("", NOBODY), *((pk, it.full_name) for pk, it in known.items())],
            coerce=known.get,
            empty_value=None,
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        ends_at, starts_at = cleaned.get("ends_at"), cleaned.get("starts_at")
        if ends_at is not None and not isinstance(ends_at, datetime):
            if starts_at is None:
                cleaned["ends_at"] = None
            else:
                day = timezone.localdate(starts_at)
                at = datetime.combine(day, ends_at)
                cleaned["ends_at"] = timezone.make_aware(at)
        return cleaned


class RowForm(forms.Form):
    """`id` is of a stored row, or empty."""

    prefix_name = ""
    id = forms.IntegerField(
        required=False, max_value=LARGEST_ID, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, people: Mapping[str, Member], **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.people = people
        self.fields |= {name: make(people) for name, make in self.choosers().items()}
        for field in self.fields.values():
            if not field.widget.is_hidden:
                field.widget.attrs.setdefault("aria-label", field.label)

    def choosers(self) -> dict[str, Any]:
        return {}

    def has_changed(self) -> bool:
        """Empty rows are there to be written in, and are no rows."""
        if not self.is_bound:
            return False
        row = {name: str(self[name].value() or "") for name in self.fields}
        return not is_empty(self.prefix_name, row)


class AgendaForm(RowForm):
    prefix_name = "agenda"
    text = forms.CharField(label="Nội dung", max_length=500)

    def choosers(self) -> dict[str, Any]:
        return {"presenter": lambda people: PersonField("Người trình bày", people)}


class GuestForm(RowForm):
    prefix_name = "guests"
    full_name = forms.CharField(label="Họ và tên", max_length=150)
    post = forms.CharField(label="Chức vụ", max_length=300, required=False)
    organization = forms.CharField(label="Cơ quan", max_length=250, required=False)
    has_spoken = forms.BooleanField(label="Phát biểu", required=False)
    is_public = forms.BooleanField(label="Nêu trong tin", required=False, initial=True)


class OpinionForm(RowForm):
    prefix_name = "opinions"

    def choosers(self) -> dict[str, Any]:
        return {
            "member": lambda people: PersonField("Người nêu", people, required=True),
            "text": lambda _: forms.CharField(
                label="Ý kiến", widget=forms.Textarea(attrs={"rows": 2})
            ),
        }


class TaskForm(RowForm):
    prefix_name = "tasks"
    text = forms.CharField(label="Nhiệm vụ", max_length=500)

    def choosers(self) -> dict[str, Any]:
        return {
            "assignee": lambda people: PersonField("Người thực hiện", people),
            "due_on": lambda _: day_field("Hạn", required=False),
            "state": lambda _: forms.ChoiceField(
                label="Tình trạng", choices=TaskState.choices, initial=TaskState.OPEN
            ),
        }


def votes(label: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=0, max_value=30_000, required=False, initial=0
    )


# Replaced it is by a later meeting's, once this one is closed.
WRITTEN = (ResolutionState.DRAFT, ResolutionState.PASSED)


class ResolutionForm(RowForm):
    prefix_name = "resolutions"
    number = forms.CharField(
        label="Số",
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": "01-NQ/CB"}),
    )
    resolved_on = day_field("Ngày", required=False)
    summary = forms.CharField(label="Trích yếu", max_length=500)
    text = forms.CharField(
        label="Toàn văn", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    votes_for = votes("Tán thành")
    votes_against = votes("Không tán thành")
    votes_other = votes("Ý kiến khác")
    state = forms.ChoiceField(
        label="Tình trạng",
        choices=[(it.value, it.label) for it in WRITTEN],
        initial=ResolutionState.DRAFT,
    )
    is_public = forms.BooleanField(label="Được nêu trong tin", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in ("votes_for", "votes_against", "votes_other"):
            cleaned[name] = cleaned.get(name) or 0
        return cleaned


class Rows(BaseFormSet):
    """What typed.sent() kept, in order; blank ones at the end."""

    def initial_form_count(self) -> int:
        """A stored row that was emptied is like one never written."""
        return 0 if self.is_bound else super().initial_form_count()

    def values(self) -> list[dict[str, Any]]:
        """Of a valid set: what party.meetings.save() takes."""
        return [form.cleaned_data for form in self.forms if form.has_changed()]


FORMS: dict[str, type[RowForm]] = {
    form.prefix_name: form
    for form in (AgendaForm, GuestForm, OpinionForm, TaskForm, ResolutionForm)
}


def row_set(prefix: str, blank: int) -> Any:
    """With so many rows to write in, when it is not bound."""
    return formset_factory(
        FORMS[prefix],
        formset=Rows,
        extra=blank,
        max_num=MOST_ROWS,
        absolute_max=MOST_ROWS + blank,
    )
