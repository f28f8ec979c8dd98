"""One thing to mend, and how it is recognised when it comes back."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

LONGEST_KEY = 200  # Waiver.problem

Story = dict[str, Any]


class Severity(StrEnum):
    BLOCK = "block"  # Readers get the story only when an editor lets this pass.
    ADVISE = "advise"


@dataclass(frozen=True)
class Spot:
    """Where in the text: the picture, link, heading or table of that place and value.

    In a gallery: the row of that photo. The value finds it again after an edit.
    """

    kind: str  # img, a, heading, table, text; row.
    value: str
    place: int = 0


@dataclass(frozen=True)
class Problem:
    """What to do, in Vietnamese; the form field that it belongs to; its key.

    The key names the very thing (the file, the address), never its place in the text:
    a waiver is bound to it.
    """

    field: str
    message: str
    key: str
    severity: Severity = Severity.BLOCK
    # Whether an editor may let it pass: not what the database itself demands.
    waivable: bool = True
    spot: Spot | None = None
    photo: int | None = None  # Of the library, when it can be mended there.

    @property
    def blocks(self) -> bool:
        return self.severity is Severity.BLOCK


def key_of(rule: str, subject: str = "") -> str:
    """The rule and what it found fault with; a digest of what would be too long."""
    key = f"{rule}:{subject}" if subject else rule
    if len(key) <= LONGEST_KEY:
        return key
    return f"{rule}:sha256:{hashlib.sha256(subject.encode()).hexdigest()}"
