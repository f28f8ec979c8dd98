"""Minutes on paper: the customary form, the counts in their order, every letter."""

import io
import unicodedata
import zipfile
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from docx import Document

from news import vietnamese
from party import meetings, records
from party.enums import AttendanceStatus, MeetingState, ResolutionState
from party.models import Meeting, Organization
from party.reports import attendance_sheet, minutes
from party.reports.docx import as_docx
from party.reports.paper import Paper, Paragraph, Signer, Table
from party.reports.pdf import as_pdf
from tests.factories import PartyOfficerFactory
from tests.party.factories import (
    CommitteeFactory,
    MeetingFactory,
    MemberFactory,
    OfficeFactory,
    OrganizationFactory,
    ProbationaryFactory,
    TermFactory,
)
from tests.party.reports.reading import lines_of_docx, text_of_pdf

pytestmark = pytest.mark.django_db
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
MOMENT = datetime(2023, 12, 5, 14, tzinfo=HANOI)
# Every letter of Vietnamese that has a mark, in both cases.
LETTERS = "ăâđêôơư" + "".join(
    unicodedata.normalize("NFC", base + tone)
    for base in "aăâeêioôơuưy"
    for tone in "\u0300\u0309\u0303\u0301\u0323"
)


@pytest.fixture
def meeting():
    """Eight people: official, on probation, exempt; two absent, one without reason."""
    parent = CommitteeFactory(name="Đảng bộ Chi cục")
    parent.seat = "Hưng Yên"
    parent.save()
    branch = OrganizationFactory(name="Chi bộ Nghiệp vụ", parent=parent)
    names = ["An", "Bình", "Cường", "Dũng", "Em", "Giang"]
    people = [MemberFactory(organization=branch, full_name=f"Trần {n}") for n in names]
    ProbationaryFactory(organization=branch, full_name="Trần Mới")
    records.exempt(people[5], on=datetime(2023, 1, 1).date(), by=None)
    term = TermFactory(organization=branch)
    OfficeFactory(term=term, member=people[0])
    return MeetingFactory(
        organization=branch,
        starts_at=MOMENT,
        ends_at=MOMENT.replace(hour=16),
        place="Phòng họp tầng 2",
        state=MeetingState.HELD,
        last_result="Kiểm tra 12 vụ.\nXử lý 3 vụ.",
        next_plan="Kiểm tra hàng Tết.",
        conclusion="Chi bộ thống nhất.",
        tale_title="Đôi dép Bác Hồ",
        agenda=[{"text": "Thông báo thời sự", "presenter": people[1]}],
        guests=[{"full_name": "Lê Đại Biểu", "post": "Phó Bí thư Đảng ủy"}],
        opinions=[{"member": people[2], "text": "Nhất trí.\nĐề nghị tăng ca trực."}],
        tasks=[{"text": "Lập kế hoạch", "assignee": people[2], "due_on": None}],
        resolutions=[
            {
                "number": "01-NQ/CB",
                "summary": "Nhiệm vụ tháng 12",
                "votes_for": 3,
                "state": ResolutionState.PASSED,
            }
        ],
        attendance={
            people[3].pk: (AttendanceStatus.EXCUSED, "ốm"),
            people[4].pk: (AttendanceStatus.UNEXCUSED, ""),
        },
    )


EXPECTED = """\
BẢN DỰ THẢO: buổi sinh hoạt chưa chốt
BIÊN BẢN
Sinh hoạt thường kỳ tháng 12 năm 2023
-----
I. Thời gian, địa điểm
- Thời gian: 14 giờ 00 phút, ngày 05/12/2023; kết thúc hồi 16 giờ 00 phút cùng ngày.
- Địa điểm: Phòng họp tầng 2 (họp trực tiếp).
II. Thành phần
- Tổng số đảng viên: 07 đồng chí. Trong đó: chính thức 06 đồng chí; \
dự bị 01 đồng chí; sinh hoạt tạm thời 0 đồng chí.
+ Được miễn công tác và sinh hoạt: 01 đồng chí.
+ Sinh hoạt tạm thời ở nơi khác: 0 đồng chí.
- Số đảng viên có mặt: 04 đồng chí. Trong đó: chính thức 03 đồng chí; \
dự bị 01 đồng chí; sinh hoạt tạm thời 0 đồng chí. Tỷ lệ 66,66 %.
- Số đảng viên vắng mặt: 02 đồng chí.
+ Có lý do: 01 đồng chí: Trần Dũng (ốm).
+ Không có lý do: 01 đồng chí: Trần Em.
- Chủ trì: Đồng chí Trần An – Bí thư.
- Thư ký: Đồng chí Trần Bình.
- Đại biểu dự:
+ Đồng chí Lê Đại Biểu, Phó Bí thư Đảng ủy.
III. Chương trình
1. Thông báo thời sự (đồng chí Trần Bình trình bày).
IV. Kết quả thực hiện nhiệm vụ tháng trước
Kiểm tra 12 vụ.
Xử lý 3 vụ.
V. Phương hướng, nhiệm vụ tháng tới
Kiểm tra hàng Tết.
VI. Học tập và làm theo Bác
Mẩu chuyện “Đôi dép Bác Hồ”.
VII. Diễn biến buổi sinh hoạt
Chi bộ thống nhất nội dung buổi sinh hoạt.
VIII. Ý kiến thảo luận
- Đồng chí Trần Cường: Nhất trí.
Đề nghị tăng ca trực.
IX. Phân công nhiệm vụ
TT | Nhiệm vụ | Người thực hiện | Hạn
1 | Lập kế hoạch | Trần Cường |\x20
X. Kết luận, biểu quyết
Chi bộ thống nhất.
- Nghị quyết: 01-NQ/CB Nhiệm vụ tháng 12. Biểu quyết: tán thành 3, \
không tán thành 0, ý kiến khác 0 (đã thông qua).
Nơi nhận:
- Đảng bộ Chi cục (để báo cáo),
- Lưu Chi bộ Nghiệp vụ."""
HEAD = """\
ĐẢNG BỘ CHI CỤC
CHI BỘ NGHIỆP VỤ
*
Số:        -BB/CB | ĐẢNG CỘNG SẢN VIỆT NAM

Hưng Yên, ngày 05 tháng 12 năm 2023"""
FOOT = "THƯ KÝ\n(ký, ghi rõ họ tên)\n\n\n\nTrần Bình | CHỦ TRÌ\n(ký, ghi rõ họ tên)"


def test_minutes_have_the_customary_form(meeting):
    lines = lines_of_docx(as_docx(minutes.of(meeting)))

    head, foot = lines.pop(1), lines.pop(-4)
    assert "\n".join(lines) == EXPECTED
    assert head == HEAD
    assert foot == f"{FOOT}\n\n\n\nTrần An"


def test_the_pdf_says_what_the_docx_says_in_composed_letters(meeting):
    paper = minutes.of(meeting)

    text = text_of_pdf(as_pdf(paper))

    said = " ".join(" ".join(lines_of_docx(as_docx(paper))).split())
    number = ["2"]  # Of the second page.
    assert sorted(text.split()) == sorted(said.replace("| ", "").split() + number)
    assert unicodedata.is_normalized("NFC", text)


def test_a_closed_meeting_is_printed_as_it_was_with_its_amendments():
    officer = PartyOfficerFactory(password="mật khẩu của người ký")
    branch = OrganizationFactory(name="Chi bộ Cũ")
    chair = MemberFactory(organization=branch, full_name="Trần An Cũ")
    closed = MeetingFactory(
        organization=branch, starts_at=MOMENT, state=MeetingState.CLOSED, by=officer
    )
    place = {"parent": None, "external_superior": "Đảng bộ Mới"}
    day = datetime(2024, 1, 1).date()
    records.rename(branch, name="Chi bộ Mới", on=day, by=None, **place)
    records.describe(chair, by=None, full_name="Trần An Mới")
    meetings.amend(
        closed,
        text="Số vụ là 13.",
        reason="Ghi nhầm",
        password="mật khẩu của người ký",
        by=officer,
    )
    closed.refresh_from_db()

    lines = lines_of_docx(as_docx(minutes.of(closed)))

    text = "\n".join(lines)
    assert "Bản dự thảo".upper() not in text
    assert "CHI BỘ CŨ" in text
    assert "Mới" not in text
    assert "Trần An Cũ" in text
    assert "- Chủ trì" in text
    signed = f"- {officer}, ký lúc "
    (amended,) = [line for line in lines if line.startswith(signed)]
    assert amended.endswith(". Lý do: Ghi nhầm.")
    assert lines[lines.index(amended) + 1] == "Số vụ là 13."
    assert lines[-1].endswith(f"Mã kiểm tra: {closed.digest[:16]}")
    assert "Xếp loại buổi sinh hoạt: Tốt." in lines


def test_dots_stand_for_what_nobody_wrote(meeting):
    Organization.objects.update(seat="")

    paper = minutes.of(Meeting.objects.get())

    assert paper.place_and_day == "……………, ngày 05 tháng 12 năm 2023"


def test_attendance_sheets_keep_the_reasons_for_absence_to_the_minutes(meeting):
    paper = attendance_sheet.of(meeting)

    for text in (
        "\n".join(lines_of_docx(as_docx(paper))),
        text_of_pdf(as_pdf(paper)),
        str(attendance_sheet.table(meeting).rows),
    ):
        assert "ốm" not in text
        assert "Trần Dũng" in text


def test_an_attendance_sheet_lists_everybody_called(meeting):
    table = attendance_sheet.table(meeting)

    assert [row[1:] for row in table.rows] == [
        ("Trần An", "Bí thư", "Đảng viên chính thức", "Có mặt"),
        ("Trần Bình", "", "Đảng viên chính thức", "Có mặt"),
        ("Trần Cường", "", "Đảng viên chính thức", "Có mặt"),
        ("Trần Dũng", "", "Đảng viên chính thức", "Vắng có lý do"),
        ("Trần Em", "", "Đảng viên chính thức", "Vắng không lý do"),
        ("Trần Giang", "", "Đảng viên chính thức", "Được miễn"),
        ("Trần Mới", "", "Đảng viên dự bị", "Có mặt"),
    ]
    assert lines_of_docx(as_docx(attendance_sheet.of(meeting)))[-2] == (
        "Cộng: 7 đảng viên; phải dự 6, có mặt 4, vắng có lý do 1, vắng không lý do 1; "
        "được miễn 1, tạm thời nơi khác 0."
    )


# --- Any text -------------------------------------------------------------------------


def paper_of(text: str, **fields) -> Paper:
    cell = text[:500]  # No field that stands in a table is longer.
    blocks = [Paragraph(text, lead=text), Table(["A", "B"], [[cell, cell]], [1, 1])]
    values = {
        "superior": "",
        "organization": "Chi bộ",
        "number": "",
        "place_and_day": "",
        "name": "BIÊN BẢN",
        "subject": "",
        "blocks": blocks,
        "signers": (Signer("THƯ KÝ", ""), Signer("CHỦ TRÌ", "")),
    }
    return Paper(**{**values, **fields})


def test_every_vietnamese_letter_is_in_both_cuts_of_the_pdf():
    words = [LETTERS[place : place + 7] for place in range(0, len(LETTERS), 7)]
    words += [word.upper() for word in words]

    text = text_of_pdf(as_pdf(paper_of(" ".join(words))))

    counts = {word: text.count(word) for word in words}
    assert counts == dict.fromkeys(words, 4)  # Bold and plain, and in two cells.


@pytest.mark.parametrize(
    "text",
    [
        "Chữ lạ 会 😀 ở giữa",
        "\\(ngoặc\\) (mở",
        "**không đậm** __không gạch__ --không--",
        "a" * 3000,
        "<b>&amp;</b>",
        "=HYPERLINK(1)",
    ],
)
def test_any_text_can_be_printed(text):
    paper = paper_of(vietnamese.nfc(text))

    assert as_pdf(paper).startswith(b"%PDF")
    assert vietnamese.nfc(text) in "\n".join(lines_of_docx(as_docx(paper)))


def test_what_the_font_has_not_becomes_a_question_mark_and_no_line_in_a_log(caplog):
    text = text_of_pdf(as_pdf(paper_of("Chữ 会 lạ")))

    assert text.count("Chữ ? lạ") == 4
    assert caplog.messages == []


def test_a42_the_properties_of_the_files_name_nobody(meeting):
    paper = minutes.of(meeting)
    docx, pdf = as_docx(paper), as_pdf(paper)

    properties = Document(io.BytesIO(docx)).core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == (
        ("",) * 3
    )
    assert properties.title == "Biên bản sinh hoạt thường kỳ tháng 12 năm 2023"
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        about = archive.read("docProps/core.xml").decode()
    assert "python" not in about.lower()
    assert b"/Author" not in pdf
    assert b"fpdf" not in pdf.lower()
