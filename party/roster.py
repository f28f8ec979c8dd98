"""Who is called to a meeting: taken from the memberships in force on its day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from party.enums import (
    AttendanceStatus,
    MeetingKind,
    MembershipKind,
    MemberStanding,
    OfficeRole,
)
from party.models import (
    Exemption,
    Member,
    Membership,
    Office,
    Organization,
    OrganizationVersion,
)

COMMITTEE_ROLES = (
    OfficeRole.SECRETARY,
    OfficeRole.DEPUTY,
    OfficeRole.STANDING,
    OfficeRole.COMMITTEE,
)


@dataclass(frozen=True)
class Line:
    """`status` is what is known before anybody is asked: exempt, elsewhere or ""."""

    member: Member
    standing: MemberStanding
    status: str = ""

    @property
    def may_vote(self) -> bool:
        """Điều lệ Đảng, điều 3 and 5: official members of the organization alone."""
        return self.standing == MemberStanding.OFFICIAL


def roster(
    organization: Organization, day: date, kind: MeetingKind | str = MeetingKind.REGULAR
) -> list[Line]:
    """Everybody of the organization, and of those below it, on that day, by name.

    A meeting of the committee has its officers alone.
    """
    within = organizations_within(organization, day)
    rows = Membership.objects.on(day).filter(organization__in=within)
    if kind == MeetingKind.COMMITTEE:
        rows = rows.filter(member__in=_officers(organization, day))
    standings: dict[Member, MemberStanding] = {}
    away: set[int] = set()
    hosted: set[int] = set()
    for row in rows.select_related("member").order_by("pk"):
        if row.kind == MembershipKind.AWAY:
            away.add(row.member_id)
        elif row.kind == MembershipKind.HOSTED:
            hosted.add(row.member_id)
            standings.setdefault(row.member, MemberStanding.HOSTED)
        else:
            standings[row.member] = _own(row.member, day)
    exempt = Exemption.objects.on(day).filter(member__in=list(standings))
    # Away from one branch and hosted by another: not elsewhere for their superior.
    known: dict[int, str] = dict.fromkeys(away - hosted, AttendanceStatus.ELSEWHERE)
    for member in exempt.values_list("member", flat=True):
        known[member] = AttendanceStatus.EXEMPT
    lines = [
        Line(member, standing, known.get(member.pk, ""))
        for member, standing in standings.items()
    ]
    return sorted(lines, key=lambda line: (line.member.sort_key, line.member.pk))


def organizations_within(organization: Organization, day: date) -> set[int]:
    """Ids of the organization and of all that stood below it on that day."""
    below: dict[int, list[int]] = defaultdict(list)
    versions = OrganizationVersion.objects.on(day).filter(parent__isnull=False)
    for child, parent in versions.values_list("organization_id", "parent_id"):
        if parent is not None:
            below[parent].append(child)
    reached, waiting = set(), [organization.pk]
    while waiting:
        current = waiting.pop()
        if current not in reached:
            reached.add(current)
            waiting.extend(below.get(current, ()))
    return reached


def _own(member: Member, day: date) -> MemberStanding:
    if member.is_official_on(day):
        return MemberStanding.OFFICIAL
    return MemberStanding.PROBATIONARY


def _officers(organization: Organization, day: date) -> list[int]:
    offices = Office.objects.on(day).filter(
        term__organization=organization, role__in=COMMITTEE_ROLES
    )
    return list(offices.values_list("member", flat=True))
