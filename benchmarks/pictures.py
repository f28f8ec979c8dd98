"""At equal SSIM, how large are AVIF, WebP and JPEG, and what do they cost?

Needs numpy, which the portal does not. In an environment of its own:

    pip install numpy pillow
    python benchmarks/pictures.py FOLDER-OF-PHOTOS [WIDTH ...]

Every photo is scaled to each width and encoded in each format at a ladder of qualities.
Between two steps, bytes (their logarithm) and quality are interpolated along SSIM: of
luma, in a Gaussian window of 11 pixels. CPU is that of the process, all threads.
"""

from __future__ import annotations

import io
import sys
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

import numpy
from PIL import Image

WIDTHS = (400, 800, 1600)
REFERENCE = 78
FORMATS: dict[str, tuple[str, dict[str, object]]] = {
    "JPEG": ("JPEG", {"optimize": True, "progressive": True}),
    "WebP": ("WEBP", {"method": 4}),
    "AVIF 6": ("AVIF", {"speed": 6, "subsampling": "4:2:0"}),
    "AVIF 8": ("AVIF", {"speed": 8, "subsampling": "4:2:0"}),
    "AVIF 9": ("AVIF", {"speed": 9, "subsampling": "4:2:0"}),
}
LADDERS = {
    "JPEG": (40, 50, 58, 66, 72, REFERENCE, 84, 90, 95),
    "WEBP": (60, 66, 72, 76, 80, 84, 88, 92, 96),
    "AVIF": (45, 50, 55, 60, 65, 70, 75, 82, 90),
}
WINDOW = numpy.exp(-((numpy.arange(11, dtype=numpy.float32) - 5) ** 2) / (2 * 1.5**2))
WINDOW /= WINDOW.sum()


class Step(NamedTuple):
    quality: int
    size: int
    likeness: float
    cost: float


Ladder = list[Step]
Photo = dict[str, Ladder]


def blurred(plane: numpy.ndarray) -> numpy.ndarray:
    """Valid part of a separable Gaussian."""
    rows = sum(w * plane[i : plane.shape[0] - 10 + i] for i, w in enumerate(WINDOW))
    return sum(w * rows[:, i : rows.shape[1] - 10 + i] for i, w in enumerate(WINDOW))


def ssim(one: numpy.ndarray, other: numpy.ndarray) -> float:
    """Mean structural similarity of two luma planes, 0 to 255."""
    a, b = blurred(one), blurred(other)
    aa, bb = blurred(one * one) - a * a, blurred(other * other) - b * b
    ab = blurred(one * other) - a * b
    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    top = (2 * a * b + c1) * (2 * ab + c2)
    likeness = top / ((a * a + b * b + c1) * (aa + bb + c2))
    return float(likeness.mean(dtype=numpy.float64))


def luma(picture: Image.Image) -> numpy.ndarray:
    return numpy.asarray(picture.convert("L"), dtype=numpy.float32)


def encoded(picture: Image.Image, kind: str, options: dict[str, object]) -> Ladder:
    """The picture at every quality of the format's ladder."""
    original = luma(picture)
    ladder = []
    for quality in LADDERS[kind]:
        buffer, began = io.BytesIO(), time.process_time()
        picture.save(buffer, kind, quality=quality, **options)
        cost = time.process_time() - began
        with Image.open(io.BytesIO(buffer.getvalue())) as seen:
            likeness = ssim(original, luma(seen.convert("RGB")))
        ladder.append(Step(quality, buffer.tell(), likeness, cost))
    return ladder


def measured(path: Path, width: int) -> Photo | None:
    """Every format of the photo at that width, unless it is narrower."""
    with Image.open(path) as opened:
        whole = opened.convert("RGB")
    if whole.width < width:
        return None
    height = round(whole.height * width / whole.width)
    picture = whole.resize((width, height), Image.Resampling.LANCZOS)
    return {name: encoded(picture, *how) for name, how in FORMATS.items()}


def quality_at(ladder: Ladder, likeness: float) -> float:
    return _along(ladder, likeness, [step.quality for step in ladder])


def size_at(ladder: Ladder, likeness: float) -> float:
    logarithm = _along(ladder, likeness, [numpy.log(step.size) for step in ladder])
    return float(numpy.exp(logarithm))


def _along(ladder: Ladder, likeness: float, values: list[float]) -> float:
    """Infinite where no step of the ladder is as good."""
    # More bytes are, once in a while, a hair worse: the curve must not turn back.
    reached = numpy.maximum.accumulate([step.likeness for step in ladder])
    return float(numpy.interp(likeness, reached, values, right=numpy.inf))


def at(ladder: Ladder, quality: int) -> Step:
    return next(step for step in ladder if step.quality == quality)


def report_equal(photos: dict[str, Photo]) -> None:
    """Bytes of each format at the SSIM of the reference JPEG."""
    goals = {name: at(photo["JPEG"], REFERENCE) for name, photo in photos.items()}
    print(f"at the SSIM of JPEG {REFERENCE}")
    for kind in list(FORMATS)[1:]:
        to_jpeg, to_webp, qualities = {}, {}, []
        for name, photo in photos.items():
            goal = goals[name]
            size = size_at(photo[kind], goal.likeness)
            to_jpeg[name] = size / goal.size
            to_webp[name] = size / size_at(photo["WebP"], goal.likeness)
            qualities.append(quality_at(photo[kind], goal.likeness))
        print(
            f"  {kind}: {_ratios(to_jpeg, 'JPEG')}; {_ratios(to_webp, 'WebP')};"
            f" quality {median(qualities):.0f}"
            f" ({min(qualities):.0f} to {max(qualities):.0f})"
        )


def _ratios(ratios: dict[str, float], other: str) -> str:
    worst = max(ratios, key=lambda name: ratios[name])
    smaller = sum(ratio < 1 for ratio in ratios.values())
    return (
        f"{median(ratios.values()):.2f} x {other}"
        f" (worst {ratios[worst]:.2f}, {worst}), smaller on {smaller}"
    )


def report_fixed(photos: dict[str, Photo]) -> None:
    """What one quality for all photos gives, and which JPEG it looks like."""
    print("with one quality for all")
    for kind, (encoder, _) in list(FORMATS.items())[1:]:
        for quality in LADDERS[encoder]:
            steps = [at(photo[kind], quality) for photo in photos.values()]
            alike = sorted(
                quality_at(photo["JPEG"], step.likeness)
                for photo, step in zip(photos.values(), steps, strict=True)
            )
            print(
                f"  {kind} {quality}:"
                f" {median(step.size for step in steps) / 1000:.1f} kB"
                f" (most {max(step.size for step in steps) / 1000:.0f}),"
                f" like JPEG {median(alike):.0f} (worst {alike[0]:.0f}),"
                f" {median(step.cost for step in steps) * 1000:.0f} ms"
            )


def main(folder: Path, *widths: str) -> None:
    for width in [int(width) for width in widths] or WIDTHS:
        found = {path.stem: measured(path, width) for path in sorted(folder.iterdir())}
        photos = {name: photo for name, photo in found.items() if photo is not None}
        reference = [at(photo["JPEG"], REFERENCE) for photo in photos.values()]
        print(
            f"\n{width} px, {len(photos)} photos, JPEG {REFERENCE}:"
            f" {median(step.size for step in reference) / 1000:.1f} kB,"
            f" {median(step.cost for step in reference) * 1000:.0f} ms"
        )
        report_equal(photos)
        report_fixed(photos)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
