"""Counters: meat and fish, spirits, gold."""

from __future__ import annotations

from portal.demo.drawing import props, rooms
from portal.demo.drawing.canvas import Canvas
from portal.demo.drawing.colours import GOLD, WOOD, darker, lighter, mix
from portal.demo.drawing.looks import some_look, someone
from portal.demo.drawing.people import person
from portal.demo.drawing.shops import counter, shelves


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
    ice(c)
    fish_and_meat(c)
    scales(c, 790, 770)
    one = person(c, 480, 1150, 760, some_look(c, style="short"), "front reach")
    props.clipboard(c, one.hand(-1)[0], one.hand(-1)[1] - 30, 84)


def fish_and_meat(c: Canvas) -> None:
    for i in range(5):
        x, y = 110 + i * 120, 736 + (i % 2) * 22
        c.curve("-66,0 -20,-24 46,-6 46,8 -20,22", "#7f97a6", at=(x, y))
        c.curve("-60,4 -20,2 40,6 -18,20", "#dfe8ec", 0.9, at=(x, y))
        c.shape("42,0 76,-20 76,20", "#637b8b", at=(x, y))
        c.disc(x - 46, y - 4, 4, 4, "#1c2029")
    for i in range(5):
        x, y = 1030 + i * 116, 740 + (i % 2) * 18
        c.curve("-50,18 -44,-20 10,-30 52,-6 40,22", "#c4474f", at=(x, y))
        c.curve("-40,-14 6,-24 44,-6 6,-12", "#f3cfc4", at=(x, y))
        c.line([(x - 26, y + 6), (x + 20, y - 2)], 5, "#e79a98")


def scales(c: Canvas, x: float, y: float) -> None:
    """A spring scale with its dial."""
    c.shadow(x, y, 130, 22)
    c.shape("-76,0 76,0 50,-150 -50,-150", "#2f7f6c", at=(x, y))
    c.shape("20,0 76,0 50,-150 14,-150", "#1d5a4c", 0.6, at=(x, y))
    c.disc(x, y - 78, 54, 54, "#fdfaf0")
    c.arc(x, y - 78, 44, (0, 360), 3, "#8d96a3")
    c.line([(x, y - 78), (x + 24, y - 108)], 5, "#c4272e")
    c.rect(x - 8, y - 174, 16, 28, "#a9b1b8")
    c.shape("-110,-190 110,-190 84,-168 -84,-168", "#cfd6da", at=(x, y))


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
    c.shape("-80,0 80,0 56,-26 -56,-26", darker(GOLD, 0.35), at=(x, y))
    c.line([(x, y - 20), (x, y - 270)], 12, GOLD)
    c.line([(x - 150, y - 240), (x + 150, y - 262)], 9, GOLD)
    for px, py in ((x - 150, y - 240), (x + 150, y - 262)):
        c.line([(px, py), (px - 50, py + 140)], 2, "#f2d98c")
        c.line([(px, py), (px + 50, py + 140)], 2, "#f2d98c")
        c.wedge((px, py + 138, 62, 34), (0, 180), darker(GOLD, 0.1))
        c.disc(px, py + 138, 62, 9, lighter(GOLD, 0.3))
    c.arc(x - 150, y - 114, 18, (0, 360), 7, "#fff0bd")
    c.disc(x, y - 272, 13, 13, lighter(GOLD, 0.3))


def ice(c: Canvas) -> None:
    """The bed that fish and meat lie on."""
    c.shape("30,690 1570,690 1600,790 0,790", "#eef6f8")
    for _ in range(170):
        c.disc(
            c.chance.uniform(20, 1580),
            c.chance.uniform(700, 786),
            12,
            7,
            mix("#ffffff", "#bfd9e4", c.chance.random()),
            0.9,
        )
