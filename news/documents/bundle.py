"""A plain ZIP: every file inside is of a kind that we would take, and says so."""

from __future__ import annotations

import codecs

from news.documents import office, pdf
from news.documents.archive import MAGIC as ZIP_MAGIC
from news.documents.archive import Archive, Member
from news.documents.kinds import DOCX, MAX_BYTES, ODT, PDF, XLSX, ZIP, DocumentError

PICTURES = {
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "gif": (b"GIF87a", b"GIF89a"),
    "webp": (b"RIFF",),
}
TEXTS = ("txt", "csv")
DOCUMENTS = {kind.extension: kind for kind in (PDF, DOCX, XLSX, ODT)}


def check(archive: Archive) -> None:
    files = [member for member in archive.members if not member.is_folder]
    if not files:
        raise DocumentError("Tệp ZIP không có tệp nào bên trong.")
    for member in archive.members:
        if member.is_folder:
            list(archive.chunks(member))
        else:
            _check(archive, member)


def _check(archive: Archive, member: Member) -> None:
    extension = member.name.rpartition("/")[2].rpartition(".")[2].casefold()
    if extension in PICTURES:
        _check_picture(archive, member, extension)
    elif extension in TEXTS:
        _check_text(archive, member)
    elif extension in DOCUMENTS:
        _check_document(archive, member, extension)
    elif extension in (ZIP.extension, "rar", "7z", "gz", "tar", "tgz", "bz2", "xz"):
        raise _refusal(member, "là tệp nén lồng nhau")
    else:
        raise _refusal(member, "không thuộc loại được nhận")


def _check_picture(archive: Archive, member: Member, extension: str) -> None:
    start = b""
    for chunk in archive.chunks(member):
        start = start or chunk[:16]
    fits = start.startswith(PICTURES[extension])
    if not fits or (extension == "webp" and start[8:12] != b"WEBP"):
        raise _refusal(member, "có nội dung khác với đuôi tên")


def _check_text(archive: Archive, member: Member) -> None:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for chunk in archive.chunks(member):
            if b"\0" in chunk:
                raise _refusal(member, "không phải văn bản UTF-8")
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise _refusal(member, "không phải văn bản UTF-8") from error


def _check_document(archive: Archive, member: Member, extension: str) -> None:
    content = archive.read(member, MAX_BYTES)
    if content.startswith(b"%PDF-"):
        pdf.check(content)
        kind = PDF
    elif content.startswith(ZIP_MAGIC):
        inside = Archive(content, archive.budget)
        if not office.is_office(inside):
            raise _refusal(member, "là tệp nén lồng nhau")
        kind = office.kind_of(inside)
    else:
        raise _refusal(member, "có nội dung khác với đuôi tên")
    if kind is not DOCUMENTS[extension]:
        raise _refusal(member, "có nội dung khác với đuôi tên")


def _refusal(member: Member, reason: str) -> DocumentError:
    return DocumentError(f"Tệp {member.shown} trong tệp ZIP {reason}.")
