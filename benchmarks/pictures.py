"""At equal SSIM, how large are AVIF, WebP and JPEG, and what do they cost?

Needs numpy, which the portal does not: in an environment of its own,

    pip install numpy pillow
    python benchmarks/pictures.py FOLDER-OF-PHOTOS

Every photo is scaled to each width and encoded as JPEG of the reference quality; for
WebP and AVIF the lowest quality is sought whose SSIM (luma, Gaussian window of 11) is
not below that JPEG's.
"""

from __future__ import annotations

import io
import statistics
import sys
import time
from pathlib import Path

import numpy
from PIL import Image

WIDTHS = (400, 800, 1600)
REFERENCE = {"quality": 78, "optimize": True, "progressive": True}
CANDIDATES = {
    "WEBP m4": ("WEBP", {"method": 4}),
    "AVIF s6": ("AVIF", {"speed": 6, "subsampling": "4:2:0"}),
    "AVIF s8": ("AVIF", {"speed": 8, "subsampling": "4:2:0"}),
    "AVIF s9": ("AVIF", {"speed": 9, "subsampling": "4:2:0"}),
}
WINDOW = numpy.exp(-((numpy.arange(11) - 5.0) ** 2) / (2 * 1.5**2))
WINDOW /= WINDOW.sum()


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
    return float((top / ((a * a + b * b + c1) * (aa + bb + c2))).mean())


def luma(picture: Image.Image) -> numpy.ndarray:
    return numpy.asarray(picture.convert("L"), dtype=numpy.float64)


def encoded(
    picture: Image.Image, kind: str, **options: object
) -> tuple[bytes, float, float]:
    """(bytes, SSIM to the picture, seconds of CPU)."""
    buffer, began = io.BytesIO(), time.process_time()
    picture.save(buffer, kind, **options)
    cost = time.process_time() - began
    with Image.open(io.BytesIO(buffer.getvalue())) as seen:
        return buffer.getvalue(), ssim(luma(picture), luma(seen.convert("RGB"))), cost


def at_least(
    picture: Image.Image, kind: str, options: dict[str, object], goal: float
) -> tuple[int, int, float]:
    """(quality, bytes, CPU) of the lowest quality that is as good as the goal."""
    low, high = 1, 100
    found: tuple[int, int, float] = (100, 10**9, 0.0)
    while low <= high:
        quality = (low + high) // 2
        content, likeness, cost = encoded(picture, kind, quality=quality, **options)
        if likeness >= goal:
            found, high = (quality, len(content), cost), quality - 1
        else:
            low = quality + 1
    return found


def main(folder: Path) -> None:
    photos = sorted(folder.iterdir())
    for width in WIDTHS:
        rows: dict[str, list[tuple[int, int, float]]] = {
            name: [] for name in CANDIDATES
        }
        jpegs: list[tuple[int, float]] = []
        for path in photos:
            with Image.open(path) as opened:
                whole = opened.convert("RGB")
            if whole.width < width:
                continue
            height = round(whole.height * width / whole.width)
            small = whole.resize((width, height), Image.Resampling.LANCZOS)
            content, goal, cost = encoded(small, "JPEG", **REFERENCE)
            jpegs.append((len(content), cost))
            for name, (kind, options) in CANDIDATES.items():
                rows[name].append(at_least(small, kind, options, goal))
        report(width, jpegs, rows)


def report(
    width: int,
    jpegs: list[tuple[int, float]],
    rows: dict[str, list[tuple[int, int, float]]],
) -> None:
    median = statistics.median
    sizes = [size for size, _ in jpegs]
    print(
        f"\n{width} px, {len(jpegs)} photos: JPEG q{REFERENCE['quality']}"
        f" median {median(sizes) / 1000:.0f} kB, {median(c for _, c in jpegs):.3f} s"
    )
    for name, found in rows.items():
        ratios = [size / jpeg for (_, size, _), jpeg in zip(found, sizes, strict=True)]
        print(
            f"  {name}: bytes {median(ratios):.2f} x JPEG (worst {max(ratios):.2f},"
            f" smaller on {sum(r < 1 for r in ratios)}), quality"
            f" {median(q for q, _, _ in found):.0f}"
            f" ({min(q for q, _, _ in found)} to {max(q for q, _, _ in found)}),"
            f" CPU {median(c for _, _, c in found):.3f} s"
        )
    webp = [size for _, size, _ in rows["WEBP m4"]]
    for name in ("AVIF s8", "AVIF s9"):
        avif = [size for _, size, _ in rows[name]]
        ratios = [a / w for a, w in zip(avif, webp, strict=True)]
        fewer = sum(r < 1 for r in ratios)
        print(f"  {name} to WebP: {median(ratios):.2f}, smaller on {fewer}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
