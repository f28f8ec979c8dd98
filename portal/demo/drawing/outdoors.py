"""Outdoor settings: skies, suns, trees, hills, roads, roofs and water."""

from __future__ import annotations

from portal.demo.drawing.canvas import Canvas
from portal.demo.drawing.colours import CARTON, LEAF, LEAF_DARK, darker, lighter, mix

DAY = ("#5fa8dc", "#9fcdea", "#d9ecf2", "#f6efdc")
DAWN = ("#51608f", "#a9829b", "#eaa989", "#fbd9a0")
NIGHT = ("#0c1633", "#16264d", "#2a3d68", "#4a557a")


def sky(c: Canvas, colours: tuple[str, ...], horizon: float) -> None:
    c.gradient(0, 0, c.width, horizon + 2, colours)


def sun(c: Canvas, x: float, y: float, r: float, colour: str = "#fff3cc") -> None:
    c.soft(x, y, r * 5, r * 5, colour, 0.45)
    c.soft(x, y, r * 2.2, r * 2.2, colour, 0.6)
    c.disc(x, y, r, r, "#fffbea")


def cloud(c: Canvas, x: float, y: float, s: float, colour: str = "#ffffff") -> None:
    for dx, dy, r in (
        (-1.3, 0.2, 0.7),
        (-0.5, -0.25, 1),
        (0.5, -0.1, 0.85),
        (1.3, 0.25, 0.6),
    ):
        c.soft(x + dx * s, y + dy * s * 0.6, r * s * 0.8, r * s * 0.5, colour, 0.75)


def hills(c: Canvas, y: float, height: float, colour: str) -> None:
    """A soft line of hills or far trees."""
    xs = range(-200, c.width + 260, 150)
    ridge = [(x, y - height * (0.3 + 0.7 * c.chance.random())) for x in xs]
    c.blob([*ridge, (c.width + 300, y + 60), (-300, y + 60)], colour)


def tree(c: Canvas, x: float, y: float, h: float, colour: str = LEAF) -> None:
    """A round-crowned tree; (x, y) is the foot."""
    c.soft(x, y, h * 0.3, h * 0.05, "#101830", 0.4)
    c.limb((x, y), (x, y - h * 0.55), h * 0.07, h * 0.04, "#6b4a33")
    crown = (
        (-0.2, 0.55, 0.2),
        (0.2, 0.55, 0.2),
        (0, 0.5, 0.2),
        (-0.12, 0.75, 0.2),
        (0.13, 0.76, 0.2),
        (0, 0.87, 0.15),
    )
    for dx, dy, r in crown:
        c.disc(x + dx * h, y - dy * h, r * h, r * h * 0.92, darker(colour, 0.25))
    for dx, dy, r in crown:
        c.disc(
            x + dx * h - 0.03 * h,
            y - dy * h - 0.03 * h,
            r * h * 0.82,
            r * h * 0.74,
            colour,
        )
    for dx, dy, r in crown[2:]:
        c.disc(
            x + dx * h - 0.07 * h,
            y - dy * h - 0.07 * h,
            r * h * 0.42,
            r * h * 0.36,
            lighter(colour, 0.22),
            0.7,
        )


def palm(c: Canvas, x: float, y: float, h: float) -> None:
    """An areca palm."""
    c.limb((x, y), (x + h * 0.03, y - h * 0.8), h * 0.045, h * 0.03, "#9a8a6c")
    top = (x + h * 0.03, y - h * 0.8)
    for dx, dy in (
        (-0.3, 0.02),
        (-0.25, -0.16),
        (-0.1, -0.24),
        (0.1, -0.24),
        (0.25, -0.16),
        (0.3, 0.02),
    ):
        mid = (top[0] + dx * h * 0.6, top[1] + dy * h - h * 0.05)
        tip = (top[0] + dx * h, top[1] + dy * h + h * 0.1)
        c.blob(
            [top, (mid[0], mid[1] - h * 0.03), tip, (mid[0], mid[1] + h * 0.035)],
            LEAF_DARK if dx > 0 else LEAF,
        )


def ground(c: Canvas, horizon: float, near: str, far: str) -> None:
    c.gradient(
        0, horizon, c.width, c.height - horizon, [far, mix(far, near, 0.6), near]
    )


def road(c: Canvas, horizon: float, vanish: float, left: float, right: float) -> None:
    """A road that runs to the vanishing point (vanish, horizon)."""
    c.poly(
        [
            (vanish - 26, horizon),
            (vanish + 26, horizon),
            (right, c.height),
            (left, c.height),
        ],
        "#4b5260",
    )
    for step in range(7):
        near, far = 0.08 * 1.48**step, 0.08 * 1.48**step * 1.2
        for_x = (left + right) / 2
        points = []
        for t, sign in ((near, -1), (near, 1), (far, 1), (far, -1)):
            y = horizon + (c.height - horizon) * t
            points.append((vanish + (for_x - vanish) * t + sign * 14 * t, y))
        c.poly(points, "#f4efe0")


def awning(
    c: Canvas,
    box: tuple[float, float, float, float],
    colours: tuple[str, str],
    stripes: int = 9,
) -> None:
    """A striped awning over a stall; box is (x, y, width, height)."""
    x, y, w, h = box
    each = w / stripes
    c.soft(x + w / 2, y + h + 30, w * 0.5, 40, "#101830", 0.35)
    for i in range(stripes):
        colour = colours[i % 2]
        inner = x + w * 0.04 + i * each * 0.92
        c.poly(
            [
                (inner, y),
                (inner + each * 0.92 + 1, y),
                (x + (i + 1) * each + 1, y + h),
                (x + i * each, y + h),
            ],
            colour,
        )
        c.disc(x + (i + 0.5) * each, y + h, each / 2, each * 0.36, darker(colour, 0.1))
    c.poly(
        [
            (x + w * 0.04, y),
            (x + w * 0.96, y),
            (x + w * 0.965, y + 10),
            (x + w * 0.035, y + 10),
        ],
        "#ffffff",
        0.3,
    )


def cone(c: Canvas, x: float, y: float, h: float) -> None:
    """A traffic cone."""
    c.shadow(x, y, h * 0.4, h * 0.1)
    c.rect(x - h * 0.36, y - h * 0.1, h * 0.72, h * 0.12, "#c9521d", radius=h * 0.03)
    c.shape("-0.05,-1 0.05,-1 0.25,-0.08 -0.25,-0.08", "#ee6a26", at=(x, y), scale=h)
    for low, high in ((0.3, 0.48), (0.64, 0.78)):
        a, b = 0.25 - 0.2 * low, 0.25 - 0.2 * high
        c.poly(
            [
                (x - h * a, y - h * low),
                (x + h * a, y - h * low),
                (x + h * b, y - h * high),
                (x - h * b, y - h * high),
            ],
            "#fff4e2",
        )


def carton(
    c: Canvas,
    x: float,
    y: float,
    w: float,
    h: float,
    *,
    depth: float = 0.28,
    colour: str = CARTON,
    label: bool = True,
) -> None:
    """A cardboard box; (x, y) is the lower left corner of its front."""
    d = w * depth
    up, top = y - h, y - h - d * 0.5
    c.gradient(x, up, w, h, [lighter(colour, 0.08), darker(colour, 0.06)])
    lid = [(x, up), (x + d, top), (x + w + d, top), (x + w, up)]
    c.poly(lid, lighter(colour, 0.25))
    side = [(x + w, up), (x + w + d, top), (x + w + d, y - d * 0.5), (x + w, y)]
    c.poly(side, darker(colour, 0.26))
    c.rect(x + w * 0.44, up, w * 0.12, h * 0.34, "#e9d3a6", alpha=0.85)
    a, b = x + w * 0.44, x + w * 0.56
    c.poly([(a, up), (b, up), (b + d, top), (a + d, top)], "#f1e0ba", 0.85)
    if label:
        c.rect(x + w * 0.1, y - h * 0.42, w * 0.34, h * 0.28, "#f6efe0", radius=2)
        for i in range(3):
            line = x + w * 0.14, y - h * (0.36 - 0.07 * i)
            c.rect(*line, w * (0.26 - 0.05 * i), h * 0.025, "#8d7a5c")
