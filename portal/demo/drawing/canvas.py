"""A canvas with anti-aliasing, soft light and grain. Sizes are those of the photo."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from functools import cache

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from portal.demo.drawing.colours import rgb, rgba
from portal.demo.drawing.lettering import font

Point = tuple[float, float]
SCALE = 2  # Everything is drawn twice as large and reduced at the end.


@cache
def _soft_disc() -> Image.Image:
    """A blurred white disc, stretched into every soft shadow and glow."""
    disc = Image.new("L", (128, 128), 0)
    ImageDraw.Draw(disc).ellipse((30, 30, 98, 98), fill=255)
    return disc.filter(ImageFilter.GaussianBlur(14))


@cache
def _grain() -> Image.Image:
    noise = random.Random("grain").randbytes(400 * 400)  # noqa: S311
    tile = Image.frombytes("L", (400, 400), noise).point(lambda v: 124 + v // 32)
    tile = tile.filter(ImageFilter.GaussianBlur(0.6))
    sheet = Image.new("L", (1600, 1600))
    for x in range(0, 1600, 400):
        for y in range(0, 1600, 400):
            sheet.paste(tile, (x, y))
    return sheet


class Canvas:
    """One picture in the making."""

    def __init__(self, name: str, width: int = 1600, height: int = 1067) -> None:
        self.width, self.height = width, height
        self.chance = random.Random(name)  # noqa: S311
        self.image = Image.new("RGB", (width * SCALE, height * SCALE), "white")
        self.pen = ImageDraw.Draw(self.image, "RGBA")

    def poly(self, points: Sequence[Point], fill: str, alpha: float = 1) -> None:
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self.pen.polygon(scaled, fill=rgba(fill, alpha))

    def rect(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        fill: str,
        *,
        radius: float = 0,
        alpha: float = 1,
    ) -> None:
        box = (x * SCALE, y * SCALE, (x + w) * SCALE - 1, (y + h) * SCALE - 1)
        if box[2] < box[0] or box[3] < box[1]:
            return
        if radius:
            self.pen.rounded_rectangle(box, radius * SCALE, fill=rgba(fill, alpha))
        else:
            self.pen.rectangle(box, fill=rgba(fill, alpha))

    def disc(
        self, x: float, y: float, rx: float, ry: float, fill: str, alpha: float = 1
    ) -> None:
        box = [(x - rx) * SCALE, (y - ry) * SCALE, (x + rx) * SCALE, (y + ry) * SCALE]
        self.pen.ellipse(box, fill=rgba(fill, alpha))

    def wedge(
        self,
        box: tuple[float, float, float, float],
        angles: tuple[float, float],
        fill: str,
        alpha: float = 1,
    ) -> None:
        """A piece of pie in the box (x, y, radius x, radius y)."""
        x, y, rx, ry = box
        corners = [
            (x - rx) * SCALE,
            (y - ry) * SCALE,
            (x + rx) * SCALE,
            (y + ry) * SCALE,
        ]
        self.pen.pieslice(corners, *angles, fill=rgba(fill, alpha))

    def arc(
        self, x: float, y: float, r: float, angles: Point, width: float, fill: str
    ) -> None:
        box = [(x - r) * SCALE, (y - r) * SCALE, (x + r) * SCALE, (y + r) * SCALE]
        self.pen.arc(box, *angles, fill=rgba(fill), width=round(width * SCALE))

    def line(
        self, points: Sequence[Point], width: float, fill: str, alpha: float = 1
    ) -> None:
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        colour = rgba(fill, alpha)
        self.pen.line(scaled, fill=colour, width=max(1, round(width * SCALE)))
        if alpha == 1 and width > 1.5:
            for x, y in points:
                self.disc(x, y, width / 2, width / 2, fill)

    def limb(self, a: Point, b: Point, wa: float, wb: float, fill: str) -> None:
        """A round-ended bar that tapers from width wa to width wb."""
        angle = math.atan2(b[1] - a[1], b[0] - a[0]) + math.pi / 2
        dx, dy = math.cos(angle) / 2, math.sin(angle) / 2
        self.poly(
            [
                (a[0] + dx * wa, a[1] + dy * wa),
                (b[0] + dx * wb, b[1] + dy * wb),
                (b[0] - dx * wb, b[1] - dy * wb),
                (a[0] - dx * wa, a[1] - dy * wa),
            ],
            fill,
        )
        self.disc(*a, wa / 2, wa / 2, fill)
        self.disc(*b, wb / 2, wb / 2, fill)

    def blob(self, points: Sequence[Point], fill: str, alpha: float = 1) -> None:
        """A closed smooth curve through the points."""
        self.poly(smooth(points), fill, alpha)

    def shape(
        self,
        outline: str,
        fill: str,
        alpha: float = 1,
        *,
        at: Point = (0, 0),
        scale: float = 1,
    ) -> None:
        """A polygon written as "x,y x,y …", in units of scale around at."""
        self.poly(placed(outline, at, scale), fill, alpha)

    def curve(
        self,
        outline: str,
        fill: str,
        alpha: float = 1,
        *,
        at: Point = (0, 0),
        scale: float = 1,
    ) -> None:
        """The same with a smooth edge through the points."""
        self.blob(placed(outline, at, scale), fill, alpha)

    def gradient(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        colours: Sequence[str],
        *,
        sideways: bool = False,
    ) -> None:
        """A rectangle that goes through the colours, downwards or sideways."""
        count = len(colours)
        strip = Image.new("RGB", (count, 1) if sideways else (1, count))
        strip.putdata([rgb(colour) for colour in colours])
        size = max(1, round(w * SCALE)), max(1, round(h * SCALE))
        box = (0.5, 0, count - 0.5, 1) if sideways else (0, 0.5, 1, count - 0.5)
        ramp = strip.resize(size, Image.Resampling.BILINEAR, box=box)
        self.image.paste(ramp, (round(x * SCALE), round(y * SCALE)))

    def soft(
        self, x: float, y: float, rx: float, ry: float, fill: str, alpha: float
    ) -> None:
        """A blurred ellipse: a shadow on the floor, a lamp's glow, sun on a wall."""
        size = max(2, round(rx * 3.2 * SCALE)), max(2, round(ry * 3.2 * SCALE))
        mask = _soft_disc().resize(size, Image.Resampling.BILINEAR)
        mask = mask.point(lambda value: round(value * alpha))
        corner = round(x * SCALE - size[0] / 2), round(y * SCALE - size[1] / 2)
        self.image.paste(rgb(fill), (*corner,), mask)

    def shadow(self, x: float, y: float, rx: float, ry: float) -> None:
        self.soft(x, y, rx, ry, "#101830", 0.42)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float,
        fill: str,
        *,
        bold: bool = True,
        anchor: str = "mm",
    ) -> None:
        """Letters, when this machine has a font with Vietnamese marks; else nothing."""
        face = font(round(size * SCALE), bold=bold)
        if face is not None:
            place = x * SCALE, y * SCALE
            self.pen.text(place, words, font=face, fill=rgba(fill), anchor=anchor)

    def finish(self, *, vignette: float = 0.18) -> Image.Image:
        """Reduce, darken the corners a little, and lay grain over it."""
        small = self.image.reduce(SCALE)
        edge = Image.new("L", (32, 32), 0)
        ImageDraw.Draw(edge).ellipse((-5, -5, 36, 36), fill=255)
        edge = edge.filter(ImageFilter.GaussianBlur(5)).resize(
            small.size, Image.Resampling.BICUBIC
        )
        edge = edge.point(lambda value: round(255 - (255 - value) * vignette))
        small = ImageChops.multiply(small, Image.merge("RGB", (edge, edge, edge)))
        grain = _grain().crop((0, 0, *small.size))
        return ImageChops.overlay(small, Image.merge("RGB", (grain, grain, grain)))


def points(outline: str) -> list[Point]:
    """Parse "x,y x,y …"."""
    pairs = (pair.split(",") for pair in outline.split())
    return [(float(x), float(y)) for x, y in pairs]


def placed(outline: str, at: Point, scale: float) -> list[Point]:
    return [(at[0] + x * scale, at[1] + y * scale) for x, y in points(outline)]


def smooth(points: Sequence[Point], steps: int = 8) -> list[Point]:
    """Points of a closed Catmull-Rom curve through the given ones."""
    count = len(points)
    curve: list[Point] = []
    for i in range(count):
        p0, p1 = points[i - 1], points[i]
        p2, p3 = points[(i + 1) % count], points[(i + 2) % count]
        for step in range(steps):
            t = step / steps
            curve.append(
                (
                    _between(p0[0], p1[0], p2[0], p3[0], t),
                    _between(p0[1], p1[1], p2[1], p3[1], t),
                )
            )
    return curve


def _between(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (
        2 * b
        + (c - a) * t
        + (2 * a - 5 * b + 4 * c - d) * t**2
        + (3 * b - 3 * c + d - a) * t**3
    )
