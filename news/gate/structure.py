"""The shape of a body: headings in steps, tables with headers, links that say where."""

from __future__ import annotations

import re
from collections.abc import Iterator

from news import html, vietnamese
from news.gate.problem import Problem, Severity, Spot, key_of

SHOWN = 60  # Characters of a text that a message quotes.
TOP_LEVEL = 2  # The title is level 1.
EMPTY_WORDS = frozenset(
    map(
        vietnamese.exact_key,
        (
            *("đây", "tại đây", "ở đây", "vào đây", "bấm vào đây", "nhấn vào đây"),
            *("bấm đây", "bấm để xem", "nhấp vào đây", "xem tại đây", "xem ở đây"),
            *("xem thêm", "xem thêm tại đây", "đọc thêm", "đọc tiếp", "xem tiếp"),
            *("xem chi tiết", "chi tiết", "link", "liên kết", "đường dẫn"),
            *("click", "click here", "here", "click vào đây", "read more", "more"),
        ),
    )
)
BARE_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
AT_THE_ENDS = " .…,:;!()[]»«<>→›\"'“”"


def problems(outline: html.Outline) -> Iterator[Problem]:
    yield from _headings(outline)
    yield from _tables(outline)
    yield from _link_texts(outline)


def _headings(outline: html.Outline) -> Iterator[Problem]:
    above = TOP_LEVEL - 1
    for place, heading in enumerate(outline.headings):
        wanted = above + 1
        if heading.level > wanted:
            said = vietnamese.shorten(heading.text, SHOWN)
            yield Problem(
                "body",
                f"Tiêu đề nhỏ “{said}” ở cấp {heading.level}, bỏ qua cấp {wanted}."
                f" Hãy đổi thành Heading {wanted}.",
                key_of(f"heading-skipped:h{heading.level}", heading.text),
                spot=Spot("heading", heading.text, place),
            )
        above = heading.level


def _tables(outline: html.Outline) -> Iterator[Problem]:
    for place, table in enumerate(outline.tables):
        if not table.has_header:
            yield Problem(
                "body",
                f"Bảng thứ {place + 1} chưa có hàng hoặc cột tiêu đề. Bấm chuột phải"
                " vào bảng, chọn Thuộc tính bảng, đặt Tiêu đề.",
                key_of("table-header-missing", table.text),
                spot=Spot("table", table.text[:SHOWN], place),
            )


def _link_texts(outline: html.Outline) -> Iterator[Problem]:
    for place, link in enumerate(outline.links):
        bare = link.text.strip(AT_THE_ENDS)
        says_nothing = vietnamese.exact_key(bare) in EMPTY_WORDS
        if not (says_nothing or BARE_ADDRESS.fullmatch(bare)):
            continue
        said = vietnamese.shorten(link.text, SHOWN)
        yield Problem(
            "body",
            f"Chữ của liên kết “{said}” không nói dẫn tới đâu; nên viết tên trang.",
            key_of("link-text", f"{bare} {link.href}"),
            Severity.ADVISE,
            spot=Spot("a", link.href, place),
        )
