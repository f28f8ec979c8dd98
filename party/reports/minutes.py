"""The minutes of a meeting on paper, in the form that branches know (DOMAIN 4.2).

Made from the record of the meeting: of a closed one with the names and titles of its
day, and with the amendments that were signed since.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from party.enums import AttendanceStatus, MeetingState
from party.meetings import record_of
from party.models import Meeting
from party.reports.paper import (
    Block,
    Paper,
    Paragraph,
    Signer,
    Table,
    lines,
    paragraphs,
    section,
)
from party.reports.wording import (
    NOBODY,
    clean,
    clock,
    letters_of,
    many,
    name_of,
    numeral,
    percent,
    person,
    place_and_day,
    points,
    stopped,
    subject,
)

Record = dict[str, Any]
DRAFT = "BẢN DỰ THẢO: buổi sinh hoạt chưa chốt"
SHOWN_OF_DIGEST = 16


def of(meeting: Meeting) -> Paper:
    """The minutes as a paper; the queries of record_of() and three more."""
    record = record_of(meeting)
    facts, organization = record["meeting"], record["organization"]
    starts = datetime.fromisoformat(facts["starts_at"])
    return Paper(
        superior=clean(organization["superior"]),
        organization=clean(organization["name"]),
        number="Số:        -BB/" + letters_of(organization["name"]),
        place_and_day=place_and_day(meeting.organization, starts.date()),
        name="BIÊN BẢN",
        subject=subject(facts),
        blocks=_numbered([*_sections(record, starts), _amendments(meeting)]),
        signers=(
            Signer("THƯ KÝ", name_of(record["secretary"])),
            Signer("CHỦ TRÌ", name_of(record["chair"])),
        ),
        recipients=_recipients(organization),
        notice="" if meeting.state == MeetingState.CLOSED else DRAFT,
        seal=_seal(meeting),
        title=f"Biên bản {subject(facts).lower()}",
    )


def _sections(record: Record, starts: datetime) -> Iterable[tuple[str, list[Block]]]:
    facts = record["meeting"]
    yield "Thời gian, địa điểm", _when_and_where(facts, starts)
    yield "Thành phần", [*_people(record), *_guests(record)]
    yield "Chương trình", _agenda(record)
    yield "Kết quả thực hiện nhiệm vụ tháng trước", paragraphs(facts["last_result"])
    yield "Phương hướng, nhiệm vụ tháng tới", paragraphs(facts["next_plan"])
    yield "Học tập và làm theo Bác", _tale(record["tale"])
    yield "Diễn biến buổi sinh hoạt", paragraphs(facts["minutes"])
    yield "Ý kiến thảo luận", _opinions(record)
    yield "Phân công nhiệm vụ", _tasks(record)
    yield "Kết luận, biểu quyết", _conclusion(record)
    yield "Chấm điểm buổi sinh hoạt", _score(record["score"])


def _numbered(sections: Iterable[tuple[str, list[Block]]]) -> list[Block]:
    full = [(heading, blocks) for heading, blocks in sections if blocks]
    return [
        block
        for place, (heading, blocks) in enumerate(full, start=1)
        for block in section(f"{numeral(place)}. {heading}", blocks)
    ]


def _when_and_where(facts: Record, starts: datetime) -> list[Block]:
    ends = datetime.fromisoformat(facts["ends_at"]) if facts["ends_at"] else None
    began = f"{clock(starts)}, ngày {starts:%d/%m/%Y}"
    if ends is not None and ends.date() == starts.date():
        ended = f"; kết thúc hồi {clock(ends)} cùng ngày."
    elif ends is not None:
        ended = f"; kết thúc hồi {clock(ends)}, ngày {ends:%d/%m/%Y}."
    else:
        ended = "."
    blocks: list[Block] = [Paragraph(f"{began}{ended}", lead="- Thời gian: ")]
    where = clean(facts["place"]) or NOBODY
    mode = facts["mode_label"].lower()
    blocks.append(Paragraph(f"{where} (họp {mode}).", lead="- Địa điểm: "))
    if theme := clean(facts["theme"]):
        blocks.append(Paragraph(stopped(theme), lead="- Chuyên đề: "))
    return blocks


def _people(record: Record) -> list[Block]:
    """The counts, in the very order in which minutes give them."""
    totals, facts = record["totals"], record["meeting"]
    rows = record["attendance"]
    chair, secretary = (
        person(record["chair"]),
        person(record["secretary"]),
    )
    blocks: list[Block] = [
        Paragraph(
            f"{many(totals['roster'])}. Trong đó: chính thức "
            f"{many(totals['official'])}; dự bị {many(totals['probationary'])}; "
            f"sinh hoạt tạm thời {many(totals['hosted'])}.",
            lead="- Tổng số đảng viên: ",
        ),
        Paragraph(
            f"+ Được miễn công tác và sinh hoạt: {many(totals['exempt'])}.",
            level=1,
        ),
        Paragraph(
            f"+ Sinh hoạt tạm thời ở nơi khác: {many(totals['elsewhere'])}.",
            level=1,
        ),
        Paragraph(
            f"{many(totals['present'])}. Trong đó: chính thức "
            f"{many(totals['present_official'])}; dự bị "
            f"{many(totals['present_probationary'])}; sinh hoạt tạm thời "
            f"{many(totals['present_hosted'])}.{percent(totals['percent'])}",
            lead="- Số đảng viên có mặt: ",
        ),
        Paragraph(f"{many(totals['absent'])}.", lead="- Số đảng viên vắng mặt: "),
        _absent("Có lý do", rows, AttendanceStatus.EXCUSED),
        _absent("Không có lý do", rows, AttendanceStatus.UNEXCUSED),
        Paragraph(stopped(chair), lead="- Chủ trì: Đồng chí "),
        Paragraph(stopped(secretary), lead="- Thư ký: Đồng chí "),
    ]
    if superior := clean(facts["superior_present"]):
        blocks.append(Paragraph(stopped(superior), lead="- Cấp trên dự: "))
    return blocks


def _absent(name: str, rows: list[Record], status: AttendanceStatus) -> Paragraph:
    people = [row for row in rows if row["status"] == status]
    named = "; ".join(
        f"{clean(row['name'])} ({reason})"
        if (reason := clean(row["reason"]))
        else clean(row["name"])
        for row in people
    )
    text = f"+ {name}: {many(len(people))}"
    return Paragraph(stopped(f"{text}: {named}" if people else text), level=1)


def _guests(record: Record) -> list[Block]:
    guests = record["guests"]
    if not guests:
        return []
    blocks: list[Block] = [Paragraph("", lead="- Đại biểu dự:")]
    for guest in guests:
        parts = [guest["name"], guest["post"], guest["organization"]]
        named = ", ".join(part for part in map(clean, parts) if part)
        blocks.append(Paragraph(stopped(f"+ Đồng chí {named}"), level=1))
    return blocks


def _agenda(record: Record) -> list[Block]:
    blocks: list[Block] = []
    for place, item in enumerate(record["agenda"], start=1):
        by = f" (đồng chí {name_of(item['presenter'])} trình bày)"
        text = clean(item["text"]) + (by if item["presenter"] else "")
        blocks.append(Paragraph(stopped(text), lead=f"{place}. "))
    return blocks


def _tale(tale: Record) -> list[Block]:
    if not clean(tale["title"]):
        return []
    by = f", do đồng chí {person(tale['presenter'])} kể" if tale["presenter"] else ""
    told = Paragraph(stopped(f"Mẩu chuyện “{clean(tale['title'])}”{by}"))
    return [told, *paragraphs(tale["conclusion"])]


def _opinions(record: Record) -> list[Block]:
    """Who said what; a long opinion goes on in paragraphs of its own."""
    blocks: list[Block] = []
    for opinion in record["opinions"]:
        first, *rest = lines(opinion["text"]) or [""]
        name = name_of(opinion["by"])
        blocks.append(Paragraph(first, lead=f"- Đồng chí {name}: "))
        blocks += [Paragraph(line, level=1) for line in rest]
    return blocks


def _tasks(record: Record) -> list[Block]:
    rows = [
        [
            str(place),
            clean(task["text"]),
            name_of(task["assignee"]),
            f"{date.fromisoformat(task['due_on']):%d/%m/%Y}" if task["due_on"] else "",
        ]
        for place, task in enumerate(record["tasks"], start=1)
    ]
    if not rows:
        return []
    columns = ["TT", "Nhiệm vụ", "Người thực hiện", "Hạn"]
    return [Table(columns, rows, widths=[7, 50, 27, 16], centred=frozenset({0, 3}))]


def _conclusion(record: Record) -> list[Block]:
    blocks = paragraphs(record["meeting"]["conclusion"])
    for resolution in record["resolutions"]:
        named = f"{clean(resolution['number'])} {clean(resolution['summary'])}".strip()
        votes = (
            f"tán thành {resolution['votes_for']}, không tán thành "
            f"{resolution['votes_against']}, ý kiến khác {resolution['votes_other']}"
        )
        state = resolution["state_label"].lower()
        text = f"{named}. Biểu quyết: {votes} ({state})."
        blocks.append(Paragraph(text, lead="- Nghị quyết: "))
        blocks += paragraphs(resolution["text"], level=1)
    return blocks


def _score(score: Record | None) -> list[Block]:
    if score is None or not score["level"]:
        return []
    rows = [
        [
            clean(it["text"]),
            points(it["most"]),
            points(it["points"]),
        ]
        for it in score["criteria"]
    ]
    rows.append(["Cộng", "", points(score["total"])])
    columns = ["Tiêu chí", "Điểm tối đa", "Điểm đạt"]
    table = Table(columns, rows, widths=[64, 18, 18], centred=frozenset({1, 2}))
    return [
        table,
        Paragraph(stopped(score["level"]), lead="Xếp loại buổi sinh hoạt: "),
    ]


def _amendments(meeting: Meeting) -> tuple[str, list[Block]]:
    blocks: list[Block] = []
    for row in meeting.amendments.select_related("signed_by").order_by("pk"):
        signed = f"{timezone.localtime(row.signed_at):%H:%M %d/%m/%Y}"
        lead = f"- {row.signed_by}, ký lúc {signed}. "
        blocks.append(Paragraph(f"Lý do: {stopped(clean(row.reason))}", lead=lead))
        blocks += paragraphs(row.text, level=1)
    return "Đính chính sau khi chốt", blocks


def _recipients(organization: Record) -> list[str]:
    superior = clean(organization["superior"])
    above = [f"- {superior} (để báo cáo),"] if superior else []
    return [*above, f"- Lưu {clean(organization['name'])}."]


def _seal(meeting: Meeting) -> str:
    if meeting.closed_at is None:
        return ""
    closed = f"{timezone.localtime(meeting.closed_at):%H:%M %d/%m/%Y}"
    return f"Chốt lúc {closed}. Mã kiểm tra: {meeting.digest[:SHOWN_OF_DIGEST]}"
