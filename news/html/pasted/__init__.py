"""What other programs put on the clipboard, in the shape that their authors meant.

Word, Google Docs, LibreOffice, Excel, Zalo and Facebook draw lists, headings, lines and
table headers with styles; the first door of `news.html` would throw these away with the
meaning in them. This is read before that door, and the editor does the same in the
browser (static/js/desk-paste-*.js), so that a writer sees at once what will be stored.
What is safe is decided behind it: nothing here is trusted.
"""

from __future__ import annotations

import re

from news.html.pasted import debris, headings, lines, lists, raw, tables
from news.html.tree import serialise

# Whole words of programs, looked for inside tags only: a story may speak of them.
MARKS = re.compile(
    r"<!--StartFragment|<meta\s|<o:p|\bmso-|\bMso[A-Z]|SegoeuiPc|docs-internal-guid"
    r"|white-space|dir=\"auto\"|\bdata-sheets"
)
LONGEST_TAG = 2_000


def is_foreign(body: str) -> bool:
    """Whether another program wrote this. Never true of what was cleaned before."""
    return any(_in_tag(body, match.start()) for match in MARKS.finditer(body))


def mend(body: str) -> str:
    """The same text with real lists, headings, paragraphs and table headers."""
    if not is_foreign(body):
        return body
    root = raw.parse(body)
    debris.drop_debris(root)
    lines.make_lines(root)
    lists.make_lists(root)
    headings.make_headings(root)
    tables.mend_tables(root, raw.bold_classes(body))
    debris.drop_dress(root)
    lines.strip_spaces(root)
    return serialise(root)


def _in_tag(body: str, at: int) -> bool:
    if body[at] == "<":
        return True
    start = max(at - LONGEST_TAG, 0)
    return body.rfind("<", start, at) > body.rfind(">", start, at)
