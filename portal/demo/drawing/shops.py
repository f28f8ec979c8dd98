"""Shops: pharmacy, bookshop, meat counter, mooncakes, spirits, gold, sweets."""

from __future__ import annotations

from portal.demo.drawing import props, rooms
from portal.demo.drawing.canvas import Canvas
from portal.demo.drawing.colours import WOOD, darker, lighter
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
    c.shape("640,770 760,756 778,836 652,846", "#fff8ea")
    c.text(706, 800, "GIÁ NIÊM YẾT", 15, "#b5403a")


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
            c.shape("-26,-8 -14,0 -26,8", lighter(colour, 0.3), at=(px, py))
            c.shape("26,-8 14,0 26,8", lighter(colour, 0.3), at=(px, py))
