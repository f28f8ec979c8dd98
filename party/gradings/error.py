"""Why a score or a grading cannot be saved."""

from __future__ import annotations

from collections.abc import Sequence

from party.rules import Finding


class GradingsError(Exception):
    """`findings` say at which field, in Vietnamese; the exception's text names none."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(f"{len(findings)} findings")
        self.findings = list(findings)
