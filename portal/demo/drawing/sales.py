"""Selling by live picture, and small goods laid out for counting."""

from __future__ import annotations

from portal.demo.drawing import props
from portal.demo.drawing.canvas import Canvas
from portal.demo.drawing.colours import darker
from portal.demo.drawing.looks import someone
from portal.demo.drawing.people import Person


def livestream(c: Canvas) -> None:
    """A seller behind a ring light; jars on the table; comments float up the phone."""
    c.gradient(0, 0, 1600, 1067, ["#3a2350", "#7a3b6d", "#d9778a"])
    c.soft(800, 420, 560, 460, "#ffd7c2", 0.5)
    for x in range(0, 1600, 120):
        c.rect(x, 0, 3, 700, "#ffffff", alpha=0.06)
    for i in range(26):
        c.disc(60 + i * 62, 90 + (i % 2) * 26, 9, 9, "#ffe3a8")
        c.soft(60 + i * 62, 90 + (i % 2) * 26, 36, 36, "#ffe3a8", 0.3)
    jars(c)
    seller = someone(c, style="long", shirt="#f6d9df", skin="#f0c29c")
    Person(c, (800, 1290), 940, seller, left="raise", right="hold").draw(legs=False)
    props.tube(c, 640, 318, 130, "#f2c94c")
    c.arc(800, 560, 430, (0, 360), 26, "#fff6e8")
    c.arc(800, 560, 418, (0, 360), 5, "#ffdfae")
    c.gradient(0, 860, 1600, 207, ["#f3e3dc", "#c99a98"])
    for i in range(13):
        props.tube(
            c,
            130 + i * 112,
            930 + (i % 2) * 34,
            130 + (i * 29) % 40,
            ("#e9778a", "#8ec5bf", "#f2c94c", "#b79ad1", "#fdf3ea")[i % 5],
        )
    c.line([(1190, 1067), (1190, 800)], 14, "#2a2433")
    props.phone(c, 1190, 640, 380, "#f6c9c2")
    c.disc(1190, 590, 38, 44, "#f0c29c")
    c.curve("1120,740 1150,660 1190,640 1230,660 1260,740", "#f6d9df")
    c.rect(1112, 486, 84, 26, "#d3222a", radius=6)
    c.text(1154, 499, "TRỰC TIẾP", 14, "#ffffff")
    for i in range(3):
        c.rect(1116, 716 + i * 28, 120 - 24 * i, 18, "#ffffff", radius=9, alpha=0.8)


def chargers(c: Canvas) -> None:
    """Chargers and cables laid out for counting on a table, seen from above."""
    c.gradient(0, 0, 1600, 1067, ["#dcd6ca", "#c9c1b2"])
    for i in range(9):
        c.rect(0, i * 124, 1600, 2, "#a59c8a", alpha=0.5)
    c.rect(110, 90, 1380, 890, "#eef2f4", radius=18)
    c.rect(110, 960, 1380, 24, "#b7bfc4", radius=10)
    for row in range(4):
        for col in range(9):
            charger(c, 200 + col * 112, 190 + row * 140, (row + col) % 5)
    for i in range(3):
        cable(c, 1330, 260 + i * 190)
    c.shape("860,720 1250,690 1290,1010 900,1040", "#101830", 0.18)
    c.shape("840,700 1230,670 1270,990 880,1020", "#fffdf6")
    c.text(1050, 752, "BIÊN BẢN TẠM GIỮ", 32, "#27303f")
    for i in range(7):
        c.line([(900, 800 + i * 27), (1210 - 50 * (i % 3), 778 + i * 27)], 5, "#a9b1bd")
    c.limb((1400, 1067), (1190, 900), 96, 64, "#7e978f")
    c.limb((1230, 930), (1150, 880), 58, 44, "#e8b48c")
    c.line([(1170, 930), (1110, 820)], 11, "#17335c")
    c.limb((60, 1067), (250, 830), 100, 66, "#7e978f")
    c.limb((230, 850), (300, 770), 56, 44, "#d99f74")


def charger(c: Canvas, x: float, y: float, kind: int) -> None:
    body = ("#ffffff", "#2a2f3a", "#ffffff", "#e9ecef", "#3a4150")[kind]
    c.rect(x - 32, y - 34, 72, 80, "#101830", radius=14, alpha=0.14)
    c.rect(x - 36, y - 42, 72, 80, body, radius=14)
    c.rect(x + 14, y - 42, 22, 80, darker(body, 0.3), radius=12, alpha=0.25)
    for dx in (-14, 14):
        c.rect(x + dx - 4, y - 66, 8, 26, "#c9ae6a", radius=2)
    c.rect(x - 12, y + 12, 24, 11, "#8d96a3", radius=3)
    c.rect(x - 22, y - 22, 44, 6, "#a9b1bd", radius=3)
    c.rect(x - 16, y - 10, 32, 5, "#c9ced4", radius=2)


def cable(c: Canvas, x: float, y: float) -> None:
    for r in (66, 54, 42):
        c.arc(x, y, r, (0, 350), 9, "#ffffff")
        c.arc(x, y, r + 4, (0, 350), 2, "#c3c9cf")
    c.rect(x - 20, y - 12, 40, 24, "#d9443d", radius=5)
    c.rect(x + 58, y - 4, 22, 48, "#e9ecef", radius=5)


def jars(c: Canvas) -> None:
    """Shelves of creams on both sides."""
    for side in (70, 1270):
        for row in range(3):
            c.rect(side, 270 + row * 140, 260, 12, "#fdf3ea")
            for k in range(6):
                props.tube(
                    c,
                    side + 30 + k * 40,
                    270 + row * 140,
                    84,
                    ("#f2a7b5", "#fdf3ea", "#a9d6d0", "#e6c36e")[(k + row) % 4],
                )
