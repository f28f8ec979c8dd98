"""Who may see which records. Deny by default: nothing else opens them.

A Party officer (a member of the group GROUP) sees all; a named officer sees the
organizations that he or she was given. Django's permissions are not asked: they would
open everything to a superuser.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone

from party.models import Meeting, Member, Membership, Organization, OrganizationAccess
from party.models.meeting import MeetingQuerySet
from party.models.member import MemberQuerySet
from party.models.organization import OrganizationQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from portal.models import User

GROUP = "Cán bộ Đảng"


@dataclass(frozen=True)
class Scope:
    """What one person may do with the records, on one day."""

    is_officer: bool = False
    seen: frozenset[int] = frozenset()  # Ids of organizations.
    recorded: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return self.is_officer or bool(self.seen)

    def may_see(self, organization_id: int | None) -> bool:
        return self.is_officer or organization_id in self.seen

    def may_record(self, organization_id: int | None) -> bool:
        """Whether meetings and gradings of it may be written; see is_officer."""
        return self.is_officer or organization_id in self.recorded

    def organizations(self) -> OrganizationQuerySet:
        rows = Organization.objects.all()
        return rows if self.is_officer else rows.filter(pk__in=self.seen)

    def meetings(self) -> MeetingQuerySet:
        rows = Meeting.objects.all()
        return rows if self.is_officer else rows.filter(organization__in=self.seen)

    def members(self) -> MemberQuerySet:
        """Whoever belongs, or belonged, to an organization in the scope."""
        if self.is_officer:
            return Member.objects.all()
        rows = Membership.objects.filter(organization__in=self.seen)
        return Member.objects.filter(pk__in=rows.values("member"))


NOTHING = Scope()


def scope_of(user: User | AnonymousUser, day: date | None = None) -> Scope:
    """What this account may do on that day (today, in Vietnam, unless given)."""
    if not (user.is_active and user.is_authenticated and user.is_staff):
        return NOTHING
    if user.groups.filter(name=GROUP).exists():
        return Scope(is_officer=True)
    rows = list(
        OrganizationAccess.objects.on(day or timezone.localdate())
        .filter(user=user)
        .values_list("organization_id", "with_subordinates", "may_record")
    )
    if not rows:
        return NOTHING
    below = _children() if any(deep for _, deep, _ in rows) else {}
    seen: set[int] = set()
    recorded: set[int] = set()
    for organization, deep, may_record in rows:
        reached = _reach(organization, below) if deep else {organization}
        seen |= reached
        recorded |= reached if may_record else set()
    return Scope(seen=frozenset(seen), recorded=frozenset(recorded))


def _children() -> dict[int, list[int]]:
    below: dict[int, list[int]] = defaultdict(list)
    rows = Organization.objects.filter(parent__isnull=False)
    for child, parent in rows.values_list("pk", "parent_id"):
        below[parent].append(child)
    return below


def _reach(organization: int, below: dict[int, list[int]]) -> set[int]:
    """The organization and all below it; a circle in broken data ends it, too."""
    reached, waiting = set(), [organization]
    while waiting:
        current = waiting.pop()
        if current not in reached:
            reached.add(current)
            waiting.extend(below.get(current, ()))
    return reached
