"""Days and hours as staff type them: Vietnamese time, 24 hours, day before month."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from news.models.generation import clock

DAYS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d", "%d/%m/%y"]
HOURS = ["%H:%M", "%H.%M", "%Hh%M", "%Hh", "%Hg%M", "%Hg", "%H giờ", "%H giờ %M"]
# What was typed before an upgrade comes back as ISO, which Django reads by itself.
MOMENTS = [
    *(f"{day} {hour}" for day in DAYS for hour in HOURS),
    *(f"{hour} {day}" for day in DAYS for hour in HOURS),
]
NOT_A_DAY = "Ngày không đúng; hãy viết như 26/11/2026."
NOT_AN_HOUR = "Giờ không đúng; hãy viết như 07:00 hoặc 17:30."
NOT_A_MOMENT = "Ngày giờ không đúng; hãy viết như 26/11/2026 07:00."
FURTHEST = timedelta(days=366)
FIRST_YEAR, LAST_YEAR = 2000, 2100


def _box(example: str, size: int) -> dict[str, Any]:
    return {"placeholder": example, "autocomplete": "off", "size": size}


def day_field(label: str, **options: Any) -> forms.DateField:
    """A day as text: the browser's own box would follow the language of the browser."""
    errors = {"required": "Hãy ghi ngày.", "invalid": NOT_A_DAY}
    return forms.DateField(
        label=label,
        input_formats=DAYS,
        error_messages=errors | options.pop("error_messages", {}),
        widget=forms.DateInput(
            format="%d/%m/%Y",
            attrs=_box("ngày/tháng/năm", 14) | {"class": "moment__day"},
        ),
        **options,
    )


def hour_field(label: str, **options: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        input_formats=HOURS,
        error_messages={"required": "Hãy ghi giờ.", "invalid": NOT_AN_HOUR},
        widget=forms.TimeInput(
            format="%H:%M",
            attrs=_box("giờ:phút", 8) | {"class": "moment__time"},
        ),
        **options,
    )


def moment_field(label: str, **options: Any) -> forms.DateTimeField:
    """A day and an hour in one box, whichever of them is typed first."""
    return forms.DateTimeField(
        label=label,
        input_formats=MOMENTS,
        error_messages={"invalid": NOT_A_MOMENT} | options.pop("error_messages", {}),
        widget=forms.DateTimeInput(
            format=MOMENTS[0],
            attrs=_box("ngày/tháng/năm giờ:phút", 24),
        ),
        **options,
    )


class MomentForm(forms.Form):
    """A day and an hour, in two fields; `moment` once both are right."""

    day = day_field("Ngày")
    time = hour_field("Giờ Việt Nam")
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


def written(moment: datetime | None) -> str:
    """As a moment_field shows it."""
    return f"{timezone.localtime(moment):{MOMENTS[0]}}" if moment else ""
