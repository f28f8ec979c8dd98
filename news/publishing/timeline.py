"""When readers see what: publish, schedule, cancel, move, withdraw, expire.

Every step claims the article's next version; only then is the clock read. That puts
the steps of one article in a row, on both databases.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from news import effects, html, rendering, vietnamese
from news.enums import ArticleState, StepKind
from news.models.article import Article
from news.models.edition import FIRST_LINK, Edition
from news.models.generation import clock
from news.models.revision import Revision
from news.publishing import waivers
from news.publishing.approval import need_other_eyes
from news.publishing.steps import (
    NothingNew,
    PublishingError,
    claim,
    compare_with_site,
    hold_photos,
    log,
    revision_of_text,
    set_state,
    step,
)

if TYPE_CHECKING:
    from portal.models import User

TICK = timedelta(microseconds=1)
ALREADY_LIVE = "Bài đã lên trang."
NOT_SCHEDULED = "Bài viết không có giờ hẹn."
NOT_ON_SITE = "Bài viết không ở trên trang."
TOO_LATE = "Giờ hẹn đã qua."
SAME = "Bài trên trang đã là bản này."


@step
def publish(
    article: Article,
    *,
    by: User | None,
    published_at: datetime | None = None,
    gate_open: bool = False,
    may_be_own: bool = False,
) -> Edition:
    """Show the article's working text to readers from now on.

    `published_at` is the date that readers see on a first edition (imports give the
    old one); `gate_open` lets a story with problems through (imports report them);
    `may_be_own` lets a writer publish (what is imported was approved elsewhere).
    Raises Blocked or PublishingError.
    """
    claim(article)
    now = clock()
    revision = revision_of_text(article, by=by)
    need_other_eyes(article, revision, by, may_be_own)
    if not gate_open:
        waivers.pass_gate(article, revision.story, now)
    hold_photos(revision)
    if _shows_already(article, revision, now):
        raise NothingNew(SAME)
    wish = _drop_scheduled(article, now)
    last = _last(article)
    moment = max(now, last.starts_at + TICK) if last else now
    edition = _add(article, revision, moment, by, published_at, wish)
    set_state(article, ArticleState.DRAFT)
    log(article, StepKind.PUBLISH, by=by, at=moment, note=f"Bản {edition.number}")
    compare_with_site(article)
    effects.edition_changed(article.pk, moment)
    return edition


@step
def schedule(
    article: Article,
    *,
    at: datetime,
    by: User | None,
    gate_open: bool = False,
    may_be_own: bool = False,
) -> Edition:
    """Show the text as it is now from that moment on. Raises PublishingError."""
    claim(article)
    now = clock()
    _must_lie_ahead(at, now)
    revision = revision_of_text(article, by=by)
    need_other_eyes(article, revision, by, may_be_own)
    if not gate_open:
        waivers.pass_gate(article, revision.story, at)
    hold_photos(revision)
    wish = _drop_scheduled(article, now)
    edition = _add(article, revision, at, by, None, wish)
    set_state(article, ArticleState.DRAFT)
    log(article, StepKind.SCHEDULE, by=by, at=now, note=_said(at))
    compare_with_site(article)
    effects.edition_changed(article.pk, now)
    return edition


@step
def cancel(article: Article, *, by: User | None) -> None:
    """Take back the appointment; what is live stays. Raises PublishingError."""
    claim(article)
    now = clock()
    _need_scheduled(article, now)
    _drop_scheduled(article, now)
    log(article, StepKind.CANCEL, by=by, at=now)
    compare_with_site(article)
    effects.edition_changed(article.pk, now)


@step
def move(article: Article, *, at: datetime, by: User | None) -> Edition:
    """Give the same frozen text another moment. Raises PublishingError."""
    claim(article)
    now = clock()
    _must_lie_ahead(at, now)
    revision = _need_scheduled(article, now).revision
    need_other_eyes(article, revision, by)
    hold_photos(revision)
    wish = _drop_scheduled(article, now)
    edition = _add(article, revision, at, by, None, wish)
    log(article, StepKind.MOVE, by=by, at=now, note=_said(at))
    compare_with_site(article)
    effects.edition_changed(article.pk, now)
    return edition


@step
def withdraw(article: Article, *, by: User | None, reason: str) -> None:
    """Take the story off the site, and its appointment. Raises PublishingError."""
    claim(article)
    now = clock()
    reason = vietnamese.clean_line(reason)
    if not reason:
        raise PublishingError("Gỡ bài phải có lý do.")
    scheduled = article.editions.scheduled(now).exists()
    current = article.editions.live(now).first()
    if current is None and not scheduled:
        raise PublishingError(NOT_ON_SITE)
    _drop_scheduled(article, now)
    moment = now
    if current is not None:
        moment = max(now, current.starts_at + TICK)
        article.editions.filter(pk=current.pk).update(
            withdrawn_at=moment,
            withdrawn_by=by,
            withdrawn_reason=reason[:500],
        )
        _close_last(article)
    log(article, StepKind.WITHDRAW, by=by, at=moment, note=reason)
    compare_with_site(article)
    effects.edition_changed(article.pk, moment)


@step
def expire(article: Article, *, at: datetime | None, by: User | None) -> None:
    """Let the story leave the site at that moment; None takes the wish back.

    The wish is that of the edition which would be on the site just before it.
    Raises PublishingError.
    """
    claim(article)
    now = clock()
    if at is not None and at <= now:
        raise PublishingError("Hạn hiển thị đã qua.")
    scheduled = article.editions.scheduled(now).first()
    current = article.editions.live(now).first()
    ahead = [edition for edition in (current, scheduled) if edition is not None]
    if not ahead:
        raise PublishingError(NOT_ON_SITE)
    holders = ahead if at is None else [e for e in ahead if e.starts_at < at][-1:]
    if not holders:
        raise PublishingError("Hạn hiển thị phải sau giờ hẹn đăng.")
    pks = [edition.pk for edition in holders]
    article.editions.filter(pk__in=pks).update(expires_at=at)
    if current is not None:
        _close(article, current.pk, scheduled.starts_at if scheduled else None)
    _close_last(article)
    log(article, StepKind.EXPIRE, by=by, at=now, note=_said(at) if at else "Bỏ hạn")
    effects.edition_changed(article.pk, now)


# --- What the steps are made of -------------------------------------------------------


def _said(moment: datetime) -> str:
    """A moment as the log says it: “Thứ hai, 23/11/2026 13:38”, Vietnamese time."""
    return vietnamese.long_moment(timezone.localtime(moment))


def _must_lie_ahead(at: datetime, now: datetime) -> None:
    if at <= now:
        raise PublishingError(TOO_LATE)


def _need_scheduled(article: Article, now: datetime) -> Edition:
    scheduled = article.editions.scheduled(now).first()
    if scheduled is None:
        live = article.editions.live(now).exists()
        raise PublishingError(ALREADY_LIVE if live else NOT_SCHEDULED)
    return scheduled


def _shows_already(article: Article, revision: Revision, now: datetime) -> bool:
    """Whether readers see this very text and nothing else is to come.

    A second edition of the same text would tell readers of an update that was none.
    """
    current = article.editions.live(now).first()
    last = _last(article)
    if current is None or current != last:
        return False
    return current.revision.digest == revision.digest


def _drop_scheduled(article: Article, now: datetime) -> datetime | None:
    """Delete the appointment, reopen what it would have ended.

    Returns the wish to expire that goes on to the next edition. No reader saw the
    deleted edition; the log keeps the step.
    """
    scheduled = article.editions.scheduled(now).first()
    if scheduled is not None:
        effects.edition_dropped(scheduled)
        article.editions.scheduled(now).delete()
    _close_last(article)
    holder = scheduled or article.editions.live(now).first()
    return holder.expires_at if holder else None


def _last(article: Article) -> Edition | None:
    return article.editions.order_by("-number").first()


def _add(
    article: Article,
    revision: Revision,
    starts_at: datetime,
    by: User | None,
    published_at: datetime | None,
    wish: datetime | None,
) -> Edition:
    """Insert the next edition of the article's chain and end the one before it."""
    last = _last(article)
    if last is not None:
        _close(article, last.pk, starts_at)
    first = article.editions.order_by("number").first()
    edition = Edition.of(
        revision.story,
        article_id=article.pk,
        number=last.number + 1 if last else 1,
        starts_at=starts_at,
        published_at=first.published_at if first else published_at or starts_at,
        previous_digest=last.digest if last else FIRST_LINK,
    )
    edition.revision = revision
    edition.published_by = by
    edition.expires_at = wish if wish and wish > starts_at else None
    edition.ends_at = edition.expires_at
    try:
        rendering.render(edition)
    except html.UnsafeHTML as error:
        raise PublishingError(str(error)) from error
    edition.save(force_insert=True)
    rendering.link(edition)
    effects.edition_made(edition)
    return edition


def _close_last(article: Article) -> None:
    """The last edition ends by its own expiry or withdrawal, or not at all."""
    last = _last(article)
    if last is not None:
        _close(article, last.pk, None)


def _close(article: Article, pk: int, next_starts_at: datetime | None) -> None:
    """Compute when an edition ends: the earliest of what ends it."""
    edition = article.editions.get(pk=pk)
    ends_at = end_of(edition, next_starts_at)
    if ends_at != edition.ends_at:
        article.editions.filter(pk=pk).update(ends_at=ends_at)


def end_of(edition: Edition, next_starts_at: datetime | None) -> datetime | None:
    """The earliest of expiry, withdrawal and the next edition's start; None if none."""
    ends = [edition.expires_at, edition.withdrawn_at, next_starts_at]
    return min(filter(None, ends), default=None)
