"""Clean a body: three doors, until the last two agree."""

from __future__ import annotations

from news.html.intake import rewrite
from news.html.limits import UnsafeHTML, check_length, check_tags
from news.html.pasted import mend
from news.html.profile import sanitise
from news.html.tidy import tidy
from news.html.tokens import escape

ROUNDS = 8
# nh3 is written in Rust and knows no half of a surrogate pair.
SURROGATES = dict.fromkeys(range(0xD800, 0xE000))


def clean(body: str, *, media_prefix: str = "/media/") -> str:
    """The body as it may be stored and shown. Cleaning it again changes nothing."""
    check_length(body)
    body = body.translate(SURROGATES) if not _is_encodable(body) else body
    wild = sanitise(rewrite(mend(body.replace("\x00", ""))), media_prefix)
    for _ in range(ROUNDS):
        tame = tidy(wild)
        wild = sanitise(tame, media_prefix)
        if wild == tame:
            check_length(tame)
            check_tags(tame.count("<") - tame.count("</"))
            return tame
    raise UnsafeHTML(
        "Nội dung có mã HTML hỏng, không đọc được."
        " Hãy dán lại dưới dạng văn bản thường."
    )


def shown(body: str) -> str:
    """For the editor: the clean body, or its source as text: nothing is lost."""
    try:
        return clean(body)
    except UnsafeHTML:
        return f"<p>{escape(body)}</p>"


def _is_encodable(body: str) -> bool:
    try:
        body.encode()
    except UnicodeEncodeError:
        return False
    return True
