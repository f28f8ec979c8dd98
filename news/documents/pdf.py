"""A PDF: whole, alone in its file, and with nothing that acts when it is opened.

Names are looked for as they stand in the file. What is packed inside an object stream
is not unpacked: it is sent as a download, and the reader's viewer is the last guard.
"""

from __future__ import annotations

import re

from news.documents.kinds import DocumentError

HEAD = re.compile(rb"%PDF-[12]\.[0-9]")
TAIL = re.compile(rb"startxref[\s\0]+[0-9]+[\s\0]+%%EOF[\s\0]*\Z")
ZIP_END = b"PK\x05\x06"
ZIP_TAIL = 22 + 65535


def _name(word: str) -> bytes:
    """A pattern for the name Word, where any letter may be written as #57."""
    letters = (f"(?:{letter}|#(?i:{ord(letter):02x}))" for letter in word)
    return "".join(letters).encode()


# The value tells /JS from three bytes that happen to stand in a picture.
SCRIPT = rb"[\s\0]*(?:\((?:\xfe\xff|[\t\r\n -~]{4})|<[0-9A-Fa-f\s]{4}|\d+\s+\d+\s+R\b)"
NAME_END = rb"(?=[\s\0/<>\[\](){}%]|\Z)"
# Begins with one plain byte: the engine leaps from slash to slash.
TRAP = re.compile(
    b"/(?=[JLE#])(?:(?:%s|%s)%s|(?P<embedded>%s(?:s|#73)?)%s|%s%s)"
    % (
        *(_name("JavaScript"), _name("Launch"), NAME_END),
        *(_name("EmbeddedFile"), NAME_END, _name("JS"), SCRIPT),
    )
)


def check(content: bytes) -> None:
    if not HEAD.match(content) or not TAIL.search(content[-1024:]):
        raise DocumentError("Tệp PDF bị cắt cụt hoặc có dữ liệu thừa ở cuối.")
    if _holds_zip(content):
        raise DocumentError("Tệp PDF có một tệp nén giấu bên trong.")
    trap = TRAP.search(content)
    if trap and trap["embedded"]:
        raise DocumentError("Tệp PDF có tệp nhúng bên trong. Hãy in lại thành PDF mới.")
    if trap:
        raise DocumentError(
            "Tệp PDF có mã lệnh (JavaScript hoặc Launch). Hãy in lại thành PDF mới."
        )


def _holds_zip(content: bytes) -> bool:
    """Whether an unpacker would find the end of an archive in the last bytes."""
    tail = content[-ZIP_TAIL:]
    at = tail.rfind(ZIP_END)
    if at < 0 or len(tail) - at < 22:
        return False
    comment = int.from_bytes(tail[at + 20 : at + 22], "little")
    return at + 22 + comment <= len(tail)
