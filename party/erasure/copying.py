"""Everything that is kept of one person, to be given to that person.

Of others nothing: no name of whoever recorded, looked or decided.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from news.desk.spreadsheets import Cell
from party.models import (
    Attendance,
    DataRequest,
    Exemption,
    Grading,
    Member,
    Membership,
    Movement,
    Office,
    Opinion,
    PartyLogEntry,
    Task,
)


@dataclass(frozen=True)
class Section:
    """One kind of facts. `key` is its name in JSON; each row has a cell a column."""

    key: str
    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def copy_of(member: Member) -> list[Section]:
    """The person, then the history, the meetings, the gradings, what was looked at.

    The card number is in clear. Ten queries. Raises ValueError for a wrong PARTY_KEY.
    """
    return [
        _person(member),
        _stays(member),
        _offices(member),
        _exemptions(member),
        _movements(member),
        _attendance(member),
        _opinions(member),
        _tasks(member),
        _gradings(member),
        _requests(member),
        _looked_at(member),
    ]


def _person(member: Member) -> Section:
    rows: list[tuple[str, Cell]] = [
        ("Họ và tên", member.full_name),
        ("Giới tính", member.get_gender_display()),
        ("Ngày sinh", member.born_on),
        ("Ngày vào Đảng", member.admitted_on),
        ("Ngày chính thức", member.official_on),
        ("Số thẻ đảng viên", member.card_number),
        ("Mã trên Sổ tay đảng viên điện tử", member.register_code),
        ("Ẩn danh lúc", member.anonymized_at),
    ]
    return Section("nguoi", "Thông tin cá nhân", ["Mục", "Nội dung"], rows)


def _stays(member: Member) -> Section:
    found = Membership.recorded.filter(member=member).select_related("organization")
    rows = [
        (
            row.organization.name,
            row.get_kind_display(),
            row.starts_on,
            row.ends_on,
            row.get_end_reason_display(),
            row.place,
            row.decision,
            _mistake(row.is_mistake),
        )
        for row in found.order_by("starts_on", "pk")
    ]
    columns = ["Tổ chức", "Hình thức", "Từ ngày", "Đến hết ngày", "Lý do kết thúc"]
    columns += ["Nơi đi, nơi đến", "Văn bản", "Ghi chú"]
    return Section("sinh_hoat", "Quá trình sinh hoạt", columns, rows)


def _offices(member: Member) -> Section:
    found = Office.recorded.filter(member=member).select_related("term__organization")
    rows = [
        (
            row.term.organization.name,
            row.term.label,
            row.label,
            row.get_basis_display(),
            row.starts_on,
            row.ends_on,
            row.get_end_reason_display(),
            row.decision,
            "có" if row.is_public else "không",
            _mistake(row.is_mistake),
        )
        for row in found.order_by("starts_on", "pk")
    ]
    columns = ["Tổ chức", "Nhiệm kỳ", "Chức vụ", "Hình thức", "Từ ngày"]
    columns += ["Đến hết ngày", "Lý do thôi", "Quyết định", "Công khai", "Ghi chú"]
    return Section("chuc_vu", "Chức vụ", columns, rows)


def _exemptions(member: Member) -> Section:
    found = Exemption.recorded.filter(member=member).order_by("starts_on", "pk")
    rows = [
        (row.starts_on, row.ends_on, row.decision, _mistake(row.is_mistake))
        for row in found
    ]
    columns = ["Từ ngày", "Đến hết ngày", "Quyết định", "Ghi chú"]
    return Section("mien", "Miễn công tác, sinh hoạt", columns, rows)


def _movements(member: Member) -> Section:
    found = Movement.objects.filter(member=member).select_related("organization")
    rows = [
        (
            row.happened_on,
            row.get_kind_display(),
            row.organization.name if row.organization else "",
            row.decision,
            row.note,
            row.at,
        )
        for row in found.order_by("at", "pk")
    ]
    columns = ["Từ ngày", "Biến động", "Tổ chức", "Văn bản", "Ghi chú", "Ghi lúc"]
    return Section("bien_dong", "Biến động", columns, rows)


def _attendance(member: Member) -> Section:
    found = Attendance.objects.filter(member=member)
    rows = [
        (
            row.meeting.starts_at,
            row.meeting.organization.name,
            str(row.meeting),
            row.get_standing_display(),
            row.get_status_display(),
            row.reason,
            "có" if row.may_vote else "không",
        )
        for row in _by_meeting(found)
    ]
    columns = ["Lúc", "Tổ chức", "Buổi sinh hoạt", "Tư cách", "Điểm danh"]
    columns += ["Lý do vắng", "Được biểu quyết"]
    return Section("diem_danh", "Điểm danh", columns, rows)


def _opinions(member: Member) -> Section:
    found = Opinion.objects.filter(member=member)
    rows = [
        (it.meeting.starts_at, it.meeting.organization.name, it.text)
        for it in _by_meeting(found)
    ]
    return Section("y_kien", "Ý kiến", ["Lúc", "Tổ chức", "Ý kiến"], rows)


def _tasks(member: Member) -> Section:
    found = Task.objects.filter(assignee=member)
    rows = [
        (
            it.meeting.starts_at,
            it.meeting.organization.name,
            it.text,
            it.due_on,
            it.get_state_display(),
            it.done_on,
        )
        for it in _by_meeting(found)
    ]
    columns = ["Giao lúc", "Tổ chức", "Nhiệm vụ", "Hạn", "Tình trạng", "Xong ngày"]
    return Section("nhiem_vu", "Nhiệm vụ được giao", columns, rows)


def _gradings(member: Member) -> Section:
    found = Grading.objects.filter(member=member).select_related("organization")
    rows = [
        (
            row.year,
            row.quarter,
            row.organization.name,
            row.score if row.score is None else float(row.score),
            row.get_self_level_display(),
            row.get_proposed_level_display(),
            row.get_decided_level_display(),
            row.decided_on,
            row.decision,
            row.note,
        )
        for row in found.order_by("year", "quarter", "pk")
    ]
    columns = ["Năm", "Quý", "Tổ chức", "Điểm", "Tự nhận", "Đề nghị", "Quyết định"]
    columns += ["Ngày quyết định", "Quyết định số", "Ghi chú"]
    return Section("xep_loai", "Xếp loại", columns, rows)


def _requests(member: Member) -> Section:
    found = DataRequest.objects.filter(member=member).order_by("received_on", "pk")
    rows = [
        (
            row.received_on,
            row.get_kind_display(),
            row.answered_on,
            row.done_on,
            row.note,
        )
        for row in found
    ]
    columns = ["Nhận ngày", "Yêu cầu", "Trả lời ngày", "Thực hiện ngày", "Ghi chú"]
    return Section("yeu_cau", "Yêu cầu về dữ liệu", columns, rows)


def _looked_at(member: Member) -> Section:
    """When and to what end; by whom is the office's own affair."""
    found = PartyLogEntry.objects.filter(member=member).order_by("at", "pk")
    rows = [(row.at, row.get_kind_display(), row.what) for row in found]
    return Section("nhat_ky", "Nhật ký truy cập", ["Lúc", "Việc", "Nội dung"], rows)


def _by_meeting(rows: QuerySet) -> QuerySet:
    rows = rows.select_related("meeting__organization")
    return rows.order_by("meeting__starts_at", "pk")


def _mistake(is_mistake: bool) -> str:
    return "ghi nhầm, đã hủy" if is_mistake else ""
