"""Links by which people without an account see one revision before readers do."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from news import vietnamese
from news.enums import StepKind
from news.models.article import Article
from news.models.generation import clock
from news.models.preview_link import PreviewLink
from news.models.revision import Revision
from news.publishing.steps import PublishingError, log

if TYPE_CHECKING:
    from portal.models import User

MOST_OPEN = 10  # Of one story.
LONGEST_NOTE = 200
TOO_MANY = (
    f"Bài đã có {MOST_OPEN} liên kết còn hạn; hãy thu hồi bớt trước khi tạo thêm."
)
NO_LONGER_OPEN = "Liên kết đã hết hạn hoặc đã bị thu hồi."


@transaction.atomic
def open_link(
    revision: Revision, *, by: User, lasts: timedelta, note: str = ""
) -> PreviewLink:
    """Let people without an account see that revision. Raises PublishingError.

    It takes no version of the article: whoever has the form open loses nothing.
    """
    article = Article.objects.select_for_update().get(pk=revision.article_id)
    now = clock()
    if article.preview_links.open(now).count() >= MOST_OPEN:
        raise PublishingError(TOO_MANY)
    link = PreviewLink.objects.create(
        article=article,
        revision=revision,
        note=vietnamese.clean_line(note)[:LONGEST_NOTE],
        made_at=now,
        made_by=by,
        expires_at=now + lasts,
    )
    log(article, StepKind.LINK, by=by, at=now, note=_said(link))
    return link


@transaction.atomic
def revoke_link(link: PreviewLink, *, by: User) -> None:
    """Close it for everybody from now on. Raises PublishingError."""
    now = clock()
    still_open = PreviewLink.objects.open(now).filter(pk=link.pk)
    if not still_open.update(revoked_at=now, revoked_by=by):
        raise PublishingError(NO_LONGER_OPEN)
    log(link.article, StepKind.UNLINK, by=by, at=now, note=_said(link))


def _said(link: PreviewLink) -> str:
    until = vietnamese.short_moment(timezone.localtime(link.expires_at))
    said = f"bản lưu {link.revision.number}, đến {until}"
    return f"{link.note}: {said}" if link.note else said
