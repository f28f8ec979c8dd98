"""Attachments that must be refused, with what is said of each; and honest ones."""

from __future__ import annotations

import stat
import struct
import zipfile
from collections.abc import Callable
from functools import partial

from news.documents.kinds import DOCX, MAX_BYTES, ODT, PDF, XLSX, ZIP, Kind
from tests.document_files import (
    ALL_KINDS_INSIDE,
    DOCTYPE,
    HTML,
    JPEG,
    OFFICE,
    OLE,
    PNG,
    WIDE_DOCTYPE,
    WORD_TYPE,
    bomb,
    bundle,
    content_types,
    docx,
    lying,
    many_links,
    many_members,
    mild_text,
    nested_documents,
    odt,
    overlapping,
    patched,
    pdf,
    relationships,
    renamed,
    streamed,
    table_of_a_million,
    with_gap,
    with_mode,
    xlsx,
    zipped,
)

Bytes = bytes | Callable[[], bytes]

ENCRYPTED_FLAG = partial(patched, 6, b"\x01\x00", central=8)
STRANGE_METHOD = partial(patched, 8, b"\x0e\x00", central=10)

# Name: (what is uploaded, a part of the sentence that answers it).
BAD: dict[str, tuple[Bytes, str]] = {
    # Nothing, too much, and what was never on the list.
    "empty": (b"", "Tệp rỗng"),
    "over 25 MB": (lambda: b"%PDF-" + bytes(MAX_BYTES), "lớn hơn 25 MB"),
    "HTML": (HTML, "HTML"),
    "HTML after a byte order mark": (b"\xef\xbb\xbf\n" + HTML, "HTML"),
    "SVG": (b"<svg onload='alert(1)'/>", "SVG"),
    "XML with an outside entity": (DOCTYPE, "XML"),
    "shell script": (b"#!/bin/sh\nrm -rf /\n", "mã lệnh"),
    "PHP": (b"<?php system($_GET['c']);", "mã lệnh"),
    "JavaScript": (b"alert(1)", "Chỉ nhận tệp PDF"),
    "Windows program": (b"MZ\x90\x00" + bytes(60), "chương trình"),
    "Linux program": (b"\x7fELF\x02\x01" + bytes(60), "chương trình"),
    "Java class": (b"\xca\xfe\xba\xbe\x00\x00\x00\x34", "chương trình"),
    "old Word or locked DOCX": (OLE, "lưu thành DOCX"),
    "RTF": (b"{\\rtf1\\ansi {\\object}}", "RTF"),
    "RAR": (b"Rar!\x1a\x07\x01\x00", "nén lại thành ZIP"),
    "7z": (b"7z\xbc\xaf\x27\x1c\x00\x04", "nén lại thành ZIP"),
    "gzip": (b"\x1f\x8b\x08\x00" + bytes(20), "nén lại thành ZIP"),
    "picture": (JPEG, "thư viện ảnh"),
    "plain text": ("Văn bản".encode(), "Chỉ nhận tệp PDF"),
    "noise": (bytes(range(255, -1, -1)), "Chỉ nhận tệp PDF"),
    # PDF.
    "PDF cut short": (pdf()[:-20], "cắt cụt"),
    "PDF header only": (b"%PDF-1.7", "cắt cụt"),
    "PDF with a page behind it": (pdf() + HTML, "dữ liệu thừa ở cuối"),
    "PDF with a page before it": (HTML + pdf(), "dữ liệu thừa ở đầu"),
    "PDF that is a ZIP too": (
        pdf().replace(b"startxref", bundle()[:-2] + b"\x0f\0startxref"),
        "tệp nén giấu",
    ),
    "PDF without a table": (b"%PDF-1.7\n%%EOF", "cắt cụt"),
    "PDF of no version": (pdf().replace(b"1.4", b"x.y"), "cắt cụt"),
    "PDF with JavaScript": (pdf(b"/S/JavaScript"), "JavaScript"),
    "PDF with JavaScript in hexadecimal": (pdf(b"/S/J#61vaScri#70t"), "JavaScript"),
    "PDF with a script text": (pdf(b"/JS(app.alert(1))"), "JavaScript"),
    "PDF with a script elsewhere": (pdf(b"/S/Rendition/JS 5 0 R"), "JavaScript"),
    "PDF that starts a program": (pdf(b"/S/Launch/F(cmd.exe)"), "Launch"),
    "PDF with a file inside": (pdf(b"/Type/EmbeddedFile"), "tệp nhúng"),
    "PDF with files inside": (pdf(b"/Names<</EmbeddedFiles 5 0 R>>"), "tệp nhúng"),
    # ZIP: its form.
    "ZIP of nothing": (zipped({}), "không có tệp nào"),
    "ZIP of a folder": (zipped({"thu-muc/": b""}), "không có tệp nào"),
    "ZIP cut short": (bundle()[:-30], "bị cắt cụt"),
    "ZIP header only": (b"PK\x03\x04", "bị hỏng"),
    "ZIP with a page before it": (HTML + bundle(), "dữ liệu thừa ở đầu"),
    "ZIP with a page behind it": (bundle() + HTML, "dữ liệu thừa"),
    "ZIP with a page as its comment": (
        bundle()[:-2] + struct.pack("<H", len(HTML)) + HTML,
        "dữ liệu thừa",
    ),
    "ZIP with bytes between members and table": (
        lambda: with_gap(bundle()),
        "dữ liệu thừa",
    ),
    "ZIP whose data was changed": (
        zipped({"a.txt": b"honest"}, zipfile.ZIP_STORED).replace(b"honest", b"forged"),
        "bị hỏng",
    ),
    "ZIP with two sizes for a member": (patched(22, b"\x01\x00\x00\x00"), "bị hỏng"),
    "ZIP with two names for a member": (
        zipped({"a.txt": b"a"}).replace(b"a.txt", b"b.txt", 1),
        "bị hỏng",
    ),
    "ZIP whose member says it is small": (partial(lying, 10), "bị hỏng"),
    "ZIP whose member says it is large": (partial(lying, 5_000_000), "nén quá mức"),
    "ZIP with a shared member": (partial(overlapping, 100), "bị hỏng"),
    "ZIP of 1,001 files": (many_members, "1.000 tệp"),
    "ZIP that says 65,535 files": (table_of_a_million, "bị hỏng"),
    "ZIP of 300 MB of spaces": (partial(bomb, 300, 1_000_000), "200 MB"),
    "ZIP with a file of 100 MB of spaces": (partial(bomb, 1, 10**8), "nén quá mức"),
    "ZIP with a password": (ENCRYPTED_FLAG, "mật khẩu"),
    "ZIP with a strange method": (STRANGE_METHOD, "cách nén lạ"),
    # ZIP: its names.
    "ZIP that climbs out": (zipped({"../../x.txt": b"x"}), "không an toàn"),
    "ZIP that climbs inside": (zipped({"a/../../x.txt": b"x"}), "không an toàn"),
    "ZIP with a whole path": (zipped({"/etc/x.txt": b"x"}), "không an toàn"),
    "ZIP with a drive": (zipped({"C:/x.txt": b"x"}), "không an toàn"),
    "ZIP with a backslash": (renamed(b"..\\x.txt"), "không an toàn"),
    "ZIP with NUL in a name": (renamed(b"x.php\0.txt"), "không an toàn"),
    "ZIP with a line break in a name": (renamed(b"x\ny.txt"), "không an toàn"),
    "ZIP with a turned name": (zipped({"x\u202etxt.exe": b"x"}), "không an toàn"),
    "ZIP with a name twice": (
        zipped({"a.txt": b"x", "b.txt": b"y"}).replace(b"b.txt", b"a.txt"),
        "trùng tên",
    ),
    "ZIP with a name in two cases": (zipped({"a.txt": b"", "A.TXT": b""}), "trùng tên"),
    "ZIP with a link": (with_mode(stat.S_IFLNK | 0o777), "liên kết"),
    "ZIP with a device": (with_mode(stat.S_IFCHR | 0o666), "thiết bị"),
    # ZIP: what it holds.
    "ZIP in a ZIP": (bundle({"b.zip": bundle()}), "lồng nhau"),
    "ZIP in a ZIP as DOCX": (bundle({"b.docx": bundle()}), "lồng nhau"),
    "ZIP with a RAR": (bundle({"b.rar": b"Rar!"}), "lồng nhau"),
    "ZIP with a page": (bundle({"b.html": HTML}), "không thuộc loại"),
    "ZIP with a drawing": (bundle({"b.svg": b"<svg/>"}), "không thuộc loại"),
    "ZIP with a program": (bundle({"b.exe": b"MZ"}), "không thuộc loại"),
    "ZIP with a nameless kind": (bundle({"README": b"x"}), "không thuộc loại"),
    "ZIP with a page as a picture": (bundle({"b.jpg": HTML}), "khác với đuôi"),
    "ZIP with a PNG as JPEG": (bundle({"b.jpg": PNG}), "khác với đuôi"),
    "ZIP with a wave as WebP": (bundle({"b.webp": b"RIFF____WAVE"}), "khác với đuôi"),
    "ZIP with a program as text": (bundle({"b.txt": b"MZ\0\0"}), "văn bản UTF-8"),
    "ZIP with text of old Windows": (bundle({"b.csv": b"\xc5"}), "văn bản UTF-8"),
    "ZIP with a page as PDF": (bundle({"b.pdf": HTML}), "khác với đuôi"),
    "ZIP with a DOCX as XLSX": (bundle({"b.xlsx": docx()}), "khác với đuôi"),
    "ZIP with a PDF that acts": (bundle({"b.pdf": pdf(b"/S/Launch")}), "Launch"),
    "ZIP with a DOCX with macros": (
        bundle({"b.docx": docx({"word/vbaProject.bin": OLE})}),
        "macro",
    ),
    "ZIP of documents that are too much together": (nested_documents, "200 MB"),
    # Office.
    "DOCM": (docx(kind=WORD_TYPE.replace(OFFICE, "x.macroEnabled")), "macro"),
    "XLSM": (
        xlsx(kind="application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
        "macro",
    ),
    "DOCX with macros": (docx({"word/vbaProject.bin": OLE}), "macro"),
    "DOCX with a hidden macro type": (
        docx(
            {
                "[Content_Types].xml": content_types(
                    ("/word/document.xml", WORD_TYPE),
                    ("/word/x.dat", "application/vnd.ms-office.vbaProject"),
                )
            }
        ),
        "macro",
    ),
    "XLSX with a macro sheet": (xlsx({"xl/macrosheets/sheet1.xml": b"<x/>"}), "macro"),
    "DOCX with an object": (docx({"word/embeddings/o1.bin": OLE}), "đối tượng nhúng"),
    "DOCX with a renamed object": (docx({"word/media/a.png": OLE}), "đối tượng nhúng"),
    "XLSX with ActiveX": (xlsx({"xl/activeX/a.xml": b"<x/>"}), "đối tượng nhúng"),
    "DOCX with a program": (docx({"word/media/a.png": b"MZ\x90"}), "đối tượng nhúng"),
    "DOCX with a page inside": (docx({"word/x.html": HTML}), "mã lệnh"),
    "DOCX with an archive inside": (docx({"word/x.png": bundle()}), "đối tượng nhúng"),
    "DOCX with macros in its chart": (
        docx({"word/embeddings/a.xlsx": xlsx({"xl/vbaProject.bin": b"x"})}),
        "macro",
    ),
    "DOCX with a workbook in its workbook": (
        docx({"word/embeddings/a.xlsx": xlsx({"xl/embeddings/b.xlsx": xlsx()})}),
        "đối tượng nhúng",
    ),
    "DOCX with a template elsewhere": (
        docx(
            {
                "word/_rels/settings.xml.rels": relationships(
                    "attachedTemplate", "https://evil.example/a.dotm", "External"
                )
            }
        ),
        "ở nơi khác",
    ),
    "DOCX with an object elsewhere": (
        docx(
            {
                "word/_rels/document.xml.rels": relationships(
                    "oleObject", "https://evil.example/a.html!", "External"
                )
            }
        ),
        "ở nơi khác",
    ),
    "DOCX with an outside entity": (docx({"word/styles.xml": DOCTYPE}), "XML"),
    "DOCX with a wide outside entity": (docx({"word/a.xml": WIDE_DOCTYPE}), "XML"),
    "DOCX with an entity in its list": (docx({"[Content_Types].xml": DOCTYPE}), "XML"),
    "DOCX with a broken list": (docx({"[Content_Types].xml": b"<Types"}), "bị hỏng"),
    "DOCX without its main part": (
        zipped(
            {"[Content_Types].xml": content_types(("/word/document.xml", WORD_TYPE))}
        ),
        "thiếu phần chính",
    ),
    "DOCX with endless links": (many_links, "danh mục"),
    "PPTX": (
        zipped(
            {
                "[Content_Types].xml": content_types(
                    (
                        "/ppt/presentation.xml",
                        f"{OFFICE}.presentationml.presentation.main+xml",
                    )
                ),
                "ppt/presentation.xml": b"<x/>",
            }
        ),
        "lưu tệp này thành PDF",
    ),
    # OpenDocument.
    "ODT whose type is packed": (odt(packed=True), "bị hỏng"),
    "ODT without content": (
        zipped({"mimetype": ODT.content_type.encode()}, 0),
        "thiếu",
    ),
    "ODS": (
        odt(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"),
        "thành PDF",
    ),
    "ODT with Basic": (odt({"Basic/script-lc.xml": b"<x/>"}), "macro"),
    "ODT with Python": (odt({"Scripts/python/a.py": b"x"}), "macro"),
    "ODT that calls a macro": (
        odt({"styles.xml": b"<a href='vnd.sun.star.script:a'/>"}),
        "XML",
    ),
    "ODT with a password": (
        odt({"META-INF/manifest.xml": b"<manifest:encryption-data/>"}),
        "mật khẩu",
    ),
    "ODT with an object": (odt({"Object 1": OLE}), "đối tượng nhúng"),
}


# Name: (what is uploaded, what it is).
GOOD: dict[str, tuple[Bytes, Kind]] = {
    "PDF": (pdf(), PDF),
    "PDF with white space behind it": (pdf() + b"\r\n\0 ", PDF),
    "PDF with form fields": (pdf(b"/AcroForm<</JSomething 1/LaunchPad 2>>"), PDF),
    "PDF with a password": (pdf(b"/Encrypt 5 0 R"), PDF),
    "DOCX": (docx(), DOCX),
    "DOCX with a link": (
        docx(
            {
                "word/_rels/document.xml.rels": relationships(
                    "hyperlink", "https://portal.example.vn/", "External"
                )
            }
        ),
        DOCX,
    ),
    "DOCX with a chart": (docx({"word/embeddings/Sheet1.xlsx": xlsx()}), DOCX),
    "XLSX": (xlsx(), XLSX),
    "XLSX with printer settings": (
        xlsx({"xl/printerSettings/printerSettings1.bin": b"H\0P\0"}),
        XLSX,
    ),
    "ODT": (odt(), ODT),
    "ZIP": (bundle(), ZIP),
    "ZIP of every kind": (zipped(ALL_KINDS_INSIDE), ZIP),
    "ZIP written one way": (streamed, ZIP),
    "ZIP of 20 MB of text": (lambda: bundle({"a.csv": mild_text(20_000_000)}), ZIP),
}


def made(content: Bytes) -> bytes:
    return content if isinstance(content, bytes) else content()
