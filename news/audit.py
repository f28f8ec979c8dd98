"""The one function that writes the audit log, and where a request came from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import TYPE_CHECKING

from news import vietnamese
from news.enums import AuditKind
from news.models.audit import AuditEntry
from news.models.generation import clock

if TYPE_CHECKING:
    from portal.models import User

LONGEST_TEXT, LONGEST_LABEL, LONGEST_NAME, LONGEST_ADDRESS = 500, 200, 150, 50

# Where, not who: the door's steps know no request, and who acts is always said.
_address: ContextVar[str] = ContextVar("address", default="")


@contextmanager
def asked_from(address: str) -> Iterator[None]:
    """What is recorded inside was asked for from that address."""
    token = _address.set(address)
    try:
        yield
    finally:
        _address.reset(token)


def current_address() -> str:
    """Where what happens now was asked for from; empty outside a request."""
    return _line(_address.get(), LONGEST_ADDRESS)


def record(
    kind: AuditKind,
    *,
    by: User | None,
    text: str = "",
    label: str = "",
    name: str = "",
    at: datetime | None = None,
) -> None:
    """Add a row, in the caller's transaction: what is undone was never done.

    `name` stands for people without an account. What people typed becomes one line
    without control characters, cut to the length of its column.
    """
    actor_name = _line(name or (str(by) if by else ""), LONGEST_NAME)
    text, label = _line(text, LONGEST_TEXT), _line(label, LONGEST_LABEL)
    AuditEntry.objects.create(
        at=at or clock(),
        kind=kind,
        actor=by,
        actor_name=actor_name,
        text=text,
        object_label=label,
        address=current_address(),
        search_text=vietnamese.fold(f"{actor_name} {text} {label}"),
    )


def _line(text: str, longest: int) -> str:
    return vietnamese.shorten(vietnamese.clean_line(text), longest)
