"""Attachments on their way in: judged by content, kept in the private storage."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import IntegrityError, transaction

from news import documents
from news.models.attachment import Attachment

if TYPE_CHECKING:
    from portal.models import User

NO_ROOM = "Máy chủ không ghi được tệp (có thể ổ đĩa đã đầy). Tệp chưa được lưu."


class AttachmentFull(documents.DocumentError):
    """The file is good, but there is no room for it."""


def store(content: bytes, *, name: str, by: User | None) -> Attachment:
    """This person's row of the file; made when new. `name` becomes its title only.

    Raises documents.DocumentError in Vietnamese, and then nothing is left behind.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    found = Attachment.objects.filter(sha256=sha256, uploaded_by=by).first()
    if found is not None:
        return found
    kind = documents.kind_of(content)
    attachment = Attachment(
        name=f"tep/{sha256[:2]}/{sha256[2:34]}.{kind.extension}",
        title=documents.clean_name(name),
        extension=kind.extension,
        size=len(content),
        sha256=sha256,
        uploaded_by=by,
    )
    return _keep(attachment, content)


def _keep(attachment: Attachment, content: bytes) -> Attachment:
    private = storages["private"]
    same = Attachment.objects.filter(sha256=attachment.sha256)
    try:
        private.save(attachment.name, ContentFile(content))
        with transaction.atomic():
            attachment.save(force_insert=True)
    except IntegrityError:
        # Sent twice at once, and the file is the same.
        return same.get(uploaded_by=attachment.uploaded_by)
    except BaseException as error:
        if not same.exists():
            private.delete(attachment.name)
        if isinstance(error, OSError):
            raise AttachmentFull(NO_ROOM) from error
        raise
    return attachment
