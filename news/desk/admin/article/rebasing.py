"""The rows of a form that is older than the saved story, told in the rows saved now.

A save writes rows anew, so the ids that an older form names may be gone, and some that
it does not know may have come. What was typed stays as it was typed: a row that the
form does not have is there with “Bỏ” ticked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django.db.models import Model
from django.http import QueryDict

from news.desk.typed import ROWS, Row

SAYS = {"corrections": ["wrong", "right"]}  # The rest is filled in beforehand.
MOST = 1000
PLACE = re.compile(r"[0-9]{1,9}", re.ASCII)
FIELD = re.compile(r"(?P<row>[0-9]{1,4})-(?P<name>\w+)", re.ASCII)


def rebase(
    data: QueryDict, prefix: str, stored: Sequence[Model], *, editable: bool
) -> None:
    """Rewrite the rows of that prefix; who may not edit them sends the stored ones."""
    names = ROWS[prefix]
    chosen = names[0]
    typed = in_order(rows_of(data, prefix)) if editable else []
    waiting = {row.get(chosen, ""): row for row in reversed(typed)}
    rows: list[Row] = []
    for saved in stored:
        row = values(saved, names)
        mine = waiting.pop(row[chosen], None)
        if mine is not None:
            typed.remove(mine)
            row = mine
        elif editable:
            row |= {"DELETE": "on"}
        row["id"] = str(saved.pk)
        rows.append(row)
    initial = len(rows)
    rows += [row | {"id": ""} for row in typed if "DELETE" not in row]
    for key in [key for key in data if key.startswith(f"{prefix}-")]:
        del data[key]
    for number, row in enumerate(rows):
        for name, value in row.items():
            data[f"{prefix}-{number}-{name}"] = value
    data[f"{prefix}-TOTAL_FORMS"] = str(len(rows))
    data[f"{prefix}-INITIAL_FORMS"] = str(initial)
    data[f"{prefix}-MIN_NUM_FORMS"] = "0"
    data[f"{prefix}-MAX_NUM_FORMS"] = str(MOST)


def rows_of(data: QueryDict, prefix: str) -> list[Row]:
    """The rows as they were sent, empty new ones left out."""
    total = data.get(f"{prefix}-TOTAL_FORMS", "")
    count = min(int(total), MOST) if PLACE.fullmatch(total) else 0
    sent: dict[str, Row] = {}
    for key in data:
        if found := FIELD.fullmatch(key.removeprefix(f"{prefix}-")):
            sent.setdefault(found["row"], {})[found["name"]] = str(data[key])
    rows = []
    for number in range(count):
        row = sent.get(str(number), {})
        if any(row.get(name) for name in ("id", *SAYS.get(prefix, ROWS[prefix]))):
            rows.append(row)
    return rows


def fits(data: QueryDict, prefix: str, stored: Sequence[Model]) -> bool:
    """Whether the form's rows are the stored ones, and new ones behind them."""
    initial = data.get(f"{prefix}-INITIAL_FORMS", "")
    sent = [data.get(f"{prefix}-{n}-id", "") for n in range(len(stored))]
    return initial == str(len(stored)) and sorted(sent) == sorted(
        str(row.pk) for row in stored
    )


def in_order(rows: Sequence[Row]) -> list[Row]:
    """As the formset itself would order them, and numbered so."""
    ordered = sorted(rows, key=_place)
    if not any("position" in row for row in rows):
        return ordered
    return [row | {"position": str(n)} for n, row in enumerate(ordered, start=1)]


def _place(row: Row) -> tuple[bool, int]:
    """New rows without a place go to the end."""
    place = row.get("position", "")
    number = int(place) if PLACE.fullmatch(place) else 0
    return not number and not row.get("id"), number


def values(saved: Model, names: Sequence[str]) -> Row:
    """What the form of a stored row would send."""
    found: dict[str, Any] = {name: saved.serializable_value(name) for name in names}
    if hasattr(saved, "position"):
        found["position"] = saved.position
    return {name: "" if v is None else str(v) for name, v in found.items()}
