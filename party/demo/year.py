"""A year of the demo's meetings, written down as the branches would have done it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from party import meetings
from party.demo import words
from party.demo.cast import BRANCHES, Branch
from party.demo.organizations import Office
from party.enums import (
    AttendanceStatus,
    MeetingKind,
    ResolutionState,
    RubricKind,
    TaskState,
)
from party.models import Meeting, Member, Rubric

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
MONTHS = 12
DAY = timedelta(days=1)
THEME_MONTHS = {2, 5, 8, 11}
# How far the branch's newest meeting has come; those before it are closed.
NEWEST = {"to-chuc": "minutes", "doi-1": "held", "doi-2": "held"}
# Somebody who stayed away twice without a reason, and a meeting that was too short.
ABSENT, SHORT = ("doi-1", 8), ("doi-2", 3)


@dataclass(frozen=True)
class Plan:
    """One regular meeting: its month, its day, and which it is, the newest being 0."""

    branch: Branch
    month: date  # The first of it.
    day: date
    age: int
    is_told: bool = False  # By a story, which knows of no theme.

    @property
    def has_theme(self) -> bool:
        if self.is_told or self.branch.key == "to-chuc":
            return False
        return self.month.month in THEME_MONTHS

    @property
    def kind(self) -> MeetingKind:
        return MeetingKind.COMBINED if self.has_theme else MeetingKind.REGULAR

    @property
    def starts_at(self) -> datetime:
        return at(self.day, 7, 30)

    @property
    def minutes(self) -> int:
        if (self.branch.key, self.age) == SHORT:
            return 75
        return 130 if self.has_theme else 100


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), HANOI)


def plans(today: date, told: dict[str, date]) -> Iterator[Plan]:
    """The regular meetings of each branch that lie behind, oldest first.

    `told`: the day on which a branch met according to a story of the demo.
    """
    for place, branch in enumerate(BRANCHES):
        found = [
            (month, _day(month, place, told.get(branch.key)))
            for month in _months(today)
        ]
        past = [(month, day) for month, day in found if day < today][-MONTHS:]
        for number, (month, day) in enumerate(past):
            is_told = day == told.get(branch.key)
            yield Plan(branch, month, day, len(past) - 1 - number, is_told)


def _months(today: date) -> list[date]:
    """The first days of this month and those before it, oldest first."""
    first, found = today.replace(day=1), []
    for _ in range(MONTHS + 1):
        found.append(first)
        first = (first - DAY).replace(day=1)
    return found[::-1]


def _day(month: date, place: int, told: date | None) -> date:
    """In the first days of the month, not on a weekend, unless a story says when."""
    if told is not None and told.replace(day=1) == month:
        return told
    day = month.replace(day=3 + place)
    while day.weekday() >= 5:
        day += DAY
    return day


def hold(office: Office, plan: Plan, dice: Random) -> Meeting:
    """Plan it, announce it, write it down; closed unless it is one of the newest."""
    branch, people = office.branches[plan.branch.key], office.members[plan.branch.key]
    meeting = meetings.plan(
        branch,
        by=office.by,
        starts_at=plan.starts_at,
        year=plan.month.year,
        month=plan.month.month,
        kind=plan.kind,
        place=words.HALL.format(name=plan.branch.units[0]),
        ends_at=plan.starts_at + timedelta(minutes=plan.minutes),
        papers_at=plan.starts_at - 3 * DAY,
        announced_at=plan.starts_at - 3 * DAY,
        chair=people[0],
        secretary=people[3],
        **_texts(plan, people),
    )
    meetings.hold(meeting, by=office.by)
    meetings.save(meeting, by=office.by, **_rows(plan, people, dice, meeting))
    state = NEWEST.get(plan.branch.key, "closed") if plan.age == 0 else "closed"
    if state != "held":
        meetings.submit_minutes(meeting, by=office.by)
    if state == "closed":
        meetings.close(meeting, by=office.by)
    return meeting


def announce_next(office: Office, key: str, day: date) -> Meeting:
    """The next regular meeting: its month has none yet."""
    meeting = meetings.plan(
        office.branches[key],
        by=office.by,
        starts_at=at(day, 14),
        place=words.HALL.format(name=office.branches[key].name),
        chair=office.members[key][0],
    )
    meetings.announce(meeting, by=office.by)
    return meeting


def _texts(plan: Plan, people: list[Member]) -> dict[str, Any]:
    number = plan.age + BRANCHES.index(plan.branch)
    fields: dict[str, Any] = {
        "last_result": _pick(words.RESULTS, number),
        "next_plan": _pick(words.PLANS, number),
        "conclusion": words.CONCLUSION,
        "tale_title": _pick(words.TALES, number),
        "tale_member": people[2],
        "tale_conclusion": words.LESSON,
        "minutes": words.MINUTES.format(
            result=_pick(words.RESULTS, number),
            conclusion=words.CONCLUSION,
            month=plan.month.month,
        ),
    }
    if plan.has_theme:
        fields["theme"] = _pick(words.THEMES, number)
    return fields


def _rows(
    plan: Plan, people: list[Member], dice: Random, meeting: Meeting
) -> dict[str, Any]:
    month, before = plan.month.month, (plan.month - DAY).month
    marks = _marks(plan, people, dice)
    official = [m for m in people if m.is_official_on(plan.day)]
    voters = len([m for m in official if m.pk not in marks])
    tasks = [
        {
            "text": _pick(words.TASKS, plan.age + place),
            "assignee": people[4 + place],
            "due_on": plan.day + timedelta(days=20 + place),
            # This month's are under way; of last month's one is overdue.
            "state": TaskState.OPEN if plan.age + place < 2 else TaskState.DONE,
        }
        for place in range(2)
    ]
    return {
        "agenda": [
            {"text": text.format(month=month, before=before)} for text in words.AGENDA
        ],
        "opinions": [
            {"member": member, "text": _pick(words.OPINIONS, plan.age + place)}
            for place, member in enumerate(people[1:4:2])
        ],
        "tasks": tasks
        if plan.age
        else [{**task, "state": "dang-lam"} for task in tasks],
        "resolutions": [
            {
                "number": f"{month:02}-NQ/CB",
                "resolved_on": plan.day,
                "summary": words.RESOLUTION.format(month=month, year=plan.month.year),
                "votes_for": voters,
                "state": ResolutionState.PASSED,
            }
        ],
        "attendance": marks,
        "rest": AttendanceStatus.PRESENT,
        "points": points(plan.day, marks, dice),
    }


def _marks(plan: Plan, people: list[Member], dice: Random) -> dict[int, Any]:
    """Those who stayed away. Chair, secretary, teller and speakers came."""
    marks: dict[int, Any] = {}
    if plan.branch.key == ABSENT[0] and plan.age in {1, 2}:
        marks[people[ABSENT[1]].pk] = (AttendanceStatus.UNEXCUSED, "")
    there = [m for m in people[4:] if m.admitted_on <= plan.day and m.pk not in marks]
    for member in dice.sample(there, dice.choice((0, 0, 1, 1, 1, 2))):
        reason = dice.choice(words.EXCUSES)
        marks[member.pk] = (AttendanceStatus.EXCUSED, reason)
    return marks


def points(day: date, marks: dict[int, Any], dice: Random) -> dict[str, str] | None:
    """Full points but for a few; attendance is not full when somebody was missing."""
    rubric = Rubric.objects.on(RubricKind.MEETING, day)
    if rubric is None:
        return None
    unexcused = any(
        status == AttendanceStatus.UNEXCUSED for status, _ in marks.values()
    )
    given: dict[str, str] = {}
    for criterion in rubric.criteria.all():
        lost = dice.choice((0, 0, 1, 2)) if not criterion.must_be_full else 0
        if criterion.must_be_full and criterion.position == 1 and unexcused:
            lost = 5
        given[str(criterion.pk)] = str(criterion.most - lost)
    return given


def _pick(texts: tuple[str, ...], number: int) -> str:
    return texts[number % len(texts)]
