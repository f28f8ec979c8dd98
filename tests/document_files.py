"""Attachments made by code: honest ones, and the tools that break them."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

from news.documents.kinds import ODT

Bytes = bytes | Callable[[], bytes]
Members = dict[str, bytes]

OFFICE = "application/vnd.openxmlformats-officedocument"
NAMESPACE = "http://schemas.openxmlformats.org/package/2006"
MEANING = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD_TYPE = f"{OFFICE}.wordprocessingml.document.main+xml"
SHEET_TYPE = f"{OFFICE}.spreadsheetml.sheet.main+xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(40) + b"\xff\xd9"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
DOCTYPE = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
WIDE_DOCTYPE = DOCTYPE.decode().encode("utf-16")
HTML = b"<!DOCTYPE html><script>alert(1)</script>"


def pdf(extra: bytes = b"") -> bytes:
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R" + extra + b">>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
        b"trailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
    )


def zipped(members: Members, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def content_types(*parts: tuple[str, str]) -> bytes:
    overrides = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts
    )
    return f'<Types xmlns="{NAMESPACE}/content-types">{overrides}</Types>'.encode()


def relationships(meaning: str, target: str, mode: str = "Internal") -> bytes:
    return (
        f'<Relationships xmlns="{NAMESPACE}/relationships"><Relationship Id="r1"'
        f' Type="{MEANING}/{meaning}" Target="{target}" TargetMode="{mode}"/>'
        "</Relationships>"
    ).encode()


def docx(more: Members | None = None, kind: str = WORD_TYPE) -> bytes:
    return zipped(
        {
            "[Content_Types].xml": content_types(("/word/document.xml", kind)),
            "_rels/.rels": relationships("officeDocument", "word/document.xml"),
            "word/document.xml": b"<document>Th\xc3\xb4ng b\xc3\xa1o</document>",
            **(more or {}),
        }
    )


def xlsx(more: Members | None = None, kind: str = SHEET_TYPE) -> bytes:
    return zipped(
        {
            "[Content_Types].xml": content_types(("/xl/workbook.xml", kind)),
            "_rels/.rels": relationships("officeDocument", "xl/workbook.xml"),
            "xl/workbook.xml": b"<workbook/>",
            **(more or {}),
        }
    )


def odt(more: Members | None = None, mimetype: bytes = b"", packed: bool = False):
    members = {
        "content.xml": b"<office/>",
        "META-INF/manifest.xml": b"<manifest/>",
        **(more or {}),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        method = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        told = mimetype or ODT.content_type.encode()
        archive.writestr("mimetype", told, compress_type=method)
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def bundle(more: Members | None = None) -> bytes:
    return zipped({"ghi-chu.txt": "Ghi chú".encode(), **(more or {})})


def renamed(new: bytes) -> bytes:
    """A ZIP whose only member has a name that `zipfile` would not write."""
    old = b"x" * len(new)
    return zipped({old.decode(): b"x"}, zipfile.ZIP_STORED).replace(old, new)


def with_mode(mode: int) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        member = zipfile.ZipInfo("ghi-chu.txt")
        member.external_attr = mode << 16
        archive.writestr(member, b"/etc/passwd")
    return buffer.getvalue()


def patched(offset: int, value: bytes, *, central: int | None = None) -> bytes:
    """`bundle()` with some bytes changed in its local (and its central) header."""
    content = bytearray(bundle())
    content[offset : offset + len(value)] = value
    if central is not None:
        at = content.index(b"PK\x01\x02") + central
        content[at : at + len(value)] = value
    return bytes(content)


def lying(declared: int) -> bytes:
    """A member of 4 MB that says it is small, in both of its headers."""
    content = bytearray(zipped({"a.txt": b"a" * 4_000_000}))
    told = struct.pack("<L", declared)
    central = content.index(b"PK\x01\x02")
    content[22:26] = content[central + 24 : central + 28] = told
    return bytes(content)


def overlapping(count: int) -> bytes:
    """Many lines of the table that share one member's bytes."""
    whole = zipped({"00000.txt": b"a" * 900_000})
    at = whole.index(b"PK\x01\x02")
    line = whole[at:-22]
    lines = b"".join(
        line.replace(b"00000.txt", f"{number:05}.txt".encode())
        for number in range(count)
    )
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(lines), at, 0)
    return whole[:at] + lines + end


def bomb(count: int, size: int) -> bytes:
    """Members of spaces, packed once."""
    once = zipped({"00000.txt": b" " * size})
    packed_end = once.index(b"PK\x01\x02")
    local, central = once[:packed_end], once[packed_end:-22]
    locals_, centrals = [], []
    for number in range(count):
        name = f"{number:05}.txt".encode()
        line = bytearray(central.replace(b"00000.txt", name))
        line[42:46] = struct.pack("<L", number * len(local))
        locals_.append(local.replace(b"00000.txt", name))
        centrals.append(bytes(line))
    body, table = b"".join(locals_), b"".join(centrals)
    return (
        body
        + table
        + struct.pack(
            "<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(table), len(body), 0
        )
    )


def mild_text(size: int) -> bytes:
    """Text that packs well, and yet not so well that the ratio betrays it."""
    line = b"".join(b"%d " % (number * 7919 % 10_007) for number in range(400))
    return (line * (size // len(line) + 1))[:size]


def nested_documents() -> bytes:
    """Honest by itself, each; together more than one upload may unpack."""
    inner = docx({"word/media/a.txt": mild_text(60_000_000)})
    return zipped({f"{number}.docx": inner for number in range(5)}, zipfile.ZIP_STORED)


def many_links() -> bytes:
    """Lists of links that are small when packed and dear to parse."""
    link = b'<Relationship Type="hyperlink" Target="a%d" TargetMode="External"/>'
    links = b"".join(link % (number * 7919 % 10_007) for number in range(70_000))
    content = b"<Relationships>%s</Relationships>" % links
    return docx({f"word/_rels/{number}.rels": content for number in range(5)})


def many_members() -> bytes:
    return bomb(1001, 10)


def table_of_a_million() -> bytes:
    """25 MB of nothing but table: to be counted before it is read."""
    return bomb(1, 10)[:-22] + struct.pack(
        "<4s4H2LH", b"PK\5\6", 0, 0, 65_535, 65_535, 400, 100, 0
    )


def with_gap(content: bytes) -> bytes:
    """A page between the members and a table that knows of it."""
    at = content.index(b"PK\x01\x02")
    end = bytearray(content[-22:])
    end[16:20] = struct.pack("<L", at + len(HTML))
    return content[:at] + HTML + content[at:-22] + bytes(end)


def streamed() -> bytes:
    """As programs write that can't go back: sizes stand behind each member."""

    class OneWay(io.RawIOBase):
        def __init__(self) -> None:
            self.written = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, data) -> int:  # type: ignore[no-untyped-def]
            self.written += bytes(data)
            return len(data)

    target = OneWay()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"a")
        archive.writestr("b.pdf", pdf())
    return bytes(target.written)


ALL_KINDS_INSIDE = {
    "van-ban/": b"",
    "van-ban/Quyết định.pdf": pdf(),
    "van-ban/a.DOCX": docx(),
    "b.xlsx": xlsx(),
    "c.odt": odt(),
    "d.jpg": JPEG,
    "e.png": PNG,
    "f.webp": b"RIFF____WEBPVP8 ",
    "g.gif": b"GIF89a",
    "h.csv": "Tên;Số\nGạo;1\n".encode(),
    "i.txt": b"",
}
