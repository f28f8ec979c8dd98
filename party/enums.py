"""The choices that Party records are made of, in the Party's own words.

Sources: Điều lệ Đảng, Hướng dẫn 42-HD/BTCTW (28/10/2025), Quy định 366-QĐ/TW
(30/8/2025); which numbers hold when is a Regulation, never a constant.
"""

from __future__ import annotations

from django.db import models


class OrganizationKind(models.TextChoices):
    BASE_COMMITTEE = "dang-bo-co-so", "Đảng bộ cơ sở"
    PART_COMMITTEE = "dang-bo-bo-phan", "Đảng bộ bộ phận"
    BASE_BRANCH = "chi-bo-co-so", "Chi bộ cơ sở"
    BRANCH = "chi-bo-truc-thuoc", "Chi bộ trực thuộc"
    GROUP = "to-dang", "Tổ đảng"

    @property
    def is_branch(self) -> bool:
        """Whether its members meet every month."""
        return self in {self.BASE_BRANCH, self.BRANCH}

    @property
    def parents(self) -> frozenset[OrganizationKind]:
        """The kinds it may stand under; none: its superior is outside the office."""
        return frozenset(PARENTS[self])


PARENTS: dict[OrganizationKind, tuple[OrganizationKind, ...]] = {
    OrganizationKind.BASE_COMMITTEE: (),
    OrganizationKind.PART_COMMITTEE: (OrganizationKind.BASE_COMMITTEE,),
    OrganizationKind.BASE_BRANCH: (),
    OrganizationKind.BRANCH: (
        OrganizationKind.BASE_COMMITTEE,
        OrganizationKind.PART_COMMITTEE,
    ),
    OrganizationKind.GROUP: (OrganizationKind.BASE_BRANCH, OrganizationKind.BRANCH),
}


class OrganizationState(models.TextChoices):
    ACTIVE = "hoat-dong", "Hoạt động"
    MERGED = "da-sap-nhap", "Đã sáp nhập"
    SPLIT = "da-chia-tach", "Đã chia tách"
    DISSOLVED = "da-giai-the", "Đã giải thể"
    MISTAKE = "ghi-nham", "Ghi nhầm"


class SuccessionKind(models.TextChoices):
    MERGER = "sap-nhap", "Sáp nhập"
    SPLIT = "chia-tach", "Chia tách"


class TermOrigin(models.TextChoices):
    ELECTED = "bau", "Đại hội bầu"
    APPOINTED = "chi-dinh", "Chỉ định lâm thời"


class OfficeRole(models.TextChoices):
    SECRETARY = "bi-thu", "Bí thư"
    DEPUTY = "pho-bi-thu", "Phó bí thư"
    STANDING = "uy-vien-thuong-vu", "Ủy viên ban thường vụ"
    COMMITTEE = "uy-vien", "Ủy viên"  # Chi ủy viên or đảng ủy viên.
    GROUP_HEAD = "to-truong", "Tổ trưởng"
    GROUP_DEPUTY = "to-pho", "Tổ phó"

    def post(self, kind: OrganizationKind) -> str:
        """What its holder is called there: “Chi ủy viên”, “Đảng ủy viên”."""
        if self is OfficeRole.COMMITTEE:
            return "Chi ủy viên" if kind.is_branch else "Đảng ủy viên"
        return str(self.label)


class OfficeBasis(models.TextChoices):
    ELECTION = "bau-cu", "Bầu cử"
    APPOINTMENT = "chi-dinh", "Chỉ định"


class OfficeEnd(models.TextChoices):
    TERM = "het-nhiem-ky", "Hết nhiệm kỳ"
    RESIGNED = "thoi-giu-chuc", "Thôi giữ chức"
    TRANSFERRED = "chuyen-di", "Chuyển sinh hoạt"
    REORGANIZED = "sap-nhap", "Sáp nhập, giải thể"
    DISMISSED = "cach-chuc", "Cách chức"
    DIED = "tu-tran", "Từ trần"


class Gender(models.TextChoices):
    MALE = "nam", "Nam"
    FEMALE = "nu", "Nữ"


class MembershipKind(models.TextChoices):
    OFFICIAL = "chinh-thuc", "Sinh hoạt chính thức"
    HOSTED = "tam-thoi-den", "Tạm thời chuyển đến"
    AWAY = "tam-thoi-di", "Tạm thời chuyển đi"


class MembershipEnd(models.TextChoices):
    TRANSFERRED = "chuyen-di", "Chuyển đi"
    REORGANIZED = "sap-nhap", "Sáp nhập, chia tách"
    REMOVED = "xoa-ten", "Xóa tên"
    EXPELLED = "khai-tru", "Khai trừ"
    LEFT = "xin-ra", "Xin ra khỏi Đảng"
    DIED = "tu-tran", "Từ trần"
    RETURNED = "het-han", "Hết thời gian tạm thời"


class MovementKind(models.TextChoices):
    """What party.records does: one row for every change of history."""

    FOUND = "thanh-lap", "Thành lập tổ chức"
    RENAME = "doi-ten", "Đổi tên, đổi cấp trên"
    MERGE = "sap-nhap", "Sáp nhập"
    SPLIT = "chia-tach", "Chia tách"
    DISSOLVE = "giai-the", "Giải thể"
    OPEN_TERM = "nhiem-ky", "Mở nhiệm kỳ"
    END_TERM = "het-nhiem-ky", "Kết thúc nhiệm kỳ"
    APPOINT = "bo-nhiem", "Giao giữ chức vụ"
    END_OFFICE = "thoi-chuc", "Thôi giữ chức vụ"
    ADMIT = "ket-nap", "Kết nạp"
    REGISTER = "nhap-ho-so", "Tiếp nhận hồ sơ"
    OFFICIALIZE = "chinh-thuc", "Công nhận chính thức"
    TRANSFER = "chuyen", "Chuyển sinh hoạt chính thức"
    SEND_AWAY = "tam-thoi", "Chuyển sinh hoạt tạm thời"
    RETURN = "het-tam-thoi", "Hết sinh hoạt tạm thời"
    LEAVE = "ra-khoi-dang", "Thôi là đảng viên"
    EXEMPT = "mien", "Miễn công tác, sinh hoạt"
    END_EXEMPTION = "het-mien", "Hết thời gian miễn"
    CORRECT = "dinh-chinh", "Đính chính hồ sơ"
    REVERSE = "huy-bien-dong", "Hủy biến động ghi nhầm"
    ANONYMIZE = "an-danh", "Ẩn danh hồ sơ"


class MeetingKind(models.TextChoices):
    REGULAR = "thuong-ky", "Thường kỳ"
    THEMATIC = "chuyen-de", "Chuyên đề"
    COMBINED = "ket-hop", "Thường kỳ kết hợp chuyên đề"
    SPECIAL = "bat-thuong", "Bất thường"
    COMMITTEE = "chi-uy", "Họp chi ủy"
    CONGRESS = "dai-hoi", "Đại hội"

    @property
    def is_regular(self) -> bool:
        return self in {self.REGULAR, self.COMBINED}

    @property
    def is_thematic(self) -> bool:
        return self in {self.THEMATIC, self.COMBINED}


class MeetingMode(models.TextChoices):
    IN_PERSON = "truc-tiep", "Trực tiếp"
    ONLINE = "truc-tuyen", "Trực tuyến"
    MIXED = "ket-hop", "Kết hợp"


class MeetingState(models.TextChoices):
    PLANNED = "du-kien", "Dự kiến"
    ANNOUNCED = "da-thong-bao", "Đã thông báo"
    HELD = "da-hop", "Đã họp"
    MINUTES = "cho-duyet", "Chờ duyệt biên bản"
    CLOSED = "da-chot", "Đã chốt"
    POSTPONED = "hoan", "Hoãn"
    CANCELLED = "huy", "Hủy"

    @property
    def has_taken_place(self) -> bool:
        return self in {self.HELD, self.MINUTES, self.CLOSED}


class AttendanceStatus(models.TextChoices):
    PRESENT = "co-mat", "Có mặt"
    EXCUSED = "vang-co-ly-do", "Vắng có lý do"
    UNEXCUSED = "vang-khong-ly-do", "Vắng không lý do"
    EXEMPT = "mien", "Được miễn"
    ELSEWHERE = "noi-khac", "Tạm thời nơi khác"


class MemberStanding(models.TextChoices):
    """What somebody is at a meeting, on its day."""

    OFFICIAL = "chinh-thuc", "Đảng viên chính thức"
    PROBATIONARY = "du-bi", "Đảng viên dự bị"
    HOSTED = "tam-thoi", "Sinh hoạt tạm thời"


class TaskState(models.TextChoices):
    OPEN = "dang-lam", "Đang thực hiện"
    DONE = "xong", "Đã hoàn thành"
    DROPPED = "thoi", "Không thực hiện nữa"


class ResolutionState(models.TextChoices):
    DRAFT = "du-thao", "Dự thảo"
    PASSED = "da-thong-qua", "Đã thông qua"
    REPLACED = "thay-the", "Được thay thế"


class RubricKind(models.TextChoices):
    MEETING = "buoi-sinh-hoat", "Buổi sinh hoạt"
    ORGANIZATION = "to-chuc", "Tổ chức Đảng"
    MEMBER = "dang-vien", "Đảng viên"


class GradeLevel(models.TextChoices):
    """Quy định 366-QĐ/TW: four levels for organizations and members."""

    EXCELLENT = "xuat-sac", "Hoàn thành xuất sắc nhiệm vụ"
    GOOD = "tot", "Hoàn thành tốt nhiệm vụ"
    DONE = "hoan-thanh", "Hoàn thành nhiệm vụ"
    FAILED = "khong-hoan-thanh", "Không hoàn thành nhiệm vụ"


class LogKind(models.TextChoices):
    """What stands in the Party's own log, which nobody of the newsroom reads."""

    VIEW = "xem", "Xem"
    EXPORT = "xuat", "Tải về"
    CHANGE = "sua", "Ghi, sửa"
    HISTORY = "bien-dong", "Biến động"
    CLOSE = "chot", "Chốt buổi họp"
    AMEND = "dinh-chinh", "Đính chính buổi họp"
    ACKNOWLEDGE = "ghi-nhan", "Ghi nhận cảnh báo"
    STORY = "soan-tin", "Soạn tin"
    ACCESS = "quyen", "Giao, thôi phụ trách"
    ERASE = "an-danh", "Ẩn danh"


# Vietnamese papers count quarters in Roman numbers: quý IV/2026.
QUARTERS = ("I", "II", "III", "IV")


class RequestKind(models.TextChoices):
    """What somebody may ask for about his or her own data (Luật 91/2025/QH15)."""

    COPY = "cung-cap", "Cung cấp dữ liệu"
    CORRECT = "chinh-sua", "Chỉnh sửa dữ liệu"
    RESTRICT = "han-che", "Hạn chế xử lý"
    ERASE = "xoa", "Xóa dữ liệu"
