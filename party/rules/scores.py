"""Rule 14: each point within its criterion, the total their sum, the level from bands.

Pure: a Measure holds what the rubric says; no function here asks the database.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from party.models import Band, Criterion
from party.rules.finding import Finding

RULE = 14
CENT = Decimal("0.01")
NUMBER = re.compile(r"-?[0-9]{1,6}(?:[.,][0-9]{1,6})?", re.ASCII)


@dataclass(frozen=True)
class Measure:
    """A rubric as it was read: its criteria in order, its levels, its cap."""

    criteria: Sequence[Criterion]
    bands: Sequence[Band]
    cap_below: Decimal | None = None

    @property
    def most(self) -> Decimal:
        """What a score can be at most."""
        return sum((criterion.most for criterion in self.criteria), Decimal(0))

    def points_in(self, points: Mapping[str, str]) -> dict[int, Decimal]:
        """By criterion; without those that are not given or are no number."""
        read = {it.pk: number(points.get(str(it.pk), "")) for it in self.criteria}
        return {pk: given for pk, given in read.items() if given is not None}

    def total(self, points: Mapping[str, str]) -> Decimal:
        """The sum of the points that were given."""
        return sum(self.points_in(points).values(), Decimal(0))

    def is_capped(self, points: Mapping[str, str]) -> bool:
        """Whether a criterion that must be full is not (DOMAIN 4.2: trần mức Khá)."""
        given = self.points_in(points)
        return self.cap_below is not None and any(
            it.must_be_full and given.get(it.pk, Decimal(0)) < it.most
            for it in self.criteria
        )

    def level(self, points: Mapping[str, str]) -> str:
        """The level of the highest band that the total reaches and the cap allows.

        A cap shuts the bands that begin at `cap_below` or higher. "" below every band.
        """
        total = self.total(points)
        limit = self.cap_below if self.is_capped(points) else None
        open_bands = [
            band
            for band in self.bands
            if band.least <= total and (limit is None or band.least < limit)
        ]
        return max(open_bands, key=lambda band: band.least).level if open_bands else ""


def number(text: str) -> Decimal | None:
    """What was typed as points, with a comma or a dot; None when it is no number."""
    text = text.strip()
    return Decimal(text.replace(",", ".")) if NUMBER.fullmatch(text) else None


def field_of(criterion: Criterion) -> str:
    """The name of the form's field for the points of one criterion."""
    return f"points-{criterion.pk}"


def points(measure: Measure, given: Mapping[str, str]) -> list[Finding]:
    """What is wrong with the points alone, each at its field."""
    return [
        Finding(RULE, message, field_of(criterion))
        for criterion in measure.criteria
        if (message := _complaint(criterion, given.get(str(criterion.pk), "")))
    ]


def rule_14(
    measure: Measure, given: Mapping[str, str], total: Decimal, level: str
) -> list[Finding]:
    """What is wrong with a score as it is stored: points, total, level."""
    found = points(measure, given)
    if found:
        return found
    if total != (right := measure.total(given)):
        message = (
            f"Tổng điểm phải là {shown(right)}, bằng tổng các tiêu chí; "
            f"đang ghi {shown(total)}."
        )
        found.append(Finding(RULE, message, "total"))
    if level != (due := measure.level(given)):
        why = " vì tiêu chí bắt buộc chưa tối đa" if measure.is_capped(given) else ""
        message = f"Xếp loại theo thang điểm{why} phải là “{due}”, đang ghi “{level}”."
        found.append(Finding(RULE, message, "level"))
    return found


def shown(points: Decimal) -> str:
    """With a comma and no idle zeros: 12,5."""
    return f"{points.normalize():f}".replace(".", ",")


def _complaint(criterion: Criterion, text: str) -> str:
    if not text.strip():
        return f"Nhập điểm cho tiêu chí “{criterion.text}”."
    given = number(text)
    if given is None:
        return f"Điểm phải là số, ví dụ 12,5; đang ghi “{text.strip()[:20]}”."
    if not 0 <= given <= criterion.most:
        return f"Điểm từ 0 đến {shown(criterion.most)}; đang ghi {text.strip()[:20]}."
    if given % CENT:
        return "Điểm có nhiều nhất hai chữ số sau dấu phẩy."
    return ""
