"""The words of a story about a meeting. Pure: from facts to title, sapo, paragraphs.

The shape is that of the pages on which offices report their branches' meetings: a
title with organization and month, a sapo, who came, what it was about, the tale.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from news import vietnamese
from party.enums import MeetingKind, OrganizationKind
from party.models.organization import tag_of
from party.story.facts import Facts, Person

LONGEST_TITLE = 250
LONGEST_SAPO = 1500
CALLED = {
    MeetingKind.REGULAR: "sinh hoạt định kỳ",
    MeetingKind.THEMATIC: "sinh hoạt chuyên đề",
    MeetingKind.COMBINED: "sinh hoạt định kỳ kết hợp chuyên đề",
    MeetingKind.SPECIAL: "sinh hoạt bất thường",
    MeetingKind.COMMITTEE: "họp cấp ủy",
    MeetingKind.CONGRESS: "Đại hội",
}
TAGS = ("sinh hoạt chi bộ", "xây dựng Đảng")
CONGRESS_TAGS = ("đại hội Đảng", "xây dựng Đảng")
# What such a meeting is for: said of all of them, so nothing of this one is given away.
MEANING = (
    "Sinh hoạt chi bộ hằng tháng là nền nếp của mỗi tổ chức cơ sở đảng: ở đó đảng viên"
    " nghe, bàn và cùng quyết định việc chung; cấp ủy nắm được việc khó từ cơ sở để"
    " lãnh đạo sát hơn. Buổi sinh hoạt được chuẩn bị kỹ, bàn đúng việc đang vướng thì"
    " nghị quyết mới đi vào công việc hằng ngày của từng cán bộ, đảng viên."
)


@dataclass(frozen=True)
class Draft:
    title: str
    sapo: str
    paragraphs: tuple[str, ...]  # Blocks of HTML, in order.
    tags: tuple[str, ...]


def write(facts: Facts) -> Draft:
    is_congress = facts.kind is MeetingKind.CONGRESS
    return Draft(
        title=vietnamese.shorten(_title(facts), LONGEST_TITLE),
        sapo=vietnamese.shorten(_sapo(facts), LONGEST_SAPO),
        paragraphs=tuple(_paragraphs(facts)),
        tags=(*(CONGRESS_TAGS if is_congress else TAGS), tag_of(facts.organization)),
    )


def attending(person: Person, kind: OrganizationKind) -> str:
    """A caption: “Đồng chí A – chức vụ dự sinh hoạt Chi bộ”."""
    where = "dự sinh hoạt Chi bộ" if kind.is_branch else "dự buổi sinh hoạt"
    return f"Đồng chí {person.introduced} {where}"


def speaking(person: Person) -> str:
    return f"Đồng chí {person.introduced} phát biểu ý kiến"


def _title(facts: Facts) -> str:
    called = CALLED[facts.kind]
    return f"{facts.organization} tổ chức {called} tháng {facts.month} năm {facts.year}"


def _sapo(facts: Facts) -> str:
    first = (
        f"Ngày {facts.day:%d/%m/%Y}, {facts.organization} tổ chức {CALLED[facts.kind]}"
        f" tháng {facts.month} năm {facts.year}"
    )
    if facts.theme:
        return f"{first} với nội dung “{facts.theme}”."
    if facts.kind.is_regular:
        return (
            f"{first}, đánh giá kết quả thực hiện nhiệm vụ tháng {_before(facts)}, bàn"
            f" phương hướng tháng {facts.month} và dành thời gian để đảng viên thảo"
            " luận, đóng góp ý kiến."
        )
    return f"{first}."


def _paragraphs(facts: Facts) -> Iterator[str]:
    yield from _guests(facts)
    yield from _hosts(facts)
    yield from _programme(facts)
    yield from _tale(facts)
    yield from _speakers(facts)
    for resolution in facts.resolutions:
        yield _p(f"{_capital(facts.branch)} đã thông qua {_end(resolution)}")
    if facts.organization_kind.is_branch and facts.kind.is_regular:
        yield _p(MEANING)


def _guests(facts: Facts) -> Iterator[str]:
    if not facts.guests:
        return
    people = "; ".join(f"đồng chí {person.introduced}" for person in facts.guests)
    yield _p(f"Đến dự buổi sinh hoạt có: {people}.")


def _hosts(facts: Facts) -> Iterator[str]:
    chair = f"đồng chí {facts.chair.introduced}, " if facts.chair else ""
    lead = "các đồng chí trong cấp ủy" if chair else "Các đồng chí trong cấp ủy"
    side = f"Về phía {facts.branch} có {chair}" if chair else ""
    yield _p(f"{side}{lead} và đảng viên của {facts.branch} tham dự.")


def _programme(facts: Facts) -> Iterator[str]:
    chair = f"đồng chí {facts.chair.introduced}" if facts.chair else "chủ trì"
    if facts.kind.is_regular:
        yield _p(
            f"Tại buổi sinh hoạt, {chair} thông qua nội dung sinh hoạt, kết quả thực"
            f" hiện nhiệm vụ tháng {_before(facts)} và phương hướng nhiệm vụ tháng"
            f" {facts.month} năm {facts.year} để đảng viên góp ý, hoàn thiện báo cáo"
            f" của {facts.branch}."
        )
    if facts.theme:
        yield _p(f"Nội dung chuyên đề của buổi sinh hoạt: {_end(facts.theme)}")
    if facts.agenda:
        items = "".join(f"<li>{_text(_end(item))}</li>" for item in facts.agenda)
        intro = _p("Chương trình buổi sinh hoạt gồm:")
        yield f"{intro}\n<ul>{items}</ul>"


def _tale(facts: Facts) -> Iterator[str]:
    if not facts.tale:
        return
    teller = f"đồng chí {facts.teller.introduced}" if facts.teller else "đảng viên"
    yield _p(
        f"Cũng trong buổi sinh hoạt, {teller} kể mẩu chuyện “{facts.tale}” về tấm gương"
        " đạo đức của Chủ tịch Hồ Chí Minh, rút ra bài học để mỗi đảng viên soi rọi,"
        " học tập và làm theo."
    )


def _speakers(facts: Facts) -> Iterator[str]:
    speakers = [person.introduced for person in facts.guests if person.has_spoken]
    if speakers:
        people = "; ".join(f"đồng chí {person}" for person in speakers)
        yield _p(f"Phát biểu tại buổi sinh hoạt có {people}.")


def _before(facts: Facts) -> str:
    """The month before: “11”, and “12 năm 2023” when that was last year's."""
    if facts.month > 1:
        return str(facts.month - 1)
    return f"12 năm {facts.year - 1}"


def _p(text: str) -> str:
    return f"<p>{_text(text)}</p>"


def _text(text: str) -> str:
    return escape(vietnamese.clean_line(text), quote=False)


def _end(text: str) -> str:
    """With a full stop, and only one."""
    return f"{text.rstrip(' .;')}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def body(paragraphs: Iterable[str], figures: list[str]) -> str:
    """The paragraphs with the pictures spread between them."""
    blocks = list(paragraphs)
    for number, figure in enumerate(figures):
        share = (number + 1) * len(blocks) // (len(figures) + 1)
        blocks[share] = f"{blocks[share]}\n{figure}" if blocks else figure
    return "\n".join(blocks)
