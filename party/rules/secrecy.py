"""The stamps of State secrets: what carries one has no place in this register.

A flag, not one of the eighteen rules: the register stands on a machine that is
connected (DOMAIN 4.3). Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from news.vietnamese import nfc

# As stamps are set: capitals. “BẢO MẬT”, “BÍ MẬT” and honey are words of other trades.
STAMP = re.compile(
    r"(?<!\w)(?:TUYỆT MẬT|TỐI MẬT|(?<!BẢO )(?<!BÍ )MẬT(?!\s+(?:ONG|KHẨU|ĐỘ)))(?!\w)"
    r"|(?<!\w)[Đđ]ộ mật(?!\w)|(?<!\w)ĐỘ MẬT(?!\w)"
)
SPACES = re.compile(r"\s+")


def stamps(texts: Iterable[str]) -> list[str]:
    """The stamps that stand in these texts, each once, in their order."""
    found: dict[str, None] = {}
    for text in texts:
        for match in STAMP.finditer(SPACES.sub(" ", nfc(text))):
            found.setdefault(match[0], None)
    return list(found)
