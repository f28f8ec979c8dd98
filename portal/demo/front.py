"""The frame around the demo stories: sections, office, units, front page, readings."""

from __future__ import annotations

from datetime import date
from typing import TypedDict


class Section(TypedDict):
    name: str
    slug: str
    description: str
    on_home: bool
    children: list[tuple[str, str]]  # (name, slug)


class UnitFacts(TypedDict):
    name: str
    short_name: str
    kind: str  # A value of news.enums.UnitKind.


AGENCY_SINCE = date(2025, 6, 1)
AGENCY = {
    "name": "Chi cục Quản lý thị trường",
    "short_name": "Chi cục QLTT",
    "parent_agency": "Sở Công Thương tỉnh Hưng Yên",
    "address": "Số 1, đường Ví Dụ, phường Minh Họa, tỉnh Hưng Yên",
    "phone": "0200 000 0000",
    "hotline": "1900 0000",
    "email": "banbientap@qltt.example",
    "editor_in_chief": "Chi cục trưởng",
}

UNITS: list[UnitFacts] = [
    {"name": name, "short_name": short_name, "kind": kind}
    for name, short_name, kind in (
        ("Phòng Tổ chức – Hành chính", "Phòng TC–HC", "phong"),
        ("Phòng Nghiệp vụ – Tổng hợp", "Phòng NV–TH", "phong"),
        ("Phòng Thanh tra – Pháp chế", "Phòng TT–PC", "phong"),
        ("Đội QLTT số 1", "Đội số 1", "doi"),
        ("Đội QLTT số 2", "Đội số 2", "doi"),
        ("Đội QLTT số 3", "Đội số 3", "doi"),
        ("Đội QLTT số 4", "Đội số 4", "doi"),
        ("Đội QLTT số 5", "Đội số 5", "doi"),
        ("Đội QLTT số 6", "Đội số 6", "doi"),
        ("Đảng ủy Chi cục", "Đảng ủy", "dang"),
        ("Công đoàn Chi cục", "Công đoàn", "doan-the"),
        ("Đoàn Thanh niên Chi cục", "Đoàn Thanh niên", "doan-the"),
        ("Hội Cựu chiến binh Chi cục", "Hội Cựu chiến binh", "doan-the"),
    )
]

FRONT_PAGE = {
    "lead": "cao-diem-tet",
    "highlights": [
        "giay-khong-hoa-don",
        "xang-dau-cot-bom",
        "livestream-my-pham",
        "tap-huan-truy-vet",
    ],
}

# Readings of each story on its best day; the loader lets them fade day by day.
READINGS = {
    "gia-danh-can-bo": 310,
    "giay-khong-hoa-don": 540,
    "xang-dau-cot-bom": 690,
    "livestream-my-pham": 620,
    "thuoc-la-trong-dem": 580,
    "nuoc-giat-gia": 760,
    "banh-keo-tay-ngay": 150,
    "cao-diem-tet": 330,
    "chon-banh-keo-tet": 440,
    "phan-biet-phan-bon": 820,
    "trung-bay-hang-that-gia": 470,
    "tin-nhan-trung-thuong": 910,
    "duong-day-nong-30-phut": 350,
    "hoi-dap-hoa-don-mang": 640,
    "sac-dien-thoai-gia": 520,
    "noi-tang-khong-kiem-dich": 560,
    "tieu-huy-thuc-pham": 410,
    "hop-nhat-dia-ban": 700,
    "ke-hoach-kiem-tra-nam": 260,
    "anh-cho-tet": 280,
    "doan-vien-ke-khai-gia": 230,
    "chi-bo-nghiep-vu": 190,
    "so-hoa-ho-so": 140,
    "hoi-dap-sach-giao-khoa": 880,
    "mu-bao-hiem": 600,
    "hoi-dap-do-xang": 750,
    "tri-an-27-7": 210,
}


def _section(
    name: str,
    slug: str,
    description: str,
    children: dict[str, str],
    *,
    on_home: bool = False,
) -> Section:
    return {
        "name": name,
        "slug": slug,
        "description": description,
        "on_home": on_home,
        "children": list(children.items()),
    }


# They have a block on the home page; the menu keeps to one line.
BESIDE_THE_MENU = {"Cải cách hành chính – Chuyển đổi số", "Đa phương tiện"}

# In the order of the menu: the position of a section is its place in its list.
CATEGORIES: list[Section] = [
    _section(
        "Giới thiệu",
        "gioi-thieu",
        "Chức năng, nhiệm vụ, cơ cấu tổ chức và lịch sử của Chi cục.",
        {
            "Chức năng, nhiệm vụ": "chuc-nang-nhiem-vu",
            "Cơ cấu tổ chức": "co-cau-to-chuc",
            "Lãnh đạo Chi cục": "lanh-dao-chi-cuc",
            "Các phòng, đội": "cac-phong-doi",
            "Lịch sử hình thành": "lich-su-hinh-thanh",
        },
    ),
    _section(
        "Tin tức – Sự kiện",
        "tin-tuc-su-kien",
        "Hoạt động của Chi cục, các Đội và tin ngành Công Thương trong tỉnh.",
        {
            "Hoạt động Chi cục": "hoat-dong-chi-cuc",
            "Hoạt động các Đội": "hoat-dong-cac-doi",
            "Tin ngành Công Thương": "tin-nganh-cong-thuong",
            "Tin trong tỉnh": "tin-trong-tinh",
        },
        on_home=True,
    ),
    _section(
        "Kiểm tra, kiểm soát",
        "kiem-tra-kiem-soat",
        "Các vụ việc và kết quả kiểm tra, xử lý vi phạm trên thị trường.",
        {
            "Chống buôn lậu, gian lận thương mại": "chong-buon-lau",
            "Chống hàng giả, sở hữu trí tuệ": "chong-hang-gia",
            "An toàn thực phẩm": "an-toan-thuc-pham",
            "Xăng dầu, khí": "xang-dau-khi",
            "Thương mại điện tử": "thuong-mai-dien-tu",
            "Giá, đo lường, chất lượng": "gia-do-luong-chat-luong",
            "Thuốc lá, rượu, mỹ phẩm": "thuoc-la-ruou-my-pham",
            "Kết quả xử lý vi phạm": "ket-qua-xu-ly-vi-pham",
        },
        on_home=True,
    ),
    _section(
        "Bảo vệ người tiêu dùng",
        "bao-ve-nguoi-tieu-dung",
        "Cảnh báo, hướng dẫn nhận biết hàng thật – hàng giả và trả lời bạn đọc.",
        {
            "Nhận biết hàng thật – hàng giả": "nhan-biet-hang-that-hang-gia",
            "Cảnh báo": "canh-bao",
            "Hỏi – đáp": "hoi-dap",
        },
        on_home=True,
    ),
    _section(
        "Văn bản",
        "van-ban",
        "Văn bản pháp luật, chỉ đạo điều hành và dự thảo lấy ý kiến.",
        {
            "Văn bản pháp luật": "van-ban-phap-luat",
            "Văn bản chỉ đạo điều hành": "chi-dao-dieu-hanh",
            "Dự thảo lấy ý kiến": "du-thao-lay-y-kien",
            "Phổ biến pháp luật": "pho-bien-phap-luat",
        },
    ),
    _section(
        "Xây dựng Đảng",
        "xay-dung-dang",
        "Hoạt động của Đảng bộ Chi cục và sinh hoạt của các chi bộ trực thuộc.",
        {
            "Tin hoạt động Đảng bộ": "tin-hoat-dong-dang-bo",
            "Sinh hoạt chi bộ": "sinh-hoat-chi-bo",
            "Học tập và làm theo Bác": "hoc-tap-va-lam-theo-bac",
            "Đại hội Đảng": "dai-hoi-dang",
            "Bảo vệ nền tảng tư tưởng của Đảng": "bao-ve-nen-tang-tu-tuong",
            "Kiểm tra, giám sát": "kiem-tra-giam-sat",
        },
        on_home=True,
    ),
    _section(
        "Đoàn thể",
        "doan-the",
        "Hoạt động của Công đoàn, Đoàn Thanh niên, Phụ nữ và Cựu chiến binh.",
        {
            "Công đoàn": "cong-doan",
            "Đoàn Thanh niên": "doan-thanh-nien",
            "Phụ nữ": "phu-nu",
            "Cựu chiến binh": "cuu-chien-binh",
        },
        on_home=True,
    ),
    _section(
        "Cải cách hành chính – Chuyển đổi số",
        "cai-cach-hanh-chinh",
        "Thủ tục hành chính, hệ thống quản lý chất lượng và chuyển đổi số.",
        {
            "Thủ tục hành chính": "thu-tuc-hanh-chinh",
            "ISO": "iso",
            "Chuyển đổi số": "chuyen-doi-so",
        },
        on_home=True,
    ),
    _section(
        "Công khai",
        "cong-khai",
        "Kế hoạch kiểm tra, ngân sách, tuyển dụng, khen thưởng và đấu thầu.",
        {
            "Kế hoạch kiểm tra": "ke-hoach-kiem-tra",
            "Ngân sách": "ngan-sach",
            "Tuyển dụng": "tuyen-dung",
            "Khen thưởng": "khen-thuong",
            "Đấu thầu": "dau-thau",
        },
    ),
    _section(
        "Đa phương tiện",
        "da-phuong-tien",
        "Phóng sự ảnh, video và đồ họa về thị trường.",
        {"Ảnh": "anh", "Video": "video", "Infographic": "infographic"},
    ),
    _section(
        "Liên hệ",
        "lien-he",
        "Đường dây nóng, nơi gửi phản ánh, kiến nghị và danh bạ của Chi cục.",
        {
            "Đường dây nóng": "duong-day-nong",
            "Phản ánh, kiến nghị": "phan-anh-kien-nghi",
            "Danh bạ": "danh-ba",
        },
    ),
]
