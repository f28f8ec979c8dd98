"""Rule 9: no more votes than voters who are there; half of the branch behind it."""

from __future__ import annotations

from party.enums import ResolutionState
from party.rules.finding import Finding
from party.rules.sheet import Sheet


def rule_9(sheet: Sheet) -> list[Finding]:
    """Votes of one resolution against the official members present (blocks)."""
    voters, found = sheet.totals.present_official, []
    for number, resolution in enumerate(sheet.resolutions):
        if resolution.votes > voters:
            message = (
                f"{resolution.votes} phiếu nhiều hơn {voters} đảng viên chính thức có "
                "mặt; đảng viên dự bị và sinh hoạt tạm thời không biểu quyết."
            )
            found.append(Finding(9, message, f"resolutions-{number}-votes_for"))
    return found


def rule_9_majority(sheet: Sheet) -> list[Finding]:
    """Passed with half of the branch's official members, or fewer (warns)."""
    official = sheet.totals.official
    found = []
    for number, resolution in enumerate(sheet.resolutions):
        passed = resolution.state != ResolutionState.DRAFT
        if passed and resolution.votes_for * 2 <= official:
            message = (
                f"Nghị quyết “{resolution}”: {resolution.votes_for} phiếu tán thành, "
                f"không quá nửa số {official} đảng viên chính thức của chi bộ."
            )
            key = sheet.key(9, f"majority-{resolution.pk}")
            field = f"resolutions-{number}-votes_for"
            found.append(Finding(9, message, field, blocks=False, key=key))
    return found
