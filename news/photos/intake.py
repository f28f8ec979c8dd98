"""A picture file on its way in: judged by its header, decoded, upright, bare pixels."""

from __future__ import annotations

import io
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from news.photos import metadata

MAX_BYTES = 25 * 1024 * 1024
MAX_PIXELS = 50_000_000  # Of all frames of an animated picture together.
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
MAX_FRAMES = 500
LARGE = 16_000_000
_large = threading.Lock()
LONGEST_SIDE = 4000  # Of the original that is kept: a 12-megapixel photo stays whole.

EMPTY = "Tệp rỗng."
TOO_LARGE = "Tệp lớn hơn 25 MB."
TOO_MANY_PIXELS = "Ảnh lớn hơn 50 triệu điểm ảnh."
TOO_ANIMATED = "Ảnh động quá nặng; hãy dùng một ảnh tĩnh."
HEIC = "Ảnh HEIC của iPhone: hãy chuyển sang JPEG rồi tải lên."
NOT_A_PICTURE = "Tệp không phải ảnh JPEG, PNG, WebP hoặc GIF."
BROKEN = "Tệp ảnh bị hỏng hoặc tải lên chưa hết."
BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
UNREADABLE = (OSError, SyntaxError, ValueError, LookupError, TypeError, EOFError)
STARTS = (b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a")
HEIC_BRANDS = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc", b"ftypmsf1")


class PhotoError(Exception):
    """The file cannot become a photo. The message is shown to the person."""


def open_upright(content: bytes) -> tuple[Image.Image, metadata.Metadata, bool]:
    """(pixels in sRGB on white, what the file said, whether it was animated).

    Raises PhotoError in Vietnamese. Sizes are judged before a pixel is decoded.
    """
    if not content:
        raise PhotoError(EMPTY)
    if len(content) > MAX_BYTES:
        raise PhotoError(TOO_LARGE)
    if content[4:12] in HEIC_BRANDS:
        raise PhotoError(HEIC)
    with (
        _complaints(content),
        Image.open(io.BytesIO(content), formats=FORMATS) as picture,
    ):
        is_animated = _judge(picture)
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        with _one_at_a_time(picture.width * picture.height):
            return _pixels(picture), metadata.read(picture), is_animated


def _judge(picture: Image.Image) -> bool:
    """By the header alone: not too large in any way; returns whether it is animated."""
    pixels = picture.width * picture.height
    if pixels > MAX_PIXELS:
        raise PhotoError(TOO_MANY_PIXELS)
    if picture.format in ("JPEG", "MPO"):  # A phone's second picture is no animation.
        return False
    frames = _frames(picture, MAX_PIXELS // pixels)
    if frames > MAX_FRAMES or frames * pixels > MAX_PIXELS:
        raise PhotoError(TOO_ANIMATED)
    return frames > 1


def _frames(picture: Image.Image, limit: int) -> int:
    """How many frames; a GIF doesn't say, so its are counted, up to the limits."""
    if picture.format != "GIF":
        return getattr(picture, "n_frames", 1)
    frames = 1
    with suppress(EOFError):
        while frames <= min(limit, MAX_FRAMES):
            picture.seek(frames)
            frames += 1
    picture.seek(0)
    return frames


@contextmanager
def _one_at_a_time(pixels: int) -> Iterator[None]:
    """A picture that needs hundreds of megabytes waits for the one before it."""
    with _large if pixels > LARGE else nullcontext():
        yield


@contextmanager
def _complaints(content: bytes) -> Iterator[None]:
    """Whatever Pillow says of a bad file, as one of our sentences."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            yield
    except BOMBS as error:
        raise PhotoError(TOO_MANY_PIXELS) from error
    except UnidentifiedImageError as error:
        is_broken = content.startswith(STARTS) or content[8:12] == b"WEBP"
        raise PhotoError(BROKEN if is_broken else NOT_A_PICTURE) from error
    except UNREADABLE as error:
        raise PhotoError(BROKEN) from error


def _pixels(picture: Image.Image) -> Image.Image:
    profile = picture.info.get("icc_profile")
    upright = _small_enough(picture)
    with suppress(*UNREADABLE):  # Broken EXIF: the picture itself was read.
        ImageOps.exif_transpose(upright, in_place=True)
    if upright.mode in ("RGBA", "LA", "PA", "P"):
        layered = upright.convert("RGBA")
        paper = Image.new("RGB", layered.size, "white")
        paper.paste(layered, mask=layered.getchannel("A"))
        upright = paper
    plain = _in_srgb(upright, profile)
    plain.info.clear()  # The comment of a JPEG would be written again.
    return plain


def _small_enough(picture: Image.Image) -> Image.Image:
    """Decoded, and no larger than what is kept, before any copy of it is made."""
    picture.load()
    shown: Image.Image = picture
    if picture.mode.startswith("I"):  # 16 bits a pixel.
        shown = picture.point(lambda value: value / 256).convert("L")
    elif picture.mode in ("1", "P"):
        shown = picture.convert("L" if picture.mode == "1" else "RGBA")
    shown.info.update(picture.info)
    shown.thumbnail((LONGEST_SIDE, LONGEST_SIDE), reducing_gap=2.0)
    return shown


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """The colours that the profile means, in the space that browsers assume."""
    if profile and picture.mode in ("RGB", "CMYK"):
        try:
            theirs = ImageCms.getOpenProfile(io.BytesIO(profile))
            if "srgb" not in ImageCms.getProfileDescription(theirs).casefold():
                ours = ImageCms.createProfile("sRGB")
                seen = ImageCms.profileToProfile(
                    picture, theirs, ours, outputMode="RGB"
                )
                picture = seen or picture
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass  # A profile that nothing can read changes nothing.
    return picture.convert("RGB")
