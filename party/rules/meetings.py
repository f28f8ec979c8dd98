"""Rules 4, 7, 11, 16 and 18: a meeting's people, month, length, times and closing."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta

from django.db.models import Q

from party.enums import AttendanceStatus, MeetingKind, OrganizationKind
from party.models import Meeting, Member, Organization
from party.rules.finding import Finding
from party.rules.sheet import Sheet


def rule_4(sheet: Sheet) -> list[Finding]:
    """Who chairs is an official member on that day; so is who votes (blocks)."""
    chair, found = sheet.meeting.chair, []
    if chair is not None:
        line = sheet.line_of.get(chair.pk)
        if line is None or not line.may_vote:
            message = (
                f"{chair} không phải đảng viên chính thức của tổ chức vào ngày họp, "
                "không chủ trì được."
            )
            found.append(Finding(4, message, "chair"))
    for row in sheet.attendance:
        line = sheet.line_of.get(row.member_id)
        if row.may_vote and line is not None and not line.may_vote:
            message = f"{row.member} không có quyền biểu quyết vào ngày họp."
            found.append(Finding(4, message, f"attendance-{row.member_id}"))
    return found


def rule_7(meeting: Meeting) -> list[Finding]:
    """One regular meeting in a month that was not called off (blocks)."""
    kind = MeetingKind(meeting.kind)
    if not kind.is_regular:
        return []
    same = Meeting.objects.regular().standing().in_month(meeting.year, meeting.month)
    others = same.filter(organization=meeting.organization_id).exclude(pk=meeting.pk)
    return [two_in_a_month(meeting)] if others.exists() else []


def two_in_a_month(meeting: Meeting) -> Finding:
    message = (
        f"Tháng {meeting.month:02}/{meeting.year} tổ chức đã có buổi sinh hoạt thường "
        "kỳ (buổi kết hợp cũng là thường kỳ)."
    )
    return Finding(7, message, "month")


def rule_7_missing(organization: Organization, year: int, month: int) -> list[Finding]:
    """A branch without a regular meeting in a month that is over (warns).

    When the month ends a quarter, also without a thematic one in it. A branch that did
    not exist on the month's last day is not asked for any.
    """
    last = date(year, month, monthrange(year, month)[1])
    is_branch = OrganizationKind(organization.kind).is_branch
    if not is_branch or not organization.exists_on(last):
        return []
    of = f"org-{organization.pk}"
    held = Meeting.objects.filter(organization=organization).held()
    found = []
    if not held.regular().in_month(year, month).exists():
        message = f"Tháng {month:02}/{year} chưa sinh hoạt thường kỳ."
        key = f"7:regular:{of}:{year}-{month:02}"
        found.append(Finding(7, message, blocks=False, key=key))
    if month % 3 == 0:
        of_quarter = Q(year=year, month__gt=month - 3, month__lte=month)
        if not held.thematic().filter(of_quarter).exists():
            message = f"Quý {month // 3}/{year} chưa sinh hoạt chuyên đề."
            key = f"7:thematic:{of}:{year}-q{month // 3}"
            found.append(Finding(7, message, blocks=False, key=key))
    return found


def rule_11(sheet: Sheet) -> list[Finding]:
    """Long enough, papers sent in time (warns): 42-HD/BTCTW, 90, 120 phút, 1 ngày."""
    if not (sheet.kind.is_regular or sheet.kind.is_thematic):
        return []
    return [*_length(sheet), *_papers(sheet)]


def rule_16_times(meeting: Meeting, now: datetime) -> list[Finding]:
    """It ends after it began; what took place is not in the future (blocks)."""
    found = []
    if meeting.ends_at is not None and meeting.ends_at <= meeting.starts_at:
        found.append(Finding(16, "Giờ kết thúc phải sau giờ bắt đầu.", "ends_at"))
    if Sheet(meeting).has_taken_place:
        if meeting.starts_at > now:
            message = "Buổi đã họp không thể bắt đầu sau lúc này."
            found.append(Finding(16, message, "starts_at"))
        if meeting.ends_at is not None and meeting.ends_at > now:
            message = "Buổi đã họp không thể kết thúc sau lúc này."
            found.append(Finding(16, message, "ends_at"))
    if meeting.secretary_id is not None and meeting.secretary_id == meeting.chair_id:
        message = "Thư ký và chủ trì phải là hai người."
        found.append(Finding(16, message, "secretary"))
    return found


def rule_16_present(sheet: Sheet) -> list[Finding]:
    """Chair, secretary and presenters are among those present (blocks).

    Before the meeting they need only be on its roster; somebody who was not asked yet
    is not said to be absent.
    """
    meeting, found = sheet.meeting, []
    people: list[tuple[Member | None, str, str]] = [
        (meeting.chair, "chair", "chủ trì"),
        (meeting.secretary, "secretary", "thư ký"),
        (meeting.tale_member, "tale_member", "người kể chuyện"),
    ]
    people += [
        (item.presenter, f"agenda-{number}-presenter", "người trình bày")
        for number, item in enumerate(sheet.agenda)
    ]
    for member, field, role in people:
        if member is None:
            continue
        if member.pk not in sheet.line_of:
            message = f"{member} không có trong danh sách của buổi họp."
            found.append(Finding(16, message, field))
        elif _is_away(sheet.status_of.get(member.pk, "")):
            message = f"{member} ({role}) phải là người có mặt."
            found.append(Finding(16, message, field))
    return found


def rule_18(sheet: Sheet) -> list[Finding]:
    """What a meeting needs before it is closed (blocks); attendance is rule 8's."""
    meeting, found = sheet.meeting, []
    if meeting.chair_id is None:
        found.append(Finding(18, "Chưa ghi người chủ trì.", "chair"))
    if meeting.secretary_id is None:
        found.append(Finding(18, "Chưa ghi thư ký.", "secretary"))
    if meeting.ends_at is None:
        found.append(Finding(18, "Chưa ghi giờ kết thúc.", "ends_at"))
    found += rule_18_minutes(meeting)
    if sheet.rubric is not None and (sheet.score is None or not sheet.score.level):
        message = f"Chưa chấm điểm theo “{sheet.rubric.name}”."
        found.append(Finding(18, message, "score"))
    return found


def rule_18_minutes(meeting: Meeting) -> list[Finding]:
    if meeting.minutes.strip() or meeting.minutes_file:
        return []
    return [Finding(18, "Chưa có biên bản: nhập nội dung hoặc tải tệp.", "minutes")]


def _is_away(status: str) -> bool:
    return status not in {"", AttendanceStatus.PRESENT}


def _length(sheet: Sheet) -> list[Finding]:
    meeting, rules = sheet.meeting, sheet.regulation
    if meeting.ends_at is None or not sheet.kind.is_regular:
        return []
    least = rules.regular_minutes
    if sheet.kind == MeetingKind.COMBINED:
        least = rules.combined_minutes
    lasted = meeting.ends_at - meeting.starts_at
    if lasted >= timedelta(minutes=least):
        return []
    message = f"Họp {int(lasted.total_seconds()) // 60} phút; quy định ít nhất {least}."
    return [Finding(11, message, "ends_at", blocks=False, key=sheet.key(11, "length"))]


def _papers(sheet: Sheet) -> list[Finding]:
    sent, days = sheet.meeting.papers_at, sheet.regulation.notice_days
    if not days:
        return []  # The rules of that time asked for none.
    if sent is not None and sent <= sheet.meeting.starts_at - timedelta(days=days):
        return []
    message = f"Tài liệu chưa được gửi trước buổi họp ít nhất {days} ngày."
    return [
        Finding(11, message, "papers_at", blocks=False, key=sheet.key(11, "papers"))
    ]
