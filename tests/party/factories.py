"""Party records for tests, made by party.records as an officer would make them.

Default days are in 2020, long past: what has not come is refused.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import factory
from factory.django import DjangoModelFactory

from party import meetings, records, roster
from party.enums import (
    AttendanceStatus,
    MeetingKind,
    MeetingState,
    OfficeRole,
    OrganizationKind,
)
from party.gradings import scoring
from party.models import (
    Meeting,
    Member,
    Office,
    Organization,
    OrganizationAccess,
    Term,
)
from party.rules.sheet import Sheet
from tests.factories import UserFactory

BEGINNING = date(2020, 1, 1)
MEETING = datetime(2023, 12, 27, 8, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


class RecordFactory(DjangoModelFactory):
    """Calls a function of party.records: _first is its positional argument."""

    class Meta:
        abstract = True

    by = None

    @classmethod
    def _create(cls, model_class: Any, **fields: Any) -> Any:  # noqa: ARG003
        return cls._write(fields.pop(cls._first), **fields)


class OrganizationFactory(RecordFactory):
    """A branch under a committee outside the office, unless given a parent or kind."""

    class Meta:
        model = Organization

    _write, _first = staticmethod(records.found), "name"

    name = factory.Sequence(lambda n: f"Chi bộ số {n}")
    kind = OrganizationKind.BRANCH
    on = BEGINNING
    parent = None
    external_superior = factory.LazyAttribute(
        lambda row: "" if row.parent else "Đảng bộ cấp trên"
    )


class CommitteeFactory(OrganizationFactory):
    """A base committee ("Đảng bộ cơ sở")."""

    name = factory.Sequence(lambda n: f"Đảng bộ số {n}")
    kind = OrganizationKind.BASE_COMMITTEE


class MemberFactory(RecordFactory):
    """Official since 2016, there since 2020; by name in the order they are made."""

    class Meta:
        model = Member

    _write, _first = staticmethod(records.register), "full_name"

    full_name = factory.Sequence(lambda n: f"Nguyễn Văn Thử {n:04}")
    organization = factory.SubFactory(OrganizationFactory)
    on = BEGINNING
    admitted_on = date(2015, 5, 19)
    official_on = date(2016, 5, 19)


class ProbationaryFactory(MemberFactory):
    """Admitted in May 2023, and not official yet."""

    on = date(2023, 5, 19)
    admitted_on = date(2023, 5, 19)
    official_on = None


class TermFactory(RecordFactory):
    """From the beginning of 2020 through 2039, longer than any clock of a test."""

    class Meta:
        model = Term

    _write, _first = staticmethod(records.open_term), "organization"

    organization = factory.SubFactory(OrganizationFactory)
    label = "2020–2039"
    on = BEGINNING
    ends_on = date(2039, 12, 31)


class OfficeFactory(RecordFactory):
    """A secretary, unless given a role; of a member of the term's organization."""

    class Meta:
        model = Office

    _write, _first = staticmethod(records.appoint), "member"

    term = factory.SubFactory(TermFactory)
    member = factory.LazyAttribute(
        lambda row: MemberFactory(organization=row.term.organization)
    )
    role = OfficeRole.SECRETARY
    on = BEGINNING


class AccessFactory(DjangoModelFactory):
    """A named officer of one organization: AccessFactory(organization=…).user."""

    class Meta:
        model = OrganizationAccess

    user = factory.LazyFunction(lambda: UserFactory(is_staff=True))
    organization = factory.SubFactory(OrganizationFactory)
    starts_on = BEGINNING


class MeetingFactory(DjangoModelFactory):
    """Regular, of December 2023, and so far as `state` says, by party.meetings.

    Once it was held its chair and secretary are the first two members by name (both
    are made when the organization has fewer), and whoever is not in `attendance`
    ({member id: (status, reason)}) is present. More fields: those of meetings.save().
    """

    class Meta:
        model = Meeting

    organization = factory.SubFactory(OrganizationFactory)
    starts_at = MEETING
    state = MeetingState.PLANNED
    by = None

    @classmethod
    def _create(cls, model_class: Any, **given: Any) -> Meeting:  # noqa: ARG003
        by, state = given.pop("by"), MeetingState(given.pop("state"))
        lists = ("agenda", "guests", "opinions", "tasks", "resolutions", "attendance")
        written = {name: given.pop(name) for name in lists if name in given}
        organization = given.pop("organization")
        if state.has_taken_place:
            given = _of_a_meeting(organization, given)
            written.setdefault("rest", AttendanceStatus.PRESENT)
        meeting = meetings.plan(organization, by=by, **given)
        meetings.save(meeting, by=by, **written)
        for step in _way_to(state):
            step(meeting, by=by)
        return meeting


def full_points(meeting: Meeting) -> dict[str, str]:
    """All that the rubric of its day gives."""
    rubric = Sheet(meeting).rubric
    criteria = scoring.measure_of(rubric).criteria if rubric else []
    return {str(criterion.pk): str(criterion.most) for criterion in criteria}


def _of_a_meeting(organization: Organization, given: dict[str, Any]) -> dict[str, Any]:
    chair, secretary = given.get("chair"), given.get("secretary")
    if not (chair and secretary):
        day = given["starts_at"].date()
        kind = given.get("kind", MeetingKind.REGULAR)
        lines = roster.roster(organization, day, kind)
        able = [it.member for it in lines if it.may_vote and not it.status]
        members = able[:2]
        while len(members) < 2:
            members.append(MemberFactory(organization=organization))
        chair, secretary = chair or members[0], secretary or members[1]
    return {
        "chair": chair,
        "secretary": secretary,
        "ends_at": given["starts_at"] + timedelta(minutes=125),
        "minutes": "Chi bộ thống nhất nội dung buổi sinh hoạt.",
        **given,
    }


def _score(meeting: Meeting, *, by: Any) -> None:
    meetings.save(meeting, by=by, points=full_points(meeting))


def _way_to(state: MeetingState) -> list[Any]:
    ways: dict[MeetingState, list[Any]] = {
        MeetingState.PLANNED: [],
        MeetingState.ANNOUNCED: [meetings.announce],
        MeetingState.HELD: [meetings.hold],
        MeetingState.MINUTES: [meetings.hold, meetings.submit_minutes],
    }
    ways[MeetingState.CLOSED] = [*ways[MeetingState.MINUTES], _score, meetings.close]
    return ways[state]
