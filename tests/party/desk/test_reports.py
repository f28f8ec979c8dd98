"""Alerts, the year report, charts and files at the desk: who sees and takes what."""

import io
import re
import zipfile
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from party.enums import AttendanceStatus, LogKind, MeetingKind, MeetingState
from party.models import Acknowledgement, Organization, PartyLogEntry, Task
from tests.factories import (
    AdministratorFactory,
    EditorFactory,
    PartyOfficerFactory,
    ReporterFactory,
    UserFactory,
)
from tests.party.factories import (
    AccessFactory,
    MeetingFactory,
    MemberFactory,
    OrganizationFactory,
)
from tests.party.reports.reading import lines_of_docx, text_of_pdf

pytestmark = pytest.mark.django_db
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
ALERTS, NOTED = "admin:party_alerts", "admin:party_alerts_acknowledge"
REPORTS, CHART = "admin:party_reports", "admin:party_chart"


@pytest.fixture
def officer():
    return PartyOfficerFactory()


@pytest.fixture
def desk(client, officer):
    client.force_login(officer)
    return client


def at(month: int, year: int = 2023) -> datetime:
    return datetime(year, month, 5, 14, tzinfo=HANOI)


def branch_with_meetings(name: str, months=(3,), absent: int = 0) -> Organization:
    """Four members; of each meeting the last `absent` by name are missing."""
    branch = OrganizationFactory(name=name)
    people = [
        MemberFactory(organization=branch, full_name=f"Đảng viên {letter} {name}")
        for letter in "AĂÂB"
    ]
    marks = {
        it.pk: (AttendanceStatus.EXCUSED, "ốm") for it in people[4 - absent :] if absent
    }
    for month in months:
        MeetingFactory(
            organization=branch,
            starts_at=at(month),
            kind=MeetingKind.COMBINED,
            chair=people[0],
            secretary=people[1],
            state=MeetingState.HELD,
            attendance=marks,
        )
    return branch


def task(branch, text: str) -> Task:
    meeting = branch.meetings.first()
    return Task.objects.create(meeting=meeting, text=text, due_on=date(2023, 4, 1))


def logged(kind: LogKind) -> list[str]:
    rows = PartyLogEntry.objects.filter(kind=kind).order_by("pk")
    return list(rows.values_list("what", flat=True))


def signed_in_as_named_officer(client, organization, **fields):
    client.force_login(AccessFactory(organization=organization, **fields).user)
    return client


def addresses(branch) -> list[str]:
    meeting, member = branch.meetings.first().pk, branch.memberships.first().member_id
    return [
        reverse(ALERTS),
        reverse(REPORTS),
        reverse(CHART),
        reverse("admin:party_year_file", args=[2023]),
        reverse("admin:party_meeting_minutes_paper", args=[meeting, "pdf"]),
        reverse("admin:party_meeting_attendance_paper", args=[meeting, "xlsx"]),
        reverse("admin:party_copy", args=[member, "json"]),
        reverse("admin:party_anonymize", args=[member]),
    ]


# --- Nobody else ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "make",
    [
        ReporterFactory,
        EditorFactory,
        AdministratorFactory,
        lambda: UserFactory(is_staff=True),
        lambda: AdministratorFactory(is_superuser=True),
    ],
    ids=["reporter", "editor", "administrator", "plain staff", "superuser"],
)
def test_a43_nobody_without_the_role_opens_any_of_these(client, make):
    branch = branch_with_meetings("Chi bộ Một")
    client.force_login(make())

    answers = [client.get(url) for url in addresses(branch)]

    assert {answer.status_code for answer in answers} == {403}
    first = client.get("/quan-tri/")
    assert "Cảnh báo sớm" not in first.text
    assert logged(LogKind.EXPORT) == logged(LogKind.VIEW) == []


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_a43_a_file_of_anothers_meeting_answers_like_none(client, kind):
    own, other = branch_with_meetings("Chi bộ Một"), branch_with_meetings("Chi bộ Hai")
    signed_in_as_named_officer(client, own)

    def ask(pk: int):
        client.cookies.pop("messages", None)
        url = reverse("admin:party_meeting_minutes_paper", args=[pk, kind])
        response = client.get(url)
        said = [
            str(it).replace(str(pk), "…") for it in get_messages(response.wsgi_request)
        ]
        return response.status_code, response.headers.get("Location"), said

    assert ask(other.meetings.get().pk) == ask(999_999)
    assert ask(own.meetings.get().pk)[0] == 200
    assert len(logged(LogKind.EXPORT)) == 1


def test_a43_copies_and_forgetting_are_for_party_officers_alone(client):
    branch = branch_with_meetings("Chi bộ Một")
    signed_in_as_named_officer(client, branch)

    answers = [client.get(url).status_code for url in addresses(branch)]

    assert answers == [200, 200, 200, 200, 200, 200, 403, 403]


# --- Alerts ---------------------------------------------------------------------------


def test_alerts_are_shown_by_kind_and_the_look_is_logged(desk):
    branch = branch_with_meetings("Chi bộ Một")
    task(branch, "Việc đã quá hạn")

    page = desk.get(reverse(ALERTS))

    assert "Việc đã quá hạn" in page.text
    assert [kind["key"] for kind in page.context["kinds"] if kind["alerts"]] == [
        "thuong-ky",
        "chuyen-de",
        "nhiem-vu",
    ]
    assert logged(LogKind.VIEW) == ["Xem cảnh báo sớm"]


def test_a43_a_named_officer_reads_alerts_of_the_own_branch_alone(client):
    own, other = branch_with_meetings("Chi bộ Một"), branch_with_meetings("Chi bộ Hai")
    task(own, "Việc của Một")
    task(other, "Việc của Hai")
    signed_in_as_named_officer(client, own)

    page = client.get(reverse(ALERTS))

    assert "Việc của Một" in page.text
    assert "Việc của Hai" not in page.text
    assert "Chi bộ Hai" not in page.text
    assert "Yêu cầu về dữ liệu cá nhân" not in [
        it["name"] for it in page.context["kinds"]
    ]


def test_a_warning_is_acknowledged_with_a_reason_and_stays(desk, officer):
    branch = branch_with_meetings("Chi bộ Một")
    today = timezone.localdate()
    key = f"7:regular:org-{branch.pk}:{today.year}-{today.month:02}"

    answer = desk.post(reverse(NOTED), {"key": key, "reason": "Hoãn theo công văn"})

    assert answer.status_code == 302
    row = Acknowledgement.objects.get()
    assert (row.key, row.rule, row.by) == (key, 7, officer)
    page = desk.get(reverse(ALERTS))
    assert f"Đã ghi nhận: Hoãn theo công văn – {officer}" in page.text


@pytest.mark.parametrize(
    ("key", "reason", "message"),
    [
        ("7:regular:org-0:2020-01", "Vì", "Cảnh báo này không còn nữa."),
        (None, " ", "Hãy ghi lý do."),
    ],
)
def test_what_is_not_there_or_has_no_reason_is_not_acknowledged(
    desk, key, reason, message
):
    overdue = task(branch_with_meetings("Chi bộ Một"), "Việc")

    data = {"key": key or f"0:task-{overdue.pk}", "reason": reason}
    answer = desk.post(reverse(NOTED), data)

    assert [str(it) for it in get_messages(answer.wsgi_request)] == [message]
    assert not Acknowledgement.objects.exists()


def test_a43_nobody_acknowledges_for_a_branch_of_others(client):
    own, other = branch_with_meetings("Chi bộ Một"), branch_with_meetings("Chi bộ Hai")
    row = task(other, "Việc của Hai")
    signed_in_as_named_officer(client, own)

    client.post(reverse(NOTED), {"key": f"0:task-{row.pk}", "reason": "Vì"})

    assert not Acknowledgement.objects.exists()


def test_who_may_only_look_acknowledges_nothing(client):
    branch = branch_with_meetings("Chi bộ Một")
    row = task(branch, "Việc")
    signed_in_as_named_officer(client, branch, may_record=False)

    answer = client.post(reverse(NOTED), {"key": f"0:task-{row.pk}", "reason": "Vì"})

    assert answer.status_code == 403
    assert not Acknowledgement.objects.exists()


def test_the_first_page_says_how_much_waits_and_names_nobody(desk):
    branch = branch_with_meetings("Chi bộ Một")
    task(branch, "Việc bí mật")

    page = desk.get("/quan-tri/")

    (block,) = page.context["board"].work
    assert [(it.title, list(it.facts), it.is_late) for it in block.lines] == [
        ("Chưa sinh hoạt thường kỳ tháng này", ["1 việc", "1 việc gấp"], True),
        block_line(),
        ("Nhiệm vụ quá hạn", ["1 việc", "1 việc gấp"], True),
    ]
    assert "Việc bí mật" not in page.text
    assert reverse(REPORTS) in page.text


def block_line() -> tuple[str, list[str], bool]:
    """Of the quarter: pressing in its last month alone."""
    is_last = timezone.localdate().month % 3 == 0
    facts = ["1 việc", "1 việc gấp"] if is_last else ["1 việc"]
    return "Chưa sinh hoạt chuyên đề quý này", facts, is_last


def test_what_is_many_is_folded_away(desk):
    branch = branch_with_meetings("Chi bộ Một")
    for number in range(22):
        task(branch, f"Việc số {number}")

    page = desk.get(reverse(ALERTS))

    assert "Xem thêm 2 việc" in page.text


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_alerts_costs_the_same_for_any_number(
    desk, django_assert_num_queries, count
):
    for number in range(count):
        task(branch_with_meetings(f"Chi bộ {number}"), f"Việc {number}")
    desk.get(reverse(ALERTS))

    # Session, person, rights, menu, regulation, eight kinds, what was said, the log.
    with django_assert_num_queries(18):
        desk.get(reverse(ALERTS))


# --- The year -------------------------------------------------------------------------


def cells(content: bytes) -> list[list[list[str]]]:
    """Rows of texts of each sheet; numbers as they are written, empty cells as ""."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        shared = archive.read("xl/sharedStrings.xml").decode()
        texts = re.findall(r"<si><t[^>]*>(.*?)</t></si>", shared)
        names = sorted(n for n in archive.namelist() if "worksheets/sheet" in n)
        return [_rows(archive.read(name).decode(), texts) for name in names]


def _rows(sheet: str, texts: list[str]) -> list[list[str]]:
    found = []
    for row in re.findall(r"<row .*?</row>", sheet, re.DOTALL):
        line = []
        for kind, value in re.findall(r'<c r="[A-Z]+\d+"([^>]*)><v>(.*?)</v>', row):
            line.append(texts[int(value)] if 't="s"' in kind else value)
        found.append(line)
    return found


def test_the_year_is_a_table_with_its_sum(desk):
    branch_with_meetings("Chi bộ Một", months=(3, 6))
    branch_with_meetings("Chi bộ Hai", months=(3,), absent=1)

    page = desk.get(reverse(REPORTS), {"nam": "2023"})

    text = " ".join(re.sub(r"<[^>]+>", " ", page.text).split())
    assert "Chi bộ Một Chi bộ trực thuộc 2 / 12 2 / 4 2 8 / 8 100 % 0 0 0 0 2 –" in text
    assert "Chi bộ Hai Chi bộ trực thuộc 1 / 12 1 / 4 1 3 / 4 75 % 0 0 0 0 1 –" in text
    assert "Cộng các chi bộ 3 / 24 3 / 8 3 11 / 12 91,66 % 0 0 0 0 3 –" in text
    assert "2.023" not in page.text
    assert logged(LogKind.VIEW) == ["Xem báo cáo năm 2023"]


@pytest.mark.parametrize("year", ["1929", "9999", "hai nghìn", "-1", "20260", "२०२३"])
def test_a_year_that_is_none_is_said_at_its_field(desk, year):
    page = desk.get(reverse(REPORTS), {"nam": year})

    assert page.status_code == 200
    assert page.context["error"].startswith("Năm từ 1930 đến ")
    assert f'value="{year}"' in page.text


def test_the_workbook_says_what_the_page_says(desk):
    branch_with_meetings("Chi bộ Một", months=(3, 6))
    branch_with_meetings("Chi bộ Hai", months=(3,), absent=1)

    file = desk.get(reverse("admin:party_year_file", args=[2023]))

    whole, months, members = cells(file.content)
    assert file["Content-Disposition"] == 'attachment; filename="bao-cao-nam-2023.xlsx"'
    assert whole[2][:8] == [
        *("Chi bộ Một", "Chi bộ trực thuộc", "12", "2", "4", "2", "2", "0")
    ]
    assert whole[3][-11:-6] == ["12", "11", "1", "0", "91.66"]
    assert months[1] == ["Chi bộ Hai", "Chi bộ trực thuộc", "75", "75"]
    assert [len(sheet) for sheet in (whole, months, members)] == [4, 4, 4]
    assert logged(LogKind.EXPORT) == ["Tải báo cáo năm 2023 (XLSX)"]


def test_a44_no_cell_of_the_workbook_can_become_a_formula(desk):
    branch_with_meetings("=HYPERLINK(1)")

    file = desk.get(reverse("admin:party_year_file", args=[2023]))

    (_, row, *_), *_ = cells(file.content)
    assert row[0] == "&apos;=HYPERLINK(1)" or row[0] == "'=HYPERLINK(1)"


@pytest.mark.parametrize("year", [1929, 9999])
def test_there_is_no_workbook_of_a_year_that_is_none(desk, year):
    answer = desk.get(reverse("admin:party_year_file", args=[year]))

    assert answer.status_code == 400


def test_a43_a_named_officer_takes_away_the_own_branch_alone(client):
    own, _ = branch_with_meetings("Chi bộ Một"), branch_with_meetings("Chi bộ Hai")
    signed_in_as_named_officer(client, own)

    file = client.get(reverse("admin:party_year_file", args=[2023]))
    chart = client.get(reverse(CHART), {"nam": "2023"})

    assert [[row[0] for row in sheet[1:]] for sheet in cells(file.content)] == 3 * [
        ["Chi bộ Một"]
    ]
    assert [it.line.name for it in chart.context["charts"]] == ["Chi bộ Một"]
    assert "Chi bộ Hai" not in chart.text


# --- Charts ---------------------------------------------------------------------------


def test_a_chart_has_bars_by_month_and_a_table_that_says_the_same(desk):
    branch_with_meetings("Chi bộ Một", months=(3, 6), absent=1)

    page = desk.get(reverse(CHART), {"nam": "2023"})

    (chart,) = page.context["charts"]
    shown = [(bar.month, bar.text, bar.is_low, bar.height) for bar in chart.bars]
    assert [it for it in shown if it[1]] == [
        (3, "75,0", True, "75.00"),
        (6, "75,0", True, "75.00"),
    ]
    text = " ".join(re.sub(r"<[^>]+>", " ", page.text).split())
    assert "Chi bộ Một – – 75,0 ▼ không đạt – – 75,0 ▼ không đạt" in text
    assert logged(LogKind.VIEW) == ["Xem biểu đồ dự họp năm 2023"]


def test_just_the_limit_is_low_and_above_it_is_not(desk):
    from decimal import Decimal

    from party.reports.chart import is_low
    from party.reports.year import Presence

    assert is_low(Presence(present=85, excused=15), Decimal(85))
    assert not is_low(Presence(present=86, excused=14), Decimal(85))
    assert not is_low(None, Decimal(85))


def test_charts_need_neither_style_nor_script(desk):
    branch_with_meetings("Chi bộ Một")

    page = desk.get(reverse(CHART), {"nam": "2023"})

    content = page.text.split('id="content-main"')[1].split("</main>")[0]
    assert "<svg" in content
    assert re.findall(r"\sstyle=|<style|<script|\son\w+=", content) == []


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [(REPORTS, 14), (CHART, 15)])
def test_reports_cost_the_same_for_any_number_of_branches(
    desk, django_assert_num_queries, name, queries, count
):
    for number in range(count):
        branch_with_meetings(f"Chi bộ {number}")
    desk.get(reverse(name))

    with django_assert_num_queries(queries):
        desk.get(reverse(name), {"nam": "2023"})


# --- Files of a meeting ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kind", "what"),
    [
        ("minutes", "docx", "Tải biên bản (DOCX) của buổi sinh hoạt"),
        ("minutes", "pdf", "Tải biên bản (PDF) của buổi sinh hoạt"),
        ("attendance", "docx", "Tải điểm danh (DOCX) của buổi sinh hoạt"),
        ("attendance", "pdf", "Tải điểm danh (PDF) của buổi sinh hoạt"),
        ("attendance", "xlsx", "Tải điểm danh (XLSX) của buổi sinh hoạt"),
    ],
)
def test_files_of_a_meeting_are_made_and_logged(desk, officer, name, kind, what):
    branch = branch_with_meetings("Chi bộ Một")
    meeting = branch.meetings.get()

    url = reverse(f"admin:party_meeting_{name}_paper", args=[meeting.pk, kind])
    file = desk.get(url)

    prefix = "bien-ban" if name == "minutes" else "diem-danh"
    assert file["Content-Disposition"] == (
        f'attachment; filename="{prefix}-{meeting.pk}.{kind}"'
    )
    assert file["Cache-Control"].startswith("no-store, ")
    assert "Đảng viên A Chi bộ Một" in _text(file.content, kind)
    (row,) = PartyLogEntry.objects.filter(kind=LogKind.EXPORT)
    assert (row.what, row.actor, row.organization, row.meeting_id) == (
        f"{what} {meeting.pk}",
        officer,
        branch,
        meeting.pk,
    )


def _text(content: bytes, kind: str) -> str:
    if kind == "docx":
        return "\n".join(lines_of_docx(content))
    return text_of_pdf(content) if kind == "pdf" else str(cells(content))


def test_a_kind_of_file_that_is_none_is_not_found(desk):
    meeting = branch_with_meetings("Chi bộ Một").meetings.get()

    url = reverse("admin:party_meeting_minutes_paper", args=[meeting.pk, "exe"])

    assert desk.get(url).status_code == 404


def test_the_page_of_a_meeting_leads_to_its_files(desk):
    meeting = branch_with_meetings("Chi bộ Một").meetings.get()

    page = desk.get(reverse("admin:party_meeting_change", args=[meeting.pk]))

    for kind in ("docx", "pdf"):
        args = [meeting.pk, kind]
        assert reverse("admin:party_meeting_minutes_paper", args=args) in page.text
