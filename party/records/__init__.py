"""The only writer of history: organizations, members, terms, offices.

Each function is one transaction and one Movement. `by` acts (a keyword, no global),
`on` is the first day of what is new; what was before ends on the day before it. A day
that has not come is refused. RecordsError holds findings, each with the field it is of.
"""

from party.records.changes import RecordsError
from party.records.corrections import correct_dates, describe, reverse
from party.records.members import (
    LEAVING,
    admit,
    leave,
    officialize,
    register,
    transfer,
)
from party.records.offices import appoint, end_office, end_term, open_term
from party.records.organizations import dissolve, found, rename
from party.records.presenting import announce, present
from party.records.reorganizations import merge, split
from party.records.stays import end_exemption, exempt, return_, send_away

__all__ = [
    "LEAVING",
    "RecordsError",
    "admit",
    "announce",
    "appoint",
    "correct_dates",
    "describe",
    "dissolve",
    "end_exemption",
    "end_office",
    "end_term",
    "exempt",
    "found",
    "leave",
    "merge",
    "officialize",
    "open_term",
    "present",
    "register",
    "rename",
    "return_",
    "reverse",
    "send_away",
    "split",
    "transfer",
]
