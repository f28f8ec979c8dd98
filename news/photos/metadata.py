"""What the photographer wrote into the file: caption, credit, alt and day.

IPTC is what photo desks write, XMP what programs write, EXIF what cameras write; asked
in that order. Nothing of it stays in what is stored.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lxml import etree
from PIL import ExifTags, Image, ImageFile, IptcImagePlugin

from news import vietnamese

ALT_LENGTH, CAPTION_LENGTH, CREDIT_LENGTH = 300, 500, 120
LABEL = re.compile(r"^ảnh\s*:\s*", re.IGNORECASE)
MAX_XMP = 1_000_000
UTF_8_IN_IPTC = b"\x1b%G"
CAPTION, CREDIT, WRITER, CREATED, CHARSET = (
    *((2, 120), (2, 110), (2, 80), (2, 55)),
    (1, 90),
)
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DC = "{http://purl.org/dc/elements/1.1/}"
PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
IPTC_CORE = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}"
ALTERNATIVE = f"{IPTC_CORE}AltTextAccessibility"
DAY = re.compile(r"((?:19|20)[0-9]{2})[:-]?([0-9]{2})[:-]?([0-9]{2})", re.ASCII)
# Cameras that nobody told what to write.
NOT_A_CAPTION = re.compile(
    r"olympus digital camera|sony dsc|samsung|dcim|img[_-]?\d*|dsc[_-]?\d*|untitled",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Metadata:
    """Texts in NFC, cut to their columns; empty when the file says nothing."""

    alt: str = ""
    caption: str = ""
    credit: str = ""
    taken_on: date | None = None


def read(picture: ImageFile.ImageFile) -> Metadata:
    """What an opened picture says of itself; broken metadata says nothing."""
    iptc, xmp, exif = _iptc(picture), _xmp(picture), _exif(picture)
    captions = [iptc[CAPTION], xmp[f"{DC}description"], exif["ImageDescription"]]
    credit_lines = [
        *(iptc[CREDIT], iptc[WRITER]),
        *(xmp[f"{PHOTOSHOP}Credit"], xmp[f"{DC}creator"], exif["Artist"]),
    ]
    days = [
        *(exif["DateTimeOriginal"], iptc[CREATED]),
        *(xmp[f"{PHOTOSHOP}DateCreated"], exif["DateTime"]),
    ]
    return Metadata(
        alt=_first([xmp[ALTERNATIVE]], ALT_LENGTH),
        caption=_first(captions, CAPTION_LENGTH),
        credit=_first(map(_without_label, credit_lines), CREDIT_LENGTH),
        taken_on=next(filter(None, map(_day, days)), None),
    )


class _Texts(dict[object, str]):
    def __missing__(self, key: object) -> str:
        return ""


def _iptc(picture: ImageFile.ImageFile) -> _Texts:
    try:
        found = IptcImagePlugin.getiptcinfo(picture) or {}
    except (SyntaxError, OSError, ValueError, TypeError, LookupError):
        return _Texts()
    is_utf_8 = _one(found.get(CHARSET)) == UTF_8_IN_IPTC
    keys = (CAPTION, CREDIT, WRITER, CREATED)
    return _Texts((key, _decoded(_one(found.get(key)), is_utf_8)) for key in keys)


def _one(value: object) -> bytes:
    """The first of the values that a field may have."""
    if isinstance(value, list):
        value = value[0] if value else b""
    return value if isinstance(value, bytes) else b""


def _decoded(value: bytes, is_utf_8: bool) -> str:
    """UTF-8, whether it is announced or not; else what Windows wrote in Vietnam."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("utf-8" if is_utf_8 else "cp1258", "ignore")


def _xmp(picture: Image.Image) -> _Texts:
    packet = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or b""
    content = packet.encode() if isinstance(packet, str) else packet
    # No entity is ever needed here, so none is ever read.
    if not isinstance(content, bytes) or len(content) > MAX_XMP or b"<!" in content:
        return _Texts()
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        root = etree.fromstring(content.strip(b"\x00 \r\n\t"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return _Texts()
    return _Texts(_facts(root)) if root is not None else _Texts()


def _facts(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Every property, written as an attribute or as an element; later ones win."""
    for description in root.iter(f"{RDF}Description"):
        for name, value in description.attrib.items():
            yield str(name), str(value)
        for child in description:
            items = [item.text or "" for item in child.iter(f"{RDF}li")]
            yield str(child.tag), items[0] if items else child.text or ""


def _exif(picture: Image.Image) -> _Texts:
    try:
        exif = picture.getexif()
        tags = {**exif, **exif.get_ifd(ExifTags.IFD.Exif)}
    except (SyntaxError, OSError, ValueError, TypeError, LookupError):
        return _Texts()
    wanted = ("ImageDescription", "Artist", "DateTime", "DateTimeOriginal")
    values = {name: tags.get(ExifTags.Base[name]) for name in wanted}
    return _Texts(
        (name, _repaired(value)) for name, value in values.items() if value is not None
    )


def _repaired(value: object) -> str:
    """Cameras write ASCII; programs put UTF-8 there, which is read as Latin-1."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "ignore")
    try:
        return str(value).encode("latin-1").decode()
    except UnicodeError:
        return str(value)


def _first(texts: object, length: int) -> str:
    cleaned = (_clean(text) for text in texts)  # type: ignore[attr-defined]
    return next(filter(None, cleaned), "")[:length].strip()


def _clean(text: str) -> str:
    line = vietnamese.clean_line(text.replace("\x00", " "))
    return "" if NOT_A_CAPTION.fullmatch(line) else line


def _without_label(credit: str) -> str:
    """The label “Ảnh:” stands on the page already."""
    return LABEL.sub("", vietnamese.clean_line(credit))


def _day(text: str) -> date | None:
    found = DAY.match(text.strip())
    if found is None:
        return None
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        return None
