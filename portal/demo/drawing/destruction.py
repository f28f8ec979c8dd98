"""Seized goods under the excavator."""

from __future__ import annotations

from portal.demo.drawing import outdoors
from portal.demo.drawing.canvas import Canvas
from portal.demo.drawing.colours import darker
from portal.demo.drawing.looks import some_look
from portal.demo.drawing.people import person


def destruction(c: Canvas) -> None:
    """An excavator crushes goods; officers and neighbours watch behind a tape."""
    outdoors.sky(c, ("#8db7d6", "#c9dfe8", "#f3e7cf"), 580)
    outdoors.cloud(c, 380, 130, 120)
    outdoors.hills(c, 580, 120, "#90a98c")
    outdoors.ground(c, 570, "#b28c5f", "#c7aa80")
    for _ in range(120):
        px, py = c.chance.uniform(0, 1600), c.chance.uniform(600, 1067)
        c.disc(px, py, 5, 2.5, "#8f6c46", 0.5)
    excavator(c, 1020, 800)
    rubble(c)
    c.soft(560, 700, 260, 120, "#e9d9bf", 0.75)
    c.soft(420, 640, 160, 90, "#e9d9bf", 0.55)
    for i, x in enumerate((120, 330, 1240, 1430)):
        person(
            c,
            x,
            1000 + (i % 2) * 16,
            590,
            some_look(c),
            ("front", "hip down", "cross front", "down point")[i],
        )
    c.rect(0, 930, 1600, 26, "#f5c531")
    for i in range(27):
        c.poly(
            [(i * 62, 930), (i * 62 + 30, 930), (i * 62 + 12, 956), (i * 62 - 18, 956)],
            "#20242d",
        )
    for x in (40, 800, 1560):
        c.rect(x - 8, 890, 16, 177, "#7d858d")


def excavator(c: Canvas, x: float, y: float) -> None:
    c.shadow(x + 80, y, 330, 40)
    c.rect(x - 170, y - 96, 470, 100, "#2a2d35", radius=48)
    for i in range(5):
        c.disc(x - 118 + i * 92, y - 46, 34, 34, "#6d747d")
        c.disc(x - 118 + i * 92, y - 46, 14, 14, "#3a3f48")
    c.gradient(x - 110, y - 230, 380, 136, ["#f7b733", "#d98d16"])
    c.rect(x + 110, y - 270, 160, 60, "#c97f10", radius=8)
    c.shape("-100,-226 -70,-410 90,-410 100,-226", "#f2a922", at=(x, y))
    c.shape("-70,-250 -48,-386 62,-386 68,-250", "#bfe0ee", at=(x, y))
    c.shape("-30,-386 4,-386 -34,-250 -66,-250", "#ffffff", 0.4, at=(x, y))
    arm = [(x - 90, y - 210), (x - 330, y - 520), (x - 560, y - 330)]
    c.limb(arm[0], arm[1], 62, 46, "#e39a18")
    c.limb(arm[1], arm[2], 46, 34, "#f2a922")
    c.line([(x - 170, y - 300), (x - 330, y - 470)], 12, "#8d96a3")
    c.disc(*arm[1], 20, 20, "#5a4a22")
    c.shape("-600,-350 -520,-350 -500,-250 -560,-196 -640,-250", "#4a4f57", at=(x, y))
    for i in range(4):
        c.poly(
            [
                (x - 632 + i * 34, y - 244),
                (x - 612 + i * 34, y - 236),
                (x - 620 + i * 34, y - 200),
            ],
            "#c6ccd2",
        )


GOODS = ("#c99a62", "#d9b07a", "#c23a52", "#2e6ca4", "#3c8b62", "#f1e9d8", "#e2a63a")


def rubble(c: Canvas) -> None:
    """A heap of cartons, packets and bottles."""
    c.soft(480, 830, 420, 80, "#101830", 0.4)
    c.curve(
        "160,840 260,730 400,660 520,620 640,690 760,770 840,840 500,870", "#8a6a48"
    )
    for _ in range(130):
        t = c.chance.random()
        x = 500 + c.chance.uniform(-330, 330) * (1 - 0.75 * t)
        y, s = 850 - 210 * t, c.chance.uniform(18, 46)
        colour = c.chance.choice(GOODS)
        dx, dy = c.chance.uniform(-0.5, 0.5) * s, c.chance.uniform(0.4, 0.8) * s
        c.poly(
            [
                (x, y),
                (x + s, y + dx * 0.5),
                (x + s + dx, y - dy),
                (x + dx, y - dy - dx * 0.4),
            ],
            colour,
        )
        c.poly(
            [
                (x + s * 0.6, y),
                (x + s, y + dx * 0.5),
                (x + s + dx, y - dy),
                (x + s * 0.6 + dx, y - dy),
            ],
            darker(colour, 0.4),
            0.5,
        )
