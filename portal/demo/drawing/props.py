"""Things that people hold or that stand on tables: clipboards, laptops, bottles…"""

from __future__ import annotations

from portal.demo.drawing.canvas import Canvas
from portal.demo.drawing.colours import GOLD, INK, PAPER, darker, lighter


def clipboard(c: Canvas, x: float, y: float, s: float) -> None:
    """A clipboard with a form; (x, y) is its middle."""
    c.shape("-0.5,-0.6 0.42,-0.7 0.5,0.6 -0.42,0.7", "#7a4f2c", at=(x, y), scale=s)
    c.shape("-0.42,-0.5 0.36,-0.58 0.43,0.52 -0.35,0.6", PAPER, at=(x, y), scale=s)
    for i in range(5):
        row = y - s * 0.32 + i * s * 0.17
        c.line(
            [(x - s * 0.3, row), (x + s * (0.24 - 0.08 * (i % 2)), row - s * 0.05)],
            s * 0.045,
            "#9aa3b2",
        )
    c.rect(x - s * 0.17, y - s * 0.76, s * 0.32, s * 0.17, "#b8bec8", radius=s * 0.05)


def paper(c: Canvas, x: float, y: float, w: float, h: float, *, lines: int = 5) -> None:
    """A sheet lying on a table, seen at a slant; (x, y) is its middle."""
    c.poly(
        [
            (x - w * 0.42, y - h / 2),
            (x + w * 0.42, y - h / 2),
            (x + w / 2, y + h / 2),
            (x - w / 2, y + h / 2),
        ],
        PAPER,
    )
    for i in range(lines):
        row = y - h * 0.32 + i * h * 0.64 / max(1, lines - 1)
        c.line(
            [(x - w * 0.32, row), (x + w * (0.3 - 0.1 * (i % 2)), row)], 2, "#a9b1bd"
        )


def laptop(c: Canvas, x: float, y: float, w: float, *, back: bool = False) -> None:
    """An open laptop; (x, y) is the middle of its hinge."""
    h = w * 0.62
    c.soft(x, y + w * 0.12, w * 0.55, w * 0.1, "#101830", 0.4)
    lid = [(x - w * 0.46, y - h), (x + w * 0.46, y - h), (x + w / 2, y), (x - w / 2, y)]
    c.poly(lid, "#c3c8d0" if back else "#2a2f3a")
    if back:
        c.poly(
            [
                (x + w * 0.1, y - h),
                (x + w * 0.46, y - h),
                (x + w / 2, y),
                (x + w * 0.2, y),
            ],
            "#aab0ba",
            0.8,
        )
        c.disc(x, y - h / 2, w * 0.045, w * 0.045, "#eef1f5")
    else:
        c.poly(
            [
                (x - w * 0.42, y - h * 0.93),
                (x + w * 0.42, y - h * 0.93),
                (x + w * 0.455, y - h * 0.07),
                (x - w * 0.455, y - h * 0.07),
            ],
            "#e9f2fb",
        )
    c.shape("-0.5,0 0.5,0 0.6,0.15 -0.6,0.15", "#d5d9df", at=(x, y), scale=w)
    c.shape("-0.44,0.02 0.44,0.02 0.5,0.09 -0.5,0.09", "#4b5160", at=(x, y), scale=w)
    c.rect(x - w * 0.6, y + w * 0.15, w * 1.2, w * 0.018, "#9da3ad")


def bottle(
    c: Canvas, x: float, y: float, h: float, colour: str, label: str = "#f4ead2"
) -> None:
    """A bottle with a label; (x, y) is the middle of its foot."""
    w = h * 0.26
    c.rect(x - w / 2, y - h * 0.66, w, h * 0.66, colour, radius=w * 0.2)
    c.poly(
        [
            (x - w / 2, y - h * 0.6),
            (x - w * 0.2, y - h * 0.78),
            (x + w * 0.2, y - h * 0.78),
            (x + w / 2, y - h * 0.6),
        ],
        colour,
    )
    c.rect(x - w * 0.2, y - h * 0.96, w * 0.4, h * 0.24, colour)
    c.rect(x - w * 0.24, y - h, w * 0.48, h * 0.12, darker(GOLD, 0.1), radius=2)
    c.rect(x - w / 2, y - h * 0.46, w, h * 0.28, label)
    c.rect(x - w * 0.34, y - h * 0.39, w * 0.68, h * 0.05, darker(label, 0.45))
    c.rect(x - w * 0.34, y - h * 0.31, w * 0.45, h * 0.03, darker(label, 0.3))
    c.rect(
        x - w * 0.38, y - h * 0.62, w * 0.14, h * 0.56, "#ffffff", radius=2, alpha=0.28
    )
    c.rect(
        x + w * 0.22, y - h * 0.62, w * 0.28, h * 0.6, "#0d1226", radius=3, alpha=0.2
    )


def tube(c: Canvas, x: float, y: float, h: float, colour: str) -> None:
    """A tube or jar of cream."""
    w = h * 0.34
    c.rect(x - w * 0.4, y - h * 0.2, w * 0.8, h * 0.2, darker(colour, 0.35), radius=3)
    c.poly(
        [
            (x - w / 2, y - h),
            (x + w / 2, y - h),
            (x + w * 0.4, y - h * 0.2),
            (x - w * 0.4, y - h * 0.2),
        ],
        colour,
    )
    c.rect(x - w * 0.24, y - h * 0.72, w * 0.48, h * 0.3, lighter(colour, 0.5))
    c.poly(
        [
            (x + w * 0.2, y - h),
            (x + w / 2, y - h),
            (x + w * 0.4, y - h * 0.2),
            (x + w * 0.16, y - h * 0.2),
        ],
        darker(colour, 0.4),
        0.3,
    )


def sack(c: Canvas, x: float, y: float, w: float, colour: str, band: str) -> None:
    """A full sack lying flat; (x, y) is the middle of its underside."""
    h, at = w * 0.36, (x, y)
    body = "-.5,-.09 -.44,-.32 0,-.37 .44,-.32 .5,-.09 .4,0 0,.01 -.4,0"
    c.curve(body, colour, at=at, scale=w)
    under = "-.5,-.09 0,-.08 .5,-.09 .4,0 0,.01 -.4,0"
    c.curve(under, darker(colour, 0.5), 0.3, at=at, scale=w)
    c.shape("-.18,-.35 .18,-.35 .19,-.02 -.19,-.02", band, 0.9, at=at, scale=w)
    c.disc(x, y - h * 0.52, w * 0.085, h * 0.24, lighter(band, 0.6))
    for side in (-1, 1):
        seam = [(x + side * w * 0.47, y - h * 0.75), (x + side * w * 0.5, y - h * 0.3)]
        c.line(seam, 3, darker(colour, 0.35))


def phone(c: Canvas, x: float, y: float, h: float, glow: str = "#dff1ff") -> None:
    """A telephone held upright; (x, y) is its middle."""
    w = h * 0.5
    c.rect(x - w / 2, y - h / 2, w, h, "#1c2029", radius=w * 0.14)
    c.rect(x - w * 0.44, y - h * 0.45, w * 0.88, h * 0.9, glow, radius=w * 0.08)


def sign(
    c: Canvas, x: float, y: float, w: float, h: float, words: str, colour: str
) -> None:
    """A shop sign with letters, or a light bar where there is no font."""
    c.rect(x + 6, y + 9, w, h, "#101830", radius=8, alpha=0.25)
    c.rect(x, y, w, h, colour, radius=8)
    c.rect(x + 5, y + 5, w - 10, h * 0.42, "#ffffff", radius=5, alpha=0.12)
    c.text(x + w / 2, y + h / 2, words, min(h * 0.52, w / len(words) * 1.35), "#fffbe9")


def microphone(c: Canvas, x: float, y: float, h: float) -> None:
    c.line([(x, y), (x - h * 0.2, y - h * 0.8)], max(2.0, h * 0.06), INK)
    c.limb(
        (x - h * 0.2, y - h * 0.8), (x - h * 0.24, y - h), h * 0.14, h * 0.18, "#15181f"
    )
    c.disc(x, y, h * 0.22, h * 0.07, INK)


def glass(c: Canvas, x: float, y: float, h: float) -> None:
    """A glass of water and its light."""
    c.shape("-0.3,-1 0.3,-1 0.24,0 -0.24,0", "#dfeef5", 0.75, at=(x, y), scale=h)
    c.shape("-0.27,-0.55 0.27,-0.55 0.24,0 -0.24,0", "#a9cfe0", 0.8, at=(x, y), scale=h)


def flowers(c: Canvas, x: float, y: float, s: float) -> None:
    """A low bowl of flowers for a table; (x, y) is its foot."""
    for _ in range(16):
        dx, dy = (c.chance.random() - 0.5) * 1.5, c.chance.random() * 0.42
        c.disc(x + dx * s, y - s * (0.24 + dy * 0.6), s * 0.14, s * 0.09, "#3f8a4d")
    for i in range(17):
        dx, dy = (c.chance.random() - 0.5) * 1.35, c.chance.random()
        colour = ("#e2566c", "#f6c945", "#fff4e6", "#f08fa3")[i % 4]
        px, py = x + dx * s * (1 - 0.4 * dy), y - s * (0.26 + 0.4 * dy)
        c.disc(px, py, s * 0.11, s * 0.1, colour)
        c.disc(px, py, s * 0.04, s * 0.035, darker(colour, 0.25))
    c.shape("-0.5,-0.2 0.5,-0.2 0.34,0 -0.34,0", "#f3efe6", at=(x, y), scale=s)
