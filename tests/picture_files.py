"""Picture files made by code: whole ones, huge ones, and the tools that break them.

What is huge when decoded is small as a file and is made without holding its pixels.
"""

from __future__ import annotations

import io
import random
import struct
import zlib
from functools import cache

from PIL import Image, PngImagePlugin

PNG_MAGIC = b"\x89PNG\r\n\x1a\n"
GRAY, RGB = 0, 2
BLOCK = 1024 * 1024


@cache
def picture(name: str = "JPEG", size: tuple[int, int] = (64, 48)) -> bytes:
    """A picture of noise, so that no part of its data can be missed unseen."""
    noise = random.Random(20).randbytes(size[0] * size[1] * 3)
    buffer = io.BytesIO()
    Image.frombytes("RGB", size, noise).save(buffer, name)
    return buffer.getvalue()


def cut(name: str, percent: int) -> bytes:
    content = picture(name)
    return content[: len(content) * percent // 100]


def flipped(name: str, *places: int) -> bytes:
    content = bytearray(picture(name))
    for place in places:
        content[place] ^= 0xFF
    return bytes(content)


def chunk(kind: bytes, content: bytes) -> bytes:
    """A chunk of a PNG."""
    checked = kind + content
    return struct.pack(">L", len(content)) + checked + _crc(checked)


def _crc(content: bytes) -> bytes:
    return struct.pack(">L", zlib.crc32(content))


def zeros(count: int) -> bytes:
    """Zlib data of so many NULs; a block is packed once and then repeated."""
    packer = zlib.compressobj(9, wbits=-15)
    block = packer.compress(bytes(BLOCK)) + packer.flush(zlib.Z_FULL_FLUSH)
    rest = zlib.compressobj(9, wbits=-15)
    last = rest.compress(bytes(count % BLOCK)) + rest.flush()
    adler = struct.pack(">L", (count % 65521) << 16 | 1)
    return b"\x78\x9c" + block * (count // BLOCK) + last + adler


def header(width: int, height: int, depth: int = 8, colour: int = GRAY) -> bytes:
    return chunk(b"IHDR", struct.pack(">2L5B", width, height, depth, colour, 0, 0, 0))


def png(
    width: int,
    height: int,
    depth: int = 8,
    colour: int = GRAY,
    before: bytes = b"",
    after: bytes = b"",
) -> bytes:
    """A black PNG of any size, with chunks of ours before and after its data."""
    samples = 3 if colour == RGB else 1
    row = 1 + (width * depth * samples + 7) // 8
    data = chunk(b"IDAT", zeros(row * height))
    start = PNG_MAGIC + header(width, height, depth, colour)
    return start + before + data + after + chunk(b"IEND", b"")


def resized(width: int, height: int) -> bytes:
    """A small JPEG whose header claims another size."""
    content = bytearray(picture("JPEG"))
    at = content.index(b"\xff\xc0") + 5
    content[at : at + 4] = struct.pack(">2H", height, width)
    return bytes(content)


def segments(marker: int, content: bytes) -> bytes:
    """A JPEG with so much of ours in segments of one kind."""
    step = 65_533
    parts = (content[at : at + step] for at in range(0, len(content), step))
    written = b"".join(
        struct.pack(">BBH", 0xFF, marker, len(part) + 2) + part for part in parts
    )
    whole = picture("JPEG")
    return whole[:2] + written + whole[2:]


def profile(content: bytes) -> bytes:
    """A JPEG with these bytes as its colour profile, split as the standard says."""
    step = 65_000
    parts = [content[at : at + step] for at in range(0, len(content), step)]
    labelled = (
        b"ICC_PROFILE\0" + bytes([number, len(parts)]) + part
        for number, part in enumerate(parts, 1)
    )
    written = b"".join(
        struct.pack(">BBH", 0xFF, 0xE2, len(part) + 2) + part for part in labelled
    )
    whole = picture("JPEG")
    return whole[:2] + written + whole[2:]


def iptc(text: bytes) -> bytes:
    """A JPEG with a caption as photo desks write it."""
    field = struct.pack(">BBBH", 0x1C, 2, 120, len(text)) + text
    resource = b"8BIM\x04\x04\0\0" + struct.pack(">L", len(field)) + field
    return segments(0xED, b"Photoshop 3.0\0" + resource + b"\0" * (len(field) % 2))


def exif(text: str) -> bytes:
    """A JPEG whose camera, owner, description and place are texts of ours."""
    tags = Image.Exif()
    for tag in (0x010E, 0x010F, 0x013B, 0x8298):
        tags[tag] = text
    tags.get_ifd(0x8825)[29] = text
    buffer = io.BytesIO()
    Image.open(io.BytesIO(picture())).save(buffer, "JPEG", exif=tags)
    return buffer.getvalue()


def xmp(packet: bytes, name: str = "JPEG") -> bytes:
    buffer = io.BytesIO()
    Image.open(io.BytesIO(picture())).save(buffer, name, xmp=packet)
    return buffer.getvalue()


def texts(text: str) -> bytes:
    """A PNG with a text of every kind."""
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", text)
    info.add_text("Author", text, zip=True)
    info.add_itxt("XML:com.adobe.xmp", text)
    buffer = io.BytesIO()
    Image.open(io.BytesIO(picture("PNG"))).save(buffer, "PNG", pnginfo=info)
    return buffer.getvalue()


def gif(width: int, height: int, frames: int, part: tuple[int, int] = (1, 1)) -> bytes:
    """A GIF of one frame many times over, which may be smaller than the canvas."""
    buffer = io.BytesIO()
    Image.new("P", part).save(buffer, "GIF", optimize=False)
    whole = buffer.getvalue()
    table = whole[13 : 13 + 3 * 2 ** ((whole[10] & 7) + 1)]
    frame = whole[whole.index(b",", 13 + len(table)) : -1]
    start = b"GIF89a" + struct.pack("<2H", width, height) + whole[10:13] + table
    return start + frame * frames + b";"


def gif_comment(text: bytes) -> bytes:
    parts = (text[at : at + 255] for at in range(0, len(text), 255))
    written = b"".join(bytes([len(part)]) + part for part in parts)
    whole = gif(4, 4, 1, (4, 4))
    at = whole.index(b",", 13)
    return whole[:at] + b"!\xfe" + written + b"\0" + whole[at:]


def riff(*parts: tuple[bytes, bytes]) -> bytes:
    """A WebP of these chunks."""
    written = b"".join(
        kind + struct.pack("<L", len(content)) + content + b"\0" * (len(content) % 2)
        for kind, content in parts
    )
    return b"RIFF" + struct.pack("<L", len(written) + 4) + b"WEBP" + written


def _size(width: int, height: int) -> bytes:
    return b"".join((side - 1).to_bytes(3, "little") for side in (width, height))


def webp_frames(width: int, height: int, frames: int) -> bytes:
    """An animated WebP whose frames are one flat colour each."""
    buffer = io.BytesIO()
    Image.new("RGB", (width, height)).save(buffer, "WEBP", lossless=True)
    still = buffer.getvalue()[12:]
    frame = bytes(6) + _size(width, height) + b"\x64\0\0\0" + still
    return riff(
        (b"VP8X", b"\x02\0\0\0" + _size(width, height)),
        (b"ANIM", bytes(6)),
        *[(b"ANMF", frame)] * frames,
    )


def webp_with(kind: bytes, content: bytes, flag: int) -> bytes:
    """A still WebP with a chunk of ours behind its picture."""
    still = picture("WEBP")[12:]
    length = int.from_bytes(still[4:8], "little")
    return riff(
        (b"VP8X", bytes([flag, 0, 0, 0]) + _size(64, 48)),
        (still[:4], still[8 : 8 + length]),
        (kind, content),
    )


def apng(width: int, height: int, frames: int, claimed: int = 0) -> bytes:
    """A PNG with frames; it may claim more than it has."""
    control = struct.pack(">5L2H2B", 0, width, height, 0, 0, 1, 10, 0, 0)
    data = zeros((width + 1) * height)
    more = b"".join(
        chunk(b"fcTL", struct.pack(">L", 2 * number + 1) + control[4:])
        + chunk(b"fdAT", struct.pack(">L", 2 * number + 2) + data)
        for number in range(frames - 1)
    )
    before = chunk(b"acTL", struct.pack(">2L", claimed or frames, 0))
    return png(width, height, before=before + chunk(b"fcTL", control), after=more)
