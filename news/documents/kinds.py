"""The kinds of attachment we take, and how a refusal is said."""

from __future__ import annotations

from dataclasses import dataclass

MAX_BYTES = 25 * 1024 * 1024
OFFICE = "application/vnd.openxmlformats-officedocument"


class DocumentError(Exception):
    """The file cannot become an attachment. The message is shown to the person."""


@dataclass(frozen=True)
class Kind:
    """What a file is: its own extension, a word for people, its type for browsers."""

    extension: str
    label: str
    content_type: str


PDF = Kind("pdf", "PDF", "application/pdf")
DOCX = Kind("docx", "Word", f"{OFFICE}.wordprocessingml.document")
XLSX = Kind("xlsx", "Excel", f"{OFFICE}.spreadsheetml.sheet")
ODT = Kind("odt", "OpenDocument", "application/vnd.oasis.opendocument.text")
ZIP = Kind("zip", "ZIP", "application/zip")

KINDS = (PDF, DOCX, XLSX, ODT, ZIP)
