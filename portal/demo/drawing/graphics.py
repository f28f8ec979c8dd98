"""Graphics: bars, a ring, a map of team areas, steps of a procedure."""

from __future__ import annotations

from itertools import pairwise

from portal.demo.drawing import rooms
from portal.demo.drawing.canvas import Canvas, Point, points
from portal.demo.drawing.colours import GOLD, NAVY, lighter

BLUE, AMBER, GREEN, BRICK = "#2d66a3", "#e8ac3a", "#3c8b62", "#c9503f"


def sheet(c: Canvas, title: str, under: str) -> None:
    """Paper with a navy head."""
    c.gradient(0, 0, c.width, c.height, ["#fbf8f0", "#efe8d8"])
    for i in range(0, c.width, 40):
        c.rect(i, 0, 1, c.height, "#d9cfb8", alpha=0.35)
    c.gradient(0, 0, c.width, 190, [NAVY, "#10264a"])
    c.rect(0, 190, c.width, 7, GOLD)
    rooms.star(c, 116, 95, 52, GOLD)
    c.text(206, 72, title, 52, "#ffffff", anchor="lm")
    c.text(206, 138, under, 30, "#c9d6ea", bold=False, anchor="lm")


def bars(c: Canvas) -> None:
    """Cases by field, as bars."""
    sheet(c, "SỐ VỤ VI PHẠM THEO LĨNH VỰC", "Số liệu minh họa")
    rows = (
        ("Hàng không rõ nguồn gốc", 214, BLUE),
        ("An toàn thực phẩm", 168, GREEN),
        ("Hàng giả, nhãn hiệu", 97, BRICK),
        ("Niêm yết giá", 86, AMBER),
        ("Thương mại điện tử", 54, "#7a5aa0"),
        ("Xăng dầu, khí", 21, "#4aa0a8"),
    )
    for i, (label, value, colour) in enumerate(rows):
        y = 268 + i * 126
        c.text(90, y + 34, label, 33, "#27303f", bold=False, anchor="lm")
        c.rect(570, y, 880, 70, "#ddd4c0", radius=10, alpha=0.6)
        c.rect(576, y + 8, value * 3.9, 70, "#101830", radius=10, alpha=0.16)
        c.gradient(570, y, value * 3.9, 70, [lighter(colour, 0.2), colour])
        c.text(570 + value * 3.9 + 24, y + 35, str(value), 42, "#27303f", anchor="lm")


def ring(c: Canvas) -> None:
    """Where the calls of the hotline come from, as a ring."""
    sheet(
        c,
        "TIN BÁO QUA ĐƯỜNG DÂY NÓNG",
        "Cơ cấu theo nội dung phản ánh – số liệu minh họa",
    )
    c.soft(500, 660, 380, 340, "#101830", 0.22)
    start = -90.0
    shares = (
        ("Giá, niêm yết giá", 34, BLUE),
        ("Hàng giả, hàng nhái", 27, BRICK),
        ("An toàn thực phẩm", 22, GREEN),
        ("Đo lường, chất lượng", 11, AMBER),
        ("Khác", 6, "#8d96a3"),
    )
    for _, share, colour in shares:
        c.wedge((480, 640, 350, 350), (start, start + share * 3.6 - 1), colour)
        start += share * 3.6
    c.disc(480, 640, 196, 196, "#f7f2e6")
    c.text(480, 610, "1.284", 108, NAVY)
    c.text(480, 700, "tin báo", 44, "#566072", bold=False)
    for i, (label, share, colour) in enumerate(shares):
        y = 360 + i * 128
        c.rect(960, y, 54, 54, colour, radius=12)
        c.text(1036, y + 27, label, 34, "#27303f", bold=False, anchor="lm")
        c.text(1500, y + 27, f"{share}%", 46, "#27303f", anchor="rm")
        c.rect(960, y + 82, 540, 2, "#cfc4ac")


AREAS = (
    ("300,360 520,270 690,330 700,500 560,590 380,560", BLUE),
    ("690,330 900,250 1080,330 1060,500 870,540 700,500", GREEN),
    ("1080,330 1290,300 1420,430 1370,600 1180,610 1060,500", AMBER),
    ("380,560 560,590 640,740 560,900 380,880 280,720", BRICK),
    ("560,590 700,500 870,540 930,720 830,900 560,900 640,740", "#7a5aa0"),
    ("870,540 1060,500 1180,610 1370,600 1330,800 1090,930 830,900 930,720", "#4aa0a8"),
)


def team_map(c: Canvas) -> None:
    """An invented province divided between six teams."""
    sheet(c, "ĐỊA BÀN QUẢN LÝ CỦA CÁC ĐỘI", "Sơ đồ minh họa, không theo tỷ lệ")
    c.soft(830, 650, 640, 350, "#101830", 0.16)
    for outline, colour in AREAS:
        area = points(outline)
        c.poly([(x + 8, y + 14) for x, y in area], "#101830", 0.18)
        c.poly(area, lighter(colour, 0.28))
        c.line([*area, area[0]], 6, "#fbf8f0")
    river = points("250,470 520,620 760,600 980,760 1240,720 1500,880")
    for _ in range(3):
        river = _cut_corners(river)
    c.line(river, 15, "#9cc6e0")
    for i, outline in enumerate(outline for outline, _ in AREAS):
        number(c, points(outline), i)


def number(c: Canvas, area: list[Point], i: int) -> None:
    x = sum(p[0] for p in area) / len(area)
    y = sum(p[1] for p in area) / len(area)
    c.disc(x, y + 8, 62, 62, "#101830", 0.16)
    c.disc(x, y, 60, 60, AREAS[i][1])
    c.text(x, y, f"{i + 1}", 60, "#ffffff")


def _cut_corners(line: list[Point]) -> list[Point]:
    """The line with every corner rounded once (Chaikin)."""
    cut = [line[0]]
    for (ax, ay), (bx, by) in pairwise(line):
        cut.append((ax * 0.75 + bx * 0.25, ay * 0.75 + by * 0.25))
        cut.append((ax * 0.25 + bx * 0.75, ay * 0.25 + by * 0.75))
    return [*cut, line[-1]]


def steps(c: Canvas) -> None:
    """Four steps of handling a message, joined by arrows; a portrait sheet."""
    sheet(c, "XỬ LÝ TIN BÁO", "Bốn bước, tối đa 30 phút tiếp nhận")
    names = (
        ("Tiếp nhận", "Ghi nội dung, cấp mã số", BLUE),
        ("Phân loại", "Xác định Đội phụ trách", AMBER),
        ("Xác minh", "Kiểm tra tại địa bàn", GREEN),
        ("Trả lời", "Thông báo cho người gửi", BRICK),
    )
    for i, (name, note, colour) in enumerate(names):
        y = 290 + i * (c.height - 330) / 4
        if i:
            c.line([(200, y - 96), (200, y - 14)], 8, "#b9ae94")
            c.poly([(176, y - 30), (224, y - 30), (200, y + 4)], "#b9ae94")
        c.rect(308, y + 10, c.width - 390, 176, "#101830", radius=18, alpha=0.12)
        c.rect(300, y, c.width - 390, 176, "#ffffff", radius=18)
        c.rect(300, y, 14, 176, colour, radius=6)
        c.disc(200, y + 88, 84, 84, colour)
        c.text(200, y + 88, str(i + 1), 84, "#ffffff")
        c.text(350, y + 62, name, 50, "#27303f", anchor="lm")
        c.text(350, y + 122, note, 34, "#566072", bold=False, anchor="lm")
