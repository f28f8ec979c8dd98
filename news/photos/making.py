"""From the pixels of a photo to the files that readers get."""

from __future__ import annotations

import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from PIL import Image

from news.renditions import Focus, Picture, card, whole

# Chosen by measuring at equal SSIM: docs/decisions/0005-picture-formats.md.
ENCODERS: dict[str, tuple[str, dict[str, object]]] = {
    "avif": ("AVIF", {"quality": 60, "speed": 6, "subsampling": "4:2:0"}),
    "webp": ("WEBP", {"quality": 80, "method": 4}),
    "jpg": ("JPEG", {"quality": 78, "optimize": True, "progressive": True}),
}
QUICKER_FROM = 900  # Pixels of width: what phones seldom fetch may be a little larger.
QUICKER = {"speed": 9}
ORIGINAL_QUALITY = 92
_encoders = ThreadPoolExecutor(len(ENCODERS), "anh")


def original(pixels: Image.Image) -> bytes:
    """What the office keeps: every pixel that came in, and nothing else."""
    buffer = io.BytesIO()
    pixels.save(buffer, "JPEG", quality=ORIGINAL_QUALITY, subsampling="4:2:0")
    return buffer.getvalue()


def files(pixels: Image.Image, name: str, focus: Focus) -> Iterator[tuple[str, bytes]]:
    """(storage name, content) of every file, one at a time: memory stays small."""
    yield from _of(pixels, whole(name, pixels.size))
    yield from cards(pixels, name, focus)


def cards(pixels: Image.Image, name: str, focus: Focus) -> Iterator[tuple[str, bytes]]:
    """The same of the crops for cards alone."""
    yield from _of(pixels, card(name, pixels.size, focus))


def _of(pixels: Image.Image, picture: Picture) -> Iterator[tuple[str, bytes]]:
    """The widest from the photo itself, each smaller one from the one before."""
    box: tuple[float, float, float, float] | None = picture.box
    shown = pixels
    for width, height in reversed(picture.sizes):
        shown = shown.resize(
            (width, height), Image.Resampling.LANCZOS, box=box, reducing_gap=3.0
        )
        box = None
        names = [picture.file(width, extension) for extension in ENCODERS]
        yield from zip(
            names, _encoders.map(partial(_encoded, shown), ENCODERS), strict=True
        )


def _encoded(picture: Image.Image, extension: str) -> bytes:
    name, options = ENCODERS[extension]
    if extension == "avif" and picture.width >= QUICKER_FROM:
        options = {**options, **QUICKER}
    buffer = io.BytesIO()
    # Of a copy: saving writes into the picture, and three formats are made at once.
    picture.copy().save(buffer, name, **options)
    return buffer.getvalue()
