"""What was recorded wrongly is set right by another record; nothing is deleted."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.utils import timezone

from news import vietnamese
from party import log
from party.enums import LogKind, MovementKind, OrganizationState
from party.models import (
    Member,
    Membership,
    Movement,
    Office,
    Organization,
    OrganizationVersion,
    Succession,
    Term,
)
from party.records.changes import Changes, check, one_after_another, refuse, write
from party.records.members import current, set_name, write_of
from party.records.organizations import free_slug, save_current
from party.rules.members import rule_12, rule_13, rule_13_attendance
from party.rules.organizations import rule_6
from party.rules.terms import rule_1, rule_2, rule_3, rule_4

if TYPE_CHECKING:
    from portal.models import User

# Anonymized: what went is gone. The others would only be a chain of doubts.
FINAL = {MovementKind.REVERSE, MovementKind.ANONYMIZE}
DETAILS = {"full_name", "gender", "born_on", "register_code", "card_number"}


def reverse(movement: Movement, *, by: User | None, note: str) -> Movement:
    """Undo a movement that was recorded by mistake; what it made stays, marked so.

    Refused when a later movement builds upon it (undo that one first), and when the
    records would break a rule without it.
    """
    with one_after_another() as changes:
        movement.refresh_from_db()
        if not vietnamese.clean_line(note):
            raise refuse("Ghi lý do hủy.", "note")
        if movement.kind in FINAL:
            raise refuse("Không hủy được biến động này; hãy ghi một biến động mới.")
        if Movement.objects.filter(reverses=movement).exists():
            raise refuse("Biến động này đã bị hủy.")
        if later := _built_upon(movement):
            label = later.get_kind_display()
            raise refuse(
                f"Sau đó đã ghi “{label}” từ {later.happened_on:%d/%m/%Y}: "
                "hủy biến động đó trước."
            )
        _undo(changes, movement)
        check_again(movement.data)
        return write(
            MovementKind.REVERSE,
            changes,
            by=by,
            on=timezone.localdate(),
            organization=movement.organization,
            member=movement.member,
            note=note,
            reverses=movement,
        )


def correct_dates(
    member: Member,
    *,
    admitted_on: date,
    official_on: date | None,
    by: User | None,
    note: str = "",
) -> Movement:
    """The days of admission and of becoming official, as the file has them."""
    with one_after_another() as changes:
        member.refresh_from_db()
        if (member.admitted_on, member.official_on) == (admitted_on, official_on):
            raise refuse("Các ngày không có gì thay đổi.", "admitted_on")
        today = timezone.localdate()
        if max(admitted_on, official_on or admitted_on) > today:
            raise refuse(
                "Ngày chưa đến.", "official_on" if official_on else "admitted_on"
            )
        first = Membership.objects.filter(member=member).order_by("starts_on").first()
        if first is not None and first.starts_on < admitted_on:
            day = f"{first.starts_on:%d/%m/%Y}"
            raise refuse(f"Đã sinh hoạt Đảng từ ngày {day}.", "admitted_on")
        changed = Member(
            full_name=member.full_name, admitted_on=admitted_on, official_on=official_on
        )
        check(rule_12(changed, today))
        changes.change(member, admitted_on=admitted_on, official_on=official_on)
        check_member(member)
        row = current(member, today)
        organization = row.organization if row else None
        kind = MovementKind.CORRECT
        return write_of(kind, changes, member, organization, today, by, note)


def describe(member: Member, *, by: User | None, **details: Any) -> None:
    """What is no history: see DETAILS. The log keeps which, not what it was."""
    if unknown := set(details) - DETAILS:
        raise TypeError(f"not a detail of a member: {sorted(unknown)}")
    with one_after_another() as changes:
        if "full_name" in details:
            set_name(member, details.pop("full_name"))
        for name, value in details.items():
            setattr(member, name, value)
        changes.store(member)
        today = timezone.localdate()
        row = current(member, today)
        log.record(
            LogKind.CHANGE,
            f"Sửa thông tin đảng viên {member.pk}",
            by=by,
            organization=row.organization if row else None,
            member=member,
        )


def check_again(data: dict[str, Any]) -> None:
    """Raises RecordsError when these rows, as they now are, break a rule."""
    touched = {(row[0], row[1]) for row in [*data["made"], *data["changed"]]}
    for name, pk in sorted(touched):
        row = _row(name, pk)
        if row is not None and not getattr(row, "is_mistake", False):
            _check_row(row)
        if isinstance(row, Membership):
            check_member(row.member)


def check_member(member: Member) -> None:
    """Raises RecordsError for attendance or an office where the member is not."""
    check(rule_13_attendance(member))
    for office in Office.objects.filter(member=member):
        check(rule_4(office))


def _check_row(row: Any) -> None:
    if isinstance(row, Membership):
        check(rule_13(row))
    elif isinstance(row, Office):
        check([*rule_1(row), *rule_4(row)])
        check(rule_3(row.term.organization, timezone.localdate()))
    elif isinstance(row, Term):
        check(rule_2(row))
    elif isinstance(row, OrganizationVersion):
        check(rule_6(row))


def _built_upon(movement: Movement) -> Movement | None:
    """The newest movement in force that touched one of the same rows afterwards."""
    mine = _rows(movement)
    later = Movement.objects.filter(pk__gt=movement.pk, reversed_by=None)
    for other in later.exclude(kind=MovementKind.REVERSE).order_by("-pk"):
        if mine & _rows(other) or _hangs_on(movement, other):
            return other
    return None


def _rows(movement: Movement) -> set[tuple[str, int]]:
    data = movement.data
    return {(row[0], row[1]) for row in [*data["made"], *data["changed"]]}


def _hangs_on(movement: Movement, other: Movement) -> bool:
    """Whether the other one is of a member or organization that this one brought."""
    made = {(row[0], row[1]) for row in movement.data["made"]}
    return ("member", other.member_id) in made or (
        "organization",
        other.organization_id,
    ) in made


def _undo(changes: Changes, movement: Movement) -> None:
    """What it made first: an open end may not be there twice."""
    for name, pk in reversed(movement.data["made"]):
        _take_back(changes, _row(name, pk))
    values: dict[tuple[str, int], dict[str, Any]] = defaultdict(dict)
    for name, pk, field, before, _ in reversed(movement.data["changed"]):
        values[name, pk][field] = before
    for (name, pk), fields in values.items():
        row = _row(name, pk)
        typed = {f: row._meta.get_field(f).to_python(v) for f, v in fields.items()}
        changes.change(row, **typed)
    for name, pk in _rows(movement):
        if name == "organizationversion":
            _say_again(_row(name, pk).organization)


def _row(name: str, pk: int) -> Any:
    """The row, also one that was marked as a mistake; None: a succession taken back."""
    return apps.get_model("party", name)._base_manager.filter(pk=pk).first()


def _take_back(changes: Changes, row: Any) -> None:
    if isinstance(row, Succession):  # A link between two, no period of anything.
        row.delete()
    elif isinstance(row, Organization):
        row.slug, row.is_public = free_slug(f"ghi-nham-{row.pk}"), False
        changes.store(row)
        state, ended_on = OrganizationState.MISTAKE, row.founded_on
        changes.change(row, state=state, ended_on=ended_on)
    else:
        changes.change(row, is_mistake=True)


def _say_again(organization: Organization) -> None:
    """Name and superior of the version that is the newest one again."""
    rows = OrganizationVersion.objects.filter(organization=organization)
    version = rows.order_by("-starts_on").first()
    if version is not None:
        organization.name = version.name
        organization.parent = version.parent
        organization.external_superior = version.external_superior
        save_current(organization)
