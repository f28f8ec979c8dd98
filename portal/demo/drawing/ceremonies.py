"""Ceremonies: a signing and an award."""

from __future__ import annotations

from portal.demo.drawing import props, rooms
from portal.demo.drawing.canvas import Canvas
from portal.demo.drawing.colours import (
    GOLD,
    PAPER,
    WOOD_DARK,
    darker,
)
from portal.demo.drawing.looks import some_look, someone
from portal.demo.drawing.meetings import JACKET, staff
from portal.demo.drawing.people import Person, person


def signing(c: Canvas) -> None:
    """Two sides sign a commitment; colleagues stand behind them and clap."""
    rooms.room(c, "#dfe3e0", "#b08a60", 640)
    rooms.banner(c, 330, 70, 940, 170, ("LỄ KÝ CAM KẾT", "KHÔNG KINH DOANH HÀNG GIẢ"))
    rooms.flag(c, 210, 680, 470)
    rooms.plant(c, 90, 700, 260)
    rooms.plant(c, 1510, 700, 260)
    for i, x in enumerate((390, 560, 1040, 1210)):
        look = staff(c) if i < 2 else someone(c, style="bob")
        person(c, x, 860, 520, look, "front")
    person(c, 800, 860, 530, staff(c), "front")
    for x, look in (
        (600, staff(c, style="short")),
        (1000, someone(c, style="bun", shirt="#d8866b")),
    ):
        rooms.chair_back(c, x, 760, 180, 220, WOOD_DARK)
        Person(c, (x, 1030), 590, look, left="table", right="front").draw(legs=False)
    rooms.cloth_table(c, 320, 730, 960, 290, "#2d5c8f")
    for x in (600, 1000):
        folder(c, x, 752)
    props.flowers(c, 800, 772, 110)


def folder(c: Canvas, x: float, y: float) -> None:
    """An open folder with the text to sign, and a pen."""
    c.shape("-96,-24 96,-24 116,22 -116,22", "#9c2530", at=(x, y))
    props.paper(c, x - 50, y - 2, 92, 36, lines=4)
    props.paper(c, x + 50, y - 2, 92, 36, lines=4)
    c.line([(x + 28, y + 14), (x + 64, y - 16)], 5, "#1d2a4a")


def award(c: Canvas) -> None:
    """Certificates and flowers on a stage."""
    rooms.room(c, "#c9313a", "#8a5a38", 660)
    rooms.drape(c, 0, 0, 1600, 650, "#b3202b", 34)
    rooms.star(c, 800, 130, 76)
    c.text(800, 262, "TÔN VINH – KHEN THƯỞNG", 58, "#ffe38a")
    for x in (300, 800, 1300):
        c.poly(
            [(x - 50, 0), (x + 50, 0), (x + 300, 1067), (x - 300, 1067)],
            "#fff2c9",
            0.07,
        )
    for i, x in enumerate((290, 500, 710, 920, 1130, 1340)):
        arms = "down" if i == 2 else "hold"
        who = person(
            c,
            x,
            960 + (i % 2) * 14,
            600,
            staff(c) if i != 2 else some_look(c, JACKET),
            arms,
        )
        if i != 2:
            certificate(c, x, who.hand(1)[1] + 6)
    c.gradient(0, 985, 1600, 82, ["#5d3a22", "#38210f"])
    for x in range(60, 1600, 150):
        props.flowers(c, x, 1040, 86)


def certificate(c: Canvas, x: float, y: float) -> None:
    c.rect(x - 74, y - 52, 148, 104, darker(GOLD, 0.08), radius=3)
    c.rect(x - 65, y - 43, 130, 86, PAPER)
    c.rect(x - 40, y - 28, 80, 9, "#c4272e", radius=3)
    for i in range(3):
        c.rect(x - 46 + 8 * i, y - 8 + 14 * i, 92 - 16 * i, 5, "#a9b1bd", radius=2)
    c.disc(x + 42, y + 26, 11, 11, "#c4272e")
