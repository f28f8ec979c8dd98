"""Rule 17: what may be told of a meeting, and when.

The second person who must publish it is asked for at the door: see party.apps.
"""

from __future__ import annotations

from collections.abc import Iterable

from party.enums import MeetingState
from party.rules.finding import Finding
from party.rules.secrecy import stamps


def after_the_meeting(state: str) -> list[Finding]:
    """Rule 17, blocks: a story only of a meeting that has taken place."""
    if MeetingState(state).has_taken_place:
        return []
    return [
        Finding(17, "Chỉ soạn tin được từ buổi sinh hoạt đã họp.", field="state"),
    ]


def nothing_secret(texts: Iterable[str]) -> list[Finding]:
    """Rule 17, blocks: no text with a stamp of secrecy crosses over."""
    if not (found := stamps(texts)):
        return []
    message = (
        f"Nội dung có dấu “{found[0]}”: tài liệu mật không được nhập vào hệ thống này,"
        " không được đưa vào tin."
    )
    return [Finding(17, message, field="agenda")]
