"""What an attachment ("Tệp đính kèm") may be: asked of its bytes, never of its name.

Pure: no database, no storage. PDF, DOCX, XLSX, ODT and ZIP pass, when every part of
them was read and nothing in them runs; everything else is refused in one sentence.
"""

from __future__ import annotations

import re

from news.documents import bundle, office, pdf
from news.documents.archive import MAGIC as ZIP_MAGIC
from news.documents.archive import Archive
from news.documents.kinds import KINDS, MAX_BYTES, PDF, ZIP, DocumentError, Kind
from news.vietnamese import clean_line

__all__ = ["KINDS", "MAX_BYTES", "DocumentError", "Kind", "clean_name", "kind_of"]

NAME_LENGTH = 150
NAMELESS = "Tệp đính kèm"
EXTENSION = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,9}\Z|\.7z\Z")
DRIVE = re.compile(r"\A[A-Za-z]:")

ALLOWED = "Chỉ nhận tệp PDF, DOCX, XLSX, ODT và ZIP."
PACK_AGAIN = "Không nhận RAR, 7z và các kiểu nén khác. Hãy nén lại thành ZIP."
PROGRAM = "Không nhận tệp chương trình hoặc mã lệnh."
PICTURE = "Đây là tệp ảnh. Hãy tải ảnh lên thư viện ảnh."
REFUSED_STARTS = {
    office.OLE_MAGIC: (
        "Không nhận tệp Word, Excel đời cũ (.doc, .xls) hoặc có mật khẩu."
        " Hãy lưu thành DOCX, XLSX hoặc PDF."
    ),
    b"{\\rtf": "Không nhận tệp RTF. Hãy lưu thành DOCX hoặc PDF.",
    b"PK\x05\x06": "Tệp ZIP không có tệp nào bên trong.",
    b"Rar!": PACK_AGAIN,
    b"7z\xbc\xaf": PACK_AGAIN,
    b"\x1f\x8b": PACK_AGAIN,
    b"BZh": PACK_AGAIN,
    b"\xfd7zXZ": PACK_AGAIN,
    b"MZ": PROGRAM,
    b"\x7fELF": PROGRAM,
    b"\xca\xfe\xba\xbe": PROGRAM,
    b"\xcf\xfa\xed\xfe": PROGRAM,
    b"#!": PROGRAM,
    b"\xff\xd8\xff": PICTURE,
    b"\x89PNG": PICTURE,
    b"GIF8": PICTURE,
}
LONGEST_HEADER = 1024


def kind_of(content: bytes) -> Kind:
    """The kind of a file that may be attached. Raises DocumentError in Vietnamese."""
    if not content:
        raise DocumentError("Tệp rỗng.")
    if len(content) > MAX_BYTES:
        raise DocumentError("Tệp lớn hơn 25 MB.")
    if content.startswith(b"%PDF-"):
        pdf.check(content)
        return PDF
    if content.startswith(ZIP_MAGIC):
        return _archive_kind(Archive(content))
    raise DocumentError(_refusal(content))


def clean_name(name: str) -> str:
    """A title for people from the name of an uploaded file, which is never stored."""
    one_line = re.sub(r"[\x00-\x1f\x7f]+", " ", name)
    last = re.split(r"[/\\]", clean_line(one_line))[-1]
    bare = DRIVE.sub("", last)
    while EXTENSION.search(bare):
        bare = EXTENSION.sub("", bare)
    return clean_line(bare.strip(" ."))[:NAME_LENGTH].rstrip() or NAMELESS


def _archive_kind(archive: Archive) -> Kind:
    if office.is_office(archive):
        return office.kind_of(archive)
    bundle.check(archive)
    return ZIP


def _refusal(content: bytes) -> str:
    """What to say, and what the person can do."""
    for start, message in REFUSED_STARTS.items():
        if content.startswith(start):
            return message
    head = content[:LONGEST_HEADER]
    if b"%PDF-" in head:
        return "Tệp PDF có dữ liệu thừa ở đầu tệp. Hãy in lại thành PDF mới."
    if ZIP_MAGIC in head:
        return "Tệp nén có dữ liệu thừa ở đầu tệp. Hãy nén lại thành ZIP."
    if b"\0" not in head and head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return f"Không nhận HTML, SVG, XML và mã lệnh. {ALLOWED}"
    return ALLOWED
