"""Which files a photo has for readers: their names and sizes. Pure arithmetic.

A name says all that its file depends on: the SHA-256 of the upload, the crop, the width
and the format. So a file never changes under its name, and whoever knows the sides of
a photo knows its files without asking a database or a folder.
"""

from __future__ import annotations

from dataclasses import dataclass

WIDTHS = (400, 800, 1200, 1600)
DESK_WIDTH = 800  # Of the one that the desk shows, under the name of the photo.
CARD_WIDTHS = (240, 480, 960)
# In the order in which a browser is offered them.
FORMATS = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}

Size = tuple[int, int]
Focus = tuple[int, int]  # Percent of width and height.


@dataclass(frozen=True)
class Picture:
    """One picture in several widths; `name` is all of a file's name but its end."""

    name: str
    sizes: tuple[Size, ...]
    box: tuple[float, float, float, float]

    def file(self, width: int, extension: str) -> str:
        """The storage name of one of its files."""
        return f"{self.name}-{width}.{extension}"

    def files(self) -> dict[str, Size]:
        """Every file of it, by storage name."""
        return {
            self.file(width, extension): (width, height)
            for width, height in self.sizes
            for extension in FORMATS
        }


def whole(name: str, size: Size) -> Picture:
    """The picture that a figure shows, for the photo whose file has that name."""
    width, height = size
    return Picture(_stem(name), _sizes(size, WIDTHS), (0, 0, width, height))


def card(name: str, size: Size, focus: Focus) -> Picture:
    """The 3:2 crop that a card shows: as large as fits, around the focal point."""
    width, height = size
    crop_width, crop_height = min(width, height * 3 / 2), min(height, width * 2 / 3)
    left = _within(width * focus[0] / 100 - crop_width / 2, width - crop_width)
    top = _within(height * focus[1] / 100 - crop_height / 2, height - crop_height)
    return Picture(
        f"{_stem(name)}-3x2-{focus[0]}-{focus[1]}",
        _sizes((max(1, int(crop_width)), max(1, int(crop_height))), CARD_WIDTHS),
        (left, top, left + crop_width, top + crop_height),
    )


def desk_file(name: str, size: Size) -> str:
    """The file whose bytes stand under the photo's own name, too."""
    picture = whole(name, size)
    width = max((w for w, _ in picture.sizes if w <= DESK_WIDTH), default=1)
    return picture.file(width, "jpg")


def _stem(name: str) -> str:
    return name.removesuffix(".jpg")


def _sizes(size: Size, widths: tuple[int, ...]) -> tuple[Size, ...]:
    """The widths below the picture's own, and then its own or the widest."""
    width, height = size
    widest = min(width, widths[-1])
    return tuple(
        (wanted, max(1, round(height * wanted / width)))
        for wanted in [*(w for w in widths if w < widest), widest]
    )


def _within(wanted: float, limit: float) -> float:
    return min(max(wanted, 0.0), limit)
