"""Photo files that must be refused, with what is said of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import product

from tests import picture_files as files
from tests.document_files import bundle, pdf

HTML = b"<!DOCTYPE html><html><body><script>alert(1)</script></body></html>"
MIB = 1024 * 1024

EMPTY = "Tệp rỗng"
TOO_LARGE = "lớn hơn 25 MB"
TOO_MANY_PIXELS = "50 triệu điểm ảnh"
NOT_A_PICTURE = "không phải ảnh JPEG, PNG, WebP hoặc GIF"
BROKEN = "bị hỏng"
TOO_ANIMATED = "Ảnh động quá nặng"
HEIC = "HEIC"


@dataclass(frozen=True)
class BadFile:
    """An upload: the name and type that it claims, its bytes, what must be said."""

    filename: str
    content_type: str
    make: Callable[[], bytes]
    fragment: str


IMAGE_TYPES = {
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "gif": "image/gif",
}
# What is no picture at all, under every name and type of one.
DISGUISED: dict[str, bytes] = {
    "SVG": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "HTML": HTML,
    "XML": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "x">]><a>&b;</a>',
    "PDF": pdf(),
    "JavaScript": b"alert(1)//",
    "PHP": b"<?php system($_GET['c']); ?>",
    "plain text": "Không phải ảnh".encode(),
    "ZIP": bundle(),
    "page that claims to be a GIF": b"\xef\xbb\xbfGIF89a=1;" + HTML,
}
# Pictures of kinds that we do not take, however honest they are.
OTHER_KINDS: dict[str, tuple[str, str, Callable[[], bytes]]] = {
    "BMP": ("a.bmp", "image/bmp", partial(files.picture, "BMP")),
    "BMP as JPEG": ("a.jpg", "image/jpeg", partial(files.picture, "BMP")),
    "TIFF": ("a.tif", "image/tiff", partial(files.picture, "TIFF")),
    "TIFF as JPEG": ("a.jpg", "image/jpeg", partial(files.picture, "TIFF")),
    "ICO": ("a.ico", "image/x-icon", partial(files.picture, "ICO", (32, 32))),
    "AVIF": ("a.avif", "image/avif", partial(files.picture, "AVIF")),
    "AVIF as WebP": ("a.webp", "image/webp", partial(files.picture, "AVIF")),
    "TGA as PNG": ("a.png", "image/png", partial(files.picture, "TGA")),
    "PPM as PNG": ("a.png", "image/png", partial(files.picture, "PPM")),
    "EPS": (
        "a.eps",
        "application/postscript",
        lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(x) run\n%%EOF\n",
    ),
    "EPS as JPEG": ("a.jpg", "image/jpeg", partial(files.picture, "EPS")),
    "PSD": (
        "a.psd",
        "image/vnd.adobe.photoshop",
        lambda: b"8BPS\0\x01" + bytes(6) + b"\0\x03\0\0\0\x09\0\0\0\x09\0\x08\0\x03",
    ),
    "PDF of a picture": ("a.jpg", "image/jpeg", partial(files.picture, "PDF")),
    "wave in a RIFF": ("a.webp", "image/webp", lambda: b"RIFF\x24\0\0\0WAVEfmt "),
}
HEIC_FILE = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(200)


def jpeg(make: Callable[[], bytes], fragment: str) -> BadFile:
    return BadFile("anh.jpg", "image/jpeg", make, fragment)


def png(make: Callable[[], bytes], fragment: str) -> BadFile:
    return BadFile("anh.png", "image/png", make, fragment)


def webp(make: Callable[[], bytes], fragment: str) -> BadFile:
    return BadFile("anh.webp", "image/webp", make, fragment)


def gif(make: Callable[[], bytes], fragment: str) -> BadFile:
    return BadFile("anh.gif", "image/gif", make, fragment)


def _broken_data() -> bytes:
    header = files.PNG_MAGIC + files.header(64, 64)
    noise = files.chunk(b"IDAT", b"\x78\x9c" + bytes(range(200)))
    return header + noise + files.chunk(b"IEND", b"")


def _headless() -> bytes:
    """Data before any size."""
    data = files.chunk(b"IDAT", files.zeros(100))
    return files.PNG_MAGIC + data + files.chunk(b"IEND", b"")


def _black_text(kind: bytes, start: bytes) -> bytes:
    """A PNG with 300 MB of text, packed."""
    packed = files.zeros(300 * MIB)
    return files.png(64, 48, before=files.chunk(kind, start + packed))


# What is small as a file and huge when decoded, or makes a reader work without end.
BOMBS: dict[str, BadFile] = {
    "PNG of 30000×30000": png(partial(files.png, 30_000, 30_000), TOO_MANY_PIXELS),
    "PNG of 30000×30000 in one bit": png(
        partial(files.png, 30_000, 30_000, 1), TOO_MANY_PIXELS
    ),
    "PNG of 13000×13000 in colour": png(
        partial(files.png, 13_000, 13_000, colour=files.RGB), TOO_MANY_PIXELS
    ),
    "PNG of 9000×9000 in one bit": png(
        partial(files.png, 9_000, 9_000, 1), TOO_MANY_PIXELS
    ),
    "PNG of a little too many pixels": png(
        partial(files.png, 7_072, 7_071), TOO_MANY_PIXELS
    ),
    "PNG of one endless line": png(partial(files.png, 60_000_000, 1), TOO_MANY_PIXELS),
    "PNG of a negative width": png(
        lambda: files.png(1, 1).replace(
            files.header(1, 1), files.header(0xFFFFFFFF, 0xFFFFFFFF)
        ),
        TOO_MANY_PIXELS,
    ),
    "JPEG of 20000×20000": jpeg(
        partial(files.resized, 20_000, 20_000), TOO_MANY_PIXELS
    ),
    "JPEG of 65535×65535": jpeg(
        partial(files.resized, 65_535, 65_535), TOO_MANY_PIXELS
    ),
    "JPEG of 65535 lines": jpeg(partial(files.resized, 64, 65_535), BROKEN),
    "JPEG of 7000×7000 without an end": jpeg(
        lambda: files.resized(7_000, 7_000)[:-2], BROKEN
    ),
    "GIF of 65535×65535": gif(partial(files.gif, 65_535, 65_535, 1), TOO_MANY_PIXELS),
    "GIF of 200 large frames": gif(
        partial(files.gif, 2_000, 2_000, 200, (2_000, 2_000)), TOO_ANIMATED
    ),
    "GIF of small frames on a large canvas": gif(
        partial(files.gif, 7_000, 7_000, 50), TOO_ANIMATED
    ),
    "GIF of a million frames": gif(partial(files.gif, 10, 10, 1_000_000), TOO_ANIMATED),
    "WebP of 10 large frames": webp(
        partial(files.webp_frames, 4_000, 4_000, 10), TOO_ANIMATED
    ),
    "WebP of 6,000 frames": webp(
        partial(files.webp_frames, 100, 100, 6_000), TOO_ANIMATED
    ),
    "PNG of 10 large frames": png(partial(files.apng, 4_000, 4_000, 10), TOO_ANIMATED),
    "PNG that claims endless frames": png(
        partial(files.apng, 10, 10, 2, claimed=2**31 - 1), TOO_ANIMATED
    ),
    "PNG with a packed text": png(
        partial(_black_text, b"zTXt", b"Comment\0\0"), BROKEN
    ),
    "PNG with a packed text of Unicode": png(
        partial(_black_text, b"iTXt", b"XML:com.adobe.xmp\0\x01\0\0\0"), BROKEN
    ),
    "PNG with a packed profile": png(
        partial(_black_text, b"iCCP", b"profile\0\0"), BROKEN
    ),
}
# Refused by their length, before anything looks inside.
HEAVY: dict[str, BadFile] = {
    "26 MB of JPEG comments": jpeg(
        lambda: files.segments(0xFE, bytes(26 * MIB)), TOO_LARGE
    ),
    "90 MB of PNG text": png(
        lambda: files.png(
            64, 48, before=files.chunk(b"tEXt", b"a\0" + bytes(90 * MIB))
        ),
        TOO_LARGE,
    ),
    "26 MB of PNG EXIF": png(
        lambda: files.png(64, 48, after=files.chunk(b"eXIf", bytes(26 * MIB))),
        TOO_LARGE,
    ),
    "26 MB of WebP profile": webp(
        lambda: files.webp_with(b"ICCP", bytes(26 * MIB), 0x20), TOO_LARGE
    ),
    "26 MB of GIF comment": gif(lambda: files.gif_comment(bytes(26 * MIB)), TOO_LARGE),
    "26 MB behind a JPEG": jpeg(lambda: files.picture() + bytes(26 * MIB), TOO_LARGE),
}
CUT = {
    f"{name} cut at {percent}%": BadFile(
        f"anh.{extension}",
        IMAGE_TYPES[extension],
        partial(files.cut, name, percent),
        BROKEN,
    )
    for (name, extension), percent in product(
        (("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp"), ("GIF", "gif")),
        (3, 40, 90),
    )
}
DAMAGED: dict[str, BadFile] = {
    "JPEG header only": jpeg(lambda: b"\xff\xd8\xff\xe0\0\x10JFIF\0", BROKEN),
    "JPEG of two marks": jpeg(lambda: b"\xff\xd8\xff\xd9", BROKEN),
    "JPEG of 0 lines": jpeg(partial(files.resized, 64, 0), BROKEN),
    "JPEG of 0 columns": jpeg(partial(files.resized, 0, 48), BROKEN),
    "JPEG without its tables": jpeg(
        lambda: files.picture().replace(b"\xff\xdb", b"\xff\xfe"), BROKEN
    ),
    "PNG magic only": png(lambda: files.PNG_MAGIC, BROKEN),
    "PNG header only": png(lambda: files.PNG_MAGIC + files.header(64, 64), BROKEN),
    "PNG of width 0": png(partial(files.png, 0, 9), BROKEN),
    "PNG of height 0": png(partial(files.png, 9, 0), BROKEN),
    "PNG with a wrong checksum": png(partial(files.flipped, "PNG", 30), BROKEN),
    "PNG of depth 255": png(partial(files.flipped, "PNG", 24), BROKEN),
    "PNG without a header": png(_headless, BROKEN),
    "PNG with broken data": png(_broken_data, BROKEN),
    "PNG with flipped data": png(partial(files.flipped, "PNG", 43, 200), BROKEN),
    "GIF magic only": gif(lambda: b"GIF89a", BROKEN),
    "GIF header only": gif(lambda: b"GIF89a\x09\0\x09\0\0\0\0;", BROKEN),
    "WebP magic only": webp(lambda: b"RIFF\x04\0\0\0WEBP", BROKEN),
    "WebP with flipped data": webp(
        partial(files.flipped, "WEBP", 20, 23, 24, 25), BROKEN
    ),
    "WebP canvas without a picture": webp(
        lambda: files.riff((b"VP8X", bytes(10))), BROKEN
    ),
}

BAD: dict[str, BadFile] = {
    "0 bytes": jpeg(bytes, EMPTY),
    **{
        f"{what} as .{extension}": BadFile(
            f"anh.{extension}",
            content_type,
            partial(bytes, content),
            NOT_A_PICTURE,
        )
        for (what, content), (extension, content_type) in product(
            DISGUISED.items(), IMAGE_TYPES.items()
        )
    },
    **{
        name: BadFile(filename, content_type, make, NOT_A_PICTURE)
        for name, (filename, content_type, make) in OTHER_KINDS.items()
    },
    "HEIC": BadFile("IMG_1.HEIC", "image/heic", lambda: HEIC_FILE, HEIC),
    "HEIC as JPEG": jpeg(lambda: HEIC_FILE, HEIC),
    **BOMBS,
    **HEAVY,
    **CUT,
    **DAMAGED,
}
