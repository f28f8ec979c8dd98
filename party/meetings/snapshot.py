"""A meeting as one record: what its page, its minutes and its closing are made from.

Of an open meeting it is read from the rows; of a closed one it is the frozen snapshot,
with the names, titles and rights to vote of that day.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from party.enums import (
    AttendanceStatus,
    MeetingKind,
    MeetingMode,
    MemberStanding,
    OrganizationKind,
    ResolutionState,
    TaskState,
)
from party.models import (
    Attendance,
    Guest,
    Meeting,
    Member,
    Office,
    OrganizationVersion,
    Task,
)
from party.roster import organizations_within
from party.rules.sheet import Sheet
from party.totals import Totals

Record = dict[str, Any]
Person = Callable[[Member | None], Record | None]
FORM = 1  # Of the record; a later one is read beside the older ones.


def record_of(meeting: Meeting) -> Record:
    """Everything of the meeting, as what JSON can hold.

    Keys: organization, meeting, tale, chair, secretary, agenda, guests, attendance,
    totals, opinions, tasks, resolutions, score. Moments are ISO 8601 with the offset
    of Vietnam, days ISO 8601, points and percents text. A dozen queries for an open
    meeting, none for a closed one.
    """
    if meeting.snapshot:
        return json.loads(meeting.snapshot)
    sheet = Sheet(meeting)
    person = _persons(meeting, sheet.day)
    return {
        "form": FORM,
        "organization": _organization(meeting, sheet.day),
        "meeting": _facts(meeting),
        "tale": _tale(meeting, person),
        "chair": person(meeting.chair),
        "secretary": person(meeting.secretary),
        "agenda": [
            {"text": item.text, "presenter": person(item.presenter)}
            for item in sheet.agenda
        ],
        "guests": [_guest(guest) for guest in meeting.guests.all()],
        "attendance": [_attendance(row, person) for row in sheet.attendance],
        "totals": _totals(sheet.totals),
        "opinions": [
            {"by": person(opinion.member), "text": opinion.text}
            for opinion in meeting.opinions.select_related("member")
        ],
        "tasks": [
            _task(task, person) for task in meeting.tasks.select_related("assignee")
        ],
        "resolutions": [_resolution(row) for row in sheet.resolutions],
        "score": _score(sheet),
    }


def encode(record: Record) -> str:
    """The exact text that a digest covers."""
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(data: str, before: str = "") -> str:
    """SHA-256, as 64 hexadecimal digits, over the digest before and the data."""
    return hashlib.sha256((before + data).encode()).hexdigest()


def _organization(meeting: Meeting, day: date) -> Record:
    """As it was called on that day, and what it stood under."""
    organization = meeting.organization
    versions = OrganizationVersion.objects.on(day).filter(organization=organization)
    version = versions.select_related("parent").first()
    superior = ""
    if version is not None and version.parent is not None:
        above = OrganizationVersion.objects.on(day).filter(organization=version.parent)
        superior = above.values_list("name", flat=True).first() or version.parent.name
    elif version is not None:
        superior = version.external_superior
    return {
        "id": organization.pk,
        "name": version.name if version else organization.name,
        "kind": organization.kind,
        "kind_label": _label(OrganizationKind, organization.kind),
        "superior": superior,
    }


def _facts(meeting: Meeting) -> Record:
    return {
        "id": meeting.pk,
        "kind": meeting.kind,
        "kind_label": _label(MeetingKind, meeting.kind),
        "year": meeting.year,
        "month": meeting.month,
        "starts_at": _moment(meeting.starts_at),
        "ends_at": _moment(meeting.ends_at),
        "announced_at": _moment(meeting.announced_at),
        "papers_at": _moment(meeting.papers_at),
        "place": meeting.place,
        "mode": meeting.mode,
        "mode_label": _label(MeetingMode, meeting.mode),
        "theme": meeting.theme,
        "last_result": meeting.last_result,
        "next_plan": meeting.next_plan,
        "conclusion": meeting.conclusion,
        "superior_present": meeting.superior_present,
        "minutes": meeting.minutes,
        "minutes_file": meeting.minutes_file,
        "minutes_file_name": meeting.minutes_file_name,
    }


def _persons(meeting: Meeting, day: date) -> Person:
    """How a member is written down: with the offices held on that day."""
    title_of = _titles(meeting, day)

    def person(member: Member | None) -> Record | None:
        if member is None:
            return None
        title = title_of.get(member.pk, "")
        return {"member": member.pk, "name": member.full_name, "title": title}

    return person


def _tale(meeting: Meeting, person: Person) -> Record:
    """The item “kể chuyện Bác Hồ”, told by a member or by a guest."""
    guest, presenter = meeting.tale_guest, person(meeting.tale_member)
    if presenter is None and guest is not None:
        presenter = {"member": None, "name": guest.full_name, "title": guest.post}
    return {
        "title": meeting.tale_title,
        "presenter": presenter,
        "conclusion": meeting.tale_conclusion,
    }


def _guest(guest: Guest) -> Record:
    return {
        "name": guest.full_name,
        "post": guest.post,
        "organization": guest.organization,
        "has_spoken": guest.has_spoken,
        "is_public": guest.is_public,
    }


def _attendance(row: Attendance, person: Person) -> Record:
    return {
        **(person(row.member) or {}),
        "standing": row.standing,
        "standing_label": _label(MemberStanding, row.standing),
        "status": row.status,
        "status_label": _label(AttendanceStatus, row.status),
        "reason": row.reason,
        "may_vote": row.may_vote,
    }


def _task(task: Task, person: Person) -> Record:
    return {
        "id": task.pk,
        "text": task.text,
        "assignee": person(task.assignee),
        "due_on": _day(task.due_on),
        "state": task.state,
        "state_label": _label(TaskState, task.state),
    }


def _resolution(row: Any) -> Record:
    return {
        "id": row.pk,
        "number": row.number,
        "resolved_on": _day(row.resolved_on),
        "summary": row.summary,
        "text": row.text,
        "votes_for": row.votes_for,
        "votes_against": row.votes_against,
        "votes_other": row.votes_other,
        "state": row.state,
        "state_label": _label(ResolutionState, row.state),
        "is_public": row.is_public,
    }


def _score(sheet: Sheet) -> Record | None:
    score = sheet.score
    if score is None:
        return None
    return {
        "rubric": score.rubric.name,
        "criteria": [
            {
                "text": criterion.text,
                "most": str(criterion.most),
                "points": score.points.get(str(criterion.pk), ""),
            }
            for criterion in score.rubric.criteria.all()
        ],
        "total": str(score.total),
        "level": score.level,
        "proposed_by": score.proposed_by,
        "confirmed_by": score.confirmed_by,
        "note": score.note,
    }


def _totals(totals: Totals) -> Record:
    percent = totals.percent
    return {
        **asdict(totals),
        "roster": totals.roster,
        "expected": totals.expected,
        "present": totals.present,
        "absent": totals.absent,
        "percent": "" if percent is None else str(percent),
    }


def _titles(meeting: Meeting, day: date) -> dict[int, str]:
    """What each member was called on that day, by the offices held that day."""
    within = organizations_within(meeting.organization, day)
    offices = Office.objects.on(day).filter(term__organization__in=within)
    found: dict[int, list[str]] = defaultdict(list)
    for office in offices.order_by("starts_on", "pk"):
        found[office.member_id].append(office.label)
    return {pk: ", ".join(labels) for pk, labels in found.items()}


def _label(choices: Any, value: str) -> str:
    return str(choices(value).label) if value else ""


def _moment(moment: datetime | None) -> str:
    return timezone.localtime(moment).isoformat() if moment else ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
