"""What a meeting is warned of; nothing here stops anybody."""

from __future__ import annotations

from party.models import Meeting
from party.rules import Finding, secrecy
from party.rules import attendance as attendance_rules
from party.rules import meetings as rules
from party.rules import votes as vote_rules
from party.rules.sheet import Sheet


def warnings_of(meeting: Meeting) -> list[Finding]:
    """Rules 9, 10 and 11, and the stamps of secrets (rule 0), as the rows stand now."""
    sheet = Sheet(meeting)
    return [
        *_secrecy(sheet),
        *vote_rules.rule_9_majority(sheet),
        *attendance_rules.rule_10(sheet),
        *rules.rule_11(sheet),
    ]


def texts_of(meeting: Meeting) -> list[str]:
    """Whatever was typed of a meeting where a stamp could stand."""
    fields = ("theme", "last_result", "next_plan", "tale_title", "tale_conclusion")
    own = [getattr(meeting, name) for name in (*fields, "conclusion", "minutes")]
    own += meeting.agenda.values_list("text", flat=True)
    own += meeting.opinions.values_list("text", flat=True)
    own += meeting.tasks.values_list("text", flat=True)
    for row in meeting.resolutions.values_list("number", "summary", "text"):
        own += row
    return own


def _secrecy(sheet: Sheet) -> list[Finding]:
    found = secrecy.stamps(texts_of(sheet.meeting))
    if not found:
        return []
    stamps = ", ".join(f"“{stamp}”" for stamp in found)
    message = (
        f"Nội dung có dấu {stamps}. Nội dung Mật, Tối mật, Tuyệt mật không được đưa "
        "vào hệ thống này."
    )
    return [Finding(0, message, blocks=False, key=sheet.key(0, "secret"))]
