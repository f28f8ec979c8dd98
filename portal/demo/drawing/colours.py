"""Colours of the demo pictures: parsing, mixing, and the one palette."""

from __future__ import annotations

RGB = tuple[int, int, int]
RGBA = tuple[int, int, int, int]

SKIN = ("#e8b48c", "#d99f74", "#f0c29c", "#c98b60")
HAIR = ("#221c1e", "#2e2523", "#3a2c27", "#1a191f")
UNIFORM = "#7e978f"
UNIFORM_DARK = "#21385a"
NAVY = "#17335c"
GOLD = "#e3b23c"
RED = "#c4272e"
FLAG_RED = "#d3222a"
STAR = "#ffd63a"
WOOD = "#a8713f"
WOOD_DARK = "#6e4526"
CARTON = "#c99a62"
PAPER = "#fbf8f1"
INK = "#27303f"
LEAF = "#3f8a4d"
LEAF_DARK = "#276339"


def rgb(colour: str) -> RGB:
    """Parse "#rrggbb"."""
    value = int(colour[1:], 16)
    return value >> 16, value >> 8 & 255, value & 255


def rgba(colour: str, alpha: float = 1.0) -> RGBA:
    return (*rgb(colour), round(255 * alpha))


def mix(first: str, second: str, share: float) -> str:
    """The colour between two others: 0 is the first, 1 the second."""
    pairs = zip(rgb(first), rgb(second), strict=True)
    return "#{:02x}{:02x}{:02x}".format(*(round(a + (b - a) * share) for a, b in pairs))


def darker(colour: str, share: float = 0.2) -> str:
    """Towards a cool shadow rather than black: it keeps the colour alive."""
    return mix(colour, "#141a33", share)


def lighter(colour: str, share: float = 0.2) -> str:
    """Towards warm light."""
    return mix(colour, "#fff6e2", share)
