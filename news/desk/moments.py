"""Days and hours as staff type them: Vietnamese time, 24 hours, day before month."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from news.models.generation import clock

DAYS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d", "%d/%m/%y"]
HOURS = ["%H:%M", "%H.%M", "%Hh%M", "%Hh", "%Hg%M", "%Hg", "%H giờ", "%H giờ %M"]
FURTHEST = timedelta(days=366)
FIRST_YEAR, LAST_YEAR = 2000, 2100


class MomentForm(forms.Form):
    """A day and an hour, in two fields; `moment` once both are right."""

    day = forms.DateField(
        label="Ngày",
        input_formats=DAYS,
        widget=forms.DateInput(
            format="%d/%m/%Y",
            attrs={
                "placeholder": "26/11/2026",
                "autocomplete": "off",
                "inputmode": "numeric",
                "size": 10,
                "class": "moment__day",
            },
        ),
        error_messages={
            "required": "Hãy ghi ngày.",
            "invalid": "Ngày không đúng; hãy viết như 26/11/2026.",
        },
    )
    time = forms.TimeField(
        label="Giờ Việt Nam",
        input_formats=HOURS,
        widget=forms.TimeInput(
            format="%H:%M",
            attrs={
                "placeholder": "07:00",
                "autocomplete": "off",
                "size": 5,
                "class": "moment__time",
            },
        ),
        error_messages={
            "required": "Hãy ghi giờ.",
            "invalid": "Giờ không đúng; hãy viết như 07:00 hoặc 17:30.",
        },
    )
    passed = "Giờ đã qua."

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name in ("day", "time"):
            label = self.fields[name].label
            self.fields[name].widget.attrs["aria-label"] = label

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        day, hour = cleaned.get("day"), cleaned.get("time")
        if day is not None and not FIRST_YEAR < day.year < LAST_YEAR:
            self.add_error("day", "Năm không đúng.")
        elif day is not None and hour is not None:
            at = timezone.make_aware(datetime.combine(day, hour))
            if at <= clock():
                self.add_error("time", self.passed)
            cleaned["moment"] = at
        return cleaned

    @property
    def moment(self) -> datetime:
        return self.cleaned_data["moment"]


class AppointmentForm(MomentForm):
    """When a story goes to its readers."""

    passed = "Giờ hẹn đã qua."

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "moment" in cleaned and cleaned["moment"] > clock() + FURTHEST:
            self.add_error("day", "Hẹn xa quá một năm; hãy xem lại ngày.")
        return cleaned


def as_typed(moment: datetime | None) -> dict[str, Any]:
    """The initial values of a MomentForm."""
    if moment is None:
        return {}
    local = timezone.localtime(moment)
    return {"day": local.date(), "time": time(local.hour, local.minute)}
