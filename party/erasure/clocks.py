"""By when a request about the own data must be answered and done. Pure.

Nghị định 356/2025/NĐ-CP as DOMAIN 1.2 reads it: an answer within two working days;
10 days to give or correct, 15 to restrict (20 when others must do it, too), 20 to
erase; one extension, of at most 15 days.
"""

from __future__ import annotations

from datetime import date, timedelta

from party.enums import RequestKind

WORKING_DAYS_TO_ANSWER = 2
DAYS = {
    RequestKind.COPY: 10,
    RequestKind.CORRECT: 10,
    RequestKind.RESTRICT: 15,
    RequestKind.ERASE: 20,
}
RESTRICT_WITH_OTHERS = 20
LONGEST_EXTENSION = timedelta(days=15)
SATURDAY = 5


def answer_by(received_on: date) -> date:
    """The second working day after that one.

    Public holidays are not known here and count as working days: the clock may be
    early, never late.
    """
    day, left = received_on, WORKING_DAYS_TO_ANSWER
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < SATURDAY
    return day


def due_on(kind: RequestKind, received_on: date, *, with_others: bool = False) -> date:
    """The last day to do what was asked; `with_others`: third parties must, too."""
    days = DAYS[kind]
    if kind == RequestKind.RESTRICT and with_others:
        days = RESTRICT_WITH_OTHERS
    return received_on + timedelta(days=days)


def latest_extension(due: date) -> date:
    """The last day to which a request due on that day may be extended, once."""
    return due + LONGEST_EXTENSION
