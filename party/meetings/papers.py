"""The file of the minutes: judged by content, kept in the private storage."""

from __future__ import annotations

import hashlib
import html
import io
import re
import zipfile
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction

from news import documents
from news.documents.kinds import DOCX, ODT, PDF, Kind
from news.models.generation import clock
from party import log
from party.enums import LogKind
from party.meetings.saving import OPEN
from party.meetings.steps import claim, refused, require_state, step
from party.models import Meeting
from party.rules import secrecy

if TYPE_CHECKING:
    from portal.models import User

FIELD = "minutes_upload"
KINDS = {kind.extension: kind for kind in (PDF, DOCX, ODT)}
NOT_MINUTES = "Biên bản phải là tệp PDF, DOCX hoặc ODT."
NOT_DECLARED = "Hãy đánh dấu khai không chứa nội dung Mật trước khi tải tệp."
STAMPED = (
    "Tệp có dấu {stamps}: không được đưa vào hệ thống này. Nếu đó không phải dấu mật, "
    "hãy viết thường chữ ấy rồi tải lại."
)
NO_ROOM = "Máy chủ không ghi được tệp (có thể ổ đĩa đã đầy). Tệp chưa được lưu."
FIELDS = ["minutes_file", "minutes_file_name", "declared_at", "declared_by"]
# Parts of a document that people read; headers are where stamps are set.
READ = re.compile(r"word/(?:document|header\d*|footer\d*)\.xml|(?:content|styles)\.xml")
PARAGRAPH_END = re.compile(r"</(?:w:p|text:p|text:h)>|<w:(?:br|tab)/>")
TAG = re.compile(r"<[^>]*>")


@step
def store_minutes(
    meeting: Meeting, content: bytes, *, name: str, declared: bool, by: User
) -> None:
    """Keep the file as the minutes, in place of the one before.

    `declared`: this person says that nothing in it is secret. Raises MeetingsError, and
    then nothing of the file is left behind.
    """
    claim(meeting)
    require_state(meeting, OPEN)
    if not declared:
        raise refused(NOT_DECLARED, field="declared")
    kind = _kind(content)
    if found := secrecy.stamps([text_of(content, kind)]):
        stamps = ", ".join(f"“{stamp}”" for stamp in found)
        raise refused(STAMPED.format(stamps=stamps), field=FIELD)
    digest = hashlib.sha256(content).hexdigest()
    path = f"dang/bien-ban/{meeting.pk}/{digest[:32]}.{kind.extension}"
    old, meeting.minutes_file = meeting.minutes_file, path
    title = documents.clean_name(name)
    meeting.minutes_file_name = f"{title}.{kind.extension}"
    meeting.declared_at, meeting.declared_by = clock(), by
    _keep(meeting, content, by=by, is_new=path != old)
    if old and path != old:
        transaction.on_commit(lambda: storages["private"].delete(old))


@step
def remove_minutes(meeting: Meeting, *, by: User) -> None:
    """The file goes; what was typed as minutes stays."""
    claim(meeting)
    require_state(meeting, OPEN)
    old = meeting.minutes_file
    if not old:
        return
    meeting.minutes_file = meeting.minutes_file_name = ""
    meeting.save(update_fields=FIELDS)
    what = f"Bỏ tệp biên bản buổi sinh hoạt {meeting.pk}"
    log.record(LogKind.CHANGE, what, by=by, meeting=meeting)
    transaction.on_commit(lambda: storages["private"].delete(old))


def kind_of_file(meeting: Meeting) -> Kind:
    """Of the stored minutes, by the name that we gave the file."""
    return KINDS[meeting.minutes_file.rpartition(".")[2]]


def text_of(content: bytes, kind: Kind) -> str:
    """What stands in a DOCX or ODT, headers included; of a PDF nothing can be read."""
    if kind == PDF:
        return ""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [
            archive.read(name).decode("utf-8", "replace")
            for name in archive.namelist()
            if READ.fullmatch(name)
        ]
    lines = PARAGRAPH_END.sub("\n", "\n".join(parts))
    return html.unescape(TAG.sub("", lines))


def _keep(meeting: Meeting, content: bytes, *, by: User, is_new: bool) -> None:
    """The file first, then its row; without the row the file goes again."""
    path, private = meeting.minutes_file, storages["private"]
    try:
        private.save(path, ContentFile(content))
        meeting.save(update_fields=FIELDS)
        what = f"Tải biên bản buổi sinh hoạt {meeting.pk}; khai không chứa nội dung Mật"
        log.record(LogKind.CHANGE, what, by=by, meeting=meeting)
    except BaseException as error:
        if is_new:
            private.delete(path)
        if isinstance(error, OSError):
            raise refused(NO_ROOM, field=FIELD) from error
        raise


def _kind(content: bytes) -> Kind:
    try:
        kind = documents.kind_of(content)
    except documents.DocumentError as error:
        raise refused(str(error), field=FIELD) from error
    if kind.extension not in KINDS:
        raise refused(NOT_MINUTES, field=FIELD)
    return kind
