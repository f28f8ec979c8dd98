"""Reading a ZIP without trusting it: every length is checked, every byte is counted.

Our own reader rather than `zipfile`: that one forgives bytes before, between and after
the members, loads any number of them, and believes the sizes that a member declares.
"""

from __future__ import annotations

import posixpath
import re
import stat
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from news.documents.kinds import DocumentError
from news.vietnamese import INVISIBLE, clean_line, nfc, shorten

MAGIC = b"PK\x03\x04"
MAX_MEMBERS = 1000
MAX_UNPACKED = 200 * 1024 * 1024
MAX_PARSED = 20 * 1024 * 1024
MAX_RATIO = 200
RATIO_COUNTS_FROM = 1024 * 1024
CHUNK = 256 * 1024

END = struct.Struct("<4s4H2LH")
CENTRAL = struct.Struct("<4s6H3L5H2L")
LOCAL = struct.Struct("<4s5H3L2H")
DESCRIPTOR_LENGTHS = {12, 16, 20, 24}
STORED, DEFLATED = 0, 8
ENCRYPTED, HAS_DESCRIPTOR, UTF8 = 0x0041, 0x0008, 0x0800
DRIVE = re.compile(r"[A-Za-z]:")

BROKEN = "Tệp nén bị hỏng, bị cắt cụt hoặc có dữ liệu thừa."
TOO_LARGE = "Tệp nén bung ra lớn hơn 200 MB."
TOO_MANY = "Tệp nén có hơn 1.000 tệp bên trong."


@dataclass
class Budget:
    """What one upload may cost, however deep its archives lie in one another."""

    unpacked: int = MAX_UNPACKED
    members: int = MAX_MEMBERS
    parsed: int = MAX_PARSED

    def spend_bytes(self, count: int) -> None:
        self.unpacked -= count
        if self.unpacked < 0:
            raise DocumentError(TOO_LARGE)

    def spend_members(self, count: int) -> None:
        self.members -= count
        if self.members < 0:
            raise DocumentError(TOO_MANY)

    def spend_parsing(self, count: int) -> None:
        self.parsed -= count
        if self.parsed < 0:
            raise DocumentError("Tệp có danh mục các phần bên trong quá lớn.")


@dataclass(frozen=True)
class Member:
    """One line of the table of contents."""

    name: str
    raw_name: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    mode: int
    offset: int

    @property
    def is_folder(self) -> bool:
        return self.name.endswith("/")

    @property
    def shown(self) -> str:
        return f"“{shorten(self.name, 60)}”"


@dataclass
class Archive:
    """The members of a ZIP that has nothing beside them."""

    content: bytes
    budget: Budget = field(default_factory=Budget)
    members: list[Member] = field(init=False)

    def __post_init__(self) -> None:
        self.members = list(_table(self.content, self.budget))
        _check_names(self.members)
        for member in self.members:
            _check_member(member)
        if sum(member.size for member in self.members) > self.budget.unpacked:
            raise DocumentError(TOO_LARGE)
        self._data_at = dict(_places(self.content, self.members))

    def chunks(self, member: Member) -> Iterator[bytes]:
        """The member's bytes, bit by bit; an error when they are not as declared."""
        size, crc = 0, 0
        for chunk in self._unpacked(member):
            size += len(chunk)
            if size > member.size:
                raise DocumentError(BROKEN)
            self.budget.spend_bytes(len(chunk))
            crc = zlib.crc32(chunk, crc)
            yield chunk
        if (size, crc) != (member.size, member.crc):
            raise DocumentError(BROKEN)

    def read(self, member: Member, limit: int) -> bytes:
        if member.size > limit:
            raise DocumentError(f"Tệp {member.shown} trong tệp nén quá lớn.")
        return b"".join(self.chunks(member))

    def _unpacked(self, member: Member) -> Iterator[bytes]:
        start = self._data_at[member.offset]
        packed = memoryview(self.content)[start : start + member.packed]
        if member.method == STORED:
            for at in range(0, len(packed), CHUNK):
                yield bytes(packed[at : at + CHUNK])
            return
        yield from _inflated(packed)


def _inflated(packed: memoryview) -> Iterator[bytes]:
    """Unpack a stream that must end where its bytes end."""
    inflate, at, waiting = zlib.decompressobj(-zlib.MAX_WBITS), 0, b""
    while not inflate.eof:
        if not waiting:
            waiting, at = bytes(packed[at : at + CHUNK]), at + CHUNK
        try:
            chunk = inflate.decompress(waiting, CHUNK)
        except zlib.error as error:
            raise DocumentError(BROKEN) from error
        waiting = inflate.unconsumed_tail
        if chunk:
            yield chunk
        elif not waiting and at >= len(packed) and not inflate.eof:
            raise DocumentError(BROKEN)
    if inflate.unused_data or at < len(packed):
        raise DocumentError(BROKEN)


def _table(content: bytes, budget: Budget) -> Iterator[Member]:
    """The central directory, which must fill the file up to its end record."""
    if not content.startswith(MAGIC) or len(content) < END.size:
        raise DocumentError(BROKEN)
    end_at = len(content) - END.size
    magic, disk, first, here, total, length, at, comment = END.unpack_from(
        content, end_at
    )
    if (magic, disk, first, comment) != (b"PK\x05\x06", 0, 0, 0):
        raise DocumentError(BROKEN)
    if here != total or at + length != end_at:
        raise DocumentError(BROKEN)
    budget.spend_members(total)
    for _ in range(total):
        member, at = _central(content, at, end_at)
        yield member
    if at != end_at:
        raise DocumentError(BROKEN)


def _central(content: bytes, at: int, end: int) -> tuple[Member, int]:
    if at + CENTRAL.size > end:
        raise DocumentError(BROKEN)
    fields = CENTRAL.unpack_from(content, at)
    magic, flags, method = fields[0], fields[3], fields[4]
    crc, packed, size = fields[7:10]
    name_length, extra, comment, disk = fields[10:14]
    attributes, offset = fields[15:17]
    names_at = at + CENTRAL.size
    after = names_at + name_length + extra + comment
    if magic != b"PK\x01\x02" or disk or after > end:
        raise DocumentError(BROKEN)
    raw = content[names_at : names_at + name_length]
    name, mode = _decoded(raw, flags), attributes >> 16
    member = Member(name, raw, flags, method, crc, packed, size, mode, offset)
    return member, after


def _decoded(raw: bytes, flags: int) -> str:
    try:
        return raw.decode("utf-8" if flags & UTF8 else "cp437")
    except UnicodeDecodeError as error:
        raise DocumentError(BROKEN) from error


def _check_names(members: list[Member]) -> None:
    seen: set[str] = set()
    for member in members:
        name = member.name
        parts = name.split("/")
        if (
            not name
            or name.startswith("/")
            or DRIVE.match(name)
            or ".." in parts
            or "\\" in name
            or INVISIBLE.search(name)
            or clean_line(name) == ""
            or any(char < " " for char in name)
        ):
            raise DocumentError("Tệp nén có tên tệp bên trong không an toàn.")
        key = posixpath.normpath(nfc(name)).casefold()
        if key in seen:
            raise DocumentError("Tệp nén có hai tệp bên trong trùng tên.")
        seen.add(key)


def _check_member(member: Member) -> None:
    if member.flags & ENCRYPTED:
        raise DocumentError("Tệp nén có mật khẩu. Hãy nén lại không đặt mật khẩu.")
    if member.method not in (STORED, DEFLATED):
        raise DocumentError("Tệp nén dùng cách nén lạ. Hãy nén lại thành ZIP thường.")
    if stat.S_IFMT(member.mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise DocumentError("Tệp nén có liên kết hoặc thiết bị bên trong.")
    if member.is_folder and member.size:
        raise DocumentError(BROKEN)
    if member.size > RATIO_COUNTS_FROM and member.size > MAX_RATIO * member.packed:
        raise DocumentError("Tệp nén có tệp bên trong nén quá mức (bom nén).")


def _places(content: bytes, members: list[Member]) -> Iterator[tuple[int, int]]:
    """Where each member's bytes begin. Nothing may lie before, between or after."""
    expected, may_follow = 0, {0}
    for member in sorted(members, key=lambda member: member.offset):
        if member.offset - expected not in may_follow:
            raise DocumentError(BROKEN)
        start = _local(content, member)
        yield member.offset, start
        expected = start + member.packed
        described = member.flags & HAS_DESCRIPTOR
        may_follow = DESCRIPTOR_LENGTHS if described else {0}
    table_at = END.unpack_from(content, len(content) - END.size)[6]
    if table_at - expected not in may_follow:
        raise DocumentError(BROKEN)


def _local(content: bytes, member: Member) -> int:
    """The second description of a member must be the first one's twin."""
    if member.offset + LOCAL.size > len(content):
        raise DocumentError(BROKEN)
    magic, _need, flags, method, _time, _date, crc, packed, size, name_length, extra = (
        LOCAL.unpack_from(content, member.offset)
    )
    names_at = member.offset + LOCAL.size
    raw = content[names_at : names_at + name_length]
    same_flags = not (flags ^ member.flags) & (ENCRYPTED | HAS_DESCRIPTOR | UTF8)
    if magic != MAGIC or not same_flags or method != member.method:
        raise DocumentError(BROKEN)
    later = {0, 0xFFFFFFFF} if flags & HAS_DESCRIPTOR else set()
    told = ((crc, member.crc), (packed, member.packed), (size, member.size))
    if raw != member.raw_name or any(
        first not in later | {second} for first, second in told
    ):
        raise DocumentError(BROKEN)
    return names_at + name_length + extra
