"""Organizations begin, change their name or superior, and end.

`on` is the first day of what is new. See party.records.members; merge and split are in
party.records.reorganizations.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from news import vietnamese
from news.models import Unit
from party.enums import MovementKind, OrganizationKind, OrganizationState
from party.models import (
    Meeting,
    Membership,
    Movement,
    Organization,
    OrganizationVersion,
)
from party.records import endings
from party.records.changes import (
    Changes,
    check,
    eve,
    happened,
    one_after_another,
    refuse,
    write,
)
from party.rules.organizations import rule_6

if TYPE_CHECKING:
    from portal.models import User

LONGEST_SLUG = 90


def found(
    name: str,
    *,
    kind: OrganizationKind,
    on: date,
    by: User | None,
    parent: Organization | None = None,
    external_superior: str = "",
    decision: str = "",
    units: Iterable[Unit] = (),
    position: int = 0,
    is_public: bool = False,
) -> Organization:
    """A new organization, which exists from that day. Its slug comes from the name."""
    with one_after_another() as changes:
        happened(on)
        organization = Organization(
            name=vietnamese.clean_line(name),
            kind=kind,
            parent=parent,
            external_superior=vietnamese.clean_line(external_superior),
            founded_on=on,
            founded_by_decision=vietnamese.clean_line(decision),
            slug=free_slug(name),
            position=position,
            is_public=is_public,
        )
        changes.make(organization)
        organization.units.set(units)
        version = _version(organization, on, decision)
        check(rule_6(version))
        changes.make(version)
        write(
            MovementKind.FOUND,
            changes,
            by=by,
            on=on,
            organization=organization,
            decision=decision,
        )
    return organization


def rename(
    organization: Organization,
    *,
    name: str,
    parent: Organization | None,
    external_superior: str,
    on: date,
    by: User | None,
    decision: str = "",
) -> Movement:
    """Another name or superior from that day; before it, all is called as it was."""
    with one_after_another() as changes:
        happened(on)
        organization.refresh_from_db()
        if organization.state != OrganizationState.ACTIVE:
            raise refuse("Tổ chức đã kết thúc hoạt động.")
        before = (
            organization.name,
            organization.parent,
            organization.external_superior,
        )
        organization.name = vietnamese.clean_line(name)
        organization.parent = parent
        organization.external_superior = vietnamese.clean_line(external_superior)
        after = (
            organization.name,
            organization.parent,
            organization.external_superior,
        )
        if before == after:
            raise refuse("Tên và cấp trên không có gì thay đổi.", "name")
        new_version(changes, organization, on, decision)
        return write(
            MovementKind.RENAME,
            changes,
            by=by,
            on=on,
            organization=organization,
            decision=decision,
        )


def dissolve(
    organization: Organization, *, on: date, by: User | None, decision: str = ""
) -> Movement:
    """It ends the day before. Its members must have gone, and what stood under it."""
    with one_after_another() as changes:
        happened(on)
        organization.refresh_from_db()
        if Membership.objects.filter(organization=organization).on(on).exists():
            raise refuse("Chuyển sinh hoạt hết đảng viên trước khi giải thể.", "on")
        end(changes, organization, on, OrganizationState.DISSOLVED, decision)
        return write(
            MovementKind.DISSOLVE,
            changes,
            by=by,
            on=on,
            organization=organization,
            decision=decision,
        )


def new_version(
    changes: Changes, organization: Organization, on: date, decision: str = ""
) -> None:
    """What the organization now says of itself holds from that day."""
    rows = OrganizationVersion.objects.filter(organization=organization)
    last = rows.open().get()
    if on <= last.starts_on:
        day = f"{last.starts_on:%d/%m/%Y}"
        raise refuse(f"Tên đang dùng có từ ngày {day}: chọn ngày sau đó.", "on")
    changes.change(last, ends_on=eve(on))
    version = _version(organization, on, decision)
    check(rule_6(version))
    changes.make(version)
    save_current(organization)


def save_current(organization: Organization) -> None:
    """Name and superior, which a version holds for good."""
    organization.full_clean()
    organization.save(update_fields=["name", "parent", "external_superior"])


def end(
    changes: Changes,
    organization: Organization,
    on: date,
    state: OrganizationState,
    decision: str,
) -> None:
    """Over from that day: its terms, its offices, its name. Members move before."""
    if organization.state != OrganizationState.ACTIVE:
        raise refuse(f"{organization} đã kết thúc hoạt động.")
    if on <= organization.founded_on:
        day = f"{organization.founded_on:%d/%m/%Y}"
        raise refuse(f"{organization} thành lập ngày {day}: chọn ngày sau đó.", "on")
    if organization.children.filter(state=OrganizationState.ACTIVE).exists():
        raise refuse(f"{organization} còn tổ chức trực thuộc đang hoạt động.", "on")
    _no_meeting_from(organization, on)
    endings.close_terms(changes, organization, on)
    version = OrganizationVersion.objects.filter(organization=organization).open().get()
    if version.starts_on >= on:
        raise refuse(f"{organization} vừa đổi tên: chọn ngày sau đó.", "on")
    changes.change(version, ends_on=eve(on))
    number = vietnamese.clean_line(decision)
    values = {"state": state, "ended_on": eve(on), "ended_by_decision": number}
    changes.change(organization, **values)


def free_slug(name: str) -> str:
    """An address that no organization has or had: "chi-bo-1", "chi-bo-1-2" …"""
    start = vietnamese.slug(name, fallback="to-chuc", limit=LONGEST_SLUG)
    rows = Organization.objects.filter(slug__startswith=start)
    taken = set(rows.values_list("slug", flat=True))
    number, slug = 1, start
    while slug in taken:
        number += 1
        slug = f"{start}-{number}"
    return slug


def _version(
    organization: Organization, on: date, decision: str
) -> OrganizationVersion:
    return OrganizationVersion(
        organization=organization,
        name=organization.name,
        parent=organization.parent,
        external_superior=organization.external_superior,
        decision=vietnamese.clean_line(decision),
        starts_on=on,
    )


def _no_meeting_from(organization: Organization, on: date) -> None:
    """Nothing is held, or planned, in an organization that is no more."""
    rows = Meeting.objects.filter(organization=organization).standing()
    rows = rows.filter(starts_at__date__gte=on)
    if rows.exists():
        message = f"{organization} có buổi sinh hoạt từ ngày này trở đi: hủy buổi đó."
        raise refuse(message, "on")
