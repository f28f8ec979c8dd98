"""Rules 8 and 10: who was there, and who stays away too often."""

from __future__ import annotations

from collections.abc import Iterable

from party.enums import AttendanceStatus, MeetingKind, MeetingState
from party.models import Attendance, Meeting, Member
from party.rules.finding import Finding
from party.rules.sheet import Sheet

FIELD = "attendance"
REGULAR = [kind for kind in MeetingKind if kind.is_regular]
HELD = [state for state in MeetingState if state.has_taken_place]


def rule_8(sheet: Sheet) -> list[Finding]:
    """Every row is of the roster, with a status that the roster knows (blocks)."""
    found = []
    for row in sheet.attendance:
        line = sheet.line_of.get(row.member_id)
        if line is None:
            message = f"{row.member} không sinh hoạt ở đây vào ngày họp."
            found.append(Finding(8, message, field_of(row.member_id)))
        elif row.standing != line.standing:
            message = (
                f"{row.member}: tư cách ngày họp là “{line.standing.label.lower()}”; "
                "hãy lưu lại để lấy danh sách mới."
            )
            found.append(Finding(8, message, field_of(row.member_id)))
        elif message := _not_known(row, line.status):
            found.append(Finding(8, message, field_of(row.member_id)))
    return found


def rule_8_complete(sheet: Sheet) -> list[Finding]:
    """The rows are the whole roster, and everybody was asked (blocks the closing)."""
    rows = {row.member_id for row in sheet.attendance}
    missing = [line.member for line in sheet.lines if line.member.pk not in rows]
    if missing:
        message = f"Danh sách điểm danh thiếu {_names(missing)}; hãy lưu lại."
        return [Finding(8, message, FIELD)]
    totals = sheet.totals
    if not totals.roster:
        return [Finding(8, "Ngày họp, tổ chức không có đảng viên nào.", FIELD)]
    if totals.unasked:
        unasked = [row.member for row in sheet.attendance if not row.status]
        message = (
            f"Có mặt {totals.present} + vắng {totals.absent} chưa bằng "
            f"{totals.expected} đảng viên phải dự: chưa điểm danh {_names(unasked)}."
        )
        return [Finding(8, message, FIELD)]
    return []


def rule_10(sheet: Sheet) -> list[Finding]:
    """Too few came, somebody without a reason, somebody too often (warns)."""
    if not sheet.has_taken_place or not sheet.totals.expected:
        return []
    return [*_rate(sheet), *_unexcused(sheet), *_excused_run(sheet)]


def unexcused_months(member: Member | int, year: int) -> int:
    """In how many months of that year he or she missed a regular one without reason.

    24-QĐ/TW 8.1 counts months; a month has one regular meeting of an organization.
    """
    rows = Attendance.objects.filter(
        member=member,
        status=AttendanceStatus.UNEXCUSED,
        meeting__year=year,
        meeting__kind__in=REGULAR,
        meeting__state__in=HELD,
    )
    return rows.values("meeting__month").distinct().count()


def field_of(member: int) -> str:
    return f"{FIELD}-{member}"


def _not_known(row: Attendance, known: str) -> str:
    if row.status == AttendanceStatus.EXEMPT != known:
        return f"{row.member} không có quyết định miễn sinh hoạt vào ngày họp."
    if row.status == AttendanceStatus.ELSEWHERE != known:
        return f"{row.member} không tạm thời sinh hoạt nơi khác vào ngày họp."
    return ""


def _rate(sheet: Sheet) -> list[Finding]:
    limit = sheet.regulation.attendance_percent
    if not sheet.totals.is_complete or sheet.totals.exceeds(limit):
        return []
    message = (
        f"Dự họp {sheet.totals.present}/{sheet.totals.expected} đảng viên "
        f"({_percent(sheet.totals.percent)}); quy định phải trên {_percent(limit)}."
    )
    return [Finding(10, message, FIELD, blocks=False, key=sheet.key(10, "rate"))]


def _unexcused(sheet: Sheet) -> list[Finding]:
    found, rules = [], sheet.regulation
    for row in sheet.with_status(AttendanceStatus.UNEXCUSED):
        message = f"{row.member} vắng không lý do."
        months = unexcused_months(row.member_id, sheet.meeting.year)
        if sheet.kind.is_regular and months >= rules.unexcused_removal:
            message += (
                f" Đã {months} tháng trong năm: đến mức xem xét xóa tên "
                f"(từ {rules.unexcused_removal} tháng)."
            )
        elif sheet.kind.is_regular and months >= rules.unexcused_warning:
            message += (
                f" Đã {months} tháng trong năm; {rules.unexcused_removal} tháng là "
                "đến mức xem xét xóa tên."
            )
        key = sheet.key(10, "unexcused", row.member_id)
        field = field_of(row.member_id)
        found.append(Finding(10, message, field, blocks=False, key=key))
    return found


def _excused_run(sheet: Sheet) -> list[Finding]:
    excused = sheet.with_status(AttendanceStatus.EXCUSED)
    if not excused or not sheet.kind.is_regular:
        return []
    runs = _runs(sheet.meeting, [row.member_id for row in excused])
    most = sheet.regulation.excused_run
    return [
        Finding(
            10,
            f"{row.member} vắng có lý do {runs[row.member_id]} lần liên tiếp trong "
            f"năm; quy định không quá {most} lần.",
            field_of(row.member_id),
            blocks=False,
            key=sheet.key(10, "excused", row.member_id),
        )
        for row in excused
        if runs[row.member_id] > most
    ]


def _runs(meeting: Meeting, members: Iterable[int]) -> dict[int, int]:
    """How many regular meetings running, this one included, each was excused.

    Exempt or elsewhere: neither breaks the run nor adds to it.
    """
    before = Attendance.objects.filter(
        member__in=members,
        meeting__kind__in=REGULAR,
        meeting__state__in=HELD,
        meeting__year=meeting.year,
        meeting__month__lt=meeting.month,
    ).order_by("-meeting__month", "-meeting__starts_at")
    runs, ended = dict.fromkeys(members, 1), set()
    for member, status in before.values_list("member_id", "status"):
        if status == AttendanceStatus.EXCUSED and member not in ended:
            runs[member] += 1
        elif status in {AttendanceStatus.PRESENT, AttendanceStatus.UNEXCUSED}:
            ended.add(member)
    return runs


def _names(members: list[Member]) -> str:
    shown = ", ".join(str(member) for member in members[:3])
    return f"{shown} và {len(members) - 3} người nữa" if len(members) > 3 else shown


def _percent(number: object) -> str:
    """With a comma and no idle zeros: 85 %, 84,61 %."""
    text = f"{number:f}" if number is not None else "0"
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text} %".replace(
        ".", ","
    )
