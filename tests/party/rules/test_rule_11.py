"""Rule 11: long enough, and the papers sent in time."""

from datetime import timedelta

import pytest

from party.enums import MeetingKind
from party.rules.meetings import rule_11
from party.rules.sheet import Sheet
from tests.party.factories import MEETING, MeetingFactory

pytestmark = pytest.mark.django_db
NOW = MEETING.replace(year=2026, month=3)  # Under 42-HD/BTCTW.
IN_TIME = NOW - timedelta(days=1)


def findings(minutes=90, papers_at=IN_TIME, starts_at=NOW, **fields):
    meeting = MeetingFactory(
        starts_at=starts_at,
        ends_at=minutes and starts_at + timedelta(minutes=minutes),
        papers_at=papers_at,
        **fields,
    )
    return [(f.field, f.blocks) for f in rule_11(Sheet(meeting))]


@pytest.mark.parametrize(
    ("kind", "minutes", "warns"),
    [
        (MeetingKind.REGULAR, 90, False),
        (MeetingKind.REGULAR, 89, True),
        (MeetingKind.COMBINED, 120, False),
        (MeetingKind.COMBINED, 119, True),
        (MeetingKind.THEMATIC, 30, False),
        (MeetingKind.REGULAR, None, False),
    ],
)
def test_a_meeting_shorter_than_its_kind_asks_warns(kind, minutes, warns):
    assert findings(minutes, kind=kind) == ([("ends_at", False)] if warns else [])


@pytest.mark.parametrize(
    ("papers_at", "warns"),
    [(IN_TIME, False), (IN_TIME + timedelta(minutes=1), True), (None, True)],
)
def test_papers_less_than_a_day_before_warn(papers_at, warns):
    assert findings(papers_at=papers_at) == ([("papers_at", False)] if warns else [])


def test_before_the_day_of_that_rule_nobody_had_to_send_papers():
    assert findings(papers_at=None, starts_at=MEETING) == []


@pytest.mark.parametrize("kind", [MeetingKind.COMMITTEE, MeetingKind.SPECIAL])
def test_other_kinds_of_meetings_are_as_short_as_they_like(kind):
    assert findings(15, papers_at=None, kind=kind) == []
