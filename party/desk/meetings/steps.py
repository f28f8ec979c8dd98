"""The steps of a meeting as buttons of its form, and which of them make sense now."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse

from party import meetings
from party.enums import MeetingState
from party.models import Meeting

BUTTON = "_step"
PLANNED, ANNOUNCED = MeetingState.PLANNED, MeetingState.ANNOUNCED
POSTPONED, HELD, MINUTES = (
    MeetingState.POSTPONED,
    MeetingState.HELD,
    MeetingState.MINUTES,
)


@dataclass(frozen=True)
class Step:
    """Taken right after a save."""

    name: str
    label: str
    states: tuple[MeetingState, ...]
    take: Callable[..., Any]
    is_next: bool = False  # The way forward: its button is green.


@dataclass(frozen=True)
class Page:
    """A step that asks for something first, on a page of its own."""

    name: str
    label: str
    states: tuple[MeetingState, ...]
    is_next: bool = False


STEPS = [
    Step("announce", "Đã thông báo", (PLANNED, POSTPONED), meetings.announce, True),
    Step("hold", "Đã họp", (PLANNED, ANNOUNCED, POSTPONED), meetings.hold, True),
    Step("unhold", "Chưa họp", (HELD,), meetings.unhold),
    Step("submit", "Trình duyệt biên bản", (HELD,), meetings.submit_minutes, True),
    Step("return", "Trả lại biên bản", (MINUTES,), meetings.return_minutes),
]
PAGES = [
    Page("close", "Chốt buổi họp", (MINUTES,), True),
    Page("postpone", "Hoãn", (PLANNED, ANNOUNCED, POSTPONED)),
    Page("cancel", "Hủy", (PLANNED, ANNOUNCED, POSTPONED)),
    Page("amend", "Đính chính", (MeetingState.CLOSED,)),
]


def offered(meeting: Meeting) -> list[Step]:
    return [step for step in STEPS if meeting.state in step.states]


@dataclass(frozen=True)
class Link:
    """A page, for one meeting."""

    page: Page
    url: str

    @property
    def name(self) -> str:
        return self.page.name


def pages(meeting: Meeting) -> list[Link]:
    return [
        Link(page, reverse(f"admin:party_meeting_{page.name}", args=[meeting.pk]))
        for page in PAGES
        if meeting.state in page.states
    ]


def pressed(request: HttpRequest, meeting: Meeting) -> Step | None:
    name = request.POST.get(BUTTON, "")
    return next((step for step in offered(meeting) if step.name == name), None)


@contextmanager
def together(meeting: Meeting) -> Iterator[None]:
    """Several steps as one: none of them is left when the last one is refused."""
    before = dict(meeting.__dict__)
    try:
        with transaction.atomic():
            yield
    except BaseException:
        meeting.__dict__.clear()
        meeting.__dict__.update(before)
        raise
