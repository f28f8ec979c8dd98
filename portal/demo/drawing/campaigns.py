"""Campaigns and shops of another kind: a launch, a workshop, a stand, a supermarket."""

from __future__ import annotations

from portal.demo.drawing import outdoors, props, rooms
from portal.demo.drawing.canvas import Canvas
from portal.demo.drawing.colours import GOLD, darker, lighter
from portal.demo.drawing.looks import OFFICER, some_look, someone
from portal.demo.drawing.people import Person, person
from portal.demo.drawing.shops import shelves


def launch(c: Canvas) -> None:
    """Officers in ranks before patrol cars at the start of a campaign."""
    outdoors.sky(c, ("#5d9fd6", "#a8d2ea", "#f6ecd4"), 640)
    outdoors.cloud(c, 250, 120, 120)
    outdoors.cloud(c, 1380, 170, 110)
    for x in range(-60, 1700, 170):
        outdoors.tree(c, x, 610, 280 + (x * 13) % 70, "#4f9a55")
    outdoors.ground(c, 600, "#c9c4b8", "#b3aea2")
    tiles = darker("#c9c4b8", 0.2)
    for i in range(-12, 13):
        c.line([(800 + i * 80, 600), (800 + i * 300, 1067)], 1.5, tiles, 0.35)
    rooms.banner(
        c, 300, 70, 1000, 180, ("LỄ RA QUÂN CAO ĐIỂM", "KIỂM SOÁT THỊ TRƯỜNG DỊP TẾT")
    )
    for x in (306, 1294):
        c.rect(x - 9, 60, 18, 600, "#9aa5a8")
    car(c, 40, 740)
    car(c, 1130, 740)
    for i in range(6):
        person(c, 470 + i * 132, 800 + (i % 2) * 6, 430, some_look(c, OFFICER), "down")
    for x, party in ((210, False), (1390, False)):
        rooms.flag(c, x, 860, 520, party=party)
    for x in (330, 560, 800, 1040, 1270):
        person(c, x, 1020, 620, some_look(c, OFFICER), "down")


def car(c: Canvas, x: float, y: float) -> None:
    """A patrol car from its side."""
    c.shadow(x + 215, y + 4, 290, 26)
    c.curve(
        "0,-40 10,-110 90,-130 150,-200 320,-204 390,-128 430,-110 436,-36 220,-26",
        "#f4f6f8",
        at=(x, y),
    )
    c.shape("110,-132 160,-186 226,-188 226,-132", "#4d7ea3", at=(x, y))
    c.shape("240,-188 312,-188 366,-132 240,-132", "#6f9fc0", at=(x, y))
    c.rect(x + 6, y - 96, 426, 26, "#17335c")
    c.rect(x + 6, y - 70, 426, 6, GOLD)
    c.text(x + 220, y - 83, "QUẢN LÝ THỊ TRƯỜNG", 19, "#ffffff")
    c.rect(x + 205, y - 222, 56, 20, "#2d5fd0", radius=7)
    c.rect(x + 176, y - 222, 32, 20, "#d3222a", radius=7)
    for dx in (92, 346):
        c.disc(x + dx, y - 34, 46, 46, "#20242d")
        c.disc(x + dx, y - 34, 26, 26, "#c6ccd2")
    c.disc(x + 424, y - 104, 11, 9, "#fff3cc")


def detergent(c: Canvas) -> None:
    """A shabby room with drums, cans and loose labels; officers take samples."""
    rooms.room(c, "#b9b3a2", "#8d8577", 600)
    for _ in range(16):
        x, y = c.chance.uniform(0, 1600), c.chance.uniform(40, 560)
        c.soft(x, y, 130, 70, "#8a806c", 0.16)
    rooms.window(c, 1180, 120, 240, 220)
    c.line([(800, 0), (800, 130)], 4, "#3a3f48")
    c.soft(800, 200, 380, 320, "#ffe6a8", 0.4)
    c.disc(800, 150, 24, 30, "#fff6d6")
    for i in range(5):
        drum(
            c,
            120 + i * 150,
            680 + (i % 2) * 24,
            ("#2d66a3", "#2f7a5b", "#2d66a3", "#c9503f", "#2d66a3")[i],
        )
    person(c, 900, 800, 470, someone(c, style="short", shirt="#8d8070"), "down front")
    one = person(c, 1060, 990, 650, some_look(c, style="bob"), "front cross")
    props.clipboard(c, one.hand(1)[0], one.hand(1)[1] - 28, 76)
    person(c, 700, 985, 650, some_look(c, style="short"), "low hold")
    rooms.table(c, 60, 860, 1000, 220, "#8d6b4a")
    for i in range(8):
        can(c, 110 + i * 74, 880, ("#e9778a", "#6f9fd0", "#8ec58f")[i % 3])
    for i in range(9):
        x, y = 730 + (i % 5) * 66, 872 + (i // 5) * 22
        c.shape("0,0 56,-6 60,20 4,26", ("#fff8ea", "#f6dfe4")[i % 2], at=(x, y))
        c.disc(x + 30, y + 9, 11, 7, ("#d3222a", "#2d66a3")[i % 2])
    for i in range(4):
        can(c, 1190 + i * 96, 1050, ("#6f9fd0", "#8ec58f")[i % 2], 150)


def drum(c: Canvas, x: float, y: float, colour: str) -> None:
    shades = [darker(colour, 0.4), lighter(colour, 0.15), colour, darker(colour, 0.45)]
    c.shadow(x, y, 96, 18)
    c.gradient(x - 66, y - 230, 132, 230, shades, sideways=True)
    c.disc(x, y - 230, 66, 18, lighter(colour, 0.22))
    c.disc(x, y, 66, 14, darker(colour, 0.4))
    for dy in (70, 150):
        c.rect(x - 69, y - dy - 8, 138, 12, darker(colour, 0.25), radius=5)


def can(c: Canvas, x: float, y: float, colour: str, h: float = 118) -> None:
    """A plastic can with a handle and a label."""
    w = h * 0.5
    c.rect(x, y - h * 0.82, w, h * 0.82, colour, radius=w * 0.16)
    c.rect(
        x + w * 0.62,
        y - h * 0.74,
        w * 0.26,
        h * 0.26,
        darker(colour, 0.35),
        radius=w * 0.1,
    )
    c.rect(x + w * 0.16, y - h, w * 0.34, h * 0.2, "#f4f1ea", radius=3)
    c.rect(x + w * 0.1, y - h * 0.44, w * 0.8, h * 0.32, "#fff8ea", radius=3)
    c.rect(x + w * 0.2, y - h * 0.36, w * 0.5, h * 0.06, "#d3222a")
    c.rect(
        x + w * 0.76, y - h * 0.8, w * 0.24, h * 0.78, "#101830", radius=5, alpha=0.16
    )


def stand(c: Canvas) -> None:
    """A stand where visitors compare genuine and fake goods."""
    rooms.room(c, "#dfe5ea", "#9fa7ad", 620)
    rooms.lamps(c, (300, 800, 1300))
    c.gradient(120, 60, 1360, 540, ["#f8fafb", "#e3e9ee"])
    c.gradient(120, 60, 1360, 104, ["#b3202b", "#9a1822"])
    c.text(800, 112, "NHẬN BIẾT HÀNG THẬT – HÀNG GIẢ", 48, "#ffe38a")
    for i, (words, colour) in enumerate(
        (("HÀNG THẬT", "#2c8a5c"), ("HÀNG GIẢ", "#c4272e"))
    ):
        x = 180 + i * 650
        c.rect(x, 200, 590, 60, colour, radius=8)
        c.text(x + 295, 230, words, 34, "#ffffff")
        shelves(c, (x + 14, 290, 562, 290), 2, ("tp", "tp")[i], "#e9e1d2")
    person(c, 330, 1000, 620, someone(c, style="long", shirt="#d9a08a"), "chin front")
    person(c, 560, 1010, 640, someone(c, style="short", shirt="#7d9cc0"), "front")
    person(c, 1010, 1010, 650, some_look(c, style="bob"), "raise hold")
    person(c, 1260, 1000, 610, someone(c, style="bun", shirt="#8f5fa3"), "hold front")
    rooms.cloth_table(c, 640, 870, 330, 200, "#2d5c8f")
    for i in range(4):
        props.tube(
            c, 690 + i * 78, 896, 130, ("#e9778a", "#e9778a", "#f2c94c", "#f2c94c")[i]
        )
    rooms.plant(c, 80, 1030, 330)
    rooms.plant(c, 1520, 1030, 330)


def supermarket(c: Canvas) -> None:
    """Price labels checked along an aisle that runs into the distance."""
    c.gradient(0, 0, 1600, 1067, ["#eef3f4", "#dfe7e8", "#cdd6d8"])
    c.shape("700,470 900,470 1500,1067 100,1067", "#e9ecec")
    c.shape("760,470 840,470 1080,1067 520,1067", "#ffffff", 0.5)
    for i in range(5):
        t = i / 5
        c.poly(
            [
                (300 + 380 * t, 40 + 350 * t),
                (1300 - 380 * t, 40 + 350 * t),
                (1270 - 365 * t, 66 + 345 * t),
                (330 + 365 * t, 66 + 345 * t),
            ],
            "#ffffff",
        )
    for side in (-1, 1):
        aisle(c, side)
    c.rect(690, 330, 220, 70, "#2f7a5b", radius=8)
    c.text(800, 365, "THỰC PHẨM", 30, "#ffffff")
    person(c, 800, 640, 250, someone(c, style="long"), "front")
    trolley(c, 870, 690)
    Person(
        c, (1000, 1000), 640, some_look(c, style="short"), left="front", right="reach"
    ).draw()
    two = person(c, 620, 1010, 640, some_look(c, style="bun"), "cross front")
    props.clipboard(c, two.hand(-1)[0], two.hand(-1)[1] - 28, 76)


def aisle(c: Canvas, side: int) -> None:
    """One wall of shelves in perspective."""
    wall(c, side, (0, 0, 1, 1), "#b9b0a0")
    for row in range(5):
        for i in range(22):
            near, far = 1 - (1 - i / 22) ** 1.25, 1 - (1 - (i + 0.86) / 22) ** 1.25
            high = row / 5 + c.chance.uniform(0.035, 0.075)
            fill = lighter(SHELF[(i // 3 + row * 2) % 7], 0.1 + 0.4 * near)
            wall(c, side, (near, high, far, (row + 0.88) / 5), fill)
            wall(c, side, (near, high + 0.04, far, high + 0.08), "#fff8ea", 0.75)
        wall(c, side, (0, (row + 0.88) / 5, 1, (row + 0.95) / 5), "#f4efe4")
        for i in range(9):
            label = (i / 9 + 0.02, (row + 0.89) / 5, i / 9 + 0.06, (row + 0.94) / 5)
            wall(c, side, label, "#f2c14e")


SHELF = ("#c9463f", "#2e6ca4", "#3c8b62", "#e2a63a", "#7a5aa0", "#d9788a", "#4aa0a8")


def wall(
    c: Canvas,
    side: int,
    box: tuple[float, float, float, float],
    fill: str,
    alpha: float = 1,
) -> None:
    """A patch of the side wall: (near, top, far, foot) as shares of the whole."""
    near, top, far, foot = box

    def at(depth: float, down: float) -> tuple[float, float]:
        high, low = 60 + 330 * depth, 1120 - 640 * depth
        return 800 + side * (800 - 700 * depth), high + (low - high) * down

    c.poly([at(near, top), at(far, top), at(far, foot), at(near, foot)], fill, alpha)


def trolley(c: Canvas, x: float, y: float) -> None:
    c.shadow(x, y, 60, 10)
    c.shape("-46,-96 50,-96 40,-38 -36,-38", "#8d96a3", 0.8, at=(x, y))
    for i in range(5):
        c.disc(
            x - 26 + i * 14, y - 94, 12, 12, ("#d9463f", "#6f9f3e", "#f0b93a")[i % 3]
        )
    for dx in (-28, 32):
        c.line([(x + dx, y - 38), (x + dx, y - 10)], 3, "#6d7885")
        c.disc(x + dx, y - 6, 7, 7, "#2a2f3a")
