"""Shops: pharmacy, bookshop, meat counter, mooncakes, spirits, gold, sweets."""

from __future__ import annotations

import math

from portal.demo.drawing import props, rooms
from portal.demo.drawing.canvas import Canvas
from portal.demo.drawing.colours import GOLD, WOOD, WOOD_DARK, darker, lighter, mix
from portal.demo.drawing.looks import some_look, someone
from portal.demo.drawing.people import person


def shelves(
    c: Canvas,
    box: tuple[float, float, float, float],
    rows: int,
    kinds: str,
    wood: str = "#e9e1d2",
) -> None:
    """Shop shelves full of goods: b bottles, p packets, t tubes, k books."""
    x, y, w, h = box
    c.rect(x - 14, y - 14, w + 28, h + 28, darker(wood, 0.28))
    c.gradient(x, y, w, h, [darker(wood, 0.4), darker(wood, 0.22)])
    step = h / rows
    for row in range(rows):
        low, left, kind = y + step * (row + 1) - 12, x + 12.0, kinds[row % len(kinds)]
        c.rect(x, low - step + 12, w, 16, "#0d1226", alpha=0.22)
        while left < x + w - 40:
            left += goods(c, left, low, step, kind)
        c.rect(x - 8, low, w + 16, 13, lighter(wood, 0.2))
        c.rect(x - 8, low + 9, w + 16, 4, darker(wood, 0.2))
        for tag in range(int(w // 90)):
            c.rect(x + 24 + tag * 90, low + 2, 34, 9, ("#fff7da", "#ffe0d6")[tag % 2])


def goods(c: Canvas, x: float, low: float, step: float, kind: str) -> float:
    """One article on a shelf; answers how much room it takes."""
    colour = c.chance.choice(
        ("#c9463f", "#2e6ca4", "#3c8b62", "#e2a63a", "#7a5aa0", "#d9788a", "#4aa0a8")
    )
    tall = step * c.chance.uniform(0.52, 0.74)
    if kind == "b":
        props.bottle(c, x + tall * 0.15, low, tall, darker(colour, 0.18))
        return tall * 0.34
    if kind == "t":
        props.tube(c, x + tall * 0.16, low, tall * 0.8, lighter(colour, 0.35))
        return tall * 0.38
    if kind == "k":
        width = c.chance.choice((16, 20, 26))
        c.rect(x, low - tall, width - 2, tall, colour, radius=2)
        c.rect(x + 3, low - tall * 0.85, width - 8, tall * 0.1, "#fff4da", alpha=0.85)
        c.rect(x + 3, low - tall * 0.3, width - 8, tall * 0.05, "#fff4da", alpha=0.6)
        return width
    width = c.chance.choice((44, 54, 62))
    tall *= 0.8
    c.gradient(
        x, low - tall, width, tall, [lighter(colour, 0.18), darker(colour, 0.08)]
    )
    c.rect(
        x + width * 0.14,
        low - tall * 0.72,
        width * 0.72,
        tall * 0.3,
        "#fdf6e6",
        radius=3,
    )
    c.rect(
        x + width * 0.22,
        low - tall * 0.62,
        width * 0.44,
        tall * 0.08,
        darker(colour, 0.1),
    )
    c.rect(x + width - 5, low - tall, 5, tall, darker(colour, 0.35), alpha=0.5)
    return width + 7


def counter(c: Canvas, y: float, h: float, colour: str, *, glass: bool = True) -> None:
    """A counter across the picture, with a glass front."""
    w = c.width
    c.poly([(0, y), (w, y), (w, y + 34), (0, y + 34)], lighter(colour, 0.3))
    c.gradient(0, y + 34, w, h, [darker(colour, 0.08), darker(colour, 0.3)])
    if glass:
        c.gradient(40, y + 70, w - 80, h * 0.55, ["#dfeff4", "#b9d2dc"])
        c.poly(
            [
                (120, y + 70),
                (260, y + 70),
                (140, y + 70 + h * 0.55),
                (40, y + 70 + h * 0.55),
            ],
            "#ffffff",
            0.45,
        )
        c.poly(
            [
                (900, y + 70),
                (980, y + 70),
                (860, y + 70 + h * 0.55),
                (780, y + 70 + h * 0.55),
            ],
            "#ffffff",
            0.35,
        )
    c.rect(0, y + 34, w, 8, darker(colour, 0.35), alpha=0.6)


def pharmacy(c: Canvas) -> None:
    """An officer checks packets with the pharmacist."""
    rooms.room(c, "#e3efe9", "#b7c4bf", 660)
    shelves(c, (70, 190, 620, 470), 4, "ptbp", "#f3f4ee")
    shelves(c, (910, 190, 620, 470), 4, "bppt", "#f3f4ee")
    props.sign(c, 520, 40, 560, 96, "NHÀ THUỐC", "#2c8a5c")
    rooms.lamps(c, (260, 1340))
    c.rect(766, 230, 68, 200, "#2c8a5c", radius=10)
    c.rect(700, 296, 200, 68, "#2c8a5c", radius=10)
    coat = someone(c, shirt="#f6f8f8", style="bun")
    person(c, 1010, 1040, 660, coat, "hold reach")
    counter(c, 790, 280, "#7fb5a0")
    for i in range(9):
        c.rect(
            120 + i * 150,
            880,
            88,
            66,
            ("#d9788a", "#6ea6c9", "#e2b85a", "#78b28c")[i % 4],
            radius=4,
        )
        c.rect(134 + i * 150, 896, 56, 18, "#ffffff", radius=3)
    one = person(c, 560, 1130, 760, some_look(c, style="short"), "front cross")
    props.clipboard(c, one.hand(1)[0], one.hand(1)[1] - 34, 88)
    for i in range(4):
        c.rect(
            760 + i * 62,
            752 - 8 * (i % 2),
            52,
            46,
            ("#f4f0e6", "#cfe1ee", "#f3d9cf", "#d6e8d3")[i],
            radius=3,
        )
        c.rect(768 + i * 62, 764 - 8 * (i % 2), 36, 10, "#2c8a5c")


def bookshop(c: Canvas) -> None:
    """School books and notebooks before the new year."""
    rooms.room(c, "#efe4cd", "#b8895a", 650)
    shelves(c, (60, 130, 470, 520), 4, "k", "#b98a5a")
    shelves(c, (1070, 130, 470, 520), 4, "k", "#b98a5a")
    props.sign(c, 560, 70, 480, 90, "SÁCH – VỞ HỌC SINH", "#b5403a")
    rooms.window(c, 660, 210, 280, 300)
    person(c, 470, 880, 480, someone(c, style="long", shirt="#d9778a"), "hold")
    person(
        c,
        330,
        900,
        330,
        someone(c, extra="scarf", shirt="#ffffff", style="bob"),
        "front",
    )
    one = person(c, 1130, 1000, 660, some_look(c, style="bob"), "low cross")
    props.clipboard(c, one.hand(1)[0], one.hand(1)[1] - 30, 78)
    person(c, 870, 960, 600, someone(c, style="short", shirt="#7d9cc0"), "reach front")
    books_table(c)


def books_table(c: Canvas) -> None:
    rooms.table(c, 60, 850, 820, 240, WOOD)
    colours = ("#c9463f", "#2e6ca4", "#3c8b62", "#e2a63a", "#7a5aa0")
    for i in range(6):
        x = 110 + i * 128
        for k in range(3 + i % 3):
            c.rect(
                x + (k % 2) * 6, 846 - k * 22, 104, 20, colours[(i + k) % 5], radius=3
            )
            c.rect(x + (k % 2) * 6 + 6, 851 - k * 22, 92, 9, "#fffaf0")
    c.poly([(640, 770), (760, 756), (778, 836), (652, 846)], "#fff8ea")
    c.text(706, 800, "GIÁ NIÊM YẾT", 15, "#b5403a")


def meat_counter(c: Canvas) -> None:
    """Meat and fish on ice under lamps; scales in the middle."""
    rooms.room(c, "#dfe8ea", "#9fb0b5", 640)
    for row in range(9):
        for col in range(22):
            c.rect(
                col * 74 + (row % 2) * 37 - 40, row * 70, 70, 66, "#f4f8f8", alpha=0.55
            )
    for x in (260, 800, 1340):
        c.line([(x, 0), (x, 120)], 4, "#4a4f57")
        c.poly([(x - 70, 190), (x - 26, 118), (x + 26, 118), (x + 70, 190)], "#c5443a")
        c.soft(x, 320, 210, 220, "#ffdf9e", 0.4)
    for x in range(440, 720, 70):
        c.line([(x, 250), (x, 300)], 4, "#8f969c")
        c.blob(
            [(x - 22, 300), (x + 22, 300), (x + 28, 400), (x, 440), (x - 28, 400)],
            "#c8555a",
        )
        c.blob(
            [(x - 6, 305), (x + 18, 305), (x + 20, 380), (x + 4, 400)], "#efb7ae", 0.8
        )
    person(
        c,
        1000,
        1010,
        640,
        someone(c, extra="apron", style="bun", shirt="#d7a24c"),
        "hold",
    )
    counter(c, 720, 350, "#8fa9b2", glass=False)
    c.poly([(30, 690), (1570, 690), (1600, 790), (0, 790)], "#eef6f8")
    for i in range(170):
        c.disc(
            c.chance.uniform(20, 1580),
            c.chance.uniform(700, 786),
            12,
            7,
            mix("#ffffff", "#bfd9e4", c.chance.random()),
            0.9,
        )
    fish_and_meat(c)
    scales(c, 790, 770)
    one = person(c, 480, 1150, 760, some_look(c, style="short"), "front reach")
    props.clipboard(c, one.hand(-1)[0], one.hand(-1)[1] - 30, 84)


def fish_and_meat(c: Canvas) -> None:
    for i in range(5):
        x, y = 110 + i * 120, 736 + (i % 2) * 22
        c.blob(
            [
                (x - 66, y),
                (x - 20, y - 24),
                (x + 46, y - 6),
                (x + 46, y + 8),
                (x - 20, y + 22),
            ],
            "#7f97a6",
        )
        c.blob(
            [(x - 60, y + 4), (x - 20, y + 2), (x + 40, y + 6), (x - 18, y + 20)],
            "#dfe8ec",
            0.9,
        )
        c.poly([(x + 42, y), (x + 76, y - 20), (x + 76, y + 20)], "#637b8b")
        c.disc(x - 46, y - 4, 4, 4, "#1c2029")
    for i in range(5):
        x, y = 1030 + i * 116, 740 + (i % 2) * 18
        c.blob(
            [
                (x - 50, y + 18),
                (x - 44, y - 20),
                (x + 10, y - 30),
                (x + 52, y - 6),
                (x + 40, y + 22),
            ],
            "#c4474f",
        )
        c.blob(
            [(x - 40, y - 14), (x + 6, y - 24), (x + 44, y - 6), (x + 6, y - 12)],
            "#f3cfc4",
        )
        c.line([(x - 26, y + 6), (x + 20, y - 2)], 5, "#e79a98")


def scales(c: Canvas, x: float, y: float) -> None:
    """A spring scale with its dial."""
    c.shadow(x, y, 130, 22)
    c.poly([(x - 76, y), (x + 76, y), (x + 50, y - 150), (x - 50, y - 150)], "#2f7f6c")
    c.poly(
        [(x + 20, y), (x + 76, y), (x + 50, y - 150), (x + 14, y - 150)], "#1d5a4c", 0.6
    )
    c.disc(x, y - 78, 54, 54, "#fdfaf0")
    c.arc(x, y - 78, 44, (0, 360), 3, "#8d96a3")
    c.line([(x, y - 78), (x + 24, y - 108)], 5, "#c4272e")
    c.rect(x - 8, y - 174, 16, 28, "#a9b1b8")
    c.poly(
        [(x - 110, y - 190), (x + 110, y - 190), (x + 84, y - 168), (x - 84, y - 168)],
        "#cfd6da",
    )


def mooncakes(c: Canvas) -> None:
    """Mooncake boxes and cakes close to us, lanterns behind."""
    c.gradient(0, 0, 1600, 1067, ["#2a1740", "#5d2547", "#b5493f", "#e7a24c"])
    c.soft(1230, 220, 300, 300, "#ffe9a8", 0.55)
    c.disc(1230, 220, 130, 130, "#fff1c4")
    for i in range(9):
        x, y = 90 + i * 180, 90 + (i * 67) % 190
        c.line([(x, 0), (x, y - 50)], 2, "#e3b23c")
        rooms.star(c, x, y, 54, ("#e8443f", "#f3a93c", "#d94f86")[i % 3])
        rooms.star(c, x, y, 30, "#ffe9a8")
    c.gradient(0, 640, 1600, 427, [lighter(WOOD, 0.1), WOOD, WOOD_DARK])
    for i in range(7):
        c.rect(0, 700 + i * 58, 1600, 2, darker(WOOD, 0.4), alpha=0.35)
    for i, x in enumerate((60, 420, 1180)):
        gift_box(c, x, 760, ("#a8202c", "#22436f", "#8a6a1f")[i])
    for row, (y, r) in enumerate(((800, 82), (960, 106))):
        for i in range(4 if row == 0 else 5):
            cake(c, 470 + i * 220 - row * (300 - i * 40), y, r)
    c.rect(770, 560, 300, 160, "#fffaf0", radius=6)
    c.text(920, 612, "NHÃN PHỤ", 34, "#a8202c")
    c.rect(806, 646, 228, 10, "#b9a88c", radius=5)
    c.rect(806, 672, 170, 10, "#b9a88c", radius=5)
    c.arc(1040, 700, 74, (0, 360), 16, "#2b3240")
    c.disc(1040, 700, 68, 68, "#dff1ff", 0.35)
    c.line([(1094, 752), (1170, 830)], 26, "#2b3240")


def gift_box(c: Canvas, x: float, y: float, colour: str) -> None:
    c.shadow(x + 170, y + 6, 220, 34)
    c.gradient(x, y - 190, 330, 190, [lighter(colour, 0.15), darker(colour, 0.15)])
    c.poly(
        [(x, y - 190), (x + 40, y - 226), (x + 370, y - 226), (x + 330, y - 190)],
        lighter(colour, 0.28),
    )
    c.poly(
        [(x + 330, y - 190), (x + 370, y - 226), (x + 370, y - 40), (x + 330, y)],
        darker(colour, 0.4),
    )
    c.arc(x + 165, y - 96, 66, (0, 360), 6, GOLD)
    rooms.star(c, x + 165, y - 96, 48, GOLD)
    c.rect(x + 14, y - 176, 302, 4, GOLD)
    c.rect(x + 14, y - 18, 302, 4, GOLD)


def cake(c: Canvas, x: float, y: float, r: float) -> None:
    """A baked mooncake with a fluted rim."""
    c.shadow(x, y + r * 0.4, r * 1.2, r * 0.36)
    for i in range(14):
        angle = i * math.tau / 14
        dx, dy = math.cos(angle) * r * 0.9, math.sin(angle) * r * 0.52
        c.disc(x + dx, y + dy + r * 0.26, r * 0.24, r * 0.2, "#9a5a24")
    for i in range(14):
        angle = i * math.tau / 14
        dx, dy = math.cos(angle) * r * 0.9, math.sin(angle) * r * 0.52
        c.disc(x + dx, y + dy, r * 0.24, r * 0.17, "#d58a3c")
    c.disc(x, y, r * 0.92, r * 0.54, "#dd9645")
    c.disc(x, y - r * 0.03, r * 0.74, r * 0.42, "#b9732f")
    c.disc(x, y - r * 0.02, r * 0.7, r * 0.39, "#e9ab58")
    for i in range(8):
        angle = i * math.tau / 8
        dx, dy = math.cos(angle) * r * 0.38, math.sin(angle) * r * 0.2
        c.disc(x + dx, y + dy, r * 0.17, r * 0.09, "#c27c36")
    c.disc(x, y, r * 0.16, r * 0.08, "#a3612a")
    c.soft(x - r * 0.36, y - r * 0.24, r * 0.34, r * 0.14, "#fff0c8", 0.55)


def liquor(c: Canvas) -> None:
    """Bottles without stamps lined up for counting."""
    rooms.room(c, "#d8cbb8", "#8f6a48", 600)
    shelves(c, (80, 90, 640, 480), 3, "b", WOOD)
    shelves(c, (880, 90, 640, 480), 3, "b", WOOD)
    rooms.lamps(c, (400, 1200))
    person(c, 560, 985, 680, some_look(c, style="short"), "low hold")
    two = person(c, 1060, 995, 690, some_look(c, style="long"), "cross front")
    props.clipboard(c, two.hand(-1)[0], two.hand(-1)[1] - 30, 82)
    rooms.cloth_table(c, 60, 800, 1480, 300, "#3f6f62")
    for i in range(19):
        colour = ("#5c3a1e", "#7b2430", "#27503f", "#a8763a")[i % 4]
        props.bottle(c, 130 + i * 75, 822 + (i % 2) * 16, 220 + (i * 37) % 50, colour)
    for x in (250, 620, 1000, 1330):
        c.poly([(x, 880), (x + 96, 872), (x + 100, 922), (x + 4, 930)], "#fff8e6")
        c.text(x + 50, 901, "TẠM GIỮ", 20, "#c4272e")


def gold_shop(c: Canvas) -> None:
    """A jeweller's scales and trays under a warm lamp."""
    rooms.room(c, "#4a2430", "#6f4a33", 620)
    rooms.drape(c, 0, 0, 1600, 610, "#6d1f2e", 30)
    props.sign(c, 480, 60, 640, 110, "VÀNG BẠC – TRANG SỨC", "#9c7420")
    for x in (300, 800, 1300):
        c.soft(x, 330, 330, 330, "#ffdf9a", 0.32)
    person(
        c,
        1080,
        1040,
        660,
        someone(c, style="bun", shirt="#c23a52", extra="dress"),
        "hold reach",
    )
    two = person(c, 520, 1060, 690, some_look(c, style="short"), "front reach")
    props.clipboard(c, two.hand(-1)[0], two.hand(-1)[1] - 30, 80)
    counter(c, 780, 290, "#8a6a3a")
    for i in range(6):
        x = 90 + i * 245
        c.poly([(x, 870), (x + 190, 870), (x + 204, 990), (x - 14, 990)], "#7d1f33")
        for k in range(10):
            px, py = x + 26 + (k % 5) * 35, 900 + (k // 5) * 48
            c.arc(px, py, 13, (0, 360), 5, GOLD)
            c.disc(px, py - 14, 5, 5, ("#eaf6ff", "#e9556a", "#66c3a0")[k % 3])
    balance(c, 800, 790)


def balance(c: Canvas, x: float, y: float) -> None:
    """A balance with two pans."""
    c.shadow(x, y, 110, 20)
    c.poly(
        [(x - 80, y), (x + 80, y), (x + 56, y - 26), (x - 56, y - 26)],
        darker(GOLD, 0.35),
    )
    c.line([(x, y - 20), (x, y - 270)], 12, GOLD)
    c.line([(x - 150, y - 240), (x + 150, y - 262)], 9, GOLD)
    for px, py in ((x - 150, y - 240), (x + 150, y - 262)):
        c.line([(px, py), (px - 50, py + 140)], 2, "#f2d98c")
        c.line([(px, py), (px + 50, py + 140)], 2, "#f2d98c")
        c.wedge((px, py + 138, 62, 34), (0, 180), darker(GOLD, 0.1))
        c.disc(px, py + 138, 62, 9, lighter(GOLD, 0.3))
    c.arc(x - 150, y - 114, 18, (0, 360), 7, "#fff0bd")
    c.disc(x, y - 272, 13, 13, lighter(GOLD, 0.3))


def sweets(c: Canvas) -> None:
    """Bags and boxes of sweets in a shop before Tết; an officer reads a label."""
    rooms.room(c, "#f2dcc4", "#b98a63", 640)
    shelves(c, (50, 120, 700, 520), 4, "ppbp", "#d7a86e")
    shelves(c, (850, 120, 700, 520), 4, "pptp", "#d7a86e")
    for i in range(14):
        c.poly(
            [(i * 120, 0), (i * 120 + 96, 0), (i * 120 + 48, 72)],
            ("#d3222a", "#ffd63a")[i % 2],
        )
    one = person(c, 620, 1010, 700, some_look(c, style="bob"), "hold front")
    x, y = one.hand(-1)
    c.rect(x - 46, y - 96, 96, 100, "#c23a52", radius=6)
    c.rect(x - 34, y - 70, 72, 40, "#fff8ea", radius=4)
    person(c, 980, 990, 650, someone(c, style="bun", shirt="#6b9a7e"), "front reach")
    for i in range(7):
        bx = 40 + i * 224
        c.shadow(bx + 90, 1060, 120, 20)
        c.poly(
            [(bx, 950), (bx + 184, 950), (bx + 168, 1067), (bx + 16, 1067)], "#a06b38"
        )
        for _ in range(26):
            px, py = (
                bx + 92 + c.chance.uniform(-76, 76),
                944 - abs(c.chance.gauss(0, 15)),
            )
            colour = c.chance.choice(
                ("#e8443f", "#f3b93c", "#4aa870", "#d95f96", "#4f8fd0")
            )
            c.disc(px, py, 17, 11, colour)
            c.poly(
                [(px - 26, py - 8), (px - 14, py), (px - 26, py + 8)],
                lighter(colour, 0.3),
            )
            c.poly(
                [(px + 26, py - 8), (px + 14, py), (px + 26, py + 8)],
                lighter(colour, 0.3),
            )
