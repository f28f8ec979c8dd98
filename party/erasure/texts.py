"""A name taken out of texts, and a person out of the record of a meeting. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from news import vietnamese

SAID_NO_MORE = "(ý kiến đã xóa khi ẩn danh người phát biểu)"

Replace = Callable[[str], str]


def without(name: str, alias: str) -> Replace:
    """A function that puts the alias for every whole mention of the name.

    Capitals and spaces do not matter; a longer name that contains it is another's.
    """
    words = [re.escape(word) for word in vietnamese.clean_line(name).split()]
    if not words:
        return lambda text: text
    spaced = r"\s+".join(words)
    pattern = re.compile(rf"(?<!\w){spaced}(?!\w)", re.IGNORECASE)
    return lambda text: pattern.sub(lambda _: alias, text)


def unchanged(text: str) -> str:
    return text


def forgotten(record: Any, member: int, alias: str, replace: Replace) -> Any:
    """The record of a meeting, or what an amendment holds, without that member.

    Whoever is named by the id loses name and reasons for absence, and what was said;
    titles, standing and votes stay, as do all totals. Other texts lose the name.
    """
    if isinstance(record, str):
        return replace(record)
    if isinstance(record, list):
        return [forgotten(part, member, alias, replace) for part in record]
    if not isinstance(record, dict):
        return record
    kept = {
        key: forgotten(part, member, alias, replace) for key, part in record.items()
    }
    if record.get("member") == member:
        kept["name"] = alias
        if "reason" in record:
            kept["reason"] = ""
    speaker = record.get("by")
    if isinstance(speaker, dict) and speaker.get("member") == member:
        kept["text"] = SAID_NO_MORE
    return kept
