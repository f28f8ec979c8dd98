"""The small forms of one step each. `version` is the story that the person saw."""

from __future__ import annotations

from typing import Any

from django import forms

from news.desk.moments import AppointmentForm, MomentForm

CLEAR = "_clear"


class StepForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)


class WithdrawForm(StepForm):
    reason = forms.CharField(
        label="Lý do gỡ",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        error_messages={"required": "Gỡ bài phải có lý do."},
        help_text="Lý do được ghi vào nhật ký của bài; bạn đọc không nhìn thấy.",
    )


class SendBackForm(StepForm):
    note = forms.CharField(
        label="Ghi chú cho người viết",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6, "class": "vLargeTextField"}),
        error_messages={"required": "Trả lại phải kèm ghi chú."},
        help_text="Người viết thấy ghi chú này ở đầu bài, và nó vào nhật ký của bài.",
    )


class MoveForm(AppointmentForm, StepForm):
    """Another hour for the text that is waiting."""


class ExpiryForm(MomentForm, StepForm):
    """When a story leaves the site; the second button takes the wish back."""

    passed = "Hạn hiển thị đã qua."

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clears = CLEAR in self.data
        if self.clears:
            del self.fields["day"], self.fields["time"]
