"""What is no history: how an organization is shown, and which offices readers see."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from django.utils import timezone

from news import effects, vietnamese
from news.models import Unit
from party import log
from party.enums import LogKind
from party.models import Office, Organization
from party.records.changes import one_after_another

if TYPE_CHECKING:
    from portal.models import User


def present(
    organization: Organization,
    *,
    by: User | None,
    units: Iterable[Unit],
    seat: str,
    position: int,
    is_public: bool,
) -> None:
    """For whom its members work, where and in which order it stands, for whom."""
    with one_after_another() as changes:
        organization.refresh_from_db()
        organization.seat = vietnamese.clean_line(seat)
        organization.position, organization.is_public = position, is_public
        changes.store(organization)
        organization.units.set(units)
        _written(f"Sửa thông tin tổ chức {organization.pk}", organization, by)


def announce(
    organization: Organization, *, public: Collection[Office], by: User | None
) -> None:
    """Of the offices of today, readers see these and no others."""
    with one_after_another() as changes:
        chosen = {office.pk for office in public}
        for office in Office.objects.of(organization).on(timezone.localdate()):
            if office.is_public != (office.pk in chosen):
                office.is_public = office.pk in chosen
                changes.store(office)
        _written(f"Công khai chức vụ ở tổ chức {organization.pk}", organization, by)


def _written(what: str, organization: Organization, by: User | None) -> None:
    log.record(LogKind.CHANGE, what, by=by, organization=organization)
    effects.public_changed()
