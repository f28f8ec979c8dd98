"""Everything that readers may know of the organizations; no other column is read.

Names, kinds and whether they exist; the term; who holds which announced office. Deny by
default: an organization, an office must be flagged public.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.urls import reverse
from django.utils import timezone

from news import vietnamese
from news.site.parts import Parts
from party.enums import OfficeRole, OrganizationKind, OrganizationState
from party.models import Office, Organization, OrganizationVersion, Succession, Term

# In the order of rank. Whoever holds a higher office is of the committee anyway.
RANKS = list(OfficeRole)
IMPLIED = {OfficeRole.COMMITTEE}


@dataclass(frozen=True)
class Officer:
    name: str
    post: str


@dataclass
class Listed:
    """An organization as readers know it."""

    pk: int
    name: str
    kind: OrganizationKind
    slug: str
    state: str  # Empty while it works; else “Đã sáp nhập”…
    parent: Listed | None = None
    children: list[Listed] = field(default_factory=list)
    successors: list[Listed] = field(default_factory=list)
    term: str = ""
    officers: list[Officer] = field(default_factory=list)

    @property
    def url(self) -> str:
        return reverse("party:organization", args=[self.slug])

    @property
    def trail(self) -> list[Listed]:
        """From the top down to this one; a circle in broken data ends it."""
        steps: list[Listed] = []
        step: Listed | None = self
        while step is not None and step not in steps:
            steps.insert(0, step)
            step = step.parent
        return steps

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Listed) and other.pk == self.pk

    __hash__ = None  # type: ignore[assignment]


class Directory:
    """All public organizations on one day: five queries, whatever their number."""

    def __init__(self, day: date) -> None:
        self._by_pk = {listed.pk: listed for listed in _listed(day)}
        self._place(day)
        self._succeed()
        self._name_terms(day)
        self._name_officers(day)
        self.by_slug = {listed.slug: listed for listed in self._by_pk.values()}
        working = [listed for listed in self._by_pk.values() if not listed.state]
        self.roots = [listed for listed in working if listed.parent is None]
        self.ended = [listed for listed in self._by_pk.values() if listed.state]

    def _place(self, day: date) -> None:
        """Names and parents of the day. A parent without a page is not named."""
        versions = OrganizationVersion.objects.on(day).filter(
            organization__in=self._by_pk
        )
        rows = versions.order_by("starts_on", "pk")
        for pk, name, parent in rows.values_list("organization_id", "name", "parent"):
            listed = self._by_pk[pk]
            listed.name, listed.parent = name, self._by_pk.get(parent or 0)
        for listed in self._by_pk.values():
            if listed.parent is not None and not listed.state:
                listed.parent.children.append(listed)

    def _succeed(self) -> None:
        rows = Succession.objects.filter(
            predecessor__in=[pk for pk, row in self._by_pk.items() if row.state],
            successor__in=self._by_pk,
        )
        for before, after in rows.order_by("pk").values_list(
            "predecessor_id", "successor_id"
        ):
            self._by_pk[before].successors.append(self._by_pk[after])

    def _name_terms(self, day: date) -> None:
        """The newest term that has begun and was not closed: a congress may be late."""
        rows = Term.objects.filter(organization__in=self._working, starts_on__lte=day)
        begun = rows.exclude(closed_on__lt=day).order_by("starts_on", "pk")
        for pk, label in begun.values_list("organization_id", "label"):
            self._by_pk[pk].term = label

    def _name_officers(self, day: date) -> None:
        rows = (
            Office.objects.public()
            .on(day)
            .filter(term__organization__in=self._working)
            .filter(member__anonymized_at__isnull=True)
            .exclude(term__closed_on__lt=day)
            .order_by("pk")
            .values_list(
                "term__organization_id",
                "member_id",
                "member__full_name",
                "role",
                "title",
            )
        )
        held: dict[tuple[int, int], list[tuple[int, str]]] = {}
        names: dict[int, str] = {}
        for pk, member, name, role, title in rows:
            post = title or OfficeRole(role).post(self._by_pk[pk].kind)
            names[member] = name
            held.setdefault((pk, member), []).append((RANKS.index(role), post))
        ranked = sorted(
            held.items(),
            key=lambda item: (min(item[1])[0], vietnamese.sort_key(names[item[0][1]])),
        )
        for (pk, member), offices in ranked:
            officer = Officer(names[member], ", ".join(_posts(offices)))
            self._by_pk[pk].officers.append(officer)

    @property
    def _working(self) -> list[int]:
        return [pk for pk, row in self._by_pk.items() if not row.state]


def of(shared: Parts) -> Directory:
    """The directory of the day, made once for all pages."""
    day = timezone.localdate(shared.moment)
    return shared.once("party directory", lambda: Directory(day))


def _listed(day: date) -> Iterator[Listed]:
    ended = ExpressionWrapper(Q(ended_on__lt=day), output_field=BooleanField())
    rows = (
        Organization.objects.public()
        .filter(founded_on__lte=day)
        .annotate(ended=ended)
        .in_order()
        .values_list("pk", "name", "kind", "slug", "state", "ended")
    )
    for pk, name, kind, slug, state, has_ended in rows:
        said = str(OrganizationState(state).label) if has_ended else ""
        yield Listed(pk, name, OrganizationKind(kind), slug, said)


def _posts(offices: list[tuple[int, str]]) -> list[str]:
    """Highest first; that a secretary sits in the committee is not said again."""
    posts = dict.fromkeys(post for _, post in sorted(offices))
    if len(posts) == 1:
        return list(posts)
    implied = {post for rank, post in offices if RANKS[rank] in IMPLIED}
    return [post for post in posts if post not in implied]
