"""From points to a total and a level: pure, for meetings, organizations and members."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from party.models import Rubric
from party.rules import Finding, scores
from party.rules.scores import Measure


@dataclass(frozen=True)
class Score:
    """`points` is what a row stores; `level` is "" while a finding blocks."""

    points: dict[str, str]
    total: Decimal
    level: str
    is_capped: bool
    findings: list[Finding]


def measure_of(rubric: Rubric) -> Measure:
    """What the rubric says now: two queries, none when both were prefetched."""
    criteria = sorted(rubric.criteria.all(), key=lambda it: (it.position, it.pk))
    bands = sorted(rubric.bands.all(), key=lambda band: -band.least)
    return Measure(criteria, bands, rubric.cap_below)


def score(measure: Measure, typed: Mapping[str, str]) -> Score:
    """The score of the points as typed, by the id of the criterion as text.

    Commas count as dots. What is no number stays in `points` as typed, with a finding
    of rule 14 at the field `points-<id>`; it counts as nothing in the total.
    """
    kept = {str(it.pk): _kept(typed.get(str(it.pk), "")) for it in measure.criteria}
    findings = scores.points(measure, kept)
    return Score(
        points=kept,
        total=measure.total(kept),
        level="" if findings else measure.level(kept),
        is_capped=measure.is_capped(kept),
        findings=findings,
    )


def _kept(text: str) -> str:
    """One way of writing a number: 12.5 for “12,50”."""
    given = scores.number(text)
    return text.strip() if given is None else f"{given.normalize():f}"
