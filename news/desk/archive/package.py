"""A story package as a file: bounded lines, each a story or a reason why not.

Pure: no database. The format: `stories.jsonl`, one JSON object a line, and the photos
that it names, in the same folder.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from news import html, vietnamese

FILE = "stories.jsonl"
PHOTO_PREFIX = "photos/"
MAX_LINE = 5 * 1024 * 1024
MAX_TITLE, MAX_SAPO, MAX_URL = 250, 1500, 400
REQUIRED = ("id", "title", "sapo", "category", "published_at", "body")
KEYS = {*REQUIRED, "url", "byline", "tags", "pins", "lead_photo", "gallery"}
EARLIEST, LATEST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


class BadLine(ValueError):
    """The line is no story. The message is shown to the person who imports."""


@dataclass(frozen=True)
class PhotoUse:
    file: str
    alt: str = ""
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True)
class Record:
    """One story of the package; texts are NFC, the body is cleaned."""

    line: int
    id: str
    title: str
    sapo: str
    category: tuple[str, ...]
    published_at: datetime
    body: str
    digest: str
    url: str = ""
    byline: tuple[tuple[str, str], ...] = ()
    tags: tuple[str, ...] = ()
    pins: tuple[str, ...] = ()
    lead_photo: PhotoUse | None = None
    gallery: tuple[PhotoUse, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def photos(self) -> list[PhotoUse]:
        """Every file that the story names, once; the lead knows most about its own."""
        shown = [
            PhotoUse(unquote(figure.src), figure.alt, html.text(figure.caption_html))
            for figure in html.figures(self.body)
        ]
        lead = [self.lead_photo] if self.lead_photo else []
        return list({u.file: u for u in [*shown, *self.gallery, *lead]}.values())


@dataclass
class Reader:
    """Reads the package's lines, again and again; remembers no bodies."""

    folder: Path
    faults: dict[int, str] = field(default_factory=dict)

    def records(self) -> Iterator[Record]:
        """The good lines; the bad ones are in `faults`, by line number."""
        seen: dict[str, int] = {}
        for number, line in self._lines():
            try:
                record = self._record(number, line)
                if record.id in seen:
                    raise BadLine(f"Mã “{record.id}” đã có ở dòng {seen[record.id]}.")
            except BadLine as error:
                self.faults[number] = str(error)
            else:
                seen[record.id] = number
                yield record

    def size(self) -> int:
        """How many lines there are, for a progress bar."""
        return sum(1 for _ in self._lines())

    def photo(self, use: PhotoUse) -> bytes:
        """The bytes of a photo. Raises BadLine: missing, or outside the folder."""
        root = self.folder.resolve()
        try:
            path = (root / use.file).resolve()
            if not path.is_relative_to(root):
                raise BadLine(f"Ảnh “{use.file}” nằm ngoài thư mục.")
            return path.read_bytes()
        except (OSError, ValueError) as error:
            if isinstance(error, BadLine):
                raise
            raise BadLine(f"Không có ảnh “{use.file}”.") from error

    def _lines(self) -> Iterator[tuple[int, bytes]]:
        """(number, bytes) of lines that are not blank; a too long one comes empty."""
        with (self.folder / FILE).open("rb") as file:
            number = 0
            while line := file.readline(MAX_LINE + 1):
                number += 1
                is_cut = len(line) > MAX_LINE
                while is_cut and line and not line.endswith(b"\n"):
                    line = file.readline(MAX_LINE)
                if is_cut:
                    yield number, b""
                elif line.strip():
                    yield number, line.strip()

    def _record(self, number: int, line: bytes) -> Record:
        if not line:
            raise BadLine(f"Dòng dài hơn {MAX_LINE // 1024 // 1024} MB.")
        data = _parse(line)
        for key in REQUIRED:
            if not data.get(key):
                raise BadLine(f"Thiếu “{key}”.")
        unknown = sorted(data.keys() - KEYS)
        record = Record(
            line=number,
            id=_text(data, "id", 200),
            url=_text(data, "url", MAX_URL),
            title=_text(data, "title", MAX_TITLE),
            sapo=_text(data, "sapo", MAX_SAPO),
            category=_category(data),
            published_at=_moment(data["published_at"]),
            byline=_byline(data),
            tags=_texts(data, "tags", 100),
            pins=_texts(data, "pins", 200),
            lead_photo=_photo(data.get("lead_photo"), "lead_photo"),
            gallery=_gallery(data),
            body=_body(data),
            digest="",
            notices=tuple(f"Bỏ qua khóa lạ “{key}”." for key in unknown),
        )
        return _with_digest(record, self._digest(line, record))

    def _digest(self, line: bytes, record: Record) -> str:
        """SHA-256 of the line and of the photos behind it."""
        whole = hashlib.sha256(line)
        for use in record.photos:
            try:
                content = self.photo(use)
            except BadLine:
                content = b""
            whole.update(hashlib.sha256(content).digest())
        return whole.hexdigest()


def _with_digest(record: Record, digest: str) -> Record:
    return Record(**{**vars(record), "digest": digest})


def _parse(line: bytes) -> dict[str, Any]:
    try:
        data = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadLine("Không phải UTF-8.") from error
    except (ValueError, RecursionError) as error:
        raise BadLine("Không phải JSON.") from error
    if not isinstance(data, dict):
        raise BadLine("Không phải một đối tượng JSON.")
    return data


def _string(value: Any, key: str) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BadLine(f"“{key}” phải là chữ.")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise BadLine(f"“{key}” có ký tự hỏng.") from error
    return vietnamese.clean_line(value)


def _text(data: dict[str, Any], key: str, limit: int) -> str:
    text = _string(data.get(key), key)
    if key in REQUIRED and not text:
        raise BadLine(f"Thiếu “{key}”.")
    if len(text) > limit:
        raise BadLine(f"“{key}” dài hơn {limit} ký tự.")
    return text


def _list(data: dict[str, Any], key: str) -> list[Any]:
    value = data.get(key) or []
    if not isinstance(value, list):
        raise BadLine(f"“{key}” phải là danh sách.")
    return value


def _texts(data: dict[str, Any], key: str, limit: int) -> tuple[str, ...]:
    texts = [_string(item, key) for item in _list(data, key)]
    if any(len(text) > limit for text in texts):
        raise BadLine(f"“{key}” có mục dài hơn {limit} ký tự.")
    return tuple(filter(None, texts))


def _category(data: dict[str, Any]) -> tuple[str, ...]:
    names = _texts(data, "category", 100)
    if len(names) not in {1, 2}:
        raise BadLine("“category” phải có một hoặc hai tên.")
    return names


def _byline(data: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    pairs = []
    for item in _list(data, "byline"):
        if not isinstance(item, dict):
            raise BadLine("Mỗi mục của “byline” phải có “name” và “unit”.")
        name, unit = _text(item, "name", 120), _text(item, "unit", 200)
        if name:
            pairs.append((name, unit))
    return tuple(pairs)


def _gallery(data: dict[str, Any]) -> tuple[PhotoUse, ...]:
    """The photos of a photo story, in order; each file once."""
    uses = [_photo(value, "gallery") for value in _list(data, "gallery")]
    return tuple({use.file: use for use in uses if use}.values())


def _photo(value: Any, key: str) -> PhotoUse | None:
    if not value:
        return None
    if not isinstance(value, dict) or not value.get("file"):
        raise BadLine(f"“{key}” phải có “file”.")
    return PhotoUse(
        file=_text(value, "file", 300),
        alt=_text(value, "alt", 300),
        caption=_text(value, "caption", 500),
        credit=_text(value, "credit", 120),
    )


def _moment(value: Any) -> datetime:
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise BadLine("“published_at” không phải giờ ISO 8601.") from error
    if moment.tzinfo is None:
        raise BadLine("“published_at” thiếu múi giờ.")
    if not EARLIEST <= moment < LATEST:
        raise BadLine("“published_at” không hợp lý.")
    return moment


def _body(data: dict[str, Any]) -> str:
    if not isinstance(data["body"], str):
        raise BadLine("“body” phải là chữ.")
    try:
        body = html.clean(data["body"], media_prefix=PHOTO_PREFIX)
    except html.UnsafeHTML as error:
        raise BadLine(str(error)) from error
    if not body.strip():
        raise BadLine("“body” không còn gì sau khi làm sạch.")
    return body
