"""Who the demo's members are: invented names, branch by branch."""

from __future__ import annotations

from dataclasses import dataclass

COMMITTEE = "Đảng bộ Chi cục Quản lý thị trường"
COMMITTEE_BEFORE = "Đảng bộ Cục Quản lý thị trường"
SUPERIOR = "Đảng bộ Sở Công Thương"
SUPERIOR_BEFORE = "Đảng bộ Khối Cơ quan – Doanh nghiệp tỉnh"


@dataclass(frozen=True)
class Branch:
    """The first of `members` is secretary, the second deputy, the next two sit in the
    committee; `joined` are those on probation, with the days since their admission."""

    key: str
    name: str
    units: tuple[str, ...]
    members: tuple[str, ...]
    joined: tuple[tuple[str, int], ...] = ()

    @property
    def size(self) -> int:
        return len(self.members) + len(self.joined)


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(","))


BRANCHES = (
    Branch(
        "to-chuc",
        "Chi bộ Tổ chức – Hành chính",
        ("Phòng Tổ chức – Hành chính",),
        _names(
            "Đặng Quốc Hưng, Phạm Hải Yến, Vũ Đình Khôi, Lương Thu Trang, Cao Xuân"
            " Mạnh, Tạ Bích Liên, Đoàn Văn Hợp, Ninh Thị Sáu, Trịnh Gia Bảo, Hà Ngọc"
            " Ánh, Mai Đức Thuận, Phùng Thị Nhài"
        ),
        (("Lại Hoàng Long", 24), ("Kiều Diệu Linh", 24)),
    ),
    Branch(
        "nghiep-vu",
        "Chi bộ Nghiệp vụ – Tổng hợp",
        ("Phòng Nghiệp vụ – Tổng hợp", "Phòng Thanh tra – Pháp chế"),
        _names(
            "Nghiêm Thị Vân, Chu Văn Thắng, Thái Minh Tâm, Bạch Thu Hằng, Lã Quang"
            " Đạo, Khổng Thị Mùi, Tô Anh Dũng, Đàm Văn Lực, Quản Thị Hòa, Giáp Mạnh"
            " Cường, Nhữ Thị Duyên, Tống Phước Lâm, Ông Thế Vinh, La Thị Xuân, Cù"
            " Trọng Nghĩa, Mạc Thị Thơm"
        ),
        (("Triệu Khánh Huyền", 210),),
    ),
    Branch(
        "doi-1",
        "Chi bộ Đội số 1",
        ("Đội QLTT số 1", "Đội QLTT số 3"),
        _names(
            "Hồ Sỹ Tiến, Âu Thị Lệ, Doãn Thanh Tùng, Viên Đình Phú, Lưu Thị Gấm, Từ"
            " Văn Chiến, Kim Ngọc Quý, Bành Thị Na, Ứng Văn Toản, Đinh Quang Sáng,"
            " Lê Thị Mận"
        ),
        (("Ngô Tuấn Kiệt", 379), ("Trương Thị Hậu", 160)),
    ),
    Branch(
        "doi-2",
        "Chi bộ Đội số 2",
        ("Đội QLTT số 2", "Đội QLTT số 5"),
        _names(
            "Phan Quang Huy, Tăng Thị Nụ, Văn Đình Lộc, Hứa Thị Bé, Đường Văn Khang,"
            " Lâm Tiến Đạt, Ma Thị Chung, Thân Văn Bắc, Nông Thị Lan, Hoàng Trọng Tín,"
            " Bế Văn Sâm, Dương Thị Quyên"
        ),
        (("Phí Đăng Khoa", 130),),
    ),
    Branch(
        "doi-4",
        "Chi bộ Đội số 4",
        ("Đội QLTT số 4", "Đội QLTT số 6"),
        _names(
            "Vi Trung Kiên, Khúc Thị Oanh, Sầm Văn Đô, Lục Thị Hiên, Tiêu Văn Phong,"
            " Diệp Quang Vỹ, Thạch Thị Thu, Nhâm Văn Quyết, Đồng Thị Hạnh, Yên Văn"
            " Bình, Cung Đình Hải, Lỗ Thị Mơ, Tòng Văn Sơn"
        ),
        (("Hán Minh Châu", 100),),
    ),
)
# Of the committee: (branch, place in it), the secretary first, then the deputy.
LEADERS: tuple[tuple[str, int], ...] = (
    ("to-chuc", 0),
    ("nghiep-vu", 0),
    ("to-chuc", 1),
    ("doi-1", 0),
)
LEADERS += (("doi-2", 0), ("doi-4", 0), ("nghiep-vu", 2))
GUESTS = (
    ("Tạ Thị Ngọc Lan", "Phó Bí thư Đảng ủy", "Sở Công Thương"),
    ("Vũ Hữu Phước", "Ủy viên Ủy ban Kiểm tra", "Đảng ủy Sở Công Thương"),
    ("Đỗ Minh Triết", "Trưởng ban Tổ chức", "Đảng ủy Sở Công Thương"),
    ("Hà Thị Thúy Nga", "Chánh Văn phòng", "Đảng ủy Sở Công Thương"),
    ("Lý Văn Đông", "Phó Bí thư Đảng ủy", "phường Minh Họa"),
)
