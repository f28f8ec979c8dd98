"""The numbers of a meeting, counted from the rows of its roster. Pure, no database.

In the form that minutes give them (DOMAIN 4.2): roster = official + probationary +
hosted; expected = roster − exempt − elsewhere = present + excused + unexcused.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from typing import Protocol

from party.enums import AttendanceStatus, MemberStanding


class Row(Protocol):
    """An Attendance, or whatever says the same two things of somebody."""

    @property
    def standing(self) -> str: ...
    @property
    def status(self) -> str: ...


@dataclass(frozen=True)
class Totals:
    """How many people; `unasked` have no status yet."""

    official: int
    probationary: int
    hosted: int
    exempt: int
    elsewhere: int
    excused: int
    unexcused: int
    unasked: int
    present_official: int
    present_probationary: int
    present_hosted: int

    @property
    def roster(self) -> int:
        return self.official + self.probationary + self.hosted

    @property
    def expected(self) -> int:
        return self.roster - self.exempt - self.elsewhere

    @property
    def present(self) -> int:
        return self.present_official + self.present_probationary + self.present_hosted

    @property
    def absent(self) -> int:
        return self.excused + self.unexcused

    @property
    def is_complete(self) -> bool:
        """Whether everybody was asked: present + excused + unexcused = expected."""
        return self.roster > 0 and self.unasked == 0

    @property
    def percent(self) -> Decimal | None:
        """Of those expected, cut to two places: 84,999… never shows as 85,00."""
        if not self.expected:
            return None
        exact = Decimal(100) * self.present / self.expected
        return exact.quantize(Decimal("0.01"), rounding=ROUND_DOWN)

    def exceeds(self, percent: Decimal) -> bool:
        """Whether more than that came: the rule says “trên”, so 85 % is too few."""
        return self.present * 100 > percent * self.expected


def count(rows: Iterable[Row]) -> Totals:
    standings: Counter[str] = Counter()
    statuses: Counter[str] = Counter()
    present: Counter[str] = Counter()
    for row in rows:
        standings[row.standing] += 1
        statuses[row.status] += 1
        if row.status == AttendanceStatus.PRESENT:
            present[row.standing] += 1
    return Totals(
        official=standings[MemberStanding.OFFICIAL],
        probationary=standings[MemberStanding.PROBATIONARY],
        hosted=standings[MemberStanding.HOSTED],
        exempt=statuses[AttendanceStatus.EXEMPT],
        elsewhere=statuses[AttendanceStatus.ELSEWHERE],
        excused=statuses[AttendanceStatus.EXCUSED],
        unexcused=statuses[AttendanceStatus.UNEXCUSED],
        unasked=statuses[""],
        present_official=present[MemberStanding.OFFICIAL],
        present_probationary=present[MemberStanding.PROBATIONARY],
        present_hosted=present[MemberStanding.HOSTED],
    )
