"""Indoor settings: walls, floors, windows, drapes, flags, tables and screens."""

from __future__ import annotations

import math

from portal.demo.drawing.canvas import Canvas, Point, points
from portal.demo.drawing.colours import (
    FLAG_RED,
    GOLD,
    LEAF,
    LEAF_DARK,
    STAR,
    WOOD,
    darker,
    lighter,
    mix,
)


def room(c: Canvas, wall: str, floor: str, horizon: float = 640) -> None:
    """A wall lit from above, a skirting board and a tiled floor."""
    w, h = c.width, c.height
    top, low = darker(wall, 0.14), darker(wall, 0.05)
    c.gradient(0, 0, w, horizon, [top, lighter(wall, 0.22), wall, low])
    c.soft(w / 2, horizon * 0.35, w * 0.55, horizon * 0.5, "#fff8e6", 0.3)
    c.gradient(
        0, horizon, w, h - horizon, [darker(floor, 0.18), floor, lighter(floor, 0.18)]
    )
    tiles(c, floor, horizon)
    c.rect(0, horizon - 14, w, 18, darker(wall, 0.3))
    c.rect(0, horizon - 14, w, 4, lighter(wall, 0.3))


def tiles(c: Canvas, floor: str, horizon: float) -> None:
    """Lines that run to the vanishing point, and rows that grow towards us."""
    seam, middle = darker(floor, 0.3), c.width / 2
    for step in range(-14, 15):
        near = [(middle + step * 90, horizon), (middle + step * 330, c.height)]
        c.line(near, 1.4, seam, 0.35)
    y, gap = horizon + 18.0, 26.0
    while y < c.height:
        c.line([(0, y), (c.width, y)], 1.4, seam, 0.3)
        gap *= 1.55
        y += gap


def lamps(c: Canvas, xs: tuple[float, ...], y: float = 0, w: float = 210) -> None:
    """Ceiling lights and the glow under them."""
    for x in xs:
        c.soft(x, y + 60, w, 130, "#fffbe8", 0.55)
        c.poly(
            [
                (x - w / 2, y),
                (x + w / 2, y),
                (x + w * 0.42, y + 26),
                (x - w * 0.42, y + 26),
            ],
            "#fffdf2",
        )


def window(c: Canvas, x: float, y: float, w: float, h: float) -> None:
    """A window with morning sky, leaves outside, and light that falls in."""
    c.rect(x - 14, y - 14, w + 28, h + 28, "#f2eee4")
    c.gradient(x, y, w, h, ["#8fc3e6", "#cfe6f2", "#f6efd8"])
    for i in range(7):
        cx, cy = x + w * c.chance.random(), y + h * (0.72 + 0.25 * c.chance.random())
        c.disc(
            cx, min(cy, y + h - 26), 34, 24, mix(LEAF, "#cfe6c0", 0.15 + 0.08 * i), 0.9
        )
    c.poly(
        [
            (x + w * 0.1, y),
            (x + w * 0.3, y),
            (x + w * 0.02, y + h),
            (x, y + h),
            (x, y + h * 0.4),
        ],
        "#ffffff",
        0.22,
    )
    c.rect(x + w / 2 - 5, y, 10, h, "#f2eee4")
    c.rect(x, y + h * 0.42, w, 9, "#f2eee4")
    c.rect(x - 24, y + h + 10, w + 48, 16, "#fffaf0")
    c.rect(x - 24, y + h + 26, w + 48, 6, "#b9b2a2", alpha=0.6)
    c.poly(
        [
            (x, y + h + 30),
            (x + w, y + h + 30),
            (x + w + 190, c.height),
            (x + 60, c.height),
        ],
        "#fff3cf",
        0.13,
    )


def drape(
    c: Canvas, x: float, y: float, w: float, h: float, colour: str, folds: int = 12
) -> None:
    """A curtain: folds of light and shade."""
    each = w / folds
    for i in range(folds):
        shades = [
            darker(colour, 0.28),
            colour,
            lighter(colour, 0.14),
            colour,
            darker(colour, 0.28),
        ]
        c.gradient(x + i * each, y, each + 1, h, shades, sideways=True)
    c.rect(x, y, w, h * 0.04, darker(colour, 0.35), alpha=0.6)


def star(c: Canvas, x: float, y: float, r: float, fill: str = STAR) -> None:
    turns = [(-90 + 36 * i, r if i % 2 == 0 else r * 0.39) for i in range(10)]
    c.poly(
        [
            (x + d * math.cos(math.radians(a)), y + d * math.sin(math.radians(a)))
            for a, d in turns
        ],
        fill,
    )


def sickle(c: Canvas, x: float, y: float, r: float, fill: str = STAR) -> None:
    """The hammer and sickle of the Party flag, in plain strokes."""
    c.arc(x, y, r, (-62, 118), r * 0.22, fill)
    c.line([(x - r * 0.5, y + r * 0.86), (x - r * 0.86, y + r * 1.12)], r * 0.2, fill)
    c.line([(x - r * 0.62, y - r * 0.42), (x + r * 0.72, y + r * 0.94)], r * 0.18, fill)
    c.line([(x - r * 0.95, y - r * 0.28), (x - r * 0.4, y - r * 0.82)], r * 0.34, fill)


def flag(c: Canvas, x: float, y: float, h: float, *, party: bool = False) -> None:
    """A flag on a standing pole; (x, y) is the foot."""
    c.shadow(x, y, 46, 10)
    c.rect(x - 34, y - 12, 68, 14, darker(GOLD, 0.4), radius=7)
    c.line([(x, y - 6), (x, y - h)], 7, GOLD)
    c.disc(x, y - h, 9, 12, lighter(GOLD, 0.3))
    top, s = y - h + 16, h / 100
    cloth = "0,0 12,1 23,8 29,26 26,46 21,66 14,60 9,52 4,44 0,30"
    c.blob([(x + px * s, top + py * s) for px, py in points(cloth)], FLAG_RED)
    fold = "5,3 11,4 12,30 9,50 5,44"
    c.blob([(x + px * s, top + py * s) for px, py in points(fold)], "#8f1219", 0.4)
    fold = "20,10 25,20 24,44 20,60 19,40"
    c.blob([(x + px * s, top + py * s) for px, py in points(fold)], "#f2545a", 0.4)
    if party:
        sickle(c, x + 16 * s, top + 24 * s, 6 * s)
    else:
        star(c, x + 16 * s, top + 24 * s, 8.5 * s)


def banner(
    c: Canvas, x: float, y: float, w: float, h: float, lines: tuple[str, ...]
) -> None:
    """A red cloth with gold letters; without a font, with gold bars."""
    c.shadow(x + w / 2, y + h, w * 0.5, 16)
    c.gradient(x, y, w, h, ["#cf2f35", "#b81e26"])
    c.rect(x + 8, y + 8, w - 16, 3, GOLD, alpha=0.8)
    c.rect(x + 8, y + h - 11, w - 16, 3, GOLD, alpha=0.8)
    step = h / (len(lines) + 1)
    for i, line in enumerate(lines, start=1):
        c.text(
            x + w / 2,
            y + step * i,
            line,
            min(step * 0.62, w / len(line) * 1.35),
            "#ffe38a",
        )


def table(
    c: Canvas, x: float, y: float, w: float, h: float, colour: str = WOOD
) -> None:
    """A long table seen from the front: a bright top, and a panel in shade."""
    c.shadow(x + w / 2, y + h, w * 0.56, 34)
    c.gradient(x, y + 30, w, h - 30, [darker(colour, 0.12), darker(colour, 0.34)])
    count = max(2, round(w / 260))
    for i in range(count):
        px = x + 24 + i * (w - 24) / count
        c.rect(
            px,
            y + 62,
            (w - 24) / count - 24,
            h - 96,
            darker(colour, 0.28),
            radius=5,
            alpha=0.7,
        )
    c.poly(
        [(x + 26, y), (x + w - 26, y), (x + w + 10, y + 34), (x - 10, y + 34)],
        lighter(colour, 0.24),
    )
    c.rect(x - 10, y + 34, w + 20, 9, darker(colour, 0.06))


def cloth_table(c: Canvas, x: float, y: float, w: float, h: float, colour: str) -> None:
    """A table under a pleated cloth."""
    c.shadow(x + w / 2, y + h, w * 0.55, 30)
    drape(c, x, y + 26, w, h - 26, colour, folds=max(6, round(w / 46)))
    c.poly(
        [(x + 24, y), (x + w - 24, y), (x + w, y + 30), (x, y + 30)],
        lighter(colour, 0.25),
    )


def plant(c: Canvas, x: float, y: float, h: float) -> None:
    """A potted palm; (x, y) is the foot."""
    c.shadow(x, y, h * 0.2, h * 0.05)
    for i in range(11):
        angle = math.radians(-170 + i * 16)
        tip = (x + math.cos(angle) * h * 0.42, y - h * 0.4 + math.sin(angle) * h * 0.58)
        leaf(c, (x, y - h * 0.3), tip, h * 0.055, LEAF if i % 2 else LEAF_DARK)
    c.shape("-0.14,-0.32 0.14,-0.32 0.1,0 -0.1,0", "#d8d2c6", at=(x, y), scale=h)
    c.shape("0.03,-0.32 0.14,-0.32 0.1,0 0.03,0", "#a9a294", at=(x, y), scale=h)


def leaf(c: Canvas, foot: Point, tip: Point, width: float, fill: str) -> None:
    """A pointed leaf that bends a little."""
    (x, y), (tx, ty) = foot, tip
    mx, my = (x + tx) / 2, (y + ty) / 2 - width
    angle = math.atan2(ty - y, tx - x) + math.pi / 2
    dx, dy = math.cos(angle) * width, math.sin(angle) * width
    c.blob([(x, y), (mx + dx, my + dy), (tx, ty), (mx - dx, my - dy)], fill)


def screen(
    c: Canvas, x: float, y: float, w: float, h: float, colour: str = "#1f4e86"
) -> None:
    """A wall screen that glows; what it shows is drawn by the scene."""
    c.soft(x + w / 2, y + h / 2, w * 0.6, h * 0.7, "#d9ecff", 0.45)
    c.rect(x - 12, y - 12, w + 24, h + 24, "#20242d", radius=8)
    c.gradient(x, y, w, h, [lighter(colour, 0.1), colour, darker(colour, 0.2)])


def frame(
    c: Canvas, x: float, y: float, w: float, h: float, fill: str = "#f7f3ea"
) -> None:
    """A framed board on the wall."""
    c.rect(x + 8, y + 12, w, h, "#101830", radius=3, alpha=0.18)
    c.rect(x, y, w, h, "#8a6238", radius=3)
    c.rect(x + 9, y + 9, w - 18, h - 18, fill)


def chair_back(c: Canvas, x: float, y: float, w: float, h: float, colour: str) -> None:
    c.rect(x - w / 2, y - h, w, h, darker(colour, 0.1), radius=w * 0.16)
    c.rect(x - w / 2 + 7, y - h + 7, w - 14, h, colour, radius=w * 0.13)
