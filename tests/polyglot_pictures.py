"""Pictures that hide something, or are called something that hurts.

Each is a whole picture, so it is taken; what hides in it carries the `MARKER`, which
must be gone from everything that is stored.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PIL import Image

from tests import picture_files as files
from tests.document_files import bundle

MARKER = b"dau-vet-7f3a"
SCRIPT = b"<script>alert('" + MARKER + b"')</script>"
HTML = b"<!DOCTYPE html><html><body>" + SCRIPT + b"</body></html>"


@dataclass(frozen=True)
class Polyglot:
    """An upload that is a picture and something else besides."""

    filename: str
    content_type: str
    make: Callable[[], bytes]


def _as_tail(name: str, tail: bytes) -> Callable[[], bytes]:
    return lambda: files.picture(name) + tail


def _in_the_palette() -> bytes:
    """A BMP trick on a GIF: the colours themselves are the text."""
    picture = Image.new("P", (8, 8))
    picture.putpalette(SCRIPT.ljust(768, b" "))
    buffer = io.BytesIO()
    picture.save(buffer, "GIF", optimize=False)
    return buffer.getvalue()


ENTITIES = (
    b'<!DOCTYPE x [<!ENTITY a "' + b"a" * 99 + b'"><!ENTITY b "' + b"&a;" * 99 + b'">'
    b"]><x:xmpmeta xmlns:x='adobe:ns:meta/'>&b;" + MARKER + b"</x:xmpmeta>"
)
HIDDEN: dict[str, Callable[[], bytes]] = {
    "JPEG with a page behind it": _as_tail("JPEG", HTML),
    "PNG with a page behind it": _as_tail("PNG", HTML),
    "WebP with a page behind it": _as_tail("WEBP", HTML),
    "GIF with a page behind it": _as_tail("GIF", HTML),
    "PNG with a ZIP behind it": _as_tail("PNG", bundle({"a.txt": MARKER}) + MARKER),
    "JPEG with a program behind it": _as_tail("JPEG", b"MZ\x90\0" + MARKER),
    "JPEG with PHP behind it": _as_tail("JPEG", b"<?php /*" + MARKER + b"*/ ?>"),
    "JPEG with another picture behind it": _as_tail(
        "JPEG", files.segments(0xFE, MARKER)
    ),
    "GIF with a script as its comment": partial(files.gif_comment, b"*/=1;//" + MARKER),
    "GIF with a script as its colours": _in_the_palette,
    "JPEG with a page as its comment": partial(files.segments, 0xFE, HTML),
    "JPEG with 10 MB of comments": lambda: files.segments(0xFE, MARKER * 900_000),
    "JPEG with a page in an unknown segment": partial(files.segments, 0xEB, HTML),
    "JPEG with a page as EXIF": partial(files.exif, SCRIPT.decode()),
    "JPEG with broken EXIF": partial(files.segments, 0xE1, b"Exif\0\0" + HTML),
    "JPEG with a page as XMP": partial(files.xmp, HTML),
    "JPEG with an entity bomb as XMP": partial(files.xmp, ENTITIES),
    "WebP with an entity bomb as XMP": partial(files.xmp, ENTITIES, "WEBP"),
    "JPEG with a page as IPTC": partial(files.iptc, SCRIPT),
    "JPEG with broken IPTC": lambda: files.iptc(SCRIPT).replace(
        b"\x1c\x02x", b"\x1c\xff"
    ),
    "JPEG with junk as its profile": partial(files.profile, HTML * 2_000),
    "PNG with a page in its texts": partial(files.texts, SCRIPT.decode()),
    "PNG with an unknown chunk": lambda: files.png(
        64, 48, after=files.chunk(b"teSt", HTML)
    ),
    "PNG with junk as its profile": lambda: files.png(
        64, 48, before=files.chunk(b"iCCP", b"a\0\0" + HTML)
    ),
    "WebP with a page as EXIF": partial(files.webp_with, b"EXIF", HTML, 8),
    "WebP with a page in an unknown chunk": partial(files.webp_with, b"teSt", HTML, 0),
}
# Names that would hurt if anything believed them; each picture hides the marker too.
NAMES: dict[str, str] = {
    "page": "anh.html",
    "PHP": "anh.php",
    "SVG": "anh.svg",
    "two extensions": "anh.php.jpg",
    "no extension": "anh",
    "only an extension": ".jpg",
    "no name": "",
    "climbing": "../../../../etc/anh.jpg",
    "climbing on Windows": "..\\..\\anh.jpg",
    "climbing in code": "%2e%2e%2fanh.jpg",
    "whole path": "/etc/cron.d/anh.jpg",
    "drive": "C:\\Windows\\anh.jpg",
    "drive alone": "C:anh.jpg",
    "hidden stream": "anh.jpg::$DATA",
    "device": "CON.jpg",
    "server's own file": ".htaccess",
    "NUL": "anh.php\0.jpg",
    "right to left": "anh\u202egpj.exe",
    "zero width": "a\u200bn\u2060h\ufeff.jpg",
    "line breaks": "anh.jpg\r\nSet-Cookie: a=b",
    "quotes": "anh\"'`;.jpg",
    "markup": "<img src=x onerror=alert(1)>.jpg",
    "300 letters": "ạ" * 300 + ".jpg",
    "decomposed": "A\u0309nh d\u0323e\u0323p.jpg",
    "lone surrogate": "anh\udcff.jpg",
    "spaces": "   .jpg",
    "formula": "=cmd|' /C calc'!A0.jpg",
    "template": "{{7*7}}${7*7}%s.jpg",
}

POLYGLOT: dict[str, Polyglot] = {
    **{name: Polyglot("anh.jpg", "image/jpeg", make) for name, make in HIDDEN.items()},
    **{
        f"name: {name}": Polyglot(filename, "image/jpeg", _as_tail("JPEG", HTML))
        for name, filename in NAMES.items()
    },
    "type: page": Polyglot("anh.jpg", "text/html", _as_tail("JPEG", HTML)),
    "type: SVG": Polyglot("anh.jpg", "image/svg+xml", _as_tail("JPEG", HTML)),
    "type: nothing": Polyglot("anh.jpg", "", _as_tail("JPEG", HTML)),
    "type: another picture": Polyglot("anh.gif", "image/gif", _as_tail("PNG", HTML)),
}
