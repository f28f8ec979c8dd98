"""Which period the page of statistics shows, as its address says it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.http import HttpRequest
from django.utils import timezone

from news.desk.statistics import Days, Hours, Period, days_back

LONGEST = 366  # Days: a whole year, a leap year too.
USUAL = "7-ngay"
NAMES = {"24-gio": "24 giờ", "7-ngay": "7 ngày", "30-ngay": "30 ngày"}


class DatesForm(forms.Form):
    """From a day to a day, both included."""

    tu = forms.DateField(
        label="Từ ngày",
        widget=AdminDateWidget(),
        error_messages={
            "required": "Hãy chọn ngày đầu.",
            "invalid": "Ngày đầu không đúng; hãy viết như 23/11/2026.",
        },
    )
    den = forms.DateField(
        label="đến hết ngày",
        widget=AdminDateWidget(),
        error_messages={
            "required": "Hãy chọn ngày cuối.",
            "invalid": "Ngày cuối không đúng; hãy viết như 23/11/2026.",
        },
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.today = today

    def clean_den(self) -> date:
        last = self.cleaned_data["den"]
        if last > self.today:
            raise forms.ValidationError("Ngày cuối không được sau hôm nay.")
        return last

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "tu" in cleaned and "den" in cleaned:
            length = (cleaned["den"] - cleaned["tu"]).days + 1
            if length < 1:
                self.add_error("den", "Ngày cuối không được trước ngày đầu.")
            elif length > LONGEST:
                self.add_error("tu", f"Mỗi lần chỉ xem được {LONGEST} ngày.")
        return cleaned

    def period(self) -> Days:
        return Days(self.cleaned_data["tu"], self.cleaned_data["den"])


class Choice:
    """The period of a request; `period` is None when the dates make no sense."""

    def __init__(self, request: HttpRequest, moment: datetime) -> None:
        today = timezone.localdate(moment)
        self.name = ""
        self.period: Period | None
        if "tu" in request.GET or "den" in request.GET:
            self.form = DatesForm(request.GET, today=today)
            self.period = self.form.period() if self.form.is_valid() else None
            return
        asked = request.GET.get("ky", USUAL)
        self.name = asked if asked in NAMES else USUAL
        self.period = _named(self.name, moment)
        shown = self.period if isinstance(self.period, Days) else days_back(2, moment)
        initial = {"tu": shown.first, "den": shown.last}
        self.form = DatesForm(initial=initial, today=today)

    def query(self) -> str:
        """What in an address names this period."""
        if self.name:
            return f"ky={self.name}"
        period = self.form.period()
        return f"tu={period.first}&den={period.last}"


def _named(name: str, moment: datetime) -> Period:
    number, _, unit = name.partition("-")
    if unit == "gio":
        return Hours(int(number), moment)
    return days_back(int(number), moment)


def in_words(period: Period) -> str:
    """“từ 17/11/2026 đến hết 23/11/2026”."""
    if isinstance(period, Hours):
        first = timezone.localtime(period.first)
        last = timezone.localtime(period.moment)
        return f"từ {first:%H:%M %d/%m/%Y} đến {last:%H:%M %d/%m/%Y}"
    if period.first == period.last:
        return f"ngày {period.first:%d/%m/%Y}"
    return f"từ {period.first:%d/%m/%Y} đến hết {period.last:%d/%m/%Y}"


def in_file_name(period: Period) -> str:
    """“2026-11-17-den-2026-11-23”."""
    if isinstance(period, Hours):
        last = timezone.localtime(period.moment)
        return f"{period.number}-gio-den-{last:%Y-%m-%d-%Hh%M}"
    return f"{period.first}-den-{period.last}"
