"""What may cross from a meeting into a story: these columns and no others.

Public are that the meeting took place, its kind, month and theme, what its programme
was about, guests who may be named, announced officers who chaired it or told the tale,
resolutions that may be named. Who came, who said what, results, conclusions and votes
stay (../shared/DOMAIN.md 4.3).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from news import vietnamese
from party.enums import MeetingKind, OfficeRole, OrganizationKind, ResolutionState
from party.models import Meeting, Office, Organization, OrganizationVersion

# Whoever writes about these must decide to: not told unless chosen.
DELICATE = re.compile(
    r"kết nạp|kỷ luật|khai trừ|xóa tên|kiểm điểm|xếp loại|nhân sự|quy hoạch|"
    r"chính thức|đảng phí|tố cáo|khiếu nại|giám sát|sức khỏe",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Person:
    """Somebody who may be named, as introduced: “Nguyễn A – Bí thư Chi bộ”."""

    name: str
    post: str = ""
    has_spoken: bool = False
    guest: int | None = None  # The id of the guest.

    @property
    def introduced(self) -> str:
        return f"{self.name} – {self.post}" if self.post else self.name


@dataclass(frozen=True)
class Facts:
    """All that the text of the story is made of."""

    organization: str
    organization_kind: OrganizationKind
    kind: MeetingKind
    year: int
    month: int
    day: date
    theme: str
    agenda: tuple[str, ...]
    guests: tuple[Person, ...]
    chair: Person | None
    tale: str
    teller: Person | None
    resolutions: tuple[str, ...]

    @property
    def branch(self) -> str:
        """What the organization is called for short, within a sentence."""
        if self.organization_kind.is_branch:
            return "chi bộ"
        return (
            "tổ đảng"
            if self.organization_kind is OrganizationKind.GROUP
            else ("đảng bộ")
        )

    @property
    def texts(self) -> list[str]:
        """Every text that somebody typed."""
        people = [*self.guests, self.chair, self.teller]
        said = [person.introduced for person in people if person is not None]
        return [self.theme, self.tale, *self.agenda, *self.resolutions, *said]


def facts_of(meeting: Meeting, *, agenda: Collection[int] | None = None) -> Facts:
    """`agenda`: ids of the items to tell of; all but delicate ones unless given.

    Asks the database anew: what a form has not saved is not known here.
    """
    row = Meeting.objects.only(
        *("organization", "kind", "year", "month", "starts_at", "theme"),
        *("chair", "tale_title", "tale_member", "tale_guest"),
    ).get(pk=meeting.pk)
    day = timezone.localdate(row.starts_at)
    kind, name = _organization(row.organization_id, day)
    officers = _officers(row, kind, day)
    guests = _guests(row)
    by_pk = {person.guest: person for person in guests}
    teller = by_pk.get(row.tale_guest_id) or officers.get(row.tale_member_id or 0)
    return Facts(
        organization=name,
        organization_kind=kind,
        kind=MeetingKind(row.kind),
        year=row.year,
        month=row.month,
        day=day,
        theme=row.theme,
        agenda=_agenda(row, agenda),
        guests=guests,
        chair=officers.get(row.chair_id or 0),
        tale=row.tale_title,
        teller=teller if row.tale_title else None,
        resolutions=_resolutions(row),
    )


def is_delicate(text: str) -> bool:
    """Whether an item of the programme stays inside unless somebody chooses it."""
    return DELICATE.search(vietnamese.clean_line(text)) is not None


def _organization(pk: int, day: date) -> tuple[OrganizationKind, str]:
    """Its kind, and its name on that day."""
    kind, name = Organization.objects.values_list("kind", "name").get(pk=pk)
    versions = OrganizationVersion.objects.on(day).filter(organization=pk)
    names = versions.order_by("-starts_on", "-pk").values_list("name", flat=True)
    return OrganizationKind(kind), names.first() or name


def _officers(meeting: Meeting, kind: OrganizationKind, day: date) -> dict[int, Person]:
    """Chair and teller, as far as their office on that day was announced."""
    wanted = [pk for pk in (meeting.chair_id, meeting.tale_member_id) if pk]
    rows = (
        Office.objects.public()
        .on(day)
        .filter(
            Q(member__anonymized_at__isnull=True),
            term__organization=meeting.organization_id,
            member__in=wanted,
        )
    )
    ranks = list(OfficeRole)
    found: dict[int, tuple[int, Person]] = {}
    for pk, name, role, title in rows.values_list(
        "member_id", "member__full_name", "role", "title"
    ):
        rank = ranks.index(OfficeRole(role))
        person = Person(name, title or _post(OfficeRole(role), kind))
        if pk not in found or rank < found[pk][0]:
            found[pk] = rank, person
    return {pk: person for pk, (_, person) in found.items()}


def _post(role: OfficeRole, kind: OrganizationKind) -> str:
    """“Bí thư Chi bộ”, “Phó bí thư Đảng ủy”: as somebody is introduced."""
    if role not in {OfficeRole.SECRETARY, OfficeRole.DEPUTY}:
        return role.post(kind)
    return f"{role.label} {'Chi bộ' if kind.is_branch else 'Đảng ủy'}"


def _guests(meeting: Meeting) -> tuple[Person, ...]:
    """In the order in which they were introduced."""
    rows = meeting.guests.filter(is_public=True).values_list(
        "pk", "full_name", "post", "organization", "has_spoken"
    )
    return tuple(
        Person(name, ", ".join(filter(None, (post, place))), has_spoken, pk)
        for pk, name, post, place, has_spoken in rows
    )


def _agenda(meeting: Meeting, chosen: Collection[int] | None) -> tuple[str, ...]:
    rows = meeting.agenda.values_list("pk", "text")
    if chosen is None:
        return tuple(text for _, text in rows if not is_delicate(text))
    return tuple(text for pk, text in rows if pk in chosen)


def _resolutions(meeting: Meeting) -> tuple[str, ...]:
    """“Nghị quyết số 01-NQ/CB về …”: those that were passed and may be named."""
    rows = meeting.resolutions.filter(is_public=True, state=ResolutionState.PASSED)
    return tuple(
        f"Nghị quyết số {number}: {summary}" if number else f"Nghị quyết: {summary}"
        for number, summary in rows.order_by("pk").values_list("number", "summary")
    )
