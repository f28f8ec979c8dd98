"""How papers put a name, a number, a day: one wording for all of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from news import vietnamese
from party.enums import MeetingKind
from party.models import Organization

Record = dict[str, Any]
NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
NOBODY = "……………"
OTHER_KINDS = {MeetingKind.COMMITTEE: "Họp chi ủy", MeetingKind.CONGRESS: "Đại hội"}


def subject(facts: Record) -> str:
    """“Sinh hoạt thường kỳ tháng 12 năm 2023”."""
    kinds = {"chi-uy": "Họp chi ủy", "dai-hoi": "Đại hội"}
    own = f"Sinh hoạt {facts['kind_label'].lower()}"
    return (
        f"{kinds.get(facts['kind'], own)} tháng {facts['month']:02} năm {facts['year']}"
    )


def place_and_day(organization: Organization, day: date) -> str:
    """“Hưng Yên, ngày 05 tháng 12 năm 2023”; dots for a place that nobody wrote."""
    above, seen = organization, set()
    while not above.seat and above.parent is not None and above.pk not in seen:
        seen.add(above.pk)
        above = above.parent
    where = clean(above.seat) or NOBODY
    return f"{where}, ngày {day.day:02} tháng {day.month:02} năm {day.year}"


def clean(text: str) -> str:
    return vietnamese.clean_line(text)


def letters_of(name: str) -> str:
    """Of whom the paper is: chi bộ CB, đảng bộ ĐU, tổ đảng TĐ."""
    folded = vietnamese.fold(name)
    if folded.startswith("dang"):
        return "ĐU"
    return "TĐ" if folded.startswith("to dang") else "CB"


def person(person: Record | None) -> str:
    """Name and title; dots for nobody."""
    if person is None:
        return NOBODY
    title = clean(person["title"])
    return f"{clean(person['name'])} – {title}" if title else clean(person["name"])


def name_of(person: Record | None) -> str:
    return clean(person["name"]) if person else ""


def many(count: int) -> str:
    return f"{count:02} đồng chí" if count else "0 đồng chí"


def percent(percent: str) -> str:
    return f" Tỷ lệ {points(percent)} %." if percent else ""


def points(text: str) -> str:
    """12,5 for “12.50”."""
    shown = text.rstrip("0").rstrip(".") if "." in text else text
    return shown.replace(".", ",")


def clock(moment: datetime) -> str:
    return f"{moment.hour:02} giờ {moment.minute:02} phút"


def stopped(text: str) -> str:
    """With a full stop, unless it has an end of its own."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def numeral(place: int) -> str:
    tens, units = divmod(place, 10)
    return "X" * tens + (NUMERALS[units - 1] if units else "")
