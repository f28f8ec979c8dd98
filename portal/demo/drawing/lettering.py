"""Fonts with Vietnamese marks, when the machine has one."""

from __future__ import annotations

from functools import cache

from PIL import ImageFont

REGULAR = (
    "NotoSans-Regular.ttf",
    "DejaVuSans.ttf",
    "LiberationSans-Regular.ttf",
    "Arial.ttf",
    "arial.ttf",
    "segoeui.ttf",
    "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf",
)
BOLD = (
    "NotoSans-Bold.ttf",
    "DejaVuSans-Bold.ttf",
    "LiberationSans-Bold.ttf",
    "Arial Bold.ttf",
    "arialbd.ttf",
    "segoeuib.ttf",
    "/usr/share/fonts/truetype/noto/NotoSans-Bold.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf",
    "/usr/share/fonts/truetype/liberation/LiberationSans-Bold.ttf",
)
MARKED = "ếộữẩỵđĐỦ"


@cache
def font(size: int, *, bold: bool) -> ImageFont.FreeTypeFont | None:
    """A font that has the marked letters; None when there is none."""
    name = _found(bold=bold)
    return ImageFont.truetype(name, size) if name else None


@cache
def _found(*, bold: bool) -> str:
    for name in BOLD if bold else REGULAR:
        try:
            face = ImageFont.truetype(name, 32)
        except OSError:
            continue
        if _covers(face):
            return name
    return ""


def _covers(face: ImageFont.FreeTypeFont) -> bool:
    """Whether every marked letter differs from the box for a missing one."""
    missing = bytes(face.getmask("\U0010fffe"))
    return all(bytes(face.getmask(letter)) != missing for letter in MARKED)
