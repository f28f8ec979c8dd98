"""Places of the form in words, for whoever has to compare two texts of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from party.desk.meetings.merging import Merged
from party.enums import AttendanceStatus

if TYPE_CHECKING:
    from party.desk.meetings.editing import Editing

LISTS = {
    "agenda": "Chương trình",
    "guests": "Đại biểu",
    "opinions": "Ý kiến",
    "tasks": "Nhiệm vụ",
    "resolutions": "Nghị quyết",
}


@dataclass(frozen=True)
class Place:
    label: str
    mine: str
    theirs: str


def places_of(merged: Merged, editing: Editing) -> list[Place]:
    """What both changed, each with its name and what the choices say."""
    names = {str(row.line.member.pk): str(row.line.member) for row in editing.grid}
    criteria = {str(row.criterion.pk): row.criterion.text for row in editing.score}
    found = []
    for clash in merged.clashes:
        kind, _, pk = clash.place.partition("-")
        mine, theirs = clash.mine, clash.theirs
        if kind in LISTS:
            label = LISTS[kind]
        elif kind == "status":
            label = f"Điểm danh: {names.get(pk, 'người không còn trong danh sách')}"
            mine, theirs = _status(mine), _status(theirs)
        elif kind == "points":
            label = f"Điểm: {criteria.get(pk, 'tiêu chí đã bỏ')}"
        else:
            label = str(editing.form.fields[clash.place].label)
            choices = dict(getattr(editing.form.fields[clash.place], "choices", ()))
            mine, theirs = (str(choices.get(it, it)) for it in (mine, theirs))
        found.append(Place(label, mine or "(trống)", theirs or "(trống)"))
    return found


def _status(said: str) -> str:
    """“vang-co-ly-do ốm” → “Vắng có lý do: ốm”."""
    status, _, reason = said.partition(" ")
    if status not in AttendanceStatus.values:
        return said
    label = AttendanceStatus(status).label
    return f"{label}: {reason}" if reason else label
