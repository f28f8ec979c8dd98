"""Tết and the Mid-Autumn festival."""

from __future__ import annotations

import math

from portal.demo.drawing import outdoors, props, rooms
from portal.demo.drawing.canvas import Canvas
from portal.demo.drawing.colours import (
    GOLD,
    LEAF_DARK,
    WOOD,
    WOOD_DARK,
    darker,
    lighter,
)
from portal.demo.drawing.looks import some_look, someone
from portal.demo.drawing.people import person


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
    c.shape("0,-190 40,-226 370,-226 330,-190", lighter(colour, 0.28), at=(x, y))
    c.shape("330,-190 370,-226 370,-40 330,0", darker(colour, 0.4), at=(x, y))
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


def tet_market(c: Canvas) -> None:
    """Peach blossom and kumquats, lanterns, gift hampers, and a patrol among buyers."""
    outdoors.sky(c, ("#7db3d9", "#c4dde6", "#f7e6cf", "#f9d9b3"), 600)
    outdoors.sun(c, 1260, 150, 50)
    outdoors.hills(c, 560, 120, "#9db8a4")
    houses(c)
    outdoors.ground(c, 620, "#cbb493", "#b59c79")
    c.line([(0, 130), (400, 190), (800, 150), (1200, 190), (1600, 130)], 3, "#6b3b2a")
    for i in range(9):
        lantern(c, 70 + i * 185, 176 + (i % 2) * 22)
    for x, y, h in ((150, 760, 430), (1450, 770, 450), (730, 700, 300)):
        peach_tree(c, x, y, h)
    for x, y, h in ((360, 800, 300), (1240, 800, 310)):
        kumquat(c, x, y, h)
    person(
        c,
        560,
        820,
        470,
        someone(c, extra="dress", style="long", shirt="#c23a52"),
        "hold",
    )
    person(c, 900, 830, 480, someone(c, style="short", shirt="#5b86ad"), "front")
    person(c, 700, 1010, 640, some_look(c, style="short"), "low front")
    two = person(c, 1040, 1020, 640, some_look(c, style="bob"), "front cross")
    props.clipboard(c, two.hand(1)[0] - 6, two.hand(1)[1] - 30, 72)
    for x in (90, 250, 410, 1250, 1420):
        hamper(c, x, 1050)


def lantern(c: Canvas, x: float, y: float) -> None:
    c.soft(x, y, 70, 60, "#ffcf7a", 0.35)
    c.disc(x, y, 34, 28, "#cf2b2f")
    c.disc(x, y, 16, 28, "#e9534a")
    c.rect(x - 13, y - 32, 26, 8, GOLD)
    c.rect(x - 13, y + 24, 26, 8, GOLD)
    c.line([(x, y + 32), (x, y + 62)], 4, GOLD)


def peach_tree(c: Canvas, x: float, y: float, h: float) -> None:
    c.shadow(x, y, h * 0.2, 18)
    c.limb(
        (x, y - h * 0.16), (x - h * 0.02, y - h * 0.6), h * 0.04, h * 0.024, "#5b3b33"
    )
    for dx, dy in (
        (-0.3, 0.8),
        (0.3, 0.78),
        (-0.15, 0.95),
        (0.16, 0.98),
        (-0.34, 0.6),
        (0.33, 0.58),
    ):
        c.limb(
            (x, y - h * 0.45), (x + dx * h, y - dy * h), h * 0.02, h * 0.006, "#5b3b33"
        )
        for _ in range(22):
            t = c.chance.uniform(0.35, 1.02)
            px = x + dx * h * t + c.chance.gauss(0, h * 0.035)
            py = y - h * 0.45 - (dy - 0.45) * h * t + c.chance.gauss(0, h * 0.035)
            c.disc(
                px,
                py,
                h * 0.022,
                h * 0.02,
                c.chance.choice(("#f08aa4", "#e9577f", "#f9b8c6", "#d94470")),
            )
    c.shape("-0.13,-0.2 0.13,-0.2 0.1,0 -0.1,0", "#3f6a8f", at=(x, y), scale=h)
    c.rect(x - h * 0.145, y - h * 0.22, h * 0.29, h * 0.035, "#5587ad")


def kumquat(c: Canvas, x: float, y: float, h: float) -> None:
    c.shadow(x, y, h * 0.3, 18)
    c.shape("-0.36,-0.24 0,-1 0.36,-0.24", LEAF_DARK, at=(x, y), scale=h)
    for i in range(70):
        t = c.chance.random()
        px, py = x + c.chance.uniform(-1, 1) * h * 0.37 * t, y - h * (1 - 0.78 * t)
        colour = ("#3f8a4d", "#f39a1f", "#57a05a", "#f7b23a")[i % 4]
        c.disc(px, py, h * 0.035, h * 0.033, colour)
    c.shape("-0.2,-0.2 0.2,-0.2 0.15,0 -0.15,0", "#b5532f", at=(x, y), scale=h)


def hamper(c: Canvas, x: float, y: float) -> None:
    """A Tết gift basket with a red bow."""
    c.shadow(x + 60, y, 84, 16)
    for i, colour in enumerate(("#2f6d4f", "#a5263a", "#35508a")):
        props.bottle(c, x + 28 + i * 34, y - 44, 118 - 14 * (i % 2), colour)
    c.rect(x + 6, y - 96, 46, 52, "#e0b23f", radius=4)
    c.rect(x + 74, y - 84, 44, 40, "#c23a52", radius=4)
    c.shape("-6,-60 126,-60 110,0 10,0", "#b98245", at=(x, y))
    for k in range(3):
        c.line([(x, y - 46 + k * 17), (x + 120, y - 46 + k * 17)], 3, "#8a5a26")
    c.curve("60,-58 24,-78 24,-42", "#d3222a", at=(x, y))
    c.curve("60,-58 96,-78 96,-42", "#d3222a", at=(x, y))


def houses(c: Canvas) -> None:
    """A street of low houses with tiled roofs."""
    for i in range(7):
        x = i * 240 - 40
        c.rect(
            x, 360 - (i % 3) * 40, 220, 300, ("#e5c892", "#d9a878", "#e9dcc0")[i % 3]
        )
        c.poly(
            [
                (x - 14, 362 - (i % 3) * 40),
                (x + 110, 300 - (i % 3) * 40),
                (x + 234, 362 - (i % 3) * 40),
            ],
            "#a4563c",
        )
        c.rect(x + 60, 420, 100, 120, "#6f5138")
