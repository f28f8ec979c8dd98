"""DOCX, XLSX and ODT: the plain kinds, with no macro, no object and no outside part."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from news.documents.archive import MAGIC as ZIP_MAGIC
from news.documents.archive import STORED, Archive, Member
from news.documents.kinds import DOCX, MAX_BYTES, ODT, OFFICE, XLSX, DocumentError, Kind

TYPES = "[Content_Types].xml"
MIMETYPE = "mimetype"
MANIFEST = "META-INF/manifest.xml"
OLE_MAGIC = b"\xd0\xcf\x11\xe0"
PROGRAM_MAGIC = (b"MZ", b"\x7fELF")
MAX_INDEX = 5 * 1024 * 1024

MAIN_PARTS = {
    "/word/document.xml": (f"{OFFICE}.wordprocessingml.document.main+xml", DOCX),
    "/xl/workbook.xml": (f"{OFFICE}.spreadsheetml.sheet.main+xml", XLSX),
}
MACRO_WORDS = ("macroenabled", "vbaproject", "macrosheet", "vbadata")
OBJECT_WORDS = ("activex", "oleobject")
# Whoever opens the file reads these outside parts only when asked to.
HARMLESS_OUTSIDE = {"hyperlink", "image", "externalLinkPath", "xlPathMissing"}
ACTIVE_EXTENSIONS = {
    *("bat", "cmd", "com", "dll", "exe", "hta", "jar", "jse", "lnk", "msi", "scr"),
    *("js", "php", "ps1", "sh", "vbe", "vbs", "wsf"),
    *("htm", "html", "mht", "mhtml", "svg", "xhtml"),
}
# A declaration of a type is what entity bombs and outside entities need.
XML_TRAPS = (b"<!DOCTYPE", b"<!ENTITY", b"vnd.sun.star.script:")
LONGEST_TRAP = max(map(len, XML_TRAPS))

MACRO = "Tệp có macro không được nhận. Hãy lưu thành DOCX hoặc XLSX không có macro."
OBJECT = "Tệp có đối tượng nhúng (OLE, ActiveX). Hãy bỏ đối tượng hoặc lưu thành PDF."
OUTSIDE = "Tệp gọi mẫu hoặc đối tượng ở nơi khác. Hãy lưu thành PDF."
TRAP = "Tệp có phần XML không an toàn. Hãy mở ra và lưu lại thành tệp mới."
BROKEN = "Tệp Word, Excel hoặc OpenDocument bị hỏng hay thiếu phần chính."
OTHER_OFFICE = "Chỉ nhận DOCX, XLSX và ODT. Hãy lưu tệp này thành PDF."


def is_office(archive: Archive) -> bool:
    names = {member.name.casefold() for member in archive.members}
    first = archive.members[0].name if archive.members else ""
    return TYPES.casefold() in names or first == MIMETYPE


def kind_of(archive: Archive, *, nested: bool = False) -> Kind:
    """Which of the three it is; every byte of it has been read by then."""
    by_name = {member.name: member for member in archive.members}
    if TYPES in by_name:
        kind = _microsoft_kind(archive, by_name)
    else:
        kind = _open_kind(archive)
    for member in archive.members:
        _check_name(member.name.casefold())
        _check_content(archive, member, kind, nested=nested)
    return kind


def _microsoft_kind(archive: Archive, by_name: dict[str, Member]) -> Kind:
    types = list(_elements(archive, by_name[TYPES]))
    said = [(item.get("PartName"), item.get("ContentType") or "") for item in types]
    _refuse_active_types(content_type.casefold() for _, content_type in said)
    for part, content_type in said:
        expected, kind = MAIN_PARTS.get(part or "", ("", None))
        if kind and content_type == expected:
            if (part or "")[1:] not in by_name:
                raise DocumentError(BROKEN)
            return kind
    if any(".main+xml" in content_type for _, content_type in said):
        raise DocumentError(OTHER_OFFICE)
    raise DocumentError(BROKEN)


def _refuse_active_types(content_types: Iterable[str]) -> None:
    for content_type in content_types:
        if any(word in content_type for word in MACRO_WORDS):
            raise DocumentError(MACRO)
        if any(word in content_type for word in OBJECT_WORDS):
            raise DocumentError(OBJECT)


def _open_kind(archive: Archive) -> Kind:
    """ODT: its type stands first, unpacked, so that it can be read at a fixed place."""
    first = archive.members[0]
    if first.name != MIMETYPE or first.method != STORED:
        raise DocumentError(BROKEN)
    told = archive.read(first, 200).decode("ascii", "replace")
    if told != ODT.content_type:
        raise DocumentError(OTHER_OFFICE)
    by_name = {member.name: member for member in archive.members}
    if "content.xml" not in by_name or MANIFEST not in by_name:
        raise DocumentError(BROKEN)
    if b"encryption-data" in archive.read(by_name[MANIFEST], MAX_INDEX):
        raise DocumentError("Tệp có mật khẩu. Hãy lưu lại không đặt mật khẩu.")
    return ODT


def _check_name(name: str) -> None:
    folders = name.split("/")[:-1]
    if any(word in name for word in MACRO_WORDS) or {"basic", "scripts"} & {*folders}:
        raise DocumentError(MACRO)
    in_embeddings = "embeddings" in folders and not name.endswith((".xlsx", ".docx"))
    if "activex" in folders or (in_embeddings and not name.endswith("/")):
        raise DocumentError(OBJECT)
    if name.rpartition(".")[2] in ACTIVE_EXTENSIONS:
        raise DocumentError("Tệp có mã lệnh hoặc trang HTML bên trong.")


def _check_content(
    archive: Archive, member: Member, kind: Kind, *, nested: bool
) -> None:
    """Read the whole part: its start says what it is, XML may hold no trap."""
    name = member.name.casefold()
    if name.endswith(".rels"):
        _check_relationships(archive, member)
    is_xml = name.endswith((".xml", ".rels", ".vml", ".rdf"))
    start, rest = b"", b""
    for chunk in archive.chunks(member):
        start = start or chunk[:4]
        if is_xml:
            # UTF-16 is the same letters with NULs between them.
            rest = rest[-LONGEST_TRAP:] + chunk.replace(b"\0", b"")
            if any(trap in rest for trap in XML_TRAPS):
                raise DocumentError(TRAP)
    if start == OLE_MAGIC or start.startswith(PROGRAM_MAGIC):
        raise DocumentError(OBJECT)
    if start == ZIP_MAGIC:
        _check_embedded(archive, member, kind, nested=nested)


def _check_embedded(
    archive: Archive, member: Member, kind: Kind, *, nested: bool
) -> None:
    """The table behind a chart is a workbook of its own; nothing lies deeper."""
    if nested or kind is ODT or "/embeddings/" not in f"/{member.name}":
        raise DocumentError(OBJECT)
    inside = Archive(archive.read(member, MAX_BYTES), archive.budget)
    if not is_office(inside):
        raise DocumentError(OBJECT)
    kind_of(inside, nested=True)


def _check_relationships(archive: Archive, member: Member) -> None:
    for item in _elements(archive, member):
        meaning = (item.get("Type") or "").rpartition("/")[2]
        if meaning.casefold() in MACRO_WORDS:
            raise DocumentError(MACRO)
        outside = (item.get("TargetMode") or "").casefold() == "external"
        if outside and meaning not in HARMLESS_OUTSIDE:
            raise DocumentError(OUTSIDE)


def _elements(archive: Archive, member: Member) -> Iterable[etree._Element]:
    archive.budget.spend_parsing(member.size)
    content = archive.read(member, MAX_INDEX)
    if any(trap in content.replace(b"\0", b"") for trap in XML_TRAPS):
        raise DocumentError(TRAP)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise DocumentError(BROKEN) from error
    return root.iterchildren(tag=etree.Element)
