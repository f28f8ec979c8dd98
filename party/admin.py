"""Django looks for admins here; they live at the desk."""

from party.desk import (
    data_requests,
    gradings,
    ledger,
    meetings,
    members,
    organizations,
    rubrics,
)

__all__ = [
    "data_requests",
    "gradings",
    "ledger",
    "meetings",
    "members",
    "organizations",
    "rubrics",
]
