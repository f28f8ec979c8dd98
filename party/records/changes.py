"""One change of history: what it made and ended, its Movement, its line in the log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.utils import timezone

from news import effects, vietnamese
from news.models.generation import clock
from party import log
from party.enums import LogKind, MovementKind
from party.models import Member, Movement, Organization
from party.rules import Finding, blocking

if TYPE_CHECKING:
    from portal.models import User

OF_THE_FORM = 0  # No rule of the Party's: something is missing or cannot be stored.
# What readers may see of it; see party.site.
PUBLIC = {"organization", "organizationversion", "term", "office", "succession"}


class RecordsError(Exception):
    """The records stay as they were; each finding names its field, in Vietnamese.

    As text it says only which rules: messages name people, and errors reach logs.
    """

    def __init__(self, findings: list[Finding]) -> None:
        rules = ", ".join(str(number) for number in sorted({f.rule for f in findings}))
        super().__init__(f"blocked by rules {rules}")
        self.findings = findings

    @property
    def messages(self) -> list[str]:
        return [finding.message for finding in self.findings]


def refuse(message: str, field: str = "", rule: int = OF_THE_FORM) -> RecordsError:
    """For `raise`: one thing that is wrong."""
    return RecordsError([Finding(rule, message, field=field)])


def check(findings: Iterable[Finding]) -> None:
    """Raises RecordsError for those that block; warnings let it go on."""
    if stopping := blocking(findings):
        raise RecordsError(stopping)


class Changes:
    """Makes and changes rows, and keeps what a reversal needs: ids and days."""

    def __init__(self) -> None:
        self.made: list[list[Any]] = []
        self.changed: list[list[Any]] = []

    def make(self, row: Any) -> Any:
        """Store a new row. Raises RecordsError for what its constraints forbid."""
        _validate(row)
        row.save(force_insert=True)
        self.made.append([row._meta.model_name, row.pk])
        return row

    def change(self, row: Any, **values: Any) -> None:
        """Set these fields, which hold days and choices, not names of people."""
        before = {name: getattr(row, name) for name in values}
        for name, value in values.items():
            setattr(row, name, value)
        _validate(row)
        row.save(update_fields=list(values))
        for name, value in values.items():
            if value != before[name]:
                self._note(row, name, before[name], value)

    def store(self, row: Any) -> None:
        """Save what is no history: texts, which nothing has to bring back."""
        _validate(row)
        row.save()

    def _note(self, row: Any, name: str, before: Any, after: Any) -> None:
        kept = [_plain(before), _plain(after)]
        self.changed.append([row._meta.model_name, row.pk, name, *kept])

    @property
    def data(self) -> dict[str, Any]:
        return {"made": self.made, "changed": self.changed}

    @property
    def models(self) -> set[str]:
        return {row[0] for row in self.made + self.changed}


@contextmanager
def one_after_another() -> Iterator[Changes]:
    """All or nothing, and nobody else writes history meanwhile, on both databases.

    Two people who transfer the same member meet here: the second sees what the first
    did. SQLite's transactions are immediate; PostgreSQL is asked for a lock, which
    stops no reader.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("LOCK TABLE party_movement IN SHARE ROW EXCLUSIVE MODE")
        yield Changes()


def write(
    kind: MovementKind,
    changes: Changes,
    *,
    by: User | None,
    on: date,
    organization: Organization | None = None,
    member: Member | None = None,
    decision: str = "",
    note: str = "",
    reverses: Movement | None = None,
) -> Movement:
    """The Movement of these changes, its line in the log; public pages turn old."""
    movement = Movement(
        at=clock(),
        by=by,
        kind=kind,
        happened_on=on,
        organization=organization,
        member=member,
        decision=vietnamese.clean_line(decision),
        note=vietnamese.clean_line(note),
        data=changes.data,
        reverses=reverses,
    )
    _validate(movement)
    movement.save(force_insert=True)
    what = f"{movement.get_kind_display()}, biến động {movement.pk}"
    log.record(LogKind.HISTORY, what, by=by, organization=organization, member=member)
    if changes.models & PUBLIC:
        effects.public_changed()
    return movement


def eve(day: date) -> date:
    """The last day of what ends when something else begins on `day`."""
    return day - timedelta(days=1)


def happened(on: date) -> None:
    """Raises RecordsError for a day that has not come: what is recorded is true."""
    if on > timezone.localdate():
        raise refuse("Ngày chưa đến: chỉ ghi biến động khi đã có hiệu lực.", "on")


def _validate(row: Any) -> None:
    try:
        row.full_clean()
    except ValidationError as error:
        raise RecordsError(
            [
                Finding(OF_THE_FORM, text, field="" if field == "__all__" else field)
                for field, texts in error.message_dict.items()
                for text in texts
            ]
        ) from None


def _plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return value.pk
    return value.isoformat() if isinstance(value, date) else value
