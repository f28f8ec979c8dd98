"""What a rule has to say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """`blocks`: nothing goes on until it is mended; else a warning with its reason.

    `field` is where the form shows it ("" above the form). `key` names one warning for
    good, so that it can be acknowledged once: "10:unexcused:meeting-12:member-7".
    """

    rule: int
    message: str
    field: str = ""
    blocks: bool = True
    key: str = ""

    def __post_init__(self) -> None:
        if not self.blocks and not self.key:
            raise ValueError("a warning needs a key")


def blocking(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.blocks]


def warnings(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if not finding.blocks]
